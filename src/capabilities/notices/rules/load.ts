import { ASK_KINDS, type AskCount, type AskKind } from '../../../kernel/ask.ts'
import type { LoadCell } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }

/** A limit as rules see it; `unitId` null: of every unit. */
export interface Limit {
  readonly kind: AskKind
  readonly unitId: string | null
  readonly limit: number
  readonly source: string
}

/** Counts of several tellers as one a unit and kind. */
export function addCounts(counts: readonly AskCount[]): readonly AskCount[] {
  const sums = new Map<string, AskCount>()
  for (const each of counts) {
    const key = `${each.unitId} ${each.kind}`
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, asked: sum.asked + each.asked, held: sum.held + each.held } : each)
  }
  return [...sums.values()]
}

/**
 * What a unit was asked for against its limits, kind by kind: its own limit, else that of every unit, else, as our default after the rule that
 * papers and meetings of a year stay within those of the year before, what it was asked for last year; none where there was nothing.
 */
export function cellsOf(
  unitId: string,
  counts: readonly AskCount[],
  lastYear: readonly AskCount[],
  limits: readonly Limit[],
): readonly LoadCell[] {
  return ASK_KINDS.map((kind) => {
    const of = (all: readonly AskCount[]) => all.find((each) => each.unitId === unitId && each.kind === kind)
    const { asked, held } = of(counts) ?? { asked: 0, held: 0 }
    const set =
      limits.find((each) => each.kind === kind && each.unitId === unitId) ??
      limits.find((each) => each.kind === kind && each.unitId === null)
    const before = of(lastYear)?.asked ?? 0
    const limit = set?.limit ?? (before > 0 ? before : null)
    return {
      kind,
      asked,
      held,
      limit,
      source: set?.source ?? (limit === null ? '' : defaults.limitWithoutLine.source),
      share: limit === null || limit === 0 ? null : asked / limit,
      isOver: limit !== null && asked > limit,
    }
  })
}
