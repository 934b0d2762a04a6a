import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { CampaignAction, CampaignState, TargetAction, TargetState } from '../contract.ts'

/** 草拟 → 征求意见 → 审定 → 下达 → 年终核定 → 归档. `null` keeps the state (edit, revise) or removes a draft (discard). */
const NEXT = {
  draft: { edit: null, consult: 'consulting', approve: 'approved', discard: null },
  consulting: { edit: null, approve: 'approved', sendBack: 'draft', withdraw: 'withdrawn' },
  approved: { issue: 'issued', sendBack: 'draft', withdraw: 'withdrawn' },
  issued: { revise: null, settle: 'settled', withdraw: 'withdrawn' },
  settled: { archive: 'archived' },
  archived: {},
  withdrawn: { restore: 'draft' },
} as const satisfies Record<TargetState, Partial<Record<TargetAction, TargetState | null>>>

/** Which permission an action takes: the approving body decides what binds, the offices do the rest. */
export const PERMISSION_OF_ACTION = {
  edit: 'targets.manage',
  consult: 'targets.manage',
  approve: 'targets.approve',
  sendBack: 'targets.approve',
  issue: 'targets.approve',
  revise: 'targets.approve',
  settle: 'targets.approve',
  archive: 'targets.manage',
  withdraw: 'targets.manage',
  restore: 'targets.manage',
  discard: 'targets.manage',
} as const satisfies Record<TargetAction, string>

/** The actions on a target in a state, for a person with these permissions. */
export function availableActions(state: TargetState, permissions: readonly string[]): readonly TargetAction[] {
  return (Object.keys(NEXT[state]) as TargetAction[]).filter((action) =>
    permissions.includes(PERMISSION_OF_ACTION[action]),
  )
}

/**
 * The state an action leads to. A restored target returns to `before`, the state it was withdrawn from. Refuses
 * `targets.action_not_possible`.
 */
export function stateAfter(
  state: TargetState,
  action: TargetAction,
  before: TargetState | null = null,
): Outcome<TargetState> {
  const row: Partial<Record<TargetAction, TargetState | null>> = NEXT[state]
  const next = row[action]
  if (next === undefined) return fail(problem('targets.action_not_possible', { state, action }))
  return ok(action === 'restore' && before !== null ? before : (next ?? state))
}

const CAMPAIGN_NEXT = {
  open: { edit: 'open', close: 'closed', withdraw: 'withdrawn' },
  closed: { reopen: 'open' },
  withdrawn: { restore: 'open' },
} as const satisfies Record<CampaignState, Partial<Record<CampaignAction, CampaignState>>>

/** The actions on a campaign in a state. */
export function campaignActions(state: CampaignState): readonly CampaignAction[] {
  return Object.keys(CAMPAIGN_NEXT[state]) as CampaignAction[]
}

/** The state an action on a campaign leads to. Refuses `targets.campaign_not_possible`. */
export function campaignStateAfter(state: CampaignState, action: CampaignAction): Outcome<CampaignState> {
  const row: Partial<Record<CampaignAction, CampaignState>> = CAMPAIGN_NEXT[state]
  const next = row[action]
  return next ? ok(next) : fail(problem('targets.campaign_not_possible', { state, action }))
}
