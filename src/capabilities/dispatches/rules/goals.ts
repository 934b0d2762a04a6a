import { asPeriod, periodYear, type Period } from '../../../kernel/period.ts'
import type { Goal, Measure, RowValues } from '../contract.ts'
import { inUnit, isSameKind } from './amounts.ts'

type TargetRow = Extract<RowValues, { kind: 'target' }>

/** A goal with every field said. */
export type GoalDraft = Pick<
  Goal,
  'comparator' | 'value' | 'upper' | 'base' | 'baseYear' | 'changeIn' | 'tolerancePercent' | 'reference' | 'stretch'
>

/** What a figure is compared and kept by. */
export interface FigureKeeper {
  readonly unitText: string
  readonly measure: Measure
}

/** The period a figure belongs to: its own, else the year of the dispatch; null where neither is known. */
export function periodOfFigure(row: Pick<TargetRow, 'period'>, yearOfDispatch: number | null): Period | null {
  if (row.period !== null) return row.period
  return yearOfDispatch === null ? null : asPeriod(String(yearOfDispatch))
}

/** The year a goal is for. */
export function yearOfFigure(row: Pick<TargetRow, 'period'>, yearOfDispatch: number | null): number | null {
  const period = periodOfFigure(row, yearOfDispatch)
  return period && periodYear(period)
}

/** A figure in the unit of its indicator where it has one of the same kind, else as it was said. */
export function figureInLedger(
  row: TargetRow,
  unitText: string,
): {
  readonly value: string | null
  readonly upper: string | null
  readonly from: string | null
  readonly unitText: string
} {
  const own = row.unit ?? ''
  const isOwn = !isSameKind(own, unitText)
  const turned = (value: string | null) => (value === null || isOwn ? value : (inUnit(value, own, unitText) ?? value))
  return {
    value: turned(row.value),
    upper: turned(row.value2),
    from: turned(row.from),
    unitText: isOwn ? own : unitText,
  }
}

const REFERENCE = /(全国|全省|全市|全县|省|市|同类|周边)[^，。；、]{0,6}平均[^，。；、]{0,4}/

/**
 * The goal a row asks, in the unit of its indicator. Growth of an indicator that is a growth rate is an entered `growth`; doubling is
 * `n_fold`; a comparison without a figure beats the reference it names. Null where the row asks nothing that can be measured.
 */
export function goalOf(row: TargetRow, keeper: FigureKeeper, quote = ''): GoalDraft | null {
  const figure = figureInLedger(row, keeper.unitText)
  const goal: GoalDraft = {
    comparator: row.comparator,
    value: figure.value,
    upper: figure.upper,
    base: figure.from,
    baseYear: null,
    changeIn: 'percent',
    tolerancePercent: null,
    reference: null,
    stretch: null,
  }
  if (row.value === null) {
    if (!/^>=?$/.test(row.comparator)) return null
    const reference = REFERENCE.exec(quote)?.[0] ?? quote.slice(0, 100)
    return reference.trim() === '' ? null : { ...goal, comparator: 'above_reference', value: null, reference }
  }
  if (row.comparator === 'rank') return { ...goal, upper: null, base: null }
  if (row.unit === '倍' && /^increase_to$/.test(row.comparator)) return { ...goal, comparator: 'n_fold', upper: null }
  if (row.comparator === 'increase_by' && keeper.measure === 'growth_rate') return { ...goal, comparator: 'growth' }
  if (row.comparator.endsWith('_by'))
    return { ...goal, changeIn: isSameKind(row.unit ?? '', '%') ? 'percent' : 'amount' }
  return goal
}

/** The indicator a row needs where the ledger has none: its name, unit, what it measures and which way is better. */
export function indicatorOf(row: TargetRow): {
  readonly name: string
  readonly unitText: string
  readonly measure: Measure
  readonly direction: 'higher' | 'lower'
} {
  const direction = /^(?:<=?|reduce_to|reduce_by)$/.test(row.comparator) ? 'lower' : 'higher'
  if (row.comparator === 'rank') return { name: row.indicator, unitText: '位', measure: 'rank', direction: 'lower' }
  const isRate = isSameKind(row.unit ?? '', '%')
  if (row.comparator === 'increase_by' && isRate) {
    const name = /(?:增速|增幅|增长率)$/.test(row.indicator) ? row.indicator : `${row.indicator}增速`
    return { name, unitText: '%', measure: 'growth_rate', direction }
  }
  return { name: row.indicator, unitText: row.unit ?? '个', measure: isRate ? 'rate' : 'level', direction }
}
