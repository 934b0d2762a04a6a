import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OperationSpec } from '../../../kernel/operation.ts'
import { PERMISSIONS } from '../../../kernel/permissions.ts'
import * as contract from '../contract.ts'
import { contestListWords } from './figures.zh-CN.ts'
import { contestsMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^(?:rules|operations|store|public|contract)/.test(path) && path.endsWith('.ts'))
  .filter((path) => !path.includes('.test.'))
  .map((path) => readFileSync(join(FOLDER, path), 'utf8'))
const said = sources.flatMap((text) =>
  [...text.matchAll(/(?:problem\(\s*|: |\| |return |=== )'(contests\.[a-z_]+)'/g)].map((found) => found[1] ?? ''),
)
const specs: readonly OperationSpec[] = contract.contestsContracts
const ids = new Set<string>(specs.filter(({ stream }) => !stream).map(({ id }) => id))
const others = new Set<string>([
  ...specs.map(({ id }) => id),
  ...Object.keys(PERMISSIONS),
  ...Object.keys(contestListWords),
  ...Object.keys(contestsMessages.en.tellings).map((each) => `contests.${each}`),
])
const codes = [...new Set(said), ...contract.TIE_STEPS.map((step) => `contests.ladder_${step}`)].filter(
  (code) => !others.has(code),
)

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = contestsMessages[locale]

  it('has a sentence for every problem a rule or an operation gives', () => {
    expect(codes.length).toBeGreaterThan(60)
    expect(codes.filter((code) => !Object.hasOwn(words.problems, code))).toEqual([])
  })

  it('has a word for every value, and no other', () => {
    const pairs = [
      [words.kinds, contract.CONTEST_KINDS],
      [words.states, contract.CONTEST_STATES],
      [words.tieSteps, contract.TIE_STEPS],
      [words.sheets.sources, contract.BALLOT_SOURCES],
    ] as const
    for (const [values, known] of pairs) expect(Object.keys(values).toSorted()).toEqual([...known].toSorted())
  })

  it('names every operation', () => {
    expect([...ids].filter((id) => !Object.hasOwn(words.operations, id))).toEqual([])
  })
})
