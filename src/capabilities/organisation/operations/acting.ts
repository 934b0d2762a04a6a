import { type Day, dayOf } from '../../../kernel/day.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import { pinyinInitials, pinyinKey } from '../../../platform/pinyin.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listPostRows } from '../store/posts.ts'

/** Today, for the operation under way. */
export function today(ctx: Pick<OperationContext, 'now'>): Day {
  return dayOf(ctx.now)
}

/** Whether the system itself is at work: first start, sample, jobs. */
export function isSystem(ctx: Pick<OperationContext, 'actor'>): boolean {
  return ctx.actor.personId === 'system'
}

/** Whether whoever acts manages the organisation of this region: what lists need to offer actions. */
export function managesOrganisation(ctx: OperationContext): boolean {
  return ctx.actor.scopeOf('organisation.manage')?.region === ctx.scope.region
}

/** Refuses `conflict` where a record was no longer at the expected version. */
export function orConflict(isChanged: boolean): void {
  if (!isChanged) refuse('conflict', problem('operation.conflict'))
}

/** Refuses `rule_broken` with every problem there is. */
export function refuseAll(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal('rule_broken', problems)
}

/** A name as lists order it and name boxes search it. */
export function spelled(name: string, named: 'thing' | 'person' = 'thing') {
  return { pinyin: pinyinKey(name, named).slice(0, 300), initials: pinyinInitials(name, named).slice(0, 300) }
}

/** Refuses when nobody would administer the region any more once these posts end. */
export async function refuseLastAdministrator(
  ctx: OperationContext,
  ending: { readonly postId: string } | { readonly personId: string },
): Promise<void> {
  const day = today(ctx)
  const posts = await listPostRows(ctx.tx, ctx.scope.region, day, { on: day, role: 'administrator' })
  const isEnding = (post: (typeof posts)[number]) =>
    'postId' in ending ? post.id === ending.postId : post.personId === ending.personId
  if (posts.some(isEnding) && posts.every((post) => isEnding(post) || post.toOn !== null))
    refuseAll([problem('organisation.last_administrator')])
}
