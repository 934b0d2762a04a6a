import { createHmac, randomBytes } from 'node:crypto'
import { postOutside, type Reach, type Sent, unreachable } from './outside.ts'

const PREFIX = 'whsec_'
const GONE = 410
const AGAIN_LATER = new Set([429, 502, 503, 504])

/** A new signing secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

/**
 * The signature of a message by Standard Webhooks: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, keyed with the bytes of the
 * secret. Several secrets give several signatures, parted by a space, so that a secret can be changed without a gap.
 * Source: standardwebhooks.com, specification, symmetric signatures.
 */
export function signWebhook(
  secrets: readonly string[],
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
    })
    .join(' ')
}

/**
 * Posts one event to a webhook. `id` is the same however often the event is sent, so that a receiver that has it already leaves it alone.
 * Only 2xx is taken as received; 410 Gone is a refusal for good. Called by jobs only, never inside a transaction.
 */
export async function postWebhook(
  hook: { readonly url: string; readonly secrets: readonly string[] },
  event: { readonly id: string; readonly body: string },
  now: Date,
  reach: Reach,
): Promise<Sent> {
  const seconds = Math.floor(now.getTime() / 1000)
  try {
    const { status } = await postOutside(
      hook.url,
      {
        headers: {
          'content-type': 'application/json',
          'webhook-id': event.id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signWebhook(hook.secrets, { id: event.id, seconds, body: event.body }),
        },
        body: event.body,
      },
      reach,
    )
    if (status >= 200 && status < 300) return { outcome: 'sent' }
    const reason = `status ${status}`
    if (status === GONE) return { outcome: 'refused', reason }
    return { outcome: AGAIN_LATER.has(status) ? 'unreachable' : 'failed', reason }
  } catch (error) {
    return unreachable(error)
  }
}
