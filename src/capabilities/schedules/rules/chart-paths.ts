import type { Day } from '../../../kernel/day.ts'
import type { ChartBar, ChartProject } from '../contract/chart.ts'
import { actualSpan, endOf, flagOf, type TimeAxis, xOf } from './chart.ts'

/** What the bars of a row are drawn with, from the back to the front. */
export const CHART_LAYERS = [
  'link',
  'ghost',
  'plan',
  'plan-provisional',
  'plan-critical',
  'plan-critical-provisional',
  'milestone',
  'milestone-critical',
  'actual',
  'actual-late',
  'pole',
  'flag-done',
  'flag-late',
  'flag-mark',
] as const
/** One of `CHART_LAYERS`. */
export type ChartLayer = (typeof CHART_LAYERS)[number]

/** Height of the bar of a plan in pixels. */
export const BAR_HEIGHT = 8

/** Where everything of one kind lies, as the data of one path. */
export interface LayerPath {
  readonly layer: ChartLayer
  readonly d: string
}

/**
 * A whole row as one path for each kind of thing in it, whatever its number of bars: a browser paints a few long paths many times faster than
 * a shape for every bar. `yOf` answers the top of the lane of the bar at a place; links are drawn where `withLinks`.
 */
export function rowPaths(
  row: ChartProject,
  axis: TimeAxis,
  today: Day,
  yOf: (at: number) => number,
  withLinks: boolean,
): readonly LayerPath[] {
  const drawn = new Map<ChartLayer, string>()
  const put = (layer: ChartLayer, d: string): void => void drawn.set(layer, (drawn.get(layer) ?? '') + d)
  if (withLinks) put('link', linksPath(row, axis, yOf))
  row.bars.forEach((bar, at) => putBar(put, bar, axis, today, yOf(at)))
  return CHART_LAYERS.flatMap((layer) => {
    const d = drawn.get(layer)
    return d ? [{ layer, d }] : []
  })
}

/** A box of the axis from the beginning of one day to the end of another, never thinner than two pixels. */
function box(axis: TimeAxis, from: Day, through: Day, y: number, height: number): string {
  const x = xOf(axis, from)
  return `M${x} ${y}h${Math.max(2, endOf(axis, through) - x)}v${height}H${x}z`
}

function putBar(
  put: (layer: ChartLayer, d: string) => void,
  bar: ChartBar,
  axis: TimeAxis,
  today: Day,
  y: number,
): void {
  if (bar.baselineStart && bar.baselineFinish) put('ghost', box(axis, bar.baselineStart, bar.baselineFinish, y + 9, 3))
  if (bar.isMilestone) {
    const middle = endOf(axis, bar.finishOn) - axis.dayWidth / 2
    put(bar.critical ? 'milestone-critical' : 'milestone', `M${middle} ${y}l5 5.500l-5 5.500l-5-5.500z`)
  } else put(planLayer(bar), box(axis, bar.startOn, bar.finishOn, y + 1, BAR_HEIGHT))
  const actual = bar.isMilestone ? null : actualSpan(bar, today)
  if (actual)
    put(bar.verdict === 'done_late' ? 'actual-late' : 'actual', box(axis, actual.from, actual.through, y + 3, 4))
  const flag = flagOf(bar)
  if (flag)
    for (const { layer, d } of flagPaths(flag, endOf(axis, bar.finishedOn ?? bar.finishOn), y + 11)) put(layer, d)
}

function planLayer({ critical, provisional }: ChartBar): ChartLayer {
  if (critical) return provisional ? 'plan-critical-provisional' : 'plan-critical'
  return provisional ? 'plan-provisional' : 'plan'
}

/** A flag on a pole whose foot stands at (x, y): a pennant for what is done, a square with a mark for what is late. */
export function flagPaths(kind: 'done' | 'late', x: number, y: number): readonly LayerPath[] {
  const pole = { layer: 'pole', d: `M${x} ${y}v-13` } as const
  if (kind === 'done') return [pole, { layer: 'flag-done', d: `M${x} ${y - 13}l9 3l-9 3.500z` }]
  return [
    pole,
    { layer: 'flag-late', d: `M${x} ${y - 13}h9v6.500h-9z` },
    { layer: 'flag-mark', d: `M${x + 4.5} ${y - 12}v2.700m0 1v.8` },
  ]
}

/** The links of the critical chain between bars, as elbows from the bound end of one to that of the other. */
function linksPath(row: ChartProject, axis: TimeAxis, yOf: (at: number) => number): string {
  const place = new Map(row.bars.map((bar, at) => [bar.id, { bar, at }]))
  return row.criticalLinks
    .map(({ from, to, type }) => {
      const [one, other] = [place.get(from), place.get(to)]
      if (!one || !other) return ''
      const x1 = type[0] === 'F' ? endOf(axis, one.bar.finishOn) : xOf(axis, one.bar.startOn)
      const x2 = type[1] === 'F' ? endOf(axis, other.bar.finishOn) : xOf(axis, other.bar.startOn)
      const [y1, y2] = [yOf(one.at) + 5, yOf(other.at) + 5]
      const bend = Math.max(x1, Math.min(x1 + 4, x2))
      return `M${x1} ${y1}H${bend}V${y2 > y1 ? y2 - 5 : y2 + 5}H${x2}V${y2}`
    })
    .join('')
}
