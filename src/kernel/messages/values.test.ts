import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

const kernel = new URL('../', import.meta.url)
const codes = readdirSync(kernel, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .flatMap((name) =>
    [...readFileSync(new URL(name, kernel), 'utf8').matchAll(/problem\('(kernel\.[a-z_]+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  )

describe('every problem of the shared values', () => {
  it('is spoken of in both languages, and nothing else is', () => {
    expect(codes.length).toBeGreaterThan(20)
    for (const problems of [zhCN.problems, en.problems]) {
      const written = Object.keys(problems).filter((code) => code.startsWith('kernel.'))
      expect(written.sort()).toEqual([...new Set(codes)].sort())
    }
  })
})
