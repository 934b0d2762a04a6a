import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { dropView, keepView, listViews } from '../store/views.ts'

const MOST_VIEWS = 50

/** The operations on saved views. */
export const viewOperations = [
  implement(contract.listViews, async (ctx) => {
    const rows = await listViews(ctx, ctx.actor.personId)
    return {
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        filter: row.filter,
        columns: [...row.columns],
        isShared: row.is_shared,
        isMine: row.person_id === ctx.actor.personId,
      })),
    }
  }),

  implement(contract.saveView, async (ctx, { name, filter, columns, isShared }) => {
    const { personId } = ctx.actor
    if (isShared && !ctx.actor.may('key_projects.manage'))
      refuse('forbidden', problem('key_projects.share_not_allowed', {}, ['isShared']))
    await requireKnown(ctx, filter)
    const mine = (await listViews(ctx, personId)).filter((row) => row.person_id === personId)
    if (mine.length >= MOST_VIEWS && !mine.some((row) => row.name === name))
      refuse('rule_broken', problem('key_projects.too_many_views', { maximum: MOST_VIEWS }))
    return { id: await keepView(ctx, { id: newId(ctx.now), personId, name, filter, columns, isShared }) }
  }),

  implement(contract.discardView, async (ctx, { viewId }) => {
    if (!(await dropView(ctx, viewId, ctx.actor.personId))) refuse('not_found', problem('key_projects.view_not_yours'))
    return { id: viewId }
  }),
]

/** A view is kept and shown again word for word: it names units and posts of the region, past ones too, and nothing else. */
async function requireKnown(ctx: OperationContext, filter: contract.ViewFilter): Promise<void> {
  const { unitId = [], sponsorPostId = [] } = filter
  const units = await namesOfUnits(ctx, unitId)
  if (unitId.some((id) => !units.has(id)))
    refuse('rule_broken', problem('organisation.unit_unknown', {}, ['filter', 'unitId']))
  const posts = await titlesOfPosts(ctx, sponsorPostId)
  if (sponsorPostId.some((id) => !posts.has(id)))
    refuse('rule_broken', problem('key_projects.post_unknown', {}, ['filter', 'sponsorPostId']))
}
