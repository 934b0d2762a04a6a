import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { BUILT_IN_CURVES } from '../rules/curves.ts'
import { checkIndicator } from '../rules/indicators.ts'
import { checkCurve } from '../rules/pace.ts'
import { campaignActions, campaignStateAfter } from '../rules/states.ts'
import * as campaigns from '../store/campaigns.ts'
import * as curves from '../store/curves.ts'
import * as indicators from '../store/indicators.ts'
import { listTargetsUsing } from '../store/targets.ts'
import { reckonTargets } from './reckon.ts'

/** Enters an indicator; the door for neighbours and the sample. */
export async function createIndicator(
  ctx: OperationContext,
  body: contract.IndicatorBody,
  origin: { readonly isSample?: boolean } = {},
): Promise<{ readonly id: string; readonly version: number }> {
  orRefuse(checkIndicator(body))
  await requireOpenUnits(ctx, [{ field: 'sourceUnitId', id: body.sourceUnitId }])
  const id = newId(ctx.now)
  await indicators.insertIndicator(ctx, { id, body, now: ctx.now, isSample: origin.isSample ?? false })
  ctx.announce('targets.indicator_created', { subject: { kind: 'indicator', id }, after: body })
  return { id, version: 1 }
}

/** A code of our own making for an indicator that came with none. */
export async function codeOfOwn(ctx: OperationContext): Promise<string> {
  return `W${(await indicators.countIndicators(ctx)) + 1}-${newId(ctx.now).slice(-4)}`
}

/** Opens a campaign; the door for the sample. */
export async function createCampaign(
  ctx: OperationContext,
  body: contract.CampaignBody,
  origin: { readonly isSample?: boolean } = {},
): Promise<{ readonly id: string; readonly version: number }> {
  await checkCampaign(ctx, body)
  const id = newId(ctx.now)
  await campaigns.insertCampaign(ctx, { id, body, now: ctx.now, isSample: origin.isSample ?? false })
  ctx.announce('targets.campaign_created', { subject: { kind: 'campaign', id }, after: body })
  return { id, version: 1 }
}

async function checkCampaign(ctx: OperationContext, body: contract.CampaignBody): Promise<void> {
  if (body.lastYear < body.firstYear)
    refuse('rule_broken', problem('targets.years_reversed', { firstYear: body.firstYear }, ['lastYear']))
  await requireOpenUnits(ctx, [{ field: 'leadUnitId', id: body.leadUnitId }])
}

/** The operations on campaigns, indicators and curves. */
export const administrationOperations = [
  implement(contract.listCampaigns, async (ctx, filter) => {
    const rows = await campaigns.listCampaigns(ctx, filter)
    const units = await namesOfUnits(
      ctx,
      rows.map((row) => row.lead_unit_id),
    )
    const mayManage = ctx.actor.may('targets.manage')
    return {
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        firstYear: row.first_year,
        lastYear: row.last_year,
        leadUnitId: row.lead_unit_id,
        leadUnitName: units.get(row.lead_unit_id)?.shortName ?? '',
        summary: row.summary,
        state: row.state,
        targets: row.targets,
        version: row.version,
        actions: mayManage ? [...campaignActions(row.state)] : [],
      })),
    }
  }),

  implement(contract.createCampaign, (ctx, body) => createCampaign(ctx, body)),

  implement(contract.updateCampaign, async (ctx, { campaignId, expectedVersion, body }) => {
    await checkCampaign(ctx, body)
    const row = await campaigns.getCampaign(ctx, campaignId)
    orRefuse(campaignStateAfter(row.state, 'edit'))
    const version = await campaigns.updateCampaign(ctx, campaignId, expectedVersion, { body, now: ctx.now })
    ctx.announce('targets.campaign_updated', { subject: { kind: 'campaign', id: campaignId }, after: body })
    return { id: campaignId, version }
  }),

  implement(contract.moveCampaign, async (ctx, { campaignId, expectedVersion, action, reason }) => {
    const row = await campaigns.getCampaign(ctx, campaignId)
    const state = orRefuse(campaignStateAfter(row.state, action))
    const version = await campaigns.updateCampaign(ctx, campaignId, expectedVersion, { state, now: ctx.now })
    ctx.announce('targets.campaign_moved', {
      subject: { kind: 'campaign', id: campaignId },
      before: { state: row.state },
      after: { state },
      data: { reason },
    })
    return { id: campaignId, version }
  }),

  implement(contract.listIndicators, async (ctx, { cursor, limit, ...filter }) => {
    const found = await indicators.listIndicators(ctx, filter, {
      after: cursor === undefined ? null : Buffer.from(cursor, 'base64url').toString(),
      limit: limit + 1,
    })
    const items = found.slice(0, limit)
    const units = await namesOfUnits(
      ctx,
      items.map((each) => each.sourceUnitId),
    )
    const last = items.at(-1)
    return {
      items: items.map((each) => ({ ...each, sourceUnitName: units.get(each.sourceUnitId)?.shortName ?? '' })),
      nextCursor: found.length > limit && last ? Buffer.from(last.code).toString('base64url') : null,
    }
  }),

  implement(contract.createIndicator, (ctx, body) => createIndicator(ctx, body)),

  implement(contract.updateIndicator, async (ctx, { indicatorId, expectedVersion, body }) => {
    orRefuse(checkIndicator(body))
    await requireOpenUnits(ctx, [{ field: 'sourceUnitId', id: body.sourceUnitId }])
    const before = await indicators.getIndicator(ctx, indicatorId)
    const version = await indicators.updateIndicator(ctx, indicatorId, expectedVersion, body, ctx.now)
    await reckonTargets(ctx, await listTargetsUsing(ctx, { indicatorId }))
    ctx.announce('targets.indicator_updated', { subject: { kind: 'indicator', id: indicatorId }, before, after: body })
    return { id: indicatorId, version }
  }),

  implement(contract.listCurves, async (ctx) => {
    const own = await curves.listOwnCurves(ctx)
    return {
      items: [
        ...BUILT_IN_CURVES.filter((curve) => own.every((each) => each.code !== curve.code)).map((curve) => ({
          ...curve,
          builtIn: true,
          version: 0,
        })),
        ...own.map((curve) => ({ ...curve, builtIn: false })),
      ],
    }
  }),

  implement(contract.saveCurve, async (ctx, { expectedVersion, ...curve }) => {
    orRefuse(checkCurve(curve))
    const version = await curves.saveCurve(ctx, curve, expectedVersion)
    await reckonTargets(ctx, await listTargetsUsing(ctx, { curveCode: curve.code }))
    ctx.announce('targets.curve_saved', { subject: { kind: 'pace_curve', id: curve.code }, after: curve })
    return { code: curve.code, version }
  }),
]
