import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf, inUnit, isSameKind, isSameNumber, readUnit } from './amounts.ts'
import { cleanDispatch } from './clean.ts'
import { dispatchActions, missingFields, rowActions } from './decisions.ts'
import { bandsOf, fingerprintOf, similarityOf } from './fingerprint.ts'
import { goalOf, indicatorOf } from './goals.ts'
import { lastDayOfNotation, periodOfNotation } from './ledger-periods.ts'
import { runsOf } from './map-runs.ts'
import { rowsOfAnswer } from './model-answer.ts'
import { placed, proposalsOf, verified } from './proposals.ts'
import { readDispatch } from './read.ts'

const RAW =
  '示例县2026年动员大会\n2026年，示例县规上工业总产值力爭達到560億元,,總投資26億元的示例瀾芯項目已開工，占地180畝。示例县将在6月底前建成示例大桥。\n'

describe('rows proposed by a reading', () => {
  it('are in the units of the ledger and keep their place in the original', () => {
    const rows = proposalsOf(readDispatch(RAW))
    for (const { start, end, quote } of rows) expect(RAW.slice(start, end)).toBe(quote)
    expect(rows.map(({ values }) => values)).toContainEqual(
      expect.objectContaining({ kind: 'project', investment: 2_600_000_000, area: 120_000, stage: 'started' }),
    )
    expect(rows.map(({ values }) => values)).toContainEqual(
      expect.objectContaining({ kind: 'target', value: '560', unit: '亿元', status: 'target' }),
    )
    expect(rows.map(({ values }) => values)).toContainEqual(
      expect.objectContaining({ kind: 'commitment', dueOn: '2026-06-30' }),
    )
  })
})

describe('rows of a model', () => {
  const values = { ...(proposalsOf(readDispatch(RAW))[0]?.values as object) } as never
  const target = {
    kind: 'target',
    indicator: '产值',
    indicatorId: null,
    value2: null,
    unit: '亿元',
    comparator: '=',
    from: null,
    period: null,
    status: 'achieved',
    owner: null,
    unitId: null,
  } as const

  it('verify only where the quote stands in the original and holds the figure', () => {
    const row = (quote: string, value: string) =>
      verified('去年产值1,010.5亿元。', { quote, values: { ...target, value } })
    expect(row('产值1,010.5亿元', '1010.5')).toMatchObject({ start: 2 })
    expect(row('产值1,010.5亿元', '1011')).toBeNull()
    expect(row('产值1010.5亿元', '1010.5')).toBeNull()
    expect(row('', '1')).toBeNull()
    expect(placed(RAW, { quote: '没有的话', values })).toBeNull()
  })

  it('of a wrong shape are left out, never thrown', () => {
    const good = { quote: '产值5亿元', indicator: '产值', value: 5, unit: '亿元', comparator: '=', status: 'achieved' }
    expect(rowsOfAnswer({ targets: [good, { ...good, comparator: '≈' }, 7], projects: 'x' })).toHaveLength(1)
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect(rowsOfAnswer(answer)).toEqual(expect.any(Array))
      }),
    )
  })
})

describe('units', () => {
  it('are a scale and a base', () => {
    expect(readUnit('亿元')).toEqual({ scale: 100_000_000n, base: '元' })
    expect(readUnit('万千瓦')).toEqual({ scale: 10_000n, base: '千瓦' })
    expect(readUnit('个百分点')).toEqual({ scale: 1n, base: '个百分点' })
    expect(isSameKind('家', '户')).toBe(true)
    expect(isSameKind('亿元', '亩')).toBe(false)
    expect(inUnit('1010', '亿元', '万元')).toBe('10100000')
  })

  it('turn there and back without loss', () => {
    const pair = fc.constantFrom(['亿元', '万元'], ['万人次', '人次'], ['万千瓦', '千瓦'], ['万亩', '亩'])
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), pair, (value, [one, other]) => {
        const there = inUnit(String(value), one ?? '', other ?? '')
        const back = there === undefined ? undefined : inUnit(there, other ?? '', one ?? '')
        expect(isSameNumber(back ?? null, String(value))).toBe(true)
      }),
    )
  })

  it('carry any number as a decimal the ledger takes, or none', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const text = decimalOf(value)
        if (text === null) expect(Math.abs(value) >= 1e18 || !Number.isFinite(value)).toBe(true)
        else expect(text).toMatch(/^-?\d{1,18}(\.\d{1,12})?$/)
      }),
    )
  })
})

