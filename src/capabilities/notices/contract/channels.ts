import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { NoticeGroup, Sentence, TimeOfDay } from './shared.ts'

/** The ways out of the product. */
export const CHANNEL_KINDS = ['mail', 'wecom', 'dingtalk', 'webhook'] as const
/** The ways out of the product: the region's mail server, group robots of WeCom and DingTalk, webhooks of other systems. */
export const ChannelKind = z.enum(CHANNEL_KINDS)
export type ChannelKind = z.output<typeof ChannelKind>

/** How the region's mail server is reached. */
export const MailSettings = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[\w.:-]+$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(200),
  from: z.email().max(200),
  fromName: z.string().max(100),
})
export type MailSettings = z.output<typeof MailSettings>

/**
 * What a channel is. `groups` are those that go over it. For robots, `unitIds` narrows to notices of people of those units (empty: of
 * everybody), and with `digestAt` they are gathered once a day. `mail` is set for the mail server alone.
 */
export const ChannelBody = z.object({
  kind: ChannelKind,
  name: z.string().trim().min(1).max(100),
  isOn: z.boolean(),
  groups: z.array(NoticeGroup),
  unitIds: z.array(Id).max(500),
  digestAt: TimeOfDay.nullable(),
  quietFrom: TimeOfDay,
  quietTo: TimeOfDay,
  mail: MailSettings.nullable(),
})
export type ChannelBody = z.output<typeof ChannelBody>

/**
 * What must not be read again once it is kept: the password of the mail account, the address of a robot or a webhook, the signing secret.
 * What is left out stays as it was.
 */
export const ChannelSecret = z.object({
  password: z.string().max(500).optional(),
  url: z.url().max(2_000).optional(),
  signing: z.string().max(500).optional(),
})
export type ChannelSecret = z.output<typeof ChannelSecret>

/** What became of the things sent over a channel. */
export const DeliveryState = z.enum(['waiting', 'sending', 'sent', 'dead', 'dropped'])
export type DeliveryState = z.output<typeof DeliveryState>

/** What may be done with a channel or a delivery. */
export const ChannelAction = z.enum(['change', 'test', 'remove', 'new_secret'])
export type ChannelAction = z.output<typeof ChannelAction>

/** A channel as it is shown: never its secrets, only which are set and the host they point to. */
export const Channel = ChannelBody.extend({
  id: Id,
  version: RecordVersion,
  host: z.string(),
  has: z.object({ password: z.boolean(), url: z.boolean(), signing: z.boolean() }),
  waiting: z.int(),
  dead: z.int(),
  lastSentAt: z.string().nullable(),
  lastError: z.string(),
  restsUntil: z.string().nullable(),
  actions: z.array(ChannelAction),
})
export type Channel = z.output<typeof Channel>

/** Every channel of the region that is not removed. */
export const listChannels = query({
  id: 'notices.channels',
  summary: 'List the ways out: mail server, robots, webhooks',
  route: 'GET /notice-channels',
  permission: 'notices.manage',
  input: z.object({}),
  output: z.object({ items: z.array(Channel) }),
})

/** Adds a channel. The signing secret of a webhook is made here and shown this once. */
export const addChannel = command({
  id: 'notices.add_channel',
  summary: 'Add a way out of the product',
  route: 'POST /notice-channels',
  permission: 'notices.manage',
  input: z.object({ body: ChannelBody, secret: ChannelSecret }),
  output: z.object({ id: Id, version: RecordVersion, signing: z.string().nullable() }),
  secret: ['secret'],
})

/** Changes a channel; secrets left out stay. */
export const changeChannel = command({
  id: 'notices.change_channel',
  summary: 'Change a way out of the product',
  route: 'PUT /notice-channels/:channelId',
  permission: 'notices.manage',
  input: z.object({ channelId: Id, expectedVersion: z.int(), body: ChannelBody, secret: ChannelSecret }),
  output: z.object({ id: Id, version: RecordVersion }),
  secret: ['secret'],
})

/** Removes a channel; what still waited for it is dropped. */
export const removeChannel = command({
  id: 'notices.remove_channel',
  summary: 'Remove a way out; what waited for it is dropped',
  route: 'POST /notice-channels/:channelId/remove',
  permission: 'notices.manage',
  input: z.object({ channelId: Id, expectedVersion: z.int() }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Makes a new signing secret for a webhook and shows it this once; for a day both sign, so that the receiver can change over. */
export const renewSecret = command({
  id: 'notices.renew_secret',
  summary: 'Make a new signing secret for a webhook; the old one signs too for a day',
  route: 'POST /notice-channels/:channelId/secret',
  permission: 'notices.manage',
  input: z.object({ channelId: Id, expectedVersion: z.int() }),
  output: z.object({ id: Id, version: RecordVersion, signing: z.string() }),
})

/** Puts one message in line for a channel; `to` is the mail address to try. It goes with the next round, within a minute. */
export const testChannel = command({
  id: 'notices.test_channel',
  summary: 'Send one message over a channel to try it',
  route: 'POST /notice-channels/:channelId/test',
  permission: 'notices.manage',
  input: z.object({ channelId: Id, to: z.email().max(200).optional() }),
  output: z.object({ deliveryId: Id }),
})

/** One notice on its way over one channel. `recipient` is shortened. */
export const Delivery = z.object({
  id: Id,
  channelId: Id,
  channelName: z.string(),
  kind: ChannelKind,
  group: z.union([NoticeGroup, z.literal('test')]),
  words: Sentence,
  title: z.string(),
  recipient: z.string(),
  state: DeliveryState,
  attempts: z.int(),
  createdAt: z.string(),
  notBefore: z.string(),
  sentAt: z.string().nullable(),
  lastError: z.string(),
  actions: z.array(z.literal('send_again')),
})
export type Delivery = z.output<typeof Delivery>

/** What went out, waits or failed for good, the newest first. */
export const listDeliveries = query({
  id: 'notices.deliveries',
  summary: 'List what went out, waits or failed for good, newest first',
  route: 'GET /notice-deliveries',
  permission: 'notices.manage',
  input: z.object({
    state: DeliveryState.optional(),
    channelId: Id.optional(),
    cursor: z.string().optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Delivery), nextCursor: z.string().nullable() }),
})

/** Puts what failed for good in line again; without ids, everything of a channel that failed. */
export const sendAgain = command({
  id: 'notices.send_again',
  summary: 'Try again what failed for good',
  route: 'POST /notice-deliveries/again',
  permission: 'notices.manage',
  input: z.object({ deliveryIds: z.array(Id).min(1).max(500).optional(), channelId: Id.optional() }),
  output: z.object({ again: z.int().min(0) }),
})
