import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { ROLES } from '../../../kernel/permissions.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listPostsOfRoles } from '../../organisation/public.ts'
import type { Telling } from '../contract.ts'
import { DEFAULT_PREFERENCES, type Hearer, waysOf } from '../rules/routing.ts'
import { listWays } from '../store/channels.ts'
import { insertDeliveries } from '../store/deliveries.ts'
import { insertNotices } from '../store/notices.ts'
import { listPreferences } from '../store/preferences.ts'

/** What telling needs of the operation under way. */
export type TellingContext = Pick<OperationContext, 'tx' | 'scope' | 'now' | 'announce'>

/** The kind of record announcements of this capability are about. */
export const NOTICE = 'notice'

/**
 * Tells people things: keeps a notice for each person who was not told before, and puts one message in line for each way it goes outside. All
 * in the transaction of the operation under way: what is refused there tells nobody. Answers how many were told.
 */
export async function tell(ctx: TellingContext, tellings: readonly Telling[]): Promise<number> {
  if (tellings.length === 0) return 0
  const rows = tellings.flatMap((telling) =>
    [...new Set(telling.personIds)].map((personId) => ({
      region_code: ctx.scope.region,
      id: newId(ctx.now),
      person_id: personId,
      once_key: telling.key,
      group_code: telling.group,
      kind: telling.kind,
      words: JSON.stringify(telling.words),
      title: telling.title,
      unit_name: telling.unitName,
      due_on: telling.dueOn,
      path: telling.path,
      told_at: ctx.now,
      read_at: null,
    })),
  )
  const told = await insertNotices(ctx, rows)
  if (told.length === 0) return 0
  await putInLine(ctx, tellings, told)
  ctx.announce('notices.told', { subject: { kind: NOTICE, id: ctx.scope.region }, data: { count: told.length } })
  return told.length
}

async function putInLine(
  ctx: TellingContext,
  tellings: readonly Telling[],
  told: readonly { readonly person_id: string; readonly once_key: string }[],
): Promise<void> {
  const ways = await listWays(ctx)
  if (ways.length === 0) return
  const hearers = await hearersOf(ctx, new Set(told.map((each) => each.person_id)))
  const toldOf = grouped(told, (each) => each.once_key)
  const byKey = new Map(tellings.map((telling) => [telling.key, telling]))
  const rows = [...byKey.values()].flatMap((telling) => {
    const own = (toldOf.get(telling.key) ?? []).flatMap(({ person_id }) => hearers.get(person_id) ?? [])
    return waysOf(telling.group, own, ways, ctx.now).map((way) => ({
      region_code: ctx.scope.region,
      id: newId(ctx.now),
      channel_id: way.channelId,
      recipient: way.recipient,
      once_key: telling.key,
      group_code: telling.group,
      words: JSON.stringify(telling.words),
      title: telling.title,
      unit_name: telling.unitName,
      due_on: telling.dueOn,
      path: telling.path,
      language: way.language,
      quiet_from: way.quietFrom,
      quiet_to: way.quietTo,
      state: 'waiting' as const,
      not_before: way.notBefore,
      batch_id: null,
      lease_until: null,
      first_tried_at: null,
      sent_at: null,
      created_at: ctx.now,
    }))
  })
  if (rows.length > 0) await insertDeliveries(ctx, rows)
}

async function hearersOf(ctx: TellingContext, personIds: ReadonlySet<string>): Promise<ReadonlyMap<string, Hearer>> {
  const kept = await listPreferences(ctx, [...personIds])
  const posts = await listPostsOfRoles(ctx, ROLES, dayOf(ctx.now))
  const units = grouped(posts, (post) => post.personId)
  return new Map(
    [...personIds].map((personId) => [
      personId,
      {
        personId,
        unitIds: (units.get(personId) ?? []).map((post) => post.unitId),
        preferences: kept.get(personId)?.preferences ?? DEFAULT_PREFERENCES,
      },
    ]),
  )
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group) group.push(each)
    else groups.set(keyOf(each), [each])
  }
  return groups
}
