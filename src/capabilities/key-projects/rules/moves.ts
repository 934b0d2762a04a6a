import { compareDays, type Day, isDay } from '../../../kernel/day.ts'
import { divide, exact, compare } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type {
  Evidence,
  MoveActor,
  MoveGuard,
  MoveRequest,
  PathStep,
  PauseReason,
  PossibleMove,
  ProjectBody,
  ProjectStatistics,
  Stage,
} from '../contract.ts'
import { hasReached, movesFrom, pathOf, reachedStage, type StageRule } from './stages.ts'

/** What conditions of a move read of a project. */
export type MovingProject = Pick<
  ProjectBody,
  | 'stage'
  | 'scope'
  | 'totalInvestment'
  | 'investedBeforeYear'
  | 'investedThisYear'
  | 'investorType'
  | 'establishment'
  | 'enterprise'
  | 'creditCode'
  | 'projectCodes'
  | 'expectedOutput'
  | 'expectedTax'
  | 'startedOn'
  | 'completedOn'
  | 'producedOn'
> & {
  readonly stageLeft: Stage | null
  readonly stageSince: string | null
  /** Names of projects that may be the same and nobody has judged yet. */
  readonly openDuplicates: readonly string[]
}

type Asked = Pick<MoveRequest, 'to' | 'evidence' | 'contractType' | 'pauseReason' | 'achieved' | 'reason'>
type Guard = (project: MovingProject, asked: Asked) => Outcome<true> | 'asked'

const held = ok(true as const)
const problemOf = (guard: MoveGuard, params: Problem['params'] = {}) =>
  problem(`key_projects.guard_${guard}`, params, [GUARD_FIELD[guard]])
const unmet = (guard: MoveGuard, params: Problem['params'] = {}) => fail(problemOf(guard, params))

/** Where a person mends an unmet condition. */
const GUARD_FIELD = {
  content_known: 'to',
  investor_named: 'to',
  contract_formal: 'contractType',
  no_open_duplicate: 'to',
  company_registered: 'to',
  code_present: 'to',
  establishment_fits: 'to',
  accepted_or_all_invested: 'evidence',
  share_reached: 'achieved',
  pause_reason_given: 'pauseReason',
  reason_given: 'reason',
  back_where_it_stood: 'to',
} as const satisfies Record<MoveGuard, string>

const GUARDS: Readonly<Record<MoveGuard, Guard>> = {
  content_known: ({ scope, totalInvestment }) =>
    scope !== '' && totalInvestment !== null ? held : unmet('content_known'),
  investor_named: ({ enterprise }) => (enterprise === '' ? unmet('investor_named') : held),
  contract_formal: (_, { contractType }) =>
    contractType === null ? 'asked' : contractType === 'formal' ? held : unmet('contract_formal', { contractType }),
  no_open_duplicate: ({ openDuplicates }) =>
    openDuplicates.length === 0
      ? held
      : unmet('no_open_duplicate', { count: openDuplicates.length, names: openDuplicates.slice(0, 3).join('、') }),
  company_registered: ({ creditCode }) => (creditCode === null ? unmet('company_registered') : held),
  code_present: ({ projectCodes }) => (projectCodes.length === 0 ? unmet('code_present') : held),
  establishment_fits: ({ establishment, investorType }) =>
    establishment !== null && (investorType === 'government') === (establishment === 'approval')
      ? held
      : unmet('establishment_fits', {
          establishment: establishment ?? 'none',
          investor: investorType === 'government' ? 'government' : 'other',
        }),
  accepted_or_all_invested: (project, { evidence }) =>
    isAllInvested(project) || evidence.some((each) => each.kind === 'acceptance')
      ? held
      : unmet('accepted_or_all_invested'),
  share_reached: ({ expectedOutput, expectedTax }, { achieved }) => {
    if (achieved === null) return 'asked'
    const shares = [shareOf(achieved.output, expectedOutput), shareOf(achieved.tax, expectedTax)]
    const agreed = exact(achieved.agreedShare)
    return shares.some((share) => share && compare(share, agreed) >= 0)
      ? held
      : unmet('share_reached', { percent: Math.round(achieved.agreedShare * 10_000) / 100 })
  },
  pause_reason_given: (_, { pauseReason }) => (pauseReason === null ? 'asked' : held),
  reason_given: (_, { reason }) => (reason.length >= 2 ? held : 'asked'),
  back_where_it_stood: ({ stageLeft }, { to }) =>
    to === (stageLeft ?? 'reserve') ? held : unmet('back_where_it_stood', { stage: stageLeft ?? 'reserve' }),
}

function shareOf(done: number | null, expected: number | null) {
  return done === null || !expected ? undefined : divide(exact(done), exact(expected))
}

function isAllInvested(project: MovingProject): boolean {
  const { totalInvestment, investedBeforeYear, investedThisYear } = project
  return totalInvestment !== null && (investedBeforeYear ?? 0) + (investedThisYear ?? 0) >= totalInvestment
}

/** What a checked move writes into the record beside its stage. */
export interface MoveEffect {
  readonly rule: StageRule
  readonly startedOn: Day | null
  readonly completedOn: Day | null
  readonly producedOn: Day | null
  readonly stageLeft: Stage | null
  readonly pauseReason: PauseReason | null
}

/**
 * Checks a move against the stage table: there is such a move, its day is neither to come nor before the last one, every piece of
 * evidence is there and every condition holds. Answers what it writes, or every problem found, each naming the field that mends it:
 * `key_projects.no_such_move`, `key_projects.move_day`, `key_projects.evidence_missing` and one code a condition. Whether the
 * person may act for the actor of the move is the operation's to ask.
 */
