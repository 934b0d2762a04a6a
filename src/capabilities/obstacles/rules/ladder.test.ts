import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ITEM_CLASSES, LadderBody } from '../contract.ts'
import {
  checkedLadder,
  checkedStep,
  defaultsOf,
  FIRST_LADDER,
  ownerOf,
  solveDaysOf,
  tierAbove,
  TOP_TIER,
} from './ladder.ts'

const changed = (tier: number, more: object): LadderBody => ({
  tiers: FIRST_LADDER.body.tiers.map((each) => (each.tier === tier ? { ...each, ...more } : each)),
})
const codes = (body: LadderBody): readonly string[] => {
  const outcome = checkedLadder(body)
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code)
}

describe('the ladder', () => {
  it('begins with the six tiers: 3, 5, 5 or 10 for a hard one, 5 and 10 working days, and a decided day at the top', () => {
    expect(codes(FIRST_LADDER.body)).toEqual([])
    expect([0, 1, 2, 3, 4, 5].map((tier) => solveDaysOf(FIRST_LADDER.body, tier, false))).toEqual([
      3,
      5,
      5,
      5,
      10,
      null,
    ])
    expect([0, 1, 2, 3, 4, 5].map((tier) => solveDaysOf(FIRST_LADDER.body, tier, true))).toEqual([
      3,
      5,
      10,
      5,
      10,
      null,
    ])
    expect([2, 3, 5].map((tier) => ownerOf(FIRST_LADDER.body, tier))).toEqual([
      'lead_unit',
      'sponsoring_leader',
      'chief_leaders',
    ])
  })

  it('is climbed one tier at a time and ends', () => {
    const climbed = [0]
    for (let next = tierAbove(0); next !== undefined; next = tierAbove(next)) climbed.push(next)
    expect(climbed).toEqual([0, 1, 2, 3, 4, TOP_TIER])
  })

  it('asks for minutes where an item is moved up by hand from a task force, and nowhere else', () => {
    const step = (tier: number, files: number) => checkedStep(FIRST_LADDER.body, tier, files).ok
    expect([0, 1, 2, 3, 4].map((tier) => step(tier, 0))).toEqual([true, false, true, true, true])
    expect(step(1, 1)).toBe(true)
  })

  it.each([
    ['obstacles.ladder_tier_order', changed(1, { owner: 'lead_unit' })],
    ['obstacles.ladder_tier_order', { tiers: FIRST_LADDER.body.tiers.toReversed() }],
    ['obstacles.ladder_days_missing', changed(3, { solveDays: null })],
    ['obstacles.ladder_hard_shorter', changed(2, { hardSolveDays: 4 })],
    ['obstacles.ladder_answer_after_solve', changed(0, { answerDays: 4 })],
    ['obstacles.ladder_meeting_missing', changed(5, { meetingDecides: false })],
  ])('refuses %s', (code, body) => {
    expect(codes(body)).toContain(code)
  })

  it('that is accepted always gives a hard item at least the days of a plain one', () => {
    const days = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null })
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 5 }), (solveDays, hardSolveDays, tier) => {
        const body = changed(tier, { solveDays, hardSolveDays, answerDays: null, meetingDecides: true })
        fc.pre(checkedLadder(body).ok)
        const [plain, hard] = [solveDaysOf(body, tier, false), solveDaysOf(body, tier, true)]
        expect(hard === null ? plain === null : hard >= (plain ?? 0)).toBe(true)
      }),
    )
  })

  it('offers every class a tier of the ladder and a proof', () => {
    for (const itemClass of ITEM_CLASSES) expect(defaultsOf(itemClass).code).toBe(itemClass)
    expect(LadderBody.safeParse(FIRST_LADDER.body).success).toBe(true)
  })
})
