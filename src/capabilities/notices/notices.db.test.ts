import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { type MailBox, openMailBox, openReceiver } from '../../../tests/support/outside.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import type { Caller } from '../../platform/access.ts'
import { inRegion } from '../../platform/transaction.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import * as contract from './contract.ts'
import { loadOperations, noticesOperations } from './operations/index.ts'
import { sendDue } from './operations/send.ts'
import { DEFAULT_PREFERENCES } from './rules/routing.ts'
import type { NoticesTables } from './tables.ts'

let library: Library
let office: Caller
let town: { readonly id: string; readonly caller: Caller }
let other: { readonly id: string; readonly caller: Caller }
const MORNING = '2026-03-16T09:00:00+08:00'
const day = (at: string) => new Date(at)

beforeAll(async () => {
  library = await openLibrary([...noticesOperations, ...loadOperations([])])
  office = personWith('administrator', library.units.office)
  town = await hire('示例镇长', 'town0001', library.units.east)
  other = await hire('示例局长', 'bureau01', library.units.bureau)
})
afterAll(() => library.test.close())
beforeEach(async () => {
  library.test.now = day(MORNING)
  await inRegion(library.test.house.database, HOME, 'write', async (tx) => {
    await sql`update notice_deliveries set state = 'dropped' where region_code = ${HOME}`.execute(tx)
    await sql`update notice_channels set removed_at = now() where region_code = ${HOME}`.execute(tx)
  })
})

async function hire(name: string, account: string, unitId: string) {
  const { id } = await library.test.run(createPerson, system(), { name, account })
  const role = 'township' as const
  await library.test.run(appoint, system(), { personId: id, unitId, role, title: name, fromOn: asDay('2020-01-01') })
  return { id, caller: personWith(role, unitId, { personId: id }) }
}

let serial = 0
function telling(personIds: readonly string[], more: Partial<contract.Telling> = {}): contract.Telling {
  serial += 1
  return {
    key: `k${serial}`,
    group: 'escalated',
    kind: 'obstacles.item_climbed',
    words: { 'zh-CN': '事项升级了', en: 'An item climbed' },
    title: `示例事项${serial}`,
    unitName: '',
    dueOn: null,
    path: '/items/1',
    personIds: [...personIds],
    ...more,
  }
}
const tell = (...tellings: contract.Telling[]) => library.test.run(contract.tellPeople, system(), { tellings })
const body = (more: Partial<contract.ChannelBody>): contract.ChannelBody => ({
  kind: 'webhook',
  name: '示例渠道',
  isOn: true,
  groups: [...contract.NOTICE_GROUPS],
  unitIds: [],
  digestAt: null,
  quietFrom: '20:00',
  quietTo: '07:30',
  mail: null,
  ...more,
})
const add = (of: Partial<contract.ChannelBody>, secret: contract.ChannelSecret = {}) =>
  library.test.run(contract.addChannel, office, { body: body(of), secret })
const mailChannel = (box: Pick<MailBox, 'port'>) =>
  add({
    kind: 'mail',
    mail: { host: '127.0.0.1', port: box.port, security: 'none', user: '', from: 'c@example.cn', fromName: '冲锋号' },
  })
const prefer = async (who: { readonly caller: Caller }, more: Partial<contract.Preferences>) => {
  const { version } = await library.test.run(contract.showPreferences, who.caller, {})
  await library.test.run(contract.savePreferences, who.caller, {
    preferences: { ...DEFAULT_PREFERENCES, ...more },
    expectedVersion: version,
  })
}
const round = (ownMachine = true) =>
  sendDue(library.test.house, HOME, {
    vault: library.test.house.vault as never,
    publicUrl: 'https://clarion.example.cn',
    reach: { ownMachine },
  })
const deliveries = async (channelId: string) =>
  (await library.test.run(contract.listDeliveries, office, { channelId })).items
const hourly = async (hours: number, each: () => Promise<unknown>) => {
  for (let hour = 0; hour < hours; hour += 1) {
    library.test.now = new Date(library.test.now.getTime() + 3_600_000)
    await each()
  }
}
const messageIds = (box: MailBox) => box.letters.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])

