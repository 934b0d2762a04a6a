import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asYuan } from '../../../kernel/yuan.ts'
import { CATEGORIES, LIST_CLASSES, type ListedProject, ProjectBody, STAGES } from '../contract.ts'
import { mergedBody, originsOf, splitBodies } from './lineage.ts'
import { differencesOf, groupedBy, groupKey, type ListProgress, onceEach, tallyOf } from './lists.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const money = fc.option(
  fc.nat(1_000).map((value) => asYuan(value)),
  { nil: null },
)
const entry = (projectId: string): fc.Arbitrary<ListedProject> =>
  fc.record({
    projectId: fc.constant(projectId),
    listClass: fc.constantFrom(...LIST_CLASSES),
    category: fc.option(fc.constantFrom(...CATEGORIES), { nil: null }),
    industryCode: fc.constantFrom('', 'C26', '2614', '44'),
    unitId: fc.constantFrom('u1', 'u2'),
    totalInvestment: money,
    yearPlan: money,
  })
const list = fc.subarray(IDS).chain((ids) => fc.tuple(...ids.map(entry)))
const progress: fc.Arbitrary<ListProgress> = fc.record({
  stage: fc.constantFrom(...STAGES),
  stageLeft: fc.constant(null),
  plannedStartOn: fc.option(fc.constantFrom('2026-01-10', '2026-09-10'), { nil: null }),
  investedThisYear: money,
  planYear: fc.constantFrom(null, 2025, 2026),
  investedAsOf: fc.constantFrom(null, '2025-M12', '2026-M02'),
  isRegistered: fc.boolean(),
})
const ABOUT = { year: 2026, today: '2026-03-16' }

describe('the tally of a list', () => {
  it('is the sum of the tallies of its groups, by whatever they are grouped', () => {
    fc.assert(
      fc.property(
        list,
        fc.tuple(...IDS.map(() => progress)),
        fc.constantFrom('class', 'category', 'industry', 'unit'),
        (entries, known, by) => {
          const progressOf = (id: string) => known[IDS.indexOf(id)]
          const whole = tallyOf(entries, progressOf, ABOUT)
          const parts = [...groupedBy(entries, (each) => groupKey(each, by as 'class')).values()].map((each) =>
            tallyOf(each, progressOf, ABOUT),
          )
          for (const field of [
            'count',
            'totalInvestment',
            'yearPlan',
            'done',
            'toStart',
            'dueToStart',
            'started',
          ] as const)
            expect(parts.reduce((sum, part) => sum + part[field], 0)).toBe(whole[field])
          expect(whole.started).toBeLessThanOrEqual(whole.toStart)
          if (whole.yearPlan === 0) expect(whole.completion).toBeNull()
          else expect(whole.completion).toBeCloseTo(whole.done / whole.yearPlan, 12)
        },
      ),
    )
  })

  it('counts no figure of another year', () => {
    const one: ListedProject = {
      projectId: 'a',
      listClass: 'continuing',
      category: null,
      industryCode: '',
      unitId: 'u',
      totalInvestment: null,
      yearPlan: asYuan(100),
    }
    const of = (more: Partial<ListProgress>) =>
      tallyOf(
        [one],
        () => ({
          stage: 'started',
          stageLeft: null,
          plannedStartOn: null,
          investedThisYear: 50,
          planYear: 2026,
          investedAsOf: '2026-M02',
          isRegistered: false,
          ...more,
        }),
        ABOUT,
      ).completion
    expect([of({}), of({ investedAsOf: '2025-M12' }), of({ planYear: 2025 })]).toEqual([0.5, 0, 0])
  })
})

