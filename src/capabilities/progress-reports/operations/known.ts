import { addDays } from '../../../kernel/day.ts'
import { asPeriod, firstDay, type Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ProjectFacts } from '../../key-projects/public.ts'
import type { Known, ReportNode } from '../contract.ts'
import { type KnownFacts, knownOf } from '../rules/known.ts'
import { listEarlier } from '../store/reports.ts'
import { bodyOfRow } from './place.ts'

const LOOKED_BACK_DAYS = 400

/** Nodes of a plan as a report takes them: those of its period, and the names of those of the next one. */
export interface PlannedNodes {
  readonly nodes: readonly ReportNode[]
  readonly nextNodes: readonly string[]
}

const NOTHING_MORE = { nodes: [], nextNodes: [], ledger: [] }

/** What is known of projects before their reports of a period are filled in, by project; `more` is what only one place looks up. */
export async function knownOfProjects(
  ctx: OperationContext,
  projects: readonly ProjectFacts[],
  period: Period,
  more: (projectId: string) => Pick<KnownFacts, 'nodes' | 'nextNodes' | 'ledger'> = () => NOTHING_MORE,
): Promise<ReadonlyMap<string, Known>> {
  const earlier = await listEarlier(
    ctx,
    projects.map(({ id }) => id),
    { since: addDays(firstDay(period), -LOOKED_BACK_DAYS), period },
  )
  return new Map(
    projects.map((project) => [
      project.id,
      knownOf({
        period,
        project,
        earlier: earlier
          .filter((row) => row.project_id === project.id)
          .map((row) => ({ period: asPeriod(row.period), body: bodyOfRow(row) })),
        ...more(project.id),
      }),
    ]),
  )
}
