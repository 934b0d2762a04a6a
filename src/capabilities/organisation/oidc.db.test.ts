import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { Provider } from 'oidc-provider'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { answerError } from '../../platform/http/answer.ts'
import { OidcProvider } from '../../platform/identity/oidc.ts'
import { makeVault } from '../../platform/identity/vault.ts'
import * as contract from './contract.ts'
import { organisationMessages } from './messages/index.ts'
import { organisationOperations } from './operations/index.ts'
import { mountSignIn } from './sign-in.ts'

let test: TestHouse
let app: FastifyInstance
let provider: Server
let issuer: string
let publicUrl: string
/** Who signs in at the provider: subject and the account it vouches for. */
let whoever = { sub: 'sub-1', account: 'oidc0001' }

async function openProvider(redirectUri: string): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'clarion', client_secret: 'a secret of the test', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: whoever.account }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interact/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new oidc.Grant({ clientId: 'clarion', accountId: ctx.oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    cookies: { keys: ['key of the test'] },
  })
  const answer = oidc.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interact/'))
      void oidc.interactionFinished(request, response, { login: { accountId: whoever.sub } })
    else void answer(request, response)
  })
  return server
}

/** Walks through the provider like a browser, and answers the address it is sent back to. */
async function walk(start: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = start
  for (let step = 0; step < 10 && at.startsWith(issuer); step += 1) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = each.split(';')[0]?.split(/=(.*)/s) ?? []
      jar.set(name, value)
    }
    at = new URL(answer.headers.get('location') ?? 'stop:', at).href
  }
  return at
}

async function leave() {
  const begun = await app.inject({ method: 'GET', url: '/api/session/oidc' })
  const kept = begun.cookies.find((each) => each.name === 'clarion_oidc')?.value ?? ''
  return { to: begun.headers.location ?? '', kept }
}

const comeBack = (url: string, kept: string) =>
  app.inject({ method: 'GET', url: url.slice(publicUrl.length), cookies: { clarion_oidc: kept } })

async function signInThere() {
  const { to, kept } = await leave()
  return comeBack(await walk(to), kept)
}

const codeOf = (answer: { json: () => { problems: { code: string }[] } }) => answer.json().problems[0]?.code

beforeAll(async () => {
  test = await openTestHouse(organisationOperations, new Date().toISOString())
  const made = await test.run(contract.setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  await test.run(contract.createPerson, personWith('administrator', made.unitId), {
    name: '示例甲',
    account: 'OIDC0001',
  })
  publicUrl = 'http://127.0.0.1:9'
  provider = await openProvider(`${publicUrl}/api/session/oidc/callback`)
  app = Fastify()
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, [organisationMessages]))
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  const oidc = new OidcProvider({ issuer, clientId: 'clarion', clientSecret: 'a secret of the test', publicUrl })
  mountSignIn(app, {
    vault: makeVault(Buffer.alloc(32, 1)),
    database: test.house.database,
    clock: test.house.clock,
    secure: false,
    log: pino({ level: 'silent' }),
    oidc,
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  provider.closeAllConnections()
  await new Promise((resolve) => provider.close(resolve))
  await test.close()
})

describe('single sign-on', () => {
  it('offers itself by name', async () => {
    const means = await app.inject({ method: 'GET', url: '/api/session/means' })
    expect(means.json()).toMatchObject({ password: true, oidc: { label: new URL(issuer).host }, setUp: false })
  })

  it('lets in whom the provider vouches for, under the account of its claim', async () => {
    const answer = await signInThere()
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/'])
    const token = answer.cookies.find((each) => each.name === 'clarion_session')?.value ?? ''
    const info = await app.inject({ method: 'GET', url: '/api/session', cookies: { clarion_session: token } })
    expect(info.json()).toMatchObject({ person: { account: 'oidc0001' }, region: { code: HOME } })
  })

  it('binds the first subject and refuses another one with the same account', async () => {
    whoever = { sub: 'sub-2', account: 'oidc0001' }
    const answer = await signInThere()
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'organisation.oidc_other_subject'])
    whoever = { sub: 'sub-1', account: 'oidc0001' }
    expect((await signInThere()).statusCode).toBe(302)
  })

  it('refuses an account nobody has here', async () => {
    whoever = { sub: 'sub-3', account: 'nobody' }
    const answer = await signInThere()
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'organisation.oidc_no_person'])
    whoever = { sub: 'sub-1', account: 'oidc0001' }
  })

  it('refuses an answer that is not the one this browser asked for', async () => {
    const [mine, other] = [await leave(), await leave()]
    const back = await walk(mine.to)
    for (const kept of [other.kept, '', 'nonsense']) {
      const answer = await comeBack(back, kept)
      expect([answer.statusCode, codeOf(answer)]).toEqual([401, 'identity.oidc_failed'])
    }
    expect((await comeBack(back, mine.kept)).statusCode).toBe(302)
    expect((await comeBack(back, mine.kept)).statusCode, 'a code is good once').toBe(401)
  })

  it('says so when the provider cannot be reached', async () => {
    const dead = new OidcProvider({ issuer: 'http://127.0.0.1:9', clientId: 'x', publicUrl })
    await expect(dead.begin()).rejects.toMatchObject({ kind: 'unavailable' })
  })
})
