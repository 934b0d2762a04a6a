import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningClarion, startClarion } from '../../src/apps/server/start.ts'
import { contracts } from '../../src/apps/contracts.ts'
import { reachOf, type Role } from '../../src/kernel/permissions.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { HOSTILE_TEXTS, type KnownValues, seeded, type Shape, valueMaker } from '../support/malformed.ts'

const REQUESTS = 10_000
const AT_ONCE = 8
const PATIENCE_MS = 30_000
const SEED = Number(process.env['CLARION_FUZZ_SEED'] ?? 20_260_316)
const ROLES: Readonly<Record<string, Role>> = {
  admin: 'administrator',
  project: 'project_office',
  assess: 'assessment_office',
  stats: 'statistics_bureau',
  dept: 'department',
  town: 'township',
  leader: 'chief_leader',
  supervise: 'supervision_office',
  discipline: 'discipline_inspection',
  judge: 'judge',
}

const folder = mkdtempSync(join(tmpdir(), 'clarion-fuzz-'))
const bugs = new Map<string, string>()
/** Keeps what the server logs of its own bugs, by the reference it answers with. */
const log = pino(
  { level: 'error' },
  {
    write: (line: string) => {
      const { reqId, err } = JSON.parse(line) as { reqId?: string; err?: { stack?: string } }
      bugs.set(reqId ?? '', (err?.stack ?? line).slice(0, 900))
    },
  },
)
let database: TestDatabase
let running: RunningClarion
beforeAll(async () => {
  database = await createTestDatabase()
  const where = ['--database', database.appUrl, '--database-admin', database.adminUrl]
  running = await startClarion(readConfig(['--port', '0', '--data', folder, ...where], {}), log)
}, 240_000)
afterAll(async () => {
  await running.stop()
  await database.close()
  rmSync(folder, { recursive: true })
})

interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Shape }[]
  readonly body: Shape | undefined
  readonly isForm: boolean
  /** It answers with a stream that does not end by itself. */
  readonly isStream: boolean
}

interface Described {
  readonly operationId?: string
  readonly parameters?: Operation['parameters']
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Shape }>> }
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>
}

async function readOperations(): Promise<readonly Operation[]> {
  const answer = await fetch(`${running.address}/api/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId = '', parameters = [], requestBody, responses }]) => {
      const content = requestBody?.content ?? {}
      const body = content['application/json']?.schema
      return [
        {
          id: operationId,
          method: method.toUpperCase(),
          path,
          parameters,
          body,
          isForm: 'multipart/form-data' in content,
          isStream: 'text/event-stream' in (responses?.['200']?.content ?? {}),
        },
      ]
    }),
  )
}

/** A session for each role, and which of them may call an operation. */
interface Tokens {
  readonly all: readonly string[]
  readonly people: readonly string[]
  readonly of: (operation: Operation) => readonly string[]
}

async function signInAll(): Promise<Tokens> {
  const password = /password: (\S+)/.exec(running.banner)?.[1] ?? ''
  const sessions = await Promise.all(
    Object.keys(ROLES).map(async (account) => {
      const answer = await fetch(`${running.address}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account, password, bearer: true }),
      })
      return (await answer.json()) as { token: string; person: { id: string } }
    }),
  )
  const all = sessions.map(({ token }) => token)
  const roles = Object.values(ROLES)
  const of = ({ id }: Operation) => {
    const spec = contracts.find((each) => each.id === id)
    return all.filter((_, at) => spec && reachOf(roles[at] ?? 'judge', spec.permission) !== undefined)
  }
  return { all, of, people: sessions.map(({ person }) => person.id) }
}

/** Values that exist, by field, without the people who are signed in, lest they be put out of service: out of every list, and the ids of a list under the name its records have in addresses. */
async function harvest(operations: readonly Operation[], tokens: Tokens): Promise<KnownValues> {
  const found = new Map<string, unknown[]>([
    ['expectedVersion', [1, 1, 1, 2]],
    ['year', [2026]],
    ['period', ['2026-M01', '2026-M02', '2026-M03', '2026']],
  ])
  const own = new Set(tokens.people)
  const keep = (name: string, value: unknown) => {
    if (own.has(String(value))) return
    const values = found.get(name) ?? []
    if (values.length < 60 && !values.includes(value)) values.push(value)
    found.set(name, values)
  }
  const walk = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, name.replace(/s$/, ''))
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) walk(member, key)
    else if (typeof value === 'string' && value !== '' && value.length < 100) keep(name, value)
  }
  for (const operation of operations) {
    if (operation.method !== 'GET' || operation.path.includes('{') || operation.isStream) continue
    const token = tokens.of(operation)[0] ?? ''
    const answer = await fetch(running.address + operation.path, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.headers.get('content-type')?.includes('application/json')) continue
    const body = (await answer.json()) as { items?: readonly { id?: string }[] }
    walk(body, '')
    const record = operations.find(({ path }) => path.startsWith(`${operation.path}/{`))
    const name = /\{(\w+)\}/.exec(record?.path ?? '')?.[1]
    for (const { id } of body.items ?? []) if (name && id) keep(name, id)
  }
  return found
}

interface Attempt {
  readonly url: string
  readonly init: RequestInit & { readonly headers: Record<string, string> }
}

