import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Comparator, Direction, Goal, IndicatorBody, IndicatorKind, Measure } from '../contract.ts'
import words from '../data/goal-words.json' with { type: 'json' }
import { convertFigure, isPercentUnit } from './figure-units.ts'

type Measured = Pick<IndicatorBody, 'measure' | 'direction' | 'unitText'>

/** A figure as somebody wrote it: the number, an end of a range, the unit behind it, and what the words around it ask. */
export interface WrittenFigure {
  readonly value: string
  readonly upper: string | null
  readonly unit: string
  readonly comparator: Comparator | null
}

const NUMBER = String.raw`[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?`
const FIGURE = new RegExp(
  String.raw`^(?<before>[^\d+\-]*?)(?<value>${NUMBER})(?<unit>[^\d.,~至到-]{0,8}?)(?:(?:-|~|至|到)(?<upper>${NUMBER}))?(?<after>[^\d]{0,10})$`,
)
const SOFT = /^(?:力争|确保|全年|年度|全市|全县|同比|累计|目标|任务|计划)+/
const EDGES = /^[(（:：]+|[)）。;；,，]+$/g

/**
 * Reads a figure with the words of a table of goals: `120`, `≥6.4%`, `增长7%左右`, `5.5%-6%`, `1.2亿元以上`, `前3名`. `undefined` for text
 * that holds no single figure.
 */
export function readFigure(text: string): WrittenFigure | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[—–―−~～]/g, '-')
    .replaceAll(EDGES, '')
    .replace(SOFT, '')
  const found = FIGURE.exec(plain)?.groups
  if (!found) return undefined
  const { before = '', value = '', upper, unit: inner = '', after = '' } = found
  const asked = comparatorIn(words.before, before)
  const behind = upper === undefined ? `${inner}${after}` : after
  const closing = words.after.map(([pattern = '']) => new RegExp(`(?:${pattern})$`)).find((each) => each.test(behind))
  const asks = closing ? comparatorIn(words.after, closing.exec(behind)?.[0] ?? '') : undefined
  const unit = (closing ? behind.replace(closing, '') : behind).replace(/^个?百分点$/, '%') || inner
  if (before !== '' && asked === undefined) return undefined
  return {
    value: numberOf(value),
    upper: upper === undefined ? null : numberOf(upper),
    unit,
    comparator: joined(asked ?? null, asks ?? null),
  }
}

/** 增长 before and 以上 behind asks a growth; otherwise what stands behind is the more exact word. */
function joined(before: Comparator | null, after: Comparator | null): Comparator | null {
  const isChange = before === 'increase_by' || before === 'reduce_by' || before === 'rank'
  return isChange ? before : (after ?? before)
}

/**
 * The goal a figure asks of an indicator, in the indicator's unit. Without a word the better side is asked. A percentage of what is not
 * counted in percent is a growth. Refuses `targets.import_not_a_goal` and `targets.import_unit_other`.
 */
export function goalOfText(text: string, columnUnit: string | null, indicator: Measured): Outcome<Goal> {
  const figure = readFigure(text)
  if (!figure) return fail(problem('targets.import_not_a_goal', { text: text.slice(0, 60) }))
  const unit = figure.unit || columnUnit || indicator.unitText
  const isRate = isPercentUnit(unit)
  const comparator = comparatorOf(figure.comparator, isRate, indicator)
  const isChange = comparator === 'increase_by' || comparator === 'reduce_by'
  if (comparator === 'rank' || comparator === 'growth' || (isChange && isRate))
    return ok(goalWith(comparator, figure.value, figure.upper))
  const value = convertFigure(figure.value, unit, indicator.unitText)
  const upper = figure.upper === null ? null : convertFigure(figure.upper, unit, indicator.unitText)
  if (value === undefined || upper === undefined)
    return fail(problem('targets.import_unit_other', { found: unit.slice(0, 20), wanted: indicator.unitText }))
  return ok({ ...goalWith(comparator, value, upper), changeIn: isChange ? 'amount' : 'percent' })
}

function comparatorOf(written: Comparator | null, isRate: boolean, { measure, direction, unitText }: Measured) {
  const isGrowthOfLevel = isRate && measure === 'level' && !isPercentUnit(unitText)
  if (isGrowthOfLevel) return written === 'reduce_by' ? 'reduce_by' : 'growth'
  if (measure === 'growth_rate' && written === 'increase_by') return '>='
  if (measure === 'rank') return 'rank'
  return written ?? DEFAULT[direction]
}

const DEFAULT = { higher: '>=', lower: '<=', within: '=' } as const satisfies Record<Direction, Comparator>

function goalWith(comparator: Comparator, value: string, upper: string | null): Goal {
  const isRange = upper !== null && Number(upper) > Number(value)
  return {
    comparator,
    value,
    upper: isRange ? upper : null,
    base: null,
    baseYear: null,
    changeIn: 'percent',
    tolerancePercent: null,
    reference: null,
    stretch: null,
  }
}

/** What the name and unit of an indicator nobody entered yet say about it. Our own defaults, to be mended in the library. */
export function guessIndicator(
  name: string,
  unitText: string,
  goalText: string,
): { readonly measure: Measure; readonly direction: Direction; readonly unitText: string } {
  const figure = readFigure(goalText)
  const unit = unitText || figure?.unit || ''
  const isLower = new RegExp(words.lower, 'i').test(name)
  if (new RegExp(words.place).test(name) || (figure?.comparator === 'rank' && unit === ''))
    return { measure: 'rank', direction: 'lower', unitText: unit || '位' }
  const direction = isLower ? 'lower' : 'higher'
  if (!isPercentUnit(unit)) return { measure: 'level', direction, unitText: unit }
  const isGrowth = new RegExp(words.growth).test(name) || figure?.comparator === 'increase_by'
  return { measure: isGrowth ? 'growth_rate' : 'rate', direction, unitText: '%' }
}

/** 约束性, 预期性, 工作性 as a column of a table writes it; a work indicator where it says nothing. */
export function kindOfText(text: string): IndicatorKind {
  if (text.includes(words.binding)) return 'binding'
  return text.includes(words.expected) ? 'expected' : 'work'
}

function comparatorIn(table: readonly (readonly string[])[], text: string): Comparator | undefined {
  const found = table.find(([pattern = '']) => new RegExp(`^(?:${pattern})`).test(text.replace(SOFT, '')))
  return found?.[1] as Comparator | undefined
}

function numberOf(text: string): string {
  return text.replaceAll(',', '').replace(/^\+/, '')
}
