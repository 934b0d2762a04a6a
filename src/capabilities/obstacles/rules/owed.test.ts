import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay, dayOf } from '../../../kernel/day.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { ITEM_STATES, type ItemEventKind, LoopSettings } from '../contract.ts'
import { readClock } from './clock.ts'
import type { LoggedEvent } from './clock-events.ts'
import { FIRST_LADDER } from './ladder.ts'
import { inTheWayThrough, nextSweepAt, type OwedFacts, owedOf, sweepActOf } from './owed.ts'

const SETTINGS = LoopSettings.parse({})
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const justAfter = (text: string): Date => new Date(at(text).getTime() + 1)
const line = (kind: ItemEventKind, when: Date, data: Record<string, unknown> = {}): LoggedEvent => ({
  kind,
  at: when,
  text: '',
  data,
})
const assigned = (when: Date, tier = 2): LoggedEvent =>
  line('assigned', when, { tier, days: null, isHard: false, statutoryDueOn: null })

function facts(now: Date, log: readonly LoggedEvent[], more: Partial<OwedFacts> = {}): OwedFacts {
  return {
    state: 'in_hand',
    reportedAt: null,
    verifiedAt: null,
    answeredAt: null,
    agreedAt: null,
    asksForRating: false,
    isRated: false,
    reviewOn: null,
    extensionAskedAt: null,
    clock: readClock({ log, ladder: FIRST_LADDER.body, hours: SETTINGS, calendar: NATIONAL_WORK_CALENDAR, now }),
    settings: SETTINGS,
    calendar: NATIONAL_WORK_CALENDAR,
    ...more,
  }
}

const SIGNED = [assigned(at('2026-03-02 09:00')), line('signed', at('2026-03-02 15:00'))]

describe('who owes the next step', () => {
  it.each([
    ['reported', { reportedAt: at('2026-03-02 09:00') }, ['assigner'], '2026-03-05 17:30'],
    ['verified', { verifiedAt: at('2026-03-02 09:00') }, ['assigner'], '2026-03-03 17:30'],
    ['in_hand', {}, ['handler'], '2026-03-09 17:30'],
    ['answered', { answeredAt: at('2026-03-06 09:00') }, ['proposer', 'assigner'], '2026-03-11 17:30'],
    ['proposer_agreed', { answeredAt: at('2026-03-06 09:00') }, ['assigner'], '2026-03-11 17:30'],
    ['assigner_agreed', { answeredAt: at('2026-03-06 09:00') }, ['proposer'], '2026-03-11 17:30'],
    ['agreed', { agreedAt: at('2026-03-06 09:00'), asksForRating: true }, ['proposer'], '2026-03-11 17:30'],
    ['suspended', { reviewOn: '2026-04-01' }, ['leader'], '2026-04-01 17:30'],
  ] as const)('%s', (state, more, actors, due) => {
    expect(owedOf(facts(at('2026-03-03 10:00'), SIGNED, { ...more, state }))).toEqual({ actors, dueAt: at(due) })
  })

  it('is the handling unit until it signs, by the end of the next working day', () => {
    const waiting = facts(at('2026-03-02 10:00'), SIGNED.slice(0, 1), { state: 'assigned' })
    expect(owedOf(waiting)).toEqual({ actors: ['handler'], dueAt: at('2026-03-03 17:30') })
  })

  it('is nobody once an item is over', () => {
    for (const state of ['closed', 'merged', 'withdrawn', 'level_above', 'draft', 'given_back'] as const)
      expect(owedOf(facts(at('2026-03-03 10:00'), SIGNED, { state }))).toBeNull()
  })
})

