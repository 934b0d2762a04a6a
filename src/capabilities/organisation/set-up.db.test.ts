import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../tests/support/house.ts'
import { answerError } from '../../platform/http/answer.ts'
import { organisationMessages } from './messages/index.ts'
import { makeVault } from '../../platform/identity/vault.ts'
import { organisationOperations } from './operations/index.ts'
import { mountSignIn } from './sign-in.ts'

let test: TestHouse
let app: FastifyInstance

beforeAll(async () => {
  test = await openTestHouse(organisationOperations)
  app = Fastify()
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, [organisationMessages]))
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  mountSignIn(app, {
    vault: makeVault(Buffer.alloc(32, 1)),
    database: test.house.database,
    clock: test.house.clock,
    secure: false,
    log: pino({ level: 'silent' }),
    setUp: { code: 'code-on-console', house: test.house },
  })
})
afterAll(async () => {
  await app.close()
  await test.close()
})

const send = async (change: object) => {
  const input = { regionCode: '370786', regionName: '示例县', administratorName: '示例管理', account: 'root0001' }
  const answer = await app.inject({ method: 'POST', url: '/api/set-up', payload: { ...input, ...change } })
  return { status: answer.statusCode, body: answer.json<{ problems?: { code: string }[]; firstPassword?: string }>() }
}
const isOpen = async () =>
  (await app.inject({ method: 'GET', url: '/api/session/means' })).json<{ setUp: boolean }>().setUp

describe('the first start', () => {
  it('opens the first region with the code from the console, once, and its administrator signs in', async () => {
    expect(await isOpen()).toBe(true)
    const wrong = await send({ code: 'a guess' })
    expect([wrong.status, wrong.body.problems?.[0]?.code]).toEqual([403, 'organisation.set_up_code_wrong'])
    const nowhere = await send({ code: 'code-on-console', regionCode: '999999' })
    expect(nowhere.status).toBe(400)
    const made = await send({ code: 'code-on-console' })
    expect(made.status).toBe(200)
    expect(await isOpen()).toBe(false)
    const again = await send({ code: 'code-on-console', regionCode: '370724', account: 'root0002' })
    expect([again.status, again.body.problems?.[0]?.code]).toEqual([409, 'organisation.set_up_done'])
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { account: 'ROOT0001 ', password: made.body.firstPassword },
    })
    expect(signedIn.json()).toMatchObject({ mustChangePassword: true, posts: [{ role: 'administrator' }] })
  })
})
