import { Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useDownload, useOperation } from '../../../ui/api.ts'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import {
  compareBaselines,
  type DateName,
  exportCalendar,
  exportMspdi,
  exportSheet,
  type PlannedNode,
  type showPlan,
  whatIfPlan,
  type WorkingPlan,
} from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { BaselinesPart } from './baselines-part.tsx'
import { FactsDialog } from './facts-dialog.tsx'
import { FrameDialog } from './frame-dialog.tsx'
import { HistoryPart } from './history-part.tsx'
import { ImportButton } from './import-dialog.tsx'
import { MakePart } from './make-part.tsx'
import { NodeDialog } from './node-dialog.tsx'
import { ObstaclesPart } from './obstacles-part.tsx'
import { linesOf, type Trial } from './plan-lines.ts'
import { PlanSummary } from './plan-summary.tsx'
import { PlanTable } from './plan-table.tsx'
import { RepairsPart } from './repairs-part.tsx'
import { WhatIfBar } from './what-if-bar.tsx'
import { WhyDrawer } from './why-drawer.tsx'
import './schedules.css'

const NOTHING: Trial = { changes: [], charges: [] }

type Open =
  | { readonly kind: 'node'; readonly node: PlannedNode | null }
  | { readonly kind: 'facts'; readonly node: PlannedNode }
  | { readonly kind: 'why'; readonly nodeId: string; readonly date: DateName }
  | { readonly kind: 'frame' | 'remake' }

/** A plan whole: how it stands, ways out where it cannot be kept, its nodes, baselines and history. */
export function PlanRecord({ shown, plan }: { readonly shown: OutputOf<typeof showPlan>; readonly plan: WorkingPlan }) {
  const words = useMessages(schedulesMessages)
  const { projectId } = shown
  const [trial, setTrial] = useState<Trial>(NOTHING)
  const [open, setOpen] = useState<Open>()
  const [baselineId, setBaselineId] = useState<string>()
  const close = (): void => setOpen(undefined)
  const isTrying = trial.changes.length > 0
  const whatIf = useOperation(
    whatIfPlan,
    { projectId, changes: [...trial.changes] },
    { enabled: isTrying, keepPrevious: true },
  )
  const comparison = useOperation(
    compareBaselines,
    { projectId, baselineId: baselineId ?? '' },
    { enabled: baselineId !== undefined, keepPrevious: true },
  )
  const tried = isTrying ? whatIf.data : undefined
  const deviations = (baselineId && comparison.data?.items) || []
  const tryOut = (more: Trial): void => {
    setTrial({ changes: [...trial.changes, ...more.changes], charges: [...trial.charges, ...more.charges] })
    close()
  }
  const mayChange = shown.actions.includes('change')
  return (
    <>
      <Head
        shown={shown}
        plan={plan}
        onFrame={() => setOpen({ kind: 'frame' })}
        onRemake={() => setOpen({ kind: 'remake' })}
      />
      <PlanSummary schedule={tried?.after ?? plan.schedule} frame={tried?.frame ?? plan.frame} plan={plan} />
      {isTrying ? (
        <WhatIfBar
          projectId={projectId}
          plan={plan}
          trial={trial}
          answer={tried}
          refusal={whatIf.error}
          onUndo={() => setTrial({ ...trial, changes: trial.changes.slice(0, -1) })}
          onEnd={() => setTrial(NOTHING)}
        />
      ) : plan.schedule.feasible ? null : (
        <RepairsPart
          projectId={projectId}
          plan={plan}
          mayChange={mayChange}
          onTry={(changes) => tryOut({ changes, charges: [] })}
        />
      )}
      <ObstaclesPart projectId={projectId} />
      <PlanTable
        projectId={projectId}
        lines={linesOf(plan, tried, deviations)}
        publishedThrough={plan.schedule.publishedThrough}
        isCompared={baselineId !== undefined}
        isTried={isTrying}
        mayChange={mayChange}
        onEdit={(node) => setOpen({ kind: 'node', node })}
        onRecord={(node) => setOpen({ kind: 'facts', node })}
        onWhy={(nodeId, date) => setOpen({ kind: 'why', nodeId, date })}
      />
      <BaselinesPart
        projectId={projectId}
        plan={plan}
        mayKeep={shown.actions.includes('keep_baseline')}
        comparedId={baselineId}
        comparison={baselineId === undefined ? undefined : comparison.data}
        onCompare={setBaselineId}
      />
      <HistoryPart projectId={projectId} />
      {open?.kind === 'why' ? (
        <WhyDrawer projectId={projectId} nodeId={open.nodeId} date={open.date} onClose={close} />
      ) : null}
      {open?.kind === 'facts' ? <FactsDialog projectId={projectId} node={open.node} onClose={close} /> : null}
      {open?.kind === 'node' ? (
        <NodeDialog projectId={projectId} plan={plan} node={open.node} onTry={tryOut} onClose={close} />
      ) : null}
      {open?.kind === 'frame' ? <FrameDialog plan={plan} onTry={tryOut} onClose={close} /> : null}
      <Modal
        open={open?.kind === 'remake'}
        title={words.actions.remake}
        footer={null}
        width={860}
        onCancel={close}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <MakePart shown={shown} onDone={close} />
      </Modal>
    </>
  )
}

function Head({
  shown,
  plan,
  onFrame,
  onRemake,
}: {
  readonly shown: OutputOf<typeof showPlan>
  readonly plan: WorkingPlan
  readonly onFrame: () => void
  readonly onRemake: () => void
}) {
  const words = useMessages(schedulesMessages)
  const isSample = useSession().sample
  const { projectId } = shown
  const { locale } = useLocale()
  const [mspdi, calendar, sheet] = [useDownload(exportMspdi), useDownload(exportCalendar), useDownload(exportSheet)]
  const refusal = mspdi.error ?? calendar.error ?? sheet.error
  const mayChange = shown.actions.includes('change')
  return (
    <>
      <PageHeader
        back={<AppLink to={`/key-projects/${projectId}`}>{words.back}</AppLink>}
        title={words.title(shown.projectName)}
        note={`${shown.projectNumber} · ${words.whole.changed(plan.changedBy)}`}
        marks={
          <>
            <Mark tone={plan.schedule.feasible ? 'good' : 'bad'}>
              {plan.schedule.feasible ? `✓ ${words.whole.feasible}` : `■ ${words.whole.infeasible}`}
            </Mark>{' '}
            {isSample ? <SampleMark /> : null}
          </>
        }
        actions={
          <>
            {mayChange ? (
              <>
                <button type="button" className="k-button k-button-primary" onClick={onFrame}>
                  {words.actions.frame}
                </button>
                <button type="button" className="k-button" onClick={onRemake}>
                  {words.actions.remake}
                </button>
                <ImportButton projectId={projectId} version={plan.version} />
              </>
            ) : null}
            <button
              type="button"
              className="k-button"
              disabled={sheet.isPending}
              onClick={() => sheet.mutate({ year: Number(shown.today.slice(0, 4)), projectId: [projectId] })}
            >
              {words.actions.exportSheet}
            </button>
            <button
              type="button"
              className="k-button"
              disabled={mspdi.isPending}
              onClick={() => mspdi.mutate({ projectId })}
            >
              {words.actions.exportMspdi}
            </button>
            <button
              type="button"
              className="k-button"
              disabled={calendar.isPending}
              onClick={() => calendar.mutate({ projectId, language: locale })}
            >
              {words.actions.exportCalendar}
            </button>
          </>
        }
      />
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}
