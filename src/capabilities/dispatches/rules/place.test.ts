import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import regions from '../../organisation/data/regions.json' with { type: 'json' }
import { makeGazetteer, type RegionRow, regionLevel } from './gazetteer.ts'
import { readPlace } from './place.ts'
import { segment } from './segment.ts'

const rows = regions.rows as unknown as RegionRow[]
const gazetteer = makeGazetteer(rows)
const placeOf = (text: string) => readPlace(segment(text), gazetteer)?.name ?? null

describe('the region table', () => {
  it('has every province, and codes that are unique', () => {
    expect(rows.filter(([code]) => regionLevel(code) === 1)).toHaveLength(34)
    expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length)
    expect(rows.filter(([code]) => regionLevel(code) === 3).length).toBeGreaterThan(2800)
  })

  it('names only well-formed codes, each under its province', () => {
    const codes = new Set(rows.map(([code]) => code))
    for (const [code] of rows) {
      expect(code).toMatch(/^\d{6}$/)
      expect(codes.has(`${code.slice(0, 2)}0000`)).toBe(true)
    }
  })

  it('finds every region by its full name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), ([code, name]) => {
        expect(gazetteer.find(`在${name}召开`).map((mention) => mention.code)).toContain(code)
        expect(gazetteer.nameOf(code)).toBe(name)
      }),
    )
  })
})

describe('the place of a dispatch', () => {
  it.each([
    ['兰考县召开重点项目推进会\n兰考县坚持项目为王。开封市有关领导出席。', '兰考县'],
    ['龙港：奋战首季\n温州市龙港市加快项目建设，龙港市委要求。', '龙港市'],
    ['恩施州举行项目集中开工\n湖北省恩施土家族苗族自治州各县市同步开工。', '恩施土家族苗族自治州'],
    ['全市动员大会召开\n遵义市召开大会，播州区、红花岗区、汇川区负责人发言，我市将加快发展，全市上下行动。', '遵义市'],
    ['拼经济\n和田地区墨玉县抓项目，墨玉县今年完成投资。', '墨玉县'],
    ['项目观摩\n西安市长安区举行观摩，长安区委书记出席，长安区将加快建设。', '长安区'],
    ['集中签约\n深圳市龙华区举行签约，龙华区签约20个项目。', '龙华区'],
    ['开工\n内蒙古自治区科尔沁左翼中旗开工，科尔沁左翼中旗旗委表示。', '科尔沁左翼中旗'],
  ])('%s', (text, name) => {
    expect(placeOf(text)).toBe(name)
  })

  it('is read also where the table does not know it', () => {
    expect(placeOf('示澜县：加快发展\n今年，示澜县完成投资5亿元，示澜县委要求。')).toBe('示澜县')
  })

  it('is not the newspaper, the firm or the road that bears a name', () => {
    expect(placeOf('铜仁市碧江区抓招商\n来源：贵阳日报\n碧江区引进广州某某有限公司，位于北京路。碧江区表示。')).toBe(
      '碧江区',
    )
  })

  it('does not find a county in the name of another', () => {
    expect(placeOf('示兴县：抓项目\n示兴县今年开工，示兴县委要求，示兴县将加快建设。')).toBe('示兴县')
  })

  it('is null where nothing is named', () => {
    expect(placeOf('项目建设加快推进。')).toBeNull()
  })
})
