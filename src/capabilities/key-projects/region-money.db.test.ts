import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { jpegSaying } from '../../../tests/support/photo.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import * as contract from './contract.ts'

let library: Library
let office: Caller
beforeAll(async () => {
  library = await openLibrary()
  library.test.now = new Date('2026-06-10T09:00:00+08:00')
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const run: Library['test']['run'] = (...call) => library.test.run(...call)
const moneyOf = (projectId: string) => run(contract.showProjectMoney, office, { projectId, year: 2026 })
const built = { totalInvestment: asYuan(1_000_000_000), yearPlan: asYuan(120_000_000), planYear: 2026 }

describe('the money of the region', () => {
  it('sums every month over all projects in scope, each with its latest figure', async () => {
    const region = await openLibrary([])
    region.test.now = new Date('2026-06-10T09:00:00+08:00')
    const one = await region.enter({
      name: '示例甲项目',
      ...built,
      unitId: region.units.east,
      investedThisYear: asYuan(10),
      investedAsOf: asPeriod('2026-M03'),
    })
    await region.enter({
      name: '示例乙项目',
      ...built,
      unitId: region.units.west,
      investedThisYear: asYuan(7),
      investedAsOf: asPeriod('2026-M04'),
    })
    const caller = personWith('project_office', region.units.office)
    await region.test.run(contract.recordReportedMonth, caller, {
      projectId: one.id,
      period: asPeriod('2026-M05'),
      thisYear: asYuan(30),
      expectedVersion: 1,
    })
    const whole = await region.test.run(contract.listRegionMoney, caller, { year: 2026 })
    expect(whole.months.map(({ period, reported, projects }) => [period, reported, projects])).toEqual([
      ['2026-M03', 10, 1],
      ['2026-M04', 17, 1],
      ['2026-M05', 37, 1],
    ])
    expect([whole.totals.projects, whole.totals.reported, whole.totals.yearPlan]).toEqual([2, 37, 240_000_000])
    const town = await region.test.run(contract.listRegionMoney, personWith('township', region.units.west), {
      year: 2026,
    })
    expect(town.items.map((item) => item.name)).toEqual(['示例乙项目'])
    expect(town.months.at(-1)?.reported).toBe(7)
    await region.test.close()
  })

  it('pages without losing a project', async () => {
    for (const name of '甲乙丙丁戊己庚') await library.enter({ name: `示例翻页${name}项目`, ...built })
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await run(contract.listRegionMoney, office, { year: 2026, limit: 3, ...(cursor ? { cursor } : {}) })
      names.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const whole = await run(contract.listRegionMoney, office, { year: 2026, limit: 200 })
    expect(names).toEqual(whole.items.map((item) => item.name))
  })
})

describe('a closed year', () => {
  it('takes no figure into its months any more, and opening it again lets them in', async () => {
    const { id } = await library.enter({ name: '示例封账项目', ...built })
    const { pool } = library.test.database.admin
    const close = (isClosed: boolean) =>
      pool.query(
        `insert into target_years (region_code, year, is_closed, reason) values ('370786', 2026, $1, '示例')
         on conflict (region_code, year) do update set is_closed = excluded.is_closed`,
        [isClosed],
      )
    const record = async () => {
      const { version } = await run(contract.showProject, office, { projectId: id })
      return run(contract.recordReportedMonth, office, {
        projectId: id,
        period: asPeriod('2026-M02'),
        thisYear: asYuan(7),
        physicalPercent: null,
        reason: '示例',
        expectedVersion: version,
      })
    }
    await close(true)
    expect(await refusalOf(record())).toEqual(['rule_broken', 'targets.year_closed'])
    await close(false)
    expect((await record()).id).toBe(id)
  })
})

describe('evidence', () => {
  const pdf = (text: string, name = '示例发票.pdf') => ({
    upload: { name, type: 'application/pdf', bytes: Buffer.from(text) },
  })

  it('stands by month and kind with its amount, is read back whole, and counts until it is withdrawn', async () => {
    const { id } = await library.enter({ name: '示例佐证项目', ...built })
    const add = (more: object, file = pdf('一')) =>
      run(
        contract.addMoneyEvidence,
        office,
        { projectId: id, period: asPeriod('2026-M05'), kind: 'invoice', ...more },
        file,
      )
    const first = await add({ amount: asYuan(300), documentNumber: 'FP-1', datedOn: asDay('2026-05-20') })
    await add({ amount: asYuan(200) }, pdf('二'))
    expect((await moneyOf(id)).evidenced).toEqual({ contract: 0, invoice: 500, payment: 0, photo: 0 })
    const file = await run(contract.readMoneyEvidence, office, { projectId: id, evidenceId: first.id })
    expect([file.name, Buffer.from(file.bytes).toString()]).toEqual(['示例发票.pdf', '一'])
    await run(contract.withdrawMoneyEvidence, office, {
      projectId: id,
      evidenceId: first.id,
      reason: '开错抬头',
      expectedVersion: 1,
    })
    const after = await moneyOf(id)
    expect([after.evidenced.invoice, after.evidence.map((piece) => piece.withdrawnReason)]).toEqual([
      200,
      ['开错抬头', null],
    ])
  })

  it('loses what a photo tells besides its picture, unless its sender wants the place kept', async () => {
    const { id } = await library.enter({ name: '示例现场佐证', ...built })
    const add = (more: object) =>
      run(
        contract.addMoneyEvidence,
        office,
        { projectId: id, period: asPeriod('2026-M05'), kind: 'photo', ...more },
        { upload: { name: '现场.JPG', type: 'image/jpeg', bytes: jpegSaying('SECRET-PLACE') } },
      )
    const read = async (evidenceId: string) =>
      Buffer.from((await run(contract.readMoneyEvidence, office, { projectId: id, evidenceId })).bytes)
    expect((await read((await add({})).id)).includes('SECRET')).toBe(false)
    expect((await read((await add({ keepLocation: true })).id)).includes('SECRET')).toBe(true)
  })

  it('says where the same file stands for another project', async () => {
    const one = await library.enter({ name: '示例一票一项目', ...built })
    const two = await library.enter({ name: '示例一票两项目', ...built })
    for (const { id } of [one, two])
      await run(
        contract.addMoneyEvidence,
        office,
        { projectId: id, period: asPeriod('2026-M05'), kind: 'invoice' },
        pdf('同一张'),
      )
    expect((await moneyOf(two.id)).evidence.map((piece) => piece.alsoAt)).toEqual([['示例一票一项目']])
  })
})
