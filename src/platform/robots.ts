import { createHmac } from 'node:crypto'
import { postOutside, type Reach, type Sent, unreachable } from './outside.ts'

/** A robot of a group chat: its address (which holds its key) and, for DingTalk, the secret it may ask signatures with. */
export interface Robot {
  readonly kind: 'wecom' | 'dingtalk'
  readonly url: string
  readonly signing: string
}

/** Longest Markdown each robot takes, in bytes of UTF-8. */
const MOST_BYTES = { wecom: 4_096, dingtalk: 20_000 } as const
/** Answers that mean "too often": wait, do not blame the message. WeCom 45009, DingTalk 130101 and 410100. */
const TOO_OFTEN = new Set([45_009, 130_101, 410_100])

/**
 * The address of a DingTalk robot with its signature: HMAC-SHA256 of `timestamp\nsecret` with the secret as key, in base64, URL-encoded.
 * Source: 钉钉开放平台, 自定义机器人安全设置, 加签.
 */
export function signedDingTalk(url: string, secret: string, atMs: number): string {
  const sign = createHmac('sha256', secret).update(`${atMs}\n${secret}`).digest('base64')
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(atMs))
  signed.searchParams.set('sign', sign)
  return signed.href
}

/** A text cut at a number of bytes of UTF-8, never inside a character. */
export function cutAtBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text
  let size = 3
  let kept = ''
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > most) return `${kept}…`
    kept += character
  }
  return kept
}

/** Posts a Markdown message into the group of a robot. Called by jobs only, never inside a transaction. */
export async function postToGroup(
  robot: Robot,
  message: { readonly title: string; readonly markdown: string },
  now: Date,
  reach: Reach,
): Promise<Sent> {
  const text = cutAtBytes(message.markdown, MOST_BYTES[robot.kind])
  const isDingTalk = robot.kind === 'dingtalk'
  const url = isDingTalk && robot.signing !== '' ? signedDingTalk(robot.url, robot.signing, now.getTime()) : robot.url
  const body = isDingTalk
    ? { msgtype: 'markdown', markdown: { title: message.title, text } }
    : { msgtype: 'markdown', markdown: { content: text } }
  try {
    const { status, body: answer } = await postOutside(
      url,
      { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) },
      reach,
    )
    if (status !== 200)
      return { outcome: status >= 500 || status === 429 ? 'unreachable' : 'failed', reason: `status ${status}` }
    return verdictOf(answer)
  } catch (error) {
    return unreachable(error)
  }
}

function verdictOf(answer: string): Sent {
  try {
    const { errcode, errmsg } = JSON.parse(answer) as { errcode?: number; errmsg?: string }
    if (errcode === 0) return { outcome: 'sent' }
    const reason = `robot ${errcode ?? ''} ${errmsg ?? ''}`.slice(0, 300)
    return { outcome: TOO_OFTEN.has(errcode ?? 0) ? 'unreachable' : 'failed', reason }
  } catch {
    return { outcome: 'failed', reason: 'robot no answer of a robot' }
  }
}
