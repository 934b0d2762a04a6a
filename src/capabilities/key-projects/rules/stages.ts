import { type EvidenceKind, type MoveActor, type MoveGuard, type ProjectBody, STAGES, type Stage } from '../contract.ts'

/** One line of the stage table: where to, who moves, on which conditions, and what must be shown. */
export interface StageRule {
  readonly to: Stage
  readonly actor: MoveActor
  readonly guards: readonly MoveGuard[]
  /** Each line needs evidence of one of its kinds. */
  readonly evidence: readonly (readonly EvidenceKind[])[]
  /** The way of government-invested projects, or of all others; both where it is not said. */
  readonly way?: 'government' | 'enterprise'
}

const PAUSE: StageRule = {
  to: 'paused',
  actor: 'reform_bureau',
  guards: ['pause_reason_given', 'reason_given'],
  evidence: [['decision']],
}
const END: StageRule = {
  to: 'ended',
  actor: 'county_meeting',
  guards: ['reason_given'],
  evidence: [['meeting_minutes']],
}
const ESTABLISH = {
  to: 'established',
  actor: 'approval_bureau',
  guards: ['content_known', 'code_present', 'establishment_fits'],
  evidence: [['approval_document']],
} as const satisfies StageRule

/**
 * The stage table: every move there is, by the stage it leaves. Evidence is what the offices of the field ask for; a ceremony is no
 * evidence of a start, and only a formal contract is a signing. Government-invested projects go from the reserve to their approval.
 */
export const STAGE_TABLE: Readonly<Record<Stage, readonly StageRule[]>> = {
  reserve: [
    {
      to: 'negotiating',
      actor: 'investment_bureau',
      guards: ['content_known', 'investor_named'],
      evidence: [['lead_registration']],
      way: 'enterprise',
    },
    { ...ESTABLISH, way: 'government' },
    PAUSE,
    END,
  ],
  negotiating: [
    {
      to: 'signed',
      actor: 'investment_bureau',
      guards: ['contract_formal', 'no_open_duplicate'],
      evidence: [['contract'], ['legal_opinion']],
    },
    PAUSE,
    END,
  ],
  signed: [
    { to: 'landed', actor: 'investment_bureau', guards: ['company_registered'], evidence: [['site_agreement']] },
    PAUSE,
    END,
  ],
  landed: [ESTABLISH, PAUSE, END],
  established: [{ to: 'permits', actor: 'project_unit', guards: [], evidence: [['permit_checklist']] }, PAUSE, END],
  permits: [
    {
      to: 'started',
      actor: 'reform_bureau',
      guards: [],
      evidence: [['site_check'], ['construction_permit', 'permit_exemption']],
    },
    PAUSE,
    END,
  ],
  started: [{ to: 'under_construction', actor: 'project_unit', guards: [], evidence: [['physical_node']] }, PAUSE, END],
  under_construction: [
    { to: 'completed', actor: 'reform_bureau', guards: ['accepted_or_all_invested'], evidence: [] },
    PAUSE,
    END,
  ],
  completed: [
    {
      to: 'in_production',
      actor: 'industry_bureau',
      guards: [],
      evidence: [['first_sale', 'trial_run', 'put_to_use']],
    },
    PAUSE,
    END,
  ],
  in_production: [
    { to: 'design_output', actor: 'industry_bureau', guards: ['share_reached'], evidence: [['output_record']] },
    PAUSE,
    END,
  ],
  design_output: [END],
  paused: [
    ...STAGES.slice(0, STAGES.indexOf('design_output')).map(
      (to): StageRule => ({
        to,
        actor: 'reform_bureau',
        guards: ['back_where_it_stood'],
        evidence: [['resumption']],
      }),
    ),
    END,
  ],
  ended: [],
}

/** The chain from reserve to design output, without what stands beside it. */
export const CHAIN: readonly Stage[] = STAGES.slice(0, STAGES.indexOf('design_output') + 1)
const GOVERNMENT_SKIPS: ReadonlySet<Stage> = new Set(['negotiating', 'signed', 'landed'])

/** The way of a project: government-invested ones have no investor to be found. An investor not known yet goes the longer way. */
export function wayOf(investorType: ProjectBody['investorType']): 'government' | 'enterprise' {
  return investorType === 'government' ? 'government' : 'enterprise'
}

/** The stages a project of this investor passes, from reserve to design output. */
export function pathOf(investorType: ProjectBody['investorType']): readonly Stage[] {
  return wayOf(investorType) === 'government' ? CHAIN.filter((stage) => !GOVERNMENT_SKIPS.has(stage)) : CHAIN
}

/** The moves the table has from a stage for the way of a project; out of a pause only back to where it stood. */
export function movesFrom(
  stage: Stage,
  investorType: ProjectBody['investorType'],
  stageLeft: Stage | null,
): readonly StageRule[] {
  const way = wayOf(investorType)
  return STAGE_TABLE[stage].filter(
    (rule) =>
      (rule.way === undefined || rule.way === way) &&
      (stage !== 'paused' || rule.to === 'ended' || rule.to === (stageLeft ?? 'reserve')),
  )
}

/** The stage that counts for what is reached: of a paused or ended project the one it left. */
export function reachedStage(stage: Stage, stageLeft: Stage | null): Stage {
  return stage === 'paused' || stage === 'ended' ? (stageLeft ?? 'reserve') : stage
}

/** Whether a project has come at least as far as a stage of the chain. */
export function hasReached(project: { readonly stage: Stage; readonly stageLeft: Stage | null }, mark: Stage): boolean {
  return CHAIN.indexOf(reachedStage(project.stage, project.stageLeft)) >= CHAIN.indexOf(mark)
}
