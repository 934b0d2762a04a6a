import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { VISIT_OUTCOMES, type VisitBody } from '../contract.ts'
import { byUrgency, type OnCard } from './leader-card.ts'
import { isOpenOutcome, promisesToKeep, visitActions, visitToKeep } from './visits.ts'

const today = asDay('2026-06-01')
const visit: VisitBody = {
  visitedOn: today,
  visitorPostId: '018f0000-0000-7000-8000-000000000001',
  sentence: '示例：主体封顶，等电',
  outcome: 'smooth',
  problem: '',
  solution: '',
  nextOn: null,
}
const codesOf = (change: Partial<VisitBody>) => {
  const outcome = visitToKeep({ ...visit, ...change }, today)
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code.replace('project_support.', ''))
}

describe('a visit', () => {
  it('says a problem exactly where its outcome speaks of one, and how it was solved where it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VISIT_OUTCOMES),
        fc.constantFrom('', '示例缺电'),
        fc.constantFrom('', '示例接通'),
        (outcome, problem, solution) => {
          const isKept = codesOf({ outcome, problem, solution }).length === 0
          const isSaid = (problem !== '') === (outcome !== 'smooth')
          expect(isKept).toBe(isSaid && (outcome !== 'solved' || solution !== ''))
        },
      ),
    )
  })

  it('lies in the past year and before the next one', () => {
    expect(codesOf({ visitedOn: addDays(today, 1) })).toEqual(['visit_in_future'])
    expect(codesOf({ visitedOn: addDays(today, -366) })).toEqual([])
    expect(codesOf({ visitedOn: addDays(today, -367) })).toEqual(['visit_too_old'])
    expect(codesOf({ nextOn: today })).toEqual(['next_before_visit'])
    expect(codesOf({ nextOn: addDays(today, 1) })).toEqual([])
  })

  it('is one sentence', () => {
    expect(codesOf({ sentence: '示例一\n示例二' })).toEqual(['one_sentence'])
  })

  it('leaves a problem open unless it was solved there', () => {
    expect(VISIT_OUTCOMES.filter(isOpenOutcome)).toEqual(['handed_over', 'pending'])
  })

  it('is changed by whoever wrote it or keeps the ledger, and by nobody else', () => {
    expect(visitActions({ isOwn: false, mayManage: false })).toEqual([])
    expect(visitActions({ isOwn: true, mayManage: false })).toEqual(['change', 'withdraw'])
    expect(visitActions({ isOwn: false, mayManage: true })).toEqual(['change', 'withdraw'])
  })

  it('takes no promise that was due before it, and names which', () => {
    const promise = { action: '示例通电', dueOn: addDays(today, -1), unitId: null }
    const outcome = promisesToKeep([{ ...promise, dueOn: today }, promise], today)
    expect(outcome.ok ? [] : outcome.problems.map(({ path }) => path)).toEqual([['promises', 1, 'dueOn']])
  })
})

describe("the order of a leader's projects", () => {
  const card = fc.record({
    number: fc.constantFrom('2026-S-001', '2026-M-002', '2026-C-003'),
    light: fc.constantFrom('red' as const, 'yellow' as const, 'green' as const, 'none' as const),
    openProblems: fc.array(fc.constant('x'), { maxLength: 3 }),
    promises: fc.array(fc.record({ isOverdue: fc.boolean() }), { maxLength: 3 }),
  })

  it('is an order: the same whichever way round, and red never stands after green', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 12 }), (cards) => {
        const sorted: readonly OnCard[] = cards.toSorted(byUrgency)
        expect(cards.toReversed().toSorted(byUrgency).map(keyOf)).toEqual(sorted.map(keyOf))
        const lights = sorted.map(({ light }) => light)
        expect(lights.lastIndexOf('red')).toBeLessThan(
          lights.includes('green') ? lights.indexOf('green') : Number.POSITIVE_INFINITY,
        )
      }),
    )
  })
})

function keyOf({ number, light, openProblems, promises }: OnCard): string {
  return [number, light, openProblems.length, promises.filter((each) => each.isOverdue).length].join(' ')
}
