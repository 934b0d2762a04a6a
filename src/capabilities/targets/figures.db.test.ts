import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker } from '../../../tests/support/figures.ts'
import { personWith } from '../../../tests/support/house.ts'
import { openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { Goal } from './contract.ts'
import { targetsFigures, targetsLists } from './public.ts'

let house: TargetsHouse
let ask: ReturnType<typeof asker>
/** A reader who may see nothing before it is released. */
let reader: ReturnType<typeof personWith>

beforeAll(async () => {
  house = await openTargetsHouse()
  house.test.now = new Date('2026-05-20T09:00:00+08:00')
  reader = personWith('project_office', house.county)
  ask = asker(house.test, targetsFigures, targetsLists, 'targets.view')
  const money = await house.indicator({ code: 'M', name: '示例到位资金' })
  const parentId = await house.issued(money, '120')
  const [east = ''] = house.towns
  await house.issued(money, '40', { unitId: east, owner: { unitId: east, postId: null }, parentId })
  await house.enter([
    house.cell(money, '2026-M02', '18'),
    house.cell(money, '2026-M03', '30', { growthPercent: '12.5' }),
    house.cell(money, '2026-M04', '39', { releasedOn: asDay('2026-06-01') }),
    house.cell(money, '2026-M03', '12', { unitId: east }),
  ])
  const growth = await house.indicator({
    code: 'G',
    name: '示例投资增速',
    statistical: true,
    frequency: 'quarter',
    sourceUnitId: house.bureau,
  })
  await house.issued(growth, '10', { goal: Goal.parse({ comparator: 'growth', value: '10' }) })
  await house.enter(
    [house.cell(growth, '2026-Q1', '55', { growthPercent: '8.6', releasedOn: asDay('2026-04-16') })],
    house.statistics,
  )
  await house.target(await house.indicator({ code: 'D', name: '示例草拟指标' }), '5')
})
afterAll(() => house.test.close())

const of = (code: string, names: readonly string[]) => names.map((name) => `targets.${name}:${code}`)

describe('the figures of an indicator', () => {
  it('tell where its headline target stands at the end of a month and a quarter', async () => {
    const wanted = of('M', ['value', 'growth', 'actual', 'goal', 'completion', 'pace', 'ahead_of_pace'])
    const march = ['30', '12.5', '30', '120', '0.25', '0.25', '0']
    expect(await ask.values(reader, wanted, '2026-M03')).toEqual(march)
    expect(await ask.values(reader, wanted, '2026-Q1')).toEqual(march)
    expect(await ask.values(reader, of('M', ['actual', 'completion']), '2026-M02')).toEqual(['18', '0.15'])
  })

  it('are those that were released, and a month is never told by an earlier one', async () => {
    const wanted = of('M', ['value', 'completion'])
    for (const caller of [reader, house.ministry, house.leader])
      expect(await ask.values(caller, wanted, '2026-M04')).toEqual([null, null])
    // What runs is told by the latest figure there is, with the day it stands for.
    const told = await ask.answers(reader, of('M', ['value']), '2026-Q2')
    expect(told['targets.value:M']).toMatchObject({ value: '30', asOf: '2026-03-31', unitText: '亿元', rows: 1 })
  })

  it('are told of a unit by its own target, else by the one it answers for', async () => {
    const [east = '', west = ''] = house.towns
    const wanted = of('M', ['actual', 'completion'])
    expect(await ask.values(reader, wanted, '2026-M03', east)).toEqual(['12', '0.3'])
    expect(await ask.values(reader, wanted, '2026-M03', house.commerce)).toEqual(['30', '0.25'])
    expect(await ask.values(reader, wanted, '2026-M03', west)).toEqual([null, null])
  })

  it('of a growth goal hold the growth against it, in percent and points', async () => {
    const told = await ask.answers(
      reader,
      of('G', ['value', 'actual', 'goal', 'ahead_of_pace', 'completion']),
      '2026-M05',
    )
    expect(Object.values(told).map((each) => [each?.value, each?.unitText])).toEqual([
      ['55', '亿元'],
      ['8.6', '%'],
      ['10', '%'],
      ['-1.4', null],
      [null, null],
    ])
  })

  it('know nothing of an indicator that is not there, nor of a draft', async () => {
    expect(await ask.values(reader, [...of('X', ['actual']), ...of('D', ['goal'])], '2026-M03')).toEqual([null, null])
  })

  it('can be asked of the indicators that have targets in a year', async () => {
    const teller = targetsFigures.find(({ spec }) => spec.id === 'targets.actual')
    expect(await house.asSystem(async (ctx) => teller?.params?.(ctx, 2026))).toEqual([
      { param: 'G', name: '示例投资增速' },
      { param: 'M', name: '示例到位资金' },
    ])
    expect(await house.asSystem(async (ctx) => teller?.params?.(ctx, 2025))).toEqual([])
  })
})

describe('the lists of targets', () => {
  it('hold headline targets by code, and of a unit its own and those it answers for', async () => {
    const rows = await ask.rows(reader, 'targets.table', '2026-Q1')
    expect(rows).toMatchObject([
      { indicator: '示例投资增速', goal: '增速不低于10%', actual: '8.6', unit_text: '%' },
      { indicator: '示例到位资金', goal: '不低于120亿元', actual: '30', completion: '0.25', light: '绿灯' },
    ])
    const [east = ''] = house.towns
    expect(await ask.rows(reader, 'targets.table', '2026-Q1', east)).toMatchObject([
      { indicator: '示例到位资金', goal: '不低于40亿元', actual: '12' },
    ])
  })

  it('count as many targets of each light as they list', async () => {
    const [count, ...lights] = await ask.values(
      reader,
      ['targets.count', 'targets.red_count', 'targets.yellow_count', 'targets.green_count'],
      '2026-Q1',
    )
    expect(count).toBe('2')
    const red = await ask.rows(reader, 'targets.red_lights', '2026-Q1')
    expect(String(red.length)).toBe(lights[0])
    expect(lights.map(Number).reduce((sum, each) => sum + each, 0)).toBe(2)
  })
})
