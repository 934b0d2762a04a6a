import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HOME, personWith } from '../../../tests/support/house.ts'
import { openNotices } from '../../../tests/support/notices.ts'
import { openReceiver } from '../../../tests/support/outside.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { inRegion } from '../../platform/transaction.ts'
import * as contract from './contract.ts'
import type { NoticesTables } from './tables.ts'

let world: Awaited<ReturnType<typeof openNotices>>
beforeAll(async () => {
  world = await openNotices()
})
afterAll(() => world.close())
beforeEach(() => world.begin())

describe('the inbox', () => {
  it('holds each thing once a person, whoever tells it again', async () => {
    const one = world.telling([world.town.id, world.other.id])
    expect(await world.tell(one)).toEqual({ told: 2 })
    expect(await world.tell(one, { ...one, title: '又说一遍' })).toEqual({ told: 0 })
    const { items } = await world.test.run(contract.listNotices, world.town.caller, {})
    expect(items.filter(({ title }) => title === one.title)).toHaveLength(1)
    expect(items.some(({ title }) => title === '又说一遍')).toBe(false)
  })

  it('is the own one: read by nobody else, marked by nobody else', async () => {
    await world.test.run(contract.markRead, world.town.caller, {})
    await world.tell(world.telling([world.town.id]), world.telling([world.town.id]), world.telling([world.other.id]))
    expect(await world.test.run(contract.countUnread, world.town.caller, {})).toEqual({ unread: 2 })
    const { items } = await world.test.run(contract.listNotices, world.town.caller, { unread: true })
    const noticeIds = items.map(({ id }) => id)
    expect(await world.test.run(contract.markRead, world.other.caller, { noticeIds })).toEqual({ read: 0 })
    expect(await world.test.run(contract.markRead, world.town.caller, { noticeIds: noticeIds.slice(0, 1) })).toEqual({
      read: 1,
    })
    expect(await world.test.run(contract.markRead, world.town.caller, {})).toEqual({ read: 1 })
    expect(await world.test.run(contract.countUnread, world.town.caller, {})).toEqual({ unread: 0 })
  })

  it('shows all of itself page by page, newest first', async () => {
    for (let count = 0; count < 7; count += 1) await world.tell(world.telling([world.town.id]))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.test.run(contract.listNotices, world.town.caller, {
        limit: 3,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed())
    expect(seen.length).toBeGreaterThanOrEqual(7)
  })
})

describe('who may', () => {
  it('set the ways out: the administrator and the supervision office alone', async () => {
    for (const role of ['project_office', 'township', 'chief_leader', 'judge'] as const) {
      const caller = personWith(role, world.units.office)
      expect((await refusalOf(world.test.run(contract.listChannels, caller, {})))[0]).toBe('forbidden')
      expect(
        (await refusalOf(world.test.run(contract.tellPeople, caller, { tellings: [world.telling(['x'])] })))[0],
      ).toBe('forbidden')
    }
    const caller = personWith('supervision_office', world.units.office)
    expect((await world.test.run(contract.listChannels, caller, {})).items).toEqual([])
  })
})

describe('secrets of a channel', () => {
  it('are never shown again, and unreadable in the database', async () => {
    const url = 'https://qyapi.example.cn/send?key=topsecret'
    const { id } = await world.add({ kind: 'wecom', name: '示例群' }, { url })
    const shown = await world.test.run(contract.listChannels, world.office, {})
    expect(JSON.stringify(shown)).not.toContain('topsecret')
    expect(shown.items[0]).toMatchObject({ host: 'qyapi.example.cn', has: { url: true, password: false } })
    const kept = await inRegion(world.test.house.database, HOME, 'read', async (tx) => ({
      channels: await tx.withTables<NoticesTables>().selectFrom('notice_channels').selectAll().execute(),
      audit: await sql`select input::text, changes::text from audit_entries`.execute(tx),
    }))
    expect(JSON.stringify(kept)).not.toContain('topsecret')
    expect(kept.channels.find((row) => row.id === id)?.secret).toMatch(/^v1\./)
  })

  it('stay where a change leaves them out', async () => {
    const receiver = await openReceiver()
    const { id, version } = await world.add({ name: '甲' }, { url: receiver.url })
    await world.test.run(contract.changeChannel, world.office, {
      channelId: id,
      expectedVersion: version,
      body: world.body({ name: '乙' }),
      secret: {},
    })
    await world.tell(world.telling([world.town.id]))
    await world.round()
    expect(receiver.posts).toHaveLength(1)
    await receiver.close()
  })
})
