import { type KeyboardEvent, memo } from 'react'
import { addDays } from '../../../kernel/day.ts'
import { LightShape } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { ChartBar, ChartProject, PlanChange } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { NODE_ROW } from './chart-measures.ts'

interface NameProps {
  readonly row: ChartProject
  readonly isUnfolded: boolean
  readonly onToggle: (projectId: string) => void
  readonly onTry: (projectId: string, change: PlanChange) => void
}

/** What moving a bar asks of the plan: later is a day it may not begin before, earlier a day it must be finished by. */
export function movedBy({ id, startOn, finishOn }: ChartBar, days: number): PlanChange {
  return days > 0
    ? { kind: 'set_not_before', nodeId: id, on: addDays(startOn, days) }
    : { kind: 'set_not_after', nodeId: id, on: addDays(finishOn, days) }
}

/** The name of a project at the left of its row, how it stands, and unfolded the names of its nodes. */
export const ChartName = memo(function ChartName({ row, isUnfolded, onToggle, onTry }: NameProps) {
  const texts = useMessages(schedulesMessages).chart
  const done = row.bars.filter(({ finishedOn }) => finishedOn !== null).length
  const late = row.bars.filter(({ verdict }) => verdict === 'late').length
  return (
    <>
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
      {isUnfolded ? <NodeNames row={row} onTry={onTry} /> : null}
    </>
  )
})

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

function NodeNames({ row, onTry }: Pick<NameProps, 'row' | 'onTry'>) {
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
