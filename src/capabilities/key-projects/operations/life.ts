import { dayOf, isDay, type Day } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse, Refusal } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { checkMove, type MovingProject, possibleMoves, stagePath } from '../rules/moves.ts'
import { movesFrom } from '../rules/stages.ts'
import * as life from '../store/life.ts'
import { listPapers } from '../store/papers.ts'
import * as record from '../store/record.ts'
import { bodyOfRow } from '../store/shape.ts'
import type { StageColumns } from '../tables.ts'
import { changeProject } from './change.ts'
import { openDuplicatesOf } from './duplicates.ts'
import { paperOperations } from './papers.ts'
import { signed, stageColumnsOf } from './stage-history.ts'

type Row = record.ProjectRow

const show = implement(contract.showStagePath, async (ctx, { projectId }) => {
  const row = await record.getProject(ctx, projectId)
  const moves = await life.listMoves(ctx, projectId)
  const papers = new Map((await listPapers(ctx, projectId)).map(({ id, file_name }) => [id, file_name]))
  const mayActFor = await actorsOf(ctx, row)
  const project = await movingProject(ctx, row)
  const last = lastStanding(moves)
  return {
    stage: row.stage,
    stageLeft: row.stage_left,
    pauseReason: row.pause_reason,
    path: [...stagePath(project, daysReached(moves))],
    moves: moves.toReversed().map((move) => ({
      id: move.id,
      kind: move.kind,
      from: move.from_stage,
      to: move.to_stage,
      on: move.on_date as Day | null,
      at: move.at.toISOString(),
      personName: move.person_name,
      onBehalfOf: move.on_behalf_of,
      actor: move.actor,
      reason: move.reason,
      evidence: move.evidence.map((each) => ({ ...each, fileName: papers.get(each.paperId ?? '') ?? null })),
      source: move.source,
      isReversed: moves.some((each) => each.reverses === move.id),
    })),
    next: row.withdrawn_at === null ? [...possibleMoves(project, mayActFor)] : [],
    mayReverse: row.withdrawn_at === null && last?.kind === 'move' && mayActFor(last.actor ?? 'county_meeting'),
  }
})

const move = implement(contract.moveStage, async (ctx, { projectId, expectedVersion, ...asked }) => {
  const row = await getKept(ctx, projectId)
  const project = await movingProject(ctx, row, asked.to)
  const effect = checkMove(project, asked, dayOf(ctx.now))
  const rule = movesFrom(row.stage, project.investorType, row.stage_left).find(({ to }) => to === asked.to)
  if (rule && !(await actorsOf(ctx, row))(rule.actor))
    refuse('forbidden', problem('key_projects.not_the_actor', { actor: rule.actor, to: asked.to }))
  if (!effect.ok) throw new Refusal('rule_broken', effect.problems)
  await requirePapers(ctx, projectId, asked.evidence)
  const { startedOn, completedOn, producedOn, stageLeft, pauseReason } = effect.value
  const columns: StageColumns = { startedOn, completedOn, producedOn, stageSince: asked.on, stageLeft, pauseReason }
  const version = await writeMove(ctx, row, expectedVersion, asked.to, {
    kind: 'move',
    columns,
    actor: effect.value.rule.actor,
    on: asked.on,
    reason: asked.reason,
    evidence: asked.evidence,
    reverses: null,
  })
  return { id: projectId, version }
})

/** Papers a move names must be papers of its project. */
async function requirePapers(
  ctx: OperationContext,
  projectId: string,
  evidence: readonly contract.Evidence[],
): Promise<void> {
  const named = evidence.flatMap(({ paperId }) => paperId ?? [])
  if (named.length === 0) return
  const known = new Set((await listPapers(ctx, projectId)).map(({ id }) => id))
  if (!named.every((id) => known.has(id)))
    refuse('rule_broken', problem('key_projects.paper_unknown', {}, ['evidence']))
}

const reverse = implement(contract.reverseMove, async (ctx, { projectId, expectedVersion, reason }) => {
  const row = await getKept(ctx, projectId)
  const last = lastStanding(await life.listMoves(ctx, projectId))
  if (last?.kind !== 'move' || last.from_stage === null || last.to_stage !== row.stage)
    return refuse('rule_broken', problem('key_projects.nothing_to_reverse'))
  if (!(await actorsOf(ctx, row))(last.actor ?? 'county_meeting'))
    refuse('forbidden', problem('key_projects.not_the_actor', { actor: last.actor ?? '', to: last.from_stage }))
  requireUnregistered(row, last.to_stage)
  const version = await writeMove(ctx, row, expectedVersion, last.from_stage, {
    kind: 'reversal',
    columns: last.before,
    actor: last.actor,
    on: null,
    reason,
    evidence: [],
    reverses: last.id,
  })
  return { id: projectId, version }
})

/**
 * Moves a started project into building at its first physical node, as the stage table has it; any other stage stays. Answers the version
 * the record then has. A project that only held a ceremony is not started and does not move.
 */
export async function beginBuilding(ctx: OperationContext, projectId: string, node: string): Promise<number> {
  const row = await record.getProject(ctx, projectId)
  const text = node.trim().slice(0, 500)
  if (row.stage !== 'started' || row.withdrawn_at !== null || text.length < 2) return row.version
  const on = dayOf(ctx.now)
  return writeMove(ctx, row, row.version, 'under_construction', {
    kind: 'move',
    columns: { ...stageColumnsOf(row), stageSince: on, stageLeft: null, pauseReason: null },
    actor: 'project_unit',
    on,
    reason: '',
    evidence: [{ kind: 'physical_node', text, on: null }],
    reverses: null,
  })
}

