import Fastify from 'fastify'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { pino } from 'pino'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { newId } from '../../kernel/ids.ts'
import { answerError } from '../../platform/http/answer.ts'
import { isSealed, makeVault } from '../../platform/identity/vault.ts'
import { inRegion } from '../../platform/transaction.ts'
import * as contract from './contract.ts'
import { organisationMessages } from './messages/index.ts'
import { organisationOperations } from './operations/index.ts'
import { makeCallerOf, mountSignIn, sealTotpSecrets } from './sign-in.ts'
import type { OrganisationTables } from './tables.ts'

let test: TestHouse
let app: Awaited<ReturnType<typeof openApp>>
let unitId: string

const vault = makeVault(Buffer.alloc(32, 1))

async function openApp() {
  const server = Fastify({ trustProxy: true })
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, [organisationMessages]))
  await server.register(cookie)
  await server.register(rateLimit, { global: false })
  const deps = {
    database: test.house.database,
    clock: test.house.clock,
    secure: false,
    log: pino({ level: 'silent' }),
    vault,
  }
  mountSignIn(server, deps)
  const callerOf = makeCallerOf(deps)
  server.route({ method: ['GET', 'POST'], url: '/probe', handler: async (request) => callerOf(request) })
  await server.ready()
  return server
}

const admin = () => personWith('administrator', unitId)

async function newAccount(): Promise<{ id: string; account: string; first: string }> {
  const account = `t${newId().slice(-10)}`
  const made = await test.run(contract.createPerson, admin(), {
    name: '示例甲',
    account,
    post: { unitId, role: 'department', title: '科员', fromOn: '2026-01-01' },
  })
  return { id: made.id, account, first: made.firstPassword }
}

async function signIn(account: string, password: string, more: object = {}, address = '10.0.0.1') {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { account, password, ...more },
    headers: { 'x-forwarded-for': address },
  })
  const value = answer.cookies.find((each) => each.name === 'clarion_session')?.value
  return { status: answer.statusCode, body: answer.json(), token: value ?? '', cookies: answer.cookies }
}

const call = (method: 'GET' | 'POST' | 'DELETE', url: string, token: string, payload?: object, headers = {}) =>
  app.inject({
    method,
    url,
    cookies: { clarion_session: token },
    headers: { 'x-clarion': '1', ...headers },
    ...(payload ? { payload } : {}),
  })

/** An account that has changed its first password, with an open session. */
async function settled(password = 'Harvest-moon-42') {
  const made = await newAccount()
  const { token } = await signIn(made.account, made.first)
  const changed = await call('POST', '/api/session/password', token, {
    currentPassword: made.first,
    newPassword: password,
  })
  expect(changed.statusCode).toBe(200)
  return { ...made, token, password }
}

const codes = (answer: { json: () => unknown }): string[] =>
  (answer.json() as { problems: { code: string }[] }).problems.map((each) => each.code)

const travel = (minutes: number) => {
  test.now = new Date(test.now.getTime() + minutes * 60_000)
}

