import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import regions from '../../organisation/data/regions.json' with { type: 'json' }
import { toDispatchJson } from './dispatch-json.ts'
import { makeGazetteer, type RegionRow } from './gazetteer.ts'
import { readDispatch } from './read.ts'

const gazetteer = makeGazetteer(regions.rows as unknown as RegionRow[])
const PERIOD = /^(\d{4}(H[12]|Q[1-4]|-\d{2}(-\d{2})?)?|\d+y)(\/\d{4}(H[12]|Q[1-4]|-\d{2}(-\d{2})?)?)?$/

const piece = fc.oneof(
  fc.constantFrom(
    '全县',
    '西安市',
    '示例县',
    '今年',
    '1—8月份',
    '力争',
    '确保',
    '将',
    '完成',
    '新增',
    '同比增长',
    '由',
    '压缩到',
    '总投资',
    '占地',
    '某某新材料项目',
    '等',
    '个项目',
    '亿元',
    '万亩',
    '天',
    '%',
    '家企业',
    '“',
    '”',
    '，',
    '。',
    '；',
    '、',
    '：',
    '\n',
    '局长表示，',
    '位列全市第一',
    '翻番',
    '高于全省平均',
    '(jīng)',
    '以上',
    '的',
    '（',
    '）',
    '投产后',
    '级',
    '超',
    '近',
    '百分之',
    '年底前',
    '亿',
    '万',
    '二十',
  ),
  fc.nat({ max: 99_999 }).map(String),
  fc.string({ maxLength: 4 }),
)
const dispatch = fc.array(piece, { maxLength: 80 }).map((parts) => parts.join(''))

describe('reading a dispatch', () => {
  it('never throws and points exactly into the original, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(dispatch, fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 80 })),
        (raw) => {
          const reading = readDispatch(raw, { gazetteer })
          for (const item of [...reading.targets, ...reading.projects, ...reading.commitments]) {
            expect(item.quote).toBe(raw.slice(item.start, item.end))
            expect(item.quote).not.toBe('')
            expect(item.end).toBeLessThanOrEqual(raw.length)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('gives values with units, ranges in order, and periods in the notation', () => {
    fc.assert(
      fc.property(dispatch, (raw) => {
        const json = toDispatchJson(readDispatch(raw, { gazetteer }))
        for (const { value, value2, unit, period, indicator } of json.targets) {
          if (value !== null) expect(unit).not.toBeNull()
          if (value2 !== null) expect(value2).toBeGreaterThan(value ?? Number.POSITIVE_INFINITY)
          if (period !== null) expect(period).toMatch(PERIOD)
          expect(indicator).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('reads the same twice, and reads a cleaned text as it reads the damaged one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('固定資產投資', '工業總產值')), {
          minLength: 1,
          maxLength: 5,
        }),
        (rows) => {
          const clean = `全县${rows.map(([value, name]) => `${name === '固定資產投資' ? '固定资产投资' : '工业总产值'}完成${value}亿元`).join('，')}。`
          const damaged = `全縣(xiàn)${rows.map(([value, name]) => `${name}完(wán)成${value}億元`).join(',,')},。`
          const figures = (raw: string) =>
            readDispatch(raw).targets.map(({ indicator, value, unit }) => ({ indicator, value, unit }))
          expect(figures(damaged)).toEqual(figures(clean))
          expect(figures(damaged)).toEqual(figures(damaged))
          expect(figures(clean)).toHaveLength(rows.length)
        },
      ),
    )
  })

  it.each([
    ['brackets', '('],
    ['digits', '7'],
    ['Chinese numerals', '一'],
    ['scales', '亿'],
    ['quotation marks', '“'],
    ['list marks', '、'],
    ['places', '西安市'],
    ['projects', '甲乙丙丁项目、'],
    ['figures', '投资5亿元，'],
    ['pledges', '将确保完成5个项目；'],
    ['lines', '首页\n'],
    ['glosses', '經(jīng)'],
    ['doubled commas', ',,'],
    ['titles', '局长表示，'],
    ['lists', '甲乙丙、等'],
    ['broken bytes', '?！蓖'],
    ['shares of shares', '百分之'],
    ['ranks', '位列全市第一，'],
    ['calls in one sentence', '会议要求，完成5亿元；'],
  ])('takes time in proportion to the length: a megabyte (in UTF-8) of %s', (_name, unit) => {
    const timeOf = (length: number): number => {
      const raw = unit.repeat(Math.ceil(length / unit.length))
      const start = performance.now()
      readDispatch(raw, { gazetteer })
      return performance.now() - start
    }
    timeOf(10_000)
    const small = timeOf(50_000)
    expect(timeOf(350_000)).toBeLessThan(Math.max(15_000, small * 7 * 5))
  })
})
