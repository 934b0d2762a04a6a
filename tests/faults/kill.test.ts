import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundlePrograms } from '../../bin/bundle-programs.mjs'
import { findPostmaster, stopPostmaster } from '../../src/platform/database/postmaster.ts'
import { prepareDatabase } from '../../src/platform/database/prepare.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PROGRAMS = join(ROOT, '.cache/faults')
const ROUNDS = 20
const SPAN = 1_000_000

const home = mkdtempSync(join(tmpdir(), 'clarion-kill-'))
chmodSync(home, 0o711)
beforeAll(() => bundlePrograms(ROOT, { writer: 'tests/faults/writer.ts' }, PROGRAMS))
afterAll(async () => {
  const left = await findPostmaster(join(home, 'postgres'))
  if (left) await stopPostmaster(left.pid)
  rmSync(home, { recursive: true })
})

interface Round {
  readonly child: ChildProcess
  readonly lines: () => string[]
  readonly server: number
}

async function startWriter(round: number): Promise<Round> {
  const child = spawn(process.execPath, [join(PROGRAMS, 'writer.mjs'), home, String(round * SPAN)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const lines = () => text.split('\n').slice(0, -1)
  for (const until = Date.now() + 30_000; lines().length < 40; await sleep(5)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`round ${round} did not start: ${text}`)
  }
  return { child, lines, server: Number(lines()[0]?.replace('ready ', '')) }
}

/** Kills without mercy; a child that has just ended by itself is as good. */
function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.trim().split(' ').filter(Boolean).map(Number)
}

/** What dies in a round: all of it, the server's main process and the program, or the program alone. */
const VICTIMS = [
  ({ server, child }: Round) => [...childrenOf(server), server, child.pid],
  ({ server, child }: Round) => [child.pid, server],
  ({ child }: Round) => [child.pid],
  ({ server, child }: Round) => [server, child.pid],
] as const

it(`loses no acknowledged write and tears no transaction in ${ROUNDS} kills under load`, async () => {
  const acknowledged = new Set<number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = await startWriter(round)
    await sleep(20 + ((round * 37) % 180))
    const victims = VICTIMS[round % VICTIMS.length]?.(running) ?? []
    victims.forEach(kill)
    await new Promise((done) => running.child.once('close', done))
    const numbers = running.lines().filter((line) => /^\d+$/.test(line))
    expect(numbers.length).toBeGreaterThan(20)
    for (const number of numbers) acknowledged.add(Number(number))
  }
  const prepared = await prepareDatabase({ data: home }, pino({ level: 'silent' }))
  const { pool } = prepared.database
  const { rows: transfers } = await pool.query<{ id: number }>('select id from kill_transfers')
  const { rows: sums } = await pool.query('select sum(amount)::bigint as whole, count(*) as many from kill_accounts')
  const { rows: balance } = await pool.query(
    `select amount - 1000 - 7 * (select count(*) from kill_transfers) as off from kill_accounts where id = 50`,
  )
  await prepared.stop()
  const kept = new Set(transfers.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([])
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * 20)
  expect(sums).toEqual([{ whole: 50_000, many: 50 }])
  expect(balance).toEqual([{ off: 0 }])
}, 120_000)
