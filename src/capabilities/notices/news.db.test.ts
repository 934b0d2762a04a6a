import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { HOME, system } from '../../../tests/support/house.ts'
import { openNotices } from '../../../tests/support/notices.ts'
import { command } from '../../kernel/operation.ts'
import type { Caller } from '../../platform/access.ts'
import { type Implementation, implement } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import { listNotices } from './contract.ts'
import { readNews } from './jobs.ts'
import type { AuditTables } from '../../platform/audit.ts'

/** Announces as the ledger of items does. */
const happen = command({
  id: 'obstacles.happen',
  summary: 'Announces something, as the ledger of items does',
  route: 'POST /happen',
  permission: 'session.own',
  input: z.object({
    topic: z.string(),
    itemId: z.string(),
    data: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
  }),
  output: z.object({}),
})
const announcing: Implementation = implement(happen, async (ctx, { topic, itemId, data, after }) => {
  ctx.announce(topic as `${string}.${string}`, { subject: { kind: 'item', id: itemId }, data, after })
  return {}
})

let world: Awaited<ReturnType<typeof openNotices>>
beforeAll(async () => {
  world = await openNotices([announcing])
  await world.begin()
})
afterAll(() => world.close())

const announce = (event: string, after: object = {}, caller: Caller = system()) =>
  world.test.run(happen, caller, {
    topic: `obstacles.item_${event}`,
    itemId: 'i-1',
    data: {
      number: '示2026-1',
      title: `示例${event}`,
      leadUnitId: world.units.east,
      proposerUnitId: world.units.bureau,
    },
    after: { ...after },
  })
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) {
    world.test.now = new Date(world.test.now.getTime() + 60_000)
    await readNews(world.test.house, HOME)
  }
}
const titlesOf = async (who: typeof world.town) =>
  (await world.test.run(listNotices, who.caller, {})).items.map(({ title, group }) => `${group} ${title}`)

describe('what happens to an item', () => {
  it('is told once to whom it concerns, however often it is read', async () => {
    await announce('assigned', { dueAt: '2026-03-20T09:30:00.000Z', tier: 2 })
    await announce('given_back')
    await minutes(5)
    expect(await titlesOf(world.town)).toEqual(['assigned 示2026-1 示例assigned'])
    expect(await titlesOf(world.other)).toEqual(['sent_back 示2026-1 示例given_back'])
    const { items } = await world.test.run(listNotices, world.town.caller, {})
    expect(items[0]).toMatchObject({
      dueOn: '2026-03-20',
      path: '/obstacles/i-1',
      words: { en: expect.any(String) as string },
    })
  })

  it('is read later where nobody read for hours', async () => {
    await minutes(1)
    await announce('sent_back')
    world.test.now = new Date(world.test.now.getTime() + 9 * 3_600_000)
    await minutes(1)
    expect((await titlesOf(world.town))[0]).toBe('sent_back 示2026-1 示例sent_back')
  })

  it('leaves no line in the audit where nothing happened', async () => {
    const count = () =>
      inRegion(world.test.house.database, HOME, 'read', async (tx) => {
        const rows = await tx.withTables<AuditTables>().selectFrom('audit_entries').select('id').execute()
        return rows.length
      })
    await minutes(3)
    const before = await count()
    await minutes(10)
    expect(await count()).toBe(before)
  })

  it('is not told to who did it, nor where nobody is told of such things', async () => {
    const before = await titlesOf(world.town)
    await announce('noted')
    await announce('handed_over', {}, world.town.caller)
    await minutes(2)
    expect(await titlesOf(world.town)).toEqual(before)
    await announce('handed_over')
    await minutes(2)
    expect(await titlesOf(world.town)).toHaveLength(before.length + 1)
  })
})
