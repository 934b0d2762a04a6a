import { compare, exact, subtract, toDecimal } from '../../../kernel/exact.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Comparison, EditionMarks, Ranking, RoundPlace, RoundRanking } from '../contract.ts'
import { listsOf } from '../rules/lists.ts'
import { rankingOf } from '../rules/ranking.ts'
import { comparisonOf, excusedUnits, linesInForce } from '../rules/round-comparison.ts'
import { marksOf } from '../rules/round-marks.ts'
import { groupsSeen } from '../rules/round-sight.ts'
import { type EditionRow, listEditions } from '../store/editions.ts'
import { listRoundsUntil } from '../store/rounds.ts'
import { besideLines, lineFacts } from './round-lines.ts'
import { actsFor, periodEndOf, type ReadRound, sightOf, standingOf } from './round-read.ts'
import { editionLine } from './round-view.ts'

/** A ranking with what it was made of and led to: an edition that is kept, or one made of the figures as they stand. */
export interface RankedRound {
  readonly comparison: Comparison
  readonly ranking: Ranking
  readonly marks: EditionMarks
  /** The kept edition; `undefined` as the figures stand. */
  readonly edition: EditionRow | undefined
}

/** Ranks a round as its figures stand now. */
export async function rankNow(ctx: OperationContext, round: ReadRound): Promise<RankedRound> {
  const lines = linesInForce(
    (await besideLines(ctx, round)).map(({ row, isOfRound }) => lineFacts(row, isOfRound)),
    periodEndOf(round.row),
  )
  const comparison = comparisonOf({
    scheme: round.scheme,
    figures: standingOf(round.figures),
    lines,
    before: await placesBefore(ctx, round),
  })
  const ranking = orRefuse(rankingOf(comparison))
  const marks = marksOf(listsOf(round.level, ranking.groups, excusedUnits(lines)))
  return { comparison, ranking, marks, edition: undefined }
}

/** The places of the last published round of the scheme and level before this one, by unit. */
async function placesBefore(ctx: OperationContext, { row }: ReadRound): Promise<ReadonlyMap<string, number>> {
  const { scheme_id: schemeId, level, period_end: until } = row
  const earlier = (await listRoundsUntil(ctx, { schemeId, level, until })).find(
    (each) => each.period_end < until && each.published_edition !== null,
  )
  if (!earlier || earlier.published_edition === null) return new Map()
  const [edition] = await listEditions(ctx, [{ roundId: earlier.id, edition: earlier.published_edition }])
  const places = edition?.ranking.groups.flatMap((group) => group.places) ?? []
  return new Map(places.flatMap(({ unit, rank }) => (rank === null ? [] : [[unit, rank] as const])))
}

/** A ranking as far as the reader may see it. `isPublished` by edition; before that he sees his own groups alone. */
export interface SeenRound extends RankedRound {
  readonly isPublished: boolean
  readonly isNarrowed: boolean
  readonly groups: Ranking['groups']
}

/**
 * The edition a reader asks for, or as the figures stand (`now`); without a wish the last published one, else the last settled, else now. Refuses
 * `assessment.edition_unknown`, also for one that is not published to a reader who sees nothing of it.
 */
export async function seeRound(
  ctx: OperationContext,
  round: ReadRound,
  wish: number | 'now' | undefined,
): Promise<SeenRound> {
  const { edition, published_edition: published, state, id } = round.row
  const isUnderWay = state === 'open' || state === 'checking'
  const wanted = wish ?? published ?? (isUnderWay ? 'now' : (edition ?? 'now'))
  const ranked = wanted === 'now' ? await rankNow(ctx, round) : await keptEdition(ctx, id, wanted)
  const isPublished = ranked.edition !== undefined && ranked.edition.published_at !== null
  const sight = sightOf(ctx)
  const seen = new Set(
    groupsSeen(
      ranked.comparison.scheme.groups.map(({ key, units }) => ({ key, units: units.map((unit) => unit.key) })),
      sight,
      isPublished,
    ).map(({ key }) => key),
  )
  if (wish !== undefined && !isPublished && seen.size === 0)
    refuse('not_found', problem('assessment.edition_unknown', {}, ['edition']))
  return {
    ...ranked,
    isPublished,
    isNarrowed: !isPublished && sight !== 'all',
    groups: ranked.ranking.groups.filter(({ group }) => seen.has(group)),
  }
}

