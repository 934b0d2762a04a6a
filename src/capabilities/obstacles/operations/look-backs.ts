import { addDays, startOfDay } from '../../../kernel/day.ts'
import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { drawnSample } from '../rules/look-back.ts'
import { markFalseClosing } from '../store/item-events.ts'
import * as store from '../store/look-backs.ts'
import { keepAct, performOn, signerOf } from './item-act.ts'
import { readLoop } from './item-loop.ts'
import { openItem } from './item-open.ts'

/** Look-backs: a sample of closed items drawn by a seed said in public, and what was found. */
export const lookBackOperations = [
  implement(contract.drawLookBack, async (ctx, { seed, from, to, ...terms }) => {
    if (from > to) refuse('rule_broken', problem('obstacles.days_turned_round', {}, ['from']))
    const { settings } = await readLoop(ctx)
    const share = terms.share ?? settings.lookBackShare
    const leastPerUnit = terms.leastPerUnit ?? settings.leastLookBacksPerUnit
    const closings = await store.listClosings(ctx, startOfDay(from), startOfDay(addDays(to, 1)))
    const population = closings.map((closing) => ({
      key: `${closing.item_id} ${closing.round}`,
      unitId: closing.lead_unit_id,
    }))
    const drawn = orRefuse(drawnSample(population, { seed, share, leastPerUnit }, sm3Of))
    const draw = {
      id: newId(ctx.now),
      seed,
      from_on: from,
      to_on: to,
      share,
      least_per_unit: leastPerUnit,
      drawn_by: ctx.actor.name,
      drawn_at: ctx.now,
    }
    await store.insertDraw(
      ctx,
      { ...draw, population: JSON.stringify(population.map(({ key }) => key)) },
      drawn.map(({ key }) => {
        const [itemId = '', round = ''] = key.split(' ')
        return { id: newId(ctx.now), itemId, round: Number(round) }
      }),
    )
    ctx.announce('obstacles.look_back_drawn', {
      subject: { kind: 'look_back_draw', id: draw.id },
      after: { seed, from, to, share, leastPerUnit, population: population.length, drawn: drawn.length },
    })
    const row = { ...draw, region_code: ctx.scope.region, population: population.map(({ key }) => key) }
    return drawOf(row, await store.listLookBacks(ctx, [draw.id]))
  }),

  implement(contract.listLookBackDraws, async (ctx, { cursor, limit }) => {
    const page = await store.listDraws(ctx, cursor, limit)
    const backs = await store.listLookBacks(
      ctx,
      page.items.map(({ id }) => id),
    )
    return { items: page.items.map((row) => drawOf(row, backs)), nextCursor: page.nextCursor }
  }),

  implement(contract.showLookBackDraw, async (ctx, { drawId }) => {
    const row = await store.getDraw(ctx, drawId)
    const backs = await store.listLookBacks(ctx, [drawId])
    const names = await namesOfUnits(
      ctx,
      backs.map(({ lead_unit_id }) => lead_unit_id),
    )
    const isShown = ({ lead_unit_id }: BackRow) => ctx.scope.reach === 'region' || ctx.actor.isOf(lead_unit_id)
    const isWhole = ctx.scope.reach === 'region'
    return {
      ...drawOf(row, backs),
      items: backs.filter(isShown).map((back) => ({
        id: back.id,
        itemId: back.item_id,
        number: back.number ?? '',
        title: back.title,
        class: back.class,
        leadUnit: { id: back.lead_unit_id, name: names.get(back.lead_unit_id)?.shortName ?? '' },
        closedAt: back.closed_at.toISOString(),
        result: back.result,
        text: back.text,
        inspectorName: back.inspector_name,
        recordedAt: back.recorded_at?.toISOString() ?? null,
        version: back.version,
      })),
      populationIds: isWhole ? [...new Set(row.population.map((key) => key.split(' ')[0] ?? ''))] : [],
      mayRecord: ctx.actor.may('items.look_back'),
    }
  }),

  implement(contract.recordLookBack, async (ctx, { drawId, lookBackId, expectedVersion, result, text, fileIds }) => {
    const back = await store.getLookBack(ctx, drawId, lookBackId)
    if (back.result !== null) refuse('rule_broken', problem('obstacles.look_back_done'))
    const version = await store.updateLookBack(ctx, lookBackId, expectedVersion, {
      result,
      text,
      inspector_id: ctx.actor.personId,
      inspector_name: ctx.actor.name,
      recorded_at: ctx.now,
    })
    await tellItem(ctx, back, { result, text, fileIds })
    return { id: lookBackId, version }
  }),
]

type BackRow = Awaited<ReturnType<typeof store.listLookBacks>>[number]

/** The log of the item keeps what was found; a false closing opens it again where it stands closed. */
async function tellItem(
  ctx: OperationContext,
  back: store.LookBackRow,
  { result, text, fileIds }: { result: contract.LookBackResult; text: string; fileIds: readonly string[] },
): Promise<void> {
  const item = await openItem(ctx, back.item_id)
  const isFalse = result === 'false_closing'
  const isStanding = item.row.state === 'closed' && item.row.round === back.round
  if (isFalse) await markFalseClosing(ctx, back.item_id, back.round, ctx.now)
  const told = await keepAct(
    ctx,
    item,
    { action: 'reopen', event: 'looked_back', text, data: { result, drawId: back.draw_id, round: back.round } },
    { to: item.row.state, signer: await signerOf(ctx, item, 'inspector') },
  )
  if (isFalse && isStanding)
    await performOn(ctx, told, { action: 'reopen', as: 'inspector', text, data: { byLookBack: true }, fileIds })
}

function drawOf(row: store.DrawRow, backs: readonly BackRow[]): contract.LookBackDraw {
  const own = backs.filter(({ draw_id }) => draw_id === row.id)
  return {
    id: row.id,
    seed: row.seed,
    from: row.from_on as Day,
    to: row.to_on as Day,
    share: row.share,
    leastPerUnit: row.least_per_unit,
    population: row.population.length,
    drawn: own.length,
    done: own.filter(({ result }) => result !== null).length,
    falseClosings: own.filter(({ result }) => result === 'false_closing').length,
    drawnBy: row.drawn_by,
    drawnAt: row.drawn_at.toISOString(),
  }
}
