import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { progressReportsMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')

/** Every code of this capability that its rules and operations can give, read from their source: problems and topics apart. */
function codesInSource() {
  const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    // What figures.ts names are questions, not problems; the wall of figures reads them.
    .filter((path) => /^(?:rules|operations|store)\/.*(?<!\.test|figures)\.ts$/.test(path))
    .map((path) => readFileSync(join(FOLDER, path), 'utf8'))
  const all = (pattern: RegExp) => [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''))),
  ]
  const topics = all(/announce\(\s*(?:action === 'check' \? )?'(progress_reports\.[a-z_]+)'/g)
  const given = all(/'(progress_reports\.[a-z_]+)'/g)
  const rights = ['view', 'fill', 'check', 'confirm', 'manage'].map((each) => `progress_reports.${each}`)
  const isTopic = (code: string) => topics.includes(code) || code === 'progress_reports.returned'
  return { problems: given.filter((code) => !isTopic(code) && !rights.includes(code)) }
}

const VALUES = {
  period: '2026-M03',
  day: '2026-03-05',
  field: 'yearForecast',
  before: 10_000,
  expected: 20_000,
  given: 30_000,
  planned: 40_000,
  name: '示例',
  state: 'due',
  width: 1,
  height: 2,
  maximum: 3,
  headings: 'A',
  heading: 'B',
  count: 4,
  number: '2026-C-001',
  text: 'T',
  choices: 'C',
  unit: '美元',
}

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = progressReportsMessages[locale]
  const { problems } = codesInSource()

  it('has a sentence for every problem a rule or an operation gives, and no other', () => {
    expect(problems.length).toBeGreaterThan(20)
    expect(Object.keys(words.problems).toSorted()).toEqual(problems.toSorted())
  })

  it('says the values, not their names', () => {
    for (const sentence of [...Object.values(words.problems), ...Object.values(words.cellFaults)]) {
      const text = sentence(VALUES)
      expect(text).not.toMatch(/undefined|\[object|NaN/)
      expect(text.length).toBeGreaterThan(5)
    }
    expect(words.problems['progress_reports.sum_differs'](VALUES)).toContain('2')
    expect(words.problems['progress_reports.field_missing']({ field: 'nextPlan' })).toContain(words.columns.nextPlan)
  })
})
