import { readFileSync, writeFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPrograms, runProgram } from '../support/command-line.ts'
import { selfSigned } from '../support/self-signed.ts'
import { openRegion, type Served, serve } from '../support/serve.ts'

let program = ''
let served: Served
let token = ''
beforeAll(async () => {
  program = (await buildPrograms('http', { server: 'src/apps/server/main.ts' })).server
  served = await serve(program)
  token = await openRegion(served)
})
afterAll(() => served.stop())

const call = (path: string, init: RequestInit = {}) => fetch(served.address + path, init)
const signed = (more: Record<string, string> = {}) => ({ authorization: `Bearer ${token}`, ...more })

const INSIDE =
  /node_modules|\bat \S+ \(|\.[cm]?js:\d+|\.ts:\d+|select .* from|insert into|violates|syntax error|\/tmp\/|FST_|ECONN|undefined/i

/** A refusal for people: a sentence and a reference, nothing of the inside, and never our own fault. */
async function expectRefusal(answer: { status: number; text: () => Promise<string> }): Promise<string> {
  const text = await answer.text()
  expect(answer.status, text).toBeGreaterThanOrEqual(400)
  expect(answer.status, text).toBeLessThan(500)
  const body = JSON.parse(text) as { reference: string; problems: { code: string; message: string }[] }
  expect(body.reference).toMatch(/^[0-9a-f-]{36}$/)
  expect(body.problems.length).toBeGreaterThan(0)
  for (const { code, message } of body.problems) expect(message).not.toBe(code)
  expect(text).not.toMatch(INSIDE)
  return body.problems[0]?.code ?? ''
}

/** Sends bytes as they are and answers what came back. */
function raw(bytes: string | Buffer, { address } = served): Promise<{ status: number; text: () => Promise<string> }> {
  const { hostname, port } = new URL(address)
  return new Promise((done, refuse) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    let text = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('error', refuse)
    socket.on('close', () =>
      done({ status: Number(text.slice(9, 12)), text: async () => text.slice(text.indexOf('\r\n\r\n') + 4) }),
    )
  })
}

