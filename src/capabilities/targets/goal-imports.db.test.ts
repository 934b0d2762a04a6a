import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { type ColumnOut, type RowOut, type SheetOut, textOfCell } from '../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import * as contract from './contract.ts'

let house: TargetsHouse
beforeAll(async () => {
  house = await openTargetsHouse()
})
afterAll(() => house.test.close())

const XLSX = contract.exportTargets.fileOut ?? ''
const reading = { year: 2026, reason: '年初目标分解', holdsNoSecret: true as const }
const issue = { approvingBody: '市委常委会', effectiveOn: asDay('2026-01-05') }

type Cell = string | number | null
const file = async (headings: readonly string[], rows: readonly (readonly Cell[])[], more: Partial<SheetOut> = {}) => ({
  name: '示例目标分解表.xlsx',
  type: XLSX,
  bytes: await writeWorkbook([
    {
      name: '分解表',
      title: '示例县2026年主要指标目标分解表',
      columns: headings.map((heading, index): ColumnOut => ({ key: String(index), heading, width: 12, kind: 'text' })),
      rows: rows.map((row): RowOut => Object.fromEntries(row.map((cell, index) => [String(index), cell]))),
      footnotes: ['注：本表由考核办汇总。'],
      ...more,
    },
  ]),
})
const preview = (upload: Awaited<ReturnType<typeof file>>, more: object = {}) =>
  house.test.run(contract.previewGoals, house.office, { ...reading, ...more }, { upload })
const apply = (upload: Awaited<ReturnType<typeof file>>, more: object = {}) =>
  house.test.run(contract.applyGoals, house.office, { ...reading, ...more }, { upload })
const nameOf = async (id: string) => (await indicators()).find((each) => each.id === id)?.name ?? ''
const indicators = async () => (await house.test.run(contract.listIndicators, house.office, { limit: 200 })).items
const targetsOf = async (name: string) =>
  (await house.test.run(contract.listTargets, house.office, { year: 2026, limit: 200 })).items.filter(
    (each) => each.indicator.name === name,
  )

