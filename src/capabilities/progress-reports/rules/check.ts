import { type Day, isDay } from '../../../kernel/day.ts'
import { lastDay, type Period } from '../../../kernel/period.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { Known, ReportBody, ReportField, ReportKind } from '../contract.ts'
import { opensOn } from './periods.ts'

const NEEDED = {
  month: ['investedInPeriod', 'investedThisYear', 'physicalProgress', 'yearForecast', 'nextPlan'],
  week: ['physicalProgress', 'nextPlan'],
} as const satisfies Record<ReportKind, readonly ReportField[]>

/** What a report is checked against when it is sent. */
export interface Sending {
  readonly kind: ReportKind
  readonly period: Period
  readonly known: Known
  readonly today: Day
}

/**
 * Everything that keeps a report from being sent: what is missing, what does not add up with what is held and is not explained, what lies
 * behind the plan without a reason. Codes `progress_reports.*`, paths under `body`; empty where it may go.
 */
export function problemsOfReport(body: ReportBody, sending: Sending): readonly Problem[] {
  const { period, today } = sending
  if (opensOn(period) > today)
    return [problem('progress_reports.period_ahead', { period, day: opensOn(period) }, ['period'])]
  return [
    ...missing(body, sending),
    ...figures(body, sending),
    ...slips(body, sending),
    ...nodes(body, sending),
    ...promises(body, sending),
  ]
}

function missing(body: ReportBody, { kind }: Sending): readonly Problem[] {
  return NEEDED[kind]
    .filter((field) => body[field] === null || body[field] === '')
    .map((field) => problem('progress_reports.field_missing', { field }, ['body', field]))
}

function figures(body: ReportBody, { known }: Sending): readonly Problem[] {
  const found: Problem[] = []
  const { investedInPeriod: inPeriod, investedThisYear: cumulative, yearForecast, physicalShare } = body
  const isExplained = body.adjustReason !== ''
  if (inPeriod !== null && cumulative !== null && inPeriod > cumulative)
    found.push(problem('progress_reports.period_above_year', {}, ['body', 'investedInPeriod']))
  else if (inPeriod !== null && cumulative !== null && known.base && !isExplained) {
    const expected = known.base.amount + inPeriod
    if (expected !== cumulative)
      found.push(
        problem('progress_reports.sum_differs', { before: known.base.amount, expected, given: cumulative }, [
          'body',
          'investedThisYear',
        ]),
      )
  }
  if (yearForecast !== null && cumulative !== null && yearForecast < cumulative)
    found.push(problem('progress_reports.forecast_below_done', {}, ['body', 'yearForecast']))
  if (physicalShare !== null && known.physicalBefore !== null && physicalShare < known.physicalBefore && !isExplained)
    found.push(
      problem('progress_reports.works_went_back', { before: Math.round(known.physicalBefore * 1000) / 10 }, [
        'body',
        'physicalShare',
      ]),
    )
  return found
}

function slips(body: ReportBody, { kind, known }: Sending): readonly Problem[] {
  if (kind === 'week') return []
  if (body.slipReason === 'other' && body.slipText === '')
    return [problem('progress_reports.slip_text_missing', {}, ['body', 'slipText'])]
  const { plannedToDate } = known
  const isBehind = plannedToDate !== null && body.investedThisYear !== null && body.investedThisYear < plannedToDate
  return isBehind && body.slipReason === null
    ? [problem('progress_reports.slip_reason_missing', { planned: plannedToDate }, ['body', 'slipReason'])]
    : []
}

function nodes(body: ReportBody, { period, today }: Sending): readonly Problem[] {
  return body.nodes.flatMap((node, index) => {
    if (node.doneOn !== null && node.doneOn > today)
      return [
        problem('progress_reports.node_ahead', { name: node.name, day: node.doneOn }, [
          'body',
          'nodes',
          index,
          'doneOn',
        ]),
      ]
    const isMissed = node.doneOn === null && node.plannedOn <= lastDay(period) && node.plannedOn < today
    return isMissed && node.reason === ''
      ? [problem('progress_reports.node_reason_missing', { name: node.name }, ['body', 'nodes', index, 'reason'])]
      : []
  })
}

function promises(body: ReportBody, { today }: Sending): readonly Problem[] {
  return body.problems.flatMap(({ promise, promiseId }, index) =>
    promise !== null && promiseId === null && isDay(promise.dueOn) && promise.dueOn < today
      ? [
          problem('progress_reports.promise_past', { day: promise.dueOn }, [
            'body',
            'problems',
            index,
            'promise',
            'dueOn',
          ]),
        ]
      : [],
  )
}
