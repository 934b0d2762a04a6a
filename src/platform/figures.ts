import { compareDays, type Day, dayOf } from '../kernel/day.ts'
import { type FigureRule, figureText } from '../kernel/figure-rules.ts'
import {
  ANY_PERIOD,
  type FigureAnswer,
  type FigureId,
  type FigureRef,
  type FigureSpec,
  type FigureUnit,
  type FigureWords,
  type ListCell,
  type ListSpec,
  type ListWords,
  readFigureRef,
} from '../kernel/figures.ts'
import type { WrittenLocale } from '../kernel/language.ts'
import { lastDay, type Period, type PeriodKind, periodKind } from '../kernel/period.ts'
import type { OperationContext } from './run-operation.ts'

/** Of what a figure is asked: a unit by its id, or `null` for the region as a whole. */
export type FigureSubject = string | null

/** A row of a list by the keys of its columns. */
export type ListRow = Readonly<Record<string, ListCell>>

/**
 * A figure with the one who answers it: one question for many subjects, each of which is answered. A unit is told with the units below it and those
 * merged into it. Asked by neighbours for the whole region, whatever the reach of the reader; what is not released yet is not told.
 */
export interface FigureTeller {
  readonly spec: FigureSpec
  readonly words: Readonly<Record<WrittenLocale, FigureWords>>
  /** `param` where the spec asks for one. */
  readonly tell: (
    ctx: OperationContext,
    period: Period,
    subjects: readonly FigureSubject[],
    param?: string,
  ) => Promise<ReadonlyMap<FigureSubject, FigureAnswer>>
  /** What may be given as `param` in a year, with its name; where the spec asks for one. */
  readonly params?: (ctx: OperationContext, year: number) => Promise<readonly FigureParam[]>
}

/** Something a figure can be told, by the name people know it by. */
export interface FigureParam {
  readonly param: string
  readonly name: string
}

/** A list with the one who answers it, in a settled order. With a unit: only what belongs to it, units below it included. */
export interface ListTeller {
  readonly spec: ListSpec
  readonly words: Readonly<Record<WrittenLocale, ListWords>>
  readonly tell: (ctx: OperationContext, period: Period, subject?: FigureSubject) => Promise<readonly ListRow[]>
}

/** One number wanted: which figure, when, of whom. */
export interface FigureQuestion {
  readonly ref: FigureRef
  readonly period: Period
  readonly subject: FigureSubject
}

/** Why a question cannot be asked: nobody tells the figure, not of this subject, not for this kind of period, its parameter is missing or has no place. */
export type FigureFault = 'unknown' | 'not_of_subject' | 'not_for_period' | 'param_wanted' | 'param_unwanted'

/** What is wrong with a question, or nothing. Whether an indicator of that code exists only the ledger knows. */
export function faultOfQuestion(
  tellers: readonly FigureTeller[],
  { ref, period, subject }: FigureQuestion,
): FigureFault | undefined {
  const { id, param } = readFigureRef(ref)
  const spec = tellers.find((each) => each.spec.id === id)?.spec
  if (!spec) return 'unknown'
  if (!spec.of.includes(subject === null ? 'region' : 'unit')) return 'not_of_subject'
  if (!spec.periods.includes(periodKind(period))) return 'not_for_period'
  if (spec.param !== undefined && param === undefined) return 'param_wanted'
  return spec.param === undefined && param !== undefined ? 'param_unwanted' : undefined
}

/** Answers questions in their order, each figure and period asked once for all its subjects; `null` where a question cannot be asked. */
export async function tellFigures(
  tellers: readonly FigureTeller[],
  ctx: OperationContext,
  questions: readonly FigureQuestion[],
): Promise<readonly (FigureAnswer | null)[]> {
  const keyOf = ({ ref, period }: FigureQuestion) => `${period} ${ref}`
  const asked = new Map<string, FigureQuestion[]>()
  for (const each of questions)
    if (faultOfQuestion(tellers, each) === undefined) asked.set(keyOf(each), [...(asked.get(keyOf(each)) ?? []), each])
  const answers = new Map<string, ReadonlyMap<FigureSubject, FigureAnswer>>()
  for (const [key, same] of asked) {
    const [{ ref, period } = { ref: '', period: '' as Period }] = same
    const { id, param } = readFigureRef(ref)
    const subjects = [...new Set(same.map((each) => each.subject))]
    const teller = tellers.find((each) => each.spec.id === id)
    if (teller) answers.set(key, await teller.tell(ctx, period, subjects, param))
  }
  return questions.map((each) => answers.get(keyOf(each))?.get(each.subject) ?? null)
}

/** The same operation, reading the whole region: what figures and lists are told from. */
export function inWholeRegion(ctx: OperationContext): OperationContext {
  return { ...ctx, scope: { ...ctx.scope, reach: 'region' } }
}

