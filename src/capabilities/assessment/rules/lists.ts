import { compare, type Exact, exact, toDecimal } from '../../../kernel/exact.ts'
import type { AwardRule, GradeBand, LevelBody, ListCondition, ListRule, RankedBy, RankedPlace } from '../contract.ts'
import { stands } from './compare-with.ts'
import { measureOf } from './measure.ts'

/** Why a unit is where it is, as data; the sentence of each code stands in the messages under `reasons`. */
export interface ListReason {
  readonly code: ListReasonCode
  readonly params: Readonly<Record<string, string | number>>
}
/** What can put a unit on a list, give it an award or a band. */
export const LIST_REASONS = [
  'first_places',
  'last_places',
  'total_meets',
  'measure_meets',
  'excused',
  'gained',
  'stars',
  'band_reached',
  'band_full',
  'band_rest',
  'veto',
] as const
/** One of `LIST_REASONS`. */
export type ListReasonCode = (typeof LIST_REASONS)[number]

/** A unit on a list or with an award. */
export interface Listed {
  readonly unit: string
  readonly name: string
  readonly group: string
  readonly rank: number | null
  readonly reasons: readonly ListReason[]
}

/** 红黑榜 as it came out. `excused` would be on a black list and are kept off by an excuse, for everybody to see. */
export interface ListOutcome extends Pick<ListRule, 'key' | 'name' | 'colour'> {
  readonly listed: readonly Listed[]
  readonly excused: readonly Listed[]
}

/** 红旗、星、进位显著奖 as they came out; `stars` is how many, for stars alone. */
export interface AwardOutcome extends Pick<AwardRule, 'key' | 'name' | 'sign'> {
  readonly listed: readonly (Listed & { readonly stars: number | null })[]
}

/** 等次 of a unit; none under a veto. */
export interface BandOutcome extends Listed {
  readonly band: Pick<GradeBand, 'key' | 'name'> | null
}

/** All a ranking leads to. */
export interface Outcomes {
  readonly lists: readonly ListOutcome[]
  readonly awards: readonly AwardOutcome[]
  readonly bands: readonly BandOutcome[]
}

/** The groups of a ranking, the best first, as far as lists need them. */
export interface PlacedGroup {
  readonly group: string
  readonly name: string
  readonly places: readonly ListPlace[]
}
type ListPlace = Pick<RankedPlace, 'unit' | 'name' | 'rank' | 'of' | 'gained' | 'total' | 'veto' | 'criteria'>

/**
 * What a ranking leads to by the rules of its level: red and black lists, awards, grade bands. Equals are treated as equals: who shares the
 * last place of a list is on it with the others, who would have to share the last seat of a band goes to the next one with them. A unit under a
 * veto has no place: it is on no red list, has no award and no band.
 * Sources: rank and threshold together and excuses 绵阳; flags, stars, places gained 青岛; shares of bands 青岛 3/4/3 of ten.
 */
export function listsOf(
  level: Pick<LevelBody, 'lists' | 'awards' | 'bands'>,
  groups: readonly PlacedGroup[],
  excused: ReadonlySet<string>,
): Outcomes {
  return {
    lists: level.lists.map((rule) => listOutcome(rule, groups, excused)),
    awards: level.awards.map((rule) => awardOutcome(rule, groups)),
    bands: level.bands.length === 0 ? [] : groups.flatMap((group) => bandsOf(level.bands, group)),
  }
}

function listOutcome(rule: ListRule, groups: readonly PlacedGroup[], excused: ReadonlySet<string>): ListOutcome {
  const met = inGroups(rule, groups).flatMap((group) => {
    const placeOf = placesBy(rule.rankedBy, group.places)
    const found = group.places.flatMap((place) => {
      const reasons = reasonsFor(rule, place, placeOf)
      return reasons ? [listed(group, place, reasons)] : []
    })
    return rule.colour === 'black' ? found.toReversed() : found
  })
  const isExcused = ({ unit }: Listed) => rule.colour === 'black' && excused.has(unit)
  const { key, name, colour } = rule
  return {
    key,
    name,
    colour,
    listed: met.filter((each) => !isExcused(each)),
    excused: met
      .filter(isExcused)
      .map((each) => ({ ...each, reasons: [...each.reasons, { code: 'excused', params: {} }] })),
  }
}

/** Why a place is on a list, or nothing where it is not: its place and every condition must say so. */
function reasonsFor(rule: ListRule, place: ListPlace, placeOf: PlaceOf): readonly ListReason[] | undefined {
  if (rule.colour === 'red' && place.veto !== null) return undefined
  const own = placeOf(place)
  const reasons: ListReason[] = []
  if (rule.places !== null) {
    const count = own && (rule.colour === 'red' ? own.ahead : own.behind)
    if (!own || count === undefined || count >= rule.places) return undefined
    const code = rule.colour === 'red' ? 'first_places' : 'last_places'
    reasons.push({ code, params: { rank: own.ahead + 1, of: own.of, places: rule.places } })
  }
  for (const condition of rule.conditions) {
    const reason = conditionMet(condition, place)
    if (!reason) return undefined
    reasons.push(reason)
  }
  return reasons.length > 0 ? reasons : undefined
}

