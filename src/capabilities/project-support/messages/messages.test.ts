import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EntryKind, FACTORS, NeedAction, NEED_STATES, VISIT_OUTCOMES, VisitAction } from '../contract.ts'
import { projectSupportMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')
const codes = [
  ...new Set(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(?:rules|operations|store)/.test(path) && path.endsWith('.ts') && !path.includes('.test.'))
      .flatMap((path) =>
        [...readFileSync(join(FOLDER, path), 'utf8').matchAll(/(?:problem\(|code: )'(project_support\.[a-z_]+)'/g)].map(
          (match) => match[1] ?? '',
        ),
      ),
  ),
]

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = projectSupportMessages[locale]

  it('has a sentence for every problem an operation gives, and no other', () => {
    expect(codes.length).toBeGreaterThan(20)
    expect(Object.keys(words.problems).toSorted()).toEqual(codes.toSorted())
  })

  it('has a word for every value', () => {
    const said = [
      words.factors,
      words.units,
      words.states,
      words.kinds,
      words.needActions,
      words.outcomes,
      words.visitActions,
    ]
    const values = [
      FACTORS,
      FACTORS,
      NEED_STATES,
      EntryKind.options,
      NeedAction.options,
      VISIT_OUTCOMES,
      VisitAction.options,
    ]
    expect(said.map((each) => Object.keys(each).toSorted())).toEqual(values.map((each) => [...each].toSorted()))
  })

  it('makes a sentence of an overdraft, with the factor, what is left and what is short', () => {
    const sentence = words.problems['project_support.overdrawn']({ factor: 'land', left: 3, short: 20 })
    for (const part of [words.factors.land, '3', '20']) expect(sentence).toContain(part)
  })
})
