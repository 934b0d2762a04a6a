import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import type { RedLight } from '../../kernel/red-light.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { textOfDocx } from '../../platform/documents/docx-text.ts'
import { ARCHIVE_LIMITS } from '../../platform/archive.ts'
import { createUnit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import * as contract from './contract.ts'
import { agendaOperations, obstaclesOperations } from './operations/index.ts'

let test: TestHouse
let root: string
let bureau: string
let power: string
const office = () => personWith('supervision_office', root)
const powerPost = () => personWith('department', power)
const red: RedLight[] = []

const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

const travel = (day: string) => {
  test.now = new Date(`${day}T09:00:00+08:00`)
}
const plan = async (title: string, heldOn: string) =>
  (
    await test.run(contract.planMeeting, office(), {
      title,
      heldOn: asDay(heldOn),
      place: '示例会议室',
      present: '示例甲',
    })
  ).id
const show = (meetingId: string) => test.run(contract.showMeeting, office(), { meetingId })
const collect = async (meetingId: string) =>
  test.run(contract.collectAgenda, office(), { meetingId, expectedVersion: (await show(meetingId)).version })
const write = (meetingId: string, more: Partial<contract.MinuteLine> & { kind: contract.MinuteKind; text: string }) =>
  test.run(contract.writeMinute, office(), { meetingId, unitId: null, dueOn: null, agendaId: null, ...more })
const finish = async (meetingId: string) =>
  test.run(contract.finishMeeting, office(), { meetingId, expectedVersion: (await show(meetingId)).version })

beforeAll(async () => {
  test = await openTestHouse([
    ...organisationOperations,
    ...obstaclesOperations,
    ...agendaOperations([() => Promise.resolve(red)]),
  ])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  root = made.unitId
  const boss = personWith('administrator', root)
  const unit = async (name: string) =>
    (await test.run(createUnit, boss, { name, kind: 'department', openedOn: asDay('2020-01-01') })).id
  bureau = await unit('示例发展和改革局')
  power = await unit('示例供电公司')
})
afterAll(() => test.close())

describe('two meetings in a row', () => {
  it('turn a line into a decision and a promise, and the second opens with what became of them', async () => {
    travel('2026-03-16')
    red.push({
      subject: { kind: 'key_project', id: 'p-1', title: '示例甲项目' },
      unitName: '示例发改局',
      completion: 0.1,
      pace: 0.25,
    })
    const first = await plan('示例周调度会', '2026-03-16')
    await collect(first)
    const opened = await show(first)
    expect(opened.agenda).toMatchObject([
      { kind: 'red_light', title: '示例甲项目', figures: { completion: 0.1, pace: 0.25 }, standing: null },
    ])
    expect(await codesOf(finish(first))).toEqual(['rule_broken', 'obstacles.meeting_without_minutes'])
    expect(await codesOf(write(first, { kind: 'item', text: '完成线路迁改' }))).toEqual([
      'rule_broken',
      'obstacles.minute_needs_unit',
      'obstacles.minute_needs_day',
    ])
    await write(first, {
      kind: 'item',
      text: '完成线路迁改',
      unitId: power,
      dueOn: asDay('2026-03-20'),
      agendaId: opened.agenda[0]?.id ?? null,
    })
    await write(first, { kind: 'promise', text: '三日内补齐环评材料', unitId: bureau, dueOn: asDay('2026-03-19') })
    await write(first, { kind: 'promise', text: '月底前拨付资金', unitId: bureau, dueOn: asDay('2026-03-31') })
    const note = await write(first, { kind: 'note', text: '会议强调加快进度' })
    await test.run(contract.changeMinute, office(), { meetingId: first, lineId: note.lineId, text: '会议要求加快进度' })

    const items = await test.run(contract.listItems, powerPost(), {})
    expect(items.items).toMatchObject([
      {
        kind: 'decision',
        origin: 'meeting',
        state: 'assigned',
        title: '完成线路迁改',
        subject: { id: 'p-1' },
        tier: 2,
      },
    ])
    expect(items.items[0]?.number).toMatch(/^YD-2026-\d{4}$/)
    const { number } = await finish(first)
    expect(number).toBe(1)
    expect(await codesOf(write(first, { kind: 'note', text: '会后再加' }))).toEqual([
      'rule_broken',
      'obstacles.meeting_not_now',
    ])

    travel('2026-03-24')
    red.length = 0
    const promises = await test.run(contract.listPromises, office(), {})
    const early = promises.items.find((each) => each.action === '三日内补齐环评材料')
    await test.run(contract.keepPromise, office(), {
      promiseId: early?.id ?? '',
      expectedVersion: 1,
      keptOn: asDay('2026-03-21'),
      evidence: '示例：材料已收',
    })
    const second = await plan('示例周调度会', '2026-03-24')
    await collect(second)
    const agenda = (await show(second)).agenda
    expect(agenda.map(({ kind, title, standing }) => [kind, title, standing])).toEqual([
      ['promise', '三日内补齐环评材料', 'late'],
      ['promise', '月底前拨付资金', 'open'],
      ['decided', '完成线路迁改', 'overdue'],
    ])
    await write(second, { kind: 'note', text: '继续督办' })
    await finish(second)
    travel('2026-04-07')
    expect((await show(second)).agenda.map(({ standing }) => standing)).toEqual(['late', 'open', 'overdue'])

    const third = await plan('示例周调度会', '2026-04-07')
    await collect(third)
    expect((await show(third)).agenda.map(({ kind, title, standing }) => [kind, title, standing])).toEqual([
      ['promise', '月底前拨付资金', 'overdue'],
      ['decided', '完成线路迁改', 'overdue'],
    ])
  })

  it('gives the minutes in Word word by word, the same bytes each time, and only once it is over', async () => {
    travel('2026-04-08')
    const { items } = await test.run(contract.listMeetings, office(), { state: ['finished'] })
    const ofFirst = { meetingId: items.find((each) => each.number === 1)?.id ?? '' }
    const file = await test.run(contract.exportMinutes, powerPost(), ofFirst)
    expect(file.name).toBe('示例周调度会纪要.docx')
    const text = await textOfDocx(file.bytes, ARCHIVE_LIMITS)
    if (!text.ok) throw new Error('unreadable')
    for (const words of [
      '〔2026〕第1次',
      '2026年3月16日，在示例会议室召开示例周调度会',
      '完成线路迁改',
      '示例供电公司',
      '2026年3月20日',
      '会议要求加快进度',
      '出席：示例甲',
    ])
      expect(text.value).toContain(words)
    const again = await test.run(contract.exportMinutes, powerPost(), ofFirst)
    expect(Buffer.from(again.bytes).equals(Buffer.from(file.bytes))).toBe(true)
    const planned = (await test.run(contract.listMeetings, office(), { state: ['planned'] })).items[0]?.id ?? ''
    expect(await codesOf(test.run(contract.exportMinutes, office(), { meetingId: planned }))).toEqual([
      'rule_broken',
      'obstacles.meeting_not_finished',
    ])
  })

  it('a line left out by a person stays out when the agenda is drawn anew; one put there by hand stays', async () => {
    travel('2026-04-08')
    const meetingId = await plan('示例专题会', '2026-04-10')
    await collect(meetingId)
    const before = await show(meetingId)
    const dropped = before.agenda[0]?.id ?? ''
    const place = { meetingId, expectedVersion: before.version }
    const { version } = await test.run(contract.dropAgendaLine, office(), {
      ...place,
      agendaId: dropped,
      dropped: true,
    })
    await test.run(contract.addAgendaLine, office(), { meetingId, expectedVersion: version, title: '示例临时议题' })
    await collect(meetingId)
    const after = await show(meetingId)
    expect(after.agenda.find((line) => line.id === dropped)?.isDropped).toBe(true)
    expect(after.agenda.at(-1)).toMatchObject({ kind: 'own', title: '示例临时议题' })
    expect(after.agenda).toHaveLength(before.agenda.length + 1)
    expect(await codesOf(write(meetingId, { kind: 'note', text: '还没开会' }))).toEqual([
      'rule_broken',
      'obstacles.meeting_not_yet',
    ])
    expect(await codesOf(test.run(contract.collectAgenda, office(), { ...place }))).toEqual([
      'conflict',
      'operation.conflict',
    ])
  })

  it('is for the offices to hold: a department reads, and is refused to write', async () => {
    const meetingId = (await test.run(contract.listMeetings, powerPost(), {})).items[0]?.id ?? ''
    expect((await test.run(contract.showMeeting, powerPost(), { meetingId })).actions).toEqual([])
    const body = { meetingId, kind: 'note' as const, text: '不是我记的' }
    expect(await codesOf(test.run(contract.writeMinute, powerPost(), body))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
  })
})

describe('the tracker of promises', () => {
  it('counts kept, late, broken and overdue by unit with the days behind each count', async () => {
    travel('2026-04-08')
    const made = await test.run(contract.createPromise, office(), {
      action: '示例供电公司送电',
      ownerText: '示例供电公司',
      unitId: power,
      dueOn: asDay('2026-04-01'),
    })
    await test.run(contract.breakPromise, office(), {
      promiseId: made.id,
      expectedVersion: 1,
      reason: '示例：设备未到',
    })
    await test.run(contract.createPromise, office(), { action: '没有说期限的承诺', unitId: power })
    const { owners, whole, undated } = await test.run(contract.trackPromises, office(), { by: 'unit' })
    expect(undated).toBe(1)
    expect(owners.find((each) => each.key === bureau)).toMatchObject({
      total: 2,
      late: 1,
      overdue: 1,
      kept: 0,
      due: 2,
      keptShare: 0,
    })
    expect(owners.find((each) => each.key === power)).toMatchObject({ total: 1, broken: 1 })
    expect(whole).toMatchObject({ total: 3, due: 3 })
    const { items } = await test.run(contract.listTrackedPromises, office(), { by: 'unit', key: bureau })
    expect(items.map(({ dueOn, standing, daysLate }) => [dueOn, standing, daysLate])).toEqual([
      ['2026-03-19', 'late', 2],
      ['2026-03-31', 'overdue', 8],
    ])
    const own = await test.run(contract.trackPromises, personWith('township', power), { by: 'owner' })
    expect(own.owners.map(({ key }) => key)).toEqual(['示例供电公司'])
  })
})
