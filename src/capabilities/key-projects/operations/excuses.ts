import { newId } from '../../../kernel/ids.ts'
import type { Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { ruleInForce } from '../../lights/public.ts'
import * as contract from '../contract.ts'
import { excuseActions } from '../rules/excuses.ts'
import { ledgerMonth } from '../rules/money.ts'
import * as store from '../store/excuses.ts'
import * as record from '../store/record.ts'
import { SUBJECT } from './change.ts'
import { judgeRow } from './judge.ts'

type Row = Awaited<ReturnType<typeof store.listExcuses>>[number]

const list = implement(contract.listExcuses, async (ctx, { projectId, state }) => {
  const rows = await store.listExcuses(ctx, { projectId, state })
  const { body } = await ruleInForce(ctx, SUBJECT)
  const project = projectId === undefined ? undefined : await record.getProject(ctx, projectId)
  const mayAsk = project
    ? project.withdrawn_at === null && ctx.actor.may('key_projects.manage', unitsOf(project))
    : ctx.actor.may('key_projects.manage')
  return {
    items: rows.map((row) => excuseOf(ctx, row)),
    dimensions: body.dimensions.map(({ key, excuses }) => ({ key, codes: [...excuses] })),
    actions: mayAsk ? ['ask' as const] : [],
  }
})

const ask = implement(contract.askExcuse, async (ctx, { projectId, dimension, code, reason, ...months }) => {
  const project = await record.getProject(ctx, projectId)
  if (project.withdrawn_at !== null || !ctx.actor.may('key_projects.manage', unitsOf(project)))
    refuse('rule_broken', problem('key_projects.money_not_now'))
  const [fromPeriod, untilPeriod] = [ledgerMonth(months.fromPeriod), ledgerMonth(months.untilPeriod)]
  if (untilPeriod < fromPeriod) refuse('rule_broken', problem('key_projects.excuse_backwards', {}, ['untilPeriod']))
  const { body } = await ruleInForce(ctx, SUBJECT)
  const taken = body.dimensions.find((each) => each.key === dimension)?.excuses ?? []
  if (!taken.includes(code)) refuse('rule_broken', problem('key_projects.excuse_not_in_rule', {}, ['code']))
  const id = newId(ctx.now)
  const asked = { dimension, code, from_period: fromPeriod, until_period: untilPeriod, reason }
  await store.insertExcuse(ctx, {
    id,
    project_id: projectId,
    ...asked,
    asked_by: ctx.actor.personId,
    asked_by_name: ctx.actor.name,
    asked_at: ctx.now,
  })
  ctx.announce('key_projects.excuse_asked', {
    subject: { kind: SUBJECT, id: projectId },
    after: { dimension, code, fromPeriod, untilPeriod },
    data: { reason },
  })
  return { id }
})

interface Decision {
  readonly excuseId: string
  readonly decision: string
  readonly expectedVersion: number
}

/** Moves an excuse to its next state and judges its project anew where that changes what is excused. */
async function decide(
  ctx: OperationContext,
  { excuseId, decision, expectedVersion }: Decision,
  action: contract.ExcuseAction,
): Promise<{ id: string; version: number }> {
  const row = orNotFound((await store.listExcuses(ctx, { id: excuseId }))[0])
  if (!actionsOn(ctx, row).includes(action)) refuse('rule_broken', problem('key_projects.excuse_not_now'))
  const state = ({ grant: 'granted', decline: 'declined', withdraw: 'withdrawn' } as const)[action]
  const version = await store.decideExcuse(ctx, { id: excuseId, expectedVersion }, state, decision)
  if (state === 'granted' || row.state === 'granted') {
    const project = await record.getProject(ctx, row.project_id)
    await record.setLight(ctx, project.id, await judgeRow(ctx, project))
  }
  const announcement = {
    subject: { kind: SUBJECT, id: row.project_id },
    before: { dimension: row.dimension, state: row.state },
    after: { dimension: row.dimension, state },
    data: { reason: decision },
  }
  if (action === 'grant') ctx.announce('key_projects.excuse_granted', announcement)
  else if (action === 'decline') ctx.announce('key_projects.excuse_declined', announcement)
  else ctx.announce('key_projects.excuse_withdrawn', announcement)
  return { id: excuseId, version }
}

const grant = implement(contract.grantExcuse, (ctx, decision) => decide(ctx, decision, 'grant'))
const decline = implement(contract.declineExcuse, (ctx, decision) => decide(ctx, decision, 'decline'))
const withdraw = implement(contract.withdrawExcuse, (ctx, decision) => decide(ctx, decision, 'withdraw'))

function actionsOn(ctx: OperationContext, row: Row): readonly contract.ExcuseAction[] {
  if (row.withdrawn_at !== null) return []
  return excuseActions(row.state, {
    mayDecide: ctx.actor.may('lights.manage'),
    mayAsk: ctx.actor.may('key_projects.manage', unitsOf(row)),
  })
}

function unitsOf(row: Pick<Row, 'unit_id' | 'lead_unit_id' | 'task_force_id'>): readonly (string | null)[] {
  return [row.unit_id, row.lead_unit_id, row.task_force_id]
}

function excuseOf(ctx: OperationContext, row: Row): contract.LightExcuse {
  return {
    id: row.id,
    projectId: row.project_id,
    projectName: row.name,
    dimension: row.dimension,
    code: row.code,
    fromPeriod: row.from_period as Period,
    untilPeriod: row.until_period as Period,
    reason: row.reason,
    state: row.state,
    askedBy: row.asked_by_name,
    askedAt: row.asked_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decision: row.decision,
    version: row.version,
    actions: [...actionsOn(ctx, row)],
  }
}

/** The operations on excuses. */
export const excuseOperations = [list, ask, grant, decline, withdraw]
