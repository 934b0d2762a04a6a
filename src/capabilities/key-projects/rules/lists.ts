import { divide, exact, toNumber } from '../../../kernel/exact.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import {
  type AdjustmentKind,
  LIST_CLASSES,
  LIST_LEVELS,
  type ListedProject,
  type ListLevel,
  type ListTally,
  type Membership,
  type Stage,
  type StatisticsGroup,
} from '../contract.ts'
import { hasReached } from './stages.ts'

/** What a project has done by now, whichever list counts it. */
export interface ListProgress {
  readonly stage: Stage
  readonly stageLeft: Stage | null
  readonly plannedStartOn: string | null
  readonly investedThisYear: number | null
  readonly planYear: number | null
  readonly investedAsOf: string | null
  readonly isRegistered: boolean
}

/**
 * Counts and money of entries of a list of `year`: plan and class as the list has them, what is done as the projects stand on `today`.
 * A figure of another year counts as nothing done. Completion is unrounded; every rate stands beside its denominator.
 */
export function tallyOf(
  entries: readonly ListedProject[],
  progressOf: (projectId: string) => ListProgress | undefined,
  { year, today }: { readonly year: number; readonly today: string },
): ListTally {
  const sum = (values: readonly (number | null)[]) =>
    asYuan(values.reduce<number>((total, each) => total + (each ?? 0), 0))
  const known = entries.map((entry) => ({ entry, progress: progressOf(entry.projectId) }))
  const toStart = known.filter(({ entry }) => entry.listClass === 'new_start')
  const isDue = ({ progress }: (typeof known)[number]) =>
    progress !== undefined && progress.plannedStartOn !== null && progress.plannedStartOn <= today
  const yearPlan = sum(entries.map((entry) => entry.yearPlan))
  const done = sum(known.map(({ progress }) => (progress ? doneIn(progress, year) : null)))
  const completion = yearPlan > 0 ? divide(exact(done), exact(yearPlan)) : undefined
  return {
    count: entries.length,
    totalInvestment: sum(entries.map((entry) => entry.totalInvestment)),
    yearPlan,
    done,
    completion: completion === undefined ? null : toNumber(completion),
    toStart: toStart.length,
    dueToStart: toStart.filter(isDue).length,
    started: toStart.filter(({ progress }) => progress !== undefined && hasReached(progress, 'started')).length,
    registered: known.filter(({ progress }) => progress?.isRegistered).length,
  }
}

function doneIn({ investedThisYear, investedAsOf, planYear }: ListProgress, year: number): number | null {
  const isOfYear = (planYear === null || planYear === year) && investedAsOf !== null
  return isOfYear && investedAsOf.startsWith(String(year)) ? investedThisYear : null
}

/** A difference between a frozen list and the list of today. Values are a class or whole yuan as text. */
export interface Difference {
  readonly projectId: string
  readonly kind: AdjustmentKind
  readonly before: string | null
  readonly after: string | null
}

/** Every difference between two states of a list, by project: in, out, another class, another plan. */
export function differencesOf(
  frozen: readonly ListedProject[],
  today: readonly ListedProject[],
): readonly Difference[] {
  const before = new Map(frozen.map((entry) => [entry.projectId, entry]))
  const after = new Map(today.map((entry) => [entry.projectId, entry]))
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return ids.flatMap((projectId) => differencesBetween(projectId, before.get(projectId), after.get(projectId)))
}

/** How one place on a list differs before and after a change. */
export function differencesBetween(
  projectId: string,
  before: ListedProject | undefined,
  after: ListedProject | undefined,
): readonly Difference[] {
  if (!before && !after) return []
  if (!before) return [{ projectId, kind: 'added', before: null, after: planText(after?.yearPlan) }]
  if (!after) return [{ projectId, kind: 'removed', before: planText(before.yearPlan), after: null }]
  return [
    ...(before.listClass === after.listClass
      ? []
      : [{ projectId, kind: 'reclassified' as const, before: before.listClass, after: after.listClass }]),
    ...((before.yearPlan ?? 0) === (after.yearPlan ?? 0)
      ? []
      : [
          { projectId, kind: 'replanned' as const, before: planText(before.yearPlan), after: planText(after.yearPlan) },
        ]),
  ]
}

function planText(plan: number | null | undefined): string {
  return String(plan ?? 0)
}

/** What a list keeps of a project. */
export type Listable = Omit<ListedProject, 'projectId' | 'listClass'> & {
  readonly memberships: readonly Membership[]
  readonly planYear: number | null
}

/** The place of a project on the list of a level and year, or nothing. A plan of another year is no plan of this list. */
export function placeOnList(
  projectId: string,
  project: Listable,
  level: ListLevel,
  year: number,
): ListedProject | undefined {
  const membership = project.memberships.find((each) => each.level === level && each.year === year)
  if (!membership) return undefined
  return {
    projectId,
    listClass: membership.listClass,
    category: project.category,
    industryCode: project.industryCode,
    unitId: project.unitId,
    totalInvestment: project.totalInvestment,
    yearPlan: project.planYear === null || project.planYear === year ? project.yearPlan : null,
  }
}

/** Entries of several lists with each project once: as the first list, the highest level, has it. */
export function onceEach(lists: readonly (readonly ListedProject[])[]): readonly ListedProject[] {
  const once = new Map<string, ListedProject>()
  for (const entry of lists.flat()) if (!once.has(entry.projectId)) once.set(entry.projectId, entry)
  return [...once.values()]
}

/** The group of an entry; levels are told by the list itself. Industries by the letter or the first two digits of GB/T 4754. */
export function groupKey(entry: ListedProject, by: Exclude<StatisticsGroup, 'level'>): string {
  const keys = {
    class: entry.listClass,
    category: entry.category ?? '',
    industry: /^[A-T]/.test(entry.industryCode) ? entry.industryCode.slice(0, 3) : entry.industryCode.slice(0, 2),
    unit: entry.unitId,
  }
  return keys[by]
}

/** The order of groups where the field has one; others by key. */
export function groupOrder(by: StatisticsGroup, key: string): string {
  const order: Partial<Record<StatisticsGroup, readonly string[]>> = { level: LIST_LEVELS, class: LIST_CLASSES }
  const place = order[by]?.indexOf(key) ?? -1
  return place === -1 ? `z${key}` : `a${place}`
}

/** Things by the key of each, in the order they come. */
export function groupedBy<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group) group.push(thing)
    else groups.set(key, [thing])
  }
  return groups
}
