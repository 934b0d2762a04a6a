import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { command, query } from '../../../kernel/operation.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { Category, ListClass, ListLevel } from './project.ts'

const Money = YuanAmount.min(0).max(9_000_000_000_000_000)
const Year = z.int().min(2000).max(2100)

/**
 * Counts and money of some projects of a year's list. `completion` is done over plan, null without a plan. Starts are counted among
 * the new starts: `started` of `toStart` this year, and of `dueToStart` whose planned day has passed.
 */
export const ListTally = z.object({
  count: z.int(),
  totalInvestment: Money,
  yearPlan: Money,
  done: Money,
  completion: z.number().nullable(),
  toStart: z.int(),
  dueToStart: z.int(),
  started: z.int(),
  registered: z.int(),
})
export type ListTally = z.output<typeof ListTally>

/** How a list changed after it was frozen: a project in or out, of another class, with another plan. */
export const AdjustmentKind = z.enum(['added', 'removed', 'reclassified', 'replanned'])
export type AdjustmentKind = z.output<typeof AdjustmentKind>

/** A list as it was frozen. */
export const FrozenList = z.object({
  id: Id,
  level: ListLevel,
  year: Year,
  frozenOn: DayText,
  personName: z.string(),
  note: z.string(),
  count: z.int(),
  yearPlan: Money,
})
export type FrozenList = z.output<typeof FrozenList>

/** One difference between the frozen list and the list of today, with the reasons that were given for it. */
export const ListDifference = z.object({
  projectId: Id,
  number: z.string(),
  name: z.string(),
  kind: AdjustmentKind,
  before: z.string().nullable(),
  after: z.string().nullable(),
  reasons: z.array(z.object({ reason: z.string(), at: z.string(), personName: z.string() })),
})
export type ListDifference = z.output<typeof ListDifference>

/** List the lists that were frozen, latest year first. */
export const listFrozenLists = query({
  id: 'key_projects.list_frozen',
  summary: 'List the lists that were frozen, latest year first',
  route: 'GET /key-project-lists',
  permission: 'key_projects.view',
  input: z.object({}),
  output: z.object({ items: z.array(FrozenList) }),
})

/** Freeze the list of a level and year as it stands; it stays as the first denominator of every rate. */
export const freezeList = command({
  id: 'key_projects.freeze_list',
  summary: 'Freeze the list of a level and year as it stands; it stays as the first denominator of every rate',
  route: 'POST /key-project-lists',
  permission: 'key_projects.lists',
  input: z.object({ level: ListLevel, year: Year, note: z.string().trim().max(500).default('') }),
  output: z.object({ id: Id, count: z.int() }),
})

/** Compare a frozen list with the list of today: both tallies and every difference with its reasons. */
export const compareList = query({
  id: 'key_projects.compare_list',
  summary: 'Compare a frozen list with the list of today: both tallies and every difference with its reasons',
  route: 'GET /key-project-lists/:listId',
  permission: 'key_projects.view',
  input: z.object({ listId: Id }),
  output: z.object({
    list: FrozenList,
    frozen: ListTally,
    adjusted: ListTally,
    differences: z.array(ListDifference),
    unexplained: z.int(),
  }),
})

/** What statistics are grouped by: level of the list, class, category, industry (GB/T 4754), unit. */
export const STATISTICS_GROUPS = ['level', 'class', 'category', 'industry', 'unit'] as const
/** One of `STATISTICS_GROUPS`. */
export const StatisticsGroup = z.enum(STATISTICS_GROUPS)
export type StatisticsGroup = z.output<typeof StatisticsGroup>

/** One row of the statistics with both denominators; `frozen` is null where no list was frozen. */
export const StatisticsRow = z.object({
  key: z.string(),
  name: z.string().nullable(),
  adjusted: ListTally,
  frozen: ListTally.nullable(),
})
export type StatisticsRow = z.output<typeof StatisticsRow>

/** Sum up a year's lists by level, class, category, industry or unit, on the frozen list and on the adjusted one. */
export const summariseLists = query({
  id: 'key_projects.statistics',
  summary:
    "Sum up a year's lists by level, class, category, industry or unit, on the frozen list and on the adjusted one",
  route: 'GET /key-project-statistics',
  permission: 'key_projects.view',
  input: z.object({ year: Year, level: ListLevel.optional(), by: StatisticsGroup.default('level') }),
  output: z.object({
    /** `origins` counts what was split or merged as one undertaking. */
    whole: StatisticsRow.extend({ origins: z.int() }),
    rows: z.array(StatisticsRow),
    frozenLists: z.array(z.object({ id: Id, level: ListLevel, frozenOn: DayText })),
    latestAsOf: z.string().nullable(),
  }),
})

/** Export the statistics of a year's lists as a workbook, with both denominators. */
export const exportListStatistics = query({
  id: 'key_projects.export_list_statistics',
  summary: "Export the statistics of a year's lists as a workbook, with both denominators",
  route: 'GET /key-project-statistics/export',
  permission: 'key_projects.view',
  audited: true,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: summariseLists.input,
  output: FileAnswer,
})

/** Every operation on lists and their statistics. */
export const listContracts = [listFrozenLists, freezeList, compareList, summariseLists, exportListStatistics] as const

/** An entry of a list as rules count it. */
export const ListedProject = z.object({
  projectId: Id,
  listClass: ListClass,
  category: Category.nullable(),
  industryCode: z.string(),
  unitId: Id,
  totalInvestment: Money.nullable(),
  yearPlan: Money.nullable(),
})
export type ListedProject = z.output<typeof ListedProject>
