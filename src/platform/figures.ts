import {
  type FigureAnswer,
  type FigureRef,
  type FigureSpec,
  type FigureWords,
  type ListCell,
  type ListSpec,
  type ListWords,
  readFigureRef,
} from '../kernel/figures.ts'
import type { WrittenLocale } from '../kernel/language.ts'
import { type Period, periodKind } from '../kernel/period.ts'
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
