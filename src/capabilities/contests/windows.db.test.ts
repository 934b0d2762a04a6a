import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { arenaBody, type Run, scoreBallot, startContest, type TestContest } from '../../../tests/support/arena.ts'
import { HOME, openTestHouse, personWith, type TestHouse } from '../../../tests/support/house.ts'
import type { Caller } from '../../platform/access.ts'
import * as contract from './contract.ts'
import { contestsOperations } from './operations/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(contestsOperations)
})
afterAll(() => house.close())
beforeEach(() => {
  house.now = new Date('2026-03-16T15:00:00+08:00')
})

const DESK = personWith('assessment_office')
const SUPERVISOR = personWith('discipline_inspection')
const NOBODY: Caller = { kind: 'anonymous', region: HOME }
const run: Run = (as, spec, input) =>
  house.run(spec, as === 'desk' ? DESK : as === 'supervisor' ? SUPERVISOR : NOBODY, input)

function later(seconds: number): void {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}

function judgeOf({ judges }: TestContest, number: number) {
  const found = judges.find((each) => each.number === number)
  if (!found) throw new Error(`no judge ${number}`)
  return { seatId: found.seatId, link: { region: HOME, secret: found.secret, device: found.device } }
}

it('given more time while it is open, a window keeps what it had left', async () => {
  const arena = await startContest(run, { body: arenaBody(2), judges: 3 })
  const cast = (number: number) =>
    run('nobody', contract.castBallot, {
      ...judgeOf(arena, number).link,
      ballot: scoreBallot('e1', '50', '30', house.now),
    })
  await run('desk', contract.openWindow, { contestId: arena.id, about: 'e1', seconds: 90 })
  await run('desk', contract.extendWindow, { contestId: arena.id, about: 'e1', seconds: 30, reason: '平板重启' })
  later(119)
  expect(await cast(1)).toMatchObject({ outcome: 'accepted' })
  later(2)
  expect(await cast(2)).toMatchObject({ code: 'contests.window_closed' })
})

it('the one vote on all waits for every seat that may vote on anybody, however many are excluded from one', async () => {
  const arena = await startContest(run, {
    body: arenaBody(2, { casting: 'at_end', reveal: 'at_end' }),
    judges: 4,
    conflicts: { 1: ['e1'], 2: ['e2'], 3: ['e1', 'e2'] },
  })
  const desk = () => run('desk', contract.showDesk, { contestId: arena.id })
  await run('desk', contract.openWindow, { contestId: arena.id, about: '*' })
  expect((await desk()).all).toEqual({ received: 0, expected: 3, missing: [1, 2, 4] })
  const ballot: contract.MadeBallot = {
    id: randomUUID(),
    about: '*',
    madeAt: house.now.toISOString(),
    content: { kind: 'score', marks: { e2: { progress: '50', effort: '30' } }, difficulty: {} },
  }
  expect(await run('nobody', contract.castBallot, { ...judgeOf(arena, 1).link, ballot })).toMatchObject({
    outcome: 'accepted',
  })
  const { seatId } = judgeOf(arena, 4)
  await run('desk', contract.markSeatLeft, { contestId: arena.id, seatId, reason: '临时有会', voidCast: false })
  expect(await desk()).toMatchObject({ all: { received: 1, expected: 2, missing: [2] }, seats: 3, boundSeats: 1 })
})
