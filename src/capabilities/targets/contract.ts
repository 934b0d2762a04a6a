import { z } from 'zod'
import { DayText } from '../../kernel/day.ts'
import { DecimalText, ExactText } from '../../kernel/exact.ts'
import { Id, RecordVersion } from '../../kernel/id.ts'
import { command, query } from '../../kernel/operation.ts'
import { PeriodText } from '../../kernel/period.ts'
import { RoundingOption } from '../../kernel/ratio.ts'
import { Light, LightReason, RuleRef } from '../lights/contract.ts'

/** Short codes of indicators and curves. */
export const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/)
/** One line a person writes. */
export const Line = z.string().trim().min(1).max(200)
/** Some sentences a person writes. */
export const Passage = z.string().trim().min(1).max(2000)

/** 约束性, 预期性, 工作性: an expected indicator never carries a veto. */
export const IndicatorKind = z.enum(['binding', 'expected', 'work'])
export type IndicatorKind = z.output<typeof IndicatorKind>

/** Which way is better; `within` wants the figure inside a range. */
export const Direction = z.enum(['higher', 'lower', 'within'])
export type Direction = z.output<typeof Direction>

/** What the figure is: a level or a count, a growth rate in percent, another rate in percent, a place in a ranking. */
export const Measure = z.enum(['level', 'growth_rate', 'rate', 'rank'])
export type Measure = z.output<typeof Measure>

/** How often a figure is due. */
export const DueEvery = z.enum(['year', 'half', 'quarter', 'month', 'week', 'day'])

/** January of a monthly indicator: reported apart, may be empty, or never collected, `M01_02` standing in the place of two months. */
export const FirstMonths = z.enum(['separate', 'january_optional', 'combined'])

/** How the figures of periods become that of the year to date. */
export const OverTime = z.enum(['sum', 'last', 'average'])
export type OverTime = z.output<typeof OverTime>

/** How the figures of units become that of the whole. */
export const OverUnits = z.enum(['sum', 'weighted', 'not_addable'])
export type OverUnits = z.output<typeof OverUnits>

/** How an indicator is computed from others, where it is; a statistical growth rate never is. */
export const Derivation = z.object({ kind: z.enum(['growth', 'ratio', 'sum']), of: z.array(Code).min(1).max(20) })

/** What is counted, by whom, how often, and how it adds up. `cumulative`: each figure counts from 1 January. */
export const IndicatorBody = z.object({
  code: Code,
  name: Line,
  unitText: z.string().trim().min(1).max(20),
  kind: IndicatorKind,
  direction: Direction,
  measure: Measure,
  statistical: z.boolean(),
  sourceUnitId: Id,
  frequency: DueEvery,
  firstMonths: FirstMonths,
  cumulative: z.boolean(),
  overTime: OverTime,
  overUnits: OverUnits,
  derivation: Derivation.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
})
export type IndicatorBody = z.output<typeof IndicatorBody>

/** An indicator as the ledger keeps it. */
export const Indicator = IndicatorBody.extend({ id: Id, version: RecordVersion })
export type Indicator = z.output<typeof Indicator>

/**
 * What a goal asks. The first ten as dispatches word them; `above_reference` beats another series (the mean of the province);
 * `growth` is an entered growth rate; `n_fold` is n times the base year (倍增: 2).
 */
export const Comparator = z.enum([
  '>=',
  '>',
  '<=',
  '<',
  '=',
  '~',
  'rank',
  'increase_to',
  'increase_by',
  'reduce_to',
  'reduce_by',
  'above_reference',
  'growth',
  'n_fold',
])
export type Comparator = z.output<typeof Comparator>

/**
 * A goal. Rates are in percent (`6.4` is 6.4 %). `upper` closes a range; `base` is the level to start from and `baseYear` its year;
 * `changeIn` says whether `increase_by` and `reduce_by` mean a rate in percent or an amount in the unit of the indicator;
 * `tolerancePercent` is how far `~`, or `=` of an indicator to be kept within, may miss; `reference` names the series to beat.
 */
