import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { get, type ClientRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import * as contract from '../src/capabilities/contests/contract.ts'
import { type OperationSpec, type OutputOf, pathFields, routeParts, type SentOf } from '../src/kernel/operation.ts'
import { prepareDatabase } from '../src/platform/database/prepare.ts'
import { arenaBody, scoreBallot, startContest } from '../tests/support/arena.ts'
import { cpuOf, type MeasuredServer, signIn, startMeasured } from './server.ts'

/**
 * An arena in the hall: viewers who watch the board by its link, judges who vote by theirs, a host who goes on. Printed is how long an act of the host
 * takes until each viewer has it, how long a ballot takes when all judges vote in the same instant, and the CPU of the servers. README.md has the
 * command.
 */
const { values } = parseArgs({
  options: {
    viewers: { type: 'string', default: '500' },
    judges: { type: 'string', default: '60' },
    entrants: { type: 'string', default: '7' },
    processes: { type: 'string', default: '1' },
    program: { type: 'string', default: join('dist', 'server.mjs') },
  },
})
const [viewers, judges, entrants, processes] = [values.viewers, values.judges, values.entrants, values.processes].map(
  Number,
) as [number, number, number, number]
const REGION = '370786'
const PORT = 39_400
const READY_MS = 60_000

const home = mkdtempSync(join(tmpdir(), 'clarion-bench-'))
chmodSync(home, 0o711)
const prepared = await prepareDatabase({ data: join(home, 'database') }, pino({ level: 'silent' }))
const servers: MeasuredServer[] = []
const streams: ClientRequest[] = []

/** Asks a server for an operation; throws what it refuses. */
async function ask<S extends OperationSpec>(
  server: MeasuredServer,
  token: string | undefined,
  spec: S,
  input: SentOf<S>,
): Promise<OutputOf<S>> {
  const { method, path } = routeParts(spec.route)
  const fields = { ...(input as Record<string, unknown>) }
  const filled = pathFields(path).reduce((made, name) => {
    const value = String(fields[name])
    delete fields[name]
    return made.replace(`:${name}`, encodeURIComponent(value))
  }, path)
  const query = method === 'GET' ? `?${new URLSearchParams(fields as Record<string, string>).toString()}` : ''
  const answer = await fetch(`${server.address}/api${filled}${query}`, {
    method,
    headers: {
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(fields) }),
  })
  if (!answer.ok) throw new Error(`${spec.id}: ${await answer.text()}`)
  return (await answer.json()) as OutputOf<S>
}

/** Follows a stream; tells every message it is sent. */
function follow(address: string, onMessage: (message: { readonly ordinal: number }) => void): void {
  let rest = ''
  const request = get(address, { agent: false }, (answer) => {
    answer.setEncoding('utf8')
    answer.on('data', (chunk: string) => {
      const frames = (rest + chunk).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) {
        const [, data] = /^data: (.*)$/m.exec(frame) ?? []
        if (data !== undefined) onMessage(JSON.parse(data) as { readonly ordinal: number })
      }
    })
  })
  request.on('error', () => undefined)
  streams.push(request)
}

function figures(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const shown = [at(0.5), at(0.95), at(0.99), at(1)].map((time) => time.toFixed(0).padStart(6)).join(' ')
  console.log(`${name.padEnd(58)} n ${String(times.length).padStart(6)}   ms p50 p95 p99 max ${shown}`)
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + READY_MS; !(await holds()); await sleep(10))
    if (Date.now() > end) throw new Error(`waited too long for ${what}`)
}