describe('whatever is sent', () => {
  it('is answered with a sentence where it is not what was asked for', async () => {
    const json = { 'content-type': 'application/json' }
    const post = (body: BodyInit, headers: Record<string, string> = json, path = '/api/units') =>
      call(path, { method: 'POST', body, headers: signed(headers) })
    expect(await expectRefusal(await post('{bad'))).toBe('operation.not_json')
    expect(await expectRefusal(await post('[1,2]'))).toBe('operation.not_json')
    expect(await expectRefusal(await post('"text"'))).toBe('operation.not_json')
    expect(await expectRefusal(await post('null'))).toBe('shape.required')
    expect(await expectRefusal(await post(''))).toBe('operation.not_json')
    expect(await expectRefusal(await post('<a/>', { 'content-type': 'text/xml' }))).toBe('operation.not_json')
    expect(await expectRefusal(await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe(
      'operation.not_json',
    )
    expect(await expectRefusal(await post('{"__proto__":{"kind":"x"}}'))).toBe('operation.not_json')
    expect(await expectRefusal(await post('{"a":'.repeat(50_000)))).toBe('operation.not_json')
    expect(await expectRefusal(await post(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBe('operation.not_json')
    await expectRefusal(await post('x', { 'content-type': 'multipart/form-data' }, '/api/organisation/import'))
    await expectRefusal(
      await post('x', { 'content-type': 'multipart/form-data; boundary=y' }, '/api/organisation/import'),
    )
    await expectRefusal(
      await post('--y\r\n\r\n', { 'content-type': 'multipart/form-data; boundary=y' }, '/api/organisation/import'),
    )
    const form = new FormData()
    form.set('input', '{"mode":')
    form.set('file', new Blob(['x']), '../../etc/passwd.xlsx')
    expect(
      await expectRefusal(await call('/api/organisation/import', { method: 'POST', body: form, headers: signed() })),
    ).toBe('operation.not_json')
  })

  it('is answered at any address and by any method', async () => {
    await expectRefusal(await call(`/api/units/${'a'.repeat(2000)}`))
    for (const path of ['/api/nothing', '/api/units/x/y/z', '/nothing.js', '/api'])
      expect(await expectRefusal(await call(path))).toBe('operation.unknown')
    for (const method of ['DELETE', 'PUT', 'PATCH', 'OPTIONS', 'PROPFIND'])
      expect(await expectRefusal(await call('/api/units', { method, headers: signed() }))).toBe('operation.unknown')
    for (const path of ['/%', '/api/units/%E0%A4%A', '/api/%zz'])
      expect(await expectRefusal(await call(path))).toBe('operation.bad_address')
    for (const path of ['/..%2f..%2fetc%2fpasswd', '/assets/..%2f..%2fserver.mjs', '/%2e%2e/%2e%2e/etc/passwd']) {
      const answer = await call(path)
      expect(await answer.text()).not.toMatch(/root:|createServer/)
      expect(answer.status).toBeLessThan(500)
    }
    await expectRefusal(await call('/api/units/%00', { headers: signed() }))
    expect(
      (await call('/api/units?search=%00%ff%fe&search=b&__proto__=1&limit=5', { headers: signed() })).status,
    ).toBeLessThan(500)
  })

  it('is answered even when it is hardly HTTP', async () => {
    const host = 'Host: a\r\n'
    expect(await expectRefusal(await raw(`FOO /api/units HTTP/1.1\r\n${host}\r\n`))).toBe('operation.not_http')
    expect(await expectRefusal(await raw(`hello\r\n\r\n`))).toBe('operation.not_http')
    const long = 'a'.repeat(40_000)
    expect(await expectRefusal(await raw(`GET / HTTP/1.1\r\n${host}X: ${long}\r\n\r\n`))).toBe(
      'operation.head_too_large',
    )
    expect(await expectRefusal(await raw(`GET /api/units?${long} HTTP/1.1\r\n${host}\r\n`))).toBe(
      'operation.head_too_large',
    )
    const post = `POST /api/session HTTP/1.1\r\n${host}content-type: application/json\r\n`
    await expectRefusal(await raw(`${post}content-length: -5\r\n\r\n`))
    await expectRefusal(await raw(`${post}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`))
    await expectRefusal(await raw(`${post}transfer-encoding: chunked\r\n\r\nZZ\r\n`))
    for (const cookie of ['clarion_session=%', 'clarion_session=%00', `clarion_session=${'x'.repeat(9000)}`, '=;=;;'])
      expect(await expectRefusal(await call('/api/units', { headers: { cookie } }))).toBe('access.sign_in_first')
    for (const bearer of ['x', 'x.y', '370786.', '000000.a', "370786';--.a", '.'])
      expect(await expectRefusal(await call('/api/units', { headers: { authorization: `Bearer ${bearer}` } }))).toBe(
        'access.sign_in_first',
      )
    for (const region of ['000000', '37', "1' or '1'='1", '999999'])
      expect((await call('/api/units', { headers: signed({ 'x-clarion-region': region }) })).status).toBeLessThan(500)
    const key = { 'content-type': 'application/json', 'idempotency-key': '\u00ff'.repeat(150) }
    await expectRefusal(await call('/api/units', { method: 'POST', body: '{}', headers: signed(key) }))
  })

  it('is stored without the characters that no database holds', async () => {
    const body = JSON.stringify({ name: '示例\u0000局\ud800', kind: 'office', openedOn: '2026-01-01' })
    const headers = signed({ 'content-type': 'application/json' })
    const made = await call('/api/units', { method: 'POST', headers, body })
    expect(made.status).toBe(200)
    const found = await call(`/api/units?search=${encodeURIComponent('示例局')}`, { headers })
    expect(await found.text()).toContain('"name":"示例局\ufffd"')
  })

  it('is answered in the language asked for', async () => {
    const says = async (language: string) => {
      const answer = await call('/api/nothing', { headers: { 'accept-language': language } })
      return ((await answer.json()) as { problems: { message: string }[] }).problems[0]?.message
    }
    expect(await says('zh-CN,zh;q=0.9')).toBe('没有这个功能，请检查地址。')
    expect(await says('zh-TW,zh;q=0.9')).toBe('沒有這個功能，請檢查地址。')
    expect(await says('en-GB')).toMatch(/^[ -~]+$/)
    expect(await says('\u00e9;q=x,,;')).toContain('没有')
  })
})

describe('an upload of 200 MB', () => {
  const LARGE = 200_000_000
  const peakKb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${served.child.pid}/status`, 'utf8'))?.[1] ?? 0)

  function* slices(head: string) {
    yield new TextEncoder().encode(head)
    const slice = new Uint8Array(1_000_000).fill(97)
    for (let sent = 0; sent < LARGE; sent += slice.length) yield slice
  }

  async function upload(path: string, headers: Record<string, string>, head: string): Promise<string> {
    const init = {
      method: 'POST',
      headers: signed(headers),
      body: Readable.toWeb(Readable.from(slices(head))),
      duplex: 'half',
    }
    return expectRefusal(await call(path, init as unknown as RequestInit))
  }

  it('is refused with a sentence, however it comes, and never held in memory', async () => {
    const before = peakKb()
    const form = { 'content-type': 'multipart/form-data; boundary=y' }
    const head =
      '--y\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/zip\r\n\r\n'
    const importing = '/api/organisation/import'
    expect(await upload(importing, form, head)).toBe('file.too_large')
    expect(await upload(importing, { ...form, 'content-length': String(LARGE + head.length) }, head)).toBe(
      'file.too_large',
    )
    expect(await upload('/api/units', { 'content-type': 'application/json' }, '{"name":"')).toBe(
      'operation.body_too_large',
    )
    const promised = `POST ${importing} HTTP/1.1\r\nHost: a\r\nauthorization: Bearer ${token}\r\ncontent-type: ${form['content-type']}\r\ncontent-length: ${LARGE}\r\n\r\n`
    expect(await expectRefusal(await raw(promised))).toBe('file.too_large')
    expect(peakKb() - before).toBeLessThan(120_000)
    expect((await call('/healthz')).status).toBe(200)
  })
})

describe('plain HTTP', () => {
  it('answers HEAD as it answers GET', async () => {
    for (const path of ['/healthz', '/readyz', '/api/docs', '/api/openapi.json']) {
      const answer = await call(path, { method: 'HEAD' })
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, ''])
    }
  })

  it('forces no upgrade and sets cookies that work without TLS', async () => {
    const body = JSON.stringify({ account: 'admin1', password: 'Kept-2026-Horn' })
    const headers = { 'content-type': 'application/json', 'x-forwarded-proto': 'https' }
    const answer = await call('/api/session', { method: 'POST', headers, body })
    expect(answer.headers.get('strict-transport-security')).toBeNull()
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/HttpOnly.*SameSite=Lax/)])
    expect(answer.headers.getSetCookie()[0]).not.toContain('Secure')
  })

  it('serves a readable page of the API that needs nothing from outside', async () => {
    const page = await (await call('/api/docs')).text()
    expect(page).not.toMatch(/<script|<link|<img|<iframe/)
    expect(page).toContain('List key projects, filtered and sorted, page by page')
    expect(page).toContain('POST /api/key-projects')
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(anchors.length).toBeGreaterThan(3)
    for (const anchor of anchors) expect(page).toContain(`id="${anchor}"`)
    const api = (await (await call('/api/openapi.json')).json()) as { openapi: string; paths: object }
    expect(api.openapi).toMatch(/^3\.1/)
    expect(Object.keys(api.paths).length).toBeGreaterThan(50)
  })

  it('shows its figures to Prometheus, and nobody in them', async () => {
    await call('/api/units', { headers: signed() })
    const page = await (await call('/metrics')).text()
    expect(page).toMatch(/clarion_http_request_seconds_count\{operation="organisation\.list_units",status="200"\} \d/)
    expect(page).not.toMatch(/admin1|370786|Bearer/)
  })

  it('logs every request with the id it answered with, and no secret', async () => {
    const answer = await call('/api/units', { headers: signed() })
    const id = answer.headers.get('x-request-id') ?? 'none'
    await sleep(200)
    const lines = served
      .printed()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    const own = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['reqId'] === id)
    expect(own).toEqual([expect.objectContaining({ operation: 'organisation.list_units', method: 'GET', status: 200 })])
    expect(served.printed()).not.toContain(token)
    expect(served.printed()).not.toContain('Kept-2026-Horn')
  })
})

it('lets one address try to sign in 300 times a minute and no more', async () => {
  const attempts = Array.from({ length: 320 }, () =>
    call('/api/session', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  )
  const answers = await Promise.all(attempts)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(20)
  expect(refused.length).toBeLessThan(60)
  const [first] = refused
  expect(first?.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(first && (await expectRefusal(first))).toBe('operation.too_many')
  expect((await call('/api/units', { headers: signed() })).status).toBe(200)
})

describe('TLS', () => {
  it('serves with a certificate: secure cookies, strict transport, no plain answer', async () => {
    const pair = selfSigned()
    const [cert, key] = [join(served.folder, 'cert.pem'), join(served.folder, 'key.pem')]
    writeFileSync(cert, pair.cert)
    writeFileSync(key, pair.key)
    const secure = await serve(program, ['--tls-cert', cert, '--tls-key', key])
    try {
      expect(secure.address).toMatch(/^https:/)
      const answer = await overTls(secure.address, pair.cert)
      expect(answer.status).toBe(200)
      expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7}/)
      const plain = await raw('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', secure).catch(() => ({ status: 0 }))
      expect(plain.status).not.toBe(200)
    } finally {
      expect(await secure.stop()).toMatchObject({ exit: 0 })
    }
    writeFileSync(key, 'not a key')
    const words = ['--tls-cert', cert, '--tls-key', key, '--port', '0', '--data', join(served.folder, 'tls')]
    const ended = await runProgram(program, words, {})
    expect(ended).toMatchObject({ exit: 2 })
    expect(ended.err).toMatch(/--tls-cert \/ --tls-key/)
  })

  it('of a trusted proxy counts as ours, and its client is the one who is limited', async () => {
    const behind = await serve(program, ['--trust-proxy', '127.0.0.1'])
    try {
      await openRegion(behind)
      const signIn = (from: string, body: object) =>
        fetch(`${behind.address}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https', 'x-forwarded-for': from },
          body: JSON.stringify(body),
        })
      const answer = await signIn('10.0.0.1', { account: 'admin1', password: 'Kept-2026-Horn' })
      expect(answer.headers.getSetCookie()[0]).toContain('Secure')
      const many = await Promise.all(Array.from({ length: 320 }, () => signIn('10.0.0.2', {})))
      expect(many.some(({ status }) => status === 429)).toBe(true)
      expect((await signIn('10.0.0.3', {})).status).toBe(400)
    } finally {
      await behind.stop()
    }
  })
})

