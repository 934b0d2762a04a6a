import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { Role } from '../../../kernel/permissions.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Claim, IndicatorBody } from '../contract.ts'

type Sourced = Pick<IndicatorBody, 'statistical' | 'sourceUnitId'>

/** A post a person acts by: its unit and role. */
export interface Standing {
  readonly unitId: string
  readonly role: Role
}

/** Whose posts enter a figure: of statistical indicators the statistics bureau's alone. */
const ENTERING_ROLES = {
  statistical: ['statistics_bureau'],
  administrative: ['statistics_bureau', 'department', 'township'],
} as const satisfies Record<string, readonly Role[]>

const SEES_BEFORE_RELEASE: readonly Role[] = ['chief_leader', 'sponsoring_leader']

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
export function checkMayEnter(indicator: Sourced, standings: readonly Standing[]): Outcome<Standing> {
  const own = standings.filter((each) => each.unitId === indicator.sourceUnitId)
  if (own.length === 0) return fail(problem('targets.not_source_unit', undefined, ['indicatorId']))
  const roles: readonly Role[] = ENTERING_ROLES[indicator.statistical ? 'statistical' : 'administrative']
  const standing = own.find((each) => roles.includes(each.role))
  if (standing) return ok(standing)
  return fail(
    problem(indicator.statistical ? 'targets.statistics_only' : 'targets.not_source_unit', undefined, ['indicatorId']),
  )
}

/** Whether a figure not released yet may be seen: by leaders and by its source unit. */
export function maySeeUnreleased(indicator: Sourced, standings: readonly Standing[]): boolean {
  return standings.some((each) => SEES_BEFORE_RELEASE.includes(each.role) || each.unitId === indicator.sourceUnitId)
}

/**
 * The value a claim becomes an actual with. A claim that gives a bound or a rough size (突破, 约) needs the exact value said. Refuses
 * `targets.claim_not_open`, `targets.claim_is_vague`, and what `checkMayEnter` refuses.
 */
export function adoptClaim(
  claim: Pick<Claim, 'state' | 'comparator' | 'value'>,
  exactValue: string | null,
  indicator: Sourced,
  standings: readonly Standing[],
): Outcome<string> {
  const allowed = checkMayEnter(indicator, standings)
  if (!allowed.ok) return allowed
  if (claim.state !== 'open') return fail(problem('targets.claim_not_open', { state: claim.state }))
  const value = exactValue ?? (PLAIN.includes(claim.comparator) ? claim.value : null)
  return value === null
    ? fail(problem('targets.claim_is_vague', { comparator: claim.comparator }, ['value']))
    : ok(value)
}
