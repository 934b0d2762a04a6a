import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { arenaBody, type Run, scoreBallot, startContest, type TestContest } from '../../../tests/support/arena.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { sealText } from '../../kernel/seal.ts'
import type { Caller } from '../../platform/access.ts'
import { Refusal } from '../../kernel/refusal.ts'
import * as contract from './contract.ts'
import { contestsOperations } from './operations/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(contestsOperations)
})
afterAll(() => house.close())

const DESK = personWith('assessment_office')
const SECOND = personWith('project_office')
const SUPERVISOR = personWith('discipline_inspection')
const NOBODY: Caller = { kind: 'anonymous', region: HOME }
const run: Run = (as, spec, input) =>
  house.run(spec, as === 'desk' ? DESK : as === 'supervisor' ? SUPERVISOR : NOBODY, input)

/** The codes of what is refused; empty where it is not. */
async function codesOf(attempt: Promise<unknown>): Promise<readonly string[]> {
  try {
    await attempt
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code)
    throw error
  }
}

function later(seconds: number): void {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}

let arena: TestContest
const at = () => ({ contestId: arena.id })
const host = {
  call: (entrantKey: string) => run('desk', contract.callEntrant, { ...at(), entrantKey }),
  speak: (entrantKey: string) => run('desk', contract.beginSpeech, { ...at(), entrantKey }),
  ask: (entrantKey: string) => run('desk', contract.beginQuestions, { ...at(), entrantKey }),
  open: (about: string) => run('desk', contract.openWindow, { ...at(), about }),
  close: (about: string) => run('desk', contract.closeWindow, { ...at(), about }),
  reveal: (entrantKey: string) => run('desk', contract.revealScore, { ...at(), entrantKey }),
}
const judge = (number: number) => {
  const found = arena.judges.find((each) => each.number === number)
  if (!found) throw new Error(`no judge ${number}`)
  return { region: HOME, secret: found.secret, device: found.device }
}
const cast = (number: number, about: string, progress = '50', effort = '30') =>
  run('nobody', contract.castBallot, { ...judge(number), ballot: scoreBallot(about, progress, effort, house.now) })
const desk = () => run('desk', contract.showDesk, at())
const board = () => run('desk', contract.showBoard, at())

/** Brings an entrant from the wings to an open window. */
async function hear(entrantKey: string): Promise<void> {
  await host.call(entrantKey)
  await host.speak(entrantKey)
  await host.ask(entrantKey)
  await host.open(entrantKey)
}

beforeEach(async () => {
  house.now = new Date('2026-03-16T15:00:00+08:00')
  arena = await startContest(run, { body: arenaBody(3), judges: 5 })
})

