import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import * as contract from './contract.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.test.close())

const office = () => personWith('project_office', library.units.office)
const on = (level: contract.ListLevel, year: number, listClass: contract.Membership['listClass']) => ({
  level,
  year,
  listClass,
  batch: '',
})

describe('the next year of the lists', () => {
  it('freezes what was not, carries on what goes on, and leaves the year behind as it was', async () => {
    const enter = (name: string, stage: contract.Stage, more: Partial<contract.ProjectBody> = {}) =>
      library.enter({
        name,
        stage,
        planYear: 2026,
        yearPlan: asYuan(300_000_000),
        investedThisYear: asYuan(120_000_000),
        investedAsOf: asPeriod('2026-M02'),
        memberships: [on('county', 2026, 'new_start')],
        ...more,
      })
    const going = await enter('示例续建项目', 'under_construction')
    await enter('示例竣工项目', 'completed')
    const waiting = await enter('示例待开工项目', 'permits', {
      memberships: [on('county', 2026, 'preparatory'), on('city', 2026, 'new_start')],
    })
    const summary = (year: number) => library.test.run(contract.summariseLists, office(), { year })
    const before = (await summary(2026)).whole
    const opened = await library.test.run(contract.openListYear, office(), { year: 2026, reason: '年度结转' })
    expect(opened).toEqual({ frozen: 2, carried: 2 })
    const after = await summary(2026)
    expect(after.whole.adjusted).toEqual(before.adjusted)
    expect(after.whole.frozen).toEqual(before.adjusted)
    expect((await summary(2027)).whole.adjusted).toMatchObject({ count: 2, yearPlan: 0, done: 0 })
    const places = async (id: string) =>
      (await library.test.run(contract.showProject, office(), { projectId: id })).memberships
        .filter((each) => each.year === 2027)
        .map((each) => `${each.level} ${each.listClass}`)
        .toSorted()
    expect(await places(going.id)).toEqual(['county continuing'])
    expect(await places(waiting.id)).toEqual(['city new_start', 'county preparatory'])
    const again = await library.test.run(contract.openListYear, office(), { year: 2026, reason: '再来一次' })
    expect(again).toEqual({ frozen: 0, carried: 0 })
  })

  it('is opened by who keeps the lists alone', async () => {
    const open = library.test.run(contract.openListYear, personWith('department', library.units.bureau), {
      year: 2026,
      reason: '年度结转',
    })
    expect(await refusalOf(open)).toEqual(['forbidden', 'access.not_allowed'])
  })
})
