import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import type { RowValues } from '../contract.ts'
import { knownIndicator, knownProject, knownPromise, type Ledger, rootUnit, withRow } from './ledger.ts'
import { comparable, likeness } from './likeness.ts'
import { compareProject, findProject, findUnit, matchAll, matchRow } from './matching.ts'

const ROOT = '00000000-0000-7000-8000-000000000001'
const BUREAU = '00000000-0000-7000-8000-000000000002'
const PROJECT = '00000000-0000-7000-8000-000000000003'
const OUTPUT = '00000000-0000-7000-8000-000000000004'
const GROWTH = '00000000-0000-7000-8000-000000000005'

const unit = (id: string, ...names: string[]) => ({ id, names: names.map(comparable) })
const GOAL = {
  comparator: '>=' as const,
  value: '560',
  upper: null,
  base: null,
  baseYear: null,
  changeIn: 'percent' as const,
  tolerancePercent: null,
  reference: null,
  stretch: null,
}

const ledger: Ledger = {
  regionName: '示例县',
  year: 2026,
  units: [unit(ROOT, '示例县'), unit(BUREAU, '示例县工业和信息化局', '工信局'), unit('u3', '示例县水利局', '水利局')],
  root: unit(ROOT, '示例县'),
  projects: [
    knownProject(['示例澜芯半导体封装测试项目', '澜芯封测'], {
      id: PROJECT,
      rowId: null,
      enterprise: '江澜微电子有限公司',
      stage: 'signed',
      totalInvestment: 2_600_000_000,
      land: null,
      unitId: BUREAU,
      version: 3,
    }),
  ],
  indicators: [
    knownIndicator({
      id: OUTPUT,
      name: '规模以上工业总产值',
      unitText: '万元',
      measure: 'level',
      targets: [{ id: 't1', rowId: null, year: 2026, unitId: ROOT, goal: { ...GOAL, value: '5600000' }, version: 1 }],
      claims: [],
    }),
    knownIndicator({
      id: GROWTH,
      name: '固定资产投资增速',
      unitText: '%',
      measure: 'growth_rate',
      targets: [],
      claims: [
        {
          id: 'c1',
          rowId: null,
          unitId: ROOT,
          period: '2025',
          comparator: 'increase_by',
          value: '10.1',
          status: 'achieved',
        },
      ],
    }),
  ],
  promises: [
    knownPromise({
      id: 'p1',
      rowId: null,
      unitId: BUREAU,
      action: '完成全部技改项目入库',
      dueOn: '2026-06-30',
      version: 1,
    }),
  ],
}

type Figure = Extract<RowValues, { kind: 'target' }>
type Project = Extract<RowValues, { kind: 'project' }>
const figure = (more: Partial<Figure>): Figure => ({
  kind: 'target',
  indicator: '规模以上工业总产值',
  indicatorId: null,
  value: '560',
  value2: null,
  unit: '亿元',
  comparator: '>=',
  from: null,
  period: null,
  status: 'target',
  owner: '示例县',
  unitId: null,
  ...more,
})
const project = (more: Partial<Project>): Project => ({
  kind: 'project',
  name: '澜芯半导体封装测试项目',
  projectId: null,
  investment: null,
  area: null,
  stage: null,
  place: null,
  enterprise: null,
  unitId: null,
  ...more,
})
const matched = (values: RowValues, ids: 'find' | 'chosen' = 'find') => matchRow({ values, quote: '引文' }, ledger, ids)

describe('a figure whose indicator begins with a unit', () => {
  it('belongs to that unit, whoever the text speaks of', () => {
    const values = figure({ indicator: '水利局新增灌溉面积', owner: '示例县' })
    const { values: found } = matchRow({ values, quote: '' }, ledger, 'find')
    expect(found).toMatchObject({ indicator: '新增灌溉面积', owner: '水利局', unitId: 'u3' })
  })

  it('stays whole where the text names another unit or somebody chose', () => {
    const values = figure({ indicator: '水利局新增灌溉面积', owner: '工信局' })
    expect(matchRow({ values, quote: '' }, ledger, 'find').values).toMatchObject({ unitId: BUREAU })
    const chosen = figure({ indicator: '水利局新增灌溉面积', owner: '示例县', unitId: ROOT })
    expect(matchRow({ values: chosen, quote: '' }, ledger, 'chosen').values).toMatchObject({ unitId: ROOT })
  })
})