describe('ballots', () => {
  it('count once, whatever is sent again, and are locked with the first', async () => {
    await hear('e1')
    const ballot = scoreBallot('e1', '50', '30', house.now)
    const send = () => run('nobody', contract.castBallot, { ...judge(1), ballot })
    expect(await send()).toEqual({ id: ballot.id, outcome: 'accepted', code: null })
    expect(await send()).toEqual({ id: ballot.id, outcome: 'known', code: null })
    expect(await cast(1, 'e1', '60', '40')).toMatchObject({ outcome: 'refused', code: 'contests.already_voted' })
    expect((await desk()).entrants[0]).toMatchObject({ received: 1, expected: 5, missing: [2, 3, 4, 5] })
  })

  it('sent all at once by one seat leave exactly one', async () => {
    await hear('e1')
    const answers = await Promise.all(Array.from({ length: 8 }, () => cast(2, 'e1')))
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'contests.already_voted')).toHaveLength(7)
  })

  it('are taken in their window alone', async () => {
    expect(await cast(1, 'e1')).toMatchObject({ code: 'contests.not_open_yet' })
    await hear('e1')
    expect(await cast(1, 'e2')).toMatchObject({ code: 'contests.not_open_yet' })
    later(89)
    expect(await cast(1, 'e1')).toMatchObject({ outcome: 'accepted' })
    later(2)
    expect(await cast(2, 'e1')).toMatchObject({ code: 'contests.window_closed' })
    await run('desk', contract.extendWindow, { ...at(), about: 'e1', seconds: 30, reason: '平板重启' })
    expect(await cast(2, 'e1')).toMatchObject({ outcome: 'accepted' })
  })

  it('that break the rules of the ballot are not taken', async () => {
    await hear('e1')
    expect(await cast(1, 'e1', '61', '30')).toMatchObject({ code: 'contests.ballot_unsound' })
  })

  it('sealed without a network come late and count once, but never after the score was shown', async () => {
    const { sealingKey } = await run('nobody', contract.openJudgePage, judge(3))
    await hear('e1')
    const made = scoreBallot('e1', '55', '35', house.now)
    const letter = { id: made.id, ...(await sealText(sealingKey, JSON.stringify(made), made.id)) }
    const foreign = scoreBallot('e1', '10', '10', house.now)
    const moved = { ...letter, id: foreign.id }
    for (const number of [1, 2]) await cast(number, 'e1')
    await host.close('e1')
    later(600)
    const hand = (sealed: readonly contract.SealedBallot[], number = 3) =>
      run('nobody', contract.mergeBallots, { ...judge(number), sealed: [...sealed] })
    expect((await hand([moved, letter, letter])).receipts.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'contests.envelope_broken',
      'accepted',
      'known',
    ])
    const late = scoreBallot('e1', '60', '40', house.now)
    const lateLetter = { id: late.id, ...(await sealText(sealingKey, JSON.stringify(late), late.id)) }
    expect((await hand([lateLetter], 4)).receipts[0]?.code).toBe('contests.window_closed')
    await hear('e2')
    const waiting = scoreBallot('e1', '1', '1', new Date('2026-03-16T15:00:00+08:00'))
    const waitingLetter = { id: waiting.id, ...(await sealText(sealingKey, JSON.stringify(waiting), waiting.id)) }
    await host.reveal('e1')
    expect((await hand([waitingLetter], 5)).receipts[0]?.code).toBe('contests.vote_over')
    const entrant = (await desk()).entrants[0]
    expect(entrant).toMatchObject({ received: 3, score: '82.00', stage: 'revealed' })
  })

  it('leave nothing in what the house announces, and neither content nor secret in the audit trail', async () => {
    await hear('e1')
    const { pool } = house.database.admin
    const count = async (sql: string) => (await pool.query<{ n: number }>(sql)).rows[0]?.n
    const before = await count('select count(*)::int as n from outbox_events')
    await cast(1, 'e1', '37.5', '23.5')
    expect(await count('select count(*)::int as n from outbox_events')).toBe(before)
    const { rows } = await pool.query<{ input: unknown }>(
      `select input from audit_entries where operation = 'contests.cast' order by at desc limit 1`,
    )
    expect(rows).toHaveLength(1)
    for (const hidden of ['37.5', '23.5', judge(1).secret, judge(1).device])
      expect(JSON.stringify(rows)).not.toContain(hidden)
  })
})

