import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chineseValue, scanNumbers } from './numbers.ts'
import { findPeriods } from './periods.ts'
import { findQuantities } from './quantities.ts'

const read = (text: string) =>
  findQuantities(text).map(({ value, value2, unit, bound }) =>
    value2 === null ? `${bound} ${value} ${unit}` : `${value}–${value2} ${unit}`,
  )

describe('a figure with its unit', () => {
  it.each([
    ['完成投资1260亿元', ['= 1260 亿元']],
    ['近千家', ['~ 1000 家']],
    ['旅游收入过千亿元', ['> 1000 亿元']],
    ['200多亿元', ['> 200 亿元']],
    ['2万余人', ['> 2 万人']],
    ['十余万亩', ['> 10 万亩']],
    ['1,050.5万元', ['= 1050.5 万元']],
    ['一亿三千万元', ['= 13000 万元']],
    ['百分之五点五', ['= 5.5 %']],
    ['七成以上', ['>= 70 %']],
    ['两小时办好', ['= 2 小时']],
    ['70个工作日以内', ['<= 70 个工作日']],
    ['不低于160万亩', ['>= 160 万亩']],
    ['4000万元左右', ['~ 4000 万元']],
    ['6%—7%', ['6–7 %']],
    ['5至8个工作日', ['5–8 个工作日']],
    ['30万到50万吨', ['30–50 万吨']],
    ['三四十个', ['30–40 个']],
    ['由20天压缩到8天', ['= 20 天', '= 8 天']],
    ['新签约项目', []],
    ['1800万吨（年）货物', ['= 1800 万吨']],
    ['3.2个百分点', ['= 3.2 个百分点']],
    ['上升5个位次', ['= 5 位']],
    ['2.3万台（套）', ['= 2.3 万台']],
    ['三成半', ['= 35 %']],
    ['七成六的企业', ['= 76 %']],
    ['万分之三', ['= 0.03 %']],
    ['占20%和30%之间', ['20–30 %']],
    ['不低于5%、不高于8%', ['5–8 %']],
    ['突破了5亿元', ['> 5 亿元']],
    ['至少有30家', ['>= 30 家']],
    ['为企业减负5亿元', ['= 5 亿元']],
    ['从-11.6%回升至5.3%', ['= -11.6 %', '= 5.3 %']],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('keeps an upper end above the lower end', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9999 }), fc.nat({ max: 9999 }), (a, b) => {
        for (const { value, value2 } of findQuantities(`预计增长${a}—${b}亿元`)) {
          if (value2 !== null) expect(value2).toBeGreaterThan(value)
        }
      }),
    )
  })

  it('loses no figure that has a unit', () => {
    const figure = fc.oneof(
      fc.nat({ max: 99_999 }),
      fc.double({ min: 0.01, max: 9999, noNaN: true }).map((x) => Number(x.toFixed(2))),
    )
    const unit = fc.constantFrom('亿元', '万亩', '个', '家', '%', '万吨', '天', '公里', '万千瓦', '亿美元')
    fc.assert(
      fc.property(fc.array(fc.tuple(figure, unit), { minLength: 1, maxLength: 8 }), (figures) => {
        const text = figures.map(([value, name]) => `指标达到${value}${name}`).join('，')
        expect(findQuantities(text).map(({ value, unit: read }) => [value, read])).toEqual(figures)
      }),
    )
  })
})

describe('a Chinese numeral', () => {
  const DIGITS = '零一二三四五六七八九'
  /** Writes a whole number below 100 million the way it is said. */
  function said(value: number): string {
    const section = (part: number): string => {
      let text = ''
      let gap = false
      for (const [size, name] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const) {
        const digit = Math.floor(part / size) % 10
        if (digit === 0) gap = text !== ''
        else {
          text += `${gap ? '零' : ''}${DIGITS.charAt(digit)}${name}`
          gap = false
        }
      }
      return text
    }
    const high = Math.floor(value / 10_000)
    const low = value % 10_000
    if (value === 0) return '零'
    if (high === 0) return section(low)
    return `${section(high)}万${low === 0 ? '' : low < 1000 ? `零${section(low)}` : section(low)}`
  }

  it('has the value it says', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), (value) => {
        expect(chineseValue(said(value))).toBe(value)
      }),
    )
  })

  it.each([
    ['四百五', 450],
    ['一万三', 13_000],
    ['二零二三', 2023],
    ['两千点五', 2000.5],
    ['五分之一', 0.2],
    ['一百零一万一千', 1_011_000],
  ])('%s is %d', (text, value) => {
    expect(chineseValue(text)).toBeCloseTo(value, 9)
  })

  it('is found whole in a sentence, never in part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 9_999_999 }), (value) => {
        const [token] = scanNumbers(`共计${said(value)}元`)
        expect((token?.value ?? 0) * (token?.scale ?? 1)).toBeCloseTo(value, 3)
      }),
    )
  })
})

describe('a time expression', () => {
  it.each([
    ['2023年2月份', '2023-02'],
    ['今年上半年', '2023H1'],
    ['去年', '2022'],
    ['明年', '2024'],
    ['一季度', '2023Q1'],
    ['首季', '2023Q1'],
    ['前三季度', '2023Q1/2023Q3'],
    ['1—2月', '2023-01/2023-02'],
    ['1至8月份', '2023-01/2023-08'],
    ['3月底前', '2023-03'],
    ['十二月底', '2023-12'],
    ['年底前', '2023'],
    ['全年', '2023'],
    ['2024年第二季度', '2024Q2'],
    ['1月28日', '2023-01'],
    ['三年内', '3y'],
    ['“十四五”末', '2025'],
    ['“十四五”期间', '2021/2025'],
    ['连续三年', null],
    ['目前', null],
  ])('%s in a text of 2023 is %s', (text, notation) => {
    expect(findPeriods(text, 2023).map((period) => period.notation)).toEqual([notation])
  })

  it('has no notation where neither it nor the text says a year', () => {
    expect(findPeriods('上半年', null)[0]?.notation).toBeNull()
    expect(findPeriods('2021年', null)[0]?.notation).toBe('2021')
  })

  it.each(['建成后年货物吞吐量', '13月', '年产值', '第一时间'])('is not seen in %s', (text) => {
    expect(findPeriods(text, 2023).filter(({ notation }) => notation)).toEqual([])
  })
})
