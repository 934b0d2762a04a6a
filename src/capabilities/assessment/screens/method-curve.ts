import { parseExact, toNumber } from '../../../kernel/exact.ts'
import { type Measure, Method } from '../contract.ts'
import { scoreCriterion } from '../rules/score-criterion.ts'

/** What a method gives along a line of figures, for a drawing: `marks` are the figures at which it turns. */
export interface Curve {
  readonly kind: 'line' | 'places'
  readonly unit: '%' | ''
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  readonly marks: readonly number[]
}

const SAMPLES = 48
const PLACES = 12

/**
 * The curve of a method that looks at one number; `undefined` where it looks at several, or where what is typed is not sound yet. Every dot is
 * reckoned by the rule that scores.
 */
export function curveOf(method: Method, points: string): Curve | undefined {
  if (!Method.safeParse(method).success || parseExact(points) === undefined) return undefined
  if (method.kind === 'rank_points') return placesCurve(method, points)
  const line = lineOf(method)
  if (!line) return undefined
  const { low, high, marks, unit, figuresAt } = line
  const step = (high - low) / SAMPLES
  const xs = [
    ...Array.from({ length: SAMPLES + 1 }, (_, at) => low + at * step),
    ...marks.flatMap((mark) => [mark - 0.000_001, mark]),
  ]
    .filter((x) => x >= low && x <= high)
    .toSorted((one, other) => one - other)
  const dots = xs.flatMap((x) => {
    const y = pointsAt(method, points, figuresAt(x))
    return y === undefined ? [] : [{ x, y }]
  })
  return dots.length > 1 ? { kind: 'line', unit, dots, marks: marks.filter((x) => x >= low && x <= high) } : undefined
}

/** What one figure is worth, rounded to six decimals; `undefined` where it cannot be told from one figure alone. */
export function worthOf(method: Method, points: string, typed: string): string | undefined {
  const value = parseExact(typed)
  if (value === undefined || !Method.safeParse(method).success || parseExact(points) === undefined) return undefined
  const line = lineOf(method)
  const worth = line && pointsAt(method, points, line.figuresAt(toNumber(value)))
  return worth === undefined ? undefined : String(Number(worth.toFixed(4)))
}

interface Line {
  readonly low: number
  readonly high: number
  readonly marks: readonly number[]
  readonly unit: '%' | ''
  readonly figuresAt: (x: number) => Readonly<Record<string, string>>
}

function lineOf(method: Method): Line | undefined {
  switch (method.kind) {
    case 'proportional': {
      const [term, second] = method.terms
      if (!term || second || term.actual === term.target) return undefined
      const cap = method.cap === null ? 1.2 : Number(method.cap)
      const high = Math.max(120, cap * 100 + 20)
      return {
        low: 0,
        high,
        marks: [cap * 100],
        unit: '%',
        figuresAt: (x) => ({ [term.actual]: text(x), [term.target]: '100' }),
      }
    }
    case 'steps': {
      const mark = Number(method.mark)
      const ends = [...method.above, ...method.below].flatMap(({ through }) =>
        through === null ? [] : [Number(through)],
      )
      const reach = turnsOf(method, mark)
      const marks = [mark, ...ends, ...reach]
      return measured(method.measure, marks, Math.max(10 * Number(method.per), Math.abs(mark) * 0.1))
    }
    case 'step_table':
      return measured(
        method.measure,
        method.steps.map(({ from }) => Number(from)),
      )
    case 'all_or_nothing': {
      const [condition, second] = method.conditions
      return condition && !second ? measured(condition.measure, [Number(condition.value)]) : undefined
    }
    case 'additive': {
      const [line, second] = method.lines
      if (!line || second) return undefined
      const each = Math.abs(Number(line.each))
      const most = line.most ?? method.most
      const full = most !== null && each > 0 ? Number(most) / each : 10
      return { low: 0, high: full * 1.25, marks: [full], unit: '', figuresAt: (x) => ({ [line.of]: text(x) }) }
    }
    default:
      return undefined
  }
}

/** Where the bounds of base and steps are reached on the first stretch, so that the drawing shows the turn. */
function turnsOf(method: Extract<Method, { readonly kind: 'steps' }>, mark: number): readonly number[] {
  const way = (bound: string | null, each: string | undefined, side: 1 | -1): readonly number[] => {
    const worth = Number(each ?? '0')
    if (bound === null || worth === 0) return []
    const distance = (Math.abs(Number(bound) - Number(method.base)) / worth) * Number(method.per)
    return Number.isFinite(distance) ? [mark + side * distance] : []
  }
  return [
    ...(method.above.length === 1 ? way(method.most, method.above[0]?.each, 1) : []),
    ...(method.below.length === 1 ? way(method.least, method.below[0]?.each, -1) : []),
  ]
}

function measured(measure: Measure, marks: readonly number[], least = 10): Line | undefined {
  if (measure.kind !== 'figure' && measure.of === measure.over) return undefined
  const [first, last] = [Math.min(...marks), Math.max(...marks)]
  if (!Number.isFinite(first) || !Number.isFinite(last)) return undefined
  const room = Math.max((last - first) * 0.25, least)
  return {
    low: first >= 0 ? Math.max(0, first - room) : first - room,
    high: last + room,
    marks: [...new Set(marks)],
    unit: measure.kind === 'percent' ? '%' : '',
    figuresAt: (x) =>
      measure.kind === 'figure'
        ? { [measure.of]: text(x) }
        : { [measure.of]: text(x), [measure.over]: measure.kind === 'percent' ? '100' : '0' },
  }
}

function placesCurve(method: Extract<Method, { readonly kind: 'rank_points' }>, points: string): Curve | undefined {
  const { measure, better } = method
  if (measure.kind !== 'figure' && measure.of === measure.over) return undefined
  const rows = Array.from({ length: PLACES }, (_, at) => {
    const value = text(better === 'higher' ? 1000 - at : 1000 + at)
    return measure.kind === 'figure'
      ? { [measure.of]: value }
      : { [measure.of]: value, [measure.over]: measure.kind === 'percent' ? '100' : '0' }
  })
  const dots = scored(method, points, rows).flatMap((y, at) => (y === undefined ? [] : [{ x: at + 1, y }]))
  return { kind: 'places', unit: '', dots, marks: [] }
}

function pointsAt(method: Method, points: string, figures: Readonly<Record<string, string>>): number | undefined {
  return scored(method, points, [figures])[0]
}

function scored(
  method: Method,
  points: string,
  rows: readonly Readonly<Record<string, string>>[],
): readonly (number | undefined)[] {
  const criterion = { key: 'drawn', name: '-', points, source: '-', decimals: 6, method }
  return scoreCriterion(criterion, rows).map((each) => (typeof each === 'string' ? undefined : toNumber(each)))
}

function text(x: number): string {
  return x.toFixed(6)
}
