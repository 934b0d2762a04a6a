import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { arenaBody, type Run, scoreBallot, startContest, type TestContest } from '../../../tests/support/arena.ts'
import { HOME, openTestHouse, personWith, type TestHouse } from '../../../tests/support/house.ts'
import { query } from '../../kernel/operation.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Caller } from '../../platform/access.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { implement } from '../../platform/run-operation.ts'
import * as contract from './contract.ts'
import { contestsOperations } from './operations/index.ts'
import { contestResults, contestsFigures, contestsLists, contestWithoutOneJudge, listContestDuties } from './public.ts'

const Q1 = asPeriod('2026-Q1')
const UNITS = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2'] as const

/** What neighbours ask at the front door, as an operation of a test. */
const askFrontDoor = query({
  id: 'contests.front_door',
  summary: 'What neighbours ask',
  route: 'GET /contests/front-door',
  permission: 'contests.view',
  input: z.object({ contestId: z.string() }),
  output: z.any(),
})
const frontDoor = implement(askFrontDoor, async (ctx, { contestId }) => ({
  results: await contestResults(ctx, Q1),
  without: await contestWithoutOneJudge(ctx, contestId),
  figures: await Promise.all(
    contestsFigures.map(async ({ spec, tell }) => [spec.id, Object.fromEntries(await tell(ctx, Q1, UNITS))]),
  ),
  lists: await Promise.all(contestsLists.map(async ({ spec, tell }) => [spec.id, await tell(ctx, Q1)])),
  duties: await listContestDuties(ctx, asDay('2026-03-31')),
}))

let house: TestHouse
const folder = mkdtempSync(join(tmpdir(), 'clarion-package-'))
beforeAll(async () => {
  house = await openTestHouse([...contestsOperations, frontDoor])
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await house.close()
})

const DESK = personWith('assessment_office')
const SUPERVISOR = personWith('discipline_inspection')
const TOWN = personWith('township')
const NOBODY: Caller = { kind: 'anonymous', region: HOME }
const run: Run = (as, spec, input) =>
  house.run(spec, as === 'desk' ? DESK : as === 'supervisor' ? SUPERVISOR : NOBODY, input)

async function refused(attempt: Promise<unknown>) {
  try {
    await attempt
    return null
  } catch (error) {
    if (error instanceof Refusal) return { kind: error.kind, codes: error.problems.map(({ code }) => code) }
    throw error
  }
}

let arena: TestContest
const version = async () => (await run('desk', contract.showContest, { contestId: arena.id })).version
const step = async () => ({ contestId: arena.id, expectedVersion: await version() })
const digestNow = async () => {
  const { counts } = await run('supervisor', contract.showResult, { contestId: arena.id })
  return counts[0]?.digest ?? ''
}

/** Runs the whole arena of two: five judges, the first a leader; the second entrant wins. */
async function vote(): Promise<void> {
  for (const [at, entrantKey] of ['e1', 'e2'].entries()) {
    const of = { contestId: arena.id, entrantKey }
    await run('desk', contract.callEntrant, of)
    await run('desk', contract.openWindow, { contestId: arena.id, about: entrantKey })
    for (const { secret, device, number } of arena.judges)
      await run('nobody', contract.castBallot, {
        region: HOME,
        secret,
        device,
        ballot: scoreBallot(entrantKey, String(40 + number + at), '30', house.now),
      })
    await run('desk', contract.closeWindow, { contestId: arena.id, about: entrantKey })
  }
  await run('desk', contract.closeVoting, await step())
}

beforeEach(async () => {
  house.now = new Date('2026-03-16T15:00:00+08:00')
  const body = arenaBody(2, {
    ballots: 'named',
    awards: [{ kind: 'flag', name: '流动红旗', from: 1, through: 1 }],
    bottom: 1,
  })
  const entrants = (body.entrants ?? []).map((entrant, at) => ({ ...entrant, unitId: UNITS[at] ?? null }))
  arena = await startContest(run, { body: { ...body, entrants }, judges: 5 })
})

/** Counts, signs and publishes what was voted. */
async function publish(): Promise<void> {
  await run('desk', contract.countContest, await step())
  await run('supervisor', contract.signCount, { ...(await step()), digest: await digestNow() })
  await run('desk', contract.publishContest, await step())
}

