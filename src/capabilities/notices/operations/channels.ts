import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { newWebhookSecret } from '../../../platform/webhooks.ts'
import * as contract from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import { channelActions, channelToKeep, shortAddress } from '../rules/channels.ts'
import * as store from '../store/channels.ts'
import { dropWaiting, insertDeliveries, listDeliveries, reviveDead } from '../store/deliveries.ts'
import type { KeptSettings } from '../tables.ts'
import { type KeptSecret, openSecret, sealSecret } from './secrets.ts'

const CHANNEL = 'notice_channel'
/** How long a former secret of a webhook signs beside the new one. */
const OVERLAP_MS = 86_400_000

/** The operations on the ways out of the product. */
export const channelOperations = [
  implement(contract.listChannels, async (ctx) => {
    const counts = await store.countByChannel(ctx)
    return { items: (await store.listChannels(ctx)).map((row) => shown(row, counts.get(row.id))) }
  }),

  implement(contract.addChannel, async (ctx, { body, secret }) => {
    const id = newId(ctx.now)
    const signing = body.kind === 'webhook' ? newWebhookSecret() : (secret.signing ?? '')
    const kept: KeptSecret = { ...given(secret), ...(signing === '' ? {} : { signing }) }
    orRefuse(channelToKeep(body, kept))
    await store.insertChannel(ctx, {
      id,
      ...columns(ctx, id, body, kept),
      last_sent_at: null,
      rests_until: null,
      removed_at: null,
      created_at: ctx.now,
    })
    ctx.announce('notices.channel_added', { subject: { kind: CHANNEL, id }, after: body })
    return { id, version: 1, signing: body.kind === 'webhook' ? signing : null }
  }),

  implement(contract.changeChannel, async (ctx, { channelId, expectedVersion, body, secret }) => {
    const row = await store.getChannel(ctx, channelId)
    if (row.kind !== body.kind) refuse('rule_broken', problem('notices.kind_fixed', {}, ['body', 'kind']))
    const kept = { ...opened(ctx, row), ...given(secret) }
    orRefuse(channelToKeep(body, kept))
    const version = await store.updateChannel(ctx, channelId, expectedVersion, {
      ...columns(ctx, channelId, body, kept),
      failures: 0,
      rests_until: null,
    })
    ctx.announce('notices.channel_changed', {
      subject: { kind: CHANNEL, id: channelId },
      before: bodyOf(row),
      after: body,
    })
    return { id: channelId, version }
  }),

  implement(contract.removeChannel, async (ctx, { channelId, expectedVersion }) => {
    const row = await store.getChannel(ctx, channelId)
    const version = await store.updateChannel(ctx, channelId, expectedVersion, {
      removed_at: ctx.now,
      is_on: false,
      secret: '',
    })
    await dropWaiting(ctx, channelId)
    ctx.announce('notices.channel_removed', { subject: { kind: CHANNEL, id: channelId }, before: bodyOf(row) })
    return { id: channelId, version }
  }),

  implement(contract.renewSecret, async (ctx, { channelId, expectedVersion }) => {
    const row = await store.getChannel(ctx, channelId)
    if (row.kind !== 'webhook') refuse('rule_broken', problem('notices.secret_unwanted', {}, ['channelId']))
    const { signing: former, ...rest } = opened(ctx, row)
    const signing = newWebhookSecret()
    const until = new Date(ctx.now.getTime() + OVERLAP_MS).toISOString()
    const kept = { ...rest, signing, ...(former === undefined ? {} : { former, formerUntil: until }) }
    const version = await store.updateChannel(ctx, channelId, expectedVersion, {
      secret: sealSecret(ctx.vault, ctx.scope.region, channelId, kept),
      updated_at: ctx.now,
    })
    ctx.announce('notices.secret_renewed', { subject: { kind: CHANNEL, id: channelId } })
    return { id: channelId, version, signing }
  }),

  implement(contract.testChannel, async (ctx, { channelId, to }) => {
    const row = await store.getChannel(ctx, channelId)
    if (row.kind === 'mail' && to === undefined) refuse('invalid', problem('notices.address_missing', {}, ['to']))
    const id = newId(ctx.now)
    const words = {
      'zh-CN': noticesMessages['zh-CN'].outside.test(row.name),
      en: noticesMessages.en.outside.test(row.name),
    }
    await insertDeliveries(ctx, [
      {
        region_code: ctx.scope.region,
        id,
        channel_id: channelId,
        recipient: row.kind === 'mail' ? (to ?? '') : '',
        once_key: `test:${id}`,
        group_code: 'test',
        words: JSON.stringify(words),
        title: '',
        unit_name: '',
        due_on: null,
        path: '/notice-channels',
        language: 'zh-CN',
        quiet_from: '00:00',
        quiet_to: '00:00',
        state: 'waiting',
        not_before: ctx.now,
        batch_id: null,
        lease_until: null,
        first_tried_at: null,
        sent_at: null,
        created_at: ctx.now,
      },
    ])
    await store.wake(ctx, channelId)
    ctx.announce('notices.channel_tested', { subject: { kind: CHANNEL, id: channelId }, data: { deliveryId: id } })
    return { deliveryId: id }
  }),

  implement(contract.listDeliveries, async (ctx, wanted) => {
    const names = new Map((await store.listEveryChannel(ctx)).map((row) => [row.id, row]))
    const page = await listDeliveries(ctx, wanted)
    return {
      nextCursor: page.nextCursor,
      items: page.items.map((row) => ({
        id: row.id,
        channelId: row.channel_id,
        channelName: names.get(row.channel_id)?.name ?? '',
        kind: names.get(row.channel_id)?.kind ?? 'mail',
        group: row.group_code,
        words: row.words,
        title: row.title,
        recipient: shortAddress(row.recipient),
        state: row.state,
        attempts: row.attempts,
        createdAt: row.created_at.toISOString(),
        notBefore: row.not_before.toISOString(),
        sentAt: row.sent_at?.toISOString() ?? null,
        lastError: row.last_error,
        actions: row.state === 'dead' ? (['send_again'] as const).slice() : [],
      })),
    }
  }),

  implement(contract.sendAgain, async (ctx, { deliveryIds, channelId }) => {
    if (deliveryIds === undefined && channelId === undefined)
      refuse('invalid', problem('notices.nothing_named', {}, ['deliveryIds']))
    const again = await reviveDead(ctx, { ids: deliveryIds, channelId }, ctx.now)
    if (channelId !== undefined) await store.wake(ctx, channelId)
    ctx.announce('notices.sent_again', {
      subject: { kind: CHANNEL, id: channelId ?? ctx.scope.region },
      data: { count: again },
    })
    return { again }
  }),
]

