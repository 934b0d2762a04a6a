import { z } from 'zod'
import { SquareMetresAmount } from '../../../kernel/area.ts'
import { CreditCodeText } from '../../../kernel/credit-code.ts'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { ProjectCodeText } from '../../../kernel/project-code.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'

/** 谋划 在谈 签约 落地 立项 手续 开工 在建 竣工 投产 达产: S1 to S11, and what a project outside the chain is. */
export const STAGES = [
  'reserve',
  'negotiating',
  'signed',
  'landed',
  'established',
  'permits',
  'started',
  'under_construction',
  'completed',
  'in_production',
  'design_output',
  'paused',
  'ended',
] as const
/** One of `STAGES`. */
export const Stage = z.enum(STAGES)
export type Stage = z.output<typeof Stage>

/** 省级 市级 县级: whose yearly list a project is on. */
export const LIST_LEVELS = ['province', 'city', 'county'] as const
/** One of `LIST_LEVELS`. */
export const ListLevel = z.enum(LIST_LEVELS)
export type ListLevel = z.output<typeof ListLevel>

/** 竣工 续建 新开工 预备: the class of a project on a year's list. */
export const LIST_CLASSES = ['completing', 'continuing', 'new_start', 'preparatory'] as const
/** One of `LIST_CLASSES`. */
export const ListClass = z.enum(LIST_CLASSES)

/** A place on a year's list. `listStatus` is what that list calls the stage of the project, where it differs from the real one. */
export const Membership = z.object({
  level: ListLevel,
  year: z.int().min(2000).max(2100),
  listClass: ListClass,
  batch: z.string().trim().max(50).default(''),
  listStatus: Stage.optional(),
})
export type Membership = z.output<typeof Membership>

/** 政府投资 国有企业 民营 外资. */
export const InvestorType = z.enum(['government', 'state_firm', 'private', 'foreign'])
/** 审批 核准 备案. */
export const Establishment = z.enum(['approval', 'verification', 'filing'])
/** 工业 服务业 农业 基础设施 民生 生态. */
export const CATEGORIES = ['industry', 'services', 'agriculture', 'infrastructure', 'livelihood', 'ecology'] as const
/** One of `CATEGORIES`. */
export const Category = z.enum(CATEGORIES)
/** 新建 扩建 技改 迁建 购置 信息化: the nature of the building. */
export const BuildingNature = z.enum(['new', 'expansion', 'renovation', 'relocation', 'purchase', 'informatisation'])

/** Light of a project by its year's money against pace; `none` without a plan or a figure. */
export const ProjectLight = z.enum(['green', 'yellow', 'red', 'none'])
export type ProjectLight = z.output<typeof ProjectLight>

const Line = z.string().trim().max(200)
const Name = z.string().trim().min(2).max(200)
const Money = YuanAmount.min(0).max(9_000_000_000_000_000)

/** What a person writes about a project. Money is whole yuan, land square metres. */
export const ProjectBody = z
  .object({
    name: Name,
    shortName: Line.default(''),
    projectCodes: z.array(ProjectCodeText).max(10).default([]),
    memberships: z.array(Membership).max(30).default([]),
    investorType: InvestorType.nullable().default(null),
    establishment: Establishment.nullable().default(null),
    nature: BuildingNature.nullable().default(null),
    category: Category.nullable().default(null),
    industryCode: z
      .string()
      .trim()
      .regex(/^([A-T]?\d{0,4})$/)
      .default(''),
    chain: Line.default(''),
    stage: Stage.default('reserve'),
    enterprise: Line.default(''),
    creditCode: CreditCodeText.nullable().default(null),
    place: Line.default(''),
    longitude: z.number().min(73).max(136).nullable().default(null),
    latitude: z.number().min(3).max(54).nullable().default(null),
    land: SquareMetresAmount.nullable().default(null),
    floorArea: SquareMetresAmount.nullable().default(null),
    scope: z.string().trim().max(4000).default(''),
    capacity: z.string().trim().max(200).default(''),
    expectedOutput: Money.nullable().default(null),
    expectedTax: Money.nullable().default(null),
    jobs: z.int().min(0).max(10_000_000).nullable().default(null),
    totalInvestment: Money.nullable().default(null),
    investedBeforeYear: Money.nullable().default(null),
    planYear: z.int().min(2000).max(2100).nullable().default(null),
    yearPlan: Money.nullable().default(null),
    monthlyPlan: z.array(Money).length(12).nullable().default(null),
    signedAmount: Money.nullable().default(null),
    investedThisYear: Money.nullable().default(null),
    investedAsOf: PeriodText.nullable().default(null),
    fundsInPlace: Money.nullable().default(null),
    bondAmount: Money.nullable().default(null),
    bondSpent: Money.nullable().default(null),
    plannedStartOn: DayText.nullable().default(null),
    plannedCompletionOn: DayText.nullable().default(null),
    plannedProductionOn: DayText.nullable().default(null),
    startedOn: DayText.nullable().default(null),
    completedOn: DayText.nullable().default(null),
    producedOn: DayText.nullable().default(null),
    unitId: Id,
    leadUnitId: Id.nullable().default(null),
    sponsorPostId: Id.nullable().default(null),
    taskForceId: Id.nullable().default(null),
    responsiblePerson: Line.default(''),
    responsiblePhone: Line.default(''),
    physicalProgress: z.string().trim().max(2000).default(''),
    openProblems: z.string().trim().max(2000).default(''),
    nextSteps: z.string().trim().max(2000).default(''),
    note: z.string().trim().max(2000).default(''),
  })
  .strict()
