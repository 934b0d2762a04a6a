import { type Gazetteer, type RegionMention, regionLevel } from './gazetteer.ts'
import type { Segmented } from './segment.ts'

/** The region a dispatch is about: its GB/T 2260 code (null where the table does not know it) and full name. */
export interface PlaceReading {
  readonly code: string | null
  readonly name: string
}

const UNLISTED =
  /(?:^|[，。、：；！？\s“”（）】年])(?:走进|来到|[在是对为到与和及由从以]|记者从|位于)?([\u4E00-\u9FFF]{1,4}?(?:自治县|自治州|[县市区旗]))(?=委|政|人|各|坚|紧|聚|围|将|召|举|推|加|把|以|：|，|$|[\u4E00-\u9FFF“\d])/gm
const NOT_A_PLACE =
  /^(?:[全该本我各城园市老新郊辖多两几]|都|社|小|景|片|厂|校|特|专|地|园|街)?[县市区旗]$|[全该本我各两]|城市|地区|园区|片区|新区|社区|开发区|高新区|示范区|景区|灾区|辖区|校区|厂区|战区|库区|牧区|山区|矿区|林区|都市|股市|上市|楼市|县市|市区|区县/

interface Tally {
  score: number
  first: number
  full: boolean
}

/** Weight of a mention: the title and the first sentences say whom a dispatch is about. */
function weightAt(segmented: Segmented, offset: number, sentenceIndex: number): number {
  const title = segmented.paragraphs[0]
  if (title && offset < title.end) return 6
  if (sentenceIndex <= 3) return 3
  return 1
}

