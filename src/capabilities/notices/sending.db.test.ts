import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HOME } from '../../../tests/support/house.ts'
import { openNotices } from '../../../tests/support/notices.ts'
import { decoded, type MailBox, openMailBox, openReceiver } from '../../../tests/support/outside.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { inRegion } from '../../platform/transaction.ts'
import * as contract from './contract.ts'
import { DEFAULT_PREFERENCES } from './rules/routing.ts'

let world: Awaited<ReturnType<typeof openNotices>>
beforeAll(async () => {
  world = await openNotices()
})
afterAll(() => world.close())
beforeEach(() => world.begin())

const at = (text: string) => new Date(text)
const messageIds = (box: MailBox) => box.letters.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])

describe('mail', () => {
  it('gathers what may wait into one letter a day and sends at once what may not', async () => {
    const box = await openMailBox()
    await world.mailChannel(box)
    await world.prefer(world.town, { email: 'town@example.cn', digestAt: '17:00' })
    await world.tell(
      world.telling([world.town.id], { group: 'due', title: '甲事', dueOn: asDay('2026-03-19') }),
      world.telling([world.town.id], { group: 'due', title: '乙事' }),
      world.telling([world.town.id], { group: 'escalated', title: '丙事' }),
    )
    await world.round()
    expect(box.letters.map(({ raw }) => /丙事/.test(decoded(raw)))).toEqual([true])
    await world.round()
    world.test.now = at('2026-03-16T16:59:00+08:00')
    await world.round()
    expect(box.letters).toHaveLength(1)
    world.test.now = at('2026-03-16T17:00:00+08:00')
    await world.round()
    await world.round()
    expect(box.letters).toHaveLength(2)
    const digest = decoded(box.letters[1]?.raw ?? '')
    expect(digest).toContain('甲事')
    expect(digest).toContain('乙事')
    expect(digest).toContain('https://clarion.example.cn/items/1')
    await box.close()
  })

  it('is silent in the quiet hours and for who turned it off', async () => {
    const box = await openMailBox()
    await world.mailChannel(box)
    await world.prefer(world.town, { email: 'town@example.cn' })
    await world.prefer(world.other, {
      email: 'other@example.cn',
      paces: { ...DEFAULT_PREFERENCES.paces, escalated: 'off' },
    })
    world.test.now = at('2026-03-16T22:00:00+08:00')
    await world.tell(world.telling([world.town.id, world.other.id]))
    await world.round()
    world.test.now = at('2026-03-17T07:29:00+08:00')
    await world.round()
    expect(box.letters).toHaveLength(0)
    world.test.now = at('2026-03-17T07:30:00+08:00')
    await world.round()
    expect(box.letters.map(({ to }) => to)).toEqual(['town@example.cn'])
    await box.close()
  })

  it('loses nothing and doubles nothing while its server is down for a day', async () => {
    const before = await openMailBox()
    const { port } = before
    const { id } = await world.mailChannel(before)
    await before.close()
    const people: string[] = []
    for (let count = 0; count < 12; count += 1) {
      const one = await world.hire(`示例某${count}`, `down000${count}`, world.units.west)
      await world.prefer(one, { email: `p${count}@example.cn`, quietFrom: '00:00', quietTo: '00:00' })
      people.push(one.id)
    }
    await world.hourly(24, async () => {
      await world.tell(world.telling([people[world.test.now.getUTCHours() % people.length] ?? '']))
      await world.round()
    })
    const box = await openMailBox(port)
    await world.hourly(24, () => world.round())
    const all = await world.deliveries(id)
    expect(all).toHaveLength(24)
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['sent']))
    for (const { title } of all) {
      const found = box.letters.filter(({ raw }) => new RegExp(`${title}(?!\\d)`).test(decoded(raw)))
      expect(found, title).toHaveLength(1)
    }
    expect(new Set(messageIds(box)).size).toBe(box.letters.length)
    await box.close()
  })

  it('bears the same id when a letter was taken but the answer was lost', async () => {
    const box = await openMailBox()
    await world.mailChannel(box)
    await world.prefer(world.town, { email: 'town@example.cn' })
    await world.tell(world.telling([world.town.id]))
    box.hangUpAfterLetter = true
    await world.round()
    box.hangUpAfterLetter = false
    await world.hourly(3, () => world.round())
    expect(box.letters).toHaveLength(2)
    expect(new Set(messageIds(box)).size).toBe(1)
    await box.close()
  })

  it('gives up an address that is none, shows it, and tries it again when told', async () => {
    const box = await openMailBox()
    const { id } = await world.mailChannel(box)
    await world.prefer(world.town, { email: 'town@example.cn' })
    box.answer = '550 no such user'
    await world.tell(world.telling([world.town.id]))
    await world.round()
    const [dead] = await world.deliveries(id)
    expect(dead).toMatchObject({ state: 'dead', recipient: 'to***@example.cn', actions: ['send_again'] })
    expect(dead?.lastError).toContain('550')
    box.answer = '250 ok'
    await world.hourly(30, () => world.round())
    expect(box.letters).toHaveLength(0)
    world.test.now = at('2026-03-18T09:00:00+08:00')
    expect(await world.test.run(contract.sendAgain, world.office, { deliveryIds: [dead?.id ?? ''] })).toEqual({
      again: 1,
    })
    await world.round()
    expect(box.letters).toHaveLength(1)
    expect((await world.deliveries(id))[0]).toMatchObject({ state: 'sent', actions: [] })
    await box.close()
  })
})

