import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'

/**
 * 用地 能耗 化学需氧量 氨氮 氮氧化物 挥发性有机物 资金 用水 用电 用工. Each is counted in one unit: land quota in 亩, energy in tonnes of standard
 * coal, emission quotas in tonnes, funds in yuan, water in m³ a day, power in kVA, labour in people.
 */
export const FACTORS = [
  'land',
  'energy',
  'emission_cod',
  'emission_ammonia',
  'emission_nox',
  'emission_voc',
  'funds',
  'water',
  'power',
  'labour',
] as const
/** One of `FACTORS`. */
export const Factor = z.enum(FACTORS)
export type Factor = z.output<typeof Factor>

/** 已申请 已核定 部分落实 已落实 已到位 已撤回: where a need stands; it follows from its entries. */
export const NEED_STATES = ['asked', 'verified', 'partly_covered', 'covered', 'delivered', 'withdrawn'] as const
/** One of `NEED_STATES`. */
export const NeedState = z.enum(NEED_STATES)
export type NeedState = z.output<typeof NeedState>

/**
 * What the answering unit writes into the ledger of a need: 核定 verified, 配置 allocated (from the region's own supply), 借用 borrowed (from
 * elsewhere, to be given back), 到位 delivered, 收回 released (allocated, back into the supply), 归还 returned (borrowed, back to the lender
 * unused), 抵还 repaid (borrowed, now covered by the region's own supply).
 */
export const MOVEMENTS = ['verified', 'allocated', 'borrowed', 'delivered', 'released', 'returned', 'repaid'] as const
/** One of `MOVEMENTS`. */
export const Movement = z.enum(MOVEMENTS)
export type Movement = z.output<typeof Movement>

/** Every kind of entry: the movements, what the project asks (`asked`), and the striking out of an entry (`reversed`). */
export const EntryKind = z.enum(['asked', ...MOVEMENTS, 'reversed'])
export type EntryKind = z.output<typeof EntryKind>

/** What may be done about a need just now; the movements by their own names. */
export const NeedAction = z.enum(['ask', ...MOVEMENTS, 'reverse', 'withdraw', 'restore'])
export type NeedAction = z.output<typeof NeedAction>

/** An amount in the factor's unit, with no more decimals than the factor is counted in; money is whole yuan. */
export const FactorAmount = z.number().min(0).max(1_000_000_000_000)

const Text = z.string().trim().max(500)
const Reason = z.string().trim().min(2).max(500)
const Year = z.int().min(2000).max(2100)

/** Who of the chief leaders approved that a balance goes below nothing, and by which paper (文号、会议纪要). */
export const Approval = z.object({ postId: Id, document: z.string().trim().min(2).max(200) })
export type Approval = z.output<typeof Approval>

/** An approval as it is shown: the name stays with it. */
const ShownApproval = z.object({ title: z.string(), personName: z.string(), document: z.string() })

/** One line of the ledger of a need, never changed; `isReversed` where a later line strikes it out. */
export const FactorEntry = z.object({
  id: Id,
  kind: EntryKind,
  amount: FactorAmount,
  onDay: DayText,
  basis: z.string(),
  lender: z.string(),
  dueOn: DayText.nullable(),
  approval: ShownApproval.nullable(),
  reversesId: Id.nullable(),
  isReversed: z.boolean(),
  actorName: z.string(),
  at: z.string(),
  canReverse: z.boolean(),
})
export type FactorEntry = z.output<typeof FactorEntry>

/**
 * What a project needs of a factor in a year. `unitId` is the unit that answers for it; `verified` null until it is; `wanted` is what was
 * verified, else asked; `uncovered` what of it is neither allocated nor borrowed; `isLate`: not all delivered after the day it is needed.
 */
export const FactorNeed = z.object({
  id: Id,
  projectId: Id,
  projectName: z.string(),
  projectNumber: z.string(),
  factor: Factor,
  year: Year,
  unitId: Id,
  unitName: z.string(),
  neededOn: DayText.nullable(),
  note: z.string(),
  asked: FactorAmount,
  verified: FactorAmount.nullable(),
  allocated: FactorAmount,
  borrowed: FactorAmount,
  delivered: FactorAmount,
  wanted: FactorAmount,
  uncovered: FactorAmount,
  state: NeedState,
  isLate: z.boolean(),
  withdrawnReason: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(NeedAction),
})
export type FactorNeed = z.output<typeof FactorNeed>

/** What a list of needs can be narrowed by; withdrawn ones are left out unless asked for by state. */
export const NeedFilter = z.object({
  projectId: Id.optional(),
  factor: z.array(Factor).optional(),
  year: Year.optional(),
  state: z.array(NeedState).optional(),
  unitId: z.array(Id).optional(),
})
export type NeedFilter = z.output<typeof NeedFilter>

const Changed = z.object({ id: Id, version: RecordVersion })
const Path = z.object({ needId: Id, expectedVersion: RecordVersion })

/** Lists needs, the one needed first first. */
export const listNeeds = query({
  id: 'project_support.list_needs',
  summary: 'List what projects need of land, energy, funds and the like, the one needed first first',
  route: 'GET /factor-needs',
  permission: 'project_support.view',
  input: NeedFilter.extend({
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(FactorNeed), nextCursor: z.string().nullable() }),
})

