import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { ExactText } from '../../../kernel/exact.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { Light, LightReason, RuleRef } from '../../lights/contract.ts'
import { ActualVersion, RecordedActual } from './actuals.ts'
import { ClaimRow } from './claims.ts'
import { PaceCurve } from './curves.ts'
import { TargetBody, TargetState, TargetVersion } from './goals.ts'
import { Indicator, IndicatorKind } from './indicators.ts'
import { Balance, Progress, RankRow, ShownProgress } from './progress.ts'
import { Changed, Line, Paging, Passage, Printing, Source, Year } from './shared.ts'

const TargetPath = z.object({ targetId: Id, expectedVersion: RecordVersion })

/** The actions on a target; which state allows which, and by which permission, is a table of the rules. */
export const PrepareAction = z.enum(['consult', 'archive', 'withdraw', 'restore', 'discard'])
export type PrepareAction = z.output<typeof PrepareAction>
/** The actions of the approving body. */
export const DecideAction = z.enum(['approve', 'sendBack', 'issue', 'settle'])
export type DecideAction = z.output<typeof DecideAction>
/** Every action on a target. */
export const TargetAction = z.enum([...PrepareAction.options, ...DecideAction.options, 'edit', 'revise'])
export type TargetAction = z.output<typeof TargetAction>

/** The light of a target in a period. `madeUpFrom` is what it was before a later month made up what this one missed. */
export const ShownLight = z.object({
  light: Light,
  reason: LightReason.nullable(),
  rule: RuleRef.nullable(),
  madeUpFrom: Light.nullable(),
})
export type ShownLight = z.output<typeof ShownLight>

/** One period of a target's year: the figure of the year to date, what was due by then, and the light it showed. */
export const TrendPoint = z.object({
  period: PeriodText,
  value: ExactText.nullable(),
  due: ExactText.nullable(),
  completion: ExactText.nullable(),
  pace: ExactText.nullable(),
  light: Light,
  madeUpFrom: Light.nullable(),
})
export type TrendPoint = z.output<typeof TrendPoint>

/** The orders of the list of targets. */
export const TargetSort = z.enum(['indicator', 'light', 'gap', 'completion', 'updatedAt'])
export type TargetSort = z.output<typeof TargetSort>

/** A target in a list: where it stands at the end of a period, its light with the reason, its place, and the months behind it. */
export const TargetRow = TargetBody.extend({
  id: Id,
  indicator: Indicator,
  unitName: z.string(),
  ownerName: z.string(),
  assessingUnitName: z.string().nullable(),
  campaignName: z.string().nullable(),
  state: TargetState,
  progress: Progress,
  shown: ShownProgress,
  light: ShownLight,
  /** Whether it stands on figures not released yet, which only leaders and the source unit see. */
  isUnreleased: z.boolean(),
  rank: RankRow.nullable(),
  actual: ActualVersion.nullable(),
  trend: z.array(TrendPoint),
  source: Source.nullable(),
  isSample: z.boolean(),
  withdrawnReason: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(TargetAction),
})
export type TargetRow = z.output<typeof TargetRow>

/** Lists targets with where they stand at the end of a period. */
export const listTargets = query({
  id: 'targets.list',
  summary: 'List targets of a year with completion, pace, gap, light and rank at the end of a period',
  route: 'GET /targets',
  permission: 'targets.view',
  input: z.object({
    year: Year,
    period: PeriodText.optional(),
    search: Line.optional(),
    unitId: z.array(Id).max(200).optional(),
    kind: z.array(IndicatorKind).optional(),
    state: z.array(TargetState).optional(),
    groupKey: Line.optional(),
    roots: z.boolean().optional(),
    indicatorId: Id.optional(),
    campaignId: Id.optional(),
    parentId: Id.optional(),
    light: z.array(Light).optional(),
    withdrawn: z.boolean().default(false),
    sort: TargetSort.default('indicator'),
    descending: z.boolean().default(false),
    ...Printing,
    ...Paging,
  }),
  output: z.object({ items: z.array(TargetRow), nextCursor: z.string().nullable() }),
})

