import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertFigure } from './figure-units.ts'
import { goalOfText, guessIndicator, kindOfText, readFigure } from './goal-text.ts'

const level = { measure: 'level', direction: 'higher', unitText: '亿元' } as const
const growth = { measure: 'growth_rate', direction: 'higher', unitText: '%' } as const
const energy = { measure: 'level', direction: 'lower', unitText: '吨标准煤' } as const

const goal = (text: string, indicator: Parameters<typeof goalOfText>[2] = level, unit: string | null = null) => {
  const read = goalOfText(text, unit, indicator)
  return read.ok ? [read.value.comparator, read.value.value, read.value.upper] : read.problems[0]?.code
}

describe('a goal as a county writes it', () => {
  it.each([
    ['120', ['>=', '120', null]],
    ['≥120', ['>=', '120', null]],
    ['120亿元以上', ['>=', '120', null]],
    ['力争突破1,200亿元', ['>', '1200', null]],
    ['不超过95亿', ['<=', '95', null]],
    ['35000万元', ['>=', '3.5', null]],
    ['5.5亿元—6亿元', ['>=', '5.5', '6']],
    ['约30亿元', ['~', '30', null]],
    ['30亿元左右', ['~', '30', null]],
    ['增长6.4%', ['growth', '6.4', null]],
    ['同比增长7%以上', ['growth', '7', null]],
    ['6.5%', ['growth', '6.5', null]],
    ['下降3%', ['reduce_by', '3', null]],
    ['增加20亿元', ['increase_by', '20', null]],
    ['增长到150亿元', ['increase_to', '150', null]],
    ['进入前3名', ['rank', '3', null]],
  ])('%s is understood', (text, expected) => {
    expect(goal(text)).toEqual(expected)
  })

  it('of a rate is a floor, of a burden a ceiling, and in the unit of its column', () => {
    expect(goal('增长6.4%', growth)).toEqual(['>=', '6.4', null])
    expect(goal('6.5%左右', growth)).toEqual(['~', '6.5', null])
    expect(goal('12000', energy)).toEqual(['<=', '12000', null])
    expect(goal('1.2', energy, '万吨标准煤')).toEqual(['<=', '12000', null])
    expect(goal('35000', level, '万元')).toEqual(['>=', '3.5', null])
  })

  it('that says nothing countable, or counts something else, is refused', () => {
    expect(goal('按上级要求')).toBe('targets.import_not_a_goal')
    expect(goal('一季度30，二季度60')).toBe('targets.import_not_a_goal')
    expect(goal('30家')).toBe('targets.import_unit_other')
  })

  it('survives being written with its unit, whatever the figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }), (whole, rest) => {
        const value = rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, '0')}`
        expect(readFigure(`不低于${value}亿元`)).toEqual({ value, upper: null, unit: '亿元', comparator: '>=' })
      }),
    )
  })
})

describe('units of figures', () => {
  it('come back to the same figure there and back, and never cross from one thing to another', () => {
    const prefixes = ['', '百', '千', '万', '亿', '万千']
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.constantFrom(...prefixes),
        fc.constantFrom(...prefixes),
        (whole, one, other) => {
          const there = convertFigure(String(whole), `${one}瓦`, `${other}瓦`)
          if (there === undefined) return
          const back = convertFigure(there, `${other}瓦`, `${one}瓦`)
          if (there.split('.')[1]?.length !== 12) expect(back).toBe(String(whole))
        },
      ),
    )
    expect(convertFigure('1', '万千瓦', '千瓦')).toBe('10000')
    expect(convertFigure('1', '家', '户')).toBe('1')
    expect(convertFigure('1', '亿元', '亿美元')).toBeUndefined()
    expect(convertFigure('1', '%', '元')).toBeUndefined()
  })
})

describe('an indicator nobody entered yet', () => {
  it('is guessed from its name, unit and goal', () => {
    expect(guessIndicator('固定资产投资增速', '%', '7')).toEqual({ ...growth })
    expect(guessIndicator('规上工业增加值', '', '增长7%')).toEqual({ ...growth })
    expect(guessIndicator('城镇化率', '%', '62')).toMatchObject({ measure: 'rate' })
    expect(guessIndicator('单位能耗', '吨标准煤/万元', '0.5')).toMatchObject({ measure: 'level', direction: 'lower' })
    expect(guessIndicator('营商环境全市排名', '', '3')).toMatchObject({ measure: 'rank', direction: 'lower' })
    expect([kindOfText('约束性指标'), kindOfText('预期性'), kindOfText('')]).toEqual(['binding', 'expected', 'work'])
  })
})