describe('a result', () => {
  it('is counted, signed by another, published, and only then seen by everybody', async () => {
    await vote()
    const { digest } = await run('desk', contract.countContest, await step())
    expect(await refused(house.run(contract.showResult, TOWN, { contestId: arena.id }))).toMatchObject({
      kind: 'not_found',
    })
    expect(await refused(run('desk', contract.publishContest, await step()))).toMatchObject({
      codes: ['contests.not_in_state'],
    })
    const wrong = { ...(await step()), digest: '0'.repeat(64) }
    expect(await refused(run('supervisor', contract.signCount, wrong))).toMatchObject({ kind: 'conflict' })
    await run('supervisor', contract.signCount, { ...(await step()), digest, compared: ['e1'], note: '抽查无误' })
    await run('desk', contract.publishContest, await step())
    const { result, counts, isGenuine } = await house.run(contract.showResult, TOWN, { contestId: arena.id })
    expect(isGenuine).toBe(true)
    expect(counts[0]).toMatchObject({ ordinal: 1, digest, signedBy: '示例discipline_inspection' })
    expect(counts[0]?.signNote).toContain('e1')
    const [first, last] = result?.groups[0]?.places ?? []
    // Seats 1 and 4 are leaders at 60 %, the others members at 40 %: 0.6 × 73.5 + 0.4 × 74.333… for the second entrant.
    expect(first).toMatchObject({ entrantKey: 'e2', rank: 1, awards: ['流动红旗'], received: 5, expected: 5 })
    expect(first?.score).toBe('73.83')
    expect(last).toMatchObject({ entrantKey: 'e1', rank: 2, commits: true, toAbove: '1.00', score: '72.83' })
  })

  it('is counted once, however many count at once', async () => {
    await vote()
    const both = await step()
    const attempts = await Promise.all([1, 2, 3].map(() => refused(run('desk', contract.countContest, both))))
    expect(attempts.filter((attempt) => attempt === null)).toHaveLength(1)
    const { counts } = await run('supervisor', contract.showResult, { contestId: arena.id })
    expect(counts).toHaveLength(1)
  })

  it('is not signed by who counted it', async () => {
    await vote()
    const both: Caller = {
      kind: 'person',
      actor: {
        personId: 'both',
        name: '示例',
        region: HOME,
        posts: [
          { id: 'p1', role: 'assessment_office', unitId: 'u', unitIds: ['u'] },
          { id: 'p2', role: 'supervision_office', unitId: 'u', unitIds: ['u'] },
        ],
      },
    }
    await house.run(contract.countContest, both, await step())
    const sign = { ...(await step()), digest: await digestNow() }
    expect(await refused(house.run(contract.signCount, both, sign))).toMatchObject({
      codes: ['contests.signs_own_count'],
    })
  })

  it('is sent back, put right and counted again; both counts stay', async () => {
    await vote()
    await run('desk', contract.countContest, await step())
    await run('supervisor', contract.sendCountBack, { ...(await step()), reason: '一张选票应作废' })
    const { items } = await run('supervisor', contract.listBallots, { contestId: arena.id })
    await run('supervisor', contract.voidBallot, {
      contestId: arena.id,
      ballotId: items[0]?.id ?? '',
      reason: '评委离场',
    })
    await run('desk', contract.countContest, await step())
    const { result, counts } = await run('supervisor', contract.showResult, { contestId: arena.id })
    expect(result).toMatchObject({ ballots: 9, voided: 1 })
    expect(counts.map(({ ordinal, sentBackReason }) => [ordinal, sentBackReason])).toEqual([
      [2, null],
      [1, '一张选票应作废'],
    ])
  })

  it('is recounted from its package by the script the product hands out, and by no changed package', async () => {
    await vote()
    await publish()
    const file = await house.run(contract.downloadPackage, TOWN, { contestId: arena.id })
    const script = await house.run(contract.downloadRecount, TOWN, {})
    const [packed, program] = [join(folder, 'package.json'), join(folder, 'recount.mjs')]
    writeFileSync(packed, file.bytes)
    writeFileSync(program, script.bytes)
    const { counts } = await house.run(contract.showResult, TOWN, { contestId: arena.id })
    const again = () =>
      spawnSync(process.execPath, [program, packed, '--key', counts[0]?.fingerprint ?? ''], { encoding: 'utf8' })
    expect(again()).toMatchObject({ status: 0 })
    const text = new TextDecoder().decode(file.bytes)
    expect(text).not.toContain('示例assessment_office')
    for (const { seatId } of arena.judges) expect(text).not.toContain(seatId)
    writeFileSync(packed, text.replace('"progress":"41"', '"progress":"59"'))
    expect(again()).toMatchObject({ status: 1 })
  })
})

