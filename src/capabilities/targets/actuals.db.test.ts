import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import * as contract from './contract.ts'
import { personWith } from '../../../tests/support/house.ts'

let house: TargetsHouse
beforeAll(async () => {
  house = await openTargetsHouse()
})
afterAll(() => house.test.close())

describe('a month entered', () => {
  it('turns the light of its target, with completion, pace, gap and the reason', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '120')
    expect((await house.show(id)).target).toMatchObject({
      light: { light: 'none' },
      shown: { completionPercent: null },
    })
    await house.enter([house.cell(fdi, '2026-M01', '4'), house.cell(fdi, '2026-M02', '18')])
    expect((await house.show(id)).target).toMatchObject({
      progress: { period: '2026-M02', completion: '0.15', forecast: '108' },
      shown: { completionPercent: '15.00', pacePercent: '16.67', gapPoints: '-1.67' },
      light: { light: 'yellow', reason: { code: 'lights.reason_interval' }, rule: { code: 'target_pace' } },
    })
    const page = await house.test.run(contract.listTargets, house.office, { year: 2026, light: ['yellow'] })
    expect(page.items.map((each) => each.id)).toEqual([id])
  })

  it('keeps a red month visible as yellow once what it missed was made up, never green', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '120')
    await house.enter([house.cell(fdi, '2026-M01', '2')])
    const januaryOf = async () => (await house.show(id)).target.trend.find((each) => each.period === '2026-M01')
    expect(await januaryOf()).toMatchObject({ light: 'red', madeUpFrom: null })
    await house.enter([house.cell(fdi, '2026-M02', '30')])
    expect(await januaryOf()).toMatchObject({ light: 'yellow', madeUpFrom: 'red' })
    expect((await house.show(id)).target.light).toMatchObject({ light: 'green', madeUpFrom: null })
    expect((await house.show(id, house.office, '2026-M01')).target.light).toMatchObject({
      light: 'yellow',
      reason: { code: 'lights.reason_made_up', values: { was: 'red', madeUpIn: '2026-M02' } },
    })
  })

  it('is for the source unit alone, and of statistical indicators for the statistics house.bureau alone', async () => {
    const own = await house.indicator()
    const official = await house.indicator({ statistical: true, sourceUnitId: house.bureau })
    const tryAs = (id: string, as: TargetsHouse['office']) =>
      codesOf(house.enter([house.cell(id, '2026-M02', '1')], as))
    expect(await tryAs(own, personWith('department', house.bureau))).toEqual(['rule_broken', 'targets.not_source_unit'])
    expect(await tryAs(official, personWith('department', house.bureau))).toEqual([
      'rule_broken',
      'targets.statistics_only',
    ])
    expect(await tryAs(own, house.leader)).toEqual(['forbidden', 'access.not_allowed'])
    expect(await tryAs(official, house.statistics)).toEqual(['nothing refused'])
    expect(await tryAs(own, house.ministry)).toEqual(['nothing refused'])
  })

  it('names every cell that breaks a rule and saves none of them', async () => {
    const fdi = await house.indicator({ firstMonths: 'combined' })
    const refused = house.enter([
      house.cell(fdi, '2026-M01', '1'),
      house.cell(fdi, '2026-M01_02', '3'),
      house.cell(fdi, '2026-M05', '1'),
      house.cell(fdi, '2026-M01_02', '3', { rank: 3 }),
    ])
    await expect(refused).rejects.toMatchObject({
      problems: [
        { code: 'targets.period_not_due', path: ['cells', 0, 'period'] },
        { code: 'targets.period_not_begun', path: ['cells', 2, 'period'] },
        { code: 'targets.cell_twice', path: ['cells', 3, 'period'] },
      ],
    })
    expect((await house.test.run(contract.showGrid, house.ministry, { year: 2026, indicatorId: fdi })).cells).toEqual(
      [],
    )
  })

  it('answers a cell somebody changed meanwhile with theirs and mine, and saves the others of the row', async () => {
    const fdi = await house.indicator()
    await house.enter([house.cell(fdi, '2026-M01', '10')])
    const answer = await house.enter([
      house.cell(fdi, '2026-M01', '11', { reason: '漏报一笔' }),
      house.cell(fdi, '2026-M02', '20'),
    ])
    expect(answer.saved).toMatchObject([{ period: '2026-M02', version: 1, current: { value: '20' } }])
    expect(answer.conflicts).toMatchObject([
      { index: 0, theirs: { version: 1, current: { value: '10', enteredBy: '示例department' } }, mine: '11' },
    ])
  })

  it('is lost to nobody when many enter the same cell at once: one is kept, the others are shown it', async () => {
    const fdi = await house.indicator()
    const answers = await Promise.all(
      ['1', '2', '3', '4'].map((value) => house.enter([house.cell(fdi, '2026-M01', value)])),
    )
    expect(answers.flatMap((each) => each.saved)).toHaveLength(1)
    const kept = answers.flatMap((each) => each.saved)[0]?.current?.value
    for (const { conflicts } of answers)
      for (const each of conflicts) expect(each.theirs.current?.value ?? kept).toBe(kept)
  })

  it('keeps every version with status, as-of date and reason; a figure that stood is not changed without one', async () => {
    const fdi = await house.indicator()
    await house.enter([
      house.cell(fdi, '2026-M01', '10', { evidence: [{ fileId: null, documentId: null, text: '月报' }] }),
    ])
    expect(await codesOf(house.enter([house.cell(fdi, '2026-M01', '12', { expectedVersion: 1 })]))).toEqual([
      'rule_broken',
      'targets.actual_reason_missing',
    ])
    await house.enter([
      house.cell(fdi, '2026-M01', '12', {
        expectedVersion: 1,
        reason: '核实后调增',
        status: 'final',
        asOf: asDay('2026-03-12'),
      }),
    ])
    const { chain } = await house.test.run(contract.showActual, house.office, {
      indicatorId: fdi,
      unitId: house.county,
      period: asPeriod('2026-M01'),
    })
    expect(chain).toMatchObject([
      { number: 1, value: '10', status: 'preliminary', evidence: [{ text: '月报' }] },
      { number: 2, value: '12', status: 'final', reason: '核实后调增' },
    ])
  })
})

