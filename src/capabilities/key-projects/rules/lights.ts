import { addDays, type Day, dayOfMonth, daysBetween, lastDayOfMonth, monthOf, yearOf } from '../../../kernel/day.ts'
import { add, divide, type Exact, exact, multiply, ZERO } from '../../../kernel/exact.ts'
import { lastDay, type Period, periodIndex, periodYear } from '../../../kernel/period.ts'
import type { PauseReason, ProjectBody } from '../contract.ts'
import { monthOfYear, plannedByMonth } from './money.ts'
import { PAUSE_EFFECT } from './moves.ts'
import { yearProgress } from './project.ts'

/** What the light of a project depends on. */
export interface LightFacts
  extends Pick<
    ProjectBody,
    | 'stage'
    | 'planYear'
    | 'yearPlan'
    | 'monthlyPlan'
    | 'investedBeforeYear'
    | 'investedThisYear'
    | 'investedAsOf'
    | 'fundsInPlace'
    | 'totalInvestment'
    | 'plannedStartOn'
    | 'startedOn'
    | 'plannedCompletionOn'
    | 'completedOn'
  > {
  readonly investmentRegisteredOn: Day | null
  /** Why a paused project is paused, and since when. */
  readonly pauseReason: PauseReason | null
  readonly pausedOn: Day | null
}

/** A month of the reported ledger as lights see it, whole yuan. */
export interface LightMonth {
  readonly period: Period
  readonly thisYear: number
  readonly thisMonth: number | null
  readonly fundsInPlace: number | null
}

/** What is known of a project, as rules of lights take it: exact ratios, and other numbers by key. Null is not known. */
export interface LightMeasures {
  readonly completion: Exact | null
  readonly pace: Exact | null
  readonly values: Readonly<Record<string, Exact | null>>
}

/** Below this planned total a project is not registered in the investment statistics at all: 500万元, the statistical system of fixed-asset investment. */
const LEAST_REGISTERED = 5_000_000

/** Dimensions that later money does not make up: a start missed, a registration missed. */
export const NOT_MADE_UP: readonly string[] = ['start_missed', 'unregistered', 'delay']

/** What a record says beside its body that lights depend on. */
export type StandingFacts = Pick<LightFacts, 'investmentRegisteredOn' | 'pauseReason' | 'pausedOn'>

/** The facts lights depend on, out of a record: two records with the same facts show the same light on the same day. */
export function lightFacts(body: ProjectBody, standing: StandingFacts): LightFacts {
  const { stage, planYear, yearPlan, monthlyPlan, investedBeforeYear, investedThisYear, investedAsOf } = body
  const { fundsInPlace, totalInvestment, plannedStartOn, startedOn, plannedCompletionOn, completedOn } = body
  const money = { planYear, yearPlan, monthlyPlan, investedBeforeYear, investedThisYear, investedAsOf, fundsInPlace }
  const dates = { plannedStartOn, startedOn, plannedCompletionOn, completedOn }
  return { stage, totalInvestment, ...money, ...dates, ...standing }
}

/**
 * What is known of a project on the morning of `day`, for the rules of lights: the money of `month` against the plan (progress), months in
 * which the planned start was missed (start), months since the start without registration in the statistics (registration), funds in place
 * against what the plan needs by then (funds), days late to the next date planned (delay), and the task of the month alone. Whatever is not
 * known, or does not concern the project, is null. A project that ended is not judged, nor one paused by a decision from above; one paused for
 * a change of design is held to the pace of the month before the pause; one paused by its investor's fault is judged as if it were not.
 * Sources: the dimensions of 银川 2025 (开工、进度、入统、资金); the month's task of 三亚 2022 districts and 新晃 2015.
 */
export function measuresOn(facts: LightFacts, day: Day, month: LightMonth | undefined): LightMeasures {
  const isFrozen = facts.stage === 'paused' && pauseEffect(facts.pauseReason) === 'frozen'
  if (facts.stage === 'ended' || isFrozen) return { completion: null, pace: null, values: {} }
  const figure = { ...facts, investedThisYear: (month?.thisYear ?? null) as ProjectBody['investedThisYear'] }
  const { completion } = yearProgress({ ...figure, investedAsOf: month?.period ?? null })
  const { pace } = yearProgress({ ...figure, investedAsOf: month ? monthHeldTo(facts, month.period) : null })
  const funds = fundsMeasures(facts, month, pace)
  const task = taskMeasures(facts, month)
  return {
    completion,
    pace,
    values: {
      year_plan_yuan: facts.yearPlan === null ? null : exact(facts.yearPlan),
      start_missed: monthsMissed(facts.plannedStartOn, facts.startedOn, day),
      unregistered: monthsUnregistered(facts, day),
      delay: daysLate(facts, day),
      funds_completion: funds.completion,
      funds_pace: funds.pace,
      month_task_completion: task.completion,
      month_task_pace: task.pace,
      month_ratio_completion: task.completion,
      month_ratio_pace: task.pace,
    },
  }
}