/** One request after an operation's description, with something wrong about it. */
function attemptsOf(operations: readonly Operation[], tokens: Tokens, known: KnownValues) {
  const random = seeded(SEED)
  const { pick, plausible, spoiled } = valueMaker(random, known)
  const chance = (share: number) => random() < share
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  const tokenFor = (operation: Operation) => {
    const able = tokens.of(operation)
    if (chance(0.02)) return pick(['x', '370786.x', '.'])
    return able.length > 0 && chance(0.9) ? pick(able) : pick(tokens.all)
  }
  return (): Attempt => {
    const operation = pick(operations)
    const isSpoiled = chance(0.7)
    const given = Object.fromEntries(
      operation.parameters
        .filter(({ in: place, name }) => place === 'path' || chance(name === 'cursor' ? 0.2 : 0.5))
        .map(({ name, schema }) => [name, plausible(schema, name)]),
    )
    const spoilsParameters =
      isSpoiled && operation.parameters.length > 0 && (operation.body === undefined || chance(0.4))
    const values = (spoilsParameters ? spoiled(given) : given) as Record<string, unknown>
    const path = operation.path.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => encoded(asText(values?.[name] ?? 'x').slice(0, 2_000)) || '%20',
    )
    const query = Object.entries(values ?? {})
      .filter(([name]) => !operation.path.includes(`{${name}}`))
      .flatMap(([name, value]) =>
        chance(0.05)
          ? [
              [name, value],
              [name, value],
            ]
          : [[name, value]],
      )
      .map(([name, value]) => `${encoded(String(name))}=${encoded(asText(value).slice(0, 3_000))}`)
    const method = chance(0.02) ? pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) : operation.method
    const headers: Record<string, string> = { 'accept-language': pick(['zh-CN', 'en', 'zh-TW', '*']) }
    if (chance(0.95)) headers['authorization'] = `Bearer ${tokenFor(operation)}`
    if (chance(0.1)) headers['idempotency-key'] = pick(['a', 'b', 'c', 'k'.repeat(300)])
    if (chance(0.05)) headers['x-clarion-region'] = pick(['370786', '000000', '370700', 'x'])
    const url = `${running.address}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
    if (method === 'GET' || method === 'OPTIONS') return { url, init: { method, headers } }
    return { url, init: { method, headers, ...bodyOf(operation, isSpoiled && !spoilsParameters) } }
    function bodyOf({ body, isForm }: Operation, isWrong: boolean): { body?: RequestInit['body'] } {
      if (isForm) {
        const form = new FormData()
        form.set(chance(0.9) ? 'input' : 'inptu', JSON.stringify(spoiled({ mode: 'preview', year: 2026 })))
        const name = pick(['a.xlsx', 'a.docx', 'a.txt', 'a.pdf', 'a.html', '../a.xlsx', 'a', '=1.xlsx'])
        form.set('file', new Blob([pick(HOSTILE_TEXTS), pick(['PK\u0003\u0004', '%PDF-1.7', '<html>'])]), name)
        return { body: form }
      }
      const value = body ? plausible(body) : {}
      const sent = JSON.stringify(isWrong ? spoiled(value) : value)
      headers['content-type'] = chance(0.97) ? 'application/json' : pick(['text/plain', 'x/y', 'application/xml', ''])
      return { body: isWrong && chance(0.03) ? sent.slice(0, Math.floor(sent.length / 2)) : sent }
    }
  }
}

/** As it goes into an address; half characters cannot. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
}

const INSIDE =
  /node_modules|\bat \S+ \(|\.[cm]?[jt]s:\d+|relation "|column "|violates|syntax error at|invalid input syntax|SQLSTATE|postgres:\/\/|FST_|ECONN|ZodError|TypeError|\/tmp\/|\[object Object\]|NaN\b/

/** What is wrong with an answer, or nothing. */
function faultOf(status: number, text: string): string | undefined {
  if (status >= 500) return `answered ${status}`
  if (status < 400) return undefined
  if (INSIDE.test(text)) return 'shows the inside'
  const { problems, reference } = JSON.parse(text) as {
    problems: { code: string; message: string }[]
    reference: string
  }
  if (!reference || problems.length === 0) return 'has no reference or problem'
  const silent = problems.find(({ code, message }) => message === code || /\bundefined\b/.test(message))
  return silent && `has no sentence for ${silent.code}: ${silent.message}`
}

function referenceIn(text: string): string {
  return /"reference":"([^"]+)"\}$/.exec(text)?.[1] ?? ''
}

it(`answers ${REQUESTS} malformed requests with sentences, and stays well`, async () => {
  const operations = await readOperations()
  expect(operations.length).toBeGreaterThan(60)
  const tokens = await signInAll()
  const known = await harvest(operations, tokens)
  expect(known.get('id')?.length).toBeGreaterThan(50)
  const next = attemptsOf(
    operations.filter(({ isStream }) => !isStream),
    tokens,
    known,
  )
  const faults = new Map<string, string>()
  const statuses = new Map<number, number>()
  let left = REQUESTS
  const work = async () => {
    while (left > 0) {
      left -= 1
      const { url, init } = next()
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
      const text = await answer.text()
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const fault = faultOf(answer.status, text)
      if (!fault) continue
      const place = `${init.method} ${new URL(url).pathname.replaceAll(/[0-9a-f-]{36}|%[^/]*/g, '*')} ${fault}`
      const body = typeof init.body === 'string' ? init.body.slice(0, 600) : ''
      if (!faults.has(place))
        faults.set(
          place,
          `${place}\n  ${url.slice(0, 400)}\n  ${body}\n  ${text.slice(0, 300)}\n  ${bugs.get(referenceIn(text)) ?? ''}`,
        )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  expect([...faults.values()].join('\n')).toBe('')
  // The requests got past the door: many kinds of refusal, and some were even right.
  for (const status of [200, 400, 401, 403, 404, 409, 422])
    expect(statuses.get(status) ?? 0, `status ${status}`).toBeGreaterThan(10)
  expect((await fetch(`${running.address}/readyz`)).status).toBe(200)
}, 600_000)