/** Shows a target: its versions, tree, balance, curve, actual figures and claims. */
export const showTarget = query({
  id: 'targets.show',
  summary: 'Show a target with its versions, tree, balance, curve, figures and claims',
  route: 'GET /targets/:targetId',
  permission: 'targets.view',
  input: z.object({ targetId: Id, period: PeriodText.optional(), ...Printing }),
  output: z.object({
    target: TargetRow,
    versions: z.array(TargetVersion),
    completions: z.array(z.object({ number: z.int(), completion: ExactText.nullable() })),
    ancestors: z.array(z.object({ id: Id, name: z.string() })),
    children: z.array(TargetRow),
    balance: Balance.nullable(),
    curve: PaceCurve,
    figures: z.array(z.object({ period: PeriodText, chain: z.array(RecordedActual) })),
    claims: z.array(ClaimRow),
  }),
})

/** Drafts a target. */
export const createTarget = command({
  id: 'targets.create',
  summary: 'Draft a target of a unit and year; one without an owner is refused',
  route: 'POST /targets',
  permission: 'targets.manage',
  input: TargetBody,
  output: Changed,
})

/** Changes a target that is not approved yet. */
export const updateTarget = command({
  id: 'targets.update',
  summary: 'Change a target that is not approved yet',
  route: 'PUT /targets/:targetId',
  permission: 'targets.manage',
  input: TargetPath.extend({ body: TargetBody }),
  output: Changed,
})

/** Moves a target without binding anybody: consultation, archive, withdrawal, restoration, discarding a draft. */
export const prepareTarget = command({
  id: 'targets.prepare',
  summary: 'Send a target out for comment, archive, withdraw or restore it, or discard a draft',
  route: 'POST /targets/:targetId/prepare',
  permission: 'targets.manage',
  input: TargetPath.extend({ action: PrepareAction, reason: z.string().trim().max(2000).default('') }),
  output: Changed,
})

/** Approves, sends back, issues or settles a target. */
export const decideTarget = command({
  id: 'targets.decide',
  summary: 'Approve, send back, issue or settle a target as the approving body',
  route: 'POST /targets/:targetId/decide',
  permission: 'targets.approve',
  input: TargetPath.extend({ action: DecideAction, reason: Passage, approvingBody: Line, effectiveOn: DayText }),
  output: Changed,
})

/** Revises an issued target; both versions are kept. */
export const reviseTarget = command({
  id: 'targets.revise',
  summary: 'Revise an issued target with reason and approver; both versions are kept',
  route: 'POST /targets/:targetId/revise',
  permission: 'targets.approve',
  input: TargetPath.extend(TargetVersion.omit({ number: true, approverId: true, approverName: true }).shape),
  output: Changed.extend({ number: z.int() }),
})

/** Splits a target down to units, all rows or none. */
export const allotTarget = command({
  id: 'targets.allot',
  summary: 'Split a target down to units, all rows or none, and answer the balance',
  route: 'POST /targets/:targetId/allot',
  permission: 'targets.manage',
  input: TargetPath.extend({
    children: z
      .array(
        TargetBody.pick({ unitId: true, goal: true, owner: true, weight: true }).extend({ childId: Id.optional() }),
      )
      .max(200),
  }),
  output: z.object({ children: z.array(Changed), balance: Balance }),
})

/** Shows how the children of a target stand against it. */
export const showBalance = query({
  id: 'targets.show_balance',
  summary: 'Show the balance of a split target, over-allotment ratio included',
  route: 'GET /targets/:targetId/balance',
  permission: 'targets.view',
  input: z.object({ targetId: Id, ...Printing }),
  output: z.object({ balance: Balance, children: z.array(TargetRow) }),
})

/** Ranks the units of a group by an indicator. */
export const rankUnits = query({
  id: 'targets.rank_units',
  summary: 'Rank the units of a group by an indicator, equals sharing a place, with N and places gained',
  route: 'GET /indicators/:indicatorId/ranks',
  permission: 'targets.view',
  input: z.object({
    indicatorId: Id,
    period: PeriodText,
    groupKey: Line.optional(),
    by: z.enum(['value', 'completion', 'growth']),
  }),
  output: z.object({
    rows: z.array(RankRow.extend({ unitId: Id, unitName: z.string(), groupKey: z.string().nullable() })),
  }),
})
