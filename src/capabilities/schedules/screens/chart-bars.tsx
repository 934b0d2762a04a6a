import type { PointerEvent } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { ChartBar, ChartProject } from '../contract.ts'
import { actualSpan, flagOf, type TimeAxis, xOf } from '../rules/chart.ts'

/** Heights of a lane of bars and of a row of one node, in pixels. */
export const LANE = 13
export const NODE_ROW = 24

/** A flag on a pole whose foot stands at (x, y): red with a tick for what is done, black with a bar for what is late. */
export function Flag({ kind, x, y }: { readonly kind: 'done' | 'late'; readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className={`chart-flag chart-flag-${kind}`}>
      <path d="M0 0V-13" className="chart-pole" />
      {kind === 'done' ? <path d="M0 -13 9 -10 0 -6.500z" /> : <path d="M0 -13H9V-6.500H0z" />}
      {kind === 'late' ? <path d="M4.500 -12V-9.300M4.500 -8.300V-7.500" className="chart-flag-mark" /> : null}
    </g>
  )
}

interface BarProps {
  readonly bar: ChartBar
  readonly axis: TimeAxis
  readonly today: Day
  /** Top of the lane the bar lies in. */
  readonly y: number
  /** Days somebody is trying out for it. */
  readonly tried: { readonly startOn: Day; readonly finishOn: Day } | undefined
  readonly onGrab: ((event: PointerEvent<SVGElement>) => void) | undefined
}

/** One node: baseline behind, plan, what really happened on it, and its flag. */
export function Bar({ bar, axis, today, y, tried, onGrab }: BarProps) {
  const [x, end] = [xOf(axis, bar.startOn), xOf(axis, addDays(bar.finishOn, 1))]
  const actual = actualSpan(bar, today)
  const flag = flagOf(bar)
  const { baselineStart, baselineFinish } = bar
  return (
    <g>
      {baselineStart && baselineFinish ? (
        <rect
          className="chart-ghost"
          x={xOf(axis, baselineStart)}
          y={y + 9}
          width={Math.max(2, xOf(axis, addDays(baselineFinish, 1)) - xOf(axis, baselineStart))}
          height={3}
        />
      ) : null}
      {bar.isMilestone ? (
        <path
          className={bar.critical ? 'chart-milestone chart-critical' : 'chart-milestone'}
          d={`M${end - axis.dayWidth / 2} ${y} l5 5.500 l-5 5.500 l-5 -5.500z`}
          onPointerDown={onGrab}
        />
      ) : (
        <rect
          className={[
            'chart-plan',
            bar.critical && 'chart-critical',
            onGrab && 'chart-grab',
            bar.provisional && 'chart-provisional',
          ]
            .filter(Boolean)
            .join(' ')}
          x={x}
          y={y + 1}
          width={Math.max(2, end - x)}
          height={8}
          rx={2}
          onPointerDown={onGrab}
        />
      )}
      {actual && !bar.isMilestone ? (
        <rect
          className={bar.verdict === 'done_late' ? 'chart-actual chart-actual-late' : 'chart-actual'}
          x={xOf(axis, actual.from)}
          y={y + 3}
          width={Math.max(2, xOf(axis, addDays(actual.through, 1)) - xOf(axis, actual.from))}
          height={4}
          rx={1}
        />
      ) : null}
      {tried ? (
        <rect
          className="chart-tried"
          x={xOf(axis, tried.startOn)}
          y={y}
          width={Math.max(3, xOf(axis, addDays(tried.finishOn, 1)) - xOf(axis, tried.startOn))}
          height={10}
          rx={2}
        />
      ) : null}
      {flag ? <Flag kind={flag} x={xOf(axis, addDays(bar.finishedOn ?? bar.finishOn, 1))} y={y + 11} /> : null}
    </g>
  )
}

/** The links of the critical chain between rows of nodes, as elbows from the bound end of one to that of the other. */
export function CriticalLinks({
  row,
  axis,
  yOf,
}: {
  readonly row: ChartProject
  readonly axis: TimeAxis
  readonly yOf: (at: number) => number
}) {
  const place = new Map(row.bars.map((bar, at) => [bar.id, { bar, at }]))
  return row.criticalLinks.map(({ from, to, type }) => {
    const [one, other] = [place.get(from), place.get(to)]
    if (!one || !other) return null
    const x1 = type[0] === 'F' ? xOf(axis, addDays(one.bar.finishOn, 1)) : xOf(axis, one.bar.startOn)
    const x2 = type[1] === 'F' ? xOf(axis, addDays(other.bar.finishOn, 1)) : xOf(axis, other.bar.startOn)
    const [y1, y2] = [yOf(one.at) + 5, yOf(other.at) + 5]
    const bend = Math.max(x1, Math.min(x1 + 4, x2))
    return (
      <path
        key={`${from} ${to} ${type}`}
        className="chart-link"
        d={`M${x1} ${y1}H${bend}V${y2 > y1 ? y2 - 5 : y2 + 5}H${x2}V${y2}`}
      />
    )
  })
}