export const Goal = z.object({
  comparator: Comparator,
  value: DecimalText.nullable(),
  upper: DecimalText.nullable().default(null),
  base: DecimalText.nullable().default(null),
  baseYear: z.int().min(1949).max(2199).nullable().default(null),
  changeIn: z.enum(['percent', 'amount']).default('percent'),
  tolerancePercent: DecimalText.nullable().default(null),
  reference: z.string().trim().min(1).max(100).nullable().default(null),
  stretch: DecimalText.nullable().default(null),
})
export type Goal = z.output<typeof Goal>

/** 草拟 征求意见 审定 下达 年终核定 归档, and 撤回. */
export const TargetState = z.enum(['draft', 'consulting', 'approved', 'issued', 'settled', 'archived', 'withdrawn'])
export type TargetState = z.output<typeof TargetState>

/** Who answers for a target: a unit, or a post in it. */
export const Owner = z.object({ unitId: Id, postId: Id.nullable().default(null) })

/** One version of a target's goal; all are kept. The first has reason and approver of its issue. */
export const TargetVersion = z.object({
  number: z.int().min(1),
  goal: Goal,
  reason: Passage,
  approverPostId: Id,
  approvingBody: Line,
  decidedOn: DayText,
  effectiveOn: DayText,
})
export type TargetVersion = z.output<typeof TargetVersion>

/** What a target is made with. `weight` counts where figures of units are weighted; `parentId` is the target it was split from. */
export const TargetBody = z.object({
  indicatorId: Id,
  year: z.int().min(1949).max(2199),
  unitId: Id,
  campaignId: Id.nullable().default(null),
  parentId: Id.nullable().default(null),
  goal: Goal,
  owner: Owner.nullable(),
  assessingUnitId: Id.nullable().default(null),
  weight: DecimalText.nullable().default(null),
  curveCode: Code.default('linear'),
  groupKey: z.string().trim().max(60).nullable().default(null),
})
export type TargetBody = z.output<typeof TargetBody>

/** 快报 初步 核定. */
export const ActualStatus = z.enum(['flash', 'preliminary', 'final'])
export type ActualStatus = z.output<typeof ActualStatus>

/** Where a number can be looked up: a file, a document with a place in it, or words. */
export const Evidence = z.object({
  fileId: Id.nullable().default(null),
  documentId: Id.nullable().default(null),
  text: z.string().trim().max(500).default(''),
})

/**
 * One link of the revision chain of an actual figure. `growthPercent` and `rank` of `rankOf` are the published
 * ones, never computed; `yearForecast` is what the source unit expects of the year (预计全年).
 */
export const ActualVersion = z.object({
  number: z.int().min(1),
  value: DecimalText.nullable(),
  growthPercent: DecimalText.nullable().default(null),
  rank: z.int().min(1).nullable().default(null),
  rankOf: z.int().min(1).nullable().default(null),
  yearForecast: DecimalText.nullable().default(null),
  status: ActualStatus,
  asOf: DayText,
  releasedOn: DayText.nullable().default(null),
  evidence: z.array(Evidence).max(20).default([]),
  reason: z.string().trim().max(2000).default(''),
})
export type ActualVersion = z.output<typeof ActualVersion>

/** A node of a pace curve: the share of the year's plan expected by the end of a month. */
export const PaceNode = z.object({ month: z.int().min(1).max(12), share: DecimalText })
export type PaceNode = z.output<typeof PaceNode>

/** How a year is expected to fill up, for a class of projects or targets. Between nodes it is linear. */
export const PaceCurve = z.object({
  code: Code,
  name: Line,
  nodes: z.array(PaceNode).min(1).max(12),
  source: z.string().trim().max(300),
})
export type PaceCurve = z.output<typeof PaceCurve>

/**
 * How completion is reckoned: `share_of_plan` actual ÷ plan; `way_from_base` the part of the way from the base to the goal;
 * `compared` the figure against the goal itself (rates, ranks), which no pace applies to.
 */
export const ProgressMethod = z.enum(['share_of_plan', 'way_from_base', 'compared'])
export type ProgressMethod = z.output<typeof ProgressMethod>

/** Where a target stands at the end of a period, unrounded; `null` where a figure does not apply or is not known. */
export const Progress = z.object({
  period: PeriodText,
  method: ProgressMethod,
  actual: ExactText.nullable(),
  plan: ExactText.nullable(),
  completion: ExactText.nullable(),
  pace: ExactText.nullable(),
  gapPoints: ExactText.nullable(),
  ratioToPace: ExactText.nullable(),
  relativeShortfall: ExactText.nullable(),
  remaining: ExactText.nullable(),
  forecast: ExactText.nullable(),
  met: z.boolean().nullable(),
})
export type Progress = z.output<typeof Progress>

