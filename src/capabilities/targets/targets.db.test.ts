import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { createUnit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import * as contract from './contract.ts'
import { targetsOperations } from './operations/index.ts'

let test: TestHouse
let bureau: string
let county: string
let commerce: string
const towns: string[] = []
const office = () => personWith('assessment_office', county)
const leader = () => personWith('chief_leader', county)
const statistics = () => personWith('statistics_bureau', bureau)
const ministry = () => personWith('department', commerce)

const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

let serial = 0
const indicator = async (more: Partial<contract.IndicatorBody> = {}) => {
  serial += 1
  const { id } = await test.run(contract.createIndicator, office(), {
    code: `I${serial}`,
    name: `示例指标${serial}`,
    unitText: '亿元',
    kind: 'work',
    direction: 'higher',
    measure: 'level',
    statistical: false,
    sourceUnitId: commerce,
    frequency: 'month',
    firstMonths: 'separate',
    cumulative: true,
    overTime: 'sum',
    overUnits: 'sum',
    ...more,
  })
  return id
}
const target = async (indicatorId: string, value: string, more: Partial<contract.TargetBody> = {}) =>
  (
    await test.run(contract.createTarget, office(), {
      indicatorId,
      year: 2026,
      unitId: county,
      goal: { comparator: '>=', value },
      owner: { unitId: commerce },
      ...more,
    } as never)
  ).id
const issue = async (targetId: string) => {
  const decision = { reason: '年初部署', approvingBody: '市委常委会', effectiveOn: asDay('2026-01-05') }
  const approved = await test.run(contract.decideTarget, office(), {
    targetId,
    expectedVersion: 1,
    action: 'approve',
    ...decision,
  })
  await test.run(contract.decideTarget, office(), {
    targetId,
    expectedVersion: approved.version,
    action: 'issue',
    ...decision,
  })
  return targetId
}
const issued = async (indicatorId: string, value: string, more: Partial<contract.TargetBody> = {}) =>
  issue(await target(indicatorId, value, more))

const entryOf = (value: string | null, more: Partial<contract.ActualVersion> = {}) => ({
  value,
  status: 'preliminary' as const,
  asOf: asDay('2026-03-10'),
  releasedOn: asDay('2026-03-10'),
  ...more,
})
const cell = (
  indicatorId: string,
  period: string,
  value: string | null,
  more: { unitId?: string; expectedVersion?: number } & Partial<contract.ActualVersion> = {},
) => {
  const { unitId = county, expectedVersion = 0, ...entry } = more
  return { indicatorId, unitId, period: asPeriod(period), expectedVersion, entry: entryOf(value, entry) }
}
const enter = (cells: ReturnType<typeof cell>[], as = ministry()) => test.run(contract.enterActuals, as, { cells })
const show = (targetId: string, as = office(), period?: string) =>
  test.run(contract.showTarget, as, { targetId, ...(period ? { period: asPeriod(period) } : {}) })

beforeAll(async () => {
  test = await openTestHouse([...organisationOperations, ...targetsOperations])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  county = made.unitId
  const boss = personWith('administrator', made.unitId)
  const unit = async (name: string, kind: 'department' | 'township') =>
    (await test.run(createUnit, boss, { name, kind, openedOn: asDay('2020-01-01') })).id
  bureau = await unit('示例统计局', 'department')
  commerce = await unit('示例商务局', 'department')
  for (const name of ['示例东镇', '示例西镇', '示例南镇']) towns.push(await unit(name, 'township'))
})
afterAll(() => test.close())

describe('a month entered', () => {
  it('turns the light of its target, with completion, pace, gap and the reason', async () => {
    const fdi = await indicator()
    const id = await issued(fdi, '120')
    expect((await show(id)).target).toMatchObject({ light: { light: 'none' }, shown: { completionPercent: null } })
    await enter([cell(fdi, '2026-M01', '4'), cell(fdi, '2026-M02', '18')])
    expect((await show(id)).target).toMatchObject({
      progress: { period: '2026-M02', completion: '0.15', forecast: '108' },
      shown: { completionPercent: '15.00', pacePercent: '16.67', gapPoints: '-1.67' },
      light: { light: 'yellow', reason: { code: 'lights.reason_interval' }, rule: { code: 'target_pace' } },
    })
    const page = await test.run(contract.listTargets, office(), { year: 2026, light: ['yellow'] })
    expect(page.items.map((each) => each.id)).toEqual([id])
  })
})
