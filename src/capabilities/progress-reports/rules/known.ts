import { asYuan, type Yuan } from '../../../kernel/yuan.ts'
import { firstDay, lastDay, type Period, periodKind, periodYear } from '../../../kernel/period.ts'
import {
  type Known,
  type KnownFrom,
  type ReportBody,
  ReportBody as Body,
  type ReportField,
  type ReportNode,
  type Reuse,
} from '../contract.ts'
import { isFirstOfYear, monthIndex, periodBefore } from './periods.ts'

/** A report that was sent before, as far as the next one takes from it. */
export interface EarlierReport {
  readonly period: Period
  readonly body: Pick<
    ReportBody,
    'investedThisYear' | 'physicalShare' | 'physicalProgress' | 'fundsInPlace' | 'yearForecast' | 'nextInvestment'
  >
}

/** All that is held about a project when its report of `period` is opened. `earlier` are reports that end before or within the period. */
export interface KnownFacts {
  readonly period: Period
  readonly project: {
    readonly planYear: number | null
    readonly yearPlan: number | null
    readonly monthlyPlan: readonly number[] | null
    readonly investedThisYear: number | null
    readonly investedAsOf: string | null
    readonly fundsInPlace: number | null
    readonly physicalProgress: string
  }
  readonly earlier: readonly EarlierReport[]
  /** The year's money to the end of months, as the ledger of reported money has it. */
  readonly ledger: readonly { readonly period: Period; readonly amount: number }[]
  /** Nodes of the plan that fall into the period, and the names of those of the next one. */
  readonly nodes: readonly ReportNode[]
  readonly nextNodes: readonly string[]
}

/**
 * What need not be asked: the form as it opens, and where each field was taken from. The cumulative figure comes from the record or from
 * the weeks inside the month; works and funds from what was said last; the plan's money from the months of the plan, else month by month
 * alike (序时进度 m/12, the convention).
 */
export function knownOf(facts: KnownFacts): Known {
  const { period, project } = facts
  const from: Partial<Record<ReportField, KnownFrom>> = {}
  const isMonth = periodKind(period) === 'month'
  const earlier = facts.earlier.toSorted((one, other) => (lastDay(one.period) < lastDay(other.period) ? 1 : -1))
  const base = baseOf(facts, earlier)
  const take = <T>(field: ReportField, value: T | null | undefined, where: KnownFrom): T | null => {
    if (value === null || value === undefined || value === '' || from[field] !== undefined) return null
    from[field] = where
    return value
  }
  const cumulative = cumulativeOf(facts, earlier)
  const investedThisYear = take('investedThisYear', cumulative?.amount, cumulative?.from ?? 'record')
  const difference = investedThisYear !== null && base ? investedThisYear - base.amount : null
  const inPeriod = difference !== null && difference >= 0 ? asYuan(difference) : null
  const said = earlier[0]?.body
  const share = earlier.find(({ body }) => body.physicalShare !== null)?.body.physicalShare ?? null
  const works = said?.physicalProgress
    ? take('physicalProgress', said.physicalProgress, 'last_report')
    : take('physicalProgress', project.physicalProgress, 'record')
  const month = monthIndex(period)
  const plan = planOf(project, period)
  const forecast = earlier.find(({ body }) => body.yearForecast !== null && isOfYear(body, earlier, period))?.body
  const body = Body.parse({
    investedThisYear,
    investedInPeriod: take('investedInPeriod', inPeriod, cumulative?.from ?? 'record'),
    physicalShare: take('physicalShare', share, 'last_report'),
    physicalProgress: works ?? '',
    fundsInPlace: isMonth ? take('fundsInPlace', project.fundsInPlace, 'record') : null,
    yearForecast: !isMonth
      ? null
      : forecast
        ? take('yearForecast', forecast.yearForecast, 'last_report')
        : take('yearForecast', plan ? project.yearPlan : null, 'year_plan'),
    nextInvestment: isMonth ? take('nextInvestment', plan?.months?.[month], 'year_plan') : null,
    nextPlan: take('nextPlan', facts.nextNodes.join('；'), 'schedule') ?? '',
    nodes: facts.nodes,
  })
  const promised = earlier.find((each) => each.period === periodBefore(period))?.body.nextInvestment
  return {
    body,
    from,
    base,
    physicalBefore: share,
    plannedInPeriod: isMonth ? yuanOrNull(promised ?? plan?.months?.[month - 1]) : null,
    plannedToDate: isMonth && plan ? asYuan(plan.toDate) : null,
  }
}

function isOfYear(body: EarlierReport['body'], earlier: readonly EarlierReport[], period: Period): boolean {
  return earlier.some((each) => each.body === body && periodYear(each.period) === periodYear(period))
}

