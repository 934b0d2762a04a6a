import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectFacts, listProjectStandings, type ProjectFacts } from '../../key-projects/public.ts'
import { titlesOfPosts } from '../../organisation/public.ts'

/** The kind by which neighbours refer to a visit. */
export const VISIT = 'project_visit'
/** The kind by which neighbours refer to a need. */
export const NEED = 'factor_need'

/** The projects the reader may see; `undefined` where that is every one of the region. */
export async function projectsInScope(ctx: OperationContext): Promise<readonly string[] | undefined> {
  return ctx.scope.reach === 'region' ? undefined : (await listProjectStandings(ctx)).map(({ id }) => id)
}

/** Projects by id, whole region: rows that were found in scope name their project whatever its unit. */
export async function projectsById(
  ctx: OperationContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProjectFacts>> {
  const whole = { tx: ctx.tx, scope: { ...ctx.scope, reach: 'region' as const } }
  return new Map((await listProjectFacts(whole, [...new Set(ids)])).map((facts) => [facts.id, facts]))
}

/** The units whose people work on a project. */
export function unitsOf(project: Pick<ProjectFacts, 'unitId' | 'leadUnitId' | 'taskForceId'>) {
  return [project.unitId, project.leadUnitId, project.taskForceId]
}

/** An approval as it is shown, by the post that gave it. */
export async function shownApprovals(
  ctx: OperationContext,
  rows: readonly { readonly approval_post_id: string | null; readonly approval_document: string }[],
) {
  const posts = await titlesOfPosts(
    ctx,
    rows.map((row) => row.approval_post_id),
  )
  return (row: (typeof rows)[number]) => {
    const post = row.approval_post_id === null ? undefined : posts.get(row.approval_post_id)
    return post ? { title: post.title, personName: post.personName, document: row.approval_document } : null
  }
}
