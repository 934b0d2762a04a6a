import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  BuildingNature,
  CATEGORIES,
  Establishment,
  InvestorType,
  LEDGER_FIELDS,
  LIST_CLASSES,
  LIST_LEVELS,
  MOVE_GUARDS,
  ProjectAction,
  ProjectBody,
  ProjectStatistics,
  STAGES,
} from '../contract.ts'
import { ITEM_EVENTS } from '../../obstacles/contract.ts'
import { keyProjectsMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) => /^(?:rules|operations|store|public)/.test(path) && path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )
  .map((path) => ({ path, text: readFileSync(join(FOLDER, path), 'utf8') }))
const found = (pattern: RegExp, of: RegExp = /./) => [
  ...new Set(
    sources
      .filter(({ path }) => of.test(path))
      .flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  ),
]

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = keyProjectsMessages[locale]

  it('has a sentence for every problem an operation gives, and no other', () => {
    const guards = MOVE_GUARDS.map((guard) => `key_projects.guard_${guard}`)
    const codes = [...found(/problem\(\s*'(key_projects\.[a-z_]+)'/g), ...guards]
    expect(codes.length).toBeGreaterThan(8)
    expect(Object.keys(words.problems).toSorted()).toEqual(codes.toSorted())
  })

  it('has a name for everything that happens to a project', () => {
    const topics = found(/announce\('(key_projects\.[a-z_]+)'/g).filter((topic) => !topic.includes('import'))
    const [own, others] = [true, false].map((isOwn) =>
      Object.keys(words.topics).filter((topic) => topic.startsWith('key_projects.') === isOwn),
    )
    expect(own?.toSorted()).toEqual(topics.toSorted())
    // What happens to its items stands in its history too.
    const happenings = ITEM_EVENTS.map((kind) => `obstacles.item_${kind}`)
    expect(others?.filter((topic) => !happenings.includes(topic))).toEqual([])
  })

  it('has a sentence for every fault and notice of an import', () => {
    const codes = [
      ...found(/(?:fault|notice)\(\s*(?:null|'[a-zA-Z]+'|field),\s*'([a-z_]+)'/g, /import-plan/),
      ...found(/faultOf\(row, '([a-z_]+)'/g, /import-match/),
    ]
    expect(codes.length).toBeGreaterThan(15)
    expect(codes.filter((code) => !(code in words.faults))).toEqual([])
  })

  it('has a label for every field and a word for every value', () => {
    const fields = [...Object.keys(ProjectBody.shape), ...Object.keys(ProjectStatistics.shape)]
    expect(fields.filter((field) => !(field in words.fields))).toEqual([])
    const pairs = [
      [STAGES, words.stages],
      [LIST_LEVELS, words.levels],
      [LIST_CLASSES, words.classes],
      [CATEGORIES, words.categories],
      [InvestorType.options, words.investors],
      [Establishment.options, words.establishments],
      [BuildingNature.options, words.natures],
      [ProjectAction.options, words.actions],
      [LEDGER_FIELDS, words.headings],
    ] as const
    for (const [values, said] of pairs) expect(Object.keys(said).toSorted()).toEqual([...values].toSorted())
  })

  it('says the values, not their names', () => {
    const params = {
      dimension: 'start_missed',
      excuse: 'season',
      times: 2,
      raw: 'yellow',
      light: 'red',
      periods: 2,
      was: 'red',
      text: '甲',
      row: 1,
      name: '甲',
      numbers: 'N',
      unit: '美元',
      values: '甲',
      value: '甲',
      maximum: 9,
    }
    const more = {
      theirs: '甲',
      mine: '乙',
      action: 'edit',
      count: 2,
      rows: 3,
      sheet: '表',
      base: 'gap_points',
      span: '[0,1)',
      from: 'signed',
      to: 'paused',
      next: 'landed,paused',
      why: 'ahead',
      day: '2026-03-16',
      kinds: 'contract,site_check',
      names: '甲',
      actor: 'reform_bureau',
      stage: 'permits',
      startedOn: '2026-03-01',
      contractType: 'framework',
      establishment: 'filing',
      investor: 'government',
      percent: 80,
      level: 'city',
      year: 2026,
      field: 'yearPlan',
      sum: 1,
      whole: 2,
      enterprise: '甲',
      kind: 'merged',
    }
    const all = [...Object.values(words.problems), ...Object.values(words.faults), ...Object.values(words.reasons)]
    for (const sentence of all) {
      const text = sentence({ ...params, ...more })
      expect(text).not.toMatch(/undefined|\[object|NaN/)
      expect(text.length).toBeGreaterThan(3)
    }
  })
})
