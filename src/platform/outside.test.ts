import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openMailBox, openReceiver } from '../../tests/support/outside.ts'
import { sendMail } from './mail.ts'
import { addressOf, ForbiddenAddress, isForbiddenAddress, postOutside } from './outside.ts'
import { cutAtBytes, postToGroup, signedDingTalk } from './robots.ts'
import { newWebhookSecret, postWebhook, signWebhook } from './webhooks.ts'

const HERE = { ownMachine: true }
const AWAY = { ownMachine: false }
const now = new Date('2026-03-16T09:00:00+08:00')

describe('an address given by a person', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '169.254.169.254',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    '::ffff:127.0.0.1',
    '100.100.100.200',
  ])('never leads to this machine, its link or the metadata of a cloud: %s', (address) =>
    expect(isForbiddenAddress(address)).toBe(true),
  )

  it.each(['10.1.2.3', '192.168.1.9', '172.16.0.1', '8.8.8.8', '240e::1', 'fd12::1'])(
    'may lead to a private network or beyond: %s',
    (address) => expect(isForbiddenAddress(address)).toBe(false),
  )

  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://2130706433:9/',
    'http://0x7f.1:9/',
    'http://[::1]:9/',
    'http://[::ffff:7f00:1]:9/',
  ])('is refused however it writes this machine: %s', async (url) => {
    await expect(postOutside(url, { headers: {}, body: '' }, AWAY)).rejects.toBeInstanceOf(ForbiddenAddress)
    await expect(addressOf(new URL(url).hostname, AWAY)).rejects.toBeInstanceOf(ForbiddenAddress)
  })

  it('is refused for good, not tried again', async () => {
    const hook = { url: 'http://127.0.0.1:9/', secrets: [newWebhookSecret()] }
    expect(await postWebhook(hook, { id: 'a', body: '{}' }, now, AWAY)).toEqual({
      outcome: 'refused',
      reason: 'address_forbidden',
    })
  })

  it('is not followed where it redirects', async () => {
    const second = await openReceiver()
    const first = await openReceiver(() => ({ status: 307, location: second.url }))
    const answer = await postOutside(first.url, { headers: {}, body: 'x' }, HERE)
    expect([answer.status, second.posts.length]).toEqual([307, 0])
    await first.close()
    await second.close()
  })
})

describe('a webhook', () => {
  it('is signed as the published vector of Standard Webhooks', () => {
    // Test vector of the reference libraries, github.com/standard-webhooks/standard-webhooks.
    const signed = signWebhook(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      seconds: 1_614_265_330,
      body: '{"test": 2432232314}',
    })
    expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('carries a signature of each secret, of exactly what is sent', async () => {
    const receiver = await openReceiver(() => ({ status: 204 }))
    const secrets = [newWebhookSecret(), newWebhookSecret()]
    expect(await postWebhook({ url: receiver.url, secrets }, { id: 'n-1', body: '{"文":1}' }, now, HERE)).toEqual({
      outcome: 'sent',
    })
    const [post] = receiver.posts
    const signatures = secrets.map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
      const text = `${String(post?.headers['webhook-id'])}.${String(post?.headers['webhook-timestamp'])}.${post?.body ?? ''}`
      return `v1,${createHmac('sha256', key).update(text).digest('base64')}`
    })
    expect(post?.headers['webhook-signature']).toBe(signatures.join(' '))
    expect(post?.headers['webhook-timestamp']).toBe(String(now.getTime() / 1000))
    await receiver.close()
  })

  it.each([
    [500, 'failed'],
    [404, 'failed'],
    [302, 'failed'],
    [503, 'unreachable'],
    [429, 'unreachable'],
    [410, 'refused'],
  ])('takes %s for %s', async (status, outcome) => {
    const receiver = await openReceiver(() => ({ status }))
    const hook = { url: receiver.url, secrets: [newWebhookSecret()] }
    expect(await postWebhook(hook, { id: 'a', body: '{}' }, now, HERE)).toEqual({ outcome, reason: `status ${status}` })
    await receiver.close()
  })
})

describe('a robot of a group', () => {
  it('signs for DingTalk with timestamp and secret, keyed by the secret', () => {
    const signed = new URL(
      signedDingTalk('https://oapi.dingtalk.com/robot/send?access_token=x', 'SECabc', 1_700_000_000_000),
    )
    const oracle = createHmac('sha256', 'SECabc').update('1700000000000\nSECabc').digest('base64')
    expect(signed.searchParams.get('sign')).toBe(oracle)
    expect(signed.searchParams.get('timestamp')).toBe('1700000000000')
    expect(signed.searchParams.get('access_token')).toBe('x')
    expect(signed.href).not.toContain('+')
  })

  it('is believed only when it says 0; too often means wait', async () => {
    const answers = ['{"errcode":0}', '{"errcode":93000,"errmsg":"invalid"}', '{"errcode":45009}', 'no json']
    const receiver = await openReceiver((_post, index) => ({ status: 200, body: answers[index] ?? '' }))
    const robot = { kind: 'wecom', url: `${receiver.url}/send?key=k`, signing: '' } as const
    const outcomes: string[] = []
    for (const _answer of answers)
      outcomes.push((await postToGroup(robot, { title: 't', markdown: '文' }, now, HERE)).outcome)
    expect(outcomes).toEqual(['sent', 'failed', 'unreachable', 'failed'])
    expect(JSON.parse(receiver.posts[0]?.body ?? '')).toEqual({ msgtype: 'markdown', markdown: { content: '文' } })
    await receiver.close()
  })

  it('never says more bytes than it may, nor half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 60 }), (text, most) => {
        const cut = cutAtBytes(text, most)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most)
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true)
        expect(Buffer.from(cut).toString('utf8')).toBe(cut)
      }),
    )
  })
})

describe('mail', () => {
  const server = (port: number) => ({
    host: '127.0.0.1',
    port,
    security: 'none' as const,
    user: '',
    password: '',
    from: 'clarion@example.gov.cn',
    fromName: '冲锋号',
  })
  const letter = { id: 'batch-1', to: 'a@example.com', subject: '示例', text: '正文' }

  it('bears the same id however often it is sent', async () => {
    const box = await openMailBox()
    expect(await sendMail(server(box.port), letter)).toEqual({ outcome: 'sent' })
    expect(await sendMail(server(box.port), letter)).toEqual({ outcome: 'sent' })
    const ids = box.letters.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
    expect(ids).toEqual(['<batch-1@example.gov.cn>', '<batch-1@example.gov.cn>'])
    expect(box.letters[0]?.to).toBe('a@example.com')
    await box.close()
  })

  it('tells an address that is not from a server that is not', async () => {
    const box = await openMailBox()
    box.answer = '550 no such user'
    expect(await sendMail(server(box.port), letter)).toMatchObject({ outcome: 'refused' })
    box.answer = '451 later'
    expect(await sendMail(server(box.port), letter)).toMatchObject({ outcome: 'failed' })
    await box.close()
    expect(await sendMail(server(box.port), letter)).toMatchObject({ outcome: 'unreachable' })
  })
})