try {
  const key = randomBytes(32).toString('hex')
  for (let at = 0; at < processes; at += 1) {
    const where = ['--database', prepared.appUrl, '--secret-key', key]
    const more = at === 0 ? ['--database-admin', prepared.adminUrl ?? ''] : ['--no-sample']
    servers.push(await startMeasured(join(home, `server${at}`), PORT + at, values.program, [...where, ...more]))
  }
  const serverOf = (at: number): MeasuredServer => servers[at % servers.length] as MeasuredServer
  const [first] = servers as [MeasuredServer]
  const tokens = {
    desk: await signIn(first, 'assess'),
    supervisor: await signIn(first, 'discipline'),
    nobody: undefined,
  }
  const contest = await startContest((as, spec, input) => ask(first, tokens[as], spec, input), {
    body: arenaBody(entrants, { timing: { scoringSeconds: 600 } }),
    judges,
  })
  const { path } = await ask(first, tokens.desk, contract.openBoardLink, { contestId: contest.id, label: '大屏' })
  const [, , , boardSecret = ''] = path.split('/')

  const contestId = contest.id
  const seen: Map<number, number>[] = []
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    const arrivals = new Map<number, number>()
    seen.push(arrivals)
    follow(`${serverOf(viewer).address}/api/contests/boards/${REGION}/${boardSecret}/live`, ({ ordinal }) => {
      if (!arrivals.has(ordinal)) arrivals.set(ordinal, performance.now())
    })
  }
  const votes: number[] = []
  const heard: number[] = []
  let openedAt = 0
  let accepted = 0
  for (const [place, judge] of contest.judges.entries()) {
    const server = serverOf(place)
    const { secret, device } = judge
    const voted = new Set<string>()
    const look = async (): Promise<void> => {
      const page = await ask(server, undefined, contract.openJudgePage, { region: REGION, secret, device })
      const open = page.windows.find(({ about, isOpen }) => isOpen && !voted.has(about))
      if (!open) return
      voted.add(open.about)
      heard.push(performance.now() - openedAt)
      const ballot = scoreBallot(open.about, String(40 + (place % 20)), '30', new Date(page.serverNow))
      const begun = performance.now()
      const { outcome } = await ask(server, undefined, contract.castBallot, { region: REGION, secret, device, ballot })
      votes.push(performance.now() - begun)
      if (outcome === 'accepted') accepted += 1
    }
    follow(`${server.address}/api/contests/seats/${REGION}/${secret}/live`, () => void look())
  }
  await until(() => seen.every((arrivals) => arrivals.size > 0), 'the viewers')
  const cpuBefore = servers.map(({ pid }) => cpuOf(pid))
  const begun = performance.now()
  const sent: { ordinal: number; at: number }[] = []
  const act = async (doing: Promise<{ readonly ordinal: number }>): Promise<void> => {
    const at = performance.now()
    sent.push({ ordinal: (await doing).ordinal, at })
    await sleep(300)
  }
  const host = <S extends OperationSpec>(spec: S, input: SentOf<S>) => ask(first, tokens.desk, spec, input)
  for (const [place, entrantKey] of contest.entrants.entries()) {
    await act(host(contract.callEntrant, { contestId, entrantKey }))
    await act(host(contract.beginSpeech, { contestId, entrantKey }))
    await act(host(contract.beginQuestions, { contestId, entrantKey }))
    openedAt = performance.now()
    await act(host(contract.openWindow, { contestId, about: entrantKey }))
    await until(() => accepted === judges * (place + 1), `the ballots about ${entrantKey}`)
    await act(host(contract.closeWindow, { contestId, about: entrantKey }))
    const before = contest.entrants[place - 1]
    if (before !== undefined) await act(host(contract.revealScore, { contestId, entrantKey: before }))
  }
  await until(() => seen.every((arrivals) => arrivals.has(sent.at(-1)?.ordinal ?? 0)), 'the last event')
  const spent = performance.now() - begun
  const delays = sent.flatMap(({ ordinal, at }) => seen.map((arrivals) => (arrivals.get(ordinal) ?? Number.NaN) - at))
  console.log(
    `${viewers} viewers, ${judges} judges, ${entrants} entrants, ${processes} process(es), ${sent.length} acts`,
  )
  figures('an act of the host until a viewer has it', delays.filter(Number.isFinite))
  if (servers.length > 1)
    for (let at = 0; at < servers.length; at += 1)
      figures(
        `  viewers of process ${at + 1}`,
        sent.flatMap(({ ordinal, at: when }) =>
          seen.flatMap((arrivals, viewer) =>
            viewer % servers.length === at && arrivals.has(ordinal) ? [(arrivals.get(ordinal) ?? 0) - when] : [],
          ),
        ),
      )
  figures('the window opened until a judge has the page anew', heard)
  figures('a ballot, all judges at once', votes)
  const missed = delays.filter((delay) => !Number.isFinite(delay)).length
  console.log(
    `boards that skipped a state for a newer one: ${missed} of ${delays.length}; ballots accepted: ${accepted}`,
  )
  servers.forEach(({ pid }, at) =>
    console.log(
      `CPU of process ${at + 1}: ${(((cpuOf(pid) - (cpuBefore[at] ?? 0)) / spent) * 100).toFixed(0)} % of one core`,
    ),
  )
} finally {
  for (const stream of streams) stream.destroy()
  for (const server of servers) await server.stop()
  await prepared.stop()
  rmSync(home, { recursive: true, force: true })
}