/** How figures of a capability are told by adding up its records, each of which belongs to one unit. */
export interface AddingUp<F> {
  /** The figures by id; those not told otherwise for any period. */
  readonly figures: Readonly<Record<FigureId, AddedFigure<F>>>
  readonly words: Readonly<Record<WrittenLocale, Readonly<Record<string, FigureWords>>>>
  /** The records a period is counted from, in the whole region. */
  readonly read: (ctx: OperationContext, period: Period) => Promise<readonly F[]>
  readonly unitOf: (fact: F) => string | null
  /** Units with those below them and merged into them, on a day. */
  readonly unitsBelow: (
    ctx: OperationContext,
    unitIds: readonly string[],
    day: Day,
  ) => Promise<ReadonlyMap<string, readonly string[]>>
  /** Until when the records tell, at most the last day of the period and today; that day itself where it is left out. */
  readonly asOf?: (facts: readonly F[], until: Day) => Day | null
  /** Where the records of some units, or of all, are seen. */
  readonly path: (id: FigureId, period: Period, unitIds: readonly string[] | null) => `/${string}`
}

/** One figure that is added up. */
export interface AddedFigure<F> {
  readonly unit: FigureUnit
  readonly rule: FigureRule<F>
  readonly periods?: readonly PeriodKind[]
}

/** The tellers of figures that are added up. */
export function addUp<F>({
  figures,
  words,
  read,
  unitOf,
  unitsBelow,
  asOf,
  path,
}: AddingUp<F>): readonly FigureTeller[] {
  return (Object.entries(figures) as [FigureId, AddedFigure<F>][]).map(([id, { unit, rule, periods }]) => ({
    spec: { id, unit, of: ['region', 'unit'], periods: periods ?? ANY_PERIOD },
    words: wordsOf(words, id),
    tell: async (narrow, period, subjects) => {
      const ctx = inWholeRegion(narrow)
      const until = earlierDay(lastDay(period), dayOf(ctx.now))
      const facts = await read(ctx, period)
      const below = await unitsBelow(
        ctx,
        subjects.flatMap((subject) => subject ?? []),
        until,
      )
      return new Map(
        subjects.map((subject) => {
          const units = subject === null ? null : (below.get(subject) ?? [subject])
          const own = ofUnits(facts, units, unitOf)
          const { value, rows } = rule(own)
          const answer: FigureAnswer = {
            value: figureText(value),
            unitText: null,
            asOf: asOf ? asOf(own, until) : until,
            rows,
            path: path(id, period, units),
          }
          return [subject, answer]
        }),
      )
    },
  }))
}

/** How a list of a capability is told. */
export interface ListTelling {
  readonly id: FigureId
  /** The columns in order, each with its unit. */
  readonly columns: Readonly<Record<string, ListSpec['columns'][number]['unit']>>
  readonly words: Readonly<Record<WrittenLocale, Readonly<Record<string, ListWords>>>>
  readonly unitsBelow: AddingUp<never>['unitsBelow']
  /** The rows in order: of some units, or of the whole region. */
  readonly rows: (ctx: OperationContext, period: Period, units: readonly string[] | null) => Promise<readonly ListRow[]>
}

/** The teller of a list. */
export function tellList({ id, columns, words, unitsBelow, rows }: ListTelling): ListTeller {
  return {
    spec: { id, columns: Object.entries(columns).map(([key, unit]) => ({ key, unit })), periods: ANY_PERIOD },
    words: wordsOf(words, id),
    tell: async (narrow, period, subject = null) => {
      const ctx = inWholeRegion(narrow)
      if (subject === null) return rows(ctx, period, null)
      const below = await unitsBelow(ctx, [subject], earlierDay(lastDay(period), dayOf(ctx.now)))
      return rows(ctx, period, below.get(subject) ?? [subject])
    },
  }
}

/** The words of one figure or list in every hand-written language; a name that has none is a bug. */
export function wordsOf<W>(
  words: Readonly<Record<WrittenLocale, Readonly<Record<string, W>>>>,
  id: string,
): Readonly<Record<WrittenLocale, W>> {
  const [zh, en] = [words['zh-CN'][id], words.en[id]]
  if (zh === undefined || en === undefined) throw new Error(`no words for ${id}`)
  return { 'zh-CN': zh, en }
}

/** The records that belong to some units; all of them for the whole region (`null`). */
export function ofUnits<F>(
  facts: readonly F[],
  units: readonly string[] | null,
  unitOf: (fact: F) => string | null,
): readonly F[] {
  if (units === null) return facts
  const wanted = new Set(units)
  return facts.filter((fact) => {
    const unit = unitOf(fact)
    return unit !== null && wanted.has(unit)
  })
}

/** The earlier of two days. */
export function earlierDay(one: Day, other: Day): Day {
  return compareDays(one, other) < 0 ? one : other
}