function overTls(address: string, ca: string): Promise<{ status: number; headers: Record<string, unknown> }> {
  const { port } = new URL(address)
  return new Promise((done, refuse) => {
    const asked = httpsRequest({ host: '127.0.0.1', servername: 'localhost', port, path: '/healthz', ca }, (answer) => {
      answer.resume()
      done({ status: answer.statusCode ?? 0, headers: answer.headers })
    })
    asked.on('error', refuse)
    asked.end()
  })
}

it('stops within five seconds with screens watching, idle connections and a request half sent', async () => {
  const busy = await serve(program)
  const bearer = await openRegion(busy)
  const headers = { authorization: `Bearer ${bearer}` }
  const watching = await Promise.all(Array.from({ length: 20 }, () => fetch(`${busy.address}/api/live`, { headers })))
  expect(watching.map(({ status }) => status)).toEqual(watching.map(() => 200))
  const ends = watching.map((each) =>
    each.text().then(
      () => 'closed',
      () => 'closed',
    ),
  )
  const { hostname, port } = new URL(busy.address)
  const half = connect(Number(port), hostname, () =>
    half.write(
      'POST /api/session HTTP/1.1\r\nHost: a\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"a',
    ),
  )
  const idle = connect(Number(port), hostname)
  for (const socket of [half, idle]) socket.on('error', () => undefined)
  await sleep(200)
  const { exit, ms } = await busy.stop()
  expect(exit).toBe(0)
  expect(ms).toBeLessThan(5_000)
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['closed']))
})