function given({ password, url, signing }: contract.ChannelSecret): KeptSecret {
  return {
    ...(password === undefined ? {} : { password }),
    ...(url === undefined ? {} : { url }),
    ...(signing === undefined ? {} : { signing }),
  }
}

function opened(ctx: OperationContext, row: store.ChannelRow): KeptSecret {
  return openSecret(ctx.vault, ctx.scope.region, row.id, row.secret) ?? {}
}

function columns(ctx: OperationContext, id: string, body: contract.ChannelBody, secret: KeptSecret) {
  const settings: KeptSettings = {
    groups: body.groups,
    unitIds: body.unitIds,
    digestAt: body.digestAt,
    quietFrom: body.quietFrom,
    quietTo: body.quietTo,
    mail: body.mail,
  }
  return {
    kind: body.kind,
    name: body.name,
    is_on: body.isOn,
    settings: JSON.stringify(settings),
    host: body.mail?.host ?? (secret.url === undefined ? '' : new URL(secret.url).host),
    secret: sealSecret(ctx.vault, ctx.scope.region, id, secret),
    secrets_set: JSON.stringify({
      password: Boolean(secret.password),
      url: Boolean(secret.url),
      signing: Boolean(secret.signing),
    }),
    updated_at: ctx.now,
  }
}

function bodyOf({ kind, name, is_on, settings }: store.ChannelRow): contract.ChannelBody {
  const { groups, unitIds, digestAt, quietFrom, quietTo, mail } = settings
  return { kind, name, isOn: is_on, groups: [...groups], unitIds: [...unitIds], digestAt, quietFrom, quietTo, mail }
}

function shown(
  row: store.ChannelRow,
  count: { readonly waiting: number; readonly dead: number } = { waiting: 0, dead: 0 },
): contract.Channel {
  return {
    ...bodyOf(row),
    id: row.id,
    version: row.version,
    host: row.host,
    has: row.secrets_set,
    ...count,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastError: row.last_error,
    restsUntil: row.rests_until?.toISOString() ?? null,
    actions: [...channelActions(row.kind)],
  }
}
