import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { type LoopRoom, openLoopRoom } from '../../../tests/support/items.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { asDay, dayOf } from '../../kernel/day.ts'
import { unwrap } from '../../kernel/outcome.ts'
import { asRegionCode } from '../../kernel/region-code.ts'
import {
  makeWorkCalendar,
  NATIONAL_WORK_CALENDAR,
  NATIONAL_WORK_CALENDAR_DATA,
  type WorkCalendar,
} from '../../kernel/work-calendar.ts'
import type { Logger } from '../../platform/log.ts'
import type { House } from '../../platform/run-operation.ts'
import { appoint, createPerson, endPost, mergeUnit, setUp } from '../organisation/contract.ts'
import * as contract from './contract.ts'
import { obstaclesJobs } from './jobs.ts'

const START = new Date('2026-03-16T09:00:00+08:00')
const LONG_AFTER = new Date('2026-03-31T18:00:00+08:00')
const LOG = { debug: () => undefined } as unknown as Logger

let room: LoopRoom
beforeAll(async () => {
  room = await openLoopRoom()
})
afterAll(() => room.test.close())

const job = (name: string) => {
  const found = obstaclesJobs.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}
const sweepAt = async (at: Date, region = HOME, house: House = room.test.house) => {
  room.test.now = at
  await job('obstacles.sweep').run(house, region, LOG)
}
const begin = () => {
  room.test.now = START
}
const climbs = async (itemId: string) => {
  const { items } = await room.run(contract.listItemHistory, room.office(), { itemId })
  return items.filter(({ kind }) => kind === 'escalated').map(({ data }) => data['tier'])
}

