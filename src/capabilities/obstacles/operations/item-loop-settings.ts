import { type Day, dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { checkedLadder, FIRST_LADDER, tierAbove } from '../rules/ladder.ts'
import { drawnPackage } from '../rules/package.ts'
import { insertLadder, keepSettings, listLadders, readSettings } from '../store/loop.ts'
import { perform } from './item-act.ts'
import { type OpenItem, openItem } from './item-open.ts'

const words = obstaclesMessages['zh-CN'].loop

/** The ladder, the settings and the one-page package. */
export const itemLoopOperations = [
  implement(contract.listLadders, async (ctx) => {
    const published = await listLadders(ctx)
    const versions = published.map((row, index) => ({
      number: row.number,
      name: row.name,
      basis: row.basis,
      publishedAt: row.published_at.toISOString(),
      publishedBy: row.published_by,
      isCurrent: index === 0,
      body: row.body,
    }))
    return { items: [...versions, { ...firstLadder(), isCurrent: versions.length === 0 }] }
  }),

  implement(contract.publishLadder, async (ctx, { expectedNumber, name, basis, body }) => {
    const current = (await listLadders(ctx))[0]?.number ?? 1
    if (current !== expectedNumber) refuse('conflict', problem('operation.conflict'))
    const number = current + 1
    await insertLadder(ctx, {
      number,
      name,
      basis,
      body: JSON.stringify(orRefuse(checkedLadder(body))),
      published_by: ctx.actor.name,
      published_at: ctx.now,
    })
    ctx.announce('obstacles.ladder_published', {
      subject: { kind: 'item_ladder', id: String(number) },
      after: { name, basis, body },
    })
    return { number }
  }),

  implement(contract.showLoopSettings, async (ctx) => ({
    ...(await readSettings(ctx)),
    mayChange: ctx.actor.may('items.manage'),
  })),

  implement(contract.setLoopSettings, async (ctx, { settings, expectedVersion }) => {
    const before = await readSettings(ctx)
    const version = await keepSettings(ctx, settings, { expectedVersion, now: ctx.now })
    ctx.announce('obstacles.loop_settings_set', {
      subject: { kind: 'item_settings', id: ctx.scope.region },
      before: before.settings,
      after: settings,
    })
    return { version }
  }),

  implement(contract.showEscalationPackage, async (ctx, { itemId }) => {
    const item = await openItem(ctx, itemId)
    const { row } = item
    return {
      package: row.package?.package ?? (await packageOf(ctx, item)),
      isWritten: row.package !== null,
      writtenBy: row.package?.writtenBy ?? null,
      writtenAt: row.package?.writtenAt ?? null,
      tier: row.tier,
      number: row.number,
      title: row.title,
    }
  }),

  implement(contract.writeEscalationPackage, async (ctx, { package: written, ...place }) => {
    const { id, version } = await perform(ctx, place, {
      action: 'write_package',
      change: {
        package: { package: written, writtenBy: ctx.actor.name, writtenAt: ctx.now.toISOString() },
      },
    })
    return { id, version }
  }),
]

function firstLadder() {
  return { number: 1, ...FIRST_LADDER, publishedAt: new Date(0).toISOString(), publishedBy: words.system }
}

/** The one-page package of an item nobody wrote one for, drawn from its log. */
async function packageOf(ctx: OperationContext, { row, log, units }: OpenItem): Promise<contract.EscalationPackage> {
  const names = await namesOfUnits(
    ctx,
    log.map(({ unit_id }) => unit_id),
  )
  return drawnPackage(
    {
      title: row.title,
      text: row.text,
      desiredResult: row.desired_result,
      closingStandard: row.closing_standard,
      isStatutory: row.statutory_due_on !== null,
      hasAssistants: units.some(({ part }) => part === 'assistant'),
      tier: tierAbove(row.tier ?? 0) ?? row.tier ?? 0,
      log: log.map((line) => ({
        kind: line.kind,
        on: dayOf(line.at) satisfies Day,
        unitName: (line.unit_id && names.get(line.unit_id)?.shortName) || '',
        text: line.text,
        lawBasis: typeof line.data['lawBasis'] === 'string' ? line.data['lawBasis'] : '',
      })),
    },
    (option) => words.packageOptions[option],
  )
}
