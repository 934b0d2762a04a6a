import { formatDay } from '../../../kernel/format.ts'
import { asDay } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Vault } from '../../../platform/identity/vault.ts'
import type { Logger } from '../../../platform/log.ts'
import { sendMail } from '../../../platform/mail.ts'
import type { Reach, Sent } from '../../../platform/outside.ts'
import { postToGroup } from '../../../platform/robots.ts'
import type { House } from '../../../platform/run-operation.ts'
import { inRegion } from '../../../platform/transaction.ts'
import { postWebhook } from '../../../platform/webhooks.ts'
import { noticesMessages } from '../messages/index.ts'
import { afterTry, SENDING } from '../rules/sending.ts'
import { afterQuiet, isQuiet } from '../rules/times.ts'
import * as channels from '../store/channels.ts'
import * as store from '../store/deliveries.ts'
import { openSecret } from './secrets.ts'

/** What sending needs besides the house: the key of the secrets, the address links begin with, and where messages may go. */
export interface SendingDeps {
  readonly vault: Vault
  readonly publicUrl: string
  readonly reach: Reach
}

interface Held {
  readonly channel: channels.ChannelRow
  readonly rows: readonly store.DeliveryRow[]
  readonly batchId: string
}

type Next = { readonly held: Held } | { readonly skip: string } | { readonly again: true } | undefined

const MINUTE_MS = 60_000

/**
 * One round of sending in a region: batch by batch, each held in one transaction, sent between transactions under its own lasting id, and
 * written down in another. A sender that dies leaves a lease, after which the same batch goes again with the same id. A channel on which
 * nobody answers rests; the others go on. Answers how many messages went.
 */
export async function sendDue(house: House, region: string, deps: SendingDeps, log?: Logger): Promise<number> {
  const scope = { region, reach: 'region', unitIds: [] } as const
  const passed = new Set<string>()
  let sent = 0
  for (let batch = 0; batch < SENDING.mostBatchesARound; batch += 1) {
    const next = await inRegion(house.database, region, 'write', (tx) =>
      holdBatch({ tx, scope }, house.clock(), [...passed]),
    )
    if (!next) break
    if ('skip' in next) passed.add(next.skip)
    if (!('held' in next)) continue
    const { held } = next
    const tried = await sendBatch(held, region, house.clock(), deps)
    if (tried.outcome === 'unreachable') passed.add(held.channel.id)
    if (tried.outcome === 'sent') sent += held.rows.length
    else log?.warn({ region, channel: held.channel.id, reason: tried.reason }, 'a notice did not go out')
    await inRegion(house.database, region, 'write', (tx) => writeDown({ tx, scope }, held, tried, house.clock()))
  }
  return sent
}

type Context = Parameters<typeof store.holdNext>[0]

async function holdBatch(ctx: Context, now: Date, passed: readonly string[]): Promise<Next> {
  const first = await store.holdNext(ctx, now, passed)
  if (!first) return undefined
  const channel = await channels.findChannel(ctx, first.channel_id)
  if (!channel) {
    await store.dropWaiting(ctx, first.channel_id)
    return { again: true }
  }
  const isTest = first.group_code === 'test'
  if (!isTest && (!channel.is_on || (channel.rests_until !== null && channel.rests_until > now)))
    return { skip: channel.id }
  const quiet = { quietFrom: first.quiet_from, quietTo: first.quiet_to }
  const rows = await store.holdCompanions(ctx, first, now, mostOf(channel.kind))
  const ids = rows.map(({ id }) => id)
  if (isQuiet(now, quiet)) {
    await store.updateDeliveries(ctx, ids, {
      state: 'waiting',
      lease_until: null,
      not_before: afterQuiet(now, quiet),
    })
    return { again: true }
  }
  const batchId = first.batch_id ?? newId(now)
  await store.updateDeliveries(ctx, ids, {
    state: 'sending',
    batch_id: batchId,
    lease_until: new Date(now.getTime() + SENDING.leaseMinutes * MINUTE_MS),
    attempts: first.attempts + 1,
    first_tried_at: first.first_tried_at ?? now,
  })
  return { held: { channel, rows, batchId } }
}

function mostOf(kind: channels.ChannelRow['kind']): number {
  if (kind === 'webhook') return 1
  return kind === 'mail' ? SENDING.mostInOneMail : SENDING.mostInOneRobotMessage
}

