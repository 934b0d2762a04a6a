import type { OperationContext } from '../../../platform/run-operation.ts'
import { listCoSponsored, listProjectFacts } from '../../key-projects/public.ts'
import type { ContestBody, SeatBody } from '../contract.ts'
import { excludedOf } from '../rules/conflicts.ts'

type Sitting = Pick<SeatBody, 'unitId' | 'postId' | 'conflicts'>

/** Who may not vote on what, seat by seat: the conflicts declared, the own unit, the projects the seat's post sponsors alone or beside another. */
export async function makeExcluded(
  ctx: OperationContext,
  body: ContestBody,
  postIds: readonly (string | null)[],
): Promise<(seat: Sitting) => readonly string[]> {
  const sponsors = new Map<string, string[]>()
  const projectIds = body.entrants.flatMap((entrant) => entrant.projectIds)
  const posts = [...new Set(postIds.flatMap((id) => id ?? []))]
  if (projectIds.length > 0 && posts.length > 0) {
    // Whoever asks, the conflict is the same.
    const whole = { ...ctx, scope: { ...ctx.scope, reach: 'region' as const } }
    const add = (projectId: string, postId: string | null): void => {
      if (postId !== null) sponsors.set(projectId, [...(sponsors.get(projectId) ?? []), postId])
    }
    for (const project of await listProjectFacts(whole, projectIds)) add(project.id, project.sponsorPostId)
    for (const { projectId, postId } of await listCoSponsored(whole, posts)) add(projectId, postId)
  }
  return (seat) => excludedOf(body, seat, sponsors)
}
