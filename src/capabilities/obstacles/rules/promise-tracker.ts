import type { TrackedOwner } from '../contract.ts'

/** Promises of one who promised, by what became of them. */
export type TrackedCounts = Pick<TrackedOwner, 'key' | 'total' | 'open' | 'overdue' | 'kept' | 'late' | 'broken'>

/**
 * The line of one who promised. `due` is what had to be kept by now: settled or over its day; `keptShare` what of it was kept in time, null
 * where nothing was due. What is open within its day and what names no day is in neither.
 */
export function trackedLine(counts: TrackedCounts, name: string): TrackedOwner {
  const due = counts.kept + counts.late + counts.broken + counts.overdue
  return { ...counts, name, due, keptShare: due === 0 ? null : counts.kept / due }
}

/** The worst first: those with the lowest share kept in time, then with more over their day; those with nothing due at the end. */
export function worstFirst(owners: readonly TrackedOwner[]): readonly TrackedOwner[] {
  return owners.toSorted(
    (one, other) =>
      (one.keptShare ?? 2) - (other.keptShare ?? 2) ||
      other.overdue + other.broken - (one.overdue + one.broken) ||
      (one.key < other.key ? -1 : 1),
  )
}

/** The sum of several lines. */
export function trackedTotal(owners: readonly TrackedCounts[], name: string): TrackedOwner {
  const sum = (field: Exclude<keyof TrackedCounts, 'key'>) => owners.reduce((total, each) => total + each[field], 0)
  return trackedLine(
    {
      key: '',
      total: sum('total'),
      open: sum('open'),
      overdue: sum('overdue'),
      kept: sum('kept'),
      late: sum('late'),
      broken: sum('broken'),
    },
    name,
  )
}
