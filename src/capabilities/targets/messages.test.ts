import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { targetsMessages } from './messages/index.ts'

const here = import.meta.dirname
const sources = ['rules', 'operations', 'store']
  .flatMap((folder) => readdirSync(`${here}/${folder}`).map((name) => `${folder}/${name}`))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(`${here}/${name}`, 'utf8'))
const refused = sources.flatMap((text) =>
  [...text.matchAll(/problem\(\s*'((?:targets|pace)\.[a-z_]+)'/g)].map((match) => match[1] ?? ''),
)
const tabled = sources.flatMap((text) =>
  [...text.matchAll(/\[\s*'(targets\.[a-z_]+)',\s*'[A-Za-z]+',/g)].map((match) => match[1] ?? ''),
)
const rowwise = sources.flatMap((text) =>
  [...text.matchAll(/at\('[A-Za-z]+', '(targets\.[a-z_]+)'/g)].map((match) => match[1] ?? ''),
)
const codes = [...new Set([...refused, ...tabled, ...rowwise])].toSorted()

describe('words of targets', () => {
  it('has a sentence for every problem in both languages, and none for a problem nobody raises', () => {
    expect(codes.length).toBeGreaterThan(60)
    for (const locale of ['zh-CN', 'en'] as const)
      expect([locale, Object.keys(targetsMessages[locale].problems).toSorted()]).toEqual([locale, codes])
  })

  it('fills every sentence without leaving a hole', () => {
    const params = new Proxy({}, { get: () => '3', has: () => true })
    for (const locale of ['zh-CN', 'en'] as const)
      for (const [code, sentence] of Object.entries(targetsMessages[locale].problems))
        expect([code, sentence(params)]).toEqual([code, expect.stringMatching(/^(?!.*undefined).{5,}[。.]$/)])
  })
})
