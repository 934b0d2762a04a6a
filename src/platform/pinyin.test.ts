import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pinyinInitials, pinyinKey } from './pinyin.ts'

describe('pinyin of names', () => {
  it.each([
    ['重点项目', 'zhong dian xiang mu', 'zdxm'],
    ['冠县ABC3号（扩建）', 'guan xian abc3 hao kuo jian', 'gxabc3hkj'],
    ['绿色化工园', 'lv se hua gong yuan', 'lshgy'],
    ['单县', 'shan xian', 'sx'],
    ['莘县', 'shen xian', 'sx'],
    ['临朐县', 'lin qu xian', 'lqx'],
    ['乐陵市', 'lao ling shi', 'lls'],
    ['曲阜', 'qu fu', 'qf'],
    ['长清区', 'chang qing qu', 'cqq'],
    ['重庆路', 'chong qing lu', 'cql'],
    ['', '', ''],
    ['——', '', ''],
  ])('reads %s as %s', (name, key, initials) => {
    expect(pinyinKey(name)).toBe(key)
    expect(pinyinInitials(name)).toBe(initials)
  })

  it('reads the first character of a person as a surname', () => {
    expect(pinyinKey('单示例', 'person')).toBe('shan shi li')
    expect(pinyinKey('曾示例', 'person')).toBe('zeng shi li')
  })

  it('orders names as a dictionary does', () => {
    const names = ['枣庄', '冠县', '昌邑', '临朐', '潍坊']
    expect(names.toSorted((one, other) => (pinyinKey(one) < pinyinKey(other) ? -1 : 1))).toEqual([
      '昌邑',
      '冠县',
      '临朐',
      '潍坊',
      '枣庄',
    ])
  })

  it('gives keys without blanks at the ends, capitals or punctuation, for any text', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('县', '重', '３', 'Ａ', ' ', '（', '·'), fc.string({ maxLength: 1 })),
    })
    fc.assert(
      fc.property(text, (name) => {
        const key = pinyinKey(name)
        expect(key).toBe(key.trim().toLowerCase())
        expect(key).not.toMatch(/[^\p{L}\p{N} ]| {2}/u)
        expect(pinyinInitials(name)).not.toContain(' ')
      }),
    )
  })
})
