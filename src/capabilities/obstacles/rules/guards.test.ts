import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { CLOSING_PROOFS, LoopSettings } from '../contract.ts'
import {
  brokenGuards,
  checkedDecision,
  checkedLead,
  checkedProof,
  checkedReview,
  type GuardFacts,
  problemOfGuard,
} from './guards.ts'
import { ITEM_TABLE } from './states.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const PLAIN: GuardFacts = {
  isSystemic: false,
  wasReturned: false,
  signedAt: at('2026-03-02 15:00'),
  extensionAsked: false,
  extensions: 0,
  isStatutory: false,
  tier: 2,
  asksForRating: false,
  rating: null,
  agreedAt: null,
  closedAt: null,
  clock: { dueAt: at('2026-03-09 17:30'), total: 5 },
  settings: LoopSettings.parse({}),
  calendar: NATIONAL_WORK_CALENDAR,
  now: at('2026-03-03 10:00'),
}
const holds = (guard: Parameters<typeof problemOfGuard>[0], more: Partial<GuardFacts> = {}): boolean =>
  !brokenGuards({ ...PLAIN, ...more }).has(guard)
const codes = (outcome: { ok: boolean; problems?: readonly { code: string }[] }) =>
  outcome.problems?.map(({ code }) => code)

describe('what has to hold', () => {
  it('lets a signed item be returned until the close of business of the next working day, once', () => {
    expect(holds('return_open', { now: at('2026-03-03 17:30') })).toBe(true)
    expect(holds('return_open', { now: at('2026-03-03 17:31') })).toBe(false)
    expect(holds('not_returned_yet', { wasReturned: true })).toBe(false)
  })

  it('lets an extension be asked for up to the deadline and not after it, and not where a leader decides the day', () => {
    expect(holds('before_deadline', { now: at('2026-03-09 17:30') })).toBe(true)
    expect(holds('before_deadline', { now: at('2026-03-09 17:31') })).toBe(false)
    expect(holds('before_deadline', { clock: { dueAt: null, total: null } })).toBe(false)
    expect(holds('extensions_left', { extensions: 2 })).toBe(false)
  })

  it('lets a closed item be reopened for thirty days', () => {
    const closedAt = at('2026-03-10 16:00')
    expect(holds('reopen_open', { closedAt, now: at('2026-04-09 23:59') })).toBe(true)
    expect(holds('reopen_open', { closedAt, now: at('2026-04-10 00:00') })).toBe(false)
    expect(holds('reopen_open')).toBe(false)
  })

  it('waits three working days for the rating of an enterprise, and closes nothing it is not satisfied with', () => {
    const asked = { asksForRating: true, agreedAt: at('2026-03-10 16:00') }
    expect(holds('rating_settled', { ...asked, now: at('2026-03-13 17:30') })).toBe(false)
    expect(holds('rating_settled', { ...asked, now: at('2026-03-13 17:31') })).toBe(true)
    expect(holds('rating_settled', { ...asked, rating: 'basically' })).toBe(true)
    expect(holds('rating_settled', { ...asked, rating: 'not_satisfied', now: at('2026-05-13 17:31') })).toBe(false)
    expect(holds('rating_settled')).toBe(true)
  })

  it('asks for the proof agreed: a picture for a photo, any file otherwise, nothing for a statement', () => {
    const [picture, paper] = [{ type: 'image/jpeg' }, { type: 'application/pdf' }]
    expect(checkedProof('photo', [paper]).ok).toBe(false)
    expect(checkedProof('photo', [paper, picture]).ok).toBe(true)
    expect(checkedProof('statement', []).ok).toBe(true)
    expect(CLOSING_PROOFS.filter((proof) => checkedProof(proof, []).ok)).toEqual(['statement'])
  })

  it('sends own matters home and names no unit twice', () => {
    expect(codes(checkedLead('a', { proposerUnitIds: ['a'], assistantUnitIds: [] }))).toEqual([
      'obstacles.handler_is_proposer',
    ])
    expect(codes(checkedLead('b', { proposerUnitIds: ['a'], assistantUnitIds: ['b'] }))).toEqual([
      'obstacles.lead_assists',
    ])
    expect(checkedLead('b', { proposerUnitIds: ['a'], assistantUnitIds: ['c'] }).ok).toBe(true)
  })

  it('suspends for a day ahead, within a year, and decides on a day ahead', () => {
    const today = asDay('2026-03-03')
    expect(checkedReview(today, today).ok).toBe(false)
    expect(checkedReview(asDay('2027-03-04'), today).ok).toBe(true)
    expect(checkedReview(asDay('2027-03-05'), today).ok).toBe(false)
    expect(checkedDecision(today, today).ok).toBe(false)
    expect(checkedDecision(asDay('2026-03-04'), today).ok).toBe(true)
  })

  it('names a problem of its own for every guard of the table', () => {
    const guards = [...new Set(Object.values(ITEM_TABLE).flatMap((rule) => rule.guards))]
    expect(new Set(guards.map((guard) => problemOfGuard(guard).code)).size).toBe(guards.length)
  })

  it('never lets an extension be both asked for and decided on', () => {
    fc.assert(
      fc.property(fc.boolean(), (extensionAsked) => {
        expect(holds('extension_asked', { extensionAsked })).toBe(!holds('no_extension_asked', { extensionAsked }))
      }),
    )
  })
})
