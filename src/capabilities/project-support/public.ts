import { type Day, dayOf } from '../../kernel/day.ts'
import type { Duty } from '../../kernel/duty.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { type GivenPromise, readPromises } from '../obstacles/public.ts'
import type { NeedState } from './contract.ts'
import { projectsById } from './operations/scope.ts'
import { isLate } from './rules/needs.ts'
import { listNeeds, type NeedRow } from './store/needs.ts'
import { listLastVisits, listVisitPromises } from './store/visits.ts'

/** Needs that wait for the unit that answers for their factor. */
const WAITING: readonly NeedState[] = ['asked', 'verified', 'partly_covered']
const MOST_READ = 200
/** Above this many needs are told as one duty. */
const TOLD_ONE_BY_ONE = 12

/**
 * What the unit of the acting person owes projects up to a day: needs it has to verify or to cover, those without a day included, one by one
 * or many as one line. The context is one in which the person may allocate; who looks after the whole region is told how many are late.
 */
export async function listNeedDuties(ctx: OperationContext, until: Day): Promise<readonly Duty[]> {
  const today = dayOf(ctx.now)
  const { reach, unitIds } = ctx.scope
  const isOffice = reach === 'region'
  const { items } = await listNeeds(
    ctx,
    { filter: { state: [...WAITING] }, within: isOffice ? undefined : { projectIds: [], unitIds } },
    { limit: MOST_READ },
  )
  const owed = items.filter((row) =>
    isOffice ? isLate(row.state, row.needed_on, today) : row.needed_on === null || row.needed_on <= until,
  )
  const [first] = owed
  if (!first) return []
  if (isOffice || owed.length > TOLD_ONE_BY_ONE)
    return [
      {
        key: 'project_support.needs',
        kind: 'project_support.needs_of_many',
        title: '',
        unitName: null,
        dueOn: first.needed_on as Day | null,
        count: owed.length,
        path: '/factor-needs',
        values: {},
      },
    ]
  const projects = await projectsById(
    ctx,
    owed.map((row) => row.project_id),
  )
  return owed.map((row) => dutyOf(row, projects.get(row.project_id)?.name ?? ''))
}

function dutyOf(row: NeedRow, projectName: string): Duty {
  return {
    key: `project_support.need:${row.id}`,
    kind: row.state === 'asked' ? 'project_support.need_to_verify' : 'project_support.need_to_cover',
    title: projectName,
    unitName: null,
    dueOn: row.needed_on as Day | null,
    count: 1,
    path: `/factor-needs?factor=${row.factor}`,
    values: {},
  }
}

/** The last visit to a project, with the promises made on visits to it, the latest made first. */
export interface LastVisit {
  readonly projectId: string
  readonly visitedOn: Day | null
  readonly sentence: string
  readonly promises: readonly GivenPromise[]
}

/** The last visits to some projects and what was promised on any; those never visited have no day. The caller has seen to it that the reader may see the projects. */
export async function lastVisitsTo(
  ctx: OperationContext,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, LastVisit>> {
  const last = new Map((await listLastVisits(ctx, projectIds)).map((row) => [row.project_id, row]))
  const made = (await listVisitPromises(ctx, projectIds)).toReversed()
  const promises = await readPromises(
    ctx,
    made.map((each) => each.promise_id),
  )
  return new Map(
    projectIds.map((projectId) => {
      const visit = last.get(projectId)
      return [
        projectId,
        {
          projectId,
          visitedOn: (visit?.visited_on ?? null) as Day | null,
          sentence: visit?.sentence ?? '',
          promises: made
            .filter((each) => each.project_id === projectId)
            .flatMap((each) => promises.get(each.promise_id) ?? []),
        },
      ]
    }),
  )
}

export { projectSupportFigures, projectSupportLists } from './operations/figures.ts'
