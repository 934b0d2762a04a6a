import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenUnits, titlesOfPosts } from '../../organisation/public.ts'
import type { Goal, Source, TargetAction, TargetBody, TargetVersion } from '../contract.ts'
import { checkGoal, requirementOf } from '../rules/goal.ts'
import { reviseTarget as addVersion } from '../rules/revisions.ts'
import { stateAfter } from '../rules/states.ts'
import { getCampaign } from '../store/campaigns.ts'
import { getIndicator } from '../store/indicators.ts'
import * as store from '../store/targets.ts'
import { requireOpenYears } from '../store/years.ts'
import { curvesByCode } from './curves.ts'
import { reckonTargets, SUBJECT } from './reckon.ts'

/** Where a target came from. */
export interface TargetOrigin {
  readonly source?: Source | null
  readonly isSample?: boolean
}

type Changed = { readonly id: string; readonly version: number }

/** Drafts a target. */
export async function createTarget(
  ctx: OperationContext,
  body: TargetBody,
  origin: TargetOrigin = {},
): Promise<Changed> {
  const sound = await checkBody(ctx, body)
  const id = newId(ctx.now)
  await store.insertTarget(ctx, {
    ...store.columnsOfBody(sound),
    id,
    state: 'draft',
    state_before: null,
    withdrawn_reason: null,
    source: origin.source ? JSON.stringify(origin.source) : null,
    is_sample: origin.isSample ?? false,
    created_at: ctx.now,
    updated_at: ctx.now,
  })
  ctx.announce('targets.created', {
    subject: { kind: SUBJECT, id },
    after: sound,
    ...(origin.source ? { data: { source: origin.source } } : {}),
  })
  return { id, version: 1 }
}

/** Changes a target that is not approved yet; answers the new version. Refuses a conflict field by field. */
export async function changeTarget(
  ctx: OperationContext,
  id: string,
  expectedVersion: number,
  body: TargetBody,
): Promise<number> {
  const record = await store.getTarget(ctx, id)
  const before = store.bodyOf(record)
  if (record.version !== expectedVersion) refuseChanged(before, body)
  orRefuse(stateAfter(record.state, 'edit'))
  const sound = await checkBody(ctx, body, id)
  const version = await store.updateTarget(ctx, id, expectedVersion, {
    ...store.columnsOfBody(sound),
    updated_at: ctx.now,
  })
  ctx.announce('targets.updated', { subject: { kind: SUBJECT, id }, ...differences(before, sound) })
  return version
}

/** Moves a target to another state: consultation, archive, withdrawal, restoration; a draft may be discarded. */
export async function prepareTarget(
  ctx: OperationContext,
  id: string,
  expectedVersion: number,
  action: Extract<TargetAction, 'consult' | 'archive' | 'withdraw' | 'restore' | 'discard'>,
  reason: string,
): Promise<number> {
  const record = await store.getTarget(ctx, id)
  const state = orRefuse(stateAfter(record.state, action, record.state_before))
  await requireOpenYears(ctx, [record.year])
  if ((action === 'withdraw' || action === 'restore') && reason.trim() === '')
    refuse('rule_broken', problem('targets.reason_missing', undefined, ['reason']))
  if (action === 'withdraw' || action === 'discard') await requireNoChildren(ctx, id)
  if (action === 'discard') {
    await store.deleteDraft(ctx, id, expectedVersion)
    ctx.announce('targets.discarded', { subject: { kind: SUBJECT, id }, before: store.bodyOf(record) })
    return expectedVersion
  }
  return moveTo(ctx, record, expectedVersion, {
    state,
    state_before: action === 'withdraw' ? record.state : null,
    withdrawn_reason: action === 'withdraw' ? reason : null,
    why: { action, reason },
  })
}

/** What the approving body says with a decision. */
export interface Decision {
  readonly reason: string
  readonly approvingBody: string
  readonly effectiveOn: Day
}

/** Approves, sends back, issues or settles a target. Issuing it keeps its goal as the first version. */
export async function decideTarget(
  ctx: OperationContext,
  id: string,
  expectedVersion: number,
  action: Extract<TargetAction, 'approve' | 'sendBack' | 'issue' | 'settle'>,
  decision: Decision,
): Promise<number> {
  const record = await store.getTarget(ctx, id)
  const state = orRefuse(stateAfter(record.state, action))
  await requireOpenYears(ctx, [record.year])
  if (action === 'issue') await keepFirstVersion(ctx, record, decision, record.source)
  return moveTo(ctx, record, expectedVersion, { state, why: { action, ...decision } })
}

/** Issues a draft at once, as it comes from a document already decided or from a workbook. */
export async function issueAtOnce(
  ctx: OperationContext,
  id: string,
  decision: Decision,
  source: Source | null,
): Promise<number> {
  const record = await store.getTarget(ctx, id)
  await keepFirstVersion(ctx, record, decision, source)
  return moveTo(ctx, record, record.version, { state: 'issued', why: { action: 'issue', ...decision } })
}

