import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { query } from '../kernel/operation.ts'
import { problem } from '../kernel/problem.ts'
import { refuse } from '../kernel/refusal.ts'
import { HOME, openTestHouse, type TestHouse } from '../../tests/support/house.ts'
import { mountOperations } from './http/mount-operations.ts'
import { createServer } from './http/server.ts'
import { LiveHub } from './live.ts'
import { Metrics } from './metrics.ts'
import { implementStream } from './streams.ts'

const watchBoard = query({
  id: 'contests.watch_test_board',
  summary: 'A stream for this test',
  route: 'GET /test-boards/:region/:secret',
  permission: 'contests.board',
  stream: 'board',
  input: z.object({ region: z.string(), secret: z.string() }),
  output: z.object({ shown: z.int(), serverNow: z.string() }),
})

const ledger = { shown: 1, reads: 0, isClosed: false }
const opened = implementStream(watchBoard, {
  open: async (_, { secret }) =>
    secret.startsWith('known') ? 'board-1' : refuse('not_found', problem('record.not_found')),
  read: async () => {
    ledger.reads += 1
    if (ledger.isClosed) refuse('not_found', problem('record.not_found'))
    return { shown: ledger.shown, hidden: 'ballots', serverNow: String(ledger.reads) }
  },
})

let house: TestHouse
let live: LiveHub
let app: Awaited<ReturnType<typeof createServer>>
let port = 0
beforeAll(async () => {
  house = await openTestHouse([opened])
  live = new LiveHub(house.database.app.kysely, () => house.now)
  app = await createServer({
    log: pino({ level: 'silent' }),
    metrics: new Metrics(house.database.app.pool),
    catalogues: [],
    trustedProxies: [],
    isReady: async () => true,
    version: '0',
    operations: [watchBoard],
  })
  mountOperations(app, [opened], { house: house.house, live, callerOf: async () => ({ kind: 'anonymous' }) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterAll(async () => {
  live.close()
  await app.close()
  await house.close()
})
beforeEach(() => Object.assign(ledger, { shown: 1, reads: 0, isClosed: false }))

/** A watcher: what it was sent, and whether the stream ended. */
function watch(secret: string) {
  const seen: unknown[] = []
  const state = { status: 0, seen, isEnded: false, leave: () => asked.destroy() }
  const asked = request({ port, path: `/api/test-boards/${HOME}/${secret}` }, (answer) => {
    state.status = answer.statusCode ?? 0
    answer.on('data', (chunk: Buffer) => {
      for (const [, data = ''] of chunk.toString().matchAll(/^data: (.*)$/gm)) seen.push(JSON.parse(data))
    })
    answer.on('end', () => (state.isEnded = true))
    answer.on('error', () => undefined)
  })
  asked.on('error', () => undefined)
  asked.end()
  return state
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5)
}

it('reads once for all who watch the same, and sends only what is new and declared', async () => {
  const watchers = Array.from({ length: 40 }, (_, place) => watch(`known-${place}`))
  await until(() => watchers.every(({ seen }) => seen.length === 1))
  const before = ledger.reads
  ledger.shown = 2
  await until(() => watchers.every(({ seen }) => seen.length === 2))
  const late = watch('known-late')
  await until(() => late.seen.length === 1)
  const serverNow = house.now.toISOString()
  expect(late.seen).toEqual([{ serverNow, shown: 2 }])
  for (const { seen } of watchers)
    expect(seen).toEqual([
      { serverNow, shown: 1 },
      { serverNow, shown: 2 },
    ])
  expect(ledger.reads - before).toBeLessThan(watchers.length)
  for (const { leave } of [...watchers, late]) leave()
})

it('refuses who may not watch before anything is sent', async () => {
  const stranger = watch('stranger')
  await until(() => stranger.isEnded)
  expect(stranger).toMatchObject({ status: 404, seen: [] })
  expect(ledger.reads).toBe(0)
})

it('lets its watchers go when what they watch is closed, and reads no more when nobody watches', async () => {
  const watcher = watch('known')
  await until(() => watcher.seen.length === 1)
  ledger.isClosed = true
  await until(() => watcher.isEnded)
  await sleep(50)
  const { reads } = ledger
  await sleep(600)
  expect(ledger.reads).toBe(reads)
})
