import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lightsMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')

/** Every code of this capability that its rules and operations can give, read from their source. */
function codesInSource(): { readonly problems: readonly string[]; readonly reasons: readonly string[] } {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /^(?:rules\/|operations|store\/|public)/.test(path) && path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )
  const codes = new Set(
    files.flatMap((path) =>
      [...readFileSync(join(FOLDER, path), 'utf8').matchAll(/'(lights\.[a-z_]+)'/g)].map((match) => match[1] ?? ''),
    ),
  )
  const topics = ['drafted', 'revised', 'published', 'retired', 'draft_discarded', 'manage'].map(
    (each) => `lights.${each}`,
  )
  const all = [...codes].filter((code) => !topics.includes(code))
  return {
    problems: all.filter((code) => !code.startsWith('lights.reason_')),
    reasons: all.filter((code) => code.startsWith('lights.reason_')),
  }
}

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = lightsMessages[locale]
  const { problems, reasons } = codesInSource()

  it('has a sentence for every problem a rule or an operation gives, and no other', () => {
    expect(problems.length).toBeGreaterThan(10)
    expect(Object.keys(words.problems).toSorted()).toEqual(problems.toSorted())
  })

  it('has a sentence for every reason of a light, and no other', () => {
    expect(reasons.length).toBeGreaterThan(8)
    expect(Object.keys(words.reasons).toSorted()).toEqual(reasons.toSorted())
  })

  it('says the values, not their names', () => {
    const values = {
      dimension: '进度',
      base: 'gap_points',
      value: '-33/2',
      span: '[-30,0)',
      key: 'k',
      times: 2,
      periods: 2,
      raw: 'yellow',
      light: 'red',
      excuse: 'season',
      was: 'red',
      madeUpIn: '2026-M03',
      row: 1,
      count: 2,
      example: 'a=red',
      first: 1,
      second: 2,
      code: 'c',
      action: 'publish',
    }
    for (const sentence of [...Object.values(words.problems), ...Object.values(words.reasons)]) {
      const text = sentence(values)
      expect(text).not.toMatch(/undefined|\[object|NaN/)
      expect(text.length).toBeGreaterThan(3)
    }
  })
})