describe('on a bad day', () => {
  it('of two people who answer at once one is taken and the other is told so', async () => {
    begin()
    const signed = await room.signed()
    const answer = (text: string) =>
      room.run(contract.answerItem, room.bureau(), { ...room.at(signed), text, approvedBy: '示例局长' })
    const outcomes = await Promise.allSettled([answer('示例：甲答'), answer('示例：乙答')])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const lost = outcomes.find((each) => each.status === 'rejected')
    expect(lost?.reason).toMatchObject({ kind: 'conflict' })
    expect((await room.kindsOf(signed.id)).filter((kind) => kind === 'answered')).toHaveLength(1)
  })

  it('an item whose unit is merged away is signed and answered by the unit that took it over', async () => {
    begin()
    const own = await openLoopRoom()
    const assigned = await own.assigned()
    await own.run(mergeUnit, system(), {
      unitId: own.units.bureau,
      intoId: own.units.water,
      on: asDay('2026-03-17'),
      reason: '示例：机构改革',
      expectedVersion: 1,
    })
    own.test.now = new Date('2026-03-17T09:00:00+08:00')
    // What signing in gives to a post of the unit that took over: its own unit and the one merged into it.
    const heir = personWith('department', own.units.water, { post: { unitIds: [own.units.water, own.units.bureau] } })
    const signed = await own.run(contract.signItem, heir, own.at(assigned))
    const moved = await own.run(contract.handItemOver, own.office(), {
      ...own.at(signed),
      leadUnitId: own.units.water,
      reason: '示例：机构改革，职能划转',
    })
    const water = personWith('department', own.units.water)
    const answered = await own.run(contract.answerItem, water, {
      ...own.at(moved),
      text: '示例：已办结',
      approvedBy: '示例局长',
    })
    expect(answered.state).toBe('answered')
    const history = await own.kindsOf(answered.id)
    expect(history).toContain('handed_over')
    await own.test.close()
  })

  it('an item whose leader leaves keeps the post, and shows whoever holds it', async () => {
    begin()
    const as = system()
    const { id: first } = await room.run(createPerson, as, { name: '示例甲', account: 'leader0001' })
    const { id: postId } = await room.run(appoint, as, {
      personId: first,
      unitId: room.units.office,
      role: 'sponsoring_leader',
      title: '包靠领导',
      fromOn: asDay('2026-01-01'),
    })
    const signed = await room.signed({ leaderPostId: postId, tier: 3 })
    await room.run(endPost, as, { postId, toOn: asDay('2026-03-15'), reason: '示例：调离', expectedVersion: 1 })
    const item = await room.show(signed.id)
    expect(item.leader).toMatchObject({ postId, title: '包靠领导' })
    // Nobody owes less for it: the clock goes on, and the item climbs past the empty chair.
    await sweepAt(new Date('2026-03-25T18:00:00+08:00'))
    expect(await climbs(signed.id)).toEqual([4])
  })

  it('an amended calendar moves the deadline of a clock under way, and no act of anybody is needed', async () => {
    begin()
    const signed = await room.signed()
    const before = (await room.show(signed.id)).dueAt ?? ''
    const dueOn = dayOf(new Date(before))
    const amended = withDayOff(dueOn)
    const house: House = { ...room.test.house, calendarOf: async () => amended }
    await job('obstacles.reread_clocks').run(house, HOME, LOG)
    const after = await room.show(signed.id)
    expect(String(after.dueAt) > before).toBe(true)
    expect(after.version).toBe(signed.version)
  })

  it('an item left alone climbs tier by tier to the chief leaders by itself, and no further', async () => {
    begin()
    const signed = await room.signed()
    for (let at = START.getTime(); at < START.getTime() + 90 * 86_400_000; at += 86_400_000)
      await sweepAt(new Date(at + 9 * 3_600_000))
    expect(await climbs(signed.id)).toEqual([3, 4, 5])
    const item = await room.show(signed.id)
    expect(item).toMatchObject({ tier: 5, isLate: true })
    expect(item.tiers.map(({ tier, isAnswerable }) => [tier, isAnswerable])).toEqual([
      [2, true],
      [3, true],
      [4, true],
      [5, true],
    ])
  })

  it('reminds before the deadline and on its day, once each', async () => {
    begin()
    const own = await openLoopRoom()
    const signed = await own.signed()
    for (let hour = 0; hour < 24 * 8; hour += 3) {
      own.test.now = new Date(START.getTime() + hour * 3_600_000)
      await job('obstacles.sweep').run(own.test.house, HOME, LOG)
    }
    const { items } = await own.run(contract.listItemHistory, own.office(), { itemId: signed.id })
    const escalated = items.findIndex(({ kind }) => kind === 'escalated')
    expect(
      items
        .slice(0, escalated)
        .filter(({ kind }) => kind === 'reminded')
        .map(({ data }) => data['days']),
    ).toEqual([3, 0])
    await own.test.close()
  })

  it('sweeps that run at the same time move an item up once', async () => {
    begin()
    const signed = await Promise.all(Array.from({ length: 12 }, () => room.signed()))
    await Promise.all(Array.from({ length: 4 }, () => sweepAt(LONG_AFTER)))
    for (const { id } of signed) expect(await climbs(id)).toEqual([3])
  })

  it('a sweep killed in the middle is taken up where it stood: nothing lost, nothing twice', {
    timeout: 240_000,
  }, async () => {
    begin()
    const own = await openLoopRoom()
    const { id } = await own.signed()
    await manyLike(own, id, 1_200)
    const { pool } = own.test.database.admin
    // The connection dies as the 700th item is written: the first stretch is kept, the second is cut off in its middle.
    await pool.query(`create sequence swept; create function cut_off() returns trigger language plpgsql as $$
      begin if nextval('swept') = 700 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$;
      create trigger cut_off before update on items for each row execute function cut_off();
      grant usage on sequence swept to clarion_app; grant execute on function cut_off() to clarion_app;
      alter function cut_off() security definer`)
    own.test.now = LONG_AFTER
    const sweep = () => job('obstacles.sweep').run(own.test.house, HOME, LOG)
    await expect(sweep()).rejects.toThrow()
    const stepsUp = async () => {
      const { rows } = await pool.query<{ items: number; steps: number }>(
        `select count(distinct item_id)::int as items, count(*)::int as steps from item_events where kind = 'escalated'`,
      )
      return rows[0]
    }
    expect(await stepsUp()).toEqual({ items: 500, steps: 500 })
    await sweep()
    await sweep()
    expect(await stepsUp()).toEqual({ items: 1_201, steps: 1_201 })
    await own.test.close()
  })

  it('ten thousand items that fall due in one minute move up once each', { timeout: 240_000 }, async () => {
    begin()
    const own = await openLoopRoom()
    const { id } = await own.signed()
    await manyLike(own, id, 9_999)
    own.test.now = LONG_AFTER
    await job('obstacles.sweep').run(own.test.house, HOME, LOG)
    await job('obstacles.sweep').run(own.test.house, HOME, LOG)
    const { rows } = await own.test.database.admin.pool.query<Record<string, number>>(
      `select count(distinct e.item_id)::int as items, count(*)::int as steps,
         (select count(*)::int from items where tier = 3 and version = 5) as moved,
         (select count(*)::int from outbox_events where topic = 'obstacles.item_escalated') as told
       from item_events e where e.kind = 'escalated'`,
    )
    expect(rows[0]).toEqual({ items: 10_000, steps: 10_000, moved: 10_000, told: 10_000 })
    await own.test.close()
  })

  it("one region's failing job stops no other region's", async () => {
    begin()
    const other = '370724'
    await room.run(setUp, system(other), {
      regionCode: asRegionCode(other),
      regionName: '示例邻县',
      administratorName: '示例管理',
      account: 'root0002',
    })
    const signed = await room.signed()
    const house: House = {
      ...room.test.house,
      calendarOf: async (region) => {
        if (region === other) throw new Error('no calendar')
        return NATIONAL_WORK_CALENDAR
      },
    }
    room.test.now = LONG_AFTER
    await room.test.database.admin.pool.query(
      `insert into items (region_code, id, kind, origin, class, severity, state, title, text, desired_result, own_efforts,
         subject_title, proposer_person_id, proposer_name, search_text, created_at, updated_at, sweep_at)
       values ($1, gen_random_uuid()::text, 'obstacle', 'direct', 'other', 'b', 'in_hand', '示例', '示例', '', '', '', 'x', 'x', '', now(), now(), $2)`,
      [other, START],
    )
    const regions = [other, HOME]
    const outcomes = await Promise.allSettled(regions.map((region) => job('obstacles.sweep').run(house, region, LOG)))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(await climbs(signed.id)).toEqual([3])
  })

  it('a closed item is not opened again after thirty days, by anybody', async () => {
    begin()
    const closed = await room.closed()
    room.test.now = new Date('2026-04-17T09:00:00+08:00')
    for (const who of [room.east(), room.office()])
      expect(
        await refusalOf(room.run(contract.reopenItem, who, { ...room.at(closed), reason: '示例：又堵了' })),
      ).toEqual(['rule_broken', 'obstacles.reopen_too_late'])
    begin()
  })
})

