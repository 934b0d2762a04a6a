import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../src/capabilities/contests/contract.ts'
import { contestsOperations } from '../../src/capabilities/contests/operations/index.ts'
import { arenaBody, type Run, scoreBallot, startContest, type TestContest, type TestJudge } from '../support/arena.ts'
import { buildPrograms } from '../support/command-line.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { HOME, openTestHouse, personWith, type TestHouse } from '../support/house.ts'
import { type Served, serve } from '../support/serve.ts'

/** The key of the house under test: its servers open what it sealed. */
const KEY = '07'.repeat(32)
const JUDGES = 24
const KILLS = 5

let database: TestDatabase
let house: TestHouse
let program = ''
const servers: Served[] = []
beforeAll(async () => {
  program = (await buildPrograms('faults-contests', { server: 'src/apps/server/main.ts' })).server
  database = await createTestDatabase()
  house = await openTestHouse(contestsOperations, new Date().toISOString(), database)
  servers.push(await startServer(), await startServer())
}, 120_000)
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  await house.close()
})

function startServer(): Promise<Served> {
  const where = ['--database', database.appUrl, '--database-admin', database.adminUrl, '--secret-key', KEY]
  return serve(program, where)
}

const DESK = personWith('assessment_office')
const run: Run = (as, spec, input) => {
  house.now = new Date()
  const caller = as === 'desk' ? DESK : ({ kind: 'anonymous', region: HOME } as const)
  return house.run(spec, as === 'supervisor' ? personWith('discipline_inspection') : caller, input)
}

let arena: TestContest
beforeEach(async () => {
  const body = arenaBody(2, { reveal: 'at_once', timing: { scoringSeconds: 600 } })
  arena = await startContest(run, { body, judges: JUDGES })
  await run('desk', contract.openWindow, { contestId: arena.id, about: 'e1' })
})

/** Sends a ballot to a server; `undefined` where no answer came. */
async function send(
  { secret, device }: TestJudge,
  ballot: contract.MadeBallot,
  server: number,
): Promise<contract.BallotReceipt | undefined> {
  const address = servers[server]?.address ?? ''
  try {
    const answer = await fetch(`${address}/api/contests/seats/${HOME}/${secret}/ballots`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ device, ballot }),
      signal: AbortSignal.timeout(5_000),
    })
    return answer.ok ? ((await answer.json()) as contract.BallotReceipt) : undefined
  } catch {
    return undefined
  }
}

interface KeptBallot {
  readonly id: string
  readonly seat_id: string
  readonly content: { readonly marks: Readonly<Record<string, { readonly progress: string; readonly effort: string }>> }
}

async function keptBallots(): Promise<readonly KeptBallot[]> {
  const { rows } = await database.admin.pool.query<KeptBallot>(
    'select id, seat_id, content from contest_ballots where contest_id = $1 order by id',
    [arena.id],
  )
  return rows
}

describe('a server killed while everybody votes', () => {
  it('loses no ballot and counts none twice, on two servers', { timeout: 120_000 }, async () => {
    const wanted = new Map<string, string>()
    const voting = { isOver: false }
    /** A judge's device: it sends the same ballot, now here, now there, until somebody says that it is in. */
    const vote = async (judge: TestJudge, place: number): Promise<void> => {
      await sleep(place * 150)
      const ballot = scoreBallot('e1', String(20 + place), '30', new Date())
      wanted.set(ballot.id, judge.seatId)
      for (let attempt = place; ; attempt += 1) {
        const [one, other] = await Promise.all([
          send(judge, ballot, attempt % 2),
          send(judge, ballot, (attempt + 1) % 2),
        ])
        const outcomes = [one, other].flatMap((receipt) => receipt?.outcome ?? [])
        expect(outcomes).not.toContain('refused')
        if (outcomes.length > 0) return
        await sleep(50)
      }
    }
    const killing = (async () => {
      for (let kill = 0; kill < KILLS && !voting.isOver; kill += 1) {
        await sleep(200)
        const [victim] = servers.splice(kill % 2, 1)
        victim?.child.kill('SIGKILL')
        const next = startServer()
        await victim?.stop()
        servers.splice(kill % 2, 0, await next)
      }
    })()
    await Promise.all(arena.judges.map(vote))
    voting.isOver = true
    await killing
    const kept = await keptBallots()
    expect(kept.map(({ id }) => id)).toEqual([...wanted.keys()].toSorted())
    for (const { id, seat_id } of kept) expect(seat_id).toBe(wanted.get(id))
    const desk = await run('desk', contract.showDesk, { contestId: arena.id })
    expect(desk.entrants[0]).toMatchObject({ received: JUDGES, expected: JUDGES, missing: [] })
  })
})