describe('a seat', () => {
  it('is bound to the first device; another may have it when the desk let go of the first', async () => {
    await run('nobody', contract.claimSeat, judge(1))
    const other = { ...judge(1), device: 'another-device-0001' }
    expect(await codesOf(run('nobody', contract.openJudgePage, other))).toEqual(['contests.seat_bound'])
    expect(await codesOf(run('nobody', contract.claimSeat, other))).toEqual(['contests.seat_bound'])
    const { seatId } = arena.judges.find(({ number }) => number === 1) ?? { seatId: '' }
    await run('desk', contract.unbindSeat, { ...at(), seatId, reason: '平板没电' })
    await run('nobody', contract.claimSeat, other)
    expect(await codesOf(run('nobody', contract.claimSeat, judge(1)))).toEqual(['contests.seat_bound'])
  })

  it('that left votes no more, and the denominators show it', async () => {
    await hear('e1')
    for (const number of [1, 2, 3]) await cast(number, 'e1')
    const { seatId } = arena.judges.find(({ number }) => number === 3) ?? { seatId: '' }
    expect(await run('desk', contract.markSeatLeft, { ...at(), seatId, reason: '临时公务', voidCast: true })).toEqual({
      id: seatId,
      voided: 1,
    })
    expect((await desk()).entrants[0]).toMatchObject({ received: 2, expected: 4, missing: [4, 5] })
    expect(await cast(3, 'e1')).toMatchObject({ code: 'contests.seat_left' })
    const { items } = await run('supervisor', contract.listBallots, at())
    expect(items.filter(({ isVoid }) => isVoid)).toMatchObject([{ seatNumber: 3, voidReason: '临时公务' }])
  })

  it('does not vote on its own unit', async () => {
    const unitId = '01890000-0000-7000-8000-000000000001'
    const body = arenaBody(3)
    const entrants = body.entrants.map((entrant) => (entrant.key === 'e2' ? { ...entrant, unitId } : entrant))
    arena = await startContest(run, { body: { ...body, entrants }, judges: 3 })
    const next = await run('desk', contract.copyContest, { contestId: arena.id, name: '示例擂台（回避）' })
    await run('desk', contract.freezeContest, { contestId: next.id, expectedVersion: 1 })
    const seats = [
      { number: 1, classKey: 'leaders', label: '示例评委1', unitId },
      { number: 2, classKey: 'members', label: '示例评委2', conflicts: ['e3'] },
    ]
    const saved = await run('desk', contract.saveSeats, { contestId: next.id, seats })
    expect(saved.items.map(({ excluded }) => excluded)).toEqual([['e2'], ['e3']])
  })
})

describe('the event', () => {
  it('goes its way, the score of one shown after the next has spoken, and no step out of turn', async () => {
    expect(await codesOf(host.open('nobody'))).toEqual(['contests.no_such_entrant'])
    expect(await codesOf(host.ask('e1'))).toEqual(['contests.not_now'])
    await hear('e1')
    for (const number of [1, 2, 3, 4, 5]) await cast(number, 'e1')
    expect(await codesOf(host.reveal('e1'))).toEqual(['contests.not_now'])
    await host.close('e1')
    expect(await codesOf(host.reveal('e1'))).toEqual(['contests.reveal_too_early'])
    await host.call('e2')
    await host.speak('e2')
    expect(await codesOf(host.reveal('e1'))).toEqual(['contests.reveal_too_early'])
    await host.ask('e2')
    await host.reveal('e1')
    expect((await board()).entrants.map(({ score, place }) => [score, place])).toEqual([
      ['80.00', 1],
      [null, null],
      [null, null],
    ])
  })

  it('refuses an act that was meant for another moment', async () => {
    const { ordinal } = await desk()
    await run('desk', contract.callEntrant, { ...at(), entrantKey: 'e1', expectedOrdinal: ordinal })
    const stale = house.run(contract.callEntrant, SECOND, { ...at(), entrantKey: 'e2', expectedOrdinal: ordinal })
    expect(await codesOf(stale)).toEqual(['operation.conflict'])
  })

  it('refuses a late change of the rules', async () => {
    const { version, body, kind, name, heldOn, period } = await run('desk', contract.showContest, at())
    const head = { kind, name, heldOn, period }
    const save = run('desk', contract.saveContest, { ...at(), expectedVersion: version, head, body })
    expect(await codesOf(save)).toEqual(['contests.rules_frozen'])
    const seats = run('desk', contract.saveSeats, { ...at(), seats: [] })
    expect(await codesOf(seats)).toEqual(['contests.not_in_state'])
  })

  it('takes points off for too long a speech, and gives them back by a line', async () => {
    const timing = { speakSeconds: 360, overtimePoints: '0.5' }
    arena = await startContest(run, { body: arenaBody(2, { timing }), judges: 2 })
    await host.call('e1')
    await host.speak('e1')
    later(361)
    await host.ask('e1')
    const [line] = (await desk()).entrants[0]?.deductions ?? []
    expect(line).toMatchObject({ points: '0.5', isReversed: false })
    const reverse = { ...at(), deductionId: line?.id ?? '', reason: '设备故障' }
    await run('desk', contract.reverseDeduction, reverse)
    expect(await codesOf(run('desk', contract.reverseDeduction, reverse))).toEqual(['contests.reversed_already'])
    expect((await desk()).entrants[0]?.deductions).toMatchObject([{ isReversed: true }])
  })

  it('shows a score anew when a ballot of it is voided, and never in silence', async () => {
    await hear('e1')
    await cast(1, 'e1', '60', '40')
    await cast(4, 'e1', '40', '20')
    await host.close('e1')
    await hear('e2')
    await host.reveal('e1')
    expect((await board()).entrants[0]?.score).toBe('80.00')
    const [ballot] = (await run('supervisor', contract.listBallots, at())).items.filter((each) => each.seatNumber === 4)
    await run('supervisor', contract.voidBallot, { ...at(), ballotId: ballot?.id ?? '', reason: '误操作' })
    expect((await board()).entrants[0]?.score).toBe('100.00')
    expect(
      await codesOf(run('desk', contract.voidBallot, { ...at(), ballotId: ballot?.id ?? '', reason: '再作废' })),
    ).toEqual(['access.not_allowed'])
  })

  it('keeps back what is revealed while the board is frozen', async () => {
    for (const key of ['e1', 'e2']) {
      await hear(key)
      await cast(1, key, key === 'e1' ? '30' : '60', '40')
      await host.close(key)
    }
    await host.reveal('e1')
    await run('desk', contract.freezeBoard, at())
    expect(await codesOf(run('desk', contract.freezeBoard, at()))).toEqual(['contests.board_frozen'])
    await hear('e3')
    await host.reveal('e2')
    expect((await board()).entrants[1]).toMatchObject({ score: null, stage: 'locked' })
    await run('desk', contract.thawBoard, at())
    expect((await board()).entrants[1]).toMatchObject({ score: '100.00', stage: 'revealed', place: 1 })
  })
})

