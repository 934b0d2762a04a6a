import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import type { BulletinBody } from '../contract.ts'
import { freeNumbers, typedNumbers, unanswered } from './free-numbers.ts'
import { countCharacters } from './length.ts'
import { piecesOf, placesOf, plainOf } from './places.ts'
import { shownCell, shownNumber } from './show.ts'
import { BROUGHT_TEMPLATES } from './templates.ts'

const LOOK = { style: 'auto', digits: null, words: null } as const
const ABOUT = {
  regionName: '示例县',
  period: asPeriod('2026-M10'),
  recipient: '示例东河镇',
  original: '',
  day: asDay('2026-11-03'),
}
const bodyOf = (text: string, marks: BulletinBody['marks'] = []) => ({
  title: '通报',
  blocks: [{ kind: 'paragraph' as const, key: 'b1', text }],
  marks,
})
const open = (text: string) => unanswered(freeNumbers(bodyOf(text))).map((each) => each.text)

describe('a number of the text', () => {
  it('is bound or answered for: whatever digits are typed, none goes unnoticed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.constantFrom('个', '万元', '亿元', '%', '户'),
        (count, unit) => {
          expect(open(`全县共有${count}${unit}，比上期多。`)).toHaveLength(1)
        },
      ),
    )
  })

  it('in full-width digits or Han numerals before a measure is a number too; a word with one numeral is not', () => {
    expect(open('共１２个项目，二十三家企业，完成百分之三十')).toEqual(['１２', '二十三', '百分之三十'])
    expect(open('一是盯紧节点，十分重要，三大攻坚，第一批，十四五规划')).toEqual([])
  })

  it('that is a day, a time limit, a document or an issue is known by its shape', () => {
    expect(
      open(
        '2026年10月31日前，1—10月，10月底，3个工作日内，9:30，示办〔2026〕5号，第12期，2026年度，截至11月。\n1.项目',
      ),
    ).toEqual([])
    expect(open('3个月内新增12个')).toEqual(['12'])
  })

  it('in braces is bound and never free', () => {
    expect(typedNumbers('完成{投资2026}，{完成率}')).toEqual([])
  })

  it('that is quoted needs its source; otherwise the mark is enough', () => {
    const mark = (mark: 'quotation' | 'name', source: string) =>
      unanswered(freeNumbers(bodyOf('全市增长6.4%', [{ block: 'b1', text: '6.4%', mark, source }])))
    expect(mark('quotation', '')).toHaveLength(1)
    expect(mark('quotation', '市统计公报')).toEqual([])
    expect(mark('name', '')).toEqual([])
  })
})

describe('names in braces', () => {
  it('are filled once: what is filled in is not read again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, shown) => {
        const text = `${before.replace(/[{}]/g, '')}{甲}`
        const pieces = piecesOf(text, ABOUT, new Map([['甲', shown]]))
        expect(pieces.at(-1)).toEqual({ text: shown === '' ? '—' : shown, number: '甲' })
        expect(plainOf(pieces)).toBe(`${before.replace(/[{}]/g, '')}${shown === '' ? '—' : shown}`)
      }),
    )
  })

  it('of the product say period, region and day; unknown ones stay', () => {
    expect(plainOf(piecesOf('{累计}{全域}，截至{截至}，{期}至{下期}，{收件}，{未知}', ABOUT, new Map()))).toBe(
      '2026年1—10月全县，截至2026年10月31日，2026年10月至2026年11月，示例东河镇，{未知}',
    )
    expect(placesOf('{甲}与{乙_1}，{ 不是 }')).toEqual(['甲', '乙_1'])
  })
})

describe('a number as a paper writes it', () => {
  it('is money in 亿元 from 1 亿 up, in 万元 below it, and percents with one decimal', () => {
    expect(shownNumber('16650000000', 'yuan', null, LOOK)).toBe('166.50亿元')
    expect(shownNumber('99999999', 'yuan', null, LOOK)).toBe('10000万元')
    expect(shownNumber('0.7436', 'ratio', null, LOOK)).toBe('74.4%')
    expect(shownNumber('12.5', 'own', '亿元', LOOK)).toBe('12.5亿元')
    expect(shownCell('12345678', 'yuan', null)).toBe('1235')
    expect(shownCell('2026-03-05', 'day', null)).toBe('2026年3月5日')
    expect(shownCell(null, 'count', null)).toBe('—')
  })

  it('by its sign never shows a minus, and what rounds to nothing is level', () => {
    const words = { above: '快#', level: '持平', below: '慢#' }
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (thousandths) => {
        const text = shownNumber(String(thousandths / 1000), 'points', null, { ...LOOK, words })
        const rounded = Math.round(Math.abs(thousandths) / 100)
        expect(text).toBe(
          rounded === 0 ? '持平' : `${thousandths < 0 ? '慢' : '快'}${(rounded / 10).toFixed(1)}个百分点`,
        )
      }),
    )
  })
})

it('counts characters as a word processor does: a Han character or sign is one, a run of digits or letters is one', () => {
  expect(countCharacters(['截至2026年10月，完成74.4%。'])).toBe(11)
  fc.assert(
    fc.property(fc.array(fc.constantFrom('项', '目', '，'), { maxLength: 50 }), (signs) => {
      expect(countCharacters([signs.join('')])).toBe(signs.length)
    }),
  )
})

it('brings templates in which every typed number is answered for', () => {
  for (const { key, content } of BROUGHT_TEMPLATES)
    expect([key, unanswered(freeNumbers(content.body)).map((each) => each.around)]).toEqual([key, []])
})