describe('the inbox', () => {
  it('holds each thing once a person, whoever tells it again', async () => {
    const one = telling([town.id, other.id])
    expect(await tell(one)).toEqual({ told: 2 })
    expect(await tell(one, { ...one, title: '又说一遍' })).toEqual({ told: 0 })
    const { items } = await library.test.run(contract.listNotices, town.caller, {})
    expect(items.filter(({ title }) => title === one.title)).toHaveLength(1)
    expect(items.some(({ title }) => title === '又说一遍')).toBe(false)
  })

  it('is the own one: read by nobody else, marked by nobody else', async () => {
    await library.test.run(contract.markRead, town.caller, {})
    await tell(telling([town.id]), telling([town.id]), telling([other.id]))
    expect(await library.test.run(contract.countUnread, town.caller, {})).toEqual({ unread: 2 })
    const { items } = await library.test.run(contract.listNotices, town.caller, { unread: true })
    const noticeIds = items.map(({ id }) => id)
    expect(await library.test.run(contract.markRead, other.caller, { noticeIds })).toEqual({ read: 0 })
    expect(await library.test.run(contract.markRead, town.caller, { noticeIds: noticeIds.slice(0, 1) })).toEqual({
      read: 1,
    })
    expect(await library.test.run(contract.markRead, town.caller, {})).toEqual({ read: 1 })
    expect(await library.test.run(contract.countUnread, town.caller, {})).toEqual({ unread: 0 })
  })

  it('shows all of itself page by page, newest first', async () => {
    for (let count = 0; count < 7; count += 1) await tell(telling([town.id]))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await library.test.run(contract.listNotices, town.caller, {
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
      const caller = personWith(role, library.units.office)
      expect((await refusalOf(library.test.run(contract.listChannels, caller, {})))[0]).toBe('forbidden')
      expect((await refusalOf(library.test.run(contract.tellPeople, caller, { tellings: [telling(['x'])] })))[0]).toBe(
        'forbidden',
      )
    }
    const caller = personWith('supervision_office', library.units.office)
    expect((await library.test.run(contract.listChannels, caller, {})).items).toEqual([])
  })
})

describe('secrets of a channel', () => {
  it('are never shown again, and unreadable in the database', async () => {
    const url = 'https://qyapi.example.cn/send?key=topsecret'
    const { id } = await add({ kind: 'wecom', name: '示例群' }, { url })
    const shown = await library.test.run(contract.listChannels, office, {})
    expect(JSON.stringify(shown)).not.toContain('topsecret')
    expect(shown.items[0]).toMatchObject({ host: 'qyapi.example.cn', has: { url: true, password: false } })
    const kept = await inRegion(library.test.house.database, HOME, 'read', async (tx) => ({
      channels: await tx.withTables<NoticesTables>().selectFrom('notice_channels').selectAll().execute(),
      audit: await sql`select input::text, changes::text from audit_entries`.execute(tx),
    }))
    expect(JSON.stringify(kept)).not.toContain('topsecret')
    expect(kept.channels.find((row) => row.id === id)?.secret).toMatch(/^v1\./)
  })

  it('stay where a change leaves them out', async () => {
    const receiver = await openReceiver()
    const { id, version } = await add({ name: '甲' }, { url: receiver.url })
    await library.test.run(contract.changeChannel, office, {
      channelId: id,
      expectedVersion: version,
      body: body({ name: '乙' }),
      secret: {},
    })
    await tell(telling([town.id]))
    await round()
    expect(receiver.posts).toHaveLength(1)
    await receiver.close()
  })
})

describe('mail', () => {
  it('gathers what may wait into one letter a day and sends at once what may not', async () => {
    const box = await openMailBox()
    await mailChannel(box)
    await prefer(town, { email: 'town@example.cn', digestAt: '17:00' })
    await tell(
      telling([town.id], { group: 'due', title: '甲事', dueOn: asDay('2026-03-19') }),
      telling([town.id], { group: 'due', title: '乙事' }),
      telling([town.id], { group: 'escalated', title: '丙事' }),
    )
    await round()
    expect(box.letters.map(({ raw }) => /丙事/.test(decoded(raw)))).toEqual([true])
    await round()
    library.test.now = day('2026-03-16T16:59:00+08:00')
    await round()
    expect(box.letters).toHaveLength(1)
    library.test.now = day('2026-03-16T17:00:00+08:00')
    await round()
    await round()
    expect(box.letters).toHaveLength(2)
    const digest = decoded(box.letters[1]?.raw ?? '')
    expect(digest).toContain('甲事')
    expect(digest).toContain('乙事')
    expect(digest).toContain('https://clarion.example.cn/items/1')
    await box.close()
  })

  it('is silent in the quiet hours and for who turned it off', async () => {
    const box = await openMailBox()
    await mailChannel(box)
    await prefer(town, { email: 'town@example.cn' })
    await prefer(other, { email: 'other@example.cn', paces: { ...DEFAULT_PREFERENCES.paces, escalated: 'off' } })
    library.test.now = day('2026-03-16T22:00:00+08:00')
    await tell(telling([town.id, other.id]))
    await round()
    library.test.now = day('2026-03-17T07:29:00+08:00')
    await round()
    expect(box.letters).toHaveLength(0)
    library.test.now = day('2026-03-17T07:30:00+08:00')
    await round()
    expect(box.letters.map(({ to }) => to)).toEqual(['town@example.cn'])
    await box.close()
  })

  it('loses nothing and doubles nothing while its server is down for a day', async () => {
    const before = await openMailBox()
    const { port } = before
    const { id } = await mailChannel(before)
    await before.close()
    const people: string[] = []
    for (let count = 0; count < 12; count += 1) {
      const one = await hire(`示例某${count}`, `down000${count}`, library.units.west)
      await prefer(one, { email: `p${count}@example.cn`, quietFrom: '00:00', quietTo: '00:00' })
      people.push(one.id)
    }
    await hourly(24, async () => {
      await tell(telling([people[library.test.now.getUTCHours() % people.length] ?? '']))
      await round()
    })
    const box = await openMailBox(port)
    await hourly(24, () => round())
    const all = await deliveries(id)
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
    await mailChannel(box)
    await prefer(town, { email: 'town@example.cn' })
    await tell(telling([town.id]))
    box.hangUpAfterLetter = true
    await round()
    box.hangUpAfterLetter = false
    await hourly(3, () => round())
    expect(box.letters).toHaveLength(2)
    expect(new Set(messageIds(box)).size).toBe(1)
    await box.close()
  })

  it('gives up an address that is none, shows it, and tries it again when told', async () => {
    const box = await openMailBox()
    const { id } = await mailChannel(box)
    await prefer(town, { email: 'town@example.cn' })
    box.answer = '550 no such user'
    await tell(telling([town.id]))
    await round()
    const [dead] = await deliveries(id)
    expect(dead).toMatchObject({ state: 'dead', recipient: 'to***@example.cn', actions: ['send_again'] })
    expect(dead?.lastError).toContain('550')
    box.answer = '250 ok'
    await hourly(30, () => round())
    expect(box.letters).toHaveLength(0)
    library.test.now = day('2026-03-18T09:00:00+08:00')
    expect(await library.test.run(contract.sendAgain, office, { deliveryIds: [dead?.id ?? ''] })).toEqual({ again: 1 })
    await round()
    expect(box.letters).toHaveLength(1)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'sent', actions: [] })
    await box.close()
  })
})