describe('the end', () => {
  it('closes, counts, is signed, and then shows its places from the last to the first', async () => {
    for (const [place, key] of ['e1', 'e2', 'e3'].entries()) {
      await hear(key)
      for (const number of [1, 2, 3, 4, 5]) await cast(number, key, String(30 + 10 * place), '30')
      if (key === 'e3')
        expect(await codesOf(run('desk', contract.closeVoting, { ...at(), expectedVersion: 1 }))).toEqual([
          'contests.window_still_open',
        ])
      await host.close(key)
    }
    const version = async () => (await desk()).version
    await run('desk', contract.closeVoting, { ...at(), expectedVersion: await version() })
    expect(await cast(1, 'e1')).toMatchObject({ code: 'contests.vote_over' })
    expect(await codesOf(run('desk', contract.revealPlaces, at()))).toEqual(['contests.not_in_state'])
    const { digest } = await run('desk', contract.countContest, { ...at(), expectedVersion: await version() })
    expect(await codesOf(run('desk', contract.revealPlaces, at()))).toEqual(['contests.not_in_state'])
    expect((await board()).ranking).toEqual([])
    await run('supervisor', contract.signCount, { ...at(), expectedVersion: await version(), digest })
    const shown = async () => (await board()).ranking.map(({ entrantKey, rank }) => [entrantKey, rank])
    await run('desk', contract.revealPlaces, at())
    expect(await shown()).toEqual([['e1', 3]])
    expect((await board()).isComplete).toBe(false)
    await run('desk', contract.revealPlaces, { ...at(), count: 5 })
    expect(await shown()).toEqual([
      ['e3', 1],
      ['e2', 2],
      ['e1', 3],
    ])
    expect((await board()).isComplete).toBe(true)
    expect(await codesOf(run('desk', contract.revealPlaces, at()))).toEqual(['contests.all_places_shown'])
  })
})

