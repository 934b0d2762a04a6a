import { dayOf } from '../../kernel/day.ts'
import type { FoundSubject } from '../../kernel/duty.ts'
import type { Period } from '../../kernel/period.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { contestsMessages } from './messages/index.ts'
import { publishedIn } from './operations/figures.ts'
import { tally } from './rules/tally.ts'
import { unitResults } from './rules/unit-results.ts'
import { listContests } from './store/contests.ts'
import { signedCounts } from './store/counts.ts'
import { contentOf } from './operations/package.ts'

/** A published contest as assessment takes it into its scores: scores and places of units as published. */
export interface ContestResult {
  readonly id: string
  readonly kind: 'observation' | 'arena'
  readonly name: string
  readonly path: `/${string}`
  readonly finalisedOn: string
  readonly units: readonly { readonly unitId: string; readonly score: string; readonly place: number }[]
}

/** What the published contests that count for a period gave each unit, the latest first; rehearsals never count. */
export async function contestResults(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  period: Period,
): Promise<readonly ContestResult[]> {
  return (await publishedIn(ctx, period)).map(({ row, units }) => ({
    id: row.id,
    kind: row.kind === 'tour' ? 'observation' : 'arena',
    name: row.name,
    path: `/contests/${row.id}`,
    finalisedOn: dayOf(row.published_at ?? row.updated_at),
    units: units.map(({ unitId, score, place }) => ({ unitId, score, place })),
  }))
}

/** The scores of units as they would be without each one of the voters, for who asks how much hangs on one judge; nothing that says which judge. */
export async function contestWithoutOneJudge(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  contestId: string,
): Promise<readonly (readonly { readonly unitId: string; readonly score: string; readonly place: number }[])[]> {
  const count = (await signedCounts(ctx, [contestId])).get(contestId)
  if (!count) return []
  const { body, voters, ballots, voids, deductions } = contentOf(count)
  const cast = [...new Set(ballots.map(({ voter }) => voter))]
  return cast.map((voter) => {
    const rest = ballots.filter((each) => each.voter !== voter)
    return unitResults(body, tally({ body, voters, ballots: rest, voids, deductions })).map(
      ({ unitId, score, place }) => ({ unitId, score, place }),
    )
  })
}

/** Contests a search finds by name, the latest first. */
export async function findContests(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  text: string,
  limit: number,
): Promise<readonly FoundSubject[]> {
  const { states, kinds } = contestsMessages['zh-CN']
  const { items } = await listContests(ctx, { text }, { limit })
  return items.map((row) => ({
    kind: 'contest',
    id: row.id,
    title: row.name,
    note: [kinds[row.kind], row.held_on, states[row.state]].join(' · '),
    path: `/contests/${row.id}`,
  }))
}

export { listContestDuties } from './operations/duties.ts'
export { contestsFigures, contestsLists } from './operations/figures.ts'