export type ProjectBody = z.output<typeof ProjectBody>

/** What statistics alone write: the second ledger of money and the two registrations. */
export const ProjectStatistics = z.object({
  statisticalTotal: Money.nullable(),
  statisticalThisYear: Money.nullable(),
  statisticalAsOf: PeriodText.nullable(),
  investmentRegisteredOn: DayText.nullable(),
  fourAboveOn: DayText.nullable(),
})
export type ProjectStatistics = z.output<typeof ProjectStatistics>

/** What a post may do to a project just now. */
export const ProjectAction = z.enum(['edit', 'enter_statistics', 'withdraw', 'restore'])
export type ProjectAction = z.output<typeof ProjectAction>

/** Where a project was first read: a dispatch, and the row of it. */
export const ProjectSource = z.object({ dispatchId: Id, rowId: Id, quote: z.string(), title: z.string() })
export type ProjectSource = z.output<typeof ProjectSource>

/** A project as a list shows it. */
export const ProjectLine = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  stage: Stage,
  category: Category.nullable(),
  memberships: z.array(Membership),
  unitId: Id,
  unitName: z.string(),
  leadUnitName: z.string().nullable(),
  sponsorTitle: z.string().nullable(),
  enterprise: z.string(),
  totalInvestment: Money.nullable(),
  yearPlan: Money.nullable(),
  investedThisYear: Money.nullable(),
  investedAsOf: PeriodText.nullable(),
  /** Share of the year's plan that is done, unrounded. */
  completion: z.number().nullable(),
  light: ProjectLight,
  /** The lights of the rule's dimensions, in its order. */
  lightDimensions: z.array(z.object({ key: z.string(), light: ProjectLight })),
  plannedStartOn: DayText.nullable(),
  plannedCompletionOn: DayText.nullable(),
  isRegistered: z.boolean(),
  withdrawn: z.boolean(),
  updatedAt: z.string(),
  version: RecordVersion,
})
export type ProjectLine = z.output<typeof ProjectLine>

/** Why a light is what it is: code and values; the sentence is a message. */
export const ProjectLightReason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ProjectLightReason = z.output<typeof ProjectLightReason>

/** A name a project had until a day. */
export const FormerName = z.object({ name: z.string(), until: DayText })
export type FormerName = z.output<typeof FormerName>

/** A project, whole. */
export const Project = ProjectBody.extend({
  ...ProjectStatistics.shape,
  id: Id,
  number: z.string(),
  formerNames: z.array(FormerName),
  unitName: z.string(),
  leadUnitName: z.string().nullable(),
  taskForceName: z.string().nullable(),
  sponsorTitle: z.string().nullable(),
  completion: z.number().nullable(),
  pace: z.number().nullable(),
  light: ProjectLight,
  lightReason: ProjectLightReason.nullable(),
  /** The light of every dimension of the rule, with its reason. */
  lightDimensions: z.array(
    z.object({ key: z.string(), light: ProjectLight, excused: z.boolean(), reason: ProjectLightReason }),
  ),
  lightRule: z.object({ code: z.string(), version: z.int() }).nullable(),
  source: ProjectSource.nullable(),
  withdrawnReason: z.string().nullable(),
  stageSince: DayText.nullable(),
  stageLeft: Stage.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: RecordVersion,
  actions: z.array(ProjectAction),
})
export type Project = z.output<typeof Project>

/** What a list can be ordered by; ties fall back to the id. */
export const PROJECT_SORTS = [
  'number',
  'name',
  'totalInvestment',
  'yearPlan',
  'completion',
  'plannedStartOn',
  'plannedCompletionOn',
  'stage',
  'light',
  'updatedAt',
] as const
/** One of `PROJECT_SORTS`. */
export const ProjectSort = z.enum(PROJECT_SORTS)
export type ProjectSort = z.output<typeof ProjectSort>

