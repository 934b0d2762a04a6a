import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker } from '../../../tests/support/figures.ts'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import * as contract from './contract.ts'
import { projectSupportOperations } from './operations/index.ts'
import { projectSupportFigures, projectSupportLists } from './public.ts'

const REFS = ['project_support.needs_open', 'project_support.needs_overdue', 'project_support.needs_covered']
let library: Library
let ask: ReturnType<typeof asker>
const office = () => personWith('project_office', library.units.office)
const keeper = () => personWith('department', library.units.bureau)

const on = (day: string) => {
  library.test.now = new Date(`${day}T09:00:00+08:00`)
}
const needed = async (amount: number, neededOn: string) => {
  const { id: projectId } = await library.enter({ name: `示例要素${amount}项目` })
  const { id } = await library.test.run(contract.askFactor, personWith('township', library.units.east), {
    projectId,
    factor: 'power',
    year: 2026,
    amount,
    unitId: library.units.bureau,
    neededOn: asDay(neededOn),
  })
  return id
}
const move = async (needId: string, kind: contract.Movement, amount: number, day: string) => {
  const { version } = await library.test.run(contract.showNeed, office(), { needId })
  await library.test.run(contract.enterMovement, keeper(), {
    needId,
    expectedVersion: version,
    kind,
    amount,
    onDay: asDay(day),
    basis: '示例〔2026〕5号',
  })
}

beforeAll(async () => {
  library = await openLibrary([...projectSupportOperations])
  ask = asker(library.test, projectSupportFigures, projectSupportLists, 'project_support.view')
  on('2026-02-10')
  await library.test.run(contract.enterSupply, office(), {
    factor: 'power',
    year: 2026,
    amount: 10_000,
    onDay: asDay('2026-02-10'),
    basis: '示例〔2026〕5号',
  })
  const first = await needed(5000, '2026-03-10')
  await needed(800, '2026-12-01')
  await move(first, 'verified', 4000, '2026-02-10')
  await move(first, 'allocated', 3000, '2026-02-10')
  on('2026-04-02')
  await move(first, 'allocated', 1000, '2026-04-02')
  on('2026-04-03')
})
afterAll(() => library.test.close())

describe('what projects need', () => {
  it('is told as it stood at the end of a period, by its ledger', async () => {
    expect(await ask.values(office(), REFS, '2026-M01')).toEqual(['0', '0', '0'])
    expect(await ask.values(office(), REFS, '2026-M02')).toEqual(['2', '0', '0'])
    expect(await ask.values(office(), REFS, '2026-Q1')).toEqual(['2', '1', '0'])
    expect(await ask.values(office(), REFS, '2026-M04')).toEqual(['1', '1', '1'])
    expect(await ask.values(office(), REFS, '2026-M04', library.units.bureau)).toEqual(['1', '1', '1'])
    expect(await ask.values(office(), REFS, '2026-M04', library.units.east)).toEqual(['0', '0', '0'])
    expect(await ask.values(office(), REFS, '2025')).toEqual(['0', '0', '0'])
  })

  it('lists what is still missing, the one needed first first', async () => {
    expect(await ask.rows(keeper(), 'project_support.open_needs', '2026-Q1')).toMatchObject([
      { project: '示例要素5000项目', amount: '1000千伏安', days_late: '21', state: '部分落实' },
      { project: '示例要素800项目', amount: '800千伏安', days_late: null, state: '已申请' },
    ])
  })
})
