import { addDays, compareDays, type Day, dayOf } from '../../../kernel/day.ts'
import { type Actor, isOf, may, scopeFor } from '../../../platform/access.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import type { Telling } from '../../notices/contract.ts'
import { REMINDED_DAYS_BEFORE, reminderKey, reminderOn, tell } from '../../notices/public.ts'
import { listActors } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { readable } from '../rules/readable.ts'
import { owedUntil } from './owed.ts'

/** The round that reminds people of what they owe. */
export const remindOperations = [
  implement(contract.remind, async (ctx, { after, limit }) => {
    const actors = (await listActors(ctx)).filter(({ personId }) => personId > after)
    const some = actors.slice(0, limit)
    const today = dayOf(ctx.now)
    const until = addDays(today, REMINDED_DAYS_BEFORE)
    const reminders = new Map<string, Telling>()
    for (const actor of some)
      for (const line of await owedUntil(contextOf(ctx, actor), until)) {
        const telling = reminderOf(line, actor.personId, today)
        const known = telling && reminders.get(telling.key)
        if (telling) reminders.set(telling.key, known ? joined(known, telling) : telling)
      }
    const told = await tell(ctx, [...reminders.values()])
    return { told, people: some.length, next: actors.length > limit ? (some.at(-1)?.personId ?? null) : null }
  }),
]

/** The operation under way as if this person asked: what he owes is what he himself would be shown. */
function contextOf(ctx: OperationContext, actor: Actor): OperationContext {
  const caller = { kind: 'person', actor } as const
  const { region } = actor
  return {
    ...ctx,
    scope: { region, reach: 'self', unitIds: [] },
    actor: {
      personId: actor.personId,
      name: actor.name,
      may: (permission, units) => may(caller, region, permission, units),
      scopeOf: (permission) => scopeFor(caller, region, permission),
      isOf: (unitId) => isOf(caller, region, unitId),
    },
  }
}

/**
 * The reminder a line calls for today. One thing is told to all who owe it under one key, so that a robot says it once; a line that gathers
 * many things is each person's own.
 */
function reminderOf(line: contract.OwedLine, personId: string, today: Day): Telling | undefined {
  const { dueOn } = line
  const reminder = reminderOn(dueOn, today)
  if (!reminder || dueOn === null || compareDays(dueOn, today) < 0) return undefined
  const own = line.count > 1 ? `:${personId}` : ''
  const words = (locale: 'zh-CN' | 'en') => {
    const { owed } = overviewMessages[locale]
    const sentence = owed.sentences[line.kind]?.({ ...readable(line.values, locale), count: line.count }) ?? owed.title
    return `${owed.reminders[reminder]}${sentence}`
  }
  return {
    key: `${reminderKey(line.key, dueOn, reminder)}${own}`,
    group: 'due',
    kind: line.kind,
    words: { 'zh-CN': words('zh-CN'), en: words('en') },
    title: line.title,
    unitName: line.unitName ?? '',
    dueOn,
    path: line.path,
    personIds: [personId],
  }
}

function joined(one: Telling, other: Telling): Telling {
  return { ...one, personIds: [...one.personIds, ...other.personIds] }
}
