import { type KeyboardEvent, memo, type PointerEvent, useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import { LightShape } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { ChartBar, ChartProject, PlanChange } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { lanesOf, type TimeAxis, xOf } from '../rules/chart.ts'
import { Bar, CriticalLinks, LANE, NODE_ROW } from './chart-bars.tsx'

const HEAD = 36
const MOST_LANES = 4

/** Height of a project's row in pixels, folded or with a line for each node. */
export function rowHeight(row: ChartProject, isUnfolded: boolean): number {
  if (isUnfolded) return HEAD + row.bars.length * NODE_ROW
  return Math.max(HEAD, 12 + laneCount(row) * LANE)
}

function laneCount({ bars }: ChartProject): number {
  return lanesOf(bars, MOST_LANES).reduce((most, lane) => Math.max(most, lane + 1), 1)
}

/** Where nodes of a project stand by what is being tried out. */
export type TriedDays = ReadonlyMap<string, { readonly startOn: Day; readonly finishOn: Day }>

interface RowProps {
  readonly row: ChartProject
  readonly axis: TimeAxis
  readonly today: Day
  readonly isUnfolded: boolean
  readonly tried: TriedDays | undefined
  readonly onToggle: (projectId: string) => void
  readonly onTry: (projectId: string, change: PlanChange) => void
}

interface Drag {
  readonly id: string
  readonly days: number
}

/** The pin of the opening day while it is dragged. */
const OPENING = '…opening'

/** A project on the wall chart: its name and how it stands, and its bars; unfolded, a line for each node with the critical links between. */
export const ChartRow = memo(function ChartRow({ row, axis, today, isUnfolded, tried, onToggle, onTry }: RowProps) {
  const [drag, setDrag] = useState<Drag>()
  const height = rowHeight(row, isUnfolded)
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
  const triedOf = (bar: ChartBar) =>
    drag?.id === bar.id
      ? { startOn: addDays(bar.startOn, drag.days), finishOn: addDays(bar.finishOn, drag.days) }
      : tried?.get(bar.id)
  const lanes = lanesOf(row.bars, MOST_LANES)
  const yOf = (at: number): number => (isUnfolded ? HEAD + at * NODE_ROW + 6 : 10 + (lanes[at] ?? 0) * LANE)
  const pin = row.openOn && addDays(row.openOn, (drag?.id === OPENING ? drag.days : 0) + 1)
  return (
    <tr className={isUnfolded ? 'chart-row chart-unfolded' : 'chart-row'} style={{ height }}>
      <th scope="row">
        <ProjectHead row={row} isUnfolded={isUnfolded} onToggle={onToggle} />
        {isUnfolded ? <NodeNames row={row} onTry={onTry} /> : null}
      </th>
      <td>
        <svg width={axis.width} height={height} aria-hidden="true">
          {isUnfolded ? <CriticalLinks row={row} axis={axis} yOf={yOf} /> : null}
          {pin && row.openOn ? (
            <path
              className={mayTry ? 'chart-opening chart-grab' : 'chart-opening'}
              d={`M${xOf(axis, pin)} ${height}V4h-9l3 3.500l-3 3.500h9`}
              onPointerDown={
                mayTry
                  ? grab(OPENING, (days) =>
                      onTry(row.projectId, { kind: 'set_open_on', on: addDays(row.openOn ?? today, days) }),
                    )
                  : undefined
              }
            />
          ) : null}
          {row.bars.map((bar, at) => (
            <Bar
              key={bar.id}
              bar={bar}
              axis={axis}
              today={today}
              y={yOf(at)}
              tried={triedOf(bar)}
              onGrab={
                mayTry && bar.finishedOn === null
                  ? grab(bar.id, (days) => onTry(row.projectId, movedBy(bar, days)))
                  : undefined
              }
            />
          ))}
        </svg>
      </td>
    </tr>
  )
})

/** What moving a bar asks of the plan: later is a day it may not begin before, earlier a day it must be finished by. */
function movedBy({ id, startOn, finishOn }: ChartBar, days: number): PlanChange {
  return days > 0
    ? { kind: 'set_not_before', nodeId: id, on: addDays(startOn, days) }
    : { kind: 'set_not_after', nodeId: id, on: addDays(finishOn, days) }
}

function ProjectHead({ row, isUnfolded, onToggle }: Pick<RowProps, 'row' | 'isUnfolded' | 'onToggle'>) {
  const texts = useMessages(schedulesMessages).chart
  const done = row.bars.filter(({ finishedOn }) => finishedOn !== null).length
  const late = row.bars.filter(({ verdict }) => verdict === 'late').length
  return (
    <div className="chart-head-cell">
      <button
        type="button"
        className="chart-fold"
        data-chart-row=""
        aria-expanded={isUnfolded}
        aria-label={isUnfolded ? texts.fold(row.name) : texts.unfold(row.name)}
        onClick={() => onToggle(row.projectId)}
        onKeyDown={(event) => walk(event, isUnfolded, () => onToggle(row.projectId))}
      >
        {isUnfolded ? '▾' : '▸'}
      </button>
      <span title={texts.lights[row.light]}>
        <LightShape colour={row.light} />
        <span className="k-hidden">{texts.lights[row.light]}</span>
      </span>
      <span className="chart-name">
        <AppLink to={`/key-projects/${row.projectId}/plan`} title={row.name}>
          {row.name}
        </AppLink>
        <small className={row.feasible && late === 0 ? 'k-quiet' : 'k-error'}>
          {texts.summary(done, row.bars.length, late, row.margin)}
        </small>
      </span>
    </div>
  )
}

/** Up and down walk from row to row; left folds, right unfolds. */
function walk(event: KeyboardEvent<HTMLElement>, isUnfolded: boolean, toggle: () => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined) {
    const all = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('[data-chart-row]') ?? [])]
    const next = all[all.indexOf(event.currentTarget) + step]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  } else if ((event.key === 'ArrowRight' && !isUnfolded) || (event.key === 'ArrowLeft' && isUnfolded)) toggle()
  else return
  event.preventDefault()
}

function NodeNames({ row, onTry }: Pick<RowProps, 'row' | 'onTry'>) {
  const texts = useMessages(schedulesMessages).chart
  return (
    <ol className="chart-nodes">
      {row.bars.map((bar) => (
        <li key={bar.id} style={{ height: NODE_ROW }}>
          {row.mayPlan && bar.finishedOn === null ? (
            <button
              type="button"
              className="chart-node"
              data-chart-row=""
              title={bar.name}
              aria-label={texts.move(bar.name)}
              onKeyDown={(event) => {
                const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
                if (side === undefined) return walk(event, false, () => undefined)
                event.preventDefault()
                return onTry(row.projectId, movedBy(bar, side * (event.shiftKey ? 7 : 1)))
              }}
            >
              {bar.name}
            </button>
          ) : (
            <span className="chart-node" title={bar.name}>
              {bar.name}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