/** A cumulative figure of the year that is held somewhere. */
interface HeldSum {
  readonly period: Period
  readonly amount: number
  readonly from: KnownFrom
}

/** Every cumulative figure held in the year of the period, the latest first; of equal ones the record's before the ledger's and a report's. */
function heldSums({ period, project, ledger }: KnownFacts, earlier: readonly EarlierReport[]): readonly HeldSum[] {
  const { investedAsOf, investedThisYear } = project
  const sums: readonly HeldSum[] = [
    ...(investedAsOf !== null && investedThisYear !== null
      ? [{ period: investedAsOf as Period, amount: investedThisYear, from: 'record' as const }]
      : []),
    ...ledger.map((each) => ({ ...each, from: 'ledger' as const })),
    ...earlier.flatMap((each) =>
      each.body.investedThisYear === null || each.period === period
        ? []
        : [{ period: each.period, amount: each.body.investedThisYear, from: 'last_report' as const }],
    ),
  ]
  return sums
    .filter((each) => periodYear(each.period) === periodYear(period))
    .toSorted((one, other) =>
      lastDay(one.period) < lastDay(other.period) ? 1 : lastDay(one.period) > lastDay(other.period) ? -1 : 0,
    )
}

/** The year's money up to the period before: nothing in the year's first period, else the latest that is held. */
function baseOf(facts: KnownFacts, earlier: readonly EarlierReport[]): Known['base'] {
  const begins = firstDay(facts.period)
  const held = heldSums(facts, earlier).find((each) => lastDay(each.period) < begins)
  if (held) return { amount: asYuan(held.amount), period: held.period, from: held.from }
  return isFirstOfYear(facts.period) ? { amount: asYuan(0), period: null, from: 'record' } : null
}

/** The year's money to the end of the period, where it is already held. */
function cumulativeOf(facts: KnownFacts, earlier: readonly EarlierReport[]) {
  const { period } = facts
  const held = heldSums(facts, earlier).find(
    (each) => lastDay(each.period) >= firstDay(period) && lastDay(each.period) <= lastDay(period),
  )
  return held ? { amount: asYuan(held.amount), from: held.from } : null
}

/** The plan of the period's year: its months where they are given, and its money from January to the end of the period. */
function planOf({ planYear, yearPlan, monthlyPlan }: KnownFacts['project'], period: Period) {
  if (!yearPlan || (planYear ?? periodYear(period)) !== periodYear(period)) return undefined
  const months = monthIndex(period)
  const toDate = monthlyPlan
    ? monthlyPlan.slice(0, months).reduce((sum, each) => sum + each, 0)
    : Number((BigInt(yearPlan) * BigInt(months) + 6n) / 12n)
  return { months: monthlyPlan, toDate }
}

function yuanOrNull(value: number | null | undefined): Yuan | null {
  return value === null || value === undefined ? null : asYuan(value)
}

/** The fields a kind of report has, beside nodes and problems. */
export const FIELDS_OF = {
  month: [
    'investedInPeriod',
    'investedThisYear',
    'physicalShare',
    'physicalProgress',
    'fundsInPlace',
    'yearForecast',
    'nextInvestment',
    'nextPlan',
    'slipReason',
    'slipText',
    'adjustReason',
  ],
  week: ['investedInPeriod', 'investedThisYear', 'physicalShare', 'physicalProgress', 'nextPlan', 'adjustReason'],
} as const satisfies Record<'month' | 'week', readonly ReportField[]>

/**
 * How much of a report was held already: of the fields that say something and the nodes, those that stand as they were known. The
 * cumulative figure counts as held where it follows from the one before.
 */
export function reuseOf(kind: 'month' | 'week', body: ReportBody, known: Known): Reuse {
  const said = FIELDS_OF[kind].filter((field) => hasValue(body[field]))
  const follows =
    known.base !== null &&
    body.investedInPeriod !== null &&
    body.investedThisYear === known.base.amount + body.investedInPeriod
  const isHeld = (field: ReportField) =>
    (known.from[field] !== undefined && known.body[field] === body[field]) || (field === 'investedThisYear' && follows)
  const nodes = body.nodes.filter((node) => {
    const before = known.body.nodes.find((each) => each.nodeId === node.nodeId)
    return before !== undefined && before.doneOn === node.doneOn && node.reason === before.reason
  })
  return {
    asked: said.length + body.nodes.length,
    reused: said.filter(isHeld).length + nodes.length,
    changed: FIELDS_OF[kind].filter((field) => known.from[field] !== undefined && known.body[field] !== body[field]),
  }
}

function hasValue(value: unknown): boolean {
  return value !== null && value !== ''
}
