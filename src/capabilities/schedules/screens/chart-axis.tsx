import { addDays, type Day } from '../../../kernel/day.ts'
import { useMessages } from '../../../ui/language.tsx'
import { schedulesMessages } from '../messages/index.ts'
import { axisCells, type ChartScale, type TimeAxis, xOf } from '../rules/chart.ts'

const LINE = 22
/** Height of the head of the chart in pixels. */
export const HEAD_HEIGHT = 2 * LINE

/** The coarser cells above the finer ones. */
const ABOVE = { xun: 'month', month: 'year', quarter: 'year' } as const satisfies Record<
  ChartScale,
  'year' | ChartScale
>

/** The head of the chart: two lines of time, and today. */
export function AxisHead({ axis, today }: { readonly axis: TimeAxis; readonly today: Day }) {
  const { cell, today: word } = useMessages(schedulesMessages).chart
  const above = ABOVE[axis.scale]
  return (
    <svg width={axis.width} height={HEAD_HEIGHT} className="chart-axis" aria-hidden="true">
      {axisCells(axis, above).map(({ from, x, width, year, number }) => (
        <g key={from}>
          <path d={`M${x} 0V${LINE}`} />
          {width > 30 ? (
            <text x={x + 5} y={15}>
              {above === 'month' ? `${cell.year(year)} ${cell.month(number)}` : cell.year(year)}
            </text>
          ) : null}
        </g>
      ))}
      {axisCells(axis, axis.scale).map(({ from, x, width, number }) => (
        <g key={from}>
          <path d={`M${x} ${LINE}V${HEAD_HEIGHT}`} />
          {width > 24 ? (
            <text x={x + width / 2} y={LINE + 15} textAnchor="middle">
              {cell[axis.scale](number)}
            </text>
          ) : null}
        </g>
      ))}
      <path d={`M0 ${LINE}H${axis.width}`} />
      <g className="chart-today-tag">
        <rect x={xOf(axis, today) - 18} y={LINE + 3} width={38} height={LINE - 6} rx={3} />
        <text x={xOf(axis, today) + 1} y={LINE + 15} textAnchor="middle">
          {word}
        </text>
      </g>
    </svg>
  )
}

/** Lines between the cells over all rows, and the line of today. */
export function AxisGrid({
  axis,
  today,
  left,
}: {
  readonly axis: TimeAxis
  readonly today: Day
  readonly left: number
}) {
  return (
    <div className="chart-grid" style={{ left, width: axis.width, top: HEAD_HEIGHT }} aria-hidden="true">
      {axisCells(axis, axis.scale).map(({ from, x, number }) => (
        <i key={from} className={number === 1 ? 'chart-line chart-line-year' : 'chart-line'} style={{ left: x }} />
      ))}
      <i className="chart-line chart-line-today" style={{ left: xOf(axis, addDays(today, 1)) - axis.dayWidth / 2 }} />
    </div>
  )
}
