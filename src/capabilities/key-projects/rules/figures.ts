import { type Day, yearOf } from '../../../kernel/day.ts'
import { divide, type Exact, exact, multiply, subtract } from '../../../kernel/exact.ts'
import { counted, type FigureRule, quotient, summed, whole } from '../../../kernel/figure-rules.ts'
import type { FigureId, FigureUnit } from '../../../kernel/figures.ts'
import { asPeriod, firstDay, lastDay, type Period, periodYear, type PeriodKind } from '../../../kernel/period.ts'
import {
  LIST_LEVELS,
  type ListedProject,
  type ListLevel,
  type ProjectBody,
  type ProjectLight,
  type Stage,
} from '../contract.ts'
import { lastFullMonth } from './lights.ts'
import { type Listable, placeOnList } from './lists.ts'
import { ledgerMonth } from './money.ts'
import { yearProgress } from './project.ts'
import { hasReached } from './stages.ts'

/** What the record of a project on a list of the year says, as far as figures count it. */
export interface ListedRecord extends Listable {
  readonly id: string
  readonly monthlyPlan: readonly number[] | null
  readonly stage: Stage
  readonly stageLeft: Stage | null
  readonly plannedStartOn: Day | null
  readonly startedOn: Day | null
  readonly plannedCompletionOn: Day | null
  readonly completedOn: Day | null
  readonly producedOn: Day | null
  readonly registeredOn: Day | null
}

/** A month of a ledger: money since January, whole yuan. */
export interface LedgerMonth {
  readonly period: string
  readonly thisYear: number
}

/** What is known of a project in a period beside its record. `frozenPlan` is the year's plan of the frozen list. */
export interface KnownInPeriod {
  readonly reported: readonly LedgerMonth[]
  readonly statistical: readonly LedgerMonth[]
  readonly frozenPlan: number | null
  readonly light: ProjectLight
}

/** A project of a year's list as figures of a period count it. Money is whole yuan; `due` is the money the plan needs by then. */
export interface CountedProject {
  readonly id: string
  readonly unitId: string
  readonly levels: readonly ListLevel[]
  readonly listClass: ListedProject['listClass']
  readonly totalInvestment: number | null
  readonly yearPlan: number | null
  readonly due: Exact | null
  readonly invested: number | null
  readonly investedMonth: string | null
  readonly investedInPeriod: number | null
  readonly statistical: number | null
  readonly isStartDue: boolean
  readonly isStarted: boolean
  readonly isFinishDue: boolean
  readonly isFinished: boolean
  readonly isProduced: boolean
  readonly isRegistered: boolean
  readonly light: ProjectLight
}

/**
 * A project as the figures of a period count it: by its place on the highest list of the year, money up to the end of the period, and what
 * was to happen and happened up to then; of a period that runs, up to today. `undefined` off the lists of that year.
 */
export function countedIn(
  record: ListedRecord,
  known: KnownInPeriod,
  period: Period,
  today: Day,
): CountedProject | undefined {
  const year = periodYear(period)
  const places = LIST_LEVELS.flatMap((level) => {
    const place = placeOnList(record.id, record, level, year)
    return place ? [{ level, place }] : []
  })
  const [highest] = places
  if (!highest) return undefined
  const { listClass, unitId, totalInvestment } = highest.place
  const yearPlan = highest.place.yearPlan ?? known.frozenPlan
  const until = lastDay(period) < today ? lastDay(period) : today
  const isBy = (day: Day | null) => day !== null && day <= until
  const isInYearBy = (day: Day | null) => isBy(day) && day !== null && yearOf(day) === year
  const latest = known.reported.at(-1)
  return {
    id: record.id,
    unitId,
    levels: places.map(({ level }) => level),
    listClass,
    totalInvestment,
    yearPlan,
    due: dueBy(record, yearPlan, period, today),
    invested: latest?.thisYear ?? null,
    investedMonth: latest?.period ?? null,
    investedInPeriod: addedIn(known.reported, period),
    statistical: known.statistical.at(-1)?.thisYear ?? null,
    isStartDue: listClass === 'new_start' && isBy(record.plannedStartOn),
    isStarted:
      listClass === 'new_start' && (isBy(record.startedOn) || (!record.startedOn && hasReached(record, 'started'))),
    isFinishDue: isInYearBy(record.plannedCompletionOn),
    isFinished: isInYearBy(record.completedOn),
    isProduced: isInYearBy(record.producedOn),
    isRegistered: isBy(record.registeredOn),
    light: known.light,
  }
}

/** The money a year's plan needs by the end of a period; of one that runs, by the end of the last month that is over. Null without a plan. */
function dueBy(
  { planYear, monthlyPlan }: Pick<ListedRecord, 'planYear' | 'monthlyPlan'>,
  yearPlan: number | null,
  period: Period,
  today: Day,
): Exact | null {
  if (yearPlan === null) return null
  const over = lastDay(period) < today ? period : lastFullMonth(today)
  if (periodYear(over) !== periodYear(period)) return exact(0)
  const isOfRecord = planYear === null || planYear === periodYear(period)
  const { pace } = yearProgress({
    planYear: null,
    yearPlan: yearPlan as ProjectBody['yearPlan'],
    monthlyPlan: isOfRecord ? (monthlyPlan as ProjectBody['monthlyPlan']) : null,
    investedThisYear: 0 as ProjectBody['investedThisYear'],
    investedAsOf: over,
  })
  return pace ? multiply(pace, exact(yearPlan)) : exact(0)
}