async function writeDown(ctx: Context, { channel, rows }: Held, tried: Sent, now: Date): Promise<void> {
  const [first] = rows
  if (!first) return
  const after = afterTry(
    tried,
    {
      attempts: first.attempts + 1,
      firstTriedAt: first.first_tried_at ?? now,
      quiet: { quietFrom: first.quiet_from, quietTo: first.quiet_to },
    },
    now,
  )
  await store.updateDeliveries(
    ctx,
    rows.map(({ id }) => id),
    {
      state: after.state,
      lease_until: null,
      last_error: after.lastError,
      ...(after.notBefore ? { not_before: after.notBefore } : {}),
      ...(after.state === 'sent' ? { sent_at: now } : {}),
    },
  )
  if (tried.outcome === 'sent') await channels.noteSent(ctx, channel.id, now)
  if (tried.outcome === 'unreachable') await channels.noteUnreachable(ctx, channel, tried.reason, now)
}

async function sendBatch(
  { channel, rows, batchId }: Held,
  region: string,
  now: Date,
  deps: SendingDeps,
): Promise<Sent> {
  const secret = openSecret(deps.vault, region, channel.id, channel.secret)
  const [first] = rows
  if (!secret || !first) return { outcome: 'unreachable', reason: 'no_key' }
  const { mail } = channel.settings
  if (channel.kind === 'mail')
    return mail
      ? sendMail(
          { ...mail, password: secret.password ?? '' },
          { id: batchId, to: first.recipient, ...letterOf(rows, deps.publicUrl) },
        )
      : { outcome: 'refused', reason: 'unset' }
  const url = secret.url ?? ''
  if (channel.kind === 'webhook') {
    const isDouble = secret.former !== undefined && (secret.formerUntil ?? '') > now.toISOString()
    const secrets = [secret.signing ?? '', ...(isDouble && secret.former ? [secret.former] : [])]
    return postWebhook({ url, secrets }, { id: batchId, body: eventOf(first, region) }, now, deps.reach)
  }
  const robot = { kind: channel.kind, url, signing: secret.signing ?? '' }
  return postToGroup(robot, groupMessageOf(rows, deps.publicUrl), now, deps.reach)
}

/** The event of a webhook: the same bytes however often it is sent. */
function eventOf(row: store.DeliveryRow, region: string): string {
  return JSON.stringify({
    type: row.group_code === 'test' ? 'notice.test' : 'notice.told',
    timestamp: row.created_at.toISOString(),
    data: {
      region,
      key: row.once_key,
      group: row.group_code,
      words: row.words,
      title: row.title,
      unit: row.unit_name,
      dueOn: row.due_on,
      path: row.path,
    },
  })
}

function letterOf(rows: readonly store.DeliveryRow[], publicUrl: string): { subject: string; text: string } {
  const language = rows[0]?.language ?? 'zh-CN'
  const words = noticesMessages[language].outside
  const [first] = rows
  const subject =
    rows.length === 1 && first ? words.subject(first.words[language], first.title) : words.subjectOfMany(rows.length)
  const lines = rows.map((row, index) => {
    const due = row.due_on === null ? '' : words.due(formatDay(asDay(row.due_on), language))
    const what = [row.words[language], row.title, row.unit_name].filter(Boolean).join(words.between)
    return `${rows.length > 1 ? `${index + 1}. ` : ''}${what}${due}${publicUrl === '' ? '' : `\n   ${linkTo(publicUrl, row.path)}`}`
  })
  return { subject, text: [...lines, '', words.footer].join('\n') }
}

function groupMessageOf(rows: readonly store.DeliveryRow[], publicUrl: string): { title: string; markdown: string } {
  const words = noticesMessages['zh-CN'].outside
  const lines = rows.map((row) => {
    const due = row.due_on === null ? '' : words.due(formatDay(asDay(row.due_on), 'zh-CN'))
    const what = [row.words['zh-CN'], row.title, row.unit_name].filter(Boolean).map(plain).join(words.between)
    return `- ${publicUrl === '' ? what : `[${what}](${linkTo(publicUrl, row.path)})`}${due}`
  })
  const title = words.groupTitle(rows.length)
  return { title, markdown: [`**${title}**`, '', ...lines].join('\n') }
}

/** Signs that would be Markdown are taken out: a title cannot make links or call everybody. */
function plain(text: string): string {
  return text
    .replaceAll(/[[\]()<>*_`@#|\\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function linkTo(publicUrl: string, path: string): string {
  return `${publicUrl.replace(/\/+$/, '')}${path}`
}
