import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../kernel/day.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { asYuan, yuanIn } from '../../kernel/yuan.ts'
import { dayInCell } from './cell-days.ts'
import { decimalInCell, integerInCell, ratioInCell, squareMetresInCell, textInCell, yuanInCell } from './cell-values.ts'
import type { CellIn } from './sheet.ts'

const place = { row: 12, key: 'invested', column: 3 }

function got<T>(outcome: Outcome<T>): T | string | undefined {
  return outcome.ok ? outcome.value : outcome.problems[0]?.code
}

describe('amounts', () => {
  const inWan = { column: '万元', assumed: 'yuan' } as const

  it.each<[CellIn, number | string | undefined]>([
    [1234.56, 12_345_600],
    ['1,234.56', 12_345_600],
    ['１２３４．５６', 12_345_600],
    ['1.2亿元', 120_000_000],
    ['约3500万', 35_000_000],
    ['500 元', 500],
    ['¥12', 120_000],
    [0.1 + 0.2, 3_000],
    [0.00005, 1],
    ['—', undefined],
    ['/', undefined],
    ['无', undefined],
    [null, undefined],
    ['10-12', 'excel.not_an_amount'],
    ['10亿至12亿', 'excel.not_an_amount'],
    ['三百', 'excel.not_an_amount'],
    ['500万美元', 'excel.other_money'],
    [{ failed: '#REF!' }, 'excel.formula_failed'],
    [{ day: asDay('2026-01-01') }, 'excel.not_an_amount'],
  ])('reads %j in a column of 万元 as %j yuan', (cell, expected) => {
    expect(got(yuanInCell(cell, place, inWan))).toBe(expected)
  })

  it('takes the unit of the cell before that of the column, and that before the assumed one', () => {
    expect(got(yuanInCell('2亿', place, { column: '万元', assumed: 'yuan' }))).toBe(200_000_000)
    expect(got(yuanInCell(2, place, { column: '亿元', assumed: 'wan' }))).toBe(200_000_000)
    expect(got(yuanInCell(2, place, { assumed: 'wan' }))).toBe(20_000)
    expect(got(yuanInCell(2, place, { column: '千元', assumed: 'wan' }))).toBe('excel.other_money')
  })

  it('gives every whole amount back, in any unit it is written in', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('yuan', 'wan', 'yi'), (amount, unit) => {
        const written = `${yuanIn(asYuan(amount), unit)}${{ yuan: '元', wan: '万元', yi: '亿元' }[unit]}`
        expect(got(yuanInCell(written, place, { assumed: 'yuan' }))).toBe(amount)
      }),
    )
  })

  it('names the cell in a problem', () => {
    const outcome = yuanInCell('三百', place, inWan)
    expect(outcome.ok ? undefined : outcome.problems).toEqual([
      {
        code: 'excel.not_an_amount',
        params: { row: 12, column: 'D', text: '三百' },
        path: [12, 'invested'],
      },
    ])
  })
})

describe('numbers, land, percentages and text', () => {
  it.each<[CellIn, string | undefined]>([
    [0.1 + 0.2, '0.3'],
    ['－１６．５', '-16.5'],
    ['1,828.5万吨', '1828.5'],
    [{ ratio: 0.064 }, '6.4'],
    [1e21, '1000000000000000000000'],
    ['1.2.3', 'excel.not_a_number'],
    ['.', 'excel.not_a_number'],
    ['-', undefined],
  ])('reads %j as the number %j', (cell, expected) => {
    expect(got(decimalInCell(cell, place))).toBe(expected)
  })

  it('reads whole numbers only as whole numbers', () => {
    expect(got(integerInCell('15个', place))).toBe(15)
    expect(got(integerInCell(15.5, place))).toBe('excel.not_a_whole_number')
  })

  it.each<[CellIn, string | undefined, number | string | undefined]>([
    [15, '亩', 10_000],
    ['2万亩', '亩', 13_333_333],
    [8.53, '平方公里', 8_530_000],
    ['1.5公顷', undefined, 15_000],
    [100, '㎡', 100],
    ['30丈', '亩', 'excel.not_an_area'],
  ])('reads %j in a column of %j as %j square metres', (cell, column, expected) => {
    expect(got(squareMetresInCell(cell, place, { column, assumed: '亩' }))).toBe(expected)
  })

  it.each<[CellIn, string | undefined, number | string]>([
    [{ ratio: 0.852 }, '%', 0.852],
    ['85.2%', undefined, 0.852],
    ['85.2％', undefined, 0.852],
    [85.2, '%', 0.852],
    [0.852, undefined, 0.852],
    ['85.2万', undefined, 'excel.not_a_percentage'],
  ])('reads %j in a column of %j as the ratio %j', (cell, column, expected) => {
    expect(got(ratioInCell(cell, place, { column, bare: 'ratio' }))).toBe(expected)
  })

  it('keeps codes whole and refuses one that Excel has cut', () => {
    expect(got(textInCell(370_786, place))).toBe('370786')
    expect(got(textInCell('237078600000000000000001', place))).toBe('237078600000000000000001')
    expect(got(textInCell(2.370786e23, place))).toBe('excel.code_cut')
    expect(got(textInCell('长'.repeat(11), place, 10))).toBe('excel.text_too_long')
    expect(got(textInCell('  ', place))).toBeUndefined()
  })
})

