import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type * as contract from '../contract.ts'
import { reachedStage } from '../rules/stages.ts'
import { insertMove } from '../store/life.ts'
import type { ProjectRow } from '../store/record.ts'
import type { StageColumns } from '../tables.ts'

/** Why fields of a project change; `stage` where the change is a move of the stage table. */
export interface WhyChanged {
  readonly reason?: string
  readonly source?: contract.ProjectSource
  readonly importId?: string
  readonly stage?: { readonly topic: 'moved' | 'reversed'; readonly columns: StageColumns }
}

/** What moves write into a record, as it stands. */
export function stageColumnsOf(row: ProjectRow): StageColumns {
  return {
    startedOn: row.started_on,
    completedOn: row.completed_on,
    producedOn: row.produced_on,
    stageSince: row.stage_since,
    stageLeft: row.stage_left,
    pauseReason: row.pause_reason,
  }
}

const NOTHING_BEFORE: StageColumns = {
  startedOn: null,
  completedOn: null,
  producedOn: null,
  stageSince: null,
  stageLeft: null,
  pauseReason: null,
}

/** Says who writes an entry of the stage history, and when. */
export function signed(ctx: OperationContext) {
  return {
    id: newId(ctx.now),
    at: ctx.now,
    person_id: ctx.actor.personId,
    person_name: ctx.actor.name,
    on_behalf_of: ctx.actor.onBehalfOf?.name ?? null,
  }
}

/** Keeps how a project came in at its stage, where somebody said so or a document did; a project that begins in the reserve needs none. */
export async function keepEntry(
  ctx: OperationContext,
  projectId: string,
  stage: contract.Stage,
  from: {
    readonly source: contract.ProjectSource | null
    readonly importId?: string
    readonly entry?: contract.StageEntry | undefined
  },
): Promise<void> {
  const document = documentOf(ctx, from)
  if (stage === 'reserve' || (!from.entry && document === null)) return
  await insertMove(ctx, {
    ...signed(ctx),
    project_id: projectId,
    kind: document === null ? 'entry' : 'document',
    from_stage: null,
    to_stage: stage,
    on_date: from.entry?.on ?? null,
    actor: null,
    reason: from.entry?.reason ?? '',
    evidence: [],
    before: NOTHING_BEFORE,
    source: document,
    reverses: null,
  })
}

/** Keeps a stage that is known from a document, and answers the columns it leaves: no day is known, a pause remembers where it stood. */
export async function keepDocumentMove(
  ctx: OperationContext,
  row: ProjectRow,
  stage: contract.Stage,
  why: WhyChanged,
): Promise<{ stage_since: null; stage_left: contract.Stage | null; pause_reason: null }> {
  await insertMove(ctx, {
    ...signed(ctx),
    project_id: row.id,
    kind: 'document',
    from_stage: row.stage,
    to_stage: stage,
    on_date: null,
    actor: null,
    reason: why.reason ?? '',
    evidence: [],
    before: stageColumnsOf(row),
    source: documentOf(ctx, { source: why.source ?? null, ...why }),
    reverses: null,
  })
  const standsBeside = stage === 'paused' || stage === 'ended'
  return {
    stage_since: null,
    stage_left: standsBeside ? reachedStage(row.stage, row.stage_left) : null,
    pause_reason: null,
  }
}

/** The columns of a record for what a move writes beside the body. */
export function columnsOfMove({ stageSince, stageLeft, pauseReason }: StageColumns) {
  return { stage_since: stageSince, stage_left: stageLeft, pause_reason: pauseReason }
}

function documentOf(
  ctx: OperationContext,
  from: { readonly source?: contract.ProjectSource | null | undefined; readonly importId?: string },
): string | null {
  if (from.source) return from.source.title
  return from.importId === undefined ? null : (ctx.upload?.name ?? dayOf(ctx.now))
}
