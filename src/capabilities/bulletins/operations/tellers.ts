import { type FigureFault, faultOfQuestion, type FigureTeller, type ListTeller } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { type Period, periodKind, periodYear } from '../../../kernel/period.ts'
import { assessmentFigures, assessmentLists } from '../../assessment/public.ts'
import { contestsFigures, contestsLists } from '../../contests/public.ts'
import { keyProjectsFigures, keyProjectsLists } from '../../key-projects/public.ts'
import { obstaclesFigures, obstaclesLists } from '../../obstacles/public.ts'
import { progressReportsFigures, progressReportsLists } from '../../progress-reports/public.ts'
import { projectSupportFigures, projectSupportLists } from '../../project-support/public.ts'
import { schedulesFigures, schedulesLists } from '../../schedules/public.ts'
import { targetsFigures, targetsLists } from '../../targets/public.ts'
import type { Binding, TableBlock } from '../contract.ts'
import { periodAsked } from '../rules/places.ts'
import type { Askable } from '../rules/check.ts'

/** Every figure a bulletin can bind. */
export const FIGURES: readonly FigureTeller[] = [
  ...keyProjectsFigures,
  ...targetsFigures,
  ...obstaclesFigures,
  ...schedulesFigures,
  ...progressReportsFigures,
  ...projectSupportFigures,
  ...assessmentFigures,
  ...contestsFigures,
]

/** Every list a bulletin can bind. */
export const LISTS: readonly ListTeller[] = [
  ...keyProjectsLists,
  ...targetsLists,
  ...obstaclesLists,
  ...schedulesLists,
  ...progressReportsLists,
  ...projectSupportLists,
  ...assessmentLists,
  ...contestsLists,
]

/** The list of an id, where somebody tells it. */
export function listTeller(id: string): ListTeller | undefined {
  return LISTS.find(({ spec }) => spec.id === id)
}

/** Why a list cannot be asked for a period. */
export function faultOfList(list: string, period: Period): FigureFault | undefined {
  const teller = listTeller(list)
  if (!teller) return 'unknown'
  return teller.spec.periods.includes(periodKind(period)) ? undefined : 'not_for_period'
}

/** What can be asked for a period, as the check of a text needs to know it. */
export function askableFor(period: Period): Askable {
  return {
    faultOfBinding: ({ figure: ref, of, when }: Binding) =>
      faultOfQuestion(FIGURES, { ref, period: periodAsked(period, when), subject: of === 'region' ? null : 'unit' }),
    faultOfTable: ({ list, when }: TableBlock) => faultOfList(list, periodAsked(period, when)),
    columnsOf: (list) => listTeller(list)?.spec.columns.map(({ key }) => key) ?? [],
  }
}

/** The indicators every figure that must be told one can be asked of in the year of a period, each kind asked once. */
export async function paramsOf(ctx: OperationContext, period: Period) {
  const known = new Map<string, readonly { readonly param: string; readonly name: string }[]>()
  for (const { spec, params } of FIGURES)
    if (params && spec.param && !known.has(spec.param)) known.set(spec.param, await params(ctx, periodYear(period)))
  return known
}
