import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ITEM_CLASSES } from '../contract.ts'
import { compared, likenessOf, SIMILAR_FROM, similarTo } from './similar.ts'

const PERMITS = { class: 'permits', subject: { kind: 'key_project', id: '1' } } as const
const item = (title: string, text = '', more: Partial<Parameters<typeof compared>[0]> = {}) =>
  compared({ title, text, class: null, subject: null, ...more })
const CHARACTERS = fc.constantFrom(...Array.from('用地批复未到高压线迁改滞后施工许可证'))
const items = fc
  .record({
    title: fc.string({ unit: CHARACTERS, maxLength: 12 }),
    text: fc.string({ unit: CHARACTERS, maxLength: 40 }),
    class: fc.option(fc.constantFrom(...ITEM_CLASSES), { nil: null }),
    subject: fc.option(fc.record({ kind: fc.constant('key_project'), id: fc.constantFrom('1', '2') }), { nil: null }),
  })
  .map(compared)

describe('near-duplicates', () => {
  it('are found in other words of the same trouble, and not in another trouble of the same class', () => {
    const pylon = item('厂区东侧10千伏高压线未迁改', '影响二号车间基础施工')
    const again = item('10千伏高压线迁改滞后', '厂区东侧高压线未迁改，二号车间基础无法施工')
    const road = item('园区配套道路未通', '大件设备无法进场')
    expect(likenessOf(pylon, again).similarity).toBeGreaterThan(SIMILAR_FROM)
    expect(likenessOf(pylon, road).similarity).toBeLessThan(SIMILAR_FROM / 2)
  })

  it('are found while only a part is typed', () => {
    const whole = item('规划许可证办理超期', '规划许可证已申请四十天，窗口要求补充日照分析，设计院尚未出图')
    expect(likenessOf(item('规划许可证办理'), whole).similarity).toBeGreaterThan(SIMILAR_FROM)
  })

  it('are nearer where subject and class are the same', () => {
    const one = item('施工许可证未取得', '', PERMITS)
    const same = likenessOf(one, item('施工许可证还没有取得', '', PERMITS))
    const other = likenessOf(
      one,
      item('施工许可证还没有取得', '', { class: 'other', subject: { kind: 'key_project', id: '2' } }),
    )
    expect(same.similarity).toBeGreaterThan(other.similarity)
    expect(same).toMatchObject({ sameSubject: true, sameClass: true })
  })

  it('are alike both ways, between 0 and 1, and most alike to themselves', () => {
    fc.assert(
      fc.property(items, items, (one, other) => {
        const { similarity } = likenessOf(one, other)
        expect(similarity).toBe(likenessOf(other, one).similarity)
        expect(similarity).toBeGreaterThanOrEqual(0)
        expect(similarity).toBeLessThanOrEqual(1)
        expect(likenessOf(one, one).similarity).toBeGreaterThanOrEqual(similarity)
      }),
    )
  })

  it('are told in one order, whatever order they are asked in', () => {
    fc.assert(
      fc.property(items, fc.array(items, { maxLength: 8 }), (one, others) => {
        const rows = others.map((each, index) => ({ id: `i${index}`, compared: each }))
        const found = similarTo(one, rows, 5).map(({ id }) => id)
        expect(similarTo(one, rows.toReversed(), 5).map(({ id }) => id)).toEqual(found)
        expect(found.length).toBeLessThanOrEqual(5)
      }),
    )
  })
})