describe('days', () => {
  it.each<[CellIn, string | undefined]>([
    [{ day: asDay('2026-03-05') }, '2026-03-05'],
    [46_086, '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026-03-05 00:00:00', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['２０２６年３月５日', '2026-03-05'],
    ['二〇二六年三月五日', '2026-03-05'],
    ['二零二六年十二月三十一日', '2026-12-31'],
    ['二〇二六年二月二十日', '2026-02-20'],
    ['20260305', '2026-03-05'],
    [20_260_305, '2026-03-05'],
    ['26.3.5', '2026-03-05'],
    ['3月5日', '2026-03-05'],
    ['2026年3月', '2026-03-31'],
    ['2026.3', '2026-03-31'],
    [2026.3, '2026-03-31'],
    [2026.12, '2026-12-31'],
    ['2026.10', '2026-10-31'],
    [2026.1, 'excel.ambiguous_day'],
    ['2026.1', '2026-01-31'],
    [202_602, '2026-02-28'],
    ['2024年2月底', '2024-02-29'],
    ['2026年6月底前', '2026-06-30'],
    ['预计2026年5月上旬', '2026-05-10'],
    ['2026年二季度', '2026-06-30'],
    ['2026年上半年', '2026-06-30'],
    ['2026年底', '2026-12-31'],
    ['2026年初', '2026-01-01'],
    [2026, '2026-12-31'],
    ['12月', '2026-12-31'],
    ['长期', 'excel.not_a_day'],
    ['2026.13.5', 'excel.not_a_day'],
    ['2026-02-30', 'excel.not_a_day'],
    [12.5, 'excel.not_a_day'],
    ['—', undefined],
    [{ failed: '=' }, 'excel.formula_failed'],
  ])('reads %j as %j where a deadline is meant', (cell, expected) => {
    expect(got(dayInCell(cell, place, { edge: 'last', year: 2026 }))).toBe(expected)
  })

  it('takes the first day where a start is meant, and needs a year', () => {
    expect(got(dayInCell('2026年3月', place, { edge: 'first' }))).toBe('2026-03-01')
    expect(got(dayInCell('2026年下半年', place, { edge: 'first' }))).toBe('2026-07-01')
    expect(got(dayInCell('2026年5月下旬', place, { edge: 'first' }))).toBe('2026-05-21')
    expect(got(dayInCell('3月5日', place, { edge: 'first' }))).toBe('excel.not_a_day')
  })

  it('reads every day in every way it is written', () => {
    const day = fc.integer({ min: 0, max: 50_000 }).map((count) => addDays(asDay('1960-01-01'), count))
    fc.assert(
      fc.property(day, (each) => {
        const [year, month, date] = each.split('-').map(Number)
        const ways = [
          each,
          `${year}.${month}.${date}`,
          `${year}年${month}月${date}日`,
          each.replaceAll('-', ''),
          `${each}T00:00:00`,
        ]
        for (const way of ways) expect(got(dayInCell(way, place, { edge: 'first' }))).toBe(each)
      }),
    )
  })

  it('never throws, whatever is written', () => {
    const piece = fc.constantFrom(
      '2026',
      '年',
      '3',
      '月',
      '日',
      '.',
      '-',
      '一',
      '十',
      '〇',
      '季度',
      '底',
      '亿元',
      ',',
      '%',
      'e',
      '99',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.double(),
    )
    fc.assert(
      fc.property(text, (cell) => {
        for (const read of [textInCell, decimalInCell, integerInCell]) read(cell, place)
        yuanInCell(cell, place, { assumed: 'wan' })
        squareMetresInCell(cell, place, { assumed: '亩' })
        ratioInCell(cell, place, { bare: 'percent' })
        const day = dayInCell(cell, place, { edge: 'last', year: 2026 })
        if (day.ok && day.value !== undefined) expect(day.value).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }),
      { numRuns: 1_000 },
    )
  })
})
