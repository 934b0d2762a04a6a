import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { type PlanningRoom, openPlanningRoom } from '../../../tests/support/schedules.ts'
import { asDay } from '../../kernel/day.ts'
import { query } from '../../kernel/operation.ts'
import { asPeriod } from '../../kernel/period.ts'
import type { Caller } from '../../platform/access.ts'
import { implement, type OperationContext, runOperation } from '../../platform/run-operation.ts'
import * as contract from './contract.ts'
import { listNodeDuties, nodesDueIn, planOf, recordNodeDone } from './public.ts'

let room: PlanningRoom
beforeAll(async () => {
  room = await openPlanningRoom()
})
afterAll(() => room.library.test.close())

/** Something a neighbour does in its own operation, as the system unless somebody is named. */
function inside<T>(work: (ctx: OperationContext) => Promise<T>, caller: Caller = system()): Promise<T> {
  const { house } = room.library.test
  const probe = query({
    id: 'schedules.probe',
    summary: '',
    route: 'GET /probe',
    permission: 'schedules.view',
    input: z.object({}),
    output: z.unknown(),
    audited: true,
  })
  const call = { caller, input: {}, requestId: 'probe' }
  return runOperation(house, implement(probe, work), call) as Promise<T>
}

describe('the front door', () => {
  it('counts the nodes planned for a month, by the reference baseline, and takes in what a report says of them', async () => {
    const projectId = await room.planned()
    await room.run(contract.keepBaseline, room.office(), { projectId, expectedVersion: 2, name: '下达' })
    const december = asPeriod('2026-M12')
    const before = await inside((ctx) => nodesDueIn(ctx, projectId, december))
    expect(before.map(({ nodeId, plannedOn, isHit }) => [nodeId, plannedOn, isHit])).toEqual([
      ['hall', '2026-12-31', null],
      ['open', '2026-12-31', null],
    ])
    await room.change(projectId, { expectedVersion: 3, changes: [{ kind: 'set_open_on', on: asDay('2027-06-30') }] })
    expect((await inside((ctx) => nodesDueIn(ctx, projectId, december))).map(({ nodeId }) => nodeId)).toEqual([
      'hall',
      'open',
    ])
    await inside((ctx) => recordNodeDone(ctx, projectId, 'hall', asDay('2026-03-13')))
    expect((await inside((ctx) => nodesDueIn(ctx, projectId, december)))[0]).toMatchObject({
      finishedOn: '2026-03-13',
      isHit: true,
    })
    expect(await inside((ctx) => nodesDueIn(ctx, projectId, asPeriod('2025-M12')))).toEqual([])
  })

  it('outlines plans for neighbours, the node owed first ahead', async () => {
    const projectId = await room.planned()
    const outline = await inside((ctx) => planOf(ctx, projectId))
    expect(outline).toMatchObject({ projectId, openOn: '2026-12-31', isFeasible: true })
    expect(outline?.nodes[0]?.nodeId).toBe('permit')
    const { id: without } = await room.library.enter({ name: '示例没有排期' })
    expect(await inside((ctx) => planOf(ctx, without))).toBeNull()
  })
})

describe('the nodes of all projects', () => {
  it("that are late stand in the list of the office that plans for the region, as one line, and in nobody else's", async () => {
    const until = asDay('2026-03-15')
    const told = (caller: Caller) =>
      inside(
        async (ctx) => (await listNodeDuties(ctx, until)).find(({ key }) => key === 'schedules.late_of_region'),
        caller,
      )
    const before = (await told(room.office()))?.count ?? 0
    await room.planned('2026-04-30')
    const late = await room.run(contract.listNodes, room.office(), { verdict: ['late'], limit: 200 })
    expect(late.total).toBeGreaterThan(before)
    expect(await told(room.office())).toMatchObject({ count: late.total, path: '/schedules?verdict=late' })
    expect(await told(room.west())).toBeUndefined()
  })

  it('are listed page by page in the order they are owed, for a unit its own and those of its projects', async () => {
    await room.planned()
    const whole = await room.run(contract.listNodes, room.office(), { limit: 200 })
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await room.run(contract.listNodes, room.office(), { limit: 3, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(({ projectId, nodeId }) => `${projectId} ${nodeId}`))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole.items.map(({ projectId, nodeId }) => `${projectId} ${nodeId}`))
    expect(whole.items.map(({ dueOn }) => dueOn)).toEqual(whole.items.map(({ dueOn }) => dueOn).toSorted())
    const theirs = await room.run(contract.listNodes, room.west(), { limit: 200, unitId: [room.library.units.west] })
    expect(theirs.items.length).toBeGreaterThan(0)
    expect(new Set(theirs.items.map(({ name }) => name))).toEqual(new Set(['主体施工']))
  })

  it('refuse a cursor nobody gave out', async () => {
    expect(await refusalOf(room.run(contract.listNodes, room.office(), { cursor: 'x' }))).toEqual([
      'invalid',
      'schedules.bad_cursor',
    ])
  })

  it('belong to one region', async () => {
    expect((await room.run(contract.listNodes, system('370724'), {})).items).toEqual([])
  })
})