function sentenceIndexOf(segmented: Segmented, offset: number): number {
  let low = 0
  let high = segmented.sentences.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segmented.sentences[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Two-character names that always stand behind the same character are the end of another name (岭兴县 is not 兴县). */
function partsOfLongerNames(text: string, mentions: readonly RegionMention[]): Set<string> {
  const before = new Map<string, Map<string, number>>()
  for (const { start, end, name } of mentions) {
    if (end - start !== 2) continue
    const char = text.charAt(start - 1)
    const key = /[\u4E00-\u9FFF]/.test(char) && !/[在是对为到与和及向由从以了我该赴省市州]/.test(char) ? char : ''
    const counts = before.get(name) ?? new Map<string, number>()
    counts.set(key, (counts.get(key) ?? 0) + 1)
    before.set(name, counts)
  }
  const parts = new Set<string>()
  for (const [name, counts] of before) if (counts.size === 1 && !counts.has('')) parts.add(name)
  return parts
}

function tally(segmented: Segmented, mentions: readonly RegionMention[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const codesSeen = new Set(mentions.map(({ code }) => code))
  const inLonger = partsOfLongerNames(segmented.text, mentions)
  const sharing = new Map<number, number>()
  for (const { start } of mentions) sharing.set(start, (sharing.get(start) ?? 0) + 1)
  for (const mention of mentions) {
    const { start, end, code, full } = mention
    if (
      /^(?:城区|郊区|矿区|新区)$/.test(segmented.text.slice(start, end)) &&
      !/[市州]$/.test(segmented.text.slice(Math.max(0, start - 1), start))
    )
      continue
    if (inLonger.has(mention.name) && end - start === 2) continue
    const after = segmented.text.slice(end, end + 8)
    const before = segmented.text.slice(Math.max(0, start - 2), start)
    let weight = weightAt(segmented, start, sentenceIndexOf(segmented, start))
    if (/^(?:日报|晚报|电视台|新闻网|融媒|广播|早报|时报|网讯|新闻客户端)/.test(after)) weight *= 0.3
    if (/^[\u4E00-\u9FFF]{0,8}(?:有限公司|股份|集团|大学|学院|银行)/.test(after)) weight *= 0.2
    if (/^(?:路|街|大道|桥|站|机场|高铁|高速|铁路|菜|港)/.test(after)) weight *= 0.2
    if (/^(?:等地|、)/.test(after) && /[赴、往向]$/.test(before)) weight *= 0.3
    if (/^(?:：|委|县委|市委|区委|政府|县|市|区|将|坚持|聚焦|全|人民政府)/.test(after)) weight *= 1.3
    if (!full && weight <= 2) weight *= 0.6
    if ((sharing.get(start) ?? 1) > 1) {
      const underNamed = codesSeen.has(`${code.slice(0, 4)}00`) || codesSeen.has(`${code.slice(0, 2)}0000`)
      weight *= underNamed ? 1 : 0.3
    }
    const tally = tallies.get(code) ?? { score: 0, first: start, full: false }
    tallies.set(code, { score: tally.score + weight, first: Math.min(tally.first, start), full: tally.full || full })
  }
  return tallies
}

/**
 * The region a dispatch is about. A county named about as often as its city wins over the city (the city is named as
 * its superior), unless the text speaks of 我市 or 全市 as itself; several counties of one city share the honour with it.
 */
export function readPlace(segmented: Segmented, gazetteer: Gazetteer): PlaceReading | null {
  const { text } = segmented
  const mentions = gazetteer.find(text)
  const tallies = tally(segmented, mentions)
  const ranked = [...tallies].sort((a, b) => b[1].score - a[1].score || a[1].first - b[1].first)
  const counties = ranked.filter(([code]) => regionLevel(code) === 3)
  const cities = ranked.filter(([code]) => regionLevel(code) === 2)
  const provinces = ranked.filter(([code]) => regionLevel(code) === 1)
  const saysCity = (text.match(/我市|全市|市委、?市政府|市委市政府|市直/g) ?? []).length
  const saysCounty = (text.match(/我[县区]|全[县区]|[县区]委、?[县区]政府|[县区]委[县区]政府|该[县区市]/g) ?? []).length
  const of = ([code]: readonly [string, Tally]): PlaceReading => ({ code, name: gazetteer.nameOf(code) ?? '' })
  const unlisted = unlistedPlace(segmented, tallies)
  const [city, county] = [cities[0], counties[0]]
  const best = county ?? city ?? provinces[0]
  if (!best) return unlisted ? { code: null, name: unlisted.name } : null
  const margin = best[1].full ? 2 : 0.8
  if (unlisted && unlisted.score > margin * best[1].score) return { code: null, name: unlisted.name }
  if (!county) return of(city && (!provinces[0] || city[1].score * 3 >= provinces[0][1].score) ? city : best)
  if (!city) return of(county)
  const within = counties.filter(([code]) => code.slice(0, 4) === city[0].slice(0, 4))
  const runnerUp = within[1]?.[1].score ?? 0
  const titleEnd = segmented.paragraphs[0]?.end ?? 0
  const isMany =
    within.filter(([, { full }]) => full).length >= 3 && county[1].first >= titleEnd && saysCity >= saysCounty
  const leads = county[1].score >= 2 * runnerUp && !isMany
  const isOwn = county[0].slice(0, 4) === city[0].slice(0, 4)
  if (!isOwn) return of(county[1].score >= city[1].score ? county : city)
  if (leads && county[1].score >= 0.6 * city[1].score) return of(county)
  if (leads && saysCounty > saysCity && county[1].score >= 0.3 * city[1].score) return of(county)
  return of(city)
}

/** A place the table does not know (an invented or a new county), found by how governments are spoken of. */
function unlistedPlace(
  segmented: Segmented,
  known: ReadonlyMap<string, Tally>,
): { name: string; score: number } | undefined {
  const counts = new Map<string, number>()
  for (const match of segmented.text.matchAll(UNLISTED)) {
    const name = (match[1] ?? '').replace(/^[在是对为到与和及向由从以](?=.{2,})/, '')
    if (NOT_A_PLACE.test(name)) continue
    const index = sentenceIndexOf(segmented, match.index)
    counts.set(name, (counts.get(name) ?? 0) + weightAt(segmented, match.index, index))
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0]
  if (!best || best[1] < (known.size > 0 ? 4 : 2)) return undefined
  return { name: best[0], score: best[1] }
}