describe('a paper ballot', () => {
  const content = { kind: 'score' as const, marks: { e1: { progress: '55', effort: '35' } }, difficulty: {} }
  const type = (number: number) => {
    const { seatId } = arena.judges.find((each) => each.number === number) ?? { seatId: '' }
    return run('desk', contract.typePaper, { ...at(), seatId, about: 'e1', content })
  }

  it('counts when another person confirmed it, who can do nothing else', async () => {
    await hear('e1')
    await host.close('e1')
    const { id: paperId } = await type(2)
    expect(await codesOf(type(2))).toEqual(['contests.paper_waits'])
    const check = (isRight: boolean, reason = '') => ({ ...at(), paperId, isRight, reason })
    expect(await codesOf(run('desk', contract.checkPaper, check(true)))).toEqual(['contests.same_person'])
    expect((await desk()).entrants[0]).toMatchObject({ received: 0 })
    const { ballotId } = await house.run(contract.checkPaper, SECOND, check(true))
    expect(ballotId).not.toBeNull()
    expect((await desk()).entrants[0]).toMatchObject({ received: 1 })
    expect(await codesOf(house.run(contract.checkPaper, SECOND, check(false, '写错')))).toEqual([
      'contests.paper_decided',
    ])
    expect(await cast(2, 'e1')).toMatchObject({ outcome: 'refused' })
  })

  it('is only rejected where the device sent its ballot meanwhile', async () => {
    await hear('e1')
    const { id: paperId } = await type(2)
    await cast(2, 'e1')
    const confirm = house.run(contract.checkPaper, SECOND, { ...at(), paperId, isRight: true })
    expect(await codesOf(confirm)).toEqual(['contests.already_voted'])
    const rejected = await house.run(contract.checkPaper, SECOND, {
      ...at(),
      paperId,
      isRight: false,
      reason: '设备已投',
    })
    expect(rejected.ballotId).toBeNull()
    expect((await desk()).entrants[0]).toMatchObject({ received: 1 })
  })
})

describe('the draw', () => {
  it('is bound to a seed shown only by its commitment until the word was said', async () => {
    const head = { kind: 'arena' as const, name: '示例擂台（抽签）', heldOn: '2026-03-16', period: '2026-Q1' }
    const { id } = await run('desk', contract.createContest, { head, body: arenaBody(7) })
    await run('desk', contract.freezeContest, { contestId: id, expectedVersion: 1 })
    const draw = { contestId: id, publicWord: '海棠' }
    expect(await codesOf(run('desk', contract.drawOrder, draw))).toEqual(['contests.no_seed'])
    await run('desk', contract.commitSeed, { contestId: id })
    expect(await codesOf(run('desk', contract.commitSeed, { contestId: id }))).toEqual(['contests.seed_committed'])
    const before = (await run('desk', contract.showDesk, { contestId: id })).draw
    expect(before).toMatchObject({ seed: null, order: null })
    await run('desk', contract.drawOrder, draw)
    const after = (await run('desk', contract.showDesk, { contestId: id })).draw
    expect(after.commitment).toBe(before.commitment)
    expect([...(after.order?.['all'] ?? [])].toSorted()).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7'])
    expect(await codesOf(run('desk', contract.drawOrder, draw))).toEqual(['contests.drawn_already'])
  })
})

describe('links', () => {
  it('open the board without an account until they are closed', async () => {
    const { id, path } = await run('desk', contract.openBoardLink, { ...at(), label: '大屏' })
    const link = { region: HOME, secret: path.split('/').at(-1) ?? '' }
    expect((await run('nobody', contract.readBoard, link)).contestId).toBe(arena.id)
    expect((await run('nobody', contract.watchBoard, link)).contestId).toBe(arena.id)
    await run('desk', contract.closeBoardLink, { ...at(), linkId: id })
    expect(await codesOf(run('nobody', contract.readBoard, link))).toEqual(['record.not_found'])
  })

  it('of seats end with new ones', async () => {
    const before = judge(1)
    await run('desk', contract.issueSeatLinks, at())
    expect(await codesOf(run('nobody', contract.openJudgePage, before))).toEqual(['record.not_found'])
  })

  it('are useless in another region', async () => {
    const elsewhere: Caller = { kind: 'anonymous', region: '370785' }
    const page = house.run(contract.openJudgePage, elsewhere, { ...judge(1), region: '370785' })
    expect(await codesOf(page)).toEqual(['record.not_found'])
  })
})

it('is run by nobody who may not', async () => {
  const stranger = personWith('township')
  expect(await codesOf(house.run(contract.showDesk, stranger, at()))).toEqual(['access.not_allowed'])
  expect(await codesOf(house.run(contract.listBallots, DESK, at()))).toEqual(['access.not_allowed'])
  expect(await house.run(contract.listBallots, system(), at())).toEqual({ items: [] })
})
