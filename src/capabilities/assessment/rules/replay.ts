import type { Period } from '../../../kernel/period.ts'
import type { Comparison, Level, Ranking, ReplayedUnit, SchemeBody } from '../contract.ts'
import { schemeAt, type SchemeNames } from './level-scheme.ts'
import { rankUnits } from './rank.ts'
import { type BelowTotal, belowValue } from './round-below.ts'

/** A round as it was settled: what it was ranked from and how it came out. */
export interface SettledRound {
  readonly id: string
  readonly schemeId: string
  readonly schemeName: string
  readonly level: Level
  readonly period: Period
  readonly comparison: Comparison
  readonly ranking: Ranking
}

/** A past round ranked again. */
export interface Replayed {
  readonly roundId: string
  readonly schemeName: string
  readonly level: Level
  readonly period: Period
  readonly missing: readonly { readonly criterion: string; readonly figure: string }[]
  readonly groups: readonly {
    readonly key: string
    readonly name: string
    readonly isNew: boolean
    readonly units: readonly ReplayedUnit[]
  }[]
}

/** Totals of the units of one scheme as ranked again, by unit. */
type Totals = Map<string, readonly BelowTotal[]>

/**
 * Ranks past rounds again by a body, the lower levels first: a quarter takes the totals the months of its own scheme come to by the same body where they could be
 * ranked again, else what was printed then. Numbers are found by criterion and figure key; lines of points and vetoes stay as they were. Units
 * the round did not have are left out; rounds that share no unit with the body, or have no level in it, too.
 */
export function replayRounds(
  body: SchemeBody,
  facts: SchemeNames,
  rounds: readonly SettledRound[],
): readonly Replayed[] {
  const totalsOf = new Map<string, Totals>()
  return rounds.flatMap((round) => {
    const scheme = schemeAt(body, round.level, round.period, facts)
    const known = new Map(round.ranking.groups.flatMap(({ places }) => places.map((place) => [place.unit, place])))
    const groups = scheme?.groups
      .map((group) => ({ ...group, units: group.units.filter(({ key }) => known.has(key)) }))
      .filter(({ units }) => units.length > 0)
    if (!scheme || !groups || groups.length === 0) return []
    const totals = totalsOf.get(round.schemeId) ?? new Map()
    totalsOf.set(round.schemeId, totals)
    const { values, missing } = valuesFor(body, round, { ...scheme, groups }, totals)
    const units = new Set(groups.flatMap((group) => group.units.map(({ key }) => key)))
    const comparison: Comparison = {
      ...round.comparison,
      scheme: { ...scheme, groups },
      values,
      entries: entriesOf(round.comparison, units),
      vetoes: round.comparison.vetoes.filter(({ unit }) => units.has(unit)),
      explain: [],
    }
    const ranked = rankUnits(comparison)
    for (const { places } of ranked)
      for (const { unit, total } of places)
        totals.set(unit, [...(totals.get(unit) ?? []), { period: round.period, total }])
    return [
      {
        roundId: round.id,
        schemeName: round.schemeName,
        level: round.level,
        period: round.period,
        missing,
        groups: ranked.map(({ group, name, places }) => ({
          key: group,
          name,
          isNew: !isSameGroup(places, round.ranking),
          units: places.map(({ unit, name: unitName, rank, total, isComplete }) => {
            const before = known.get(unit)
            return {
              unitId: unit,
              name: unitName,
              rankBefore: before?.rank ?? null,
              rankAfter: rank,
              totalBefore: before?.total ?? '0',
              totalAfter: total,
              isComplete,
            }
          }),
        })),
      },
    ]
  })
}

function isSameGroup(places: readonly { readonly unit: string }[], ranking: Ranking): boolean {
  const now = new Set(places.map(({ unit }) => unit))
  return ranking.groups.some(
    (group) => group.places.length === now.size && group.places.every(({ unit }) => now.has(unit)),
  )
}

function entriesOf({ entries }: Comparison, units: ReadonlySet<string>): Comparison['entries'] {
  const kept = entries.filter((entry) => entry.kind !== 'reversal' && units.has(entry.unit))
  const ids = new Set(kept.map(({ id }) => id))
  return [...kept, ...entries.filter((entry) => entry.kind === 'reversal' && ids.has(entry.of))]
}

function valuesFor(
  body: SchemeBody,
  { level, period, comparison }: SettledRound,
  scheme: Comparison['scheme'],
  totals: Totals,
) {
  const old = new Map(comparison.values.map((value) => [`${value.unit} ${value.criterion}`, value.figures]))
  const missing = new Map<string, { criterion: string; figure: string }>()
  const criteria = body.levels[level]?.criteria ?? []
  const values = scheme.groups.flatMap(({ units }) =>
    units.flatMap(({ key: unit }) =>
      scheme.criteria.flatMap(({ key: criterion }) => {
        const asked = criteria.find(({ key }) => key === criterion)?.figures ?? []
        const figures = asked.flatMap(({ key, from }) => {
          const again = from.kind === 'below' ? belowValue(period, from, totals.get(unit) ?? []) : undefined
          const value = again ?? old.get(`${unit} ${criterion}`)?.[key]
          if (value !== undefined) return [[key, value] as const]
          missing.set(`${criterion} ${key}`, { criterion, figure: key })
          return []
        })
        return figures.length > 0 ? [{ unit, criterion, figures: Object.fromEntries(figures) }] : []
      }),
    ),
  )
  return { values, missing: [...missing.values()] }
}
