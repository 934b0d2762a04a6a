import { add, divide, type Exact, exact, multiply, subtract, sum, toNumber } from '../../../kernel/exact.ts'
import { monthsElapsed } from '../../../kernel/period.ts'
import {
  LIST_LEVELS,
  type Membership,
  type ProjectAction,
  type ProjectBody,
  type ProjectLight,
  STAGES,
  type Stage,
} from '../contract.ts'

/** Who asks, as far as the actions on a project depend on it. */
export interface ActionRights {
  readonly mayManage: boolean
  readonly mayEnterStatistics: boolean
}

const ACTIONS = {
  kept: ['edit', 'enter_statistics', 'withdraw'],
  withdrawn: ['restore'],
} as const satisfies Record<'kept' | 'withdrawn', readonly ProjectAction[]>

/** What may be done to a project just now: the same table tells the screen and guards the commands. */
export function availableActions(state: 'kept' | 'withdrawn', rights: ActionRights): readonly ProjectAction[] {
  return ACTIONS[state].filter((action) =>
    action === 'enter_statistics' ? rights.mayEnterStatistics : rights.mayManage,
  )
}

/** The place of a stage in the chain from reserve to design output; paused and ended stand last. */
export function stageOrder(stage: Stage): number {
  return STAGES.indexOf(stage)
}

const LIGHT_ORDER = { red: 0, yellow: 1, green: 2, none: 3 } as const satisfies Record<ProjectLight, number>

/** The place of a light where the worst comes first. */
export function lightOrder(light: ProjectLight): number {
  return LIGHT_ORDER[light]
}

/** The lights of the dimensions in short, as lists keep them: `progress:green start_missed:red`. */
export function lightMarks(dimensions: readonly { readonly key: string; readonly light: ProjectLight }[]): string {
  return dimensions.map(({ key, light }) => `${key}:${light}`).join(' ')
}

/** The lights of the dimensions out of their short form. */
export function readLightMarks(marks: string): { key: string; light: ProjectLight }[] {
  return marks === ''
    ? []
    : marks.split(' ').map((mark) => {
        const [key = '', light = 'none'] = mark.split(':')
        return { key, light: light as ProjectLight }
      })
}

/** The internal number: year, level of the highest list, serial, e.g. `2026-S-003` (S 省, M 市, C 县, R 储备). */
export function projectNumber(year: number, memberships: readonly Membership[], serial: number): string {
  const level = LIST_LEVELS.find((each) => memberships.some((membership) => membership.level === each))
  const letter = level === undefined ? 'R' : { province: 'S', city: 'M', county: 'C' }[level]
  return `${year}-${letter}-${String(serial).padStart(3, '0')}`
}

/** What lists are filtered by, of every membership: `level`, `:year`, `level:year`, `class:…` and `class:…:year`. */
export function listKeys(memberships: readonly Membership[]): string[] {
  return [
    ...new Set(
      memberships.flatMap(({ level, year, listClass }) => [
        level,
        `:${year}`,
        `${level}:${year}`,
        `class:${listClass}`,
        `class:${listClass}:${year}`,
      ]),
    ),
  ]
}

/** Money of the year against its plan as exact ratios; null where a figure is missing or the plan is nothing. */
export interface YearProgress {
  readonly completion: Exact | null
  readonly pace: Exact | null
}

type YearMoney = Pick<ProjectBody, 'planYear' | 'yearPlan' | 'monthlyPlan' | 'investedThisYear' | 'investedAsOf'>

/**
 * How far the year's money is and how far it should be at the as-of period: by the months of the plan where they are given, else
 * month by month alike (序时进度 m/12, the convention). A figure of another year says nothing about this plan.
 */
export function yearProgress({
  planYear,
  yearPlan,
  monthlyPlan,
  investedThisYear,
  investedAsOf,
}: YearMoney): YearProgress {
  const isKnown = yearPlan && investedThisYear !== null && investedAsOf !== null
  if (!isKnown || (planYear !== null && !investedAsOf.startsWith(String(planYear))))
    return { completion: null, pace: null }
  const months = exact(monthsElapsed(investedAsOf))
  const pace = (monthlyPlan && plannedShare(monthlyPlan, months)) ?? divide(months, exact(12))
  return { completion: divide(exact(investedThisYear), exact(yearPlan)) ?? null, pace: pace ?? null }
}

/** Share of the months' plan that is due after some months; inside a month by the share of its days. Nothing where nothing is planned. */
function plannedShare(monthlyPlan: readonly number[], months: Exact): Exact | undefined {
  const full = Math.floor(toNumber(months))
  const begun = multiply(subtract(months, exact(full)), exact(monthlyPlan[full] ?? 0))
  const due = add(sum(monthlyPlan.slice(0, full).map(exact)), begun)
  return divide(due, sum(monthlyPlan.map(exact)))
}

/** One changed field of a record: names of the contract. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** The fields that differ between two states of a record, in the order of the newer one. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly FieldChange[] {
  return Object.keys(after)
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}
