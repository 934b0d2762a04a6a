import { addDays, type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import { exact, multiply, toExactText, toNumber } from '../../../kernel/exact.ts'
import { type Period, periodYear } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { judgeAndKeep, listMissedMonths, type ShownLight, type SubjectPeriod } from '../../lights/public.ts'
import { excusesOn, type GrantedExcuse } from '../rules/excuses.ts'
import {
  lastFullMonth,
  lightFacts,
  type LightFacts,
  type LightMonth,
  measuresOn,
  morningAfter,
  NOT_MADE_UP,
  type StandingFacts,
} from '../rules/lights.ts'
import { type FigureOfMonth, monthAmounts, reportedFigure } from '../rules/money.ts'
import { yearProgress } from '../rules/project.ts'
import type { ProjectBody } from '../contract.ts'
import { listGranted } from '../store/excuses.ts'
import { type FigureRow, listLatestFigures } from '../store/money.ts'
import type { ProjectRow } from '../store/record.ts'
import { bodyOfRow, columnsOfLight } from '../store/shape.ts'

/** A project to judge: its facts, the reported months of its year by time, and the excuses granted to it. */
export interface ProjectToJudge {
  readonly id: string
  readonly facts: LightFacts
  readonly months: readonly LightMonth[]
  readonly excuses: readonly GrantedExcuse[]
}

/** The columns of a project's light. */
export type LightColumns = ReturnType<typeof columnsOfLight>

const SUBJECT = 'key_project'

/**
 * Judges projects as they stand today and keeps the light of every month of their ledger, of the months over the latest: each month by
 * what was known of it, a month made up later marked as such. Today's light judges the last figure in the place of its own month, with
 * start and registration as of today. Answers the columns of each project by id.
 */
export async function judgeProjects(
  ctx: OperationContext,
  projects: readonly ProjectToJudge[],
): Promise<ReadonlyMap<string, LightColumns>> {
  const today = dayOf(ctx.now)
  const subjects = projects.flatMap((project) => [...monthsToKeep(project, today), todayOf(project, today)])
  const shown = await judgeAndKeep(ctx, SUBJECT, subjects)
  const now = shown.filter((_, index) => subjects[index]?.isPassing)
  return new Map(projects.map((project, index) => [project.id, columnsOf(project, now[index] as ShownLight)] as const))
}

/** Judges a project that is just being entered. */
export async function judgeNew(ctx: OperationContext, id: string, body: ProjectBody): Promise<LightColumns> {
  const facts = lightFacts(body, { investmentRegisteredOn: null, pauseReason: null, pausedOn: null })
  const figure = reportedFigure(body)
  return judgeOne(ctx, { id, facts, months: monthsWith([], figure, judgedYear(facts, dayOf(ctx.now))), excuses: [] })
}

/**
 * Judges a project that is just being changed: `body` with the figure it now states beside the months of the ledger, `columns` what a move
 * writes with it. Nothing where no fact of the light changes: the light stands, and every night it is judged anew anyway.
 */
export async function judgeChanged(
  ctx: OperationContext,
  row: ProjectRow,
  body: ProjectBody,
  columns: Partial<Pick<ProjectRow, 'pause_reason' | 'stage_since' | 'investment_registered_on'>> = {},
): Promise<Partial<LightColumns>> {
  const before = factsOfRow(row)
  const facts = lightFacts(body, standingOf({ ...row, ...columns }))
  if (row.light_rule !== null && JSON.stringify(before) === JSON.stringify(facts)) return {}
  return judgeOne(ctx, await toJudge(ctx, row.id, facts, reportedFigure(body)))
}

/** Judges a project as its row and its ledger stand. */
export async function judgeRow(ctx: OperationContext, row: ProjectRow): Promise<LightColumns> {
  return judgeOne(ctx, await toJudge(ctx, row.id, factsOfRow(row), reportedFigure(bodyOfRow(row))))
}

/** The facts of a record as it is kept. */
export function factsOfRow(row: ProjectRow): LightFacts {
  return lightFacts(bodyOfRow(row), standingOf(row))
}

function standingOf(row: Pick<ProjectRow, 'investment_registered_on' | 'pause_reason' | 'stage_since'>): StandingFacts {
  return {
    investmentRegisteredOn: row.investment_registered_on as Day | null,
    pauseReason: row.pause_reason,
    pausedOn: row.stage_since as Day | null,
  }
}

async function toJudge(
  ctx: OperationContext,
  id: string,
  facts: LightFacts,
  figure: FigureOfMonth | undefined,
): Promise<ProjectToJudge> {
  const year = judgedYear(facts, dayOf(ctx.now))
  const rows = await listLatestFigures(ctx, [id], [year])
  const excuses = (await listGranted(ctx, [id])).get(id) ?? []
  return { id, facts, months: monthsWith(rows, figure, year), excuses }
}

async function judgeOne(ctx: OperationContext, project: ProjectToJudge): Promise<LightColumns> {
  return orBug((await judgeProjects(ctx, [project])).get(project.id))
}

function orBug<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a project was not judged')
  return value
}

