import { lookup as resolveName } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'

/**
 * What became of a message sent outside: it went; this message was refused for good; it failed and may be tried again; or nobody answered, and
 * nothing else will go that way for a while either. `reason` is a short code, with what the other side said behind it.
 */
export type Sent =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'failed' | 'unreachable'; readonly reason: string }

/** Where messages may go: `ownMachine` lets them reach this machine and its link (tests, a mail relay beside the server). */
export interface Reach {
  readonly ownMachine: boolean
}

/** What another server answered, its body cut at 64 KB. */
export interface OutsideAnswer {
  readonly status: number
  readonly body: string
}

const TIMEOUT_MS = 10_000
const MOST_BYTES = 64_000

/** An address messages may not go to. */
export class ForbiddenAddress extends Error {}

const forbidden = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['100.100.100.200', 32],
] as const)
  forbidden.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['2002::', 16],
] as const)
  forbidden.addSubnet(net, bits, 'ipv6')

/**
 * Whether an IP address is this machine, its own link, a group, or the metadata service of a cloud: what an address given by a person must
 * not lead the server to. Addresses of a private network are allowed, the product lives on one.
 */
export function isForbiddenAddress(address: string): boolean {
  return forbidden.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** The one IP address of a host to connect to, looked at before it is used; throws `ForbiddenAddress` where any of its addresses is forbidden. */
export async function addressOf(host: string, { ownMachine }: Reach): Promise<{ address: string; family: 4 | 6 }> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare)
    ? [{ address: bare, family: isIP(bare) }]
    : await resolveName(bare, { all: true, verbatim: false })
  const [first] = found
  if (!first) throw new Error('ENOTFOUND')
  if (!ownMachine && found.some(({ address }) => isForbiddenAddress(address))) throw new ForbiddenAddress(bare)
  return { address: first.address, family: first.family === 6 ? 6 : 4 }
}

/**
 * Posts a text to an address given by a person. The name is resolved once and that address is used; redirects are not followed. Throws
 * `ForbiddenAddress`, or the error of the connection. Called by jobs only, never inside a transaction.
 */
export async function postOutside(
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  reach: Reach,
): Promise<OutsideAnswer> {
  const target = new URL(url)
  const { address, family } = await addressOf(target.hostname, reach)
  const send = target.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sending = send(
      target,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'Clarion' },
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          if (size < MOST_BYTES) parts.push(part)
          size += part.byteLength
          if (size > MOST_BYTES) answer.destroy()
        })
        const done = () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8').slice(0, MOST_BYTES) })
        answer.on('close', done)
        answer.on('error', done)
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

/** What a failed connection is told as: a forbidden address is refused for good, everything else may pass. */
export function unreachable(error: unknown): Sent {
  if (error instanceof ForbiddenAddress) return { outcome: 'refused', reason: 'address_forbidden' }
  const { name, code, message } = error as { name?: string; code?: string; message?: string }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT')
    return { outcome: 'unreachable', reason: 'timeout' }
  return { outcome: 'unreachable', reason: `connection ${code ?? message ?? ''}`.trim().slice(0, 200) }
}
