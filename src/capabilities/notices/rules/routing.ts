import type { ChannelKind, NoticeGroup, Preferences } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import { timeToSend } from './times.ts'

/** How a person hears who never said how. */
export const DEFAULT_PREFERENCES: Preferences = { email: '', ...defaults.preferences } as Preferences

/** A channel as routing sees it. */
export interface Way {
  readonly id: string
  readonly kind: ChannelKind
  readonly groups: readonly NoticeGroup[]
  readonly unitIds: readonly string[]
  readonly digestAt: string | null
  readonly quietFrom: string
  readonly quietTo: string
}

/** A person who was told, with the units of the posts held today. */
export interface Hearer {
  readonly personId: string
  readonly unitIds: readonly string[]
  readonly preferences: Preferences
}

/** One message to be put in line: to an address of mail, or to nobody in particular (robots and webhooks). */
export interface Routed {
  readonly channelId: string
  readonly recipient: string
  readonly language: Preferences['language']
  readonly notBefore: Date
  readonly quietFrom: string
  readonly quietTo: string
}

/**
 * The ways one notice goes, each way and address once: by mail to every hearer who gave an address and did not turn the group off, once
 * to a robot or webhook that carries the group and, where it is narrowed to units, has a hearer in one of them. A webhook goes at once,
 * machines do not sleep; mail and robots keep to digests and quiet hours.
 */
export function waysOf(
  group: NoticeGroup,
  hearers: readonly Hearer[],
  ways: readonly Way[],
  now: Date,
): readonly Routed[] {
  const routed = ways
    .filter((way) => way.groups.includes(group))
    .flatMap((way): Routed[] => {
      if (way.kind === 'mail') return hearers.flatMap((hearer) => byMail(way, group, hearer, now))
      const isFor =
        way.unitIds.length === 0 || hearers.some(({ unitIds }) => unitIds.some((id) => way.unitIds.includes(id)))
      if (!isFor || hearers.length === 0) return []
      const quiet =
        way.kind === 'webhook'
          ? { quietFrom: '00:00', quietTo: '00:00' }
          : { quietFrom: way.quietFrom, quietTo: way.quietTo }
      const digestAt = way.kind === 'webhook' ? null : way.digestAt
      return [
        { channelId: way.id, recipient: '', language: 'zh-CN', notBefore: timeToSend(now, digestAt, quiet), ...quiet },
      ]
    })
  const once = new Map(routed.map((each) => [`${each.channelId} ${each.recipient}`, each]))
  return [...once.values()]
}

function byMail(way: Way, group: NoticeGroup, { preferences }: Hearer, now: Date): Routed[] {
  const pace = preferences.paces[group]
  if (pace === 'off' || preferences.email === '') return []
  const { quietFrom, quietTo, language } = preferences
  return [
    {
      channelId: way.id,
      recipient: preferences.email.toLowerCase(),
      language,
      notBefore: timeToSend(now, pace === 'digest' ? preferences.digestAt : null, { quietFrom, quietTo }),
      quietFrom,
      quietTo,
    },
  ]
}