function conditionMet(condition: ListCondition, place: ListPlace): ListReason | undefined {
  const { is, value } = condition
  if (condition.of === 'total')
    return stands(exact(place.total), is, exact(value))
      ? { code: 'total_meets', params: { total: place.total, is, value } }
      : undefined
  const figures = place.criteria.find(({ criterion }) => criterion === condition.criterion)?.figures ?? {}
  const measured = measureOf(condition.measure, figures)
  if (typeof measured === 'string' || !stands(measured, is, exact(value))) return undefined
  const { criterion, measure } = condition
  return { code: 'measure_meets', params: { criterion, measured: shown(measured), measure: measure.kind, is, value } }
}

function awardOutcome(rule: AwardRule, groups: readonly PlacedGroup[]): AwardOutcome {
  const { key, name, sign, by } = rule
  const found = inGroups(rule, groups).flatMap((group) => {
    const placeOf = placesBy(rule.rankedBy, group.places)
    return group.places.flatMap((place) => {
      const own = placeOf(place)
      if (!own) return []
      const rank = own.ahead + 1
      if (by.kind === 'first')
        return own.ahead < by.places
          ? [award(group, place, { code: 'first_places', params: { rank, of: own.of, places: by.places } })]
          : []
      if (by.kind === 'gained')
        return place.gained !== null && place.gained >= by.places
          ? [award(group, place, { code: 'gained', params: { gained: place.gained, places: by.places } })]
          : []
      const stars = by.first - own.ahead
      return stars > 0 ? [award(group, place, { code: 'stars', params: { rank, stars } }, stars)] : []
    })
  })
  return { key, name, sign, listed: found }
}

function award(group: PlacedGroup, place: ListPlace, reason: ListReason, stars: number | null = null) {
  return { ...listed(group, place, [reason]), stars }
}

function bandsOf(bands: readonly GradeBand[], group: PlacedGroup): readonly BandOutcome[] {
  const size = group.places.length
  const left = bands.map(({ most }) =>
    most === null ? size : most.kind === 'count' ? most.value : Math.floor((most.value * size) / 100),
  )
  const ranks = [...new Set(group.places.flatMap(({ rank }) => (rank === null ? [] : [rank])))]
  const given = new Map<number, { readonly band: GradeBand | undefined; readonly reasons: readonly ListReason[] }>()
  for (const rank of ranks) {
    const equals = group.places.filter((place) => place.rank === rank)
    const total = equals[0]?.total ?? '0'
    const reached = bands
      .map((band, at) => ({ band, at }))
      .filter(({ band }) => band.from === null || compare(exact(total), exact(band.from)) >= 0)
    const seat = reached.find(({ at }) => (left[at] ?? 0) >= equals.length)
    if (seat) left[seat.at] = (left[seat.at] ?? 0) - equals.length
    const full = reached.slice(0, seat ? reached.indexOf(seat) : undefined)
    given.set(rank, {
      band: seat?.band,
      reasons: [
        ...full.map(({ band }): ListReason => ({ code: 'band_full', params: { band: band.name } })),
        ...(seat ? [bandReason(seat.band, total)] : []),
      ],
    })
  }
  return group.places.map((place) => {
    const own = place.rank === null ? undefined : given.get(place.rank)
    const veto: readonly ListReason[] = [{ code: 'veto', params: {} }]
    return {
      ...listed(group, place, own?.reasons ?? veto),
      band: own?.band ? { key: own.band.key, name: own.band.name } : null,
    }
  })
}

function bandReason({ from, name }: GradeBand, total: string): ListReason {
  return from === null
    ? { code: 'band_rest', params: { band: name } }
    : { code: 'band_reached', params: { band: name, total, from } }
}

const inGroups = ({ groups: named }: Pick<ListRule, 'groups'>, groups: readonly PlacedGroup[]) =>
  named.length === 0 ? groups : groups.filter(({ group }) => named.includes(group))

const listed = ({ group }: PlacedGroup, { unit, name, rank }: ListPlace, reasons: readonly ListReason[]): Listed => ({
  unit,
  name,
  group,
  rank,
  reasons,
})

/** How many stand ahead of a place, how many behind it, among how many; nothing under a veto. */
type PlaceOf = (
  place: ListPlace,
) => { readonly ahead: number; readonly behind: number; readonly of: number } | undefined

function placesBy(by: RankedBy, places: readonly ListPlace[]): PlaceOf {
  const score = (place: ListPlace): Exact =>
    exact(
      by.kind === 'total'
        ? place.total
        : (place.criteria.find(({ criterion }) => criterion === by.criterion)?.points ?? '0'),
    )
  const ranked = places.filter(({ veto }) => veto === null).map((place) => ({ unit: place.unit, score: score(place) }))
  return ({ unit }) => {
    const own = ranked.find((each) => each.unit === unit)
    if (!own) return undefined
    const sides = ranked.map((each) => compare(each.score, own.score))
    return {
      ahead: sides.filter((side) => side > 0).length,
      behind: sides.filter((side) => side < 0).length,
      of: ranked.length,
    }
  }
}

/** Decimals a measured share is told with; it is compared unrounded. */
const TOLD_DECIMALS = 4

function shown(value: Exact): string {
  const text = toDecimal(value, TOLD_DECIMALS)
  return text.replace(/\.?0+$/, '')
}