/** What the months of a period added: the figure at its end above the last one before it. Null where the period has no figure of its own. */
function addedIn(months: readonly LedgerMonth[], period: Period): number | null {
  const first = ledgerMonth(asPeriod(firstDay(period)))
  const inside = months.findLast((month) => month.period >= first)
  if (!inside) return null
  return inside.thisYear - (months.findLast((month) => month.period < first)?.thisYear ?? 0)
}

/** How far a project is ahead of its plan in percentage points, below zero behind it; null where either is not known. */
export function pointsAhead({ yearPlan, invested, due }: CountedProject): Exact | null {
  const [done, wanted] = [shareOf(invested === null ? null : exact(invested), yearPlan), shareOf(due, yearPlan)]
  return done && wanted ? multiply(subtract(done, wanted), exact(100)) : null
}

/** A share of a year's plan; null where there is none. */
export function shareOf(part: Exact | null, yearPlan: number | null): Exact | null {
  return part && yearPlan ? (divide(part, exact(yearPlan)) ?? null) : null
}

const every = counted<CountedProject>(() => true)
const isNewStart = ({ listClass }: CountedProject) => listClass === 'new_start'
const plan = summed<CountedProject>(({ yearPlan }) => whole(yearPlan))
const invested = summed<CountedProject>((each) => whole(each.invested))
const due = summed<CountedProject>((each) => each.due)
const startsOfYear = counted<CountedProject>(isNewStart)
const startsDone = counted<CountedProject>(({ isStarted }) => isStarted)
const completion = quotient(invested, plan)
const pace = quotient(due, plan)

/** What a unit, or the region, is ahead of its plans, in percentage points. */
const aheadOfPace: FigureRule<CountedProject> = (projects) => {
  const [done, wanted] = [completion(projects), pace(projects)]
  return {
    value: done.value && wanted.value ? multiply(subtract(done.value, wanted.value), exact(100)) : null,
    rows: wanted.rows,
  }
}

const byLight = (light: ProjectLight) => counted<CountedProject>((each) => each.light === light)
const WITH_MONTHS: readonly PeriodKind[] = ['year', 'half', 'quarter', 'first_two_months', 'month']

/** One figure of the library, and for which periods it can be told where not for any. */
export interface ProjectFigure {
  readonly unit: FigureUnit
  readonly rule: FigureRule<CountedProject>
  readonly periods?: readonly PeriodKind[]
}

/** The figures of the key projects of a year. A rate is a quotient of sums, not a mean of rates. */
export const PROJECT_FIGURES = {
  'key_projects.count': { unit: 'count', rule: every },
  'key_projects.provincial_count': { unit: 'count', rule: counted(({ levels }) => levels.includes('province')) },
  'key_projects.municipal_count': { unit: 'count', rule: counted(({ levels }) => levels.includes('city')) },
  'key_projects.total_investment': { unit: 'yuan', rule: summed(({ totalInvestment }) => whole(totalInvestment)) },
  'key_projects.year_plan': { unit: 'yuan', rule: plan },
  'key_projects.invested': { unit: 'yuan', rule: invested },
  'key_projects.invested_in_period': {
    unit: 'yuan',
    rule: summed(({ investedInPeriod }) => whole(investedInPeriod)),
    periods: WITH_MONTHS,
  },
  'key_projects.statistical_invested': { unit: 'yuan', rule: summed(({ statistical }) => whole(statistical)) },
  'key_projects.plan_to_date': { unit: 'yuan', rule: due },
  'key_projects.completion': { unit: 'ratio', rule: completion },
  'key_projects.pace': { unit: 'ratio', rule: pace },
  'key_projects.ahead_of_pace': { unit: 'points', rule: aheadOfPace },
  'key_projects.starts_of_year': { unit: 'count', rule: startsOfYear },
  'key_projects.starts_planned': { unit: 'count', rule: counted(({ isStartDue }) => isStartDue) },
  'key_projects.starts_done': { unit: 'count', rule: startsDone },
  'key_projects.start_rate': { unit: 'ratio', rule: quotient(startsDone, startsOfYear) },
  'key_projects.finishes_planned': { unit: 'count', rule: counted(({ isFinishDue }) => isFinishDue) },
  'key_projects.finished': { unit: 'count', rule: counted(({ isFinished }) => isFinished) },
  'key_projects.produced': { unit: 'count', rule: counted(({ isProduced }) => isProduced) },
  'key_projects.registered': { unit: 'count', rule: counted(({ isRegistered }) => isRegistered) },
  'key_projects.red_count': { unit: 'count', rule: byLight('red') },
  'key_projects.yellow_count': { unit: 'count', rule: byLight('yellow') },
  'key_projects.green_count': { unit: 'count', rule: byLight('green') },
} as const satisfies Readonly<Record<FigureId, ProjectFigure>>
