import { compare, exact } from '../../../kernel/exact.ts'
import type { Light, LightReason } from '../contract.ts'

const AFTER_MAKE_UP = { red: 'yellow', yellow: 'yellow', green: 'green', none: 'none' } as const satisfies Record<
  Light,
  Light
>

/** One month of a task, all figures cumulative: what was due by its end and what was done by then, `null` where it is not known. */
export interface MonthOfTask {
  readonly period: string
  readonly due: string
  readonly done: string | null
}

/** A missed month and the first later month by whose end its due was reached, `null` while it is not. */
export interface MissedMonth {
  readonly period: string
  readonly madeUpIn: string | null
}

/**
 * The light a month keeps once what it missed was made up later: red turns yellow, yellow stays, and nothing turns green, so that a
 * late month stays visible.
 * Source: the three-colour warning of Ouhai district, Wenzhou.
 */
export function lightOfMonthAfterMakeUp(light: Light): Light {
  return AFTER_MAKE_UP[light]
}

/** The reason of a made-up month: what it was and when it was made up. */
export function reasonOfMakeUp(was: Light, madeUpIn: string): LightReason {
  return { code: 'lights.reason_made_up', values: { was, madeUpIn } }
}

/** The months of a task, oldest first, that were missed, each with the month that made it up. A month not reported is neither missed nor makes up. */
export function listMissedMonths(months: readonly MonthOfTask[]): readonly MissedMonth[] {
  return months.flatMap((month, index) => {
    if (month.done === null || reaches(month.done, month.due)) return []
    const later = months.slice(index + 1).find((each) => each.done !== null && reaches(each.done, month.due))
    return [{ period: month.period, madeUpIn: later?.period ?? null }]
  })
}

function reaches(done: string, due: string): boolean {
  return compare(exact(done), exact(due)) >= 0
}
