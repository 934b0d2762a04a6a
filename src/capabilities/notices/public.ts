import { dayOf } from '../../kernel/day.ts'
import { ROLES, type Role } from '../../kernel/permissions.ts'
import { listPostsOfRoles } from '../organisation/public.ts'
import type { Telling } from './contract.ts'
import { tell, type TellingContext } from './operations/tell.ts'

export type { AskTeller } from './operations/load.ts'
export { REMINDED_DAYS_BEFORE, reminderKey, reminderOn, ROUND_AT } from './rules/reminders.ts'
export { atTime } from './rules/times.ts'

/** Whom something is told: people by name, holders of posts, everybody with a post in a unit (of some roles, where given). */
export interface To {
  readonly personIds?: readonly (string | null)[]
  readonly postIds?: readonly (string | null)[]
  readonly unitIds?: readonly (string | null)[]
  readonly roles?: readonly Role[]
}

/** Something to tell: as `Telling`, with whom it is told said by posts and units. Who does the thing is not told of it. */
export interface News extends Omit<Telling, 'personIds' | 'unitName' | 'dueOn'> {
  readonly to: To
  readonly unitName?: string
  readonly dueOn?: Telling['dueOn']
}

/**
 * Tells people what happened, inside the operation under way: in the product at once, outside by their own choice. `key` names the thing for
 * ever (`item_assigned:<id>:<round>`): told twice it is told once. Where `roles` stands without units, all holders of those roles are told.
 * Answers how many people heard something new.
 */
export async function tellPeople(
  ctx: TellingContext & { readonly actor: { readonly personId: string } },
  news: readonly News[],
): Promise<number> {
  if (news.length === 0) return 0
  const posts = await listPostsOfRoles(ctx, ROLES, dayOf(ctx.now))
  const tellings = news.flatMap(({ to, unitName = '', dueOn = null, ...telling }): Telling[] => {
    const byUnit = to.unitIds !== undefined || to.roles !== undefined
    const held = posts.filter(
      (post) =>
        (to.postIds ?? []).includes(post.id) ||
        (byUnit &&
          (to.unitIds === undefined || to.unitIds.includes(post.unitId)) &&
          (to.roles === undefined || to.roles.includes(post.role))),
    )
    const personIds = new Set([...(to.personIds ?? []), ...held.map((post) => post.personId)])
    const others = [...personIds].filter((id): id is string => id !== null && id !== ctx.actor.personId)
    return others.length === 0
      ? []
      : [{ ...telling, title: telling.title.slice(0, 500), unitName, dueOn, personIds: others }]
  })
  return tell(ctx, tellings)
}