describe('files', () => {
  it('of a vote in which somebody could be told by a conflict of interest go to the supervisor alone', async () => {
    const body = arenaBody(2)
    arena = await startContest(run, { body, judges: 5, conflicts: { 2: ['e1'] } })
    await vote()
    await publish()
    const package_ = (caller: Caller) => house.run(contract.downloadPackage, caller, { contestId: arena.id })
    for (const caller of [TOWN, DESK])
      expect(await refused(package_(caller))).toMatchObject({ codes: ['contests.package_tells_voters'] })
    expect(new TextDecoder().decode((await package_(SUPERVISOR)).bytes)).toContain('"excluded":["e1"]')
  })

  it('tell the ballots to the supervisor alone, and the result to everybody', async () => {
    await vote()
    await publish()
    const sheets = async (caller: Caller) => {
      const { bytes } = await house.run(contract.downloadScoreSheet, caller, { contestId: arena.id })
      const outcome = await readWorkbook(bytes)
      return outcome.ok ? outcome.value.map(({ name }) => name) : []
    }
    expect(await sheets(TOWN)).toEqual(['示例组'])
    expect(await sheets(SUPERVISOR)).toEqual(['示例组', '选票明细'])
  })

  it('hold a paper ballot for every seat', async () => {
    const { bytes } = await run('desk', contract.downloadPaperBallots, { contestId: arena.id })
    const outcome = await readWorkbook(bytes)
    expect(outcome.ok && outcome.value).toHaveLength(5)
  })
})

describe('rules', () => {
  it('stay as they were frozen; whoever wants others copies the contest', async () => {
    const { body } = await run('desk', contract.showContest, { contestId: arena.id })
    const head = { kind: 'arena' as const, name: '改名', heldOn: '2026-03-17', period: '2026-Q1' }
    expect(await refused(run('desk', contract.saveContest, { ...(await step()), head, body }))).toMatchObject({
      codes: ['contests.rules_frozen'],
    })
    const copy = await run('desk', contract.copyContest, { contestId: arena.id, name: '下一次', asRehearsal: false })
    const again = await run('desk', contract.showContest, { contestId: copy.id })
    expect(again).toMatchObject({ state: 'draft', rulesHash: null, copiedFrom: arena.id })
    const { items } = await run('desk', contract.listSeats, { contestId: copy.id })
    expect(items.map(({ number, hasLink }) => [number, hasLink])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [number, false]),
    )
  })

  it('have the hash that was shown by the check before the freeze', async () => {
    const { body } = await run('desk', contract.showContest, { contestId: arena.id })
    const head = { kind: 'arena' as const, name: '同样的规则', heldOn: '2026-03-17', period: '2026-Q1' }
    const { id, version: made } = await run('desk', contract.createContest, { head, body })
    const { problems, rulesHash } = await run('desk', contract.checkContest, { contestId: id })
    expect(problems).toEqual([])
    const frozen = await run('desk', contract.freezeContest, { contestId: id, expectedVersion: made })
    expect(frozen.rulesHash).toBe(rulesHash)
  })

  it('that are unsound are not frozen, and every reason is told', async () => {
    const head = { kind: 'tour' as const, name: '空的观摩', heldOn: '2026-03-17', period: '2026-Q1' }
    const { id, version: made } = await run('desk', contract.createContest, { head })
    const attempt = run('desk', contract.freezeContest, { contestId: id, expectedVersion: made })
    expect(await refused(attempt)).toMatchObject({ codes: ['contests.too_few_entrants', 'contests.group_empty'] })
  })

  it('take a part from a published contest when they are frozen', async () => {
    await vote()
    await publish()
    const body = arenaBody(2, {
      parts: [
        { key: 'stage', name: '现场', share: '0.5', source: { kind: 'ballots' } },
        { key: 'site', name: '观摩', share: '0.5', source: { kind: 'contest', contestId: arena.id } },
      ],
    })
    const entrants = (body.entrants ?? []).map((entrant, at) => ({ ...entrant, unitId: UNITS[at] ?? null }))
    const head = { kind: 'arena' as const, name: '决赛', heldOn: '2026-03-20', period: '2026-Q1' }
    const { id, version: made } = await run('desk', contract.createContest, {
      head,
      body: contract.ContestBody.parse({ ...body, entrants }),
    })
    await run('desk', contract.freezeContest, { contestId: id, expectedVersion: made })
    const { body: frozen } = await run('desk', contract.showContest, { contestId: id })
    expect(frozen.entrants.map(({ given }) => given['site'])).toEqual(['72.83', '73.83'])
  })
})