describe('a frozen list and the list of today', () => {
  it('differ nowhere exactly when projects, classes and plans are the same, and each difference undoes itself backwards', () => {
    fc.assert(
      fc.property(list, list, (frozen, today) => {
        expect(differencesOf(frozen, frozen)).toEqual([])
        const there = differencesOf(frozen, today)
        const back = differencesOf(today, frozen)
        const opposite = { added: 'removed', removed: 'added', reclassified: 'reclassified', replanned: 'replanned' }
        expect(back).toEqual(
          there.map((each) => ({ ...each, kind: opposite[each.kind], before: each.after, after: each.before })),
        )
      }),
    )
  })

  it('explain every yuan between the two denominators', () => {
    fc.assert(
      fc.property(list, list, (frozen, today) => {
        const plan = (entries: readonly ListedProject[]) => entries.reduce((sum, each) => sum + (each.yearPlan ?? 0), 0)
        const moved = differencesOf(frozen, today)
          .filter(({ kind }) => kind !== 'reclassified')
          .reduce((sum, { before, after }) => sum + Number(after ?? 0) - Number(before ?? 0), 0)
        expect(plan(frozen) + moved).toBe(plan(today))
      }),
    )
  })

  it('count a project on several lists once, as the highest has it', () => {
    fc.assert(
      fc.property(list, list, (higher, lower) => {
        const once = onceEach([higher, lower])
        expect(new Set(once.map((each) => each.projectId)).size).toBe(once.length)
        expect(once.slice(0, higher.length)).toEqual(higher)
      }),
    )
  })
})

describe('lineage', () => {
  const whole = ProjectBody.parse({
    name: '示例整体项目',
    unitId: '01890000-0000-7000-8000-000000000001',
    totalInvestment: 100,
    yearPlan: 40,
    investedThisYear: 10,
  })
  const part = (name: string, totalInvestment: number, yearPlan: number, investedThisYear: number) => ({
    name,
    totalInvestment: asYuan(totalInvestment),
    yearPlan: asYuan(yearPlan),
    investedBeforeYear: asYuan(0),
    investedThisYear: asYuan(investedThisYear),
  })

  it('splits only into parts that add up to the whole, every sum of them', () => {
    expect(splitBodies(whole, [part('甲', 60, 30, 10), part('乙', 40, 10, 0)]).ok).toBe(true)
    const refused = splitBodies(whole, [part('甲', 60, 30, 10), part('乙', 39, 11, 0)])
    expect(refused.ok ? [] : refused.problems.map(({ params }) => [params?.['field'], params?.['sum']])).toEqual([
      ['totalInvestment', 99],
      ['yearPlan', 41],
    ])
  })

  it('merges what was one project without adding, and adds what became one only for the same period', () => {
    const other = { ...whole, name: '另一个', totalInvestment: asYuan(50), projectCodes: [] }
    const kept = mergedBody(whole, other, 'keep')
    expect(kept.ok && kept.value.totalInvestment).toBe(100)
    const added = mergedBody(whole, other, 'add')
    expect(added.ok && [added.value.totalInvestment, added.value.yearPlan]).toEqual([150, 80])
    expect(mergedBody({ ...whole, planYear: 2026 }, { ...other, planYear: 2025 }, 'add').ok).toBe(false)
  })

  it('looks through mergers and splits to one origin, and ends whatever the ties are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom('merged' as const, 'split' as const, 'phase' as const),
            fromId: fc.constantFrom(...IDS),
            toId: fc.constantFrom(...IDS),
            on: fc.constant('2026-01-01'),
            amount: fc.constant(null),
            insideScope: fc.constant(false),
          }),
          { maxLength: 8 },
        ),
        (links) => {
          const originOf = originsOf(links)
          for (const id of IDS) expect(IDS).toContain(originOf(id))
        },
      ),
    )
    const originOf = originsOf([
      { kind: 'split', fromId: 'whole', toId: 'part', on: '', amount: null, insideScope: false },
      { kind: 'merged', fromId: 'whole', toId: 'other', on: '', amount: null, insideScope: false },
      { kind: 'phase', fromId: 'other', toId: 'second', on: '', amount: null, insideScope: false },
    ])
    expect(['part', 'whole', 'other', 'second'].map(originOf)).toEqual(['other', 'other', 'other', 'second'])
  })
})