/** The year a project is judged in: that of its plan, else of its figure, else the running one. */
export function judgedYear(facts: Pick<LightFacts, 'planYear' | 'investedAsOf'>, today: Day): number {
  return facts.planYear ?? (facts.investedAsOf === null ? yearOf(today) : Number(facts.investedAsOf.slice(0, 4)))
}

/** The reported months of a year by time, with the figure a record states now in the place of its month and of every later one. */
export function monthsWith(
  rows: readonly FigureRow[],
  figure: FigureOfMonth | undefined,
  year: number,
): readonly LightMonth[] {
  const known = rows
    .filter((row) => row.ledger === 'reported' && (!figure || row.period < figure.period))
    .map((row) => ({ period: row.period as Period, thisYear: row.this_year ?? 0, fundsInPlace: row.funds_in_place }))
  const stated = figure && periodYear(figure.period) === year ? [{ ...figure, thisYear: figure.thisYear ?? 0 }] : []
  const reported = [...known, ...stated].toSorted((one, other) => (one.period < other.period ? -1 : 1))
  const amounts = monthAmounts(reported)
  return reported.map(({ period, thisYear, fundsInPlace }, index) => ({
    period,
    thisYear,
    fundsInPlace,
    thisMonth: amounts[index] ?? null,
  }))
}

function monthsToKeep({ id, facts, months, excuses }: ProjectToJudge, today: Day): readonly SubjectPeriod[] {
  const last = lastFullMonth(today)
  const isLastThere = months.some((month) => month.period >= last)
  const madeUpIn = monthsMadeUp(facts, months)
  const kept = months.map((month): SubjectPeriod => {
    const morning = earlier(morningAfter(month.period), addDays(today, 1))
    return {
      subjectId: id,
      period: month.period,
      measures: { ...measuresOn(facts, morning, month), excuses: excusesOn(excuses, month.period) },
      madeUpIn: madeUpIn.get(month.period) ?? null,
      isOver: morningAfter(month.period) <= today,
      notMadeUp: NOT_MADE_UP,
    }
  })
  if (isLastThere) return kept
  const measures = { ...measuresOn(facts, morningAfter(last), undefined), excuses: excusesOn(excuses, last) }
  return [...kept, { subjectId: id, period: last, measures, isOver: true, notMadeUp: NOT_MADE_UP }]
}

/** The months whose due was reached only in a later month, with that month. */
function monthsMadeUp(facts: LightFacts, months: readonly LightMonth[]): ReadonlyMap<string, Period> {
  const tasks = months.flatMap((month) => {
    const { pace } = yearProgress({ ...facts, investedThisYear: month.thisYear as never, investedAsOf: month.period })
    if (!pace || !facts.yearPlan) return []
    return {
      period: month.period,
      due: toExactText(multiply(pace, exact(facts.yearPlan))),
      done: String(month.thisYear),
    }
  })
  return new Map(
    listMissedMonths(tasks).flatMap(({ period, madeUpIn }) =>
      madeUpIn ? [[period, madeUpIn as Period] as const] : [],
    ),
  )
}

function todayOf({ id, facts, months, excuses }: ProjectToJudge, today: Day): SubjectPeriod {
  const latest = months.at(-1)
  const period = latest?.period ?? (`${today.slice(0, 4)}-M${today.slice(5, 7)}` as Period)
  return {
    subjectId: id,
    period,
    measures: { ...measuresOn(facts, today, latest), excuses: excusesOn(excuses, monthOfDay(today)) },
    isPassing: true,
  }
}

function columnsOf({ facts }: ProjectToJudge, shown: ShownLight): LightColumns {
  const { completion, pace } = yearProgress(facts)
  return columnsOfLight({
    completion: completion && toNumber(completion),
    pace: pace && toNumber(pace),
    light: shown.light,
    reason: shown.reason,
    dimensions: shown.dimensions,
    rule: shown.rule,
  })
}

function monthOfDay(day: Day): Period {
  return `${day.slice(0, 4)}-M${day.slice(5, 7)}` as Period
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}
