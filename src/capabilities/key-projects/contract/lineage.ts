import { z } from 'zod'
import { CreditCodeText } from '../../../kernel/credit-code.ts'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { InvestorType, Stage } from './project.ts'

/** A sign that two projects may be one: code, name, likeness of names, investor, parcel, nearness. */
export const DuplicateSign = z.enum(['same_code', 'same_name', 'like_name', 'same_investor', 'same_parcel', 'near'])
export type DuplicateSign = z.output<typeof DuplicateSign>

/** 并入 拆分 后续期 更换投资方: how one project came out of another or changed its investor. */
export const LINK_KINDS = ['merged', 'split', 'phase', 'investor'] as const
/** One of `LINK_KINDS`. */
export const LinkKind = z.enum(LINK_KINDS)
export type LinkKind = z.output<typeof LinkKind>

const Money = YuanAmount.min(0).max(9_000_000_000_000_000)
const Reason = z.string().trim().min(2).max(500)
const Named = z.object({ projectId: Id, expectedVersion: RecordVersion })
const Changed = z.object({ id: Id, version: RecordVersion })
const Side = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  stage: Stage,
  enterprise: z.string(),
  place: z.string(),
  totalInvestment: Money.nullable(),
  version: RecordVersion,
})

/** Two projects that may be one, side by side, with the signs of it. */
export const Duplicate = z.object({
  first: Side,
  second: Side,
  signs: z.array(DuplicateSign),
  likeness: z.number(),
})
export type Duplicate = z.output<typeof Duplicate>

/** List pairs of key projects that may be the same and nobody has judged yet. */
export const listDuplicates = query({
  id: 'key_projects.list_duplicates',
  summary: 'List pairs of key projects that may be the same and nobody has judged yet',
  route: 'GET /key-project-duplicates',
  permission: 'key_projects.lists',
  input: z.object({ projectId: Id.optional() }),
  output: z.object({ items: z.array(Duplicate), count: z.int(), judged: z.int() }),
})

/** Judge two key projects as different, with the reason; the pair is not proposed again. */
export const judgeDifferent = command({
  id: 'key_projects.judge_different',
  summary: 'Judge two key projects as different, with the reason; the pair is not proposed again',
  route: 'POST /key-project-duplicates/different',
  permission: 'key_projects.lists',
  input: z.object({ firstId: Id, secondId: Id, reason: Reason }),
  output: z.object({ firstId: Id, secondId: Id }),
})

/** Merge a key project into another that carries on; its figures are left aside or added. */
export const mergeProjects = command({
  id: 'key_projects.merge',
  summary: 'Merge a key project into another that carries on; its figures are left aside or added',
  route: 'POST /key-projects/:projectId/merge',
  permission: 'key_projects.lists',
  input: Named.extend({
    absorbedId: Id,
    absorbedVersion: RecordVersion,
    figures: z.enum(['keep', 'add']),
    on: DayText,
    reason: Reason,
  }),
  output: Changed,
})

/** One part of a split: its name and its share of the money. */
export const SplitPart = z.object({
  name: z.string().trim().min(2).max(200),
  totalInvestment: Money,
  yearPlan: Money.default(YuanAmount.parse(0)),
  investedBeforeYear: Money.default(YuanAmount.parse(0)),
  investedThisYear: Money.default(YuanAmount.parse(0)),
})
export type SplitPart = z.output<typeof SplitPart>

/** Split a key project into parts that add up to it; the whole leaves the counts and stays as their origin. */
export const splitProject = command({
  id: 'key_projects.split',
  summary: 'Split a key project into parts that add up to it; the whole leaves the counts and stays as their origin',
  route: 'POST /key-projects/:projectId/split',
  permission: 'key_projects.lists',
  input: Named.extend({ parts: z.array(SplitPart).min(2).max(20), on: DayText, reason: Reason }),
  output: z.object({ ids: z.array(Id) }),
})

/** Enter a further phase of a key project: a project of its own whose investment is the increment. */
export const beginPhase = command({
  id: 'key_projects.begin_phase',
  summary: 'Enter a further phase of a key project: a project of its own whose investment is the increment',
  route: 'POST /key-projects/:projectId/phases',
  permission: 'key_projects.manage',
  input: z.object({
    projectId: Id,
    name: z.string().trim().min(2).max(200),
    increment: Money,
    /** The phase was part of what the first contract signed, so that it is no new signing. */
    insideScope: z.boolean(),
    on: DayText,
    reason: Reason,
  }),
  output: z.object({ id: Id, number: z.string(), version: RecordVersion }),
})

/** Replace the investor of a key project; the project goes on as the same one. */
export const replaceInvestor = command({
  id: 'key_projects.replace_investor',
  summary: 'Replace the investor of a key project; the project goes on as the same one',
  route: 'POST /key-projects/:projectId/investor',
  permission: 'key_projects.manage',
  input: Named.extend({
    enterprise: z.string().trim().min(2).max(200),
    creditCode: CreditCodeText.nullable().default(null),
    investorType: InvestorType.nullable().default(null),
    on: DayText,
    reason: Reason,
  }),
  output: Changed,
})

/** One tie of a project: to another it came from or went into, or to its former investor. */
export const Link = z.object({
  id: Id,
  kind: LinkKind,
  /** `from`: this project came out of the other; `to`: it went into or brought forth the other. */
  direction: z.enum(['from', 'to', 'self']),
  other: z.object({ id: Id, number: z.string(), name: z.string() }).nullable(),
  on: DayText,
  amount: Money.nullable(),
  insideScope: z.boolean(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string(),
  personName: z.string(),
})
export type Link = z.output<typeof Link>

/** List where a key project came from, what it was called, and what became of it. */
export const listLineage = query({
  id: 'key_projects.list_lineage',
  summary: 'List where a key project came from, what it was called, and what became of it',
  route: 'GET /key-projects/:projectId/lineage',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id }),
  output: z.object({
    items: z.array(Link),
    formerNames: z.array(z.object({ name: z.string(), until: DayText })),
  }),
})

/** Every operation on lineage and duplicates. */
export const lineageContracts = [
  listDuplicates,
  judgeDifferent,
  mergeProjects,
  splitProject,
  beginPhase,
  replaceInvestor,
  listLineage,
] as const