beforeAll(async () => {
  test = await openTestHouse(organisationOperations)
  const opened = await test.run(contract.setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  unitId = opened.unitId
  app = await openApp()
})
afterAll(async () => {
  await app.close()
  await test.close()
})

describe('signing in', () => {
  it('forces a new password before anything else, and lets in afterwards', async () => {
    const { account, first } = await newAccount()
    const { status, body, token } = await signIn(account, first)
    expect(status).toBe(200)
    expect(body.mustChangePassword).toBe(true)
    expect(body.posts).toHaveLength(1)
    const refused = await call('GET', '/probe', token)
    expect([refused.statusCode, ...codes(refused)]).toEqual([403, 'organisation.change_password_first'])
    expect((await call('GET', '/api/session', token)).statusCode).toBe(200)
    const changed = await call('POST', '/api/session/password', token, {
      currentPassword: first,
      newPassword: 'Harvest-moon-42',
    })
    expect(changed.statusCode).toBe(200)
    const caller = await call('GET', '/probe', token)
    expect(caller.json()).toMatchObject({ kind: 'person', actor: { region: HOME, posts: [{ role: 'department' }] } })
  })

  it('answers an unknown account and a wrong password alike', async () => {
    const { account } = await newAccount()
    const wrong = await signIn(account, 'not-this-one-1A')
    const unknown = await signIn('nobody-at-all', 'not-this-one-1A')
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect(unknown.body.problems).toEqual(wrong.body.problems)
  })

  it('locks an account after five failures whatever the address, and an unknown one alike', async () => {
    const known = await settled()
    for (const account of [known.account, `stranger-${newId().slice(-8)}`]) {
      const statuses: number[] = []
      for (let each = 0; each < 8; each += 1)
        statuses.push((await signIn(account, 'wrong-Password-1', {}, `10.1.${each}.7`)).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    }
    const right = await signIn(known.account, known.password)
    expect([right.status, right.body.problems[0].code]).toEqual([429, 'organisation.account_locked'])
    expect((await call('GET', '/probe', known.token)).json().kind, 'open sessions stay').toBe('person')
    await test.run(contract.unlockAccount, admin(), { personId: known.id })
    expect((await signIn(known.account, known.password)).status).toBe(200)
  })

  it('lets nobody guess more than five times, not even all at once', async () => {
    const { account, password } = await settled()
    const guesses = [...Array.from({ length: 11 }, () => 'wrong-Password-1'), password]
    const answers = await Promise.all(guesses.map((guess) => signIn(account, guess)))
    expect(answers.filter((each) => each.status === 401)).toHaveLength(5)
    expect(answers.filter((each) => each.status === 200)).toHaveLength(0)
  })

  it('forgets failures after fifteen minutes and after a right password', async () => {
    const { account, password } = await settled()
    for (let each = 0; each < 4; each += 1) await signIn(account, 'wrong-Password-1')
    travel(16)
    for (let each = 0; each < 4; each += 1) await signIn(account, 'wrong-Password-1')
    expect((await signIn(account, password)).status).toBe(200)
    for (let each = 0; each < 4; each += 1) await signIn(account, 'wrong-Password-1')
    expect((await signIn(account, password)).status).toBe(200)
  })

  it('ends a session that is idle or too old', async () => {
    const { account, password } = await settled()
    const idle = await signIn(account, password)
    travel(119)
    expect((await call('GET', '/api/session', idle.token)).statusCode).toBe(200)
    travel(121)
    expect((await call('GET', '/api/session', idle.token)).statusCode).toBe(401)
    const busy = await signIn(account, password)
    for (let hour = 0; hour < 11; hour += 1) {
      travel(61)
      expect((await call('GET', '/api/session', busy.token)).statusCode).toBe(200)
    }
    travel(61)
    expect((await call('GET', '/api/session', busy.token)).statusCode).toBe(401)
  })

  it('refuses weak passwords with every fault, and the last five', async () => {
    const { account, token, password } = await settled()
    const change = (currentPassword: string, newPassword: string) =>
      call('POST', '/api/session/password', token, { currentPassword, newPassword })
    expect(codes(await change(password, 'aaaa'))).toEqual([
      'organisation.password_too_short',
      'organisation.password_too_simple',
      'organisation.password_repeats',
    ])
    expect(codes(await change(password, `Xy-1-${account}`))).toEqual(['organisation.password_has_account'])
    expect(codes(await change('Wrong-one-77', 'Better-word-11'))).toEqual(['organisation.password_wrong'])
    expect((await change(password, 'Better-word-11')).statusCode).toBe(200)
    travel(1)
    expect(codes(await change('Better-word-11', password))).toEqual(['organisation.password_used_before'])
  })

  it('ends other sessions with a new password, and all by sign-out everywhere', async () => {
    const one = await settled()
    const other = await signIn(one.account, one.password)
    await call('POST', '/api/session/password', one.token, {
      currentPassword: one.password,
      newPassword: 'Better-word-22',
    })
    expect((await call('GET', '/api/session', other.token)).statusCode).toBe(401)
    expect((await call('GET', '/api/session', one.token)).statusCode).toBe(200)
    const third = await signIn(one.account, 'Better-word-22')
    expect((await call('DELETE', '/api/sessions', one.token)).statusCode).toBe(200)
    for (const token of [one.token, third.token])
      expect((await call('GET', '/api/session', token)).statusCode).toBe(401)
  })

  it('refuses commands by cookie without the header of our own pages', async () => {
    const { token } = await settled()
    const crossSite = await app.inject({ method: 'POST', url: '/probe', cookies: { clarion_session: token } })
    expect([crossSite.statusCode, ...codes(crossSite)]).toEqual([403, 'operation.cross_site'])
    const bearer = await app.inject({ method: 'POST', url: '/probe', headers: { authorization: `Bearer ${token}` } })
    expect(bearer.statusCode).toBe(200)
  })

  it('asks for a one-time code once switched on, and takes each code once', async () => {
    const { account, password, token } = await settled()
    const begun = await call('POST', '/api/session/totp', token, { password })
    const { secret, address } = begun.json<{ secret: string; address: string }>()
    expect(address).toMatch(/^otpauth:\/\/totp\//)
    const code = () => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: test.now.getTime() })
    expect((await signIn(account, password)).status, 'not in force before a first code').toBe(200)
    expect((await call('POST', '/api/session/totp/confirm', token, { code: code() })).statusCode).toBe(200)
    const without = await signIn(account, password)
    expect([without.status, without.body.problems[0].code]).toEqual([401, 'organisation.totp_needed'])
    const replayed = await signIn(account, password, { totp: code() })
    expect([replayed.status, replayed.body.problems[0].code]).toEqual([401, 'organisation.totp_wrong'])
    travel(1)
    const fresh = code()
    expect((await signIn(account, password, { totp: fresh })).status).toBe(200)
    expect((await signIn(account, password, { totp: fresh })).status).toBe(401)
    expect((await call('POST', '/api/session/totp/disable', token, { password })).statusCode).toBe(200)
    expect((await signIn(account, password)).status).toBe(200)
  })

  it('keeps the secrets of one-time codes sealed, seals those kept before, and says so where the key is another', async () => {
    const { id, account, password, token } = await settled()
    const begun = await call('POST', '/api/session/totp', token, { password })
    const { secret } = begun.json<{ secret: string }>()
    const code = () => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: test.now.getTime() })
    await call('POST', '/api/session/totp/confirm', token, { code: code() })
    const kept = async () => {
      const { rows } = await test.database.admin.pool.query<{ secret: string }>(
        'select totp_secret as secret from credentials where person_id = $1',
        [id],
      )
      return rows[0]?.secret ?? ''
    }
    const put = (text: string) =>
      test.database.admin.pool.query('update credentials set totp_secret = $2 where person_id = $1', [id, text])
    expect(isSealed(await kept())).toBe(true)
    expect(await kept()).not.toContain(secret)
    await put(secret)
    travel(1)
    expect((await signIn(account, password, { totp: code() })).status, 'kept before the vault').toBe(200)
    expect(await sealTotpSecrets({ database: test.house.database, vault }, [HOME])).toBe(1)
    expect(isSealed(await kept())).toBe(true)
    expect(await sealTotpSecrets({ database: test.house.database, vault }, [HOME])).toBe(0)
    travel(1)
    expect((await signIn(account, password, { totp: code() })).status).toBe(200)
    await put(makeVault(Buffer.alloc(32, 2)).seal(secret, `totp:${HOME}:${id}`))
    travel(1)
    const other = await signIn(account, password, { totp: code() })
    expect([other.status, other.body.problems[0].code]).toEqual([403, 'organisation.totp_unreadable'])
  })

  it('keeps no password and no token in the database or the trail', async () => {
    const { account, password, token, first } = await settled()
    await signIn(account, 'wrong-Password-1')
    const { rows } = await test.database.admin.pool.query<{ text: string }>(
      `select string_agg(t::text, ' ') as text from (
        select c::text as t from credentials c union all select s::text from sessions s
        union all select a::text from audit_entries a union all select o::text from outbox_events o) t`,
    )
    for (const secret of [password, first, token, token.split('.')[1] ?? ''])
      expect(rows[0]?.text).not.toContain(secret)
  })

  it('voids a one-time password nobody used for thirty days', async () => {
    const { account, first } = await newAccount()
    travel(31 * 24 * 60)
    const late = await signIn(account, first)
    expect([late.status, late.body.problems[0].code]).toEqual([403, 'organisation.first_password_void'])
  })

  it('finds no session with a token of another region or of nobody', async () => {
    const { token } = await settled()
    for (const bad of [`370700.${token.split('.')[1]}`, 'x', `${HOME}.`, `${HOME}.${'A'.repeat(43)}`])
      expect((await call('GET', '/api/session', bad)).statusCode).toBe(401)
  })

  it('shuts out a disabled person within five seconds', async () => {
    const { id, token, account, password } = await settled()
    await test.run(contract.disablePerson, admin(), { personId: id, reason: '调离', expectedVersion: 1 })
    test.now = new Date(test.now.getTime() + 5_001)
    expect((await call('GET', '/api/session', token)).statusCode).toBe(401)
    expect((await signIn(account, password)).status).toBe(401)
  })

  it('leaves a row in the trail for sign-in and for its refusal', async () => {
    const { account, password, id } = await settled()
    await signIn(account, password)
    await signIn(account, 'wrong-Password-1')
    const rows = await inRegion(test.house.database, HOME, 'read', (tx) =>
      tx
        .withTables<{
          audit_entries: { region_code: string; actor_id: string; operation: string; outcome: string; id: string }
        }>()
        .selectFrom('audit_entries')
        .select(['operation', 'outcome'])
        .where('region_code', '=', HOME)
        .where('actor_id', '=', id)
        .orderBy('id')
        .execute(),
    )
    expect(rows.map((row) => `${row.operation} ${row.outcome}`)).toEqual([
      'session.open done',
      'session.change_password done',
      'session.open done',
      'session.open refused',
    ])
  })
})

describe('the tables of sign-in', () => {
  it('show nothing without a region and nothing of another region', async () => {
    const other = await inRegion(test.house.database, '370700', 'read', (tx) =>
      tx.withTables<OrganisationTables>().selectFrom('people').select('id').execute(),
    )
    expect(other).toEqual([])
    const without = test.house.database.withTables<OrganisationTables>()
    const seen = await without
      .selectFrom('sessions')
      .select('token_hash')
      .execute()
      .catch(() => [])
    expect(seen).toEqual([])
    const row = { region_code: HOME, year: 2030, arrangement: '{}' }
    await expect(without.insertInto('work_calendar_years').values(row).execute()).rejects.toThrow()
  })
})
