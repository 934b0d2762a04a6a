import { add, compare, exact, fraction, multiply, ONE, subtract, type Exact } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import type { Comparator, Goal, IndicatorBody } from '../contract.ts'

type Measured = Pick<IndicatorBody, 'direction' | 'measure' | 'statistical'>

/** The figures a goal can be held against: the level or rate, the published growth in percent, the rank, and the reference series. */
export interface Facts {
  readonly value: Exact | null
  readonly growthPercent?: Exact | null
  readonly rank?: number | null
  readonly reference?: Exact | null
}

/**
 * A goal brought to one shape: which figure is asked (`on`), and the bounds it must keep; a bound is open where the figure must be
 * beyond it. `excess` is the figure less the reference series. `null` bounds are endless.
 */
export interface Requirement {
  readonly on: 'value' | 'growth' | 'rank' | 'excess'
  readonly least: { readonly at: Exact; readonly open: boolean } | null
  readonly most: { readonly at: Exact; readonly open: boolean } | null
}

/** How far `~` may miss where the goal does not say, in percent of the value. A default of ours. */
export const ABOUT_TOLERANCE_PERCENT = '5'

const NEEDS: Readonly<Record<Comparator, readonly (keyof Goal)[]>> = {
  '>=': ['value'],
  '>': ['value'],
  '<=': ['value'],
  '<': ['value'],
  '=': ['value'],
  '~': ['value'],
  rank: ['value'],
  increase_to: ['value'],
  increase_by: ['value'],
  reduce_to: [],
  reduce_by: ['value'],
  above_reference: ['reference'],
  growth: ['value'],
  n_fold: ['value', 'base', 'baseYear'],
}

const UPWARDS: readonly Comparator[] = ['>=', '>', 'increase_to', 'increase_by', 'growth', 'n_fold']
const DOWNWARDS: readonly Comparator[] = ['<=', '<', 'reduce_to', 'reduce_by', 'rank']
const AGAINST: Readonly<Record<Measured['direction'], readonly Comparator[]>> = {
  higher: DOWNWARDS,
  lower: UPWARDS,
  within: [],
}

/**
 * Whether a goal is complete and fits its indicator; a target without an owner is an error. Codes: `targets.owner_missing`,
 * `targets.goal_incomplete` (with the field), `targets.goal_against_direction`, `targets.range_reversed`, `targets.stretch_not_better`.
 */
export function checkGoal(goal: Goal, indicator: Measured, owner: object | null): Outcome<Goal> {
  const { comparator, value, upper, stretch } = goal
  const isAgainst = comparator !== 'rank' && AGAINST[indicator.direction].includes(comparator)
  const isBaseNeeded = goal.changeIn === 'amount' && (comparator === 'increase_by' || comparator === 'reduce_by')
  const needed = [...NEEDS[comparator], ...(isBaseNeeded ? (['base'] as const) : [])]
  const [first, ...rest]: Problem[] = [
    ...(owner === null ? [problem('targets.owner_missing', undefined, ['owner'])] : []),
    ...needed.flatMap((field) =>
      goal[field] === null ? [problem('targets.goal_incomplete', { comparator }, ['goal', field])] : [],
    ),
    ...(isAgainst ? [problem('targets.goal_against_direction', { comparator }, ['goal', 'comparator'])] : []),
    ...(value !== null && upper !== null && compare(exact(upper), exact(value)) <= 0
      ? [problem('targets.range_reversed', { value, upper }, ['goal', 'upper'])]
      : []),
    ...(value !== null && stretch !== null && !isBetter(stretch, value, comparator, indicator)
      ? [problem('targets.stretch_not_better', { value, stretch }, ['goal', 'stretch'])]
      : []),
  ]
  return first ? fail(first, ...rest) : ok(goal)
}

/**
 * What a goal asks, in one shape. A growth asked of a level is held against the published growth; where the indicator is not
 * statistical and a base is given, against the level it leads to. A reduction to nothing said (即时办结) has no bound and is met by
 * no figure. Refuses `targets.goal_incomplete`.
 */
export function requirementOf(goal: Goal, indicator: Measured): Outcome<Requirement> {
  const missing = NEEDS[goal.comparator].find((field) => goal[field] === null)
  if (missing) return fail(problem('targets.goal_incomplete', { comparator: goal.comparator }, ['goal', missing]))
  const value = goal.value === null ? null : exact(goal.value)
  if (goal.comparator === 'above_reference') return ok(aboveReference(value, indicator))
  if (value === null) return ok({ on: 'value', least: null, most: null })
  return ok(requirementAt(goal, value, indicator))
}