describe('a figure before its release', () => {
  it('is seen by leaders and its source unit alone, in figure, light and place', async () => {
    const output = await house.indicator({ statistical: true, sourceUnitId: house.bureau })
    const id = await house.issued(output, '120')
    await house.enter([house.cell(output, '2026-M01', '10')], house.statistics)
    await house.enter([house.cell(output, '2026-M02', '12', { releasedOn: asDay('2026-03-20') })], house.statistics)
    for (const as of [house.leader, house.statistics])
      expect((await house.show(id, as)).target).toMatchObject({
        isUnreleased: true,
        progress: { period: '2026-M02', actual: '12' },
        light: { light: 'red' },
      })
    expect((await house.show(id)).target).toMatchObject({
      isUnreleased: false,
      progress: { period: '2026-M01', actual: '10' },
      light: { light: 'green' },
      actual: { value: '10' },
    })
    const listed = async (as: TargetsHouse['office']) =>
      (await house.test.run(contract.listTargets, as, { year: 2026, light: ['red'], indicatorId: output })).items.length
    expect([await listed(house.leader), await listed(house.office)]).toEqual([1, 0])
    expect((await house.show(id)).figures.map((each) => each.period)).toEqual(['2026-M01'])
    const grid = await house.test.run(contract.showGrid, house.office, {
      year: 2026,
      indicatorId: output,
      onlyMine: false,
    })
    expect(grid.cells.find((each) => each.period === '2026-M02')).toMatchObject({
      current: null,
      lockedBy: 'targets.statistics_only',
    })
  })

  it('shows to everybody on its day, by the passing of time alone', async () => {
    const output = await house.indicator()
    const id = await house.issued(output, '120')
    await house.enter([house.cell(output, '2026-M01', '1', { releasedOn: asDay('2026-03-17') })])
    expect((await house.show(id)).target.light.light).toBe('none')
    house.test.now = new Date('2026-03-17T00:10:00+08:00')
    await house.test.run(contract.rejudgeYear, house.office, { year: 2026 })
    expect((await house.show(id)).target.light.light).toBe('red')
    house.test.now = new Date('2026-03-16T09:00:00+08:00')
  })
})
