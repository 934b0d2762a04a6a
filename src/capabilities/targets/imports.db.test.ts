import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { type RowOut, textOfCell } from '../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import * as contract from './contract.ts'

let house: TargetsHouse
beforeAll(async () => {
  house = await openTargetsHouse()
})
afterAll(() => house.test.close())

const reading = {
  year: 2026,
  period: asPeriod('2026-M02'),
  status: 'preliminary' as const,
  asOf: asDay('2026-03-10'),
  releasedOn: asDay('2026-03-10'),
  reason: '导入二月调度表',
  holdsNoSecret: true as const,
}
const file = async (headings: readonly string[], rows: readonly (readonly (string | number | null)[])[]) => ({
  name: '示例调度表.xlsx',
  type: contract.exportTargets.fileOut ?? '',
  bytes: await writeWorkbook([
    {
      name: '二月',
      title: '示例县主要指标调度表',
      columns: headings.map((heading, index) => ({
        key: String(index),
        heading,
        width: 12,
        kind: index < 2 ? 'text' : 'decimal',
      })),
      rows: rows.map((row): RowOut => Object.fromEntries(row.map((cell, index) => [String(index), cell]))),
      totals: { 0: '合计', 2: 99 },
    },
  ]),
})
const nameOf = async (id: string) => {
  const { items } = await house.test.run(contract.listIndicators, house.office, { limit: 200 })
  return items.find((each) => each.id === id)?.name ?? ''
}

describe('a workbook of figures', () => {
  it('is shown before it is kept, entered as one act with its history, and taken back as one act', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '120')
    await house.enter([house.cell(fdi, '2026-M01', '3')])
    const upload = await file(
      ['指标名称', '计量单位', '1月', '1-2月累计', '同比增长（%）'],
      [[await nameOf(fdi), '亿元', 4, 25, 6.5]],
    )
    const preview = await house.test.run(contract.previewImport, house.ministry, reading, { upload })
    expect(preview).toMatchObject({ problems: [], mapping: { indicator: 0, month_1: 2, month_2: 3, growth: 4 } })
    expect(preview.cells).toMatchObject([
      { period: '2026-M01', before: '3', value: '4', outcome: 'revision' },
      { period: '2026-M02', before: null, value: '25', growthPercent: '6.5', outcome: 'new' },
    ])
    expect((await house.show(id)).target.actual?.value).toBe('3')
    const applied = await house.test.run(contract.applyImport, house.ministry, reading, { upload })
    expect(applied.entered).toBe(2)
    expect((await house.show(id)).target).toMatchObject({
      actual: { value: '25', growthPercent: '6.5', evidence: [{ text: '示例调度表.xlsx' }] },
      light: { light: 'green' },
    })
    expect(await codesOf(house.test.run(contract.applyImport, house.ministry, reading, { upload }))).toEqual([
      'rule_broken',
      'targets.import_nothing',
    ])
    const undo = () =>
      house.test.run(contract.undoImport, house.ministry, {
        importId: applied.id,
        expectedVersion: 1,
        reason: '导错了文件',
      })
    await undo()
    const { target, figures } = await house.show(id)
    expect(target.actual?.value).toBe('3')
    expect(figures.find((each) => each.period === '2026-M01')?.chain.map((each) => [each.value, each.reason])).toEqual([
      ['3', ''],
      ['4', '导入二月调度表'],
      ['3', '导错了文件'],
    ])
    expect(await codesOf(undo())).toEqual(['rule_broken', 'targets.import_undone'])
  })

  it('with one wrong row keeps nothing and comes back with what is wrong', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '120')
    const upload = await file(
      ['指标', '所属单位', '实际'],
      [
        [await nameOf(fdi), null, 18],
        ['没有的指标', null, 5],
        [await nameOf(fdi), '没有的镇', 5],
      ],
    )
    const preview = await house.test.run(contract.previewImport, house.ministry, reading, { upload })
    expect(preview.problems.map((each) => each.code)).toEqual([
      'targets.import_indicator_unknown',
      'targets.import_unit_unknown',
    ])
    expect((await codesOf(house.test.run(contract.applyImport, house.ministry, reading, { upload })))[1]).toBe(
      'targets.import_has_problems',
    )
    expect((await house.show(id)).target.actual).toBeNull()
    const { bytes } = await house.test.run(contract.explainImport, house.ministry, reading, { upload })
    const workbook = await readWorkbook(bytes)
    const texts = workbook.ok ? workbook.value[0]?.rows.flatMap((row) => row.cells.map(textOfCell)).join(' ') : ''
    expect(texts).toContain('指标库里没有“没有的指标”')
    expect(texts).toContain('没有单位“没有的镇”')
  })

  it('enters nothing for people who are not the source unit', async () => {
    const fdi = await house.indicator({ sourceUnitId: house.bureau })
    await house.issued(fdi, '120')
    const upload = await file(['指标', '所属单位', '实际'], [[await nameOf(fdi), null, 18]])
    const refused = await codesOf(house.test.run(contract.applyImport, house.ministry, reading, { upload }))
    expect(refused).toContain('targets.not_source_unit')
  })

  it('keeps the columns somebody settled for the same headings next time', async () => {
    const fdi = await house.indicator()
    await house.issued(fdi, '120')
    const headings = ['指标', '计量单位', '甲', '乙']
    const upload = await file(headings, [[await nameOf(fdi), '亿元', 1, 21]])
    const settled = { ...reading, mapping: { indicator: 0, value: 3 } }
    await house.test.run(contract.applyImport, house.ministry, settled, { upload })
    const next = await file(headings, [[await nameOf(fdi), '亿元', 2, 23]])
    const preview = await house.test.run(contract.previewImport, house.ministry, reading, { upload: next })
    expect(preview.cells).toMatchObject([{ before: '21', value: '23', outcome: 'revision' }])
  })
})

describe('the dispatch table', () => {
  it('prints every target with figures as numbers, how they were rounded and the as-of date', async () => {
    const fdi = await house.indicator()
    await house.issued(fdi, '27.35')
    await house.enter([house.cell(fdi, '2026-M02', '18.28')])
    const { name, bytes } = await house.test.run(contract.exportTargets, house.office, {
      year: 2026,
      rounding: 'truncate',
    })
    expect(name).toMatch(/^2026年指标调度表（.+）\.xlsx$/)
    const workbook = await readWorkbook(bytes)
    const rows = workbook.ok ? (workbook.value[0]?.rows ?? []) : []
    expect(rows[0]?.cells[0]).toBe('示例县主要指标调度表（2026年）')
    const row = rows.find((each) => each.cells.includes(18.28))
    expect(row?.cells.slice(2, 7)).toEqual(['亿元', expect.any(String), 27.35, '不低于', '示例商务局'])
    expect(rows.flatMap((each) => each.cells.map(textOfCell))).toContain('数字截尾取舍')
  })
})
