import { compare, exact, ZERO } from '../../../kernel/exact.ts'
import { type Period, periodIndex } from '../../../kernel/period.ts'
import type { Criterion, Level, Scheme, SchemeBody, SchemeCriterion } from '../contract.ts'

/** Periods a level has in a year. */
export const PERIODS_OF_LEVEL = { month: 12, quarter: 4, year: 1 } as const satisfies Record<Level, number>

/** What a body does not say itself: the scheme's name and year, and what its units are called. */
export interface SchemeNames {
  readonly name: string
  readonly year: number
  readonly names: ReadonlyMap<string, string>
}

/** The points of a criterion in the `at`-th period of the year: those of its season, else its own. */
export function pointsAt({ points, seasons }: Pick<SchemeCriterion, 'points' | 'seasons'>, at: number): string {
  return seasons.find((season) => season.at === at)?.points ?? points
}

/**
 * A level of a scheme as it is ranked in one period: the points of the season put in, criteria a season leaves out gone, units by their ids.
 * `undefined` where the scheme has no such level, or no group or criterion that counts in the period.
 */
export function schemeAt(body: SchemeBody, level: Level, period: Period, facts: SchemeNames): Scheme | undefined {
  const rules = body.levels[level]
  if (!rules) return undefined
  const at = level === 'year' ? 1 : periodIndex(period)
  const criteria = rules.criteria.flatMap((each) => criterionAt(each, at, facts.names))
  const groups = body.groups.flatMap(({ key, name, unitIds }) =>
    unitIds.length === 0
      ? []
      : [{ key, name, units: unitIds.map((id) => ({ key: id, name: facts.names.get(id) ?? id })) }],
  )
  if (criteria.length === 0 || groups.length === 0) return undefined
  return {
    name: facts.name,
    year: facts.year,
    groups,
    criteria,
    decimals: rules.decimals,
    rounding: rules.rounding,
    extras: rules.extras.flatMap(({ key, most }) => (most === null ? [] : [{ key, most }])),
    bonusCap: rules.bonusCap,
  }
}

function criterionAt(criterion: SchemeCriterion, at: number, names: ReadonlyMap<string, string>): Criterion[] {
  const points = pointsAt(criterion, at)
  if (compare(exact(points), ZERO) === 0) return []
  const { key, name, decimals, method, sourceUnitId } = criterion
  const source = sourceUnitId === null ? undefined : (names.get(sourceUnitId) ?? sourceUnitId)
  return [
    {
      key,
      name,
      points,
      ...(points === criterion.points ? {} : { writtenFor: criterion.points }),
      ...(source === undefined ? {} : { source }),
      decimals,
      method,
    },
  ]
}
