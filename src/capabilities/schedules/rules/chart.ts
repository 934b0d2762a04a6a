import {
  type Day,
  addDays,
  dayOfMonth,
  dayNumber,
  daysBetween,
  firstDayOfMonth,
  lastDayOfMonth,
  monthOf,
  yearOf,
} from '../../../kernel/day.ts'
import type { ChartBar, ChartProject } from '../contract/chart.ts'

/** 旬 月 季: how finely time is drawn. */
export const CHART_SCALES = ['xun', 'month', 'quarter'] as const
/** One of `CHART_SCALES`. */
export type ChartScale = (typeof CHART_SCALES)[number]

/** What rows can be grouped by; `none` leaves them in one list. */
export const CHART_GROUPS = ['none', 'leader', 'unit', 'chain', 'stage', 'light'] as const
/** One of `CHART_GROUPS`. */
export type ChartGroup = (typeof CHART_GROUPS)[number]

/** Width of a day in pixels at the standard zoom. */
const DAY_WIDTH = { xun: 5, month: 2, quarter: 0.75 } as const satisfies Record<ChartScale, number>

/** A stretch of the time axis: whole 旬, months or quarters from `from` to `through`. */
export interface TimeAxis {
  readonly scale: ChartScale
  readonly from: Day
  readonly through: Day
  /** `dayNumber` of `from`. */
  readonly first: number
  /** Pixels a day. */
  readonly dayWidth: number
  /** Pixels of the whole. */
  readonly width: number
}

/** A cell of the head of a chart. */
export interface AxisCell {
  readonly from: Day
  readonly x: number
  readonly width: number
  readonly year: number
  /** Month 1–12, quarter 1–4, or 旬 1–36 of the year. */
  readonly number: number
}

/** Every day a row draws: plan, facts and baseline, its opening day and its finish. */
function daysOf({ bars, openOn, finishOn }: ChartProject): readonly Day[] {
  const days = bars.flatMap((bar) => [
    bar.startOn,
    bar.finishOn,
    bar.startedOn,
    bar.finishedOn,
    bar.baselineStart,
    bar.baselineFinish,
  ])
  return [...days, openOn, finishOn].filter((day): day is Day => day !== null)
}

/** The axis that holds today and every day of the rows, in whole quarters. `zoom` 1 is the standard width of the scale. */
export function axisOf(rows: readonly ChartProject[], today: Day, scale: ChartScale, zoom: number): TimeAxis {
  let [first, last] = [today, today]
  for (const row of rows)
    for (const day of daysOf(row)) {
      if (day < first) first = day
      if (day > last) last = day
    }
  const from = firstDayOfMonth(yearOf(first), quarterStart(monthOf(first)))
  const through = lastDayOfMonth(yearOf(last), quarterStart(monthOf(last)) + 2)
  const dayWidth = DAY_WIDTH[scale] * zoom
  return { scale, from, through, first: dayNumber(from), dayWidth, width: (daysBetween(from, through) + 1) * dayWidth }
}

function quarterStart(month: number): number {
  return month - ((month - 1) % 3)
}

/** Where a day begins on the axis, in pixels. */
export function xOf({ first, dayWidth }: TimeAxis, day: Day): number {
  return (dayNumber(day) - first) * dayWidth
}

/** Where a day ends on the axis, in pixels. */
export function endOf({ first, dayWidth }: TimeAxis, day: Day): number {
  return (dayNumber(day) + 1 - first) * dayWidth
}

/** The day at a place of the axis; places outside answer its first or last day. */
export function dayAt({ from, through, dayWidth }: TimeAxis, x: number): Day {
  const count = Math.min(Math.max(Math.floor(x / dayWidth), 0), daysBetween(from, through))
  return addDays(from, count)
}

/** Cells of one row of the head, side by side without a gap: years, quarters, months or 旬 (a third of a month; the last runs to its end). */
export function axisCells(axis: TimeAxis, of: 'year' | ChartScale): readonly AxisCell[] {
  const cells: AxisCell[] = []
  let from = axis.from
  while (from <= axis.through) {
    const last = lastOf(from, of)
    const end = last > axis.through ? axis.through : last
    cells.push({
      from,
      x: xOf(axis, from),
      width: (daysBetween(from, end) + 1) * axis.dayWidth,
      year: yearOf(from),
      number: numberOf(from, of),
    })
    from = addDays(end, 1)
  }
  return cells
}

