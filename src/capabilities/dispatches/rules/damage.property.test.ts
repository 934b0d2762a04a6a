import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Converter } from 'opencc-js/cn2t'
import { describe, expect, it } from 'vitest'
import regions from '../../organisation/data/regions.json' with { type: 'json' }
import { type DispatchJson, toDispatchJson } from './dispatch-json.ts'
import { makeGazetteer, type RegionRow } from './gazetteer.ts'
import { readDispatch } from './read.ts'
import { toSimplified, traditionalShare } from './script.ts'

const EXAMPLES = new URL('../../../../examples/dispatches/', import.meta.url)
const gazetteer = makeGazetteer(regions.rows as unknown as RegionRow[])
const toTraditional = Converter({ from: 'cn', to: 'tw' })
const clean = readdirSync(EXAMPLES)
  .map((name) => readFileSync(new URL(name, EXAMPLES), 'utf8'))
  .filter((text) => traditionalShare(text) < 0.01 && !/,|[āáǎàēéěèīíǐìōóǒòūúǔù]/.test(text))

/** Readings that scraped pages put behind characters. */
const GLOSSES = new Map(
  Object.entries({ 经: 'jīng', 发: 'fā', 实: 'shí', 数: 'shù', 进: 'jìn', 设: 'shè', 动: 'dòng' }),
)
const SPAM = '国产精品久久久久中文字幕,亚洲一区二区三区在线观看,免费观看一级a片,人妻无码\n'
const NEWS =
  '\n相关推荐\n某地举行春季车展 首日成交206辆\n昨日，某地春季车展开幕，首日成交206辆，成交额5100万元。\n网友评论\n关于我们 | 版权声明\n'

/** How a scraped page spoils a dispatch; `seed` says which characters are hit. */
const DAMAGE = {
  script: (text: string) => toTraditional(text),
  glosses: (text: string, seed: number) =>
    Array.from(text, (char, at) => {
      const gloss = GLOSSES.get(toSimplified(char))
      return gloss && (at + seed) % 3 === 0 ? `${char}(${gloss})` : char
    }).join(''),
  commas: (text: string, seed: number) => {
    let count = seed
    return text.replace(/[，。、](?!\n)/g, (mark) => {
      count += 1
      return count % 2 === 0 ? (mark === '，' ? ',,' : `${mark},`) : mark
    })
  },
  spam: (text: string) => `${SPAM}${text}`,
  news: (text: string) => `${text}${NEWS}`,
} satisfies Record<string, (text: string, seed: number) => string>

const facts = ({ targets, projects }: DispatchJson): string[] => [
  ...targets.map(({ value, unit, status, comparator }) => `${value} ${unit} ${status} ${comparator}`),
  ...projects.map(({ name, investment_yi }) => `${name} ${investment_yi}`),
]

/** Share of facts two readings have in common: 1 where they are the same. */
function agreement(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>()
  for (const fact of one) left.set(fact, (left.get(fact) ?? 0) + 1)
  let shared = 0
  for (const fact of other) {
    const count = left.get(fact) ?? 0
    if (count > 0) shared += 1
    left.set(fact, count - 1)
  }
  return one.length + other.length === 0 ? 1 : (2 * shared) / (one.length + other.length)
}

const read = (text: string) => facts(toDispatchJson(readDispatch(text, { gazetteer })))

describe('a damaged page', () => {
  it('has clean samples to be tried on', () => {
    expect(clean.length).toBeGreaterThanOrEqual(20)
  })

  it('is read nearly as the clean one, whatever damages come together', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clean),
        fc.subarray(Object.values(DAMAGE), { minLength: 1 }),
        fc.nat({ max: 5 }),
        (text, damages, seed) => {
          const spoilt = damages.reduce((made, damage) => damage(made, seed), text)
          expect(agreement(read(text), read(spoilt))).toBeGreaterThanOrEqual(0.85)
        },
      ),
      { numRuns: 60 },
    )
  })

  it.each(Object.entries(DAMAGE))('by %s loses next to nothing over all samples', (_name, damage) => {
    const shares = clean.map((text) => agreement(read(text), read(damage(text, 1))))
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(0.98)
  })
})