describe('a webhook', () => {
  it('keeps its id and its bytes however often it is tried, so that a second delivery is harmless', async () => {
    const receiver = await openReceiver((_post, index) => ({ status: index < 2 ? 500 : 200 }))
    const { id, signing } = await add({ name: '对接' }, { url: receiver.url })
    expect(signing).toMatch(/^whsec_/)
    await tell(telling([town.id, other.id]))
    await hourly(6, () => round())
    expect(receiver.posts).toHaveLength(3)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.posts.map((post) => post.body)).size).toBe(1)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
    const taken = new Map(receiver.posts.map(({ headers, body: text }) => [headers['webhook-id'], text]))
    expect(taken.size).toBe(1)
    expect((await deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([['sent', 3]])
    await receiver.close()
  })

  it('goes again under its id where the sender died before writing down that it went', async () => {
    const receiver = await openReceiver()
    const { id } = await add({}, { url: receiver.url })
    await tell(telling([town.id]))
    await round()
    await inRegion(library.test.house.database, HOME, 'write', (tx) =>
      sql`update notice_deliveries set state = 'sending', lease_until = ${new Date(library.test.now.getTime() + 600_000)}
        where region_code = ${HOME} and channel_id = ${id}`.execute(tx),
    )
    await round()
    expect(receiver.posts).toHaveLength(1)
    library.test.now = new Date(library.test.now.getTime() + 600_001)
    await round()
    expect(receiver.posts).toHaveLength(2)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    await receiver.close()
  })

  it('is sent once by two senders at once', async () => {
    const receiver = await openReceiver()
    await add({}, { url: receiver.url })
    await tell(...Array.from({ length: 30 }, () => telling([town.id])))
    const sent = await Promise.all([round(), round(), round()])
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(30)
    expect(receiver.posts).toHaveLength(30)
    expect(new Set(receiver.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(30)
    await receiver.close()
  })

  it('never reaches this machine unless the installation permits it', async () => {
    const receiver = await openReceiver()
    const { id } = await add({}, { url: receiver.url })
    await tell(telling([town.id]))
    await round(false)
    expect(receiver.posts).toHaveLength(0)
    expect((await deliveries(id))[0]).toMatchObject({ state: 'dead', lastError: 'address_forbidden' })
    await receiver.close()
  })

  it('signs with the former secret too for a day after a new one was made', async () => {
    const receiver = await openReceiver()
    const { id, version } = await add({}, { url: receiver.url })
    await library.test.run(contract.renewSecret, office, { channelId: id, expectedVersion: version })
    await tell(telling([town.id]))
    await round()
    library.test.now = day('2026-03-17T10:00:00+08:00')
    await tell(telling([town.id]))
    await round()
    const counts = receiver.posts.map(({ headers }) => String(headers['webhook-signature']).split(' ').length)
    expect(counts).toEqual([2, 1])
    await receiver.close()
  })

  it('does not hold up the others while its receiver is away', async () => {
    const receiver = await openReceiver()
    const gone = await openReceiver()
    const { id } = await add({ name: '不在' }, { url: gone.url })
    await add({ name: '在' }, { url: receiver.url })
    await gone.close()
    await tell(telling([town.id]), telling([town.id]), telling([town.id]))
    await round()
    expect(receiver.posts).toHaveLength(3)
    const { items } = await library.test.run(contract.listChannels, office, {})
    const away = items.find((each) => each.id === id)
    expect(away).toMatchObject({ waiting: 3, dead: 0 })
    expect(away?.restsUntil).not.toBeNull()
    expect((await deliveries(id)).filter(({ attempts }) => attempts > 0)).toHaveLength(1)
    await receiver.close()
  })
})

describe('a robot', () => {
  it('says a thing once to its group, gathered, without names of people, and only what concerns its units', async () => {
    const receiver = await openReceiver(() => ({ status: 200, body: '{"errcode":0}' }))
    const { east } = library.units
    await add({ kind: 'wecom', name: '示例群', unitIds: [east] }, { url: `${receiver.url}/send?key=k` })
    const both = telling([town.id, other.id], { title: '甲[事](http://x)' })
    await tell(both, telling([other.id], { title: '别处的事' }), telling([town.id], { title: '乙事' }))
    await round()
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
    const { id } = await add({ isOn: false }, { url: receiver.url })
    await library.test.run(contract.testChannel, office, { channelId: id })
    await round()
    expect(JSON.parse(receiver.posts[0]?.body ?? '{}')).toMatchObject({ type: 'notice.test' })
    await receiver.close()
  })

  it('of mail needs an address', async () => {
    const { id } = await mailChannel({ port: 2525 })
    expect(await refusalOf(library.test.run(contract.testChannel, office, { channelId: id }))).toEqual([
      'invalid',
      'notices.address_missing',
    ])
  })
})

/** Header lines and the text of a letter as people read them. */
function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\n\n')
  const text = rest.join('\n\n')
  const subject = head
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_all, part: string) => Buffer.from(part, 'base64').toString('utf8'))
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_all, part: string) => unquoted(part.replaceAll('_', ' ')))
  return `${subject}\n${/base64/i.test(head) ? Buffer.from(text, 'base64').toString('utf8') : unquoted(text)}`
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