/** As many items as asked like one that is there, with its log and its units. */
async function manyLike(loop: LoopRoom, itemId: string, count: number): Promise<void> {
  const client = loop.test.database.admin.pool
  await client.query(
    `insert into items select (jsonb_populate_record(i, jsonb_build_object('id', i.id || '-' || n, 'number', 'X' || n))).*
       from items i, generate_series(1, $2) n where i.id = $1`,
    [itemId, count],
  )
  await client.query(
    `insert into item_events select (jsonb_populate_record(e,
         jsonb_build_object('id', e.id || '-' || n, 'item_id', e.item_id || '-' || n))).*
       from item_events e, generate_series(1, $2) n where e.item_id = $1`,
    [itemId, count],
  )
  await client.query(
    `insert into item_units select u.region_code, u.item_id || '-' || n, u.part, u.unit_id
       from item_units u, generate_series(1, $2) n where u.item_id = $1`,
    [itemId, count],
  )
}

/** The national calendar with one more day off. */
function withDayOff(day: string): WorkCalendar {
  const off = asDay(day)
  const years = NATIONAL_WORK_CALENDAR_DATA.years.map((each) =>
    each.year === Number(day.slice(0, 4))
      ? { ...each, off: [...each.off, [off, off] as [typeof off, typeof off]] }
      : each,
  )
  return unwrap(makeWorkCalendar({ ...NATIONAL_WORK_CALENDAR_DATA, years }))
}
