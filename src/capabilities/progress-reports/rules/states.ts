import type { ReportAction, ReportKind, ReportState } from '../contract.ts'

/** Who acts: those who fill in (unit, task force), the lead unit that checks, the project office; for a week the checkers confirm too. */
export type Side = 'filler' | 'checker' | 'office'

interface Step {
  readonly action: ReportAction
  readonly by: Side
  readonly to: ReportState
}

/**
 * Every step a report can take: 待填 → 已报 → 单位审核 → 重点办确认 → 锁定, 退回 from each check, 更正 as a new edition once it counts. A week
 * goes the short way: whoever leads the works confirms it. What was sent may be sent again until somebody has looked at it.
 */
const STEPS = {
  month: {
    due: [
      { action: 'fill', by: 'filler', to: 'due' },
      { action: 'submit', by: 'filler', to: 'submitted' },
    ],
    submitted: [
      { action: 'submit', by: 'filler', to: 'submitted' },
      { action: 'check', by: 'checker', to: 'unit_checked' },
      { action: 'return', by: 'checker', to: 'returned' },
    ],
    unit_checked: [
      { action: 'confirm', by: 'office', to: 'confirmed' },
      { action: 'return', by: 'office', to: 'returned' },
    ],
    returned: [
      { action: 'fill', by: 'filler', to: 'returned' },
      { action: 'submit', by: 'filler', to: 'submitted' },
    ],
    confirmed: [
      { action: 'lock', by: 'office', to: 'locked' },
      { action: 'correct', by: 'filler', to: 'due' },
    ],
    locked: [{ action: 'correct', by: 'filler', to: 'due' }],
  },
  week: {
    due: [
      { action: 'fill', by: 'filler', to: 'due' },
      { action: 'submit', by: 'filler', to: 'submitted' },
    ],
    submitted: [
      { action: 'submit', by: 'filler', to: 'submitted' },
      { action: 'confirm', by: 'checker', to: 'confirmed' },
      { action: 'return', by: 'checker', to: 'returned' },
    ],
    unit_checked: [],
    returned: [
      { action: 'fill', by: 'filler', to: 'returned' },
      { action: 'submit', by: 'filler', to: 'submitted' },
    ],
    confirmed: [
      { action: 'lock', by: 'office', to: 'locked' },
      { action: 'correct', by: 'filler', to: 'due' },
    ],
    locked: [{ action: 'correct', by: 'filler', to: 'due' }],
  },
} as const satisfies Record<ReportKind, Record<ReportState, readonly Step[]>>

/** Which sides a person stands on for one project, and whether they sent the report themselves. */
export interface Standing {
  readonly sides: readonly Side[]
  readonly isOwn: boolean
}

/**
 * What a person may do to a report: the screen shows it, the commands check it. Nobody but the office checks or confirms what they sent
 * themselves: four eyes.
 */
export function availableActions(
  kind: ReportKind,
  state: ReportState,
  { sides, isOwn }: Standing,
): readonly ReportAction[] {
  const steps: readonly Step[] = STEPS[kind][state]
  return steps
    .filter(({ by }) => sides.includes(by) || (by === 'checker' && sides.includes('office')))
    .filter(({ action }) => !(isOwn && LOOKS.has(action) && !sides.includes('office')))
    .map(({ action }) => action)
}

const LOOKS: ReadonlySet<ReportAction> = new Set(['check', 'confirm'])

/**
 * The state a step leads to; nothing where the state does not know it. A month without a lead unit apart from the one that reports has
 * nobody to check it: sent, it goes to the office at once.
 */
export function stateAfter(
  kind: ReportKind,
  state: ReportState,
  action: ReportAction,
  hasChecker: boolean,
): ReportState | undefined {
  const steps: readonly Step[] = STEPS[kind][state]
  const to = steps.find((step) => step.action === action)?.to
  return to === 'submitted' && kind === 'month' && !hasChecker ? 'unit_checked' : to
}

/** States in which a report has been sent and not come back. */
export const SENT: readonly ReportState[] = ['submitted', 'unit_checked', 'confirmed', 'locked']

/** States in which the figures of a report count. */
export const COUNTS: readonly ReportState[] = ['confirmed', 'locked']