describe('a webhook', () => {
  it('keeps its id and its bytes however often it is tried, so that a second delivery is harmless', async () => {
    const receiver = await openReceiver((_post, index) => ({ status: index < 2 ? 500 : 200 }))
    const { id, signing } = await world.add({ name: '对接' }, { url: receiver.url })
    expect(signing).toMatch(/^whsec_/)
    await world.tell(world.telling([world.town.id, world.other.id]))
    await world.hourly(6, () => world.round())
    expect(receiver.posts).toHaveLength(3)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.posts.map((post) => post.body)).size).toBe(1)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
    const taken = new Map(receiver.posts.map(({ headers, body: text }) => [headers['webhook-id'], text]))
    expect(taken.size).toBe(1)
    expect((await world.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([['sent', 3]])
    await receiver.close()
  })

  it('goes again under its id where the sender died before writing down that it went', async () => {
    const receiver = await openReceiver()
    const { id } = await world.add({}, { url: receiver.url })
    await world.tell(world.telling([world.town.id]))
    await world.round()
    await inRegion(world.test.house.database, HOME, 'write', (tx) =>
      sql`update notice_deliveries set state = 'sending', lease_until = ${new Date(world.test.now.getTime() + 600_000)}
        where region_code = ${HOME} and channel_id = ${id}`.execute(tx),
    )
    await world.round()
    expect(receiver.posts).toHaveLength(1)
    world.test.now = new Date(world.test.now.getTime() + 600_001)
    await world.round()
    expect(receiver.posts).toHaveLength(2)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    await receiver.close()
  })

  it('is sent once by two senders at once', async () => {
    const receiver = await openReceiver()
    await world.add({}, { url: receiver.url })
    await world.tell(...Array.from({ length: 30 }, () => world.telling([world.town.id])))
    const sent = await Promise.all([world.round(), world.round(), world.round()])
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(30)
    expect(receiver.posts).toHaveLength(30)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(30)
    await receiver.close()
  })

  it('never reaches this machine unless the installation permits it', async () => {
    const receiver = await openReceiver()
    const { id } = await world.add({}, { url: receiver.url })
    await world.tell(world.telling([world.town.id]))
    await world.round(false)
    expect(receiver.posts).toHaveLength(0)
    expect((await world.deliveries(id))[0]).toMatchObject({ state: 'dead', lastError: 'address_forbidden' })
    await receiver.close()
  })

  it('signs with the former secret too for a day after a new one was made', async () => {
    const receiver = await openReceiver()
    const { id, version } = await world.add({}, { url: receiver.url })
    await world.test.run(contract.renewSecret, world.office, { channelId: id, expectedVersion: version })
    await world.tell(world.telling([world.town.id]))
    await world.round()
    world.test.now = at('2026-03-17T10:00:00+08:00')
    await world.tell(world.telling([world.town.id]))
    await world.round()
    const counts = receiver.posts.map(({ headers }) => String(headers['webhook-signature']).split(' ').length)
    expect(counts).toEqual([2, 1])
    await receiver.close()
  })

  it('does not hold up the others while its receiver is away', async () => {
    const receiver = await openReceiver()
    const gone = await openReceiver()
    const { id } = await world.add({ name: '不在' }, { url: gone.url })
    await world.add({ name: '在' }, { url: receiver.url })
    await gone.close()
    await world.tell(world.telling([world.town.id]), world.telling([world.town.id]), world.telling([world.town.id]))
    await world.round()
    expect(receiver.posts).toHaveLength(3)
    const { items } = await world.test.run(contract.listChannels, world.office, {})
    const away = items.find((each) => each.id === id)
    expect(away).toMatchObject({ waiting: 3, dead: 0 })
    expect(away?.restsUntil).not.toBeNull()
    expect((await world.deliveries(id)).filter(({ attempts }) => attempts > 0)).toHaveLength(1)
    await receiver.close()
  })
})

describe('a robot', () => {
  it('says a thing once to its group, gathered, without names of people, and only what concerns its units', async () => {
    const receiver = await openReceiver(() => ({ status: 200, body: '{"errcode":0}' }))
    const { east } = world.units
    await world.add({ kind: 'wecom', name: '示例群', unitIds: [east] }, { url: `${receiver.url}/send?key=k` })
    const both = world.telling([world.town.id, world.other.id], { title: '甲[事](http://x)' })
    await world.tell(
      both,
      world.telling([world.other.id], { title: '别处的事' }),
      world.telling([world.town.id], { title: '乙事' }),
    )
    await world.round()
    expect(receiver.posts).toHaveLength(1)
    const text = receiver.posts[0]?.body ?? ''
    expect(text).toContain('乙事')
    expect(text).not.toContain('别处的事')
    expect(text).not.toContain('](http://x)')
    expect(text).not.toContain('示例镇长')
    await receiver.close()
  })
})

describe('a trial', () => {
  it('goes with the next round, though the channel is off and rests', async () => {
    const receiver = await openReceiver()
    const { id } = await world.add({ isOn: false }, { url: receiver.url })
    await world.test.run(contract.testChannel, world.office, { channelId: id })
    await world.round()
    expect(JSON.parse(receiver.posts[0]?.body ?? '{}')).toMatchObject({ type: 'notice.test' })
    await receiver.close()
  })

  it('of mail needs an address', async () => {
    const { id } = await world.mailChannel({ port: 2525 })
    expect(await refusalOf(world.test.run(contract.testChannel, world.office, { channelId: id }))).toEqual([
      'invalid',
      'notices.address_missing',
    ])
  })
})