describe('a score revealed while ballots still come in', () => {
  it('is made of exactly the ballots that are in, and no ballot slips in behind it', { timeout: 60_000 }, async () => {
    await run('desk', contract.closeWindow, { contestId: arena.id, about: 'e1' })
    const receipts: contract.BallotReceipt[] = []
    const voting = arena.judges.map(async (judge, place) => {
      // Made while the window was open, and on its way as it closed.
      const ballot = scoreBallot('e1', String(20 + place), '30', new Date(Date.now() - 1_000))
      await sleep(place * 8)
      const receipt = await send(judge, ballot, place % 2)
      if (receipt) receipts.push(receipt)
    })
    await sleep(60)
    await run('desk', contract.revealScore, { contestId: arena.id, entrantKey: 'e1' })
    await Promise.all(voting)
    const kept = await keptBallots()
    expect(receipts).toHaveLength(JUDGES)
    const accepted = receipts.filter(({ outcome }) => outcome === 'accepted').map(({ id }) => id)
    expect(accepted.toSorted()).toEqual(kept.map(({ id }) => id))
    for (const { outcome, code } of receipts) if (outcome === 'refused') expect(code).toBe('contests.vote_over')
    const classOf = new Map(arena.judges.map(({ seatId, number }) => [seatId, (number - 1) % 3 === 0 ? 0.6 : 0.4]))
    const means = [0.6, 0.4].flatMap((weight) => {
      const marks = kept
        .filter(({ seat_id }) => classOf.get(seat_id) === weight)
        .map(({ content }) => Number(content.marks['e1']?.progress) + Number(content.marks['e1']?.effort))
      return marks.length === 0 ? [] : [{ weight, mean: marks.reduce((total, mark) => total + mark, 0) / marks.length }]
    })
    const whole = means.reduce((total, { weight }) => total + weight, 0)
    const score = means.reduce((total, { weight, mean }) => total + (weight * mean) / whole, 0)
    const board = await run('desk', contract.showBoard, { contestId: arena.id })
    expect(board.entrants[0]?.score ?? null).toBe(kept.length === 0 ? null : score.toFixed(2))
  })
})

describe('a board of many processes', () => {
  it('shows on each what the host does on any, and ends when its link is closed', { timeout: 60_000 }, async () => {
    const link = await run('desk', contract.openBoardLink, { contestId: arena.id, label: '大屏' })
    const secret = link.path.split('/').at(-1) ?? ''
    const watched = await Promise.all(
      servers.map(async ({ address }) => {
        const answer = await fetch(`${address}/api/contests/boards/${HOME}/${secret}/live`)
        expect(answer.headers.get('content-type')).toContain('text/event-stream')
        return { reader: answer.body?.pipeThrough(new TextDecoderStream()).getReader(), text: '' }
      }),
    )
    /** Reads a stream until it says something; false where it ended without. */
    const reads = async (stream: (typeof watched)[number], wanted: string): Promise<boolean> => {
      while (!stream.text.includes(wanted)) {
        const part = await stream.reader?.read()
        if (!part || part.done) return false
        stream.text += part.value
      }
      return true
    }
    await run('desk', contract.callEntrant, { contestId: arena.id, entrantKey: 'e2' })
    for (const stream of watched) expect(await reads(stream, '"current":"e2"')).toBe(true)
    for (const { text } of watched) expect(text).not.toMatch(/received|missing|expected|seat/)
    await run('desk', contract.closeBoardLink, { contestId: arena.id, linkId: link.id })
    for (const stream of watched) expect(await reads(stream, 'never said')).toBe(false)
    for (const { address } of servers)
      expect((await fetch(`${address}/api/contests/boards/${HOME}/${secret}/live`)).status).toBe(404)
  })
})
