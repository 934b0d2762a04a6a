import { exact } from '../../../kernel/exact.ts'
import { counted, type FigureRule, quotient } from '../../../kernel/figure-rules.ts'
import type { FigureId, FigureUnit } from '../../../kernel/figures.ts'
import type { ItemState, Standing } from '../contract.ts'
import { RUNNING_STATES } from './states.ts'
import { medianOf } from './statistics.ts'

/** What happened in a period, or stood at its end, each with the unit it counts for. */
export type LoopFact =
  | { readonly kind: 'raised' | 'assigned'; readonly unitId: string | null }
  | {
      readonly kind: 'closing'
      readonly unitId: string | null
      readonly usedDays: number
      readonly isLate: boolean
      readonly isFalse: boolean
    }
  | {
      readonly kind: 'standing'
      readonly unitId: string | null
      readonly state: ItemState
      readonly isOverdue: boolean
    }
  | { readonly kind: 'promise'; readonly unitId: string | null; readonly standing: Standing }

/** States in which an item is out of the hands of those who settle it: it waits for a date or for the level above. */
const ASIDE: readonly ItemState[] = ['suspended', 'level_above']

/** Whether an item was beyond its deadline at an instant. */
export function isOverdueAt(item: { readonly state: ItemState; readonly due_at: Date | null }, at: Date): boolean {
  return RUNNING_STATES.includes(item.state) && item.due_at !== null && item.due_at < at
}

const of = (kind: LoopFact['kind']) => counted<LoopFact>((fact) => fact.kind === kind)
const closings = counted<LoopFact>((fact) => fact.kind === 'closing' && !fact.isFalse)
const closedInTime = counted<LoopFact>((fact) => fact.kind === 'closing' && !fact.isFalse && !fact.isLate)
const isDue = (fact: LoopFact) => fact.kind === 'promise' && fact.standing !== 'open'
const promisesDue = counted<LoopFact>(isDue)
const promisesKept = counted<LoopFact>((fact) => fact.kind === 'promise' && fact.standing === 'kept')

/** The median of the working days closings took that were not false ones. */
const closingDays: FigureRule<LoopFact> = (facts) => {
  const days = facts.flatMap((fact) => (fact.kind === 'closing' && !fact.isFalse ? [fact.usedDays] : []))
  const median = medianOf(days)
  return { value: median === null ? null : exact(String(median)), rows: days.length }
}

/**
 * The figures of the closed loop. Closings are counted in the period they were made in, without those that turned out false; a promise is due
 * once its last day is over or something became of it.
 */
export const LOOP_FIGURES = {
  'obstacles.raised': { unit: 'count', rule: of('raised') },
  'obstacles.assigned': { unit: 'count', rule: of('assigned') },
  'obstacles.closed': { unit: 'count', rule: closings },
  'obstacles.closed_late': {
    unit: 'count',
    rule: counted((fact) => fact.kind === 'closing' && !fact.isFalse && fact.isLate),
  },
  'obstacles.closed_on_time': { unit: 'ratio', rule: quotient(closedInTime, closings) },
  'obstacles.closing_days': { unit: 'days', rule: closingDays },
  'obstacles.false_closings': { unit: 'count', rule: counted((fact) => fact.kind === 'closing' && fact.isFalse) },
  'obstacles.open': { unit: 'count', rule: counted((fact) => fact.kind === 'standing' && !ASIDE.includes(fact.state)) },
  'obstacles.overdue': { unit: 'count', rule: counted((fact) => fact.kind === 'standing' && fact.isOverdue) },
  'obstacles.promises_due': { unit: 'count', rule: promisesDue },
  'obstacles.promises_kept': { unit: 'count', rule: promisesKept },
  'obstacles.promise_rate': { unit: 'ratio', rule: quotient(promisesKept, promisesDue) },
} as const satisfies Readonly<Record<FigureId, { readonly unit: FigureUnit; readonly rule: FigureRule<LoopFact> }>>
