import { dayOf } from '../../../kernel/day.ts'
import { ROLES } from '../../../kernel/permissions.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { tell } from '../../notices/public.ts'
import { listPostsOfRoles } from '../../organisation/public.ts'
import { contestsMessages } from '../messages/index.ts'
import type { ContestRow } from '../store/contests.ts'

/** A result was published: to the units that took part. */
export async function tellPublished(ctx: OperationContext, row: ContestRow): Promise<void> {
  const units = new Set(row.body.entrants.map(({ unitId }) => unitId))
  const posts = await listPostsOfRoles(ctx, ROLES, dayOf(ctx.now))
  const personIds = posts
    .filter(({ unitId, personId }) => units.has(unitId) && personId !== ctx.actor.personId)
    .map(({ personId }) => personId)
  if (personIds.length === 0) return
  await tell(ctx, [
    {
      key: `contests.result_published:${row.id}`,
      group: 'told',
      kind: 'contests.result_published',
      words: {
        'zh-CN': contestsMessages['zh-CN'].tellings.result_published,
        en: contestsMessages.en.tellings.result_published,
      },
      title: row.name,
      unitName: '',
      dueOn: null,
      path: `/contests/${row.id}/result`,
      personIds: [...new Set(personIds)],
    },
  ])
}
