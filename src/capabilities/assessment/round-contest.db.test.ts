import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arenaBody, type Run, scoreBallot, startContest } from '../../../tests/support/arena.ts'
import { HOME, personWith } from '../../../tests/support/house.ts'
import { openRounds, type Rounds } from '../../../tests/support/rounds.ts'
import { asPeriod } from '../../kernel/period.ts'
import type { Caller } from '../../platform/access.ts'
import * as contests from '../contests/contract.ts'
import { contestsOperations } from '../contests/operations/index.ts'
import * as contract from './contract.ts'

let rounds: Rounds
beforeAll(async () => {
  rounds = await openRounds(contestsOperations)
})
afterAll(() => rounds.library.test.close())

const SUPERVISOR = personWith('discipline_inspection')
const NOBODY: Caller = { kind: 'anonymous', region: HOME }
const run: Run = (as, spec, input) =>
  rounds.library.test.run(spec, { desk: rounds.people.office, supervisor: SUPERVISOR, nobody: NOBODY }[as], input)

/** Marks for progress of the two entrants by judge: the first leader alone puts the first entrant before the second. */
const MARKS = [
  ['60', '40'],
  ['45', '45'],
  ['45', '45'],
  ['40', '58'],
  ['45', '45'],
] as const

/** Runs an arena of east and west with five judges and publishes it, counting for the first quarter. */
async function publishedArena(): Promise<string> {
  rounds.at('2026-03-16T15:00:00+08:00')
  const { east, west } = rounds.library.units
  const body = arenaBody(2)
  const entrants = (body.entrants ?? []).map((each, at) => ({ ...each, unitId: [east, west][at] ?? null }))
  const arena = await startContest(run, { body: { ...body, entrants }, judges: 5 })
  const step = async () => {
    const { version } = await run('desk', contests.showContest, { contestId: arena.id })
    return { contestId: arena.id, expectedVersion: version }
  }
  for (const [at, entrantKey] of ['e1', 'e2'].entries()) {
    await run('desk', contests.callEntrant, { contestId: arena.id, entrantKey })
    await run('desk', contests.openWindow, { contestId: arena.id, about: entrantKey })
    for (const { secret, device, number } of arena.judges) {
      const ballot = scoreBallot(entrantKey, MARKS[number - 1]?.[at] ?? '0', '30', rounds.library.test.now)
      await run('nobody', contests.castBallot, { region: HOME, secret, device, ballot })
    }
    await run('desk', contests.closeWindow, { contestId: arena.id, about: entrantKey })
  }
  await run('desk', contests.closeVoting, await step())
  await run('desk', contests.countContest, await step())
  const { counts } = await run('supervisor', contests.showResult, { contestId: arena.id })
  await run('supervisor', contests.signCount, { ...(await step()), digest: counts[0]?.digest ?? '' })
  await run('desk', contests.publishContest, await step())
  return arena.id
}

describe('a criterion fed by an arena', () => {
  it('has the published scores, needs no signature here, and says what one judge less would do', async () => {
    const arenaId = await publishedArena()
    const schemeId = await rounds.frozenScheme('示例擂台计分', (body) => ({
      ...body,
      levels: {
        ...body.levels,
        quarter: {
          criteria: [
            {
              key: 'arena',
              name: '擂台比武',
              points: '100',
              figures: [{ key: 'score', name: '擂台得分', from: { kind: 'contest', contest: 'arena', what: 'score' } }],
              method: { kind: 'weighted', parts: [{ of: 'score', share: '1' }] },
            },
          ],
        },
      },
    }))
    rounds.at('2026-04-02T09:00:00+08:00')
    const roundId = await rounds.open(schemeId, asPeriod('2026-Q1'), 'quarter')
    // 0.6 × (60 + 40) ÷ 2 + 0.4 × 45 for progress, 30 for effort: 0.6 × 80 + 0.4 × 75.
    expect(await rounds.figure(roundId, rounds.library.units.east, 'arena', 'score')).toMatchObject({
      value: '78.00',
      kind: 'contest',
      source: { path: `/contests/${arenaId}`, asOf: '2026-03-16' },
    })
    expect((await rounds.totals(roundId)).map(([name, rank]) => [name, rank])).toEqual([
      ['东河镇', 1],
      ['西山镇', 2],
      ['南湖街道', 3],
    ])
    expect((await rounds.show(roundId)).counts).toMatchObject({ missing: 0, unsigned: 0 })
    const { oneJudgeLess } = await rounds.library.test.run(contract.showSensitivity, rounds.people.office, { roundId })
    expect(oneJudgeLess).toMatchObject([{ criterionName: '擂台比武', trials: 5 }])
    expect(oneJudgeLess[0]?.shifts.map(({ unitName, from, to }) => `${unitName} ${from}→${to}`).toSorted()).toEqual([
      '东河镇 1→2',
      '西山镇 2→1',
    ])
  })
})