interface Written {
  readonly kind: 'move' | 'reversal'
  readonly columns: StageColumns
  readonly actor: contract.MoveActor | null
  readonly on: Day | null
  readonly reason: string
  readonly evidence: readonly contract.Evidence[]
  readonly reverses: string | null
}

/** Writes the stage and what goes with it into the record, and the entry into the history. */
async function writeMove(
  ctx: OperationContext,
  row: Row,
  expectedVersion: number,
  to: contract.Stage,
  { columns, on, kind, ...written }: Written,
): Promise<number> {
  const dates = {
    startedOn: columns.startedOn as Day | null,
    completedOn: columns.completedOn as Day | null,
    producedOn: columns.producedOn as Day | null,
  }
  const version = await changeProject(
    ctx,
    row.id,
    expectedVersion,
    { ...bodyOfRow(row), ...dates, stage: to },
    {
      ...(written.reason ? { reason: written.reason } : {}),
      stage: { topic: kind === 'move' ? 'moved' : 'reversed', columns },
    },
  )
  await life.insertMove(ctx, {
    ...signed(ctx),
    ...written,
    kind,
    project_id: row.id,
    from_stage: row.stage,
    to_stage: to,
    on_date: on,
    before: stageColumnsOf(row),
    source: null,
  })
  return version
}

/** A registration by the statistics bureau stands on the stage; it is taken back there first. */
function requireUnregistered(row: Row, reached: contract.Stage): void {
  if (reached === 'started' && row.investment_registered_on !== null)
    refuse('rule_broken', problem('key_projects.registered_stays', { day: row.investment_registered_on }))
  if (reached === 'in_production' && row.four_above_on !== null)
    refuse('rule_broken', problem('key_projects.registered_stays', { day: row.four_above_on }))
}

const listAll = implement(contract.listStageBureaus, async (ctx) => {
  const rows = await life.listBureaus(ctx)
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.unit_id),
  )
  return {
    items: rows.map((row) => ({
      actor: row.actor as contract.Bureau,
      unitId: row.unit_id,
      unitName: units.get(row.unit_id)?.name ?? '',
    })),
  }
})

const name = implement(contract.nameStageBureau, async (ctx, { actor, unitIds }) => {
  const distinct = [...new Set(unitIds)]
  await requireOpenUnits(
    ctx,
    distinct.map((id) => ({ field: 'unitIds', id })),
  )
  await life.replaceBureau(ctx, actor, distinct)
  ctx.announce('key_projects.bureau_named', {
    subject: { kind: 'key_project_bureau', id: actor },
    after: { unitIds: distinct },
  })
  return { actor, count: distinct.length }
})

async function getKept(ctx: OperationContext, projectId: string): Promise<Row> {
  const row = await record.getProject(ctx, projectId)
  if (row.withdrawn_at !== null) refuse('rule_broken', problem('key_projects.not_now', { action: 'edit' }))
  return row
}

/** Whom the caller may act for on a project: its units for the project unit, units named as a bureau for that, the project office for all. */
async function actorsOf(ctx: OperationContext, row: Row): Promise<(actor: contract.MoveActor) => boolean> {
  if (!ctx.actor.may('key_projects.move')) return () => false
  const bureaus = await life.listBureaus(ctx)
  const ofProject = [row.unit_id, row.lead_unit_id, row.task_force_id]
  const isOffice = ctx.actor.may('key_projects.lists')
  return (actor) => {
    if (isOffice) return true
    if (actor === 'project_unit') return ctx.actor.may('key_projects.manage', ofProject)
    const named = bureaus.filter((each) => each.actor === actor).map((each) => each.unit_id)
    return ctx.actor.may('key_projects.manage', named)
  }
}

/** What conditions of a move read; the search for duplicates is made where a signing is asked for or shown. */
async function movingProject(ctx: OperationContext, row: Row, to?: contract.Stage): Promise<MovingProject> {
  const isSigning = row.stage === 'negotiating' && (to === undefined || to === 'signed')
  return {
    ...bodyOfRow(row),
    stageLeft: row.stage_left,
    stageSince: row.stage_since,
    openDuplicates: isSigning ? await openDuplicatesOf(ctx, row.id) : [],
  }
}

/** The last entry that still stands: neither a taking back nor taken back. */
function lastStanding(moves: readonly life.MoveRow[]): life.MoveRow | undefined {
  const reversed = new Set(moves.map((each) => each.reverses))
  return moves.findLast((each) => each.kind !== 'reversal' && !reversed.has(each.id))
}

function daysReached(moves: readonly life.MoveRow[]): ReadonlyMap<contract.Stage, Day | null> {
  const reversed = new Set(moves.map((each) => each.reverses))
  return new Map(
    moves
      .filter((each) => each.kind !== 'reversal' && !reversed.has(each.id) && each.from_stage !== 'paused')
      .map((each) => [each.to_stage, each.on_date !== null && isDay(each.on_date) ? each.on_date : null]),
  )
}

/** The operations on the life of a project. */
export const lifeOperations = [show, move, reverse, ...paperOperations, listAll, name]