export function checkMove(
  project: MovingProject,
  asked: Asked & { readonly on: Day },
  today: Day,
): Outcome<MoveEffect> {
  const rule = movesFrom(project.stage, project.investorType, project.stageLeft).find(({ to }) => to === asked.to)
  if (!rule)
    return fail(
      problem('key_projects.no_such_move', { from: project.stage, to: asked.to, next: nextText(project) }, ['to']),
    )
  const problems = [
    ...dayProblems(project, asked.on, today),
    ...missingEvidence(rule, asked.evidence),
    ...rule.guards.flatMap((guard) => {
      const found = GUARDS[guard](project, asked)
      return found === 'asked' ? [problemOf(guard)] : found.ok ? [] : found.problems
    }),
  ]
  const [first, ...rest] = problems
  if (first) return fail(first, ...rest)
  const standsBeside = asked.to === 'paused' || asked.to === 'ended'
  return ok({
    rule,
    startedOn: asked.to === 'started' ? asked.on : project.startedOn,
    completedOn: asked.to === 'completed' ? asked.on : project.completedOn,
    producedOn: asked.to === 'in_production' ? asked.on : project.producedOn,
    stageLeft: standsBeside ? reachedStage(project.stage, project.stageLeft) : null,
    pauseReason: asked.to === 'paused' ? asked.pauseReason : null,
  })
}

function nextText({ stage, investorType, stageLeft }: MovingProject): string {
  return movesFrom(stage, investorType, stageLeft)
    .map(({ to }) => to)
    .join(',')
}

function dayProblems({ stageSince }: MovingProject, on: Day, today: Day): readonly Problem[] {
  if (compareDays(on, today) > 0) return [problem('key_projects.move_day', { why: 'ahead', day: today }, ['on'])]
  return stageSince !== null && isDay(stageSince) && compareDays(on, stageSince) < 0
    ? [problem('key_projects.move_day', { why: 'before', day: stageSince }, ['on'])]
    : []
}

function missingEvidence(rule: StageRule, evidence: readonly Evidence[]): readonly Problem[] {
  const shown = new Set(evidence.map((each) => each.kind))
  return rule.evidence
    .filter((kinds) => !kinds.some((kind) => shown.has(kind)))
    .map((kinds) => problem('key_projects.evidence_missing', { kinds: kinds.join(',') }, ['evidence']))
}

/** The moves that are possible from here, with the state of each condition; `asked` ones depend on what is handed in. */
export function possibleMoves(
  project: MovingProject,
  mayActFor: (actor: MoveActor) => boolean,
): readonly PossibleMove[] {
  return movesFrom(project.stage, project.investorType, project.stageLeft).map(({ to, actor, guards, evidence }) => ({
    to,
    actor,
    mayMove: mayActFor(actor),
    guards: guards.map((guard) => {
      const found = GUARDS[guard](project, { to, ...NOTHING })
      const dependsOnEvidence = guard === 'accepted_or_all_invested'
      return {
        guard,
        state: found === 'asked' || (!found.ok && dependsOnEvidence) ? 'asked' : found.ok ? 'met' : 'unmet',
      }
    }),
    evidence: evidence.map((kinds) => [...kinds]),
  }))
}

const NOTHING: Omit<Asked, 'to'> = {
  evidence: [],
  contractType: null,
  pauseReason: null,
  achieved: null,
  reason: '',
}

/** The path a project goes with the days its stages were reached, as far as they are known. */
export function stagePath(
  project: Pick<MovingProject, 'stage' | 'stageLeft' | 'investorType'>,
  reached: ReadonlyMap<Stage, Day | null>,
): readonly PathStep[] {
  const here = reachedStage(project.stage, project.stageLeft)
  const path = pathOf(project.investorType)
  const steps = path.includes(here) ? path : pathOf(null)
  const place = steps.indexOf(here)
  return steps.map((stage, index) => ({
    stage,
    state: index < place ? 'done' : index === place ? 'current' : 'ahead',
    on: index <= place ? (reached.get(stage) ?? null) : null,
  }))
}

/**
 * The two registrations against the stage: in the investment statistics from the start on and not before its day, in the four-above
 * roster from production on. Problems `key_projects.registered_too_early` and `key_projects.four_above_too_early` name the field.
 */
export function registrationProblems(
  project: { readonly stage: Stage; readonly stageLeft: Stage | null; readonly startedOn: string | null },
  figures: Pick<ProjectStatistics, 'investmentRegisteredOn' | 'fourAboveOn'>,
): readonly Problem[] {
  const { investmentRegisteredOn, fourAboveOn } = figures
  const isBeforeStart =
    investmentRegisteredOn !== null && project.startedOn !== null && investmentRegisteredOn < project.startedOn
  return [
    ...(investmentRegisteredOn !== null && (!hasReached(project, 'started') || isBeforeStart)
      ? [
          problem('key_projects.registered_too_early', { stage: project.stage, startedOn: project.startedOn ?? '' }, [
            'investmentRegisteredOn',
          ]),
        ]
      : []),
    ...(fourAboveOn !== null && !hasReached(project, 'in_production')
      ? [problem('key_projects.four_above_too_early', { stage: project.stage }, ['fourAboveOn'])]
      : []),
  ]
}

/** How assessment treats a month of a paused project: `frozen` is not assessed, `last_month` keeps the target of the month before, `full` is no excuse. */
export const PAUSE_EFFECT = {
  superior_decision: 'frozen',
  design_change: 'last_month',
  investor_fault: 'full',
} as const satisfies Record<PauseReason, 'frozen' | 'last_month' | 'full'>
