import { asDay, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { type Period, periodYear } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits, listPostsOfRoles } from '../../organisation/public.ts'
import type { ClaimStatus, Comparator, Direction, Goal, Indicator, Measure, Source } from '../contract.ts'
import * as claims from '../store/claims.ts'
import * as indicators from '../store/indicators.ts'
import * as store from '../store/targets.ts'
import { codeOfOwn, createIndicator } from './administration.ts'
import { changeTarget, createTarget, isSameGoal, issueAtOnce, prepareTarget, reviseTarget } from './change.ts'
import { CLAIM } from './claims.ts'

/** What an acceptance did, as it must be handed back to undo it. */
export interface Receipt {
  readonly id: string
  readonly version: number
  readonly outcome: 'created' | 'updated' | 'confirmed'
  readonly before: unknown
}

/**
 * An indicator that is there, or one to find by name and unit and to make as a work indicator where there is none; `sourceUnitId` enters its
 * figures, without it a unit where somebody can.
 */
export type IndicatorRef =
  | { readonly id: string }
  | {
      readonly name: string
      readonly unitText: string
      readonly measure: Measure
      readonly direction: Direction
      readonly sourceUnitId?: string | null
    }

/** What a person accepted about a target a document names. */
export interface AcceptedTarget {
  readonly indicator: IndicatorRef
  readonly existing: { readonly id: string; readonly expectedVersion: number } | null
  readonly year: number
  readonly unitId: string
  readonly goal: Goal
  readonly reason: string
  readonly source: Source
}

/** Takes a target read from a document into the ledger: issued at once, or a new version of the goal of one that is there. */
export async function acceptReadTarget(ctx: OperationContext, accepted: AcceptedTarget): Promise<Receipt> {
  const { existing } = accepted
  return existing ? mend(ctx, accepted, existing) : make(ctx, accepted)
}

async function make(ctx: OperationContext, accepted: AcceptedTarget): Promise<Receipt> {
  const { year, unitId, goal, source } = accepted
  const indicator = await indicatorOf(ctx, accepted.indicator, unitId)
  const decision = {
    reason: accepted.reason.trim() || source.title,
    approvingBody: source.title.trim().slice(0, 200) || accepted.reason.slice(0, 200),
    effectiveOn: asDay(`${year}-01-01`),
  }
  const withdrawn = await store.findTarget(ctx, indicator.id, unitId, year)
  if (withdrawn?.state === 'withdrawn') {
    const restored = await prepareTarget(ctx, withdrawn.id, withdrawn.version, 'restore', decision.reason)
    const again = await mend(ctx, accepted, { id: withdrawn.id, expectedVersion: restored })
    return { ...again, version: again.outcome === 'confirmed' ? restored : again.version, outcome: 'created' }
  }
  const made = await createTarget(
    ctx,
    {
      indicatorId: indicator.id,
      year,
      unitId,
      goal,
      owner: { unitId, postId: null },
      campaignId: null,
      parentId: null,
      assessingUnitId: null,
      weight: null,
      curveCode: 'linear',
      groupKey: null,
    },
    { source },
  )
  const version = await issueAtOnce(ctx, made.id, decision, source)
  return { id: made.id, version, outcome: 'created', before: null }
}

async function mend(
  ctx: OperationContext,
  { goal, reason, source }: AcceptedTarget,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion: number },
): Promise<Receipt> {
  const record = await store.getTarget(ctx, id)
  if (record.version !== expectedVersion) refuse('conflict', problem('operation.conflict'))
  if (isSameGoal(record.goal, goal)) return { id, version: record.version, outcome: 'confirmed', before: null }
  const version = await setGoal(ctx, record, goal, reason.trim() || source.title, source)
  return { id, version, outcome: 'updated', before: { goal: record.goal } }
}

/** Sets a new goal: as one more version where the target binds, as an edit before that. Answers the record's version. */
export async function setGoal(
  ctx: OperationContext,
  record: store.TargetRecord,
  goal: Goal,
  reason: string,
  source: Source | null,
): Promise<number> {
  if (record.state === 'draft' || record.state === 'consulting')
    return changeTarget(ctx, record.id, record.version, { ...store.bodyOf(record), goal })
  const last = (await store.listVersions(ctx, [record.id])).map(store.versionOf).at(-1)
  const today = dayOf(ctx.now)
  const revised = await reviseTarget(
    ctx,
    record.id,
    record.version,
    {
      goal,
      reason,
      approvingBody: last?.approvingBody ?? source?.title ?? reason,
      decidedOn: today,
      effectiveOn: last && last.effectiveOn > today ? last.effectiveOn : today,
    },
    source,
  )
  return revised.version
}

/**
 * Undoes an acceptance: a target that was made is withdrawn with the reason, a goal that was changed comes back as one more version.
 * Refuses `targets.changed_since` where the target changed since, `targets.has_children` where it was split.
 */
export async function takeBackReadTarget(ctx: OperationContext, receipt: Receipt, reason: string): Promise<void> {
  if (receipt.outcome === 'confirmed') return
  const record = await store.getTarget(ctx, receipt.id)
  if (record.version !== receipt.version) {
    const indicator = await indicators.getIndicator(ctx, record.indicator_id)
    refuse('rule_broken', problem('targets.changed_since', { name: indicator.name }))
  }
  if (receipt.outcome === 'created') {
    const action = record.state === 'draft' ? 'discard' : 'withdraw'
    await prepareTarget(ctx, record.id, record.version, action, reason)
  } else await setGoal(ctx, record, (receipt.before as { readonly goal: Goal }).goal, reason, null)
}

