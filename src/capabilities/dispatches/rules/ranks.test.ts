import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRanks } from './ranks.ts'

const places = (text: string) => findRanks(text).map(({ value, from, scope }) => ({ value, from, scope }))

describe('places in an order', () => {
  it.each([
    ['增速居全省第3位', [{ value: 3, from: null, scope: '全省' }]],
    ['位次前移至第43位', [{ value: 43, from: null, scope: '' }]],
    ['由全省第57位上升到第21位', [{ value: 21, from: 57, scope: '全省' }]],
    ['进入全省前十', [{ value: 10, from: null, scope: '全省' }]],
  ])('are read with what they moved from: %s', (text, expected) => {
    expect(places(text)).toEqual(expected)
  })

  it.each([
    ['总量和增幅分别居全市第二、第一。', [2, 1]],
    ['甲镇、乙镇分列第二、三名。', [2, 3]],
    ['甲镇、乙镇分列乡镇组一、二名。', [1, 2]],
  ])('told together are read one by one: %s', (text, values) => {
    const found = findRanks(text)
    expect(found.map(({ value }) => value)).toEqual(values)
    expect(found.map(({ nth }) => nth)).toEqual(values.map((_, index) => index))
  })

  it.each(['第一时间响应', '第二期项目', '打造“第一方阵”', '力争第一', '第三产业'])('are none in %s', (text) => {
    expect(findRanks(text)).toEqual([])
  })

  it('point at the words that tell them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.constantFrom('居', '位列', '排名', '上升到'), (value, verb) => {
        const text = `投资增速${verb}全市第${value}位。`
        const [rank] = findRanks(text)
        expect(rank?.value).toBe(value)
        expect(text.slice(rank?.start, rank?.end)).toBe(`第${value}位`)
      }),
    )
  })
})