describe("a person's calendar", () => {
  const anybody = (region = '370786') => ({ kind: 'anonymous', region }) as const
  const read = async (path: string, region?: string) => {
    const { pathname, searchParams } = new URL(path, 'http://example.invalid')
    const file = await room.run(contract.readFeed, anybody(region), {
      region: '370786',
      secret: pathname.split('/').at(-1) ?? '',
      language: contract.CalendarLanguage.shape.language.parse(searchParams.get('language') ?? undefined),
    })
    return new TextDecoder().decode(file.bytes)
  }

  it('answers whoever holds its address, until a new one is made or it is closed', async () => {
    await room.planned()
    const first = await room.run(contract.openFeed, room.office(), {})
    expect(await read(first.path)).toContain('BEGIN:VCALENDAR')
    const second = await room.run(contract.openFeed, room.office(), {})
    expect(await refusalOf(read(first.path))).toEqual(['not_found', 'record.not_found'])
    expect(await read(second.path)).toContain('END:VCALENDAR')
    expect(await refusalOf(read(second.path, '370724'))).toEqual(['not_found', 'record.not_found'])
    expect(await room.run(contract.closeFeed, room.office(), {})).toEqual({ isClosed: true })
    expect(await refusalOf(read(second.path))).toEqual(['not_found', 'record.not_found'])
    expect(await room.run(contract.closeFeed, room.office(), {})).toEqual({ isClosed: false })
  })

  it('holds what its owner answers for by post or unit, and the turning points of projects they sponsor, while unfinished', async () => {
    const { id: projectId } = await room.library.enter({
      name: '示例日历项目',
      sponsorPostId: room.library.sponsor.postId,
    })
    await room.run(contract.makePlan, room.office(), { projectId, template: null, openOn: asDay('2026-12-31') })
    const node = (id: string, name: string, days = 2) => contract.PlanNode.parse({ id, name, days })
    await room.change(projectId, {
      expectedVersion: 1,
      changes: [
        { kind: 'set_node', node: node('mine', '我的节点', 30) },
        { kind: 'set_node', node: node('theirs', '别人的节点') },
        { kind: 'set_node', node: node('done', '我做完的') },
        {
          kind: 'set_facts',
          nodeId: 'done',
          facts: { startedOn: asDay('2026-03-02'), finishedOn: asDay('2026-03-03') },
        },
      ],
      charges: [
        { nodeId: 'mine', postId: room.library.sponsor.postId },
        { nodeId: 'done', postId: room.library.sponsor.postId },
        { nodeId: 'theirs', unitId: room.library.units.west },
      ],
    })
    const { pool } = room.library.test.database.admin
    const { rows } = await pool.query<{ person_id: string }>('select person_id from posts where id = $1', [
      room.library.sponsor.postId,
    ])
    const sponsor = personWith('sponsoring_leader', room.library.units.office, { personId: rows[0]?.person_id ?? '' })
    const { path } = await room.run(contract.openFeed, sponsor, {})
    const text = (await read(path)).replaceAll('\r\n ', '')
    expect(text).toContain('SUMMARY:我的节点')
    expect(text).toContain('SUMMARY:投产')
    expect(text).not.toMatch(/别人的节点|我做完的/)
    expect(text).toContain('最迟')
    const english = await room.run(contract.openFeed, sponsor, { language: 'en' })
    const inEnglish = (await read(english.path)).replaceAll('\r\n ', '')
    expect(inEnglish).toContain('X-WR-CALNAME:Nodes')
    expect(inEnglish).toContain('Latest start')
    expect(inEnglish).not.toContain('最迟')
  })

  it('keeps nothing of the secret but a digest, not in the audit trail either', async () => {
    const { path } = await room.run(contract.openFeed, room.office(), {})
    const secret = /\/([^/]+)\.ics/.exec(path)?.[1] ?? ''
    await read(path)
    const { pool } = room.library.test.database.admin
    const { rows } = await pool.query<{ text: string }>(
      `select f::text as text from schedule_feeds f union all select a::text from audit_entries a union all select o::text from outbox_events o`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ text }) => text.includes(secret))).toEqual([])
  })
})