const ENTERING_ROLES = ['statistics_bureau', 'department', 'township'] as const

/** Units where somebody may enter figures, the statistics bureau first: the one suggested for an indicator of the whole region. */
export async function listEnteringUnits(ctx: OperationContext): Promise<readonly string[]> {
  const posts = await listPostsOfRoles(ctx, ENTERING_ROLES, dayOf(ctx.now))
  const bureaus = posts.filter((post) => post.role === 'statistics_bureau')
  return [...new Set([...bureaus, ...posts].map((post) => post.unitId))]
}

/**
 * Who enters a new indicator: the unit somebody chose, else the row's own where a post there may, else the one suggested. Refuses
 * `targets.source_unit_nobody` for a chosen unit where nobody could ever enter a figure though others can.
 */
async function sourceOfNew(ctx: OperationContext, chosen: string | null, unitId: string): Promise<string> {
  const entering = await listEnteringUnits(ctx)
  if (chosen === null) return entering.includes(unitId) ? unitId : (entering[0] ?? unitId)
  const units = new Map((await listOpenUnits(ctx, dayOf(ctx.now))).map((unit) => [unit.id, unit]))
  const above: string[] = []
  for (let at = units.get(chosen); at && !above.includes(at.id); at = units.get(at.parentId ?? '')) above.push(at.id)
  if (entering.length > 0 && !above.some((id) => entering.includes(id)))
    refuse(
      'rule_broken',
      problem('targets.source_unit_nobody', { name: units.get(chosen)?.name ?? '' }, ['sourceUnitId']),
    )
  return chosen
}

async function indicatorOf(ctx: OperationContext, ref: IndicatorRef, unitId: string): Promise<Indicator> {
  if ('id' in ref) return indicators.getIndicator(ctx, ref.id)
  const found = await indicators.findIndicatorNamed(ctx, ref.name, ref.unitText)
  if (found) return found
  const isLevel = ref.measure === 'level'
  const made = await createIndicator(ctx, {
    code: await codeOfOwn(ctx),
    name: ref.name,
    unitText: ref.unitText || '—',
    kind: 'work',
    direction: ref.measure === 'rank' ? 'lower' : ref.direction,
    measure: ref.measure,
    statistical: false,
    sourceUnitId: await sourceOfNew(ctx, ref.sourceUnitId ?? null, unitId),
    frequency: 'month',
    firstMonths: 'separate',
    cumulative: true,
    overTime: isLevel ? 'sum' : 'last',
    overUnits: isLevel ? 'sum' : 'not_addable',
    derivation: null,
    note: '',
  })
  return indicators.getIndicator(ctx, made.id)
}

/** A figure a document says was reached, stands or is planned. */
export interface PublishedClaim {
  readonly indicator: { readonly id: string } | { readonly name: string; readonly unitText: string }
  readonly unitId: string
  readonly period: Period
  readonly status: ClaimStatus
  readonly comparator: Comparator
  readonly value: string | null
  readonly upper: string | null
  readonly from: string | null
  readonly unitText: string
  readonly source: Source
}

/** Keeps a published figure beside the actual ones; an indicator nobody has is kept by its words until somebody names it. */
export async function recordPublishedClaim(ctx: OperationContext, claim: PublishedClaim): Promise<Receipt> {
  const indicator =
    'id' in claim.indicator
      ? await indicators.getIndicator(ctx, claim.indicator.id)
      : await indicators.findIndicatorNamed(ctx, claim.indicator.name, claim.indicator.unitText)
  const row = {
    indicator_id: indicator?.id ?? null,
    indicator_name: 'name' in claim.indicator ? claim.indicator.name : (indicator?.name ?? ''),
    unit_text: claim.unitText,
    unit_id: claim.unitId,
    period: claim.period,
    year: periodYear(claim.period),
    status: claim.status,
    comparator: claim.comparator,
    value: claim.value,
    upper: claim.upper,
    from_value: claim.from,
  }
  const same = await claims.findSameClaim(ctx, row)
  if (same) return { id: same.id, version: same.version, outcome: 'confirmed', before: null }
  const id = newId(ctx.now)
  await claims.insertClaim(ctx, {
    ...row,
    id,
    source: JSON.stringify(claim.source),
    state: 'open',
    reason: null,
    created_at: ctx.now,
    updated_at: ctx.now,
  })
  ctx.announce('targets.claim_recorded', { subject: { kind: CLAIM, id }, after: row, data: { source: claim.source } })
  return { id, version: 1, outcome: 'created', before: null }
}

/** Undoes the keeping of a published figure; refuses `targets.claim_adopted` where it became an actual one, `targets.changed_since` where it changed. */
export async function takeBackPublishedClaim(ctx: OperationContext, receipt: Receipt, reason: string): Promise<void> {
  if (receipt.outcome === 'confirmed') return
  const record = await claims.getClaim(ctx, receipt.id)
  if (record.state === 'adopted')
    refuse('rule_broken', problem('targets.claim_adopted', { name: record.indicator_name }))
  if (record.version !== receipt.version)
    refuse('rule_broken', problem('targets.changed_since', { name: record.indicator_name }))
  await claims.updateClaim(ctx, record.id, record.version, { state: 'withdrawn', reason, updated_at: ctx.now })
  ctx.announce('targets.claim_withdrawn', { subject: { kind: CLAIM, id: record.id }, data: { reason } })
}