describe('a rehearsal', () => {
  it('is counted and signed like a contest, but never published and never counts', async () => {
    const { id } = await run('desk', contract.copyContest, { contestId: arena.id, name: '演练', asRehearsal: true })
    expect(await run('desk', contract.showContest, { contestId: id })).toMatchObject({ isRehearsal: true })
    const before = arena
    arena = { ...before, id }
    await run('desk', contract.freezeContest, await step())
    const { items } = await run('desk', contract.issueSeatLinks, { contestId: id })
    arena = {
      ...arena,
      judges: items.map((item, at) => ({
        ...item,
        device: before.judges[at]?.device ?? '',
        secret: item.path.split('/').at(-1) ?? '',
      })),
    }
    await run('desk', contract.startContest, await step())
    await vote()
    await run('desk', contract.countContest, await step())
    await run('supervisor', contract.signCount, { ...(await step()), digest: await digestNow() })
    expect(await refused(run('desk', contract.publishContest, await step()))).toMatchObject({
      codes: ['contests.rehearsal_only'],
    })
  })
})

describe('the front door', () => {
  it('tells assessment and bulletins what was published, and the duties of each', async () => {
    const ask = (caller: Caller) => house.run(askFrontDoor, caller, { contestId: arena.id })
    await vote()
    expect((await ask(DESK)).duties).toContainEqual(expect.objectContaining({ kind: 'contests.to_count' }))
    await run('desk', contract.countContest, await step())
    const mine = expect.objectContaining({ key: `contests.sign:${arena.id}`, path: `/contests/${arena.id}` })
    expect((await ask(SUPERVISOR)).duties).toContainEqual(mine)
    expect((await ask(DESK)).duties).not.toContainEqual(mine)
    await run('supervisor', contract.signCount, { ...(await step()), digest: await digestNow() })
    await run('desk', contract.publishContest, await step())
    await run('desk', contract.decideOnResult, {
      contestId: arena.id,
      kind: 'commitment',
      entrantKey: 'e1',
      text: '四月底前全部开工',
      dueOn: '2026-04-30',
    })
    const { results, without, figures, lists } = await ask(TOWN)
    expect(results[0]).toMatchObject({
      kind: 'arena',
      finalisedOn: '2026-03-16',
      units: [
        { unitId: UNITS[1], score: '73.83', place: 1 },
        { unitId: UNITS[0], score: '72.83', place: 2 },
      ],
    })
    expect(without).toHaveLength(5)
    const told = Object.fromEntries(figures)
    expect(told['contests.arena_score'][UNITS[0]]).toMatchObject({ value: '72.83', unitText: '分', rows: 1 })
    expect(told['contests.arena_place'][UNITS[1]]).toMatchObject({ value: '1', unitText: '名' })
    expect(told['contests.tour_score'][UNITS[0]]).toMatchObject({ value: null, rows: 0 })
    const rows = Object.fromEntries(lists)
    expect(rows['contests.arena_results'][0]).toMatchObject({ place: '第1', score: '73.83', award: '流动红旗' })
    expect(rows['contests.commitments']).toContainEqual(
      expect.objectContaining({ text: '四月底前全部开工', due_on: '2026-04-30' }),
    )
  })
})
