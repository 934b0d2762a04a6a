import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { mergedBody, splitBodies } from '../rules/lineage.ts'
import * as lineage from '../store/lineage.ts'
import * as record from '../store/record.ts'
import { bodyOfRow } from '../store/shape.ts'
import { changeProject, createProject, SUBJECT, withdrawAs } from './change.ts'
import { judge } from './duplicates.ts'

type Row = record.ProjectRow

const merge = implement(
  contract.mergeProjects,
  async (ctx, { projectId, expectedVersion, absorbedId, absorbedVersion, figures, on, reason }) => {
    if (projectId === absorbedId) refuse('rule_broken', problem('key_projects.same_project', {}, ['absorbedId']))
    const survivor = await getKept(ctx, projectId)
    const absorbed = await getKept(ctx, absorbedId)
    const body = orRefuse(mergedBody(bodyOfRow(survivor), bodyOfRow(absorbed), figures))
    await withdrawAs(ctx, absorbedId, absorbedVersion, reason)
    const version = await changeProject(ctx, projectId, expectedVersion, body, { reason })
    await tie(ctx, { kind: 'merged', from: absorbedId, to: projectId, on, reason, amount: absorbed.total_investment })
    await judge(ctx, { first: projectId, second: absorbedId, verdict: 'same', reason })
    ctx.announce('key_projects.merged', {
      subject: { kind: SUBJECT, id: projectId },
      data: { reason, absorbed: absorbed.name, figures },
    })
    return { id: projectId, version }
  },
)

const split = implement(contract.splitProject, async (ctx, { projectId, expectedVersion, parts, on, reason }) => {
  const whole = await getKept(ctx, projectId)
  const bodies = orRefuse(splitBodies(bodyOfRow(whole), parts))
  await withdrawAs(ctx, projectId, expectedVersion, reason)
  const ids: string[] = []
  for (const body of bodies) {
    const made = await createProject(ctx, body, {
      source: null,
      entry: { on: whole.stage_since as Day | null, reason },
    })
    await tie(ctx, { kind: 'split', from: projectId, to: made.id, on, reason, amount: body.totalInvestment })
    ids.push(made.id)
  }
  ctx.announce('key_projects.split', { subject: { kind: SUBJECT, id: projectId }, data: { reason, count: ids.length } })
  return { ids }
})

const phase = implement(contract.beginPhase, async (ctx, { projectId, name, increment, insideScope, on, reason }) => {
  const first = await getKept(ctx, projectId)
  const body = bodyOfRow(first)
  const { unitId, leadUnitId, sponsorPostId, taskForceId, investorType, category, industryCode, chain, enterprise } =
    body
  const made = await createProject(
    ctx,
    contract.ProjectBody.parse({
      name,
      nature: 'expansion',
      totalInvestment: increment,
      place: body.place,
      creditCode: body.creditCode,
      unitId,
      leadUnitId,
      sponsorPostId,
      taskForceId,
      investorType,
      category,
      industryCode,
      chain,
      enterprise,
    }),
    { source: null },
  )
  await tie(ctx, { kind: 'phase', from: projectId, to: made.id, on, reason, amount: asYuan(increment), insideScope })
  ctx.announce('key_projects.phase_begun', {
    subject: { kind: SUBJECT, id: projectId },
    data: { reason, name, increment, insideScope },
  })
  return made
})

const replace = implement(
  contract.replaceInvestor,
  async (ctx, { projectId, expectedVersion, enterprise, creditCode, investorType, on, reason }) => {
    const row = await getKept(ctx, projectId)
    if (row.enterprise === enterprise)
      refuse('rule_broken', problem('key_projects.same_investor', { enterprise }, ['enterprise']))
    const before = bodyOfRow(row)
    const body = { ...before, enterprise, creditCode, investorType: investorType ?? before.investorType }
    const version = await changeProject(ctx, projectId, expectedVersion, body, { reason })
    await tie(ctx, {
      kind: 'investor',
      from: projectId,
      to: projectId,
      on,
      reason,
      amount: null,
      before: row.enterprise,
      after: enterprise,
    })
    return { id: projectId, version }
  },
)

const listAll = implement(contract.listLineage, async (ctx, { projectId }) => {
  const row = await record.getProject(ctx, projectId)
  const links = await lineage.listLinks(ctx, projectId)
  const others = links.map((link) => (link.from_id === projectId ? link.to_id : link.from_id))
  const known = (await lineage.listNames(ctx, others)).filter((each) => lineage.isWithin(ctx, each))
  const names = new Map(known.map((each) => [each.id, each]))
  return {
    items: links.map((link) => {
      const isSelf = link.from_id === link.to_id
      const other = names.get(link.from_id === projectId ? link.to_id : link.from_id)
      return {
        id: link.id,
        kind: link.kind,
        direction: isSelf ? ('self' as const) : link.from_id === projectId ? ('to' as const) : ('from' as const),
        other: isSelf || !other ? null : { id: other.id, number: other.number, name: other.name },
        on: link.on_date as Day,
        amount: link.amount as contract.Link['amount'],
        insideScope: link.inside_scope,
        before: link.before,
        after: link.after,
        reason: link.reason,
        personName: link.person_name,
      }
    }),
    formerNames: [...row.former_names] as contract.FormerName[],
  }
})

interface Tie {
  readonly kind: contract.LinkKind
  readonly from: string
  readonly to: string
  readonly on: string
  readonly reason: string
  readonly amount: number | null
  readonly insideScope?: boolean
  readonly before?: string
  readonly after?: string
}

function tie(ctx: OperationContext, { kind, from, to, on, reason, amount, ...more }: Tie): Promise<void> {
  return lineage.insertLink(ctx, {
    id: newId(ctx.now),
    kind,
    from_id: from,
    to_id: to,
    on_date: on,
    amount,
    inside_scope: more.insideScope ?? false,
    before: more.before ?? null,
    after: more.after ?? null,
    reason,
    at: ctx.now,
    person_id: ctx.actor.personId,
    person_name: ctx.actor.name,
  })
}

async function getKept(ctx: OperationContext, id: string): Promise<Row> {
  const row = await record.getProject(ctx, id)
  if (row.withdrawn_at !== null) refuse('rule_broken', problem('key_projects.not_now', { action: 'edit' }))
  return row
}

/** The operations on lineage. */
export const lineageOperations = [merge, split, phase, replace, listAll]
