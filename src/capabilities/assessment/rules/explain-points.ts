import {
  compare,
  divide,
  type Exact,
  exact,
  multiply,
  round,
  subtract,
  sum,
  toDecimal,
  ZERO,
} from '../../../kernel/exact.ts'
import type {
  Additive,
  AllOrNothing,
  Criterion,
  Measure,
  Method,
  Proportional,
  Rounding,
  Steps,
  StepTable,
  Weighted,
  WithoutTarget,
} from '../contract.ts'
import { measured, type NameOf, numberOf, type Standpoint } from './explain-measure.ts'
import { relativeSteps } from './explain-relative.ts'
import { type Explained, numberText, type Step, step } from './explain-step.ts'
import { type Figures, measureOf, withoutTarget } from './measure.ts'
import { figureKeysOf } from './method-figures.ts'
import { scoreCriterion } from './score-criterion.ts'

/**
 * How a unit came to its points for a criterion: the formula in words with the numbers put in, step by step, down to the printed points. The last
 * step is always what the engine printed; what stands above it is worked out on its own, so that the two can be held against each other.
 */
export function explainPoints(
  criterion: Criterion,
  group: readonly Figures[],
  at: number,
  more: { readonly nameOf: NameOf; readonly rounding: Rounding },
): readonly Step[] {
  const { method, points, writtenFor = points, decimals } = criterion
  const figures = group[at] ?? {}
  const engine = scoreCriterion(criterion, group)[at] ?? 'missing'
  if (engine === 'missing') return [missingStep(method, figures, more.nameOf)]
  const told = explained(method, exact(writtenFor), { group, at, nameOf: more.nameOf })
  if (engine === 'left_out' || typeof told.points === 'string') return [...told.steps, step('left_out', {})]
  const seasoned = multiply(told.points, divide(exact(points), exact(writtenFor)) ?? ZERO)
  return [
    ...told.steps,
    ...(writtenFor === points
      ? []
      : [
          step('in_season', {
            given: numberText(told.points),
            points,
            writtenFor,
            result: numberText(seasoned),
          }),
        ]),
    step('printed', { points: toDecimal(round(seasoned, decimals, more.rounding), decimals), decimals }),
  ]
}

function explained(method: Method, points: Exact, where: Standpoint): Explained {
  const figures = where.group[where.at] ?? {}
  if ('measure' in method && method.withoutTarget && measureOf(method.measure, figures) === 'undefined_share')
    return untargeted(method.withoutTarget, points, where.nameOf(overOf(method.measure)))
  switch (method.kind) {
    case 'proportional':
      return proportionalSteps(method, points, figures, where.nameOf)
    case 'steps':
      return stepsSteps(method, figures, where.nameOf)
    case 'additive':
      return additiveSteps(method, figures, where.nameOf)
    case 'step_table':
      return tableSteps(method, figures, where.nameOf)
    case 'all_or_nothing':
      return allSteps(method, points, figures, where.nameOf)
    case 'weighted':
      return weightedSteps(method, points, figures, where.nameOf)
    default:
      return relativeSteps(method, points, where, (alone) => proportionalSteps(alone, points, figures, where.nameOf))
  }
}

function missingStep(method: Method, figures: Figures, nameOf: NameOf): Step {
  const absent = figureKeysOf(method).filter((key) => figures[key] === undefined)
  return absent.length > 0
    ? step('missing', { names: absent.map(nameOf).join('、') })
    : step('no_share', { names: figureKeysOf(method).map(nameOf).join('、') })
}

/** What a unit without a target has by its method. */
function untargeted(rule: WithoutTarget, points: Exact, target: string): Explained {
  return { points: withoutTarget(rule, points), steps: [step(`no_target_${rule}`, { target })] }
}

function overOf(measure: Measure): string {
  return measure.kind === 'figure' ? measure.of : measure.over
}

function proportionalSteps(method: Proportional, points: Exact, figures: Figures, nameOf: NameOf): Explained {
  const steps: Step[] = []
  const shares: Exact[] = []
  for (const { actual, target, share } of method.terms) {
    const [done, due] = [numberOf(figures, actual), numberOf(figures, target)]
    const names = { actual: nameOf(actual), target: nameOf(target) }
    const ratio = divide(done, due)
    if (ratio === undefined) {
      const told = untargeted(method.withoutTarget, points, names.target)
      return { points: told.points, steps: [...steps, ...told.steps] }
    }
    const worth = multiply(exact(share), ratio)
    shares.push(worth)
    const numbers = { ...names, done: numberText(done), due: numberText(due), ratio: numberText(ratio) }
    steps.push(
      compare(exact(share), exact(1)) === 0
        ? step('ratio', numbers)
        : step('shared_ratio', { ...numbers, share, worth: numberText(worth) }),
    )
  }
  const whole = sum(shares)
  if (shares.length > 1) steps.push(step('summed', { result: numberText(whole) }))
  const isCapped = method.cap !== null && compare(whole, exact(method.cap)) > 0
  const capped = isCapped && method.cap !== null ? exact(method.cap) : whole
  if (method.cap !== null) steps.push(step(isCapped ? 'capped' : 'within_cap', { cap: method.cap }))
  const floored = compare(capped, ZERO) < 0 ? ZERO : capped
  if (compare(capped, ZERO) < 0) steps.push(step('not_below_zero', {}))
  const result = multiply(floored, points)
  steps.push(
    step('times_points', { factor: numberText(floored), points: numberText(points), result: numberText(result) }),
  )
  return { points: result, steps }
}