/** A progress as printed: percentages and points as text, with the rounding that made them. */
export const ShownProgress = z.object({
  completionPercent: z.string().nullable(),
  pacePercent: z.string().nullable(),
  gapPoints: z.string().nullable(),
  ratioPercent: z.string().nullable(),
  shortfallPercent: z.string().nullable(),
  places: z.int().min(0).max(6),
  rounding: RoundingOption,
})
export type ShownProgress = z.output<typeof ShownProgress>

/** Split targets against their parent. `overAllotment` is total ÷ parent − 1 (加码率); a state says how the sum stands. */
export const Balance = z.object({
  method: OverUnits,
  parent: ExactText,
  total: ExactText.nullable(),
  difference: ExactText.nullable(),
  ratio: ExactText.nullable(),
  overAllotment: ExactText.nullable(),
  state: z.enum(['short', 'even', 'over', 'over_limit', 'not_addable', 'empty']),
})
export type Balance = z.output<typeof Balance>

/** A place in a group: `rank` of `of`, `change` places gained since the period before (below zero lost). */
export const RankRow = z.object({
  key: z.string(),
  value: ExactText.nullable(),
  rank: z.int().nullable(),
  of: z.int(),
  tied: z.boolean(),
  change: z.int().nullable(),
  whyNot: z.enum(['no_value', 'not_comparable']).nullable(),
})
export type RankRow = z.output<typeof RankRow>

/** A figure somebody published: shown beside the actual, turned into one by the source unit alone. */
export const Claim = z.object({
  id: Id,
  indicatorId: Id,
  unitId: Id,
  period: PeriodText,
  comparator: Comparator,
  value: DecimalText.nullable(),
  quote: Passage,
  documentId: Id,
  state: z.enum(['open', 'adopted', 'set_aside']),
  version: RecordVersion,
})
export type Claim = z.output<typeof Claim>

/** A drive of a year or several, e.g. a four-year doubling of industry. */
export const CampaignBody = z.object({
  name: Line,
  firstYear: z.int().min(1949).max(2199),
  lastYear: z.int().min(1949).max(2199),
  leadUnitId: Id,
  summary: z.string().trim().max(2000).default(''),
})
/** A campaign as the ledger keeps it. */
export const Campaign = CampaignBody.extend({
  id: Id,
  state: z.enum(['open', 'closed', 'withdrawn']),
  version: RecordVersion,
})
export type Campaign = z.output<typeof Campaign>

/** The actions on a target; which state allows which, and by which permission, is a table of the rules. */
export const PrepareAction = z.enum(['consult', 'archive', 'withdraw', 'restore', 'discard'])
/** The actions of the approving body. */
export const DecideAction = z.enum(['approve', 'sendBack', 'issue', 'settle'])
/** Every action on a target. */
export const TargetAction = z.enum([...PrepareAction.options, ...DecideAction.options, 'edit', 'revise'])
export type TargetAction = z.output<typeof TargetAction>

/** A target in a list: where it stands at the end of a period, its light with the reason, its place, and the months behind it. */
export const TargetRow = TargetBody.extend({
  id: Id,
  indicator: Indicator,
  unitName: z.string(),
  state: TargetState,
  progress: Progress,
  shown: ShownProgress,
  light: z.object({ light: Light, reason: LightReason, rule: RuleRef.nullable(), madeUpIn: PeriodText.nullable() }),
  rank: RankRow.nullable(),
  actual: ActualVersion.nullable(),
  trend: z.array(z.object({ period: PeriodText, value: ExactText.nullable(), due: ExactText.nullable() })),
  version: RecordVersion,
  actions: z.array(TargetAction),
})
export type TargetRow = z.output<typeof TargetRow>

/** One cell of the month grid. `version` is 0 where nothing was entered yet; a cell nobody here may enter says why by code. */
export const ActualCell = z.object({
  indicatorId: Id,
  unitId: Id,
  period: PeriodText,
  current: ActualVersion.nullable(),
  version: z.int().min(0),
  lockedBy: z.string().nullable(),
})
export type ActualCell = z.output<typeof ActualCell>