function pauseEffect(reason: PauseReason | null): (typeof PAUSE_EFFECT)[PauseReason] {
  return reason === null ? 'full' : PAUSE_EFFECT[reason]
}

/** The month whose pace a figure is held to: its own, or the last one before a pause that holds the target where it was. */
function monthHeldTo({ stage, pauseReason, pausedOn }: LightFacts, month: Period): Period {
  if (stage !== 'paused' || pauseEffect(pauseReason) !== 'last_month' || pausedOn === null) return month
  const before = lastFullMonth(pausedOn)
  return before < month ? before : month
}

/**
 * Months that went by without the start that was planned in or before them: the month planned is the first one missed. 0 once started or
 * while the planned month is not over; null without a planned day.
 */
export function monthsMissed(plannedOn: Day | null, startedOn: Day | null, day: Day): Exact | null {
  if (startedOn !== null && startedOn <= day) return ZERO
  if (plannedOn === null) return null
  const over = addDays(day, -1)
  const isOver = dayOfMonth(over) === dayOfMonth(lastDayOfMonth(yearOf(over), monthOf(over)))
  const full = (yearOf(over) - yearOf(plannedOn)) * 12 + monthOf(over) - monthOf(plannedOn) + (isOver ? 1 : 0)
  return exact(Math.max(0, full))
}

/**
 * Months since the start without registration in the investment statistics, with their fraction; 0 once registered. Null where the works
 * have not begun or the planned total is below what the statistics take.
 */
export function monthsUnregistered(
  {
    startedOn,
    investmentRegisteredOn,
    totalInvestment,
  }: Pick<LightFacts, 'startedOn' | 'investmentRegisteredOn' | 'totalInvestment'>,
  day: Day,
): Exact | null {
  if (investmentRegisteredOn !== null && investmentRegisteredOn <= day) return ZERO
  if (startedOn === null || startedOn > day) return null
  if (totalInvestment !== null && totalInvestment < LEAST_REGISTERED) return null
  return monthsBetween(startedOn, day)
}

/** Months from one day to a later one: whole months, and the days beyond them as a share of the month they run in. */
export function monthsBetween(from: Day, to: Day): Exact {
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  const full = dayAfterMonths(from, months) <= to ? months : months - 1
  const begun = dayAfterMonths(from, full)
  const length = daysBetween(begun, dayAfterMonths(from, full + 1))
  return add(exact(full), divide(exact(daysBetween(begun, to)), exact(length)) ?? ZERO)
}

/** The same date some months later, or the last one of a month that has none such. */
function dayAfterMonths(from: Day, months: number): Day {
  const index = yearOf(from) * 12 + monthOf(from) - 1 + months
  const last = lastDayOfMonth(Math.floor(index / 12), (index % 12) + 1)
  return addDays(last, Math.min(0, dayOfMonth(from) - dayOfMonth(last)))
}

/** Whole days past the next date planned, below zero before it: of the start while it has not started, of the completion while it is not complete. */
function daysLate({ startedOn, plannedStartOn, completedOn, plannedCompletionOn }: LightFacts, day: Day): Exact | null {
  if (completedOn !== null && completedOn <= day) return null
  const planned = startedOn !== null && startedOn <= day ? plannedCompletionOn : plannedStartOn
  return planned === null ? null : exact(daysBetween(planned, day))
}

/** Funds in place against what was spent before the year and what the plan needs by now; both as shares of the need of the whole year. */
function fundsMeasures(facts: LightFacts, month: LightMonth | undefined, pace: Exact | null) {
  const inPlace = month?.fundsInPlace ?? null
  const { yearPlan, investedBeforeYear } = facts
  if (inPlace === null || !yearPlan || !pace) return { completion: null, pace: null }
  const before = exact(investedBeforeYear ?? 0)
  const whole = add(before, exact(yearPlan))
  return {
    completion: divide(exact(inPlace), whole) ?? null,
    pace: divide(add(before, multiply(exact(yearPlan), pace)), whole) ?? null,
  }
}

/** What the month alone did of what the plan gives it, both as shares of the year's plan. */
function taskMeasures({ yearPlan, monthlyPlan, planYear }: LightFacts, month: LightMonth | undefined) {
  const isOfPlan = month !== undefined && (planYear === null || planYear === periodYear(month.period))
  if (!isOfPlan || month.thisMonth === null || !yearPlan) return { completion: null, pace: null }
  const planned = plannedByMonth(yearPlan, monthlyPlan) ?? []
  const index = periodIndex(month.period) - 1
  const due = (planned[index] ?? 0) - (planned[index - 1] ?? 0)
  return {
    completion: divide(exact(month.thisMonth), exact(yearPlan)) ?? null,
    pace: divide(exact(due), exact(yearPlan)) ?? null,
  }
}

/** The last month that is over on a day. */
export function lastFullMonth(day: Day): Period {
  const before = addDays(day, 1 - dayOfMonth(day) - 1)
  return monthOfYear(yearOf(before), monthOf(before))
}

/** The morning after a month. */
export function morningAfter(month: Period): Day {
  return addDays(lastDay(month), 1)
}
