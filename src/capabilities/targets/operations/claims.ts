import { dayOf } from '../../../kernel/day.ts'
import { asPeriod, periodYear } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { adoptClaim, checkMayEnter } from '../rules/entry.ts'
import * as actuals from '../store/actuals.ts'
import * as store from '../store/claims.ts'
import { getIndicator, listIndicatorsById } from '../store/indicators.ts'
import { readCursor } from '../store/list.ts'
import { requireOpenYears } from '../store/years.ts'
import { enterCells } from './enter.ts'
import { figureSeen } from './reckon.ts'
import { entryRights, seesUnreleased } from './rights.ts'

/** The kind by which neighbours refer to a published claim. */
export const CLAIM = 'claim'

/** Claims beside the actual figures of their periods, with what the reader may do about each. */
export async function claimRows(
  ctx: OperationContext,
  records: readonly store.ClaimRecord[],
): Promise<readonly contract.ClaimRow[]> {
  const indicators = await listIndicatorsById(
    ctx,
    records.flatMap((each) => each.indicator_id ?? []),
  )
  const units = await namesOfUnits(
    ctx,
    records.map((each) => each.unit_id),
  )
  const chains = actuals.chainsOf(
    await actuals.listVersionsOfSeries(
      ctx,
      records.flatMap((each) =>
        each.indicator_id === null ? [] : [{ indicatorId: each.indicator_id, unitId: each.unit_id }],
      ),
      records.map((each) => each.year),
    ),
  )
  return records.map((record) => {
    const indicator = record.indicator_id === null ? undefined : indicators.get(record.indicator_id)
    const chain = indicator ? (chains.get(actuals.cellKey(indicator.id, record.unit_id, record.period)) ?? []) : []
    const figure = indicator && figureSeen(chain, dayOf(ctx.now), seesUnreleased(ctx, indicator))
    const isOpen = record.state === 'open'
    const isSource = indicator && checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId)).ok
    return {
      ...store.claimOf(record),
      unitName: units.get(record.unit_id)?.shortName ?? '',
      actual: figure ? actuals.recordedOf(figure) : null,
      actions: [
        ...(isOpen && isSource && record.status !== 'planned' ? (['adopt'] as const) : []),
        ...(isOpen && isSource ? (['setAside'] as const) : []),
        ...(isOpen && !indicator && ctx.actor.may('targets.enter_actual', [record.unit_id])
          ? (['nameIndicator'] as const)
          : []),
      ],
    }
  })
}

/** The operations on published claims. */
export const claimOperations = [
  implement(contract.listClaims, async (ctx, { cursor, limit, ...filter }) => {
    const before = cursor === undefined ? null : readCursor(cursor).id
    const found = await store.listClaims(ctx, filter, { before, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return {
      items: [...(await claimRows(ctx, items))],
      nextCursor:
        found.length > limit && last ? Buffer.from(JSON.stringify([null, last.id])).toString('base64url') : null,
    }
  }),

  implement(contract.adoptClaim, async (ctx, { claimId, expectedVersion, exactValue, status, asOf }) => {
    const record = await store.getClaim(ctx, claimId)
    if (record.indicator_id === null)
      return refuse('rule_broken', problem('targets.claim_without_indicator', { name: record.indicator_name }))
    if (record.status === 'planned') return refuse('rule_broken', problem('targets.claim_is_a_plan'))
    const indicator = await getIndicator(ctx, record.indicator_id)
    const claim = store.claimOf(record)
    const value = orRefuse(adoptClaim(claim, exactValue, indicator, entryRights(ctx, indicator.sourceUnitId)))
    const isGrowth = indicator.measure === 'level' && ['growth', 'increase_by', 'reduce_by'].includes(claim.comparator)
    const isRank = claim.comparator === 'rank' && indicator.measure !== 'rank'
    if (isRank) return refuse('rule_broken', problem('targets.claim_is_a_rank'))
    const period = asPeriod(record.period)
    const chain = await actuals.listChain(ctx, { indicatorId: indicator.id, unitId: record.unit_id }, period)
    const last = chain.at(-1)
    const { conflicts } = await enterCells(
      ctx,
      [
        {
          indicatorId: indicator.id,
          unitId: record.unit_id,
          period,
          expectedVersion: last?.number ?? 0,
          entry: {
            value: isGrowth ? (last?.value ?? null) : value,
            growthPercent: isGrowth ? value : (last?.growth_percent ?? null),
            rank: last?.rank ?? null,
            rankOf: last?.rank_of ?? null,
            yearForecast: last?.year_forecast ?? null,
            status,
            asOf,
            releasedOn: dayOf(ctx.now),
            evidence: [{ fileId: null, documentId: record.source.dispatchId, text: record.source.quote.slice(0, 500) }],
            reason: record.source.title,
          },
        },
      ],
      { claimId },
    )
    if (conflicts.length > 0) refuse('conflict', problem('operation.conflict'))
    const version = await store.updateClaim(ctx, claimId, expectedVersion, { state: 'adopted', updated_at: ctx.now })
    ctx.announce('targets.claim_adopted', {
      subject: { kind: CLAIM, id: claimId },
      after: { value, period, year: periodYear(period) },
    })
    return { id: claimId, version }
  }),

  implement(contract.setClaimAside, async (ctx, { claimId, expectedVersion, reason }) => {
    const record = await store.getClaim(ctx, claimId)
    if (record.state !== 'open') refuse('rule_broken', problem('targets.claim_not_open', { state: record.state }))
    await requireOpenYears(ctx, [record.year])
    if (record.indicator_id === null) {
      if (!ctx.actor.may('targets.enter_actual', [record.unit_id]))
        refuse('forbidden', problem('targets.not_source_unit', undefined, ['indicatorId']))
    } else {
      const indicator = await getIndicator(ctx, record.indicator_id)
      orRefuse(checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId)))
    }
    const version = await store.updateClaim(ctx, claimId, expectedVersion, {
      state: 'set_aside',
      reason,
      updated_at: ctx.now,
    })
    ctx.announce('targets.claim_set_aside', { subject: { kind: CLAIM, id: claimId }, data: { reason } })
    return { id: claimId, version }
  }),

  implement(contract.nameClaimIndicator, async (ctx, { claimId, expectedVersion, indicatorId }) => {
    const record = await store.getClaim(ctx, claimId)
    if (record.state !== 'open') refuse('rule_broken', problem('targets.claim_not_open', { state: record.state }))
    await requireOpenYears(ctx, [record.year])
    const indicator = await getIndicator(ctx, indicatorId)
    const version = await store.updateClaim(ctx, claimId, expectedVersion, {
      indicator_id: indicator.id,
      updated_at: ctx.now,
    })
    ctx.announce('targets.claim_named', { subject: { kind: CLAIM, id: claimId }, after: { indicator: indicator.code } })
    return { id: claimId, version }
  }),
]