/** An entry for one cell, made on the version the person saw. Over a figure that stood it is a revision and needs its reason. */
export const CellEntry = z.object({
  indicatorId: Id,
  unitId: Id,
  period: PeriodText,
  expectedVersion: z.int().min(0),
  entry: ActualVersion.omit({ number: true }),
})
export type CellEntry = z.output<typeof CellEntry>

const Changed = z.object({ id: Id, version: RecordVersion })
const Year = z.int().min(1949).max(2199)
const Paging = { cursor: z.string().max(400).optional(), limit: z.int().min(1).max(200).default(50) }
const Printing = { places: z.int().min(0).max(6).default(2), rounding: RoundingOption.default('half_up') }
const CampaignPath = z.object({ campaignId: Id, expectedVersion: RecordVersion })
const TargetPath = z.object({ targetId: Id, expectedVersion: RecordVersion })

/** Lists campaigns. */
export const listCampaigns = query({
  id: 'targets.list_campaigns',
  summary: 'List the campaigns of the region',
  route: 'GET /campaigns',
  permission: 'targets.view',
  input: z.object({ year: Year.optional(), withWithdrawn: z.boolean().default(false) }),
  output: z.object({ items: z.array(Campaign) }),
})

/** Opens a campaign. */
export const createCampaign = command({
  id: 'targets.create_campaign',
  summary: 'Open a campaign of a year or several',
  route: 'POST /campaigns',
  permission: 'targets.manage',
  input: CampaignBody,
  output: Changed,
})

/** Changes a campaign. */
export const updateCampaign = command({
  id: 'targets.update_campaign',
  summary: 'Change the name, years, lead or summary of a campaign',
  route: 'PUT /campaigns/:campaignId',
  permission: 'targets.manage',
  input: CampaignPath.extend({ body: CampaignBody }),
  output: Changed,
})

/** Closes, reopens, withdraws or restores a campaign. */
export const moveCampaign = command({
  id: 'targets.move_campaign',
  summary: 'Close, reopen, withdraw or restore a campaign, with a reason',
  route: 'POST /campaigns/:campaignId/move',
  permission: 'targets.manage',
  input: CampaignPath.extend({ action: z.enum(['close', 'reopen', 'withdraw', 'restore']), reason: Passage }),
  output: Changed,
})

/** Lists indicators. */
export const listIndicators = query({
  id: 'targets.list_indicators',
  summary: 'List indicators by name, kind or source unit',
  route: 'GET /indicators',
  permission: 'targets.view',
  input: z.object({ search: Line.optional(), kind: IndicatorKind.optional(), sourceUnitId: Id.optional(), ...Paging }),
  output: z.object({ items: z.array(Indicator), next: z.string().nullable() }),
})

/** Enters an indicator. */
export const createIndicator = command({
  id: 'targets.create_indicator',
  summary: 'Enter an indicator: what is counted, by whom, how often and how it adds up',
  route: 'POST /indicators',
  permission: 'targets.manage',
  input: IndicatorBody,
  output: Changed,
})

/** Changes an indicator. */
export const updateIndicator = command({
  id: 'targets.update_indicator',
  summary: 'Change an indicator',
  route: 'PUT /indicators/:indicatorId',
  permission: 'targets.manage',
  input: z.object({ indicatorId: Id, expectedVersion: RecordVersion, body: IndicatorBody }),
  output: Changed,
})

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
    unitId: Id.optional(),
    indicatorId: Id.optional(),
    campaignId: Id.optional(),
    parentId: Id.optional(),
    light: Light.optional(),
    withWithdrawn: z.boolean().default(false),
    ...Printing,
    ...Paging,
  }),
  output: z.object({ items: z.array(TargetRow), next: z.string().nullable() }),
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
    balance: Balance,
    curve: PaceCurve,
    figures: z.array(z.object({ period: PeriodText, chain: z.array(ActualVersion) })),
    claims: z.array(Claim),
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
  input: TargetPath.extend(TargetVersion.omit({ number: true }).shape),
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
  input: z.object({ targetId: Id }),
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
  output: z.object({ rows: z.array(RankRow.extend({ unitId: Id, unitName: z.string() })) }),
})

