import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as contract from '../contract.ts'
import { obstaclesMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) =>
      /^(?:rules|operations|store|public|sheets)/.test(path) && path.endsWith('.ts') && !path.includes('.test.'),
  )
  .map((path) => readFileSync(join(FOLDER, path), 'utf8'))
const codes = [
  ...new Set([
    ...sources.flatMap((text) =>
      [...text.matchAll(/problem\(\s*'(obstacles\.[a-z_]+)'/g)].map((found) => found[1] ?? ''),
    ),
    ...sources.flatMap((text) =>
      [...text.matchAll(/^ {2}[a-z_]+: '(obstacles\.[a-z_]+)',$/gm)].map((found) => found[1] ?? ''),
    ),
  ]),
].filter((code) => code !== '')

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = obstaclesMessages[locale]
  const { items } = words

  it('has a sentence for every problem a rule or an operation gives', () => {
    expect(codes.length).toBeGreaterThan(30)
    // Faults of an imported sheet stand beside its rows, with words of their own.
    const said = { ...words.problems, ...words.faults }
    expect(codes.filter((code) => !Object.hasOwn(said, code))).toEqual([])
  })

  it('has a word for every value, and no other', () => {
    const pairs = [
      [items.kinds, contract.ITEM_KINDS],
      [items.origins, contract.ITEM_ORIGINS],
      [items.classes, contract.ITEM_CLASSES],
      [items.classHints, contract.ITEM_CLASSES],
      [items.severities, contract.SEVERITIES],
      [items.proofs, contract.CLOSING_PROOFS],
      [items.states, contract.ITEM_STATES],
      [items.actions, contract.ITEM_ACTIONS],
      [items.events, contract.ITEM_EVENTS],
      [items.actors, contract.ITEM_ACTORS],
      [items.ratings, contract.RATINGS],
      [items.causes, contract.SuspensionCause.options],
      [items.owners, contract.TIER_OWNERS],
      [items.colours, contract.ORDER_COLOURS],
      [items.lookBackResults, contract.LOOK_BACK_RESULTS],
      [items.page.dayReasons, contract.DAY_REASONS],
      [items.page.bases, contract.DeadlineBasis.options],
      [items.statistics.groups, contract.STATISTICS_GROUPS],
      [items.statistics.ages, contract.AGES],
      [items.statistics.exclusions, contract.EXCLUSIONS],
    ] as const
    for (const [said, values] of pairs) expect(Object.keys(said).toSorted()).toEqual([...values].toSorted())
    expect(items.tierNames).toHaveLength(6)
  })

  it('says how many working days are over or left, and today where none is', () => {
    expect(items.marks.overdue(3)).toContain('3')
    expect(items.marks.left(2)).toContain('2')
    expect(items.marks.left(0)).not.toContain('0')
    expect(items.marks.overdue(0)).not.toContain('0')
  })

  it('names the proof that was agreed and is missing', () => {
    for (const proof of contract.CLOSING_PROOFS)
      expect(words.problems['obstacles.proof_missing']?.({ proof })).toContain(items.proofs[proof])
  })
})
