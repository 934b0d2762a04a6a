import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assessmentContracts } from '../contract.ts'
import { assessmentMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')
const codes = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^(?:rules|public|operations|store)/.test(path) && path.endsWith('.ts') && !path.includes('.test.'))
  .flatMap((path) => [...readFileSync(join(FOLDER, path), 'utf8').matchAll(/problem\(\s*'(assessment\.[a-z_]+)'/g)])
  .map((match) => match[1] ?? '')

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = assessmentMessages[locale]

  it('have a sentence for every problem, and no other', () => {
    expect(codes.length).toBeGreaterThan(10)
    expect(Object.keys(words.problems).toSorted()).toEqual([...new Set(codes)].toSorted())
  })

  it('name every operation', () => {
    expect(Object.keys(words.operations)).toEqual(assessmentContracts.map(({ id }) => id))
  })
})