describe('times of dispatches', () => {
  it.each([
    ['2023', '2023'],
    ['2023H1', '2023-H1'],
    ['2023Q3', '2023-Q3'],
    ['2023-06', '2023-M06'],
    ['2023-06-05', '2023-06-05'],
    ['2023-01/2023-02', '2023-M01_02'],
    ['2023-01/2023-06', '2023-H1'],
    ['2023-01/2023-11', '2023-M11'],
    ['2021/2025', '2025'],
    ['3y', null],
    ['', null],
    ['2023-13', null],
  ])('%s is the period %s', (notation, period) => {
    expect(periodOfNotation(notation)).toBe(period)
  })

  it('end on their last day; three years from 2026 end with 2028', () => {
    expect(lastDayOfNotation('2026-06', 2026)).toBe('2026-06-30')
    expect(lastDayOfNotation('3y', 2026)).toBe('2028-12-31')
    expect(lastDayOfNotation('3y', null)).toBeNull()
    expect(lastDayOfNotation(null, 2026)).toBeNull()
  })
})

describe('goals', () => {
  const row = {
    kind: 'target',
    indicator: '地区生产总值',
    indicatorId: null,
    value: '6.4',
    value2: null,
    unit: '%',
    comparator: 'increase_by',
    from: null,
    period: null,
    status: 'target',
    owner: null,
    unitId: null,
  } as const
  it('of growth are an indicator of growth', () => {
    expect(indicatorOf(row)).toMatchObject({ name: '地区生产总值增速', unitText: '%', measure: 'growth_rate' })
    expect(goalOf(row, indicatorOf(row))).toMatchObject({ comparator: 'growth', value: '6.4' })
  })
  it('of doubling are n-fold, of a rank a rank, of a comparison a reference', () => {
    expect(
      goalOf({ ...row, comparator: 'increase_to', unit: '倍', value: '2' }, { unitText: '亿元', measure: 'level' }),
    ).toMatchObject({
      comparator: 'n_fold',
      value: '2',
    })
    expect(indicatorOf({ ...row, comparator: 'rank', unit: '位' })).toMatchObject({
      measure: 'rank',
      direction: 'lower',
    })
    const above = { ...row, value: null, comparator: '>' } as const
    expect(goalOf(above, indicatorOf(above), '增速高于全省平均水平')).toMatchObject({
      comparator: 'above_reference',
      reference: '全省平均水平',
    })
    expect(goalOf({ ...above, comparator: 'reduce_to' }, indicatorOf(above))).toBeNull()
  })
  it('cannot be accepted without unit, time and a figure', () => {
    expect(missingFields({ ...row, value: null, comparator: 'reduce_to' }, null, '')).toEqual([
      'unitId',
      'period',
      'value',
    ])
    expect(missingFields({ ...row, unitId: '00000000-0000-7000-8000-000000000001' }, 2026, '')).toEqual([])
  })
})

describe('a dispatch that comes again', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('示例县项目建设动员大会产值亿元增长力争确保')),
    minLength: 300,
    maxLength: 900,
  })

  it('a little changed is near and shares a band, another text is not', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [fingerprintOf(one), fingerprintOf(`${one}${one.slice(0, 20)}`)]
        expect(similarityOf(a, a)).toBe(1)
        expect(similarityOf(a, b)).toBeGreaterThan(0.6)
        expect(bandsOf(a).some((band) => bandsOf(b).includes(band))).toBe(true)
        expect(similarityOf(a, fingerprintOf(other))).toBeLessThan(0.4)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the map of a cleaned text', () => {
  it('tiles the cleaned text and keeps every character in its place', () => {
    const damaged = fc
      .array(
        fc.constantFrom('示例', '項目(mù)', ',,', '，', '。', '\n', '投資', '12', '億元', ' ', '<b>', '責任編輯：甲\n'),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(damaged, (raw) => {
        const cleaned = cleanDispatch(raw)
        let at = 0
        for (const [start, end, rawStart, rawEnd] of runsOf(cleaned)) {
          expect(start).toBe(at)
          at = end
          for (let k = start; k < end; k += 1) {
            if (end - start !== rawEnd - rawStart) continue
            expect(cleaned.starts[k]).toBe(rawStart + k - start)
          }
        }
        expect(at).toBe(cleaned.text.length)
      }),
    )
  })
})

describe('actions', () => {
  it('are none for who may only look, and only restoring on a withdrawn dispatch', () => {
    expect(rowActions('proposed', { accept: false, isWithdrawn: false })).toEqual([])
    expect(rowActions('accepted', { accept: true, isWithdrawn: false })).toEqual([])
    expect(rowActions('proposed', { accept: true, isWithdrawn: true })).toEqual([])
    expect(dispatchActions({ accept: true, isWithdrawn: true })).toEqual(['restore'])
    expect(dispatchActions({ accept: false, isWithdrawn: true })).toEqual([])
  })
})
