import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Claim, IndicatorBody } from '../contract.ts'

/** What a person may do with the figures of an indicator's source unit, as the permission matrix says for that unit. */
export interface EntryRights {
  readonly entersFigures: boolean
  readonly entersStatistics: boolean
}

/** Comparators that publish one figure; the others publish a bound or a rough size. */
const PLAIN: readonly Claim['comparator'][] = [
  '=',
  'increase_to',
  'reduce_to',
  'increase_by',
  'reduce_by',
  'growth',
  'rank',
]

/**
 * Who may enter or revise an actual figure, and adopt a published claim as one: a post of the source unit, and of the statistics bureau
 * where the indicator is statistical. Refuses `targets.not_source_unit` and `targets.statistics_only`.
 */
export function checkMayEnter(indicator: Pick<IndicatorBody, 'statistical'>, rights: EntryRights): Outcome<true> {
  if (indicator.statistical && !rights.entersStatistics)
    return fail(problem('targets.statistics_only', undefined, ['indicatorId']))
  return rights.entersFigures ? ok(true) : fail(problem('targets.not_source_unit', undefined, ['indicatorId']))
}

/**
 * The value a claim becomes an actual with. A claim that gives a bound or a rough size (突破, 约) needs the exact value said. Refuses
 * `targets.claim_not_open`, `targets.claim_is_vague`, and what `checkMayEnter` refuses.
 */
export function adoptClaim(
  claim: Pick<Claim, 'state' | 'comparator' | 'value' | 'upper'>,
  exactValue: string | null,
  indicator: Pick<IndicatorBody, 'statistical'>,
  rights: EntryRights,
): Outcome<string> {
  const allowed = checkMayEnter(indicator, rights)
  if (!allowed.ok) return allowed
  if (claim.state !== 'open') return fail(problem('targets.claim_not_open', { state: claim.state }))
  const isPlain = PLAIN.includes(claim.comparator) && claim.upper === null
  const value = exactValue ?? (isPlain ? claim.value : null)
  return value === null
    ? fail(problem('targets.claim_is_vague', { comparator: claim.comparator }, ['exactValue']))
    : ok(value)
}