function lastOf(day: Day, of: 'year' | ChartScale): Day {
  const [year, month] = [yearOf(day), monthOf(day)]
  if (of === 'year') return lastDayOfMonth(year, 12)
  if (of === 'quarter') return lastDayOfMonth(year, quarterStart(month) + 2)
  if (of === 'month' || dayOfMonth(day) > 20) return lastDayOfMonth(year, month)
  return addDays(firstDayOfMonth(year, month), dayOfMonth(day) > 10 ? 19 : 9)
}

function numberOf(day: Day, of: 'year' | ChartScale): number {
  const month = monthOf(day)
  if (of === 'year') return yearOf(day)
  if (of === 'quarter') return Math.ceil(month / 3)
  if (of === 'month') return month
  return (month - 1) * 3 + Math.min(Math.ceil(dayOfMonth(day) / 10), 3)
}

/** Rows under one heading. `key` is what they share; empty where nobody or nothing is named. */
export interface ChartSection {
  readonly key: string
  readonly rows: readonly ChartProject[]
}

const KEY_OF = {
  none: () => '',
  leader: ({ leader }) => leader ?? '',
  unit: ({ unitName }) => unitName,
  chain: ({ chain }) => chain,
  stage: ({ stage }) => stage,
  light: ({ light }) => light,
} as const satisfies Record<ChartGroup, (row: ChartProject) => string>

/** Rows by what they share, in the order in which each heading first comes; those without it stand last. */
export function sectionsOf(rows: readonly ChartProject[], group: ChartGroup): readonly ChartSection[] {
  const sections = new Map<string, ChartProject[]>()
  for (const row of rows) {
    const key = KEY_OF[group](row)
    const own = sections.get(key)
    if (own) own.push(row)
    else sections.set(key, [row])
  }
  const all = [...sections].map(([key, own]) => ({ key, rows: own }))
  return [...all.filter(({ key }) => key !== ''), ...all.filter(({ key }) => key === '')]
}

/** 红旗 完成了，黑旗 误期了: the flag of a node; a node on its way or not yet begun has none. */
export function flagOf({ verdict }: Pick<ChartBar, 'verdict'>): 'done' | 'late' | null {
  if (verdict === 'done' || verdict === 'done_late') return 'done'
  return verdict === 'late' ? 'late' : null
}

/** The days a node has really taken up to today: none before it began. */
export function actualSpan(bar: ChartBar, today: Day): { readonly from: Day; readonly through: Day } | null {
  if (bar.startedOn === null) return bar.finishedOn === null ? null : { from: bar.finishedOn, through: bar.finishedOn }
  const through = bar.finishedOn ?? today
  return { from: bar.startedOn, through: through < bar.startedOn ? bar.startedOn : through }
}

/** Lines in blocks of so many, in their order. */
export function blocksOf<T>(lines: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, at) => lines.slice(at * size, (at + 1) * size))
}

/** The stretch of rows that a window shows, with `over` rows beside it: heights of rows lie one below the other. */
export function visibleRows(
  heights: readonly number[],
  top: number,
  height: number,
  over: number,
): { readonly first: number; readonly end: number; readonly above: number; readonly below: number } {
  let [first, y] = [0, 0]
  while (first < heights.length && y + (heights[first] ?? 0) <= top) y += heights[first++] ?? 0
  let [end, bottom] = [first, y]
  while (end < heights.length && bottom < top + height) bottom += heights[end++] ?? 0
  const from = Math.max(0, first - over)
  const to = Math.min(heights.length, end + over)
  const sum = (a: number, b: number) => heights.slice(a, b).reduce((total, each) => total + each, 0)
  return { first: from, end: to, above: sum(0, from), below: sum(to, heights.length) }
}

/** The lane of each bar in one row, from 0: bars that share a day lie in different lanes; beyond `most` lanes they share the last. */
export function lanesOf(bars: readonly ChartBar[], most: number): readonly number[] {
  const ends: Day[] = []
  const lanes = new Map<ChartBar, number>()
  for (const bar of bars.toSorted((one, other) => (one.startOn < other.startOn ? -1 : 1))) {
    const free = ends.findIndex((end) => end < bar.startOn)
    const lane = free >= 0 ? free : Math.min(ends.length, most - 1)
    const end = ends[lane]
    ends[lane] = end !== undefined && end > bar.finishOn ? end : bar.finishOn
    lanes.set(bar, lane)
  }
  return bars.map((bar) => lanes.get(bar) ?? 0)
}