/** Whether facts meet a requirement; `null` where the figure asked for is not known or the goal has no bound. */
export function isMet(requirement: Requirement, facts: Facts): boolean | null {
  const figure = figureOf(requirement, facts)
  const { least, most } = requirement
  if (figure === null || (least === null && most === null)) return null
  const above = least === null ? 1 : compare(figure, least.at)
  const below = most === null ? -1 : compare(figure, most.at)
  return (above > 0 || (above === 0 && !least?.open)) && (below < 0 || (below === 0 && !most?.open))
}

/** The figure a requirement looks at, `null` where it is not known. */
export function figureOf(requirement: Requirement, facts: Facts): Exact | null {
  if (requirement.on === 'growth') return facts.growthPercent ?? null
  if (requirement.on === 'rank') return typeof facts.rank === 'number' ? exact(facts.rank) : null
  if (requirement.on === 'value') return facts.value
  return facts.value && facts.reference ? subtract(facts.value, facts.reference) : null
}

type Bound = (value: Exact, goal: Goal, indicator: Measured) => Requirement

/** What each comparator asks, once its value is known. */
const REQUIREMENT: Readonly<Record<Comparator, Bound>> = {
  '>=': (value) => atLeast(value),
  '>': (value) => ({ on: 'value', least: { at: value, open: true }, most: null }),
  '<=': (value, goal) => atMost(goal.upper === null ? value : exact(goal.upper)),
  '<': (value) => ({ on: 'value', least: null, most: { at: value, open: true } }),
  '=': (value, goal, indicator) => near(value, percentOf(value, goal.tolerancePercent ?? '0'), indicator),
  '~': (value, goal, indicator) =>
    near(value, percentOf(value, goal.tolerancePercent ?? ABOUT_TOLERANCE_PERCENT), indicator),
  rank: (value, _, { measure }) => ({ ...atMost(value), on: measure === 'rank' ? 'value' : 'rank' }),
  increase_to: (value) => atLeast(value),
  increase_by: (value, goal, indicator) => changeBy(goal, value, indicator, 1),
  reduce_to: (value, goal) => atMost(goal.upper === null ? value : exact(goal.upper)),
  reduce_by: (value, goal, indicator) => changeBy(goal, value, indicator, -1),
  above_reference: (value, _, indicator) => aboveReference(value, indicator),
  growth: (value, _, { measure }) => ({ ...atLeast(value), on: measure === 'level' ? 'growth' : 'value' }),
  n_fold: (value, goal) => atLeast(multiply(value, baseOf(goal))),
}

function requirementAt(goal: Goal, value: Exact, indicator: Measured): Requirement {
  if (indicator.direction !== 'within' || goal.upper === null)
    return REQUIREMENT[goal.comparator](value, goal, indicator)
  return { on: 'value', least: { at: value, open: false }, most: { at: exact(goal.upper), open: false } }
}

function changeBy(goal: Goal, value: Exact, indicator: Measured, sign: 1 | -1): Requirement {
  const change = multiply(value, exact(sign))
  const bound = (at: Exact): Requirement => (sign > 0 ? atLeast(at) : atMost(at))
  if (goal.changeIn === 'amount') return bound(add(baseOf(goal), change))
  if (indicator.measure === 'growth_rate') return bound(change)
  if (indicator.statistical || goal.base === null) return { ...bound(change), on: 'growth' }
  return bound(multiply(baseOf(goal), add(ONE, multiply(change, fraction(1n, 100n)))))
}

function aboveReference(margin: Exact | null, { direction }: Measured): Requirement {
  const open = margin === null
  const at = margin ?? exact(0)
  return direction === 'lower'
    ? { on: 'excess', least: null, most: { at: multiply(at, exact(-1)), open } }
    : { on: 'excess', least: { at, open }, most: null }
}

function near(value: Exact, tolerance: Exact, { direction }: Measured): Requirement {
  const least = { at: subtract(value, tolerance), open: false }
  const most = { at: add(value, tolerance), open: false }
  return { on: 'value', least: direction === 'lower' ? null : least, most: direction === 'higher' ? null : most }
}

function atLeast(at: Exact): Requirement {
  return { on: 'value', least: { at, open: false }, most: null }
}

function atMost(at: Exact): Requirement {
  return { on: 'value', least: null, most: { at, open: false } }
}

function percentOf(value: Exact, percent: string): Exact {
  const size = compare(value, exact(0)) < 0 ? multiply(value, exact(-1)) : value
  return multiply(size, multiply(exact(percent), fraction(1n, 100n)))
}

function baseOf(goal: Goal): Exact {
  return exact(goal.base ?? '0')
}

function isBetter(stretch: string, value: string, comparator: Comparator, { direction }: Measured): boolean {
  const isDown = DOWNWARDS.includes(comparator) || direction === 'lower'
  const order = compare(exact(stretch), exact(value))
  return isDown ? order < 0 : order > 0
}
