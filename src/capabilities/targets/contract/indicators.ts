import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Changed, Code, Line, Paging, Passage, Year } from './shared.ts'

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

/** A drive of a year or several, e.g. a four-year doubling of industry. */
export const CampaignBody = z.object({
  name: Line,
  firstYear: z.int().min(1949).max(2199),
  lastYear: z.int().min(1949).max(2199),
  leadUnitId: Id,
  summary: z.string().trim().max(2000).default(''),
})
export type CampaignBody = z.output<typeof CampaignBody>

/** Whether a campaign runs. */
export const CampaignState = z.enum(['open', 'closed', 'withdrawn'])
export type CampaignState = z.output<typeof CampaignState>
/** What can be done with a campaign. */
export const CampaignAction = z.enum(['edit', 'close', 'reopen', 'withdraw', 'restore'])
export type CampaignAction = z.output<typeof CampaignAction>
/** A campaign as the ledger keeps it, with the number of its targets. */
export const Campaign = CampaignBody.extend({
  id: Id,
  state: CampaignState,
  leadUnitName: z.string(),
  targets: z.int(),
  version: RecordVersion,
  actions: z.array(CampaignAction),
})
export type Campaign = z.output<typeof Campaign>

const CampaignPath = z.object({ campaignId: Id, expectedVersion: RecordVersion })

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
  input: CampaignPath.extend({ action: CampaignAction.exclude(['edit']), reason: Passage }),
  output: Changed,
})

/** An indicator in a list, with the name of its source unit. */
export const IndicatorRow = Indicator.extend({ sourceUnitName: z.string() })
export type IndicatorRow = z.output<typeof IndicatorRow>

/** Lists indicators. */
export const listIndicators = query({
  id: 'targets.list_indicators',
  summary: 'List indicators by name, kind or source unit',
  route: 'GET /indicators',
  permission: 'targets.view',
  input: z.object({ search: Line.optional(), kind: IndicatorKind.optional(), sourceUnitId: Id.optional(), ...Paging }),
  output: z.object({ items: z.array(IndicatorRow), nextCursor: z.string().nullable() }),
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
