import { asDay, type Day, dayOf } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ContestState } from '../contract.ts'
import { type ContestRow, listContests } from '../store/contests.ts'
import { countWaitingPapers } from '../store/counts.ts'

const OPEN_STATES: readonly ContestState[] = ['draft', 'frozen', 'running', 'closed', 'counted', 'signed']
const MOST_READ = 50

/**
 * What the acting person owes to contests up to a day: who runs them has rules to freeze, votes to count and results to publish, who supervises them
 * counts to sign; paper ballots wait for a second person of either. The context is one in which the person may see contests.
 */
export async function listContestDuties(ctx: OperationContext, until: Day): Promise<readonly Duty[]> {
  const [manages, supervises] = [ctx.actor.may('contests.manage'), ctx.actor.may('contests.supervise')]
  if (!manages && !supervises) return []
  const { items } = await listContests(ctx, { state: OPEN_STATES }, { limit: MOST_READ })
  const duties: Duty[] = []
  for (const row of items.filter(({ is_rehearsal, held_on }) => !is_rehearsal && held_on <= until)) {
    const what = owedOf(row, dayOf(ctx.now), { manages, supervises })
    if (what) duties.push(dutyOf(row, what, 1))
    const papers = row.state === 'running' || row.state === 'closed' ? await countWaitingPapers(ctx, row.id) : 0
    if (papers > 0) duties.push(dutyOf(row, 'papers', papers))
  }
  return duties
}

type Owed = 'freeze' | 'count' | 'sign' | 'publish' | 'papers'

function owedOf(
  { state, held_on }: ContestRow,
  today: Day,
  { manages, supervises }: { readonly manages: boolean; readonly supervises: boolean },
): Owed | undefined {
  if (state === 'counted') return supervises ? 'sign' : undefined
  if (!manages) return undefined
  if (state === 'draft') return 'freeze'
  if (state === 'signed') return 'publish'
  return state === 'closed' || (state === 'running' && held_on < today) ? 'count' : undefined
}

function dutyOf(row: ContestRow, what: Owed, count: number): Duty {
  return {
    key: `contests.${what}:${row.id}`,
    kind: `contests.to_${what}`,
    title: row.name,
    unitName: null,
    dueOn: asDay(row.held_on),
    count,
    path: `/contests/${row.id}`,
    values: {},
  }
}
