import { memo, type PointerEvent, useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { ChartProject, PlanChange } from '../contract.ts'
import { endOf, type TimeAxis, xOf } from '../rules/chart.ts'
import { BAR_HEIGHT, rowPaths } from '../rules/chart-paths.ts'
import { measureRow } from './chart-measures.ts'
import { movedBy } from './chart-names.tsx'

/** Where nodes of a project stand by what is being tried out. */
export type TriedDays = ReadonlyMap<string, { readonly startOn: Day; readonly finishOn: Day }>

interface RowProps {
  readonly row: ChartProject
  readonly axis: TimeAxis
  readonly today: Day
  readonly isUnfolded: boolean
  readonly tried: TriedDays | undefined
  readonly onTry: (projectId: string, change: PlanChange) => void
}

interface Drag {
  readonly id: string
  readonly days: number
}

/** The pin of the opening day while it is dragged. */
const OPENING = '…opening'

/** The bars of a project on the wall chart; unfolded, a line for each node with the critical links between, and bars to be dragged. */
export const ChartRow = memo(function ChartRow({ row, axis, today, isUnfolded, tried, onTry }: RowProps) {
  const [drag, setDrag] = useState<Drag>()
  const { height, yOf } = measureRow(row, isUnfolded)
  const mayTry = isUnfolded && row.mayPlan
  const grab = (id: string, done: (days: number) => void) => (event: PointerEvent<SVGElement>) => {
    event.preventDefault()
    const from = event.clientX
    const daysAt = (x: number): number => Math.round((x - from) / axis.dayWidth)
    const { currentTarget, pointerId } = event
    currentTarget.setPointerCapture(pointerId)
    const move = (moved: globalThis.PointerEvent): void => setDrag({ id, days: daysAt(moved.clientX) })
    currentTarget.addEventListener('pointermove', move)
    const end = (ended: globalThis.PointerEvent): void => {
      currentTarget.removeEventListener('pointermove', move)
      currentTarget.removeEventListener('pointerup', end)
      currentTarget.removeEventListener('pointercancel', end)
      setDrag(undefined)
      if (ended.type === 'pointerup' && daysAt(ended.clientX) !== 0) done(daysAt(ended.clientX))
    }
    currentTarget.addEventListener('pointerup', end)
    currentTarget.addEventListener('pointercancel', end)
  }
  const { openOn } = row
  const pin = openOn && endOf(axis, openOn) + (drag?.id === OPENING ? drag.days * axis.dayWidth : 0)
  return (
    <svg className="chart-row" width={axis.width} height={height} aria-hidden="true">
      {openOn ? (
        <path
          className={mayTry ? 'chart-opening chart-grab' : 'chart-opening'}
          d={`M${pin} ${height}V4h-9l3 3.500l-3 3.500h9`}
          onPointerDown={
            mayTry
              ? grab(OPENING, (days) => onTry(row.projectId, { kind: 'set_open_on', on: addDays(openOn, days) }))
              : undefined
          }
        />
      ) : null}
      {rowPaths(row, axis, today, yOf, isUnfolded).map(({ layer, d }) => (
        <path key={layer} className={`chart-${layer}`} d={d} />
      ))}
      {row.bars.map((bar, at) => {
        const moved =
          drag?.id === bar.id
            ? { startOn: addDays(bar.startOn, drag.days), finishOn: addDays(bar.finishOn, drag.days) }
            : tried?.get(bar.id)
        return moved ? (
          <rect
            key={bar.id}
            className="chart-tried"
            x={xOf(axis, moved.startOn)}
            y={yOf(at)}
            width={Math.max(3, endOf(axis, moved.finishOn) - xOf(axis, moved.startOn))}
            height={BAR_HEIGHT + 2}
            rx={2}
          />
        ) : null
      })}
      {mayTry
        ? row.bars.map((bar, at) =>
            bar.finishedOn === null ? (
              <rect
                key={bar.id}
                className="chart-grab"
                data-node={bar.id}
                x={xOf(axis, bar.startOn)}
                y={yOf(at)}
                width={Math.max(8, endOf(axis, bar.finishOn) - xOf(axis, bar.startOn))}
                height={BAR_HEIGHT + 4}
                onPointerDown={grab(bar.id, (days) => onTry(row.projectId, movedBy(bar, days)))}
              />
            ) : null,
          )
        : null}
    </svg>
  )
})