/** What a list can be narrowed by. `text` finds Chinese anywhere in names, enterprise, place, chain and codes, and pinyin or initials in names. */
export const ProjectFilter = z.object({
  text: z.string().trim().max(100).optional(),
  stage: z.array(Stage).optional(),
  category: z.array(Category).optional(),
  light: z.array(ProjectLight).optional(),
  level: z.array(ListLevel).optional(),
  listClass: z.array(ListClass).optional(),
  year: z.int().optional(),
  unitId: z.array(Id).optional(),
  sponsorPostId: z.array(Id).optional(),
  minInvestment: Money.optional(),
  maxInvestment: Money.optional(),
  withdrawn: z.boolean().default(false),
})
export type ProjectFilter = z.output<typeof ProjectFilter>

/** List key projects, filtered and sorted, page by page. */
export const listProjects = query({
  id: 'key_projects.list',
  summary: 'List key projects, filtered and sorted, page by page',
  route: 'GET /key-projects',
  permission: 'key_projects.view',
  input: ProjectFilter.extend({
    sort: ProjectSort.default('number'),
    descending: z.boolean().default(false),
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(ProjectLine), nextCursor: z.string().nullable() }),
})

/** Count key projects by stage, list, light and unit, with their money. */
export const countProjects = query({
  id: 'key_projects.count',
  summary: 'Count key projects by stage, list, light and unit, with their money',
  route: 'GET /key-projects/count',
  permission: 'key_projects.view',
  input: ProjectFilter,
  output: z.object({
    total: z.int(),
    totalInvestment: Money,
    yearPlan: Money,
    investedThisYear: Money,
    byStage: z.array(z.object({ stage: Stage, count: z.int(), totalInvestment: Money })),
    byLight: z.array(z.object({ light: ProjectLight, count: z.int() })),
    byLevel: z.array(z.object({ level: ListLevel, count: z.int() })),
    byUnit: z.array(
      z.object({
        unitId: Id,
        unitName: z.string(),
        count: z.int(),
        totalInvestment: Money,
        red: z.int(),
        yellow: z.int(),
        green: z.int(),
      }),
    ),
  }),
})

/** Show one key project whole, with what may be done to it. */
export const showProject = query({
  id: 'key_projects.show',
  summary: 'Show one key project whole, with what may be done to it',
  route: 'GET /key-projects/:projectId',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id }),
  output: Project,
})

/** List what happened to one key project, newest first. */
export const listProjectHistory = query({
  id: 'key_projects.history',
  summary: 'List what happened to one key project, newest first',
  route: 'GET /key-projects/:projectId/history',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        at: z.string(),
        topic: z.string(),
        actorName: z.string(),
        onBehalfOf: z.string().nullable(),
        reason: z.string().nullable(),
        changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
  }),
})

/** How a project comes in at a later stage than the reserve: since when, and what that rests on. */
export const StageEntry = z.object({
  on: DayText.nullable().default(null),
  reason: z.string().trim().max(500).default(''),
})
export type StageEntry = z.output<typeof StageEntry>

/** Enter a key project into the library. */
export const createProject = command({
  id: 'key_projects.create',
  summary: 'Enter a key project into the library',
  route: 'POST /key-projects',
  permission: 'key_projects.manage',
  secret: ['responsiblePhone'],
  input: ProjectBody.extend({ entry: StageEntry.optional() }),
  output: z.object({ id: Id, number: z.string(), version: RecordVersion }),
})

/**
 * Change fields of a key project; refused with both values where somebody changed it meanwhile. The stage is moved by its own operation;
 * a change of a frozen list needs a reason.
 */
export const updateProject = command({
  id: 'key_projects.update',
  summary: 'Change fields of a key project; refused with both values where somebody changed it meanwhile',
  route: 'PATCH /key-projects/:projectId',
  permission: 'key_projects.manage',
  secret: ['body.responsiblePhone'],
  input: z.object({
    projectId: Id,
    expectedVersion: RecordVersion,
    body: ProjectBody,
    reason: z.string().trim().max(500).optional(),
  }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Enter the statistical investment and registrations of a key project. */
export const enterProjectStatistics = command({
  id: 'key_projects.enter_statistics',
  summary: 'Enter the statistical investment and registrations of a key project',
  route: 'PUT /key-projects/:projectId/statistics',
  permission: 'key_projects.statistics',
  input: ProjectStatistics.extend({ projectId: Id, expectedVersion: RecordVersion }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Withdraw a key project with a reason; it can be restored. */
export const withdrawProject = command({
  id: 'key_projects.withdraw',
  summary: 'Withdraw a key project with a reason; it can be restored',
  route: 'POST /key-projects/:projectId/withdraw',
  permission: 'key_projects.manage',
  input: z.object({ projectId: Id, expectedVersion: RecordVersion, reason: z.string().trim().min(2).max(500) }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Restore a withdrawn key project. */
export const restoreProject = command({
  id: 'key_projects.restore',
  summary: 'Restore a withdrawn key project',
  route: 'POST /key-projects/:projectId/restore',
  permission: 'key_projects.manage',
  input: z.object({ projectId: Id, expectedVersion: RecordVersion }),
  output: z.object({ id: Id, version: RecordVersion }),
})