describe('what falls due', () => {
  it('moves an item up only after its deadline, one tier, and at the top never', () => {
    expect(sweepActOf(facts(at('2026-03-09 17:30'), SIGNED), at('2026-03-09 17:30'))).toBeNull()
    expect(sweepActOf(facts(at('2026-03-09 17:31'), SIGNED), at('2026-03-09 17:31'))).toEqual({
      act: 'escalate',
      tier: 3,
    })
    const top = [
      ...SIGNED,
      line('escalated', at('2026-03-09 17:31'), { tier: 5 }),
      line('decided', at('2026-03-10 09:00'), { dueOn: '2026-03-12' }),
    ]
    expect(sweepActOf(facts(at('2026-04-09 09:00'), top), at('2026-04-09 09:00'))).toBeNull()
    expect(nextSweepAt(facts(at('2026-03-10 10:00'), top))).toBeNull()
  })

  it('holds an extension asked in time up for the days to decide on it, and no longer', () => {
    const asked = { extensionAskedAt: at('2026-03-09 15:00') }
    const act = (now: Date) => sweepActOf(facts(now, SIGNED, asked), now)
    expect(act(at('2026-03-11 17:30'))).toBeNull()
    expect(act(at('2026-03-11 17:31'))).toEqual({ act: 'escalate', tier: 3 })
    expect(nextSweepAt(facts(at('2026-03-10 09:00'), SIGNED, asked))).toEqual(justAfter('2026-03-11 17:30'))
  })

  it('moves nothing while an item is suspended or answered', () => {
    const now = at('2026-05-09 17:31')
    for (const kind of ['suspended', 'answered'] as const)
      expect(sweepActOf(facts(now, [...SIGNED, line(kind, at('2026-03-04 09:00'))]), now)).toBeNull()
  })

  it('closes what both agreed to when nobody rated it in time', () => {
    const agreed = { state: 'agreed', agreedAt: at('2026-03-06 09:00'), asksForRating: true } as const
    const act = (now: Date) => sweepActOf(facts(now, SIGNED, agreed), now)
    expect([act(at('2026-03-11 17:30')), act(at('2026-03-11 17:31'))]).toEqual([null, { act: 'close' }])
    expect(nextSweepAt(facts(at('2026-03-07 09:00'), SIGNED, agreed))).toEqual(justAfter('2026-03-11 17:30'))
  })

  it('climbs from any tier to the top one step at a time, never twice to the same, when it is swept again and again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }),
        (tier, gaps) => {
          let now = at('2026-03-02 09:00')
          const log = [assigned(now, tier)]
          const reached: number[] = []
          for (const hours of gaps) {
            now = new Date(now.getTime() + hours * 3_600_000)
            const act = sweepActOf(facts(now, log), now)
            if (act?.act !== 'escalate') continue
            reached.push(act.tier)
            log.push(line('escalated', now, { tier: act.tier }))
          }
          expect(reached).toEqual(reached.map((_, index) => tier + 1 + index))
          expect(Math.max(0, ...reached)).toBeLessThanOrEqual(5)
        },
      ),
    )
  })

  it('is never missed by looking only when the last look said so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2000 }), (tier, hours) => {
        const start = new Date(at('2026-03-02 09:00').getTime() + hours * 3_600_000)
        const log = [assigned(start, tier)]
        const next = nextSweepAt(facts(start, log))
        const later = next && nextSweepAt(facts(next, log))
        // First the signature falls due, then the tier: a moment before the second nothing does, and then it does.
        if (!next || !later) throw new Error('nothing to look at')
        const before = new Date(later.getTime() - 1)
        expect(sweepActOf(facts(next, log), next)).toBeNull()
        expect(sweepActOf(facts(before, log), before)).toBeNull()
        expect(sweepActOf(facts(later, log), later)).toEqual({ act: 'escalate', tier: tier + 1 })
      }),
    )
  })
})

describe('how long an obstacle stands in the way of its node', () => {
  const today = asDay('2026-03-04')
  const now = at('2026-03-04 10:00')

  it('is until its deadline, or the review of a suspended one', () => {
    expect(inTheWayThrough(facts(now, SIGNED), today)).toBe('2026-03-09')
    expect(inTheWayThrough(facts(now, SIGNED, { state: 'suspended', reviewOn: '2026-04-01' }), today)).toBe(
      '2026-04-01',
    )
  })

  it('is today at the least while it is open, and not at all when it is settled', () => {
    for (const state of ITEM_STATES) {
      const through = inTheWayThrough(facts(now, SIGNED, { state }), today)
      expect(through === null || through >= dayOf(now)).toBe(true)
    }
    expect(inTheWayThrough(facts(at('2026-03-20 10:00'), SIGNED), asDay('2026-03-20'))).toBe('2026-03-20')
    expect(inTheWayThrough(facts(now, SIGNED, { state: 'closed' }), today)).toBeNull()
  })
})