describe('the unit a text names', () => {
  it('is the region itself for its name, its leadership, everybody or nobody', () => {
    for (const owner of ['示例县', '示例县委', '示例县委、县政府', '全县', '我县', '', null])
      expect(findUnit(owner, ledger)?.id, String(owner)).toBe(ROOT)
  })

  it('is found with or without the region, by its short name, and never guessed where two are alike', () => {
    for (const owner of ['示例县工业和信息化局', '工业和信息化局', '县工业和信息化局', '工信局', '示例县工信局'])
      expect(findUnit(owner, ledger)?.id, owner).toBe(BUREAU)
    expect(findUnit('某某集团', ledger)).toBeUndefined()
    const twins = { ...ledger, units: [unit('a', '东河街道办'), unit('b', '东河街道办')] }
    expect(findUnit('东河街道办', twins)).toBeUndefined()
  })

  it('standing for the region is the one with its code, else of its name, else the only one above all', () => {
    const each = { kind: 'office', parentId: null, areaCode: null }
    const region = { code: '370786', name: '示例县' }
    const top = { ...each, id: 'top', name: '县委办' }
    const named = { ...each, id: 'named', name: '示例县' }
    const coded = { ...each, id: 'coded', name: '乙', areaCode: '370786' }
    expect(rootUnit([top], region)).toBe('top')
    expect(rootUnit([top, named], region)).toBe('named')
    expect(rootUnit([top, named, coded], region)).toBe('coded')
    expect(
      rootUnit(
        [
          { ...top, kind: 'department' },
          { ...top, id: 'other', kind: 'department' },
        ],
        region,
      ),
    ).toBeUndefined()
  })
})

describe('a project read', () => {
  it('is the one of the library with the same name, inside the same name, or of the same firm and much the same name', () => {
    const found = (name: string, enterprise: string | null = null) =>
      findProject({ name, enterprise }, ledger.projects)?.id
    expect(found('澜芯半导体封装测试')).toBe(PROJECT)
    expect(found('澜芯封测项目')).toBe(PROJECT)
    expect(found('“澜芯半导体封装测试”二期项目')).toBe(PROJECT)
    expect(found('示例澜芯半导体测试项目', '江澜微电子有限公司')).toBe(PROJECT)
    expect(found('望北水厂扩建工程')).toBeUndefined()
  })

  it('repeats, adds to or contradicts its record', () => {
    const kind = (more: Partial<Project>) => matched(project(more)).match.kind
    expect(kind({ investment: 2_600_000_000 as never })).toBe('duplicate')
    expect(kind({ area: 120_000 as never })).toBe('update')
    expect(kind({ stage: 'started' })).toBe('update')
    expect(kind({ stage: 'reserve' })).toBe('contradiction')
    expect(kind({ investment: 2_700_000_000 as never })).toBe('contradiction')
    expect(kind({ enterprise: '另一家公司' })).toBe('contradiction')
    expect(kind({ name: '望北水厂扩建工程' })).toBe('new')
  })

  it('never differs from a record made of its own values', () => {
    const values = fc.record({
      investment: fc.option(fc.integer({ min: 1, max: 1e12 })),
      area: fc.option(fc.integer({ min: 1, max: 1e7 })),
      enterprise: fc.option(fc.string({ minLength: 1, maxLength: 20 })),
      stage: fc.option(fc.constantFrom('reserve', 'signed', 'started', 'completed')),
    })
    fc.assert(
      fc.property(values, ({ investment, area, enterprise, stage }) => {
        const read = project({
          investment: investment as never,
          area: area as never,
          enterprise,
          stage,
        })
        const same = {
          totalInvestment: investment,
          land: area,
          enterprise: enterprise ?? '',
          stage: read.stage ?? 'signed',
        }
        expect(compareProject(read, same)).toEqual({ kind: 'duplicate', differences: [] })
      }),
    )
  })
})