function stepsSteps(method: Steps, figures: Figures, nameOf: NameOf): Explained {
  const { value, told } = measured(method.measure, figures, nameOf)
  const mark = exact(method.mark)
  const side = compare(value, mark)
  const steps: Step[] = [told, step('at_mark', { mark: method.mark, base: method.base })]
  let change = ZERO
  let from = mark
  for (const { through, each } of side >= 0 ? method.above : method.below) {
    const reach = through === null ? value : nearer(value, exact(through), side)
    const way = side >= 0 ? subtract(reach, from) : subtract(from, reach)
    if (compare(way, ZERO) <= 0) break
    const units = divide(way, exact(method.per)) ?? ZERO
    const counted = method.wholeOnly ? cut(units) : units
    const worth = multiply(counted, exact(each))
    steps.push(
      step(side >= 0 ? 'gains' : 'loses', {
        from: numberText(from),
        to: numberText(reach),
        per: method.per,
        each,
        counted: numberText(counted),
        worth: numberText(worth),
      }),
    )
    change = side >= 0 ? sum([change, worth]) : subtract(change, worth)
    from = reach
  }
  const raw = sum([exact(method.base), change])
  steps.push(step('based', { base: method.base, change: numberText(change), result: numberText(raw) }))
  return bounded(raw, method, steps)
}

function additiveSteps(method: Additive, figures: Figures, nameOf: NameOf): Explained {
  const steps: Step[] = exact(method.base).numerator === 0n ? [] : [step('base', { base: method.base })]
  const parts = [exact(method.base)]
  for (const { of, each, most } of method.lines) {
    const figure = numberOf(figures, of)
    const worth = multiply(figure, exact(each))
    const size = compare(worth, ZERO) < 0 ? subtract(ZERO, worth) : worth
    const isCut = most !== null && compare(size, exact(most)) > 0
    const kept = isCut && most !== null ? multiply(exact(most), exact(compare(worth, ZERO) < 0 ? -1 : 1)) : worth
    parts.push(kept)
    const numbers = { name: nameOf(of), figure: numberText(figure), each, worth: numberText(worth) }
    steps.push(isCut && most !== null ? step('line_capped', { ...numbers, most }) : step('line', numbers))
  }
  const raw = sum(parts)
  steps.push(step('summed', { result: numberText(raw) }))
  return bounded(raw, method, steps)
}

function tableSteps(method: StepTable, figures: Figures, nameOf: NameOf): Explained {
  const { value, told } = measured(method.measure, figures, nameOf)
  const reached = method.steps
    .filter(({ from }) => compare(value, exact(from)) >= 0)
    .toSorted((one, other) => compare(exact(other.from), exact(one.from)))[0]
  return reached
    ? { points: exact(reached.points), steps: [told, step('step_reached', { ...reached })] }
    : { points: ZERO, steps: [told, step('no_step_reached', {})] }
}

function allSteps(method: AllOrNothing, points: Exact, figures: Figures, nameOf: NameOf): Explained {
  const told = method.conditions.map(({ measure, is, value }) => {
    const result = measureOf(measure, figures)
    const name = measureName(measure, nameOf)
    if (typeof result === 'string') return { holds: false, told: step('condition_undefined', { name }) }
    const side = compare(result, exact(value))
    const holds = is === 'above' ? side > 0 : side >= 0
    const numbers = { name, measured: numberText(result), measure: measure.kind, is, value }
    return { holds, told: step(holds ? 'condition_holds' : 'condition_fails', numbers) }
  })
  const all = told.every(({ holds }) => holds)
  return {
    points: all ? points : ZERO,
    steps: [...told.map((each) => each.told), step(all ? 'all_hold' : 'not_all_hold', { points: numberText(points) })],
  }
}

function weightedSteps(method: Weighted, points: Exact, figures: Figures, nameOf: NameOf): Explained {
  const parts = method.parts.map(({ of, share }) => {
    const value = numberOf(figures, of)
    const worth = multiply(value, exact(share))
    return {
      worth,
      told: step('part', { name: nameOf(of), value: numberText(value), share, worth: numberText(worth) }),
    }
  })
  const score = sum(parts.map(({ worth }) => worth))
  const result = divide(multiply(score, points), exact(100)) ?? ZERO
  return {
    points: result,
    steps: [
      ...parts.map((each) => each.told),
      step('of_hundred', { score: numberText(score), points: numberText(points), result: numberText(result) }),
    ],
  }
}

function bounded(
  raw: Exact,
  { least, most }: { readonly least: string | null; readonly most: string | null },
  steps: readonly Step[],
): Explained {
  const raised = least !== null && compare(raw, exact(least)) < 0 ? exact(least) : raw
  const kept = most !== null && compare(raised, exact(most)) > 0 ? exact(most) : raised
  if (least !== null && compare(raw, exact(least)) < 0)
    return { points: kept, steps: [...steps, step('raised', { least })] }
  if (most !== null && compare(raised, exact(most)) > 0)
    return { points: kept, steps: [...steps, step('cut_off', { most })] }
  return { points: kept, steps }
}

function measureName(measure: Measure, nameOf: NameOf): string {
  return measure.kind === 'figure' ? nameOf(measure.of) : `${nameOf(measure.of)} / ${nameOf(measure.over)}`
}

function nearer(value: Exact, end: Exact, side: number): Exact {
  const isShort = side >= 0 ? compare(value, end) < 0 : compare(value, end) > 0
  return isShort ? value : end
}

function cut(value: Exact): Exact {
  return { numerator: value.numerator / value.denominator, denominator: 1n }
}
