import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATE_NAMES, LINK_TYPES, NODE_CALENDARS, NODE_VERDICTS, PlanChange, Repair, WhyStep } from '../contract.ts'
import { schedulesMessages } from './index.ts'

const FOLDER = join(import.meta.dirname, '..')
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  // What figures.ts names are questions, not problems; the wall of figures reads them.
  .filter((path) => /^(?:rules|operations|store|public|jobs)/.test(path) && /(?<!\.test|figures)\.ts$/.test(path))
  .map((path) => readFileSync(join(FOLDER, path), 'utf8'))
const found = (pattern: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
]

describe.each(['zh-CN', 'en'] as const)('words in %s', (locale) => {
  const words = schedulesMessages[locale]

  it('have a sentence for every problem and every notice anybody gives', () => {
    const codes = found(/'(schedules\.[a-z_]+)'/g)
    const topics = [
      ...found(/announce\(\s*'(schedules\.[a-z_]+)'/g),
      ...found(/announceChange\(\s*ctx,\s*'(schedules\.[a-z_]+)'/g),
    ]
    const permissions = ['schedules.view', 'schedules.plan', 'schedules.record', 'schedules.feed']
    const duties = [
      'schedules.nodes',
      'schedules.node_to_begin',
      'schedules.node_to_finish',
      'schedules.nodes_of_many',
      'schedules.late_of_region',
    ]
    const said = { ...words.problems, ...words.notices }
    expect(codes.length).toBeGreaterThan(30)
    expect(
      codes.filter(
        (code) => !(code in said || topics.includes(code) || permissions.includes(code) || duties.includes(code)),
      ),
    ).toEqual([])
  })

  it('have a name for everything that happens to a plan', () => {
    const topics = [
      ...found(/announce\(\s*'(schedules\.[a-z_]+)'/g),
      ...found(/announceChange\(\s*ctx,\s*'(schedules\.[a-z_]+)'/g),
    ].filter((topic) => !topic.includes('feed') && !topic.includes('wall') && !topic.includes('chart'))
    expect(topics.length).toBeGreaterThan(4)
    expect(topics.filter((topic) => !(topic in words.history.topics))).toEqual([])
  })

  it('have a word for every value', () => {
    expect(Object.keys(words.verdicts)).toEqual([...NODE_VERDICTS])
    expect(Object.keys(words.dates)).toEqual([...DATE_NAMES])
    expect(Object.keys(words.linkTypes)).toEqual([...LINK_TYPES])
    expect(Object.keys(words.calendars)).toEqual([...NODE_CALENDARS])
    expect(Object.keys(words.repairs.kinds).toSorted()).toEqual([...Repair.shape.kind.options].toSorted())
    const kinds = PlanChange.options.map((option) => option.shape.kind.value)
    expect(Object.keys(words.changes).toSorted()).toEqual([...kinds].toSorted())
  })

  it('explain every step of a chain in one sentence, with nothing left blank', () => {
    const params = {
      days: 60,
      dayKind: 'working',
      calendar: 'standard',
      type: 'SS',
      lag: 5,
      lagKind: 'calendar',
      other: '地基',
    }
    const steps = WhyStep.shape.code.options.map((code) =>
      WhyStep.parse({ code, nodeId: 'a', nodeName: '主体', date: 'lateFinish', on: '2026-08-30', params }),
    )
    const sentence = words.why.sentence(steps, (day) => `<${day}>`)
    expect(sentence).not.toMatch(/undefined|NaN|\[object/)
    expect(sentence.match(/[。.]/g)).toHaveLength(1)
    for (const step of steps) expect(words.why.step(step, (day) => day)).toContain('2026-08-30')
  })
})