/** Shows a need with its ledger, newest line first. */
export const showNeed = query({
  id: 'project_support.show_need',
  summary: 'Show one need with every line of its ledger',
  route: 'GET /factor-needs/:needId',
  permission: 'project_support.view',
  input: z.object({ needId: Id }),
  output: FactorNeed.extend({ entries: z.array(FactorEntry) }),
})

/** Asks for a factor for a project. */
export const askFactor = command({
  id: 'project_support.ask_factor',
  summary: 'Ask for a factor for a project: how much, of whom, by when',
  route: 'POST /key-projects/:projectId/factor-needs',
  permission: 'project_support.ask',
  input: z.object({
    projectId: Id,
    factor: Factor,
    year: Year,
    amount: FactorAmount,
    unitId: Id,
    neededOn: DayText.nullable().default(null),
    note: Text.default(''),
  }),
  output: Changed,
})

/** Asks for another amount or day; the one before stays in the ledger. */
export const askAgain = command({
  id: 'project_support.ask_again',
  summary: 'Ask for another amount or another day; what was asked before stays in the ledger',
  route: 'POST /factor-needs/:needId/ask',
  permission: 'project_support.ask',
  input: Path.extend({ amount: FactorAmount, neededOn: DayText.nullable(), basis: Reason }),
  output: Changed,
})

/** Writes a movement into the ledger of a need; refused where the sums would not hold, or the balance would go below nothing unapproved. */
export const enterMovement = command({
  id: 'project_support.enter_movement',
  summary: 'Verify, allocate, borrow, deliver, release, return or repay an amount of a need',
  route: 'POST /factor-needs/:needId/entries',
  permission: 'project_support.allocate',
  input: Path.extend({
    kind: Movement,
    amount: FactorAmount,
    onDay: DayText,
    basis: Text.default(''),
    lender: z.string().trim().max(100).default(''),
    dueOn: DayText.nullable().default(null),
    approval: Approval.nullable().default(null),
  }),
  output: Changed,
})

/** Strikes out a line of the ledger by a further line; refused where the sums would not hold without it. */
export const reverseEntry = command({
  id: 'project_support.reverse_entry',
  summary: 'Strike out a mistaken line of the ledger by a further line, with the reason',
  route: 'POST /factor-needs/:needId/entries/:entryId/reverse',
  permission: 'project_support.allocate',
  input: Path.extend({ entryId: Id, reason: Reason, approval: Approval.nullable().default(null) }),
  output: Changed,
})

/** Withdraws a need of which nothing is allocated or borrowed any more. */
export const withdrawNeed = command({
  id: 'project_support.withdraw_need',
  summary: 'Withdraw a need with a reason once nothing of it is allocated or borrowed; it can be restored',
  route: 'POST /factor-needs/:needId/withdraw',
  permission: 'project_support.ask',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** Restores a withdrawn need. */
export const restoreNeed = command({
  id: 'project_support.restore_need',
  summary: 'Restore a withdrawn need',
  route: 'POST /factor-needs/:needId/restore',
  permission: 'project_support.ask',
  input: Path,
  output: Changed,
})

/** What a region has of a factor in a year. `left` is supply less allocated: below nothing only with the approvals listed. */
export const FactorBalance = z.object({
  factor: Factor,
  supply: z.number(),
  allocated: FactorAmount,
  borrowed: FactorAmount,
  left: z.number(),
  asked: FactorAmount,
  wanted: FactorAmount,
  uncovered: FactorAmount,
  delivered: FactorAmount,
  needs: z.int(),
  late: z.int(),
  approvals: z.array(ShownApproval.extend({ onDay: DayText })),
})
export type FactorBalance = z.output<typeof FactorBalance>

/** Shows the region's balance of every factor of a year. */
export const showBalance = query({
  id: 'project_support.show_balance',
  summary: "Show the region's balance of every factor: supply, allocated, borrowed, left",
  route: 'GET /factor-balance',
  permission: 'project_support.view',
  input: z.object({ year: Year }),
  output: z.object({ year: Year, asOf: DayText, items: z.array(FactorBalance) }),
})

/** One line of the supply: what came in (above nothing) or was taken back (below). */
export const FactorSupply = z.object({
  id: Id,
  factor: Factor,
  year: Year,
  amount: z.number(),
  onDay: DayText,
  basis: z.string(),
  approval: ShownApproval.nullable(),
  actorName: z.string(),
  at: z.string(),
})
export type FactorSupply = z.output<typeof FactorSupply>

/** Lists the lines of a year's supply, newest first. */
export const listSupplies = query({
  id: 'project_support.list_supplies',
  summary: "List every line of a year's supply of factors, newest first",
  route: 'GET /factor-supplies',
  permission: 'project_support.view',
  input: z.object({ year: Year, factor: Factor.optional() }),
  output: z.object({ items: z.array(FactorSupply) }),
})

/** Enters a line of supply; a cut below what is allocated needs a named approval. */
export const enterSupply = command({
  id: 'project_support.enter_supply',
  summary: "Enter what came into the region's supply of a factor, or was taken from it, with its paper",
  route: 'POST /factor-supplies',
  permission: 'project_support.manage',
  input: z.object({
    factor: Factor,
    year: Year,
    amount: z.number().min(-1_000_000_000_000).max(1_000_000_000_000),
    onDay: DayText,
    basis: Reason,
    approval: Approval.nullable().default(null),
  }),
  output: z.object({ id: Id }),
})
