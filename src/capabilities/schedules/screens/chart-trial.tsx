import { useCallback, useMemo, useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import type { ApiRefusal } from '../../../ui/request.ts'
import { type PlanChange, showPlan, whatIfPlan, type WorkingPlan } from '../contract.ts'
import type { TriedDays } from './chart-row.tsx'
import type { WhatIfAnswer } from './plan-lines.ts'
import { WhatIfBar } from './what-if-bar.tsx'

/** What is being tried out on the chart: changes of one project at a time. */
interface ChartTrialState {
  readonly projectId: string | undefined
  readonly changes: readonly PlanChange[]
  readonly plan: WorkingPlan | undefined
  readonly answer: WhatIfAnswer | undefined
  readonly refusal: ApiRefusal | null
  /** Where the nodes would stand. */
  readonly days: TriedDays | undefined
  readonly tryOut: (projectId: string, change: PlanChange) => void
  readonly undo: () => void
  readonly end: () => void
}

interface Tried {
  readonly projectId: string
  readonly changes: readonly PlanChange[]
}

/** A what-if begun on the chart; touching another project begins a new one. A later move of the same node takes the place of the earlier. */
export function useChartTrial(): ChartTrialState {
  const [tried, setTried] = useState<Tried>()
  const isOn = tried !== undefined
  const shown = useOperation(showPlan, { projectId: tried?.projectId ?? '' }, { enabled: isOn })
  const whatIf = useOperation(
    whatIfPlan,
    { projectId: tried?.projectId ?? '', changes: [...(tried?.changes ?? [])] },
    { enabled: isOn, keepPrevious: true },
  )
  const tryOut = useCallback((projectId: string, change: PlanChange) => {
    setTried((before) => ({
      projectId,
      changes: [
        ...(before?.projectId === projectId ? before.changes.filter((each) => keyOf(each) !== keyOf(change)) : []),
        change,
      ],
    }))
  }, [])
  const answer = isOn ? whatIf.data : undefined
  const days = useMemo(
    () =>
      answer &&
      new Map(
        answer.moved.flatMap(({ id, startOn, finishOn }) =>
          startOn && finishOn ? [[id, { startOn, finishOn }] as const] : [],
        ),
      ),
    [answer],
  )
  return {
    projectId: tried?.projectId,
    changes: tried?.changes ?? [],
    plan: shown.data?.plan ?? undefined,
    answer,
    refusal: whatIf.error,
    days,
    tryOut,
    undo: () => setTried(tried && { ...tried, changes: tried.changes.slice(0, -1) }),
    end: () => setTried(undefined),
  }
}

function keyOf(change: PlanChange): string {
  return `${change.kind} ${'nodeId' in change ? change.nodeId : ''}`
}

/** The bar of the what-if above the chart, while there is one. */
export function ChartTrial({ trial }: { readonly trial: ChartTrialState }) {
  const { projectId, changes, plan, answer, refusal, undo, end } = trial
  return projectId !== undefined && plan ? (
    <WhatIfBar
      projectId={projectId}
      plan={plan}
      trial={{ changes, charges: [] }}
      answer={answer}
      refusal={refusal}
      onUndo={undo}
      onEnd={end}
    />
  ) : null
}
