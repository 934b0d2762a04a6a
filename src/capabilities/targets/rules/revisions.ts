import { compareDays, type Day } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import type { ActualStatus, ActualVersion, Goal, TargetVersion } from '../contract.ts'

const RIPENESS = { flash: 0, preliminary: 1, final: 2 } as const satisfies Record<ActualStatus, number>

/** A revision before it has its number. */
export type TargetRevision = Omit<TargetVersion, 'number'>
/** An entry of an actual figure before it has its number. */
export type ActualEntry = Omit<ActualVersion, 'number'>

/**
 * Adds a version to a target and keeps all before it. Codes: `targets.revision_reason_missing`, `targets.revision_other_body` (the body
 * that issued a target revises it), `targets.revision_backward` (only forward in time), `targets.revision_before_decision`,
 * `targets.revision_unchanged`.
 */
export function reviseTarget(
  versions: readonly TargetVersion[],
  revision: TargetRevision,
): Outcome<readonly TargetVersion[]> {
  const last = versions.at(-1)
  const [first, ...rest]: Problem[] = [
    ...(revision.reason.trim() === '' ? [problem('targets.revision_reason_missing', undefined, ['reason'])] : []),
    ...(revision.effectiveOn < revision.decidedOn && last
      ? [problem('targets.revision_before_decision', { decidedOn: revision.decidedOn }, ['effectiveOn'])]
      : []),
    ...(last && last.approvingBody !== revision.approvingBody
      ? [problem('targets.revision_other_body', { body: last.approvingBody }, ['approvingBody'])]
      : []),
    ...(last && revision.effectiveOn < last.effectiveOn
      ? [problem('targets.revision_backward', { effectiveOn: last.effectiveOn }, ['effectiveOn'])]
      : []),
    ...(last && isSameGoal(last.goal, revision.goal)
      ? [problem('targets.revision_unchanged', undefined, ['goal'])]
      : []),
  ]
  return first ? fail(first, ...rest) : ok([...versions, { ...revision, number: (last?.number ?? 0) + 1 }])
}

/** The version of a target in force on a day: the last one effective by then; `undefined` before the first. */
export function versionOn<V extends Pick<TargetVersion, 'effectiveOn'>>(
  versions: readonly V[],
  day: Day,
): V | undefined {
  return versions.findLast((version) => compareDays(version.effectiveOn, day) <= 0)
}

/**
 * Adds an entry to the chain of an actual figure and keeps all before it. Codes: `targets.actual_status_backward` (flash → preliminary →
 * final only), `targets.actual_as_of_backward`, `targets.actual_reason_missing` (a figure that stood is changed, emptied or a final one
 * touched), `targets.actual_unchanged`, `targets.actual_rank_outside` (a place beyond the group, or one without the other).
 */
export function addActual(chain: readonly ActualVersion[], entry: ActualEntry): Outcome<readonly ActualVersion[]> {
  const last = chain.at(-1)
  const isChanged = last !== undefined && last.value !== null && last.value !== entry.value
  const isSettled = last?.status === 'final'
  const [first, ...rest]: Problem[] = [
    ...(last && RIPENESS[entry.status] < RIPENESS[last.status]
      ? [problem('targets.actual_status_backward', { status: last.status }, ['status'])]
      : []),
    ...(last && entry.asOf < last.asOf
      ? [problem('targets.actual_as_of_backward', { asOf: last.asOf }, ['asOf'])]
      : []),
    ...((isChanged || isSettled) && entry.reason.trim() === ''
      ? [problem('targets.actual_reason_missing', undefined, ['reason'])]
      : []),
    ...(last && isSameActual(last, entry) ? [problem('targets.actual_unchanged', undefined, ['value'])] : []),
    ...(isRankSound(entry) ? [] : [problem('targets.actual_rank_outside', undefined, ['rank'])]),
  ]
  return first ? fail(first, ...rest) : ok([...chain, { ...entry, number: (last?.number ?? 0) + 1 }])
}

/** What was known of a figure on a day: the last entry with an as-of date by then. */
export function actualAsOf(chain: readonly ActualVersion[], day: Day): ActualVersion | undefined {
  return chain.findLast((version) => compareDays(version.asOf, day) <= 0)
}

/** Whether a figure is out on a day; before that its source unit and leaders alone see it. */
export function isReleased(version: Pick<ActualVersion, 'releasedOn'>, day: Day): boolean {
  return version.releasedOn !== null && version.releasedOn <= day
}

function isSameGoal(one: Goal, other: Goal): boolean {
  return (Object.keys(one) as (keyof Goal)[]).every((field) => one[field] === other[field])
}

function isSameActual(one: ActualVersion, other: ActualEntry): boolean {
  const fields = ['value', 'growthPercent', 'rank', 'rankOf', 'yearForecast', 'status', 'releasedOn'] as const
  return (
    fields.every((field) => one[field] === other[field]) &&
    JSON.stringify(one.evidence) === JSON.stringify(other.evidence)
  )
}

function isRankSound({ rank, rankOf }: ActualEntry): boolean {
  return (rank === null && rankOf === null) || (rank !== null && rankOf !== null && rank <= rankOf)
}