/** A kept edition, whole; refuses `assessment.edition_unknown`. */
export async function keptEdition(ctx: OperationContext, roundId: string, edition: number): Promise<RankedRound> {
  const [row] = await listEditions(ctx, [{ roundId, edition }])
  if (!row) return refuse('not_found', problem('assessment.edition_unknown', {}, ['edition']))
  return { comparison: row.export, ranking: row.ranking, marks: row.marks, edition: row }
}

/** A ranking as its page shows it. */
export function roundRanking(ctx: OperationContext, round: ReadRound, seen: SeenRound): RoundRanking {
  return {
    roundId: round.row.id,
    schemeName: round.schemeName,
    level: round.row.level,
    period: round.period,
    state: round.row.state,
    edition: seen.edition ? editionLine(seen.edition) : null,
    isPublished: seen.isPublished,
    criteria: seen.comparison.scheme.criteria.map(({ key, name, points }) => ({ criterion: key, name, points })),
    groups: seen.groups.map(({ group, name, places }) => ({
      group,
      name,
      places: places.map((_, at) => placeOf(ctx, seen, places, at)),
    })),
    lists: listsSeen(round, seen),
    isNarrowed: seen.isNarrowed,
  }
}

/** The lists and awards of the level with the units the reader sees. */
function listsSeen({ level }: ReadRound, { groups, marks }: SeenRound): RoundRanking['lists'] {
  const entriesOf = (kind: string, key: string) =>
    groups.flatMap(({ name, places }) =>
      places.flatMap(({ unit, name: unitName, rank }) =>
        (marks[unit] ?? [])
          .filter((mark) => mark.kind === kind && mark.key === key)
          .map(({ count, reasons }) => ({ unitId: unit, unitName, groupName: name, rank, count, reasons })),
      ),
    )
  return [
    ...level.lists.map(({ key, name, colour }) => ({
      kind: colour,
      key,
      name,
      entries: entriesOf(colour, key),
      excused: entriesOf('excused', key),
    })),
    ...level.awards.map(({ key, name, sign }) => ({
      kind: sign,
      key,
      name,
      entries: entriesOf(sign, key),
      excused: [],
    })),
  ]
}

/** A place with what it leads to and how far it is ahead. */
export function placeOf(
  ctx: OperationContext,
  { comparison, marks }: RankedRound,
  places: Ranking['groups'][number]['places'],
  at: number,
): RoundPlace {
  const place = places[at]
  if (!place) throw new RangeError(`no place at ${at}`)
  const behind = places.find(
    (each) => each.rank !== null && place.rank !== null && compare(exact(each.total), exact(place.total)) < 0,
  )
  const { decimals } = comparison.scheme
  return {
    unitId: place.unit,
    key: place.unit,
    unitName: place.name,
    rank: place.rank,
    of: place.of,
    before: comparison.before[place.unit] ?? null,
    gained: place.gained,
    total: place.total,
    bonus: place.bonus,
    deduction: place.deduction,
    isComplete: place.isComplete,
    veto: place.veto,
    toNext: place.toNext,
    margin:
      place.rank === null || !behind ? null : toDecimal(subtract(exact(place.total), exact(behind.total)), decimals),
    criteria: place.criteria.map(({ criterion, state, points }) => ({ criterion, state, points })),
    marks: marks[place.unit] ?? [],
    isOwn: ctx.actor.personId !== 'system' && actsFor(ctx, place.unit),
  }
}
