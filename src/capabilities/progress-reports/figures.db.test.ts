import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker } from '../../../tests/support/figures.ts'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary } from '../../../tests/support/projects.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { schedulesOperations } from '../schedules/operations/index.ts'
import * as contract from './contract.ts'
import { progressReportsOperations } from './operations/index.ts'
import { progressReportsFigures, progressReportsLists } from './public.ts'

const WAN = 10_000
const REFS = ['progress_reports.slipped_count', 'progress_reports.year_forecast']

let library: Library
let ask: ReturnType<typeof asker>
const office = () => personWith('project_office', library.units.office)
const east = () => personWith('township', library.units.east)
const west = () => personWith('township', library.units.west)

/** A report that is sent, and confirmed where it says so. */
async function report(name: string, period: string, isConfirmed: boolean, slipReason: 'funding' | null): Promise<void> {
  const { id: projectId } = await library.enter({
    name,
    stage: 'under_construction',
    planYear: 2026,
    yearPlan: asYuan(12_000 * WAN),
    leadUnitId: library.units.bureau,
  })
  const { id, version } = await library.test.run(contract.submitReport, east(), {
    projectId,
    period: asPeriod(period),
    expectedVersion: null,
    body: contract.ReportBody.parse({
      investedInPeriod: asYuan(900 * WAN),
      investedThisYear: asYuan((slipReason === null ? 2_500 : 900) * WAN),
      physicalShare: 0.2,
      physicalProgress: `${name}：基础完成`,
      yearForecast: asYuan(11_000 * WAN),
      nextPlan: '示例主体施工',
      slipReason,
    }),
  })
  if (!isConfirmed) return
  const checked = await library.test.run(contract.checkReport, personWith('department', library.units.bureau), {
    reportId: id,
    expectedVersion: version,
  })
  await library.test.run(contract.confirmReports, office(), {
    reports: [{ id, expectedVersion: checked.version }],
  })
}

beforeAll(async () => {
  library = await openLibrary([...obstaclesOperations, ...schedulesOperations, ...progressReportsOperations])
  ask = asker(library.test, progressReportsFigures, progressReportsLists, 'progress_reports.view')
  await report('示例甲项目', '2026-M02', true, 'funding')
  await report('示例乙项目', '2026-M02', true, null)
  await report('示例丙项目', '2026-M02', false, 'funding')
})
afterAll(() => library.test.close())

describe('what confirmed reports tell', () => {
  it('counts slips and sums forecasts of those confirmed alone, for whoever asks', async () => {
    for (const caller of [office(), west()])
      for (const period of ['2026-M02', '2026-Q1', '2026'])
        expect(await ask.values(caller, REFS, period)).toEqual(['1', '220000000'])
    expect(await ask.values(office(), REFS, '2026-M01')).toEqual(['0', '0'])
    expect(await ask.values(office(), REFS, '2026-W09')).toEqual(['0', '0'])
    expect(await ask.values(office(), REFS, '2026-M02', library.units.west)).toEqual(['0', '0'])
  })

  it('lists progress, and slips with their reason', async () => {
    expect(await ask.rows(office(), 'progress_reports.progress', '2026-Q1')).toMatchObject([
      { project: '示例甲项目', invested_in_period: '9000000', physical_progress: '示例甲项目：基础完成' },
      { project: '示例乙项目', unit: '东河镇', next_plan: '示例主体施工' },
    ])
    expect(await ask.rows(office(), 'progress_reports.slips', '2026-M02', library.units.east)).toMatchObject([
      { project: '示例甲项目', reason: '资金' },
    ])
  })
})
