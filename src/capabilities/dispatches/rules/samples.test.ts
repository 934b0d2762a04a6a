import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import regions from '../../organisation/data/regions.json' with { type: 'json' }
import { type DispatchJson, toDispatchJson } from './dispatch-json.ts'
import { makeGazetteer, type RegionRow } from './gazetteer.ts'
import { readDispatch } from './read.ts'
import { toSimplified } from './script.ts'

const FIXTURES = new URL('./fixtures/', import.meta.url)
const EXAMPLES = new URL('../../../../examples/dispatches/', import.meta.url)
const gazetteer = makeGazetteer(regions.rows as unknown as RegionRow[])

interface Expected {
  readonly place: string | null
  readonly date: string | null
  readonly doc_type: string
  readonly targets: readonly {
    quote: string
    indicator: string
    value: number | null
    unit: string | null
    comparator: string
    status: string
    from?: number
  }[]
  readonly projects: readonly { name: string; investment_yi: number | null; area_mu: number | null }[]
  readonly commitments: readonly { quote: string; owner: string | null }[]
}

interface Tally {
  gold: number
  read: number
  found: number
  indicator: number
  status: number
}

const SCALES: readonly (readonly [string, number])[] = [
  ['亿', 1e8],
  ['万', 1e4],
]
const amount = (value: number, unit: string): string => {
  const scale = SCALES.find(([text]) => unit.startsWith(text))
  const rest = scale ? unit.slice(scale[0].length) : unit
  return `${Number((value * (scale?.[1] ?? 1)).toPrecision(12))} ${/^[个家户项件]$/.test(rest) ? '个' : rest}`
}
const plain = (text: string): string => toSimplified(text).replace(/[^\p{L}\p{N}%]/gu, '')

function dice(one: string, other: string): number {
  const counts = new Map<string, number>()
  for (const char of plain(one)) counts.set(char, (counts.get(char) ?? 0) + 1)
  let shared = 0
  for (const char of plain(other)) {
    const left = counts.get(char) ?? 0
    if (left > 0) shared += 1
    counts.set(char, left - 1)
  }
  return (2 * shared) / (plain(one).length + plain(other).length)
}

/** Rows found with the same amount, the likeliest indicator first, each row of the reading used once. */
function tallyTargets(expected: Expected, read: DispatchJson): Tally {
  const used = new Set<number>()
  const tally: Tally = { gold: expected.targets.length, read: read.targets.length, found: 0, indicator: 0, status: 0 }
  for (const gold of expected.targets) {
    let best = -1
    let bestScore = -1
    read.targets.forEach((row, index) => {
      const same =
        gold.value === null || gold.unit === null || row.value === null || row.unit === null
          ? gold.value === row.value
          : amount(gold.value, gold.unit) === amount(row.value, row.unit)
      if (used.has(index) || !same) return
      const score = dice(gold.indicator, row.indicator) + (gold.status === row.status ? 0.1 : 0)
      if (score > bestScore) {
        best = index
        bestScore = score
      }
    })
    const row = read.targets[best]
    if (!row) continue
    used.add(best)
    tally.found += 1
    if (dice(gold.indicator, row.indicator) >= 0.5) tally.indicator += 1
    if (gold.status === row.status) tally.status += 1
    if (gold.from !== undefined) expect(row.from).toBe(gold.from)
  }
  return tally
}

const f1 = (hits: number, gold: number, read: number): number => (gold + read === 0 ? 1 : (2 * hits) / (gold + read))
const names = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''))
const samples = names.map((name) => {
  const raw = readFileSync(new URL(`${name}.txt`, EXAMPLES), 'utf8')
  const expected = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Expected
  return { name, raw, expected, read: toDispatchJson(readDispatch(raw, { gazetteer })) }
})

describe('our own sample dispatches', () => {
  it('are forty-two, each with what a careful reader finds in it', () => {
    expect(samples).toHaveLength(42)
  })

  it.each(samples)('$name: nearly every figure is found, with indicator and status', ({ expected, read }) => {
    const { gold, read: count, found, indicator, status } = tallyTargets(expected, read)
    expect(f1(found, gold, count)).toBeGreaterThanOrEqual(0.9)
    expect(f1(indicator, gold, count)).toBeGreaterThanOrEqual(0.85)
    expect(f1(status, gold, count)).toBeGreaterThanOrEqual(0.8)
  })

  it.each(samples)('$name: the named projects and no others, with money and area', ({ expected, read }) => {
    const row = (project: { name: string; investment_yi: number | null; area_mu: number | null }) =>
      `${plain(project.name).replace(/项目$/, '')} ${project.investment_yi} ${project.area_mu}`
    expect(read.projects.map(row).sort()).toEqual(expected.projects.map(row).sort())
  })

  it.each(samples)('$name: where it is printed, the date', ({ expected, read }) => {
    expect(read.date).toBe(expected.date)
  })

  it('as a whole meet the measure of the genre', () => {
    const sum = { gold: 0, read: 0, found: 0, indicator: 0, status: 0 }
    let places = 0
    let kinds = 0
    const pledges = { gold: 0, read: 0, found: 0 }
    for (const { expected, read, name } of samples) {
      const own = tallyTargets(expected, read)
      for (const key of ['gold', 'read', 'found', 'indicator', 'status'] as const) sum[key] += own[key]
      if (read.place === expected.place) places += 1
      if (read.doc_type === expected.doc_type) kinds += 1
      pledges.gold += expected.commitments.length
      pledges.read += read.commitments.length
      for (const { quote } of expected.commitments) {
        const near = read.commitments.some((commitment) => {
          const [a, b] = [plain(quote), plain(commitment.quote.replace(/[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùü]+[)）]/g, ''))]
          return a.includes(b) || b.includes(a) || dice(a, b) > 0.8
        })
        if (near) pledges.found += 1
      }
      expect(name).not.toBe('')
    }
    expect(f1(sum.found, sum.gold, sum.read)).toBeGreaterThanOrEqual(0.98)
    expect(f1(sum.indicator, sum.gold, sum.read)).toBeGreaterThanOrEqual(0.96)
    expect(f1(sum.status, sum.gold, sum.read)).toBeGreaterThanOrEqual(0.93)
    expect(f1(pledges.found, pledges.gold, pledges.read)).toBeGreaterThanOrEqual(0.9)
    expect(places).toBeGreaterThanOrEqual(39)
    expect(kinds).toBeGreaterThanOrEqual(39)
  })
})