describe('a figure read', () => {
  it('is compared in the unit of its indicator', () => {
    expect(matched(figure({})).match).toMatchObject({ kind: 'duplicate', record: { kind: 'target', id: 't1' } })
    expect(matched(figure({ value: '5600', unit: '千万元' })).match.kind).toBe('duplicate')
    expect(matched(figure({ value: '600' })).match).toMatchObject({
      kind: 'contradiction',
      differences: [{ field: 'goal', ledger: '>= 5600000', text: '>= 6000000' }],
    })
    expect(matched(figure({ period: asPeriod('2027') })).match.kind).toBe('new')
  })

  it('finds its indicator by the short forms people write', () => {
    for (const indicator of ['规上工业总产值', '完成规上工业总产值', '规模以上工业总产值'])
      expect(matched(figure({ indicator })).values, indicator).toMatchObject({ indicatorId: OUTPUT })
    expect(matched(figure({ indicator: '工业总产值' })).values).toMatchObject({ indicatorId: null })
    const growth = figure({ indicator: '固投', comparator: 'increase_by', unit: '%', value: '10' })
    expect(matched(growth).values).toMatchObject({ indicatorId: GROWTH })
  })

  it('finds no indicator whose unit is of another kind', () => {
    expect(matched(figure({ unit: '家' })).values).toMatchObject({ indicatorId: null })
  })

  it('as a growth belongs to the indicator that is a growth rate, and contradicts an earlier claim', () => {
    const growth = {
      indicator: '固定资产投资',
      comparator: 'increase_by' as const,
      unit: '%',
      status: 'achieved' as const,
    }
    const same = matched(figure({ ...growth, value: '10.10', period: asPeriod('2025') }))
    expect(same).toMatchObject({ values: { indicatorId: GROWTH }, match: { kind: 'duplicate', record: { id: 'c1' } } })
    const other = matched(figure({ ...growth, value: '9', period: asPeriod('2025') }))
    expect(other.match).toMatchObject({ kind: 'contradiction', record: { kind: 'claim', id: 'c1' } })
    expect(matched(figure({ ...growth, value: '9', period: asPeriod('2024') })).match.kind).toBe('new')
  })

  it('whose ids a person chose is matched to nothing else', () => {
    const row = matched(figure({ indicatorId: null, unitId: null }), 'chosen')
    expect(row.values).toMatchObject({ indicatorId: null, unitId: null })
    expect(row.match.kind).toBe('new')
  })
})

describe('a commitment read', () => {
  it('repeats a promise of the same unit in much the same words, and contradicts another last day', () => {
    const said = {
      kind: 'commitment' as const,
      owner: '工信局',
      unitId: null,
      action: '完成全部技改项目的入库',
      dueOn: null,
    }
    expect(matched(said).match).toMatchObject({ kind: 'duplicate', record: { kind: 'promise', id: 'p1' } })
    expect(matched({ ...said, dueOn: '2026-09-30' as never }).match.kind).toBe('contradiction')
    expect(matched({ ...said, owner: '水利局' }).match.kind).toBe('new')
  })
})

describe('rows of one dispatch', () => {
  it('point to the earlier row they repeat', () => {
    const rows = [
      project({ name: '示例新水厂项目' }),
      project({ name: '示例新水厂' }),
      figure({ value: '700', period: asPeriod('2028') }),
    ]
    const result = matchAll(
      rows.map((values, index) => ({ rowId: `r${index}`, values, quote: '引文' })),
      ledger,
    )
    expect(result.map(({ match }) => [match.kind, match.rowId])).toEqual([
      ['new', null],
      ['duplicate', 'r0'],
      ['new', null],
    ])
  })

  it('once taken are repeats when they come again, whatever they are', () => {
    const values = fc.oneof(
      fc
        .record({ value: fc.integer({ min: 1, max: 999 }), status: fc.constantFrom('target', 'achieved', 'planned') })
        .map(({ value, status }) => figure({ indicator: '示例新指标', unit: '家', value: String(value), status })),
      fc.integer({ min: 1, max: 1e9 }).map((amount) => project({ name: '示例全新项目', investment: amount as never })),
      fc.constant({
        kind: 'commitment',
        owner: null,
        unitId: null,
        action: '办好示例实事',
        dueOn: null,
      } satisfies RowValues),
    )
    fc.assert(
      fc.property(values, (row) => {
        const first = matchRow({ values: row, quote: '引文' }, ledger, 'find')
        const grown = withRow(ledger, {
          rowId: 'r1',
          values: first.values,
          quote: '引文',
          record: { id: 'made', version: 1 },
        })
        const again = matchRow({ values: row, quote: '引文' }, grown, 'find')
        expect(first.match.kind).toBe('new')
        expect(again.match).toMatchObject({ kind: 'duplicate', record: { id: 'made' } })
      }),
    )
  })
})

describe('likeness', () => {
  it('is 1 for the same text only, the same both ways, and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const [a, b] = [comparable(one), comparable(other)]
        expect(likeness(a, b)).toBe(likeness(b, a))
        expect(likeness(a, a)).toBe(1)
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
        expect(likeness(a, b)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
