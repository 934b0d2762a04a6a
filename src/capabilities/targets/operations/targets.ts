import { dayOf } from '../../../kernel/day.ts'
import { exact } from '../../../kernel/exact.ts'
import { asPeriod, lastDay } from '../../../kernel/period.ts'
import { orRefuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { balanceOf } from '../rules/decomposition.ts'
import { requirementOf } from '../rules/goal.ts'
import { completionByVersion } from '../rules/standings.ts'
import * as actuals from '../store/actuals.ts'
import { listClaims } from '../store/claims.ts'
import { getIndicator } from '../store/indicators.ts'
import * as list from '../store/list.ts'
import * as store from '../store/targets.ts'
import { allotTarget } from './allot.ts'
import { changeTarget, createTarget, decideTarget, prepareTarget, reviseTarget } from './change.ts'
import { claimRows } from './claims.ts'
import { rankUnits } from './rank.ts'
import { curveIn, curvesByCode } from './curves.ts'
import { figureSeen, figuresSeen } from './reckon.ts'
import { seesUnreleased, sightOf } from './rights.ts'
import { targetRows } from './rows.ts'

/** The operations on targets. */
export const targetOperations = [
  implement(
    contract.listTargets,
    async (ctx, { period, places, rounding, sort, descending, cursor, limit, ...filter }) => {
      const until = period === undefined ? undefined : lastDay(period)
      const page = await list.listTargets(
        ctx,
        await sightOf(ctx),
        { ...filter, until },
        { sort, descending, cursor, limit },
      )
      return {
        items: [...(await targetRows(ctx, page.items, { period, places, rounding }))],
        nextCursor: page.nextCursor,
      }
    },
  ),

  implement(contract.showTarget, async (ctx, { targetId, ...showing }) => {
    const record = await store.getTarget(ctx, targetId)
    const indicator = await getIndicator(ctx, record.indicator_id)
    const children = await store.listChildren(ctx, targetId)
    const [target, ...childRows] = await targetRows(ctx, [record, ...children], showing)
    if (!target) throw new Error('a target has a row')
    const versions = (await store.listVersions(ctx, [targetId])).map(store.versionOf)
    const above = await store.listAncestors(ctx, targetId)
    const units = await namesOfUnits(
      ctx,
      above.map((each) => each.unit_id),
    )
    const chains = actuals.chainsOf(
      await actuals.listVersionsOfSeries(
        ctx,
        [{ indicatorId: record.indicator_id, unitId: record.unit_id }],
        [record.year],
      ),
    )
    const claims = await listClaims(ctx, {
      indicatorId: record.indicator_id,
      unitId: record.unit_id,
      years: [record.year],
    })
    const curve = curveIn(await curvesByCode(ctx), record.curve_code)
    const sees = seesUnreleased(ctx, indicator)
    const figures = figuresSeen(chains, { indicatorId: indicator.id, unitId: record.unit_id }, dayOf(ctx.now), sees)
    return {
      target,
      versions,
      completions: [...completionByVersion({ indicator, versions, curve, figures }, versions, target.progress.period)],
      ancestors: above.toReversed().map((each) => ({ id: each.id, name: units.get(each.unit_id)?.shortName ?? '' })),
      children: childRows,
      balance: children.length === 0 ? null : balanceOfRecords(record, children, indicator),
      curve,
      figures: [...chains.values()].flatMap((chain) => {
        const until = figureSeen(chain, dayOf(ctx.now), sees)
        const seen = chain.filter((each) => until !== undefined && each.number <= until.number)
        return seen[0] ? [{ period: asPeriod(seen[0].period), chain: seen.map(actuals.recordedOf) }] : []
      }),
      claims: [...(await claimRows(ctx, claims))],
    }
  }),

  implement(contract.createTarget, (ctx, body) => createTarget(ctx, body)),

  implement(contract.updateTarget, async (ctx, { targetId, expectedVersion, body }) => ({
    id: targetId,
    version: await changeTarget(ctx, targetId, expectedVersion, body),
  })),

  implement(contract.prepareTarget, async (ctx, { targetId, expectedVersion, action, reason }) => ({
    id: targetId,
    version: await prepareTarget(ctx, targetId, expectedVersion, action, reason),
  })),

  implement(contract.decideTarget, async (ctx, { targetId, expectedVersion, action, ...decision }) => ({
    id: targetId,
    version: await decideTarget(ctx, targetId, expectedVersion, action, decision),
  })),

  implement(contract.reviseTarget, async (ctx, { targetId, expectedVersion, ...revision }) => ({
    id: targetId,
    ...(await reviseTarget(ctx, targetId, expectedVersion, revision)),
  })),

  implement(contract.allotTarget, async (ctx, { targetId, expectedVersion, children }) => {
    const changed = await allotTarget(ctx, targetId, expectedVersion, children)
    return { children: [...changed], balance: await balanceOfTarget(ctx, targetId) }
  }),

  implement(contract.showBalance, async (ctx, { targetId, ...showing }) => ({
    balance: await balanceOfTarget(ctx, targetId),
    children: [...(await targetRows(ctx, await store.listChildren(ctx, targetId), showing))],
  })),

  implement(contract.rankUnits, async (ctx, input) => ({ rows: [...(await rankUnits(ctx, input))] })),
]

/** How the children of a target stand against it. */
async function balanceOfTarget(ctx: OperationContext, targetId: string): Promise<contract.Balance> {
  const record = await store.getTarget(ctx, targetId)
  const indicator = await getIndicator(ctx, record.indicator_id)
  return balanceOfRecords(record, await store.listChildren(ctx, targetId), indicator)
}

function balanceOfRecords(
  record: store.TargetRecord,
  children: readonly store.TargetRecord[],
  indicator: contract.Indicator,
): contract.Balance {
  const planOf = (of: store.TargetRecord) => {
    const required = orRefuse(requirementOf(of.goal, indicator))
    return required.least?.at ?? required.most?.at ?? null
  }
  const parent = planOf(record)
  return orRefuse(
    balanceOf({
      method: parent === null ? 'not_addable' : indicator.overUnits,
      direction: indicator.direction,
      parent: parent ?? exact(0),
      children: children.map((each) => ({ key: each.id, value: planOf(each), weight: each.weight })),
    }),
  )
}
