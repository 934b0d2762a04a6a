import type { FigureAnswer, FigureSpec, ListCell, ListSpec } from '../kernel/figures.ts'
import type { Period } from '../kernel/period.ts'
import type { OperationContext } from './run-operation.ts'

/** Of what a figure is asked: a unit by its id, or `null` for the region as a whole. */
export type FigureSubject = string | null

/**
 * A figure with the one who answers it: one question for many subjects. Asked by neighbours for the whole region, whatever the reach of the reader;
 * what is not released yet is not told.
 */
export interface FigureTeller {
  readonly spec: FigureSpec
  readonly tell: (
    ctx: OperationContext,
    period: Period,
    subjects: readonly FigureSubject[],
  ) => Promise<ReadonlyMap<FigureSubject, FigureAnswer>>
}

/** A list with the one who answers it, in a settled order. */
export interface ListTeller {
  readonly spec: ListSpec
  readonly tell: (ctx: OperationContext, period: Period) => Promise<readonly Readonly<Record<string, ListCell>>[]>
}