/** The month grid of a source unit. */
export const showGrid = query({
  id: 'targets.show_grid',
  summary: 'Show the entry grid of a year: every figure due from the units of the person, cell by cell',
  route: 'GET /actuals/grid',
  permission: 'targets.view',
  input: z.object({
    year: Year,
    sourceUnitId: Id.optional(),
    indicatorId: Id.optional(),
    period: PeriodText.optional(),
  }),
  output: z.object({ indicators: z.array(Indicator), periods: z.array(PeriodText), cells: z.array(ActualCell) }),
})

/** Enters or revises actual figures. Cells in conflict are answered with what stands there; the others are saved. */
export const enterActuals = command({
  id: 'targets.enter_actuals',
  summary:
    'Enter or revise actual figures; a cell changed meanwhile is answered with what stands there, the rest is saved',
  route: 'PUT /actuals',
  permission: 'targets.enter_actual',
  input: z.object({ cells: z.array(CellEntry).min(1).max(1000) }),
  output: z.object({
    saved: z.array(ActualCell),
    conflicts: z.array(ActualCell.extend({ enteredBy: z.string(), enteredAt: z.iso.datetime() })),
  }),
})

/** Shows every version of one actual figure. */
export const showActual = query({
  id: 'targets.show_actual',
  summary: 'Show every version of an actual figure with status, as-of date, evidence and reason',
  route: 'GET /actuals/history',
  permission: 'targets.view',
  input: z.object({ indicatorId: Id, unitId: Id, period: PeriodText }),
  output: z.object({ chain: z.array(ActualVersion) }),
})

/** Lists published claims. */
export const listClaims = query({
  id: 'targets.list_claims',
  summary: 'List figures somebody published, beside the actual ones',
  route: 'GET /claims',
  permission: 'targets.view',
  input: z.object({
    state: Claim.shape.state.optional(),
    indicatorId: Id.optional(),
    unitId: Id.optional(),
    ...Paging,
  }),
  output: z.object({
    items: z.array(Claim.extend({ actual: ActualVersion.nullable(), actions: z.array(z.enum(['adopt', 'setAside'])) })),
    next: z.string().nullable(),
  }),
})

/** Turns a claim into an actual figure, by the source unit alone. */
export const adoptClaim = command({
  id: 'targets.adopt_claim',
  summary: 'Turn a published claim into an actual figure, as its source unit; a vague one needs the exact value',
  route: 'POST /claims/:claimId/adopt',
  permission: 'targets.enter_actual',
  input: z.object({
    claimId: Id,
    expectedVersion: RecordVersion,
    exactValue: DecimalText.nullable(),
    status: ActualStatus,
    asOf: DayText,
  }),
  output: Changed,
})

/** Sets a claim aside. */
export const setClaimAside = command({
  id: 'targets.set_claim_aside',
  summary: 'Set a published claim aside with a reason',
  route: 'POST /claims/:claimId/set-aside',
  permission: 'targets.enter_actual',
  input: z.object({ claimId: Id, expectedVersion: RecordVersion, reason: Passage }),
  output: Changed,
})

/** Lists pace curves. */
export const listCurves = query({
  id: 'targets.list_curves',
  summary: 'List the pace curves of the product and of the region',
  route: 'GET /pace-curves',
  permission: 'targets.view',
  input: z.object({}),
  output: z.object({ items: z.array(PaceCurve.extend({ builtIn: z.boolean(), version: z.int().min(0) })) }),
})

/** Saves a pace curve of the region. */
export const saveCurve = command({
  id: 'targets.save_curve',
  summary: 'Save a pace curve of the region; one that does not reach the whole plan is refused',
  route: 'PUT /pace-curves/:code',
  permission: 'targets.manage',
  input: PaceCurve.extend({ expectedVersion: z.int().min(0) }),
  output: z.object({ code: Code, version: RecordVersion }),
})

/** Every operation of this capability. */
export const targetsContracts = [
  listCampaigns,
  createCampaign,
  updateCampaign,
  moveCampaign,
  listIndicators,
  createIndicator,
  updateIndicator,
  listTargets,
  showTarget,
  createTarget,
  updateTarget,
  prepareTarget,
  decideTarget,
  reviseTarget,
  allotTarget,
  showBalance,
  rankUnits,
  showGrid,
  enterActuals,
  showActual,
  listClaims,
  adoptClaim,
  setClaimAside,
  listCurves,
  saveCurve,
] as const
