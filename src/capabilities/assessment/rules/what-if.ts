import { add, compare, type Exact, exact, multiply, subtract, toExactText, ZERO } from '../../../kernel/exact.ts'
import type { Comparison, Criterion, Method, Scheme } from '../contract.ts'
import {
  figuresOf,
  criterionScoreOf,
  type CriterionScore,
  rankUnits,
  type RankedGroup,
  type Scored,
  scoreGroup,
  totalOf,
} from './rank.ts'
import type { Points } from './measure.ts'
import { scoreCriterion } from './score-criterion.ts'
import { weighed } from './weigh.ts'

/** How the places of a group come to lie where something is otherwise: units whose place changes, with both places. */
export interface Shift {
  readonly unit: string
  readonly from: number | null
  readonly to: number | null
}

/** One weight changed by a tenth of itself, up or down, and what that does. */
export interface WeightTrial {
  readonly criterion: string
  readonly change: '+10%' | '-10%'
  readonly shifts: readonly Shift[]
}

/** What would move a unit one place: one figure of one criterion raised (or lowered) so far, all else as it is. */
export interface Lever {
  readonly criterion: string
  readonly figure: string
  readonly from: string
  readonly to: string
}

/** Steps four times as far each before a figure is given up, and halvings that close in on the least that does: far under a unit of any figure. */
const REACH = 24
const CLOSING = 60
/** How finely a figure is told, and one that is counted. */
const HUNDREDTH = exact('0.01')
const WHOLE = exact(1)

/** Whose place changes between two rankings of the same units: a draft scheme against the one in force, a disputed value against the printed one. */
export function shiftsBetween(before: readonly RankedGroup[], after: readonly RankedGroup[]): readonly Shift[] {
  const ranks = (groups: readonly RankedGroup[]) =>
    new Map(groups.flatMap(({ places }) => places.map(({ unit, rank }) => [unit, rank] as const)))
  const then = ranks(after)
  return [...ranks(before)].flatMap(([unit, from]) => {
    const to = then.get(unit) ?? null
    return from === to ? [] : [{ unit, from, to }]
  })
}

/** How the places hang on the weights: every criterion a tenth heavier and a tenth lighter, where that changes a place. */
export function weightTrials(comparison: Comparison): readonly WeightTrial[] {
  const before = rankUnits(comparison)
  return comparison.scheme.criteria.flatMap((criterion) =>
    (['+10%', '-10%'] as const).flatMap((change) => {
      const factor = exact(change === '+10%' ? '1.1' : '0.9')
      const shifts = shiftsBetween(before, rankUnits(withCriterion(comparison, weighed(criterion, factor))))
      return shifts.length > 0 ? [{ criterion: criterion.key, change, shifts }] : []
    }),
  )
}

/**
 * What would move a unit one place up: for each criterion the least change of its own figure that does, all else as it is; criteria that cannot do
 * it alone (a cap, no figure handed in) are left out. A figure that is a whole number for every unit is counted and moves by whole numbers (nobody
 * starts 0.01 of a project), others by hundredths. Empty for the first of a group and under a veto.
 */
export function leversOf(comparison: Comparison, unit: string): readonly Lever[] {
  const { scheme, vetoes } = comparison
  const group = scheme.groups.find(({ units }) => units.some(({ key }) => key === unit))
  if (!group || vetoes.some((veto) => veto.unit === unit)) return []
  const scored = scoreGroup(comparison, group)
  const isVetoed = new Set(vetoes.map((veto) => veto.unit))
  const figures = figuresOf(comparison)
  const own = scored.findIndex(({ key }) => key === unit)
  const aheadOf = (totals: readonly Exact[]) =>
    totals.filter((total, at) => !isVetoed.has(scored[at]?.key ?? '') && compare(total, totals[own] ?? ZERO) > 0).length
  const ahead = aheadOf(scored.map(({ total }) => total))
  if (ahead === 0) return []
  return scheme.criteria.flatMap((criterion, column) => {
    const rows = group.units.map(({ key }) => figures(key, criterion.key))
    const figure = ownFigure(criterion.method)
    const from = figure && rows[own]?.[figure.name]
    if (!figure || from === undefined) return []
    const climbs = (value: Exact) => {
      const tried = rows.map((row, at) => (at === own ? { ...row, [figure.name]: toExactText(value) } : row))
      const totals = scoreCriterion(criterion, tried).map((points, at) =>
        retotalled(scheme, criterion, scored[at], column, points),
      )
      return aheadOf(totals) < ahead
    }
    const grain = isCounted(comparison, criterion, figure.name) ? WHOLE : HUNDREDTH
    const to = leastThatClimbs(exact(from), figure.side, grain, climbs)
    return to === undefined ? [] : [{ criterion: criterion.key, figure: figure.name, from, to: toExactText(to) }]
  })
}

/** The total of a unit with other points for one criterion. */
function retotalled(
  scheme: Scheme,
  criterion: Criterion,
  unit: Scored | undefined,
  column: number,
  points: Points,
): Exact {
  const was = unit?.criteria[column]
  if (!unit || !was) return ZERO
  const left = (state: CriterionScore['state']) => (state === 'left_out' ? exact(criterion.points) : ZERO)
  const now = criterionScoreOf(criterion, points, was.figures, scheme.rounding)
  return totalOf(scheme, {
    given: add(subtract(unit.parts.given, exact(was.points)), exact(now.points)),
    leftOut: add(subtract(unit.parts.leftOut, left(was.state)), left(now.state)),
    extras: unit.parts.extras,
  })
}

/** The figure a unit can better itself, and which way is better. */
function ownFigure(method: Method): { readonly name: string; readonly side: 1 | -1 } | undefined {
  const name = nameOfOwn(method)
  return name === undefined ? undefined : { name, side: 'better' in method && method.better === 'lower' ? -1 : 1 }
}

function nameOfOwn(method: Method): string | undefined {
  switch (method.kind) {
    case 'proportional':
      return method.terms[0]?.actual
    case 'all_or_nothing':
      return method.conditions[0]?.measure.of
    case 'additive':
      return method.lines.find(({ each }) => !each.startsWith('-'))?.of
    case 'weighted':
      return method.parts[0]?.of
    default:
      return method.measure.of
  }
}

/** Whether a figure is counted: whole for every unit that has one. Scores are not, even where all happen to be whole. */
function isCounted({ values }: Comparison, { key, method }: Criterion, figure: string): boolean {
  return (
    method.kind !== 'weighted' &&
    values.every(({ criterion, figures }) => {
      const text = criterion === key ? figures[figure] : undefined
      return text === undefined || exact(text).denominator === 1n
    })
  )
}

function leastThatClimbs(
  from: Exact,
  side: 1 | -1,
  grain: Exact,
  climbs: (figure: Exact) => boolean,
): Exact | undefined {
  const at = (grains: bigint) =>
    add(from, multiply(multiply({ numerator: grains, denominator: 1n }, grain), exact(side)))
  let enough = 1n
  for (let tries = 0; !climbs(at(enough)); tries += 1) {
    if (tries === REACH) return undefined
    enough *= 4n
  }
  let short = 0n
  for (let tries = 0; tries < CLOSING && enough - short > 1n; tries += 1) {
    const middle = (short + enough) / 2n
    if (climbs(at(middle))) enough = middle
    else short = middle
  }
  return at(enough)
}

function withCriterion(comparison: Comparison, criterion: Criterion): Comparison {
  const criteria = comparison.scheme.criteria.map((each) => (each.key === criterion.key ? criterion : each))
  return { ...comparison, scheme: { ...comparison.scheme, criteria } }
}
