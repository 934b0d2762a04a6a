import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker } from '../../../tests/support/figures.ts'
import { type LoopRoom, openLoopRoom } from '../../../tests/support/items.ts'
import { asDay } from '../../kernel/day.ts'
import * as contract from './contract.ts'
import { obstaclesFigures, obstaclesLists } from './public.ts'

let room: LoopRoom
let ask: ReturnType<typeof asker>

const on = (day: string) => {
  room.test.now = new Date(`${day}T09:00:00+08:00`)
}
const promise = (action: string, unitId: string, dueOn: string) =>
  room.run(contract.createPromise, room.office(), {
    ownerText: '示例承诺人',
    unitId,
    action,
    dueOn: asDay(dueOn),
    madeOn: asDay('2026-03-02'),
  })

beforeAll(async () => {
  room = await openLoopRoom()
  ask = asker(room.test, obstaclesFigures, obstaclesLists, 'items.view')
  on('2026-03-02')
  await room.closed()
  await room.assigned({ days: 3 })
  await room.report()
  on('2026-04-10')
  await room.signed({ days: 60 })
  const { id } = await promise('示例：迁改管线', room.units.bureau, '2026-03-20')
  await promise('示例：补齐手续', room.units.bureau, '2026-03-25')
  await promise('示例：开工', room.units.water, '2026-06-30')
  await room.run(contract.keepPromise, room.office(), {
    promiseId: id,
    keptOn: asDay('2026-03-18'),
    evidence: '示例：完工照片',
    expectedVersion: 1,
  })
  on('2026-05-11')
})
afterAll(() => room.test.close())

const refs = (names: readonly string[]) => names.map((name) => `obstacles.${name}`)

describe('the figures of the closed loop', () => {
  const counted = refs(['raised', 'assigned', 'closed', 'closed_late', 'closed_on_time', 'closing_days'])

  it('count what happened in a week, a month and a quarter, whoever asks', async () => {
    for (const period of ['2026-W10', '2026-M03', '2026-Q1'])
      expect(await ask.values(room.west(), counted, period)).toEqual(['3', '2', '1', '0', '1', '0'])
    expect(await ask.values(room.office(), counted, '2026-M04')).toEqual(['1', '1', '0', '0', null, null])
    expect(await ask.values(room.office(), counted, '2026')).toEqual(['4', '3', '1', '0', '1', '0'])
  })

  it('count for who proposed what is raised, and for who leads what is settled', async () => {
    expect(await ask.values(room.office(), counted, '2026-M03', room.units.east)).toEqual([
      '3',
      '0',
      '0',
      '0',
      null,
      null,
    ])
    expect(await ask.values(room.office(), counted, '2026-M03', room.units.bureau)).toEqual([
      '0',
      '2',
      '1',
      '0',
      '1',
      '0',
    ])
  })

  it('tell what stood open and overdue at the end of a period by the log, and of one that runs now', async () => {
    const standing = refs(['open', 'overdue'])
    expect(await ask.values(room.office(), standing, '2026-M02')).toEqual(['0', '0'])
    expect(await ask.values(room.office(), standing, '2026-M03')).toEqual(['2', '1'])
    expect(await ask.values(room.office(), standing, '2026-M05')).toEqual(['3', '1'])
    expect(await ask.rows(room.office(), 'obstacles.overdue_items', '2026-M05')).toMatchObject([
      { lead: '自然资源局', due_on: '2026-03-03', days_late: '69', state: '已交办' },
    ])
    expect(await ask.rows(room.office(), 'obstacles.overdue_items', '2026-M05', room.units.water)).toEqual([])
  })

  it('hold promises to their last day', async () => {
    const promises = refs(['promises_due', 'promises_kept', 'promise_rate'])
    expect(await ask.values(room.office(), promises, '2026-M03')).toEqual(['2', '1', '0.5'])
    expect(await ask.values(room.office(), promises, '2026-M06')).toEqual(['0', '0', null])
    expect(await ask.rows(room.office(), 'obstacles.due_promises', '2026-Q1')).toMatchObject([
      { action: '示例：迁改管线', standing: '按期兑现', days_late: '0' },
      { action: '示例：补齐手续', standing: '已超期', days_late: '47' },
    ])
  })
})

describe('the lists of the closed loop', () => {
  it('show closings with the days they took, and units by what they settled', async () => {
    expect(await ask.rows(room.office(), 'obstacles.closed_items', '2026-M03')).toMatchObject([
      { lead: '自然资源局', closed_on: '2026-03-02', days: '0', on_time: '按期' },
    ])
    expect(await ask.rows(room.office(), 'obstacles.units', '2026-M03')).toEqual([
      { unit: '自然资源局', assigned: '2', closed: '1', on_time: '1', open: '1', overdue: '1' },
    ])
  })
})