describe('a table of goals as a county keeps it', () => {
  it('makes indicators and targets with unit, owner, base and stretch, issues them as decided, and goes back as one act', async () => {
    const upload = await file(
      ['序号', '指标名称', '单位', '上年实际', '全年目标', '争取值', '责任单位', '数据来源', '指标性质', '1月'],
      [
        ['一', '经济指标', null, null, null, null, null, null, null, null],
        [1, '示例规上总产值', '亿元', 780, '850以上', 900, '示例商务局', '示例统计局', '预期性', '60'],
        [2, '（1）示例工业投资增速', '%', null, '8%', null, '示例商务局', null, '', null],
        [3, '示例单位能耗', '吨标准煤/万元', null, '下降3%', null, '示例商务局', null, '约束性', null],
        ['合计', null, null, null, 9999, null, null, null, null, null],
      ],
    )
    const shown = await preview(upload, { issue })
    expect(shown).toMatchObject({ problems: [], layout: 'rows', months: 1 })
    expect(
      shown.goals.map((each) => [
        each.indicatorName,
        each.measure,
        each.goal.comparator,
        each.goal.value,
        each.outcome,
      ]),
    ).toEqual([
      ['示例规上总产值', 'level', '>=', '850', 'new'],
      ['示例工业投资增速', 'growth_rate', '>=', '8', 'new'],
      ['示例单位能耗', 'level', 'reduce_by', '3', 'new'],
    ])
    expect(await targetsOf('示例规上总产值')).toEqual([])
    const applied = await apply(upload, { issue })
    expect(applied).toMatchObject({ entered: 3, indicators: 3 })
    const [output] = await targetsOf('示例规上总产值')
    expect(output).toMatchObject({
      state: 'issued',
      unitId: house.county,
      owner: { unitId: house.commerce },
      goal: { comparator: '>=', value: '850', base: '780', baseYear: 2025, stretch: '900' },
      indicator: { kind: 'expected', sourceUnitId: house.bureau, unitText: '亿元' },
    })
    expect((await house.show(output?.id ?? '')).versions).toMatchObject([
      { approvingBody: '市委常委会', effectiveOn: '2026-01-05', reason: '年初目标分解' },
    ])
    expect(await codesOf(apply(upload, { issue }))).toEqual(['rule_broken', 'targets.import_nothing'])
    const undo = () =>
      house.test.run(contract.undoGoals, house.office, { importId: applied.id, expectedVersion: 1, reason: '导错了表' })
    await undo()
    expect(await targetsOf('示例规上总产值')).toEqual([])
    expect((await indicators()).map((each) => each.name)).not.toContain('示例规上总产值')
    expect(await codesOf(undo())).toEqual(['rule_broken', 'targets.import_undone'])
    const again = await apply(upload, { issue })
    expect(again).toMatchObject({ entered: 3, indicators: 3 })
  })

  it('with units in columns splits each goal and balances it against the whole', async () => {
    const upload = await file(
      ['指标', '计量单位', '全县目标', '示例东镇', '示例西镇', '备注'],
      [
        ['示例到位资金', '亿元', 30, 20, '1.2亿', '含续建'],
        ['示例签约项目', '个', 40, '15', '—', null],
      ],
      { groups: [{ heading: '分解目标', keys: ['3', '4'] }] },
    )
    const shown = await preview(upload, { sourceUnitId: house.commerce })
    expect(shown.problems).toEqual([])
    expect(shown.goals.map((each) => [each.indicatorName, each.unitName, each.goal.value, each.isSplit])).toEqual([
      ['示例到位资金', expect.any(String), '30', false],
      ['示例到位资金', '示例东镇', '20', true],
      ['示例到位资金', '示例西镇', '1.2', true],
      ['示例签约项目', expect.any(String), '40', false],
      ['示例签约项目', '示例东镇', '15', true],
    ])
    await apply(upload, { sourceUnitId: house.commerce })
    const rows = await targetsOf('示例到位资金')
    const whole = rows.find((each) => each.parentId === null)
    expect(whole?.state).toBe('draft')
    const parts = rows.filter((each) => each.parentId === whole?.id)
    expect(new Set(parts.map((each) => each.owner?.unitId))).toEqual(new Set(house.towns.slice(0, 2)))
    const { balance } = await house.test.run(contract.showBalance, house.office, { targetId: whole?.id ?? '' })
    expect(balance.state).toBe('short')
  })

  it('with a line a unit and indicators in columns reads the units of the headings', async () => {
    const fdi = await house.indicator({ name: '示例外资到账' })
    const upload = await file(
      ['序号', '单位', '示例外资到账（万元）', '示例税收（亿元）', '备注'],
      [
        [1, '示例东镇', 35000, 1.5, null],
        [2, '示例南镇', 20000, null, null],
        ['合计', null, 55000, 1.5, null],
      ],
    )
    const shown = await preview(upload, { sourceUnitId: house.commerce })
    expect(shown).toMatchObject({ layout: 'by_indicator', problems: [] })
    expect(shown.goals.map((each) => [each.indicatorName, each.unitName, each.goal.value, each.indicatorId])).toEqual([
      ['示例外资到账', '示例东镇', '3.5', fdi],
      ['示例税收', '示例东镇', '1.5', null],
      ['示例外资到账', '示例南镇', '2', fdi],
    ])
  })

  it('revises an issued goal only as decided, and goes back to the goal before as one more version', async () => {
    const id = await house.issued(await house.indicator(), '120')
    const name = (await house.show(id)).target.indicator.name
    const upload = await file(['指标', '单位', '年度目标'], [[name, '亿元', 130]])
    expect((await preview(upload)).problems.map((each) => each.code)).toEqual(['targets.import_needs_decision'])
    expect(
      (await preview(upload, { issue: { ...issue, approvingBody: '别的机关' } })).problems.map((each) => each.code),
    ).toEqual(['targets.revision_other_body'])
    const applied = await apply(upload, { issue })
    expect((await house.show(id)).target.goal.value).toBe('130')
    await house.test.run(contract.undoGoals, house.office, { importId: applied.id, expectedVersion: 1, reason: '撤回' })
    const { target, versions } = await house.show(id)
    expect(target.goal.value).toBe('120')
    expect(versions.map((each) => each.goal.value)).toEqual(['120', '130', '120'])
  })

  it('with wrong rows keeps nothing and gives them back as a workbook', async () => {
    const upload = await file(
      ['指标', '单位', '全年目标', '责任单位'],
      [
        ['示例甲', '亿元', '按上级要求', '示例商务局'],
        ['示例乙', null, 5, '示例商务局'],
        ['示例丙', '亿元', 5, '没有的局'],
        ['示例丁', '亿元', 5, null],
        ['示例戊', '亿元', 5, '示例商务局'],
      ],
    )
    const codes = [
      'targets.import_not_a_goal',
      'targets.import_unit_missing',
      'targets.import_unit_unknown',
      'targets.import_no_source',
    ]
    expect((await preview(upload)).problems.map((each) => each.code)).toEqual(codes)
    expect((await codesOf(apply(upload)))[1]).toBe('targets.import_has_problems')
    expect(await targetsOf('示例戊')).toEqual([])
    const { bytes } = await house.test.run(contract.explainGoals, house.office, reading, { upload })
    const workbook = await readWorkbook(bytes)
    const texts = workbook.ok ? workbook.value[0]?.rows.flatMap((row) => row.cells.map(textOfCell)).join(' ') : ''
    for (const part of ['“按上级要求”看不出是多少', '没有单位“没有的局”', '新指标“示例丁”没有数据来源'])
      expect(texts).toContain(part)
  })

  it('reads its own dispatch table back without a change', async () => {
    const fdi = await house.indicator({ name: '示例往返指标' })
    await house.issued(fdi, '27.35')
    await house.issued(
      await house.indicator({
        name: '示例往返增速',
        measure: 'growth_rate',
        unitText: '%',
        overTime: 'last',
        overUnits: 'not_addable',
      }),
      '6.4',
    )
    const { bytes } = await house.test.run(contract.exportTargets, house.office, { year: 2026, places: 6 })
    const shown = await preview({ name: '调度表.xlsx', type: XLSX, bytes }, { issue })
    expect(shown.problems).toEqual([])
    expect(
      shown.goals.filter((each) => each.outcome !== 'same').map((each) => [each.indicatorName, each.goal]),
    ).toEqual([])
    expect(shown.goals.map((each) => each.indicatorName)).toContain('示例往返增速')
    expect(await nameOf(fdi)).toBe('示例往返指标')
  })

  it('is for offices that keep targets, and binds only where the body that issues acts', async () => {
    const upload = await file(['指标', '单位', '全年目标'], [['示例己', '亿元', 5]])
    const projects = { ...reading, issue, sourceUnitId: house.commerce }
    expect(await codesOf(house.test.run(contract.previewGoals, house.ministry, reading, { upload }))).toContain(
      'access.not_allowed',
    )
    const { personWith } = await import('../../../tests/support/house.ts')
    const office = personWith('project_office', house.county)
    expect(await codesOf(house.test.run(contract.applyGoals, office, projects, { upload }))).toContain(
      'targets.import_may_not_issue',
    )
  })
})

describe('figures in the same table', () => {
  it('come in by their source unit in the unit of the library, other units’ rows left out', async () => {
    const own = await house.indicator({ name: '示例自家指标' })
    await house.indicator({ name: '示例别家指标', sourceUnitId: house.bureau })
    await house.issued(own, '120')
    const upload = await file(
      ['指标名称', '单位', '全年目标', '1月', '2月累计'],
      [
        ['1.示例自家指标', '万元', 1200000, 35000, '6.5亿'],
        ['示例别家指标', '亿元', 5, 1, 2],
      ],
    )
    const shown = await house.test.run(
      contract.previewImport,
      house.ministry,
      {
        year: 2026,
        period: '2026-M02',
        status: 'preliminary',
        asOf: asDay('2026-03-10'),
        reason: '补录',
        holdsNoSecret: true,
      },
      { upload },
    )
    expect(shown).toMatchObject({ problems: [], others: 1 })
    expect(shown.cells.map((each) => [each.indicatorName, each.period, each.value])).toEqual([
      ['示例自家指标', '2026-M01', '3.5'],
      ['示例自家指标', '2026-M02', '6.5'],
    ])
  })
})
