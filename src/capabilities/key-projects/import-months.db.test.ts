import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary } from '../../../tests/support/projects.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import type { GroupOut, RowOut } from '../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import * as contract from './contract.ts'

let library: Library
let office: Caller
beforeAll(async () => {
  library = await openLibrary()
  library.test.now = new Date('2026-06-10T09:00:00+08:00')
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const READING = { year: 2026, holdsNoSecret: true } as const

/** A ledger in 万元 with some columns of months beside name, unit and total. */
async function ledger(
  headings: Readonly<Record<string, string>>,
  rows: readonly RowOut[],
  groups: readonly GroupOut[] = [],
) {
  const months = Object.entries(headings).map(([key, heading]) => ({
    key,
    heading,
    width: 12,
    kind: 'decimal' as const,
  }))
  const columns = [
    { key: 'name', heading: '项目名称', width: 30, kind: 'text' as const },
    { key: 'unit', heading: '责任单位', width: 20, kind: 'text' as const },
    { key: 'plan', heading: '年度计划投资', width: 12, kind: 'decimal' as const },
    ...months,
  ]
  const bytes = await writeWorkbook([
    { name: '台账', title: '示例县台账', unitNote: '单位：万元', columns, groups, rows },
  ])
  return { name: '台账.xlsx', type: TYPE, bytes: Buffer.from(bytes) }
}
const row = (name: string, more: RowOut): RowOut => ({ name, unit: '示例东河镇', plan: 1200, ...more })
const importIt = (upload: Awaited<ReturnType<typeof ledger>>) =>
  library.test.run(contract.importProjects, office, READING, { upload })
const preview = (upload: Awaited<ReturnType<typeof ledger>>) =>
  library.test.run(contract.previewImport, office, READING, { upload })
const idOf = async (name: string) => {
  const { items } = await library.test.run(contract.listProjects, office, { text: name })
  return items.find((each) => each.name === name)?.id ?? ''
}
const monthsOf = async (name: string) => {
  const { months } = await library.test.run(contract.showProjectMoney, office, {
    projectId: await idOf(name),
    year: 2026,
  })
  return months.map(({ period, reported }) => [period, (reported?.thisYear ?? 0) / 10_000, reported?.source])
}

describe('past months of a county’s ledger', () => {
  it('come in from cumulative columns; the latest of them is the figure of the record', async () => {
    const file = await ledger({ m3: '1—3月累计', m4: '1—4月累计', m5: '1—5月累计' }, [
      row('示例累计列项目', { m3: 200, m4: 300, m5: 460 }),
    ])
    const seen = await preview(file)
    expect(seen.asOf).toBe('2026-M05')
    expect(seen.rows[0]?.months).toEqual([
      { period: '2026-M03', thisYear: 2_000_000 },
      { period: '2026-M04', thisYear: 3_000_000 },
    ])
    await importIt(file)
    expect(await monthsOf('示例累计列项目')).toEqual([
      ['2026-M03', 200, 'import'],
      ['2026-M04', 300, 'import'],
      ['2026-M05', 460, 'import'],
    ])
  })

  it('come in from months alone under a heading of doing, and never from a plan', async () => {
    const file = await ledger(
      { done: '1—4月累计完成', a1: '1月', a2: '2月', a3: '3月', p5: '5月' },
      [row('示例分月项目', { done: 100, a1: 10, a2: 20, a3: 30, p5: 999 })],
      [
        { heading: '实际完成投资', keys: ['a1', 'a2', 'a3'] },
        { heading: '计划投资', keys: ['p5'] },
      ],
    )
    await importIt(file)
    expect((await monthsOf('示例分月项目')).map(([period, money]) => [period, money])).toEqual([
      ['2026-M01', 10],
      ['2026-M02', 30],
      ['2026-M03', 60],
      ['2026-M04', 100],
    ])
  })

  it('tell the month before from 本月完成, and our own ledger reads back the same', async () => {
    await importIt(
      await ledger({ month: '本月完成', done: '1—5月累计完成' }, [row('示例本月项目', { month: 40, done: 200 })]),
    )
    const expected = [
      ['2026-M04', 160, 'import'],
      ['2026-M05', 200, 'import'],
    ]
    expect(await monthsOf('示例本月项目')).toEqual(expected)
    const own = await library.test.run(contract.exportProjects, office, { text: '示例本月项目' })
    const again = { name: own.name, type: TYPE, bytes: Buffer.from(own.bytes) }
    expect((await preview(again)).counts).toMatchObject({ same: 1, update: 0 })
  })

  it('of an older ledger fill the months without a figure, and move neither the record nor a figure that stands', async () => {
    const name = '示例旧台账项目'
    await library.enter({
      name,
      yearPlan: asYuan(12_000_000),
      planYear: 2026,
      investedThisYear: asYuan(4_600_000),
      investedAsOf: asPeriod('2026-M05'),
    })
    const older = await ledger({ m2: '1—2月累计', m3: '1—3月累计' }, [row(name, { m2: 150, m3: 200 })])
    const seen = await preview(older)
    expect([seen.rows[0]?.outcome, seen.notices.map((each) => each.code)]).toEqual(['update', ['taken_as_history']])
    await importIt(older)
    const project = await library.test.run(contract.showProject, office, { projectId: await idOf(name) })
    expect([project.investedThisYear, project.investedAsOf]).toEqual([4_600_000, '2026-M05'])
    const expected = [
      ['2026-M02', 150, 'import'],
      ['2026-M03', 200, 'import'],
      ['2026-M05', 460, 'edit'],
    ]
    expect(await monthsOf(name)).toEqual(expected)
    await importIt(await ledger({ m2: '1—2月累计', m3: '1—3月累计' }, [row(name, { m2: 999, m3: 999 })]))
    expect(await monthsOf(name)).toEqual(expected)
  })

  it('go with the import when it is taken back as one act', async () => {
    const name = '示例撤回项目'
    await library.enter({
      name,
      yearPlan: asYuan(12_000_000),
      planYear: 2026,
      investedThisYear: asYuan(1_000_000),
      investedAsOf: asPeriod('2026-M02'),
    })
    const done = await importIt(await ledger({ m4: '1—4月累计', m5: '1—5月累计' }, [row(name, { m4: 300, m5: 400 })]))
    expect((await monthsOf(name)).map(([period]) => period)).toEqual(['2026-M02', '2026-M04', '2026-M05'])
    await library.test.run(contract.undoImport, office, { importId: done.importId ?? '', reason: '用错了文件' })
    expect(await monthsOf(name)).toEqual([['2026-M02', 100, 'edit']])
  })
})