/** Revises an issued target; both versions are kept. Answers the record's version and the number of the goal. */
export async function reviseTarget(
  ctx: OperationContext,
  id: string,
  expectedVersion: number,
  revision: Omit<TargetVersion, 'number' | 'approverId' | 'approverName'>,
  source: Source | null = null,
): Promise<{ readonly version: number; readonly number: number }> {
  const record = await store.getTarget(ctx, id)
  orRefuse(stateAfter(record.state, 'revise'))
  await requireOpenYears(ctx, [record.year])
  const indicator = await getIndicator(ctx, record.indicator_id)
  orRefuse(checkGoal(revision.goal, indicator, { unitId: record.owner_unit_id }))
  orRefuse(requirementOf(revision.goal, indicator))
  const versions = (await store.listVersions(ctx, [id])).map(store.versionOf)
  const added = orRefuse(addVersion(versions, { ...revision, ...approver(ctx) })).at(-1)
  if (!added) throw new Error('a revised target has a version')
  const version = await store.updateTarget(ctx, id, expectedVersion, {
    goal: JSON.stringify(revision.goal),
    updated_at: ctx.now,
  })
  await store.insertVersion(ctx, id, added, source)
  await reckonTargets(ctx, [{ ...record, goal: revision.goal, version }])
  ctx.announce('targets.revised', {
    subject: { kind: SUBJECT, id },
    before: { goal: record.goal },
    after: { goal: revision.goal },
    data: {
      reason: revision.reason,
      number: added.number,
      approvingBody: revision.approvingBody,
      ...(source ? { source } : {}),
    },
  })
  return { version, number: added.number }
}

async function keepFirstVersion(
  ctx: OperationContext,
  record: store.TargetRecord,
  decision: Decision,
  source: Source | null,
): Promise<void> {
  const before = (await store.listVersions(ctx, [record.id])).map(store.versionOf)
  if (before.length > 0) return
  const [first] = orRefuse(
    addVersion([], { goal: record.goal, ...decision, decidedOn: dayOf(ctx.now), ...approver(ctx) }),
  )
  if (first) await store.insertVersion(ctx, record.id, first, source)
}

async function moveTo(
  ctx: OperationContext,
  record: store.TargetRecord,
  expectedVersion: number,
  change: {
    readonly state: store.TargetRecord['state']
    readonly state_before?: store.TargetRecord['state'] | null
    readonly withdrawn_reason?: string | null
    readonly why: Readonly<Record<string, unknown>>
  },
): Promise<number> {
  const { why, ...columns } = change
  const version = await store.updateTarget(ctx, record.id, expectedVersion, { ...columns, updated_at: ctx.now })
  await reckonTargets(ctx, [{ ...record, state: change.state, version }])
  ctx.announce('targets.moved', {
    subject: { kind: SUBJECT, id: record.id },
    before: { state: record.state },
    after: { state: change.state },
    data: why,
  })
  return version
}

function approver({ actor }: OperationContext) {
  return { approverId: actor.personId, approverName: actor.name }
}

async function requireNoChildren(ctx: OperationContext, id: string): Promise<void> {
  const children = await store.listChildren(ctx, id)
  if (children.length > 0) refuse('rule_broken', problem('targets.has_children', { count: children.length }))
}

type Owned = TargetBody & { owner: NonNullable<TargetBody['owner']> }

/** Checks a body against the indicator, the units, the parent and the campaign; `id` is the target itself where it exists. */
async function checkBody(ctx: OperationContext, body: TargetBody, id?: string): Promise<Owned> {
  await requireOpenYears(ctx, [body.year])
  const indicator = await getIndicator(ctx, body.indicatorId)
  orRefuse(checkGoal(body.goal, indicator, body.owner))
  orRefuse(requirementOf(body.goal, indicator))
  const { owner } = body
  if (owner === null) return refuse('rule_broken', problem('targets.owner_missing', undefined, ['owner']))
  await requireOpenUnits(ctx, [
    { field: 'unitId', id: body.unitId },
    { field: 'owner', id: owner.unitId },
    { field: 'assessingUnitId', id: body.assessingUnitId },
  ])
  if (owner.postId !== null && !(await titlesOfPosts(ctx, [owner.postId])).has(owner.postId))
    refuse('rule_broken', problem('targets.post_unknown', undefined, ['owner']))
  if (!(await curvesByCode(ctx)).has(body.curveCode))
    refuse('rule_broken', problem('targets.curve_unknown', { curve: body.curveCode }, ['curveCode']))
  if (body.campaignId !== null) await getCampaign(ctx, body.campaignId)
  if (body.parentId !== null) await checkParent(ctx, body, body.parentId, id)
  return { ...body, owner }
}

async function checkParent(
  ctx: OperationContext,
  body: TargetBody,
  parentId: string,
  id: string | undefined,
): Promise<void> {
  const parent = await store.getTarget(ctx, parentId)
  const above = await store.listAncestors(ctx, parentId)
  const faults: Problem[] = [
    ...(parent.indicator_id === body.indicatorId
      ? []
      : [problem('targets.parent_other_indicator', undefined, ['parentId'])]),
    ...(parent.year === body.year ? [] : [problem('targets.parent_other_year', { year: parent.year }, ['parentId'])]),
    ...(id !== undefined && (parentId === id || above.some((each) => each.id === id))
      ? [problem('targets.parent_is_child', undefined, ['parentId'])]
      : []),
  ]
  const [first, ...rest] = faults
  if (first) refuse('rule_broken', first, ...rest)
}

function differences(before: object, after: object) {
  const was = before as Record<string, unknown>
  const is = after as Record<string, unknown>
  const fields = Object.keys(is).filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
  const pick = (of: Record<string, unknown>) => Object.fromEntries(fields.map((field) => [field, of[field]]))
  return { before: pick(was), after: pick(is) }
}

/** The readable conflict: every field the other person changed, with their value and the one just sent. */
function refuseChanged(theirs: TargetBody, mine: TargetBody): never {
  const { before, after } = differences(theirs, mine)
  const fields = Object.keys(after).map((field) =>
    problem('targets.field_changed', { theirs: JSON.stringify(before[field]), mine: JSON.stringify(after[field]) }, [
      'body',
      field,
    ]),
  )
  return refuse('conflict', problem('operation.conflict'), ...fields)
}

/** Whether two goals ask the same. */
export function isSameGoal(one: Goal, other: Goal): boolean {
  return Object.keys(differences(one, other).after).length === 0
}
