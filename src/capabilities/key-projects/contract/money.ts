import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { PAPER_TYPES } from './life.ts'
import { ProjectLight, ProjectLightReason } from './project.ts'

const Money = YuanAmount.min(0).max(9_000_000_000_000_000)
const Year = z.int().min(2000).max(2100)
const Reason = z.string().trim().max(500)

/** 上报 统计: the two ledgers of a project's money; neither ever overwrites the other. */
export const LEDGERS = ['reported', 'statistical'] as const
/** One of `LEDGERS`. */
export const Ledger = z.enum(LEDGERS)
export type Ledger = z.output<typeof Ledger>

/**
 * Where a month's figure came from: a change of the record, a confirmed report, an imported ledger, a dispatch, the statistics bureau, an
 * entry for a past month, or the taking back of an earlier figure.
 */
export const MONEY_SOURCES = ['edit', 'report', 'import', 'dispatch', 'statistics', 'month', 'undo'] as const
/** One of `MONEY_SOURCES`. */
export const MoneySource = z.enum(MONEY_SOURCES)
export type MoneySource = z.output<typeof MoneySource>

/** Share of the works that stands, 0–100, as reported. */
export const PhysicalPercent = z.number().min(0).max(100)

/**
 * A month's figure of one ledger, all in whole yuan: `thisYear` counts from January to the month's end, `thisMonth` is what it adds to the
 * month before (null where that month is not in the ledger), `total` counts since the start. `asOf` is the day the figure stands for,
 * `number` its place in the chain of corrections, from 1.
 */
export const MonthFigure = z.object({
  thisYear: Money.nullable(),
  thisMonth: YuanAmount.nullable(),
  total: Money.nullable(),
  fundsInPlace: Money.nullable(),
  physicalPercent: PhysicalPercent.nullable(),
  source: MoneySource,
  sourceId: z.string().nullable(),
  asOf: DayText,
  number: z.int().min(1),
  reason: z.string(),
  enteredBy: z.string(),
  onBehalfOf: z.string().nullable(),
  enteredAt: z.iso.datetime(),
})
export type MonthFigure = z.output<typeof MonthFigure>

/** One month of a project in both ledgers; `gap` is reported minus statistical in yuan, null until both are known. */
export const ProjectMonth = z.object({
  period: PeriodText,
  /** What the plan of the year expects by the month's end, yuan. */
  planned: Money.nullable(),
  reported: MonthFigure.nullable(),
  statistical: MonthFigure.nullable(),
  gap: YuanAmount.nullable(),
  light: ProjectLight.nullable(),
  lightReason: ProjectLightReason.nullable(),
})
export type ProjectMonth = z.output<typeof ProjectMonth>

/** Where works and money part: money went ahead of the works, or the works of the money. */
export const MoneyAlarm = z.enum(['money_ahead', 'works_ahead'])
export type MoneyAlarm = z.output<typeof MoneyAlarm>

/** 合同 发票 支付 照片. */
export const MONEY_PROOFS = ['contract', 'invoice', 'payment', 'photo'] as const
/** One of `MONEY_PROOFS`. */
export const MoneyProof = z.enum(MONEY_PROOFS)
export type MoneyProof = z.output<typeof MoneyProof>

/** What stands behind a month's money: a file, and the amount it proves where it proves one. */
export const MoneyEvidence = z.object({
  id: Id,
  period: PeriodText,
  kind: MoneyProof,
  amount: Money.nullable(),
  documentNumber: z.string(),
  datedOn: DayText.nullable(),
  note: z.string(),
  fileName: z.string(),
  fileSize: z.int(),
  /** Names of projects whose evidence holds the same file: one invoice cannot stand for two. */
  alsoAt: z.array(z.string()),
  enteredBy: z.string(),
  enteredAt: z.iso.datetime(),
  withdrawnReason: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(['withdraw'])),
})
export type MoneyEvidence = z.output<typeof MoneyEvidence>

/** What a reader may do with the money of a project just now. */
export const MoneyAction = z.enum(['record_reported', 'record_statistical', 'add_evidence'])
export type MoneyAction = z.output<typeof MoneyAction>

/** Show both ledgers of one project's money for a year, their gap, the evidence and the alarm. */
export const showProjectMoney = query({
  id: 'key_projects.show_money',
  summary: "Show both ledgers of one project's money for a year, their gap, the evidence and the alarm",
  route: 'GET /key-projects/:projectId/money',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id, year: Year.optional() }),
  output: z.object({
    year: Year,
    years: z.array(Year),
    months: z.array(ProjectMonth),
    yearPlan: Money.nullable(),
    totalInvestment: Money.nullable(),
    /** Share of the whole investment that is reported as done, unrounded. */
    moneyShare: z.number().nullable(),
    physicalPercent: PhysicalPercent.nullable(),
    alarm: MoneyAlarm.nullable(),
    /** From how many percentage points on works and money part. */
    alarmPoints: z.number(),
    evidence: z.array(MoneyEvidence),
    /** Yuan by kind of evidence that counts, of the year shown. */
    evidenced: z.record(MoneyProof, Money),
    statisticalCode: z.string(),
    version: RecordVersion,
    actions: z.array(MoneyAction),
  }),
})

/** List every figure a month of one project ever had in a ledger, the first one first. */
export const listFigureChain = query({
  id: 'key_projects.list_figure_chain',
  summary: 'List every figure a month of one project ever had in a ledger, the first one first',
  route: 'GET /key-projects/:projectId/money/:ledger/:period',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id, ledger: Ledger, period: PeriodText }),
  output: z.object({ items: z.array(MonthFigure.omit({ thisMonth: true })) }),
})

const MonthEntry = z.object({
  projectId: Id,
  period: PeriodText,
  thisYear: Money,
  reason: Reason.default(''),
  expectedVersion: RecordVersion,
})

/** Enter or correct a month of the reported ledger; a correction needs its reason. */
export const recordReportedMonth = command({
  id: 'key_projects.record_reported_month',
  summary: 'Enter or correct a month of the reported ledger; a correction needs its reason',
  route: 'POST /key-projects/:projectId/money/reported',
  permission: 'key_projects.manage',
  input: MonthEntry.extend({ physicalPercent: PhysicalPercent.nullable().default(null) }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Enter or correct a month of the statistical ledger; the statistics bureau alone may. */
export const recordStatisticalMonth = command({
  id: 'key_projects.record_statistical_month',
  summary: 'Enter or correct a month of the statistical ledger; the statistics bureau alone may',
  route: 'POST /key-projects/:projectId/money/statistical',
  permission: 'key_projects.statistics',
  input: MonthEntry.extend({ total: Money.nullable().default(null) }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Set the code under which the statistics bureau keeps a project in the investment statistics. */
export const setStatisticalCode = command({
  id: 'key_projects.set_statistical_code',
  summary: 'Set the code under which the statistics bureau keeps a project in the investment statistics',
  route: 'PUT /key-projects/:projectId/statistical-code',
  permission: 'key_projects.statistics',
  input: z.object({
    projectId: Id,
    statisticalCode: z
      .string()
      .trim()
      .max(40)
      .regex(/^[A-Za-z0-9-]*$/),
    expectedVersion: RecordVersion,
  }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Keep a file that proves money of a month: a contract, an invoice, a payment or a photo. */
export const addMoneyEvidence = command({
  id: 'key_projects.add_evidence',
  summary: 'Keep a file that proves money of a month: a contract, an invoice, a payment or a photo',
  route: 'POST /key-projects/:projectId/evidence',
  permission: 'key_projects.manage',
  fileIn: { types: PAPER_TYPES, maxBytes: 20_000_000 },
  input: z.object({
    projectId: Id,
    period: PeriodText,
    kind: MoneyProof,
    amount: Money.nullable().default(null),
    documentNumber: z.string().trim().max(100).default(''),
    datedOn: DayText.nullable().default(null),
    note: Reason.default(''),
    /** A photo is kept as its bare picture unless its sender wants the place in it kept. */
    keepLocation: z.boolean().default(false),
  }),
  output: z.object({ id: Id }),
})

/** Read the file of a piece of evidence; every reading is logged. */
export const readMoneyEvidence = query({
  id: 'key_projects.read_evidence',
  summary: 'Read the file of a piece of evidence; every reading is logged',
  route: 'GET /key-projects/:projectId/evidence/:evidenceId',
  permission: 'key_projects.view',
  audited: true,
  fileOut: 'application/octet-stream',
  input: z.object({ projectId: Id, evidenceId: Id }),
  output: FileAnswer,
})

/** Withdraw a piece of evidence with a reason; it stays readable and counts no more. */
export const withdrawMoneyEvidence = command({
  id: 'key_projects.withdraw_evidence',
  summary: 'Withdraw a piece of evidence with a reason; it stays readable and counts no more',
  route: 'POST /key-projects/:projectId/evidence/:evidenceId/withdraw',
  permission: 'key_projects.manage',
  input: z.object({
    projectId: Id,
    evidenceId: Id,
    reason: z.string().trim().min(2).max(500),
    expectedVersion: RecordVersion,
  }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** What a list of the money of the region is narrowed to. */
export const MoneyView = z.enum(['all', 'alarm', 'reported_only', 'gap'])
export type MoneyView = z.output<typeof MoneyView>

/** A project in the list of the region's money. `gap` is reported minus statistical of the year, yuan. */
export const MoneyLine = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  unitName: z.string(),
  yearPlan: Money.nullable(),
  reported: Money.nullable(),
  reportedAsOf: PeriodText.nullable(),
  statistical: Money.nullable(),
  statisticalAsOf: PeriodText.nullable(),
  gap: YuanAmount.nullable(),
  isRegistered: z.boolean(),
  moneyShare: z.number().nullable(),
  physicalPercent: PhysicalPercent.nullable(),
  alarm: MoneyAlarm.nullable(),
})
export type MoneyLine = z.output<typeof MoneyLine>

/** Show both ledgers of the region month by month and the projects behind them, with gap and alarm. */
export const listRegionMoney = query({
  id: 'key_projects.list_money',
  summary: 'Show both ledgers of the region month by month and the projects behind them, with gap and alarm',
  route: 'GET /key-projects/money',
  permission: 'key_projects.view',
  input: z.object({
    year: Year.optional(),
    view: MoneyView.default('all'),
    cursor: z.string().max(100).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    year: Year,
    /** Sums over every project in scope, each with its latest figure up to the month's end, yuan. */
    months: z.array(z.object({ period: PeriodText, reported: Money, statistical: Money, projects: z.int() })),
    totals: z.object({
      projects: z.int(),
      yearPlan: Money,
      reported: Money,
      statistical: Money,
      registered: z.int(),
      alarms: z.int(),
    }),
    items: z.array(MoneyLine),
    nextCursor: z.string().nullable(),
  }),
})

/** Export the 纳统台账: registration, statistical investment and evidence of every project in the investment statistics. */
export const exportStatisticalLedger = query({
  id: 'key_projects.export_statistics',
  summary: 'Export registration, statistical investment and evidence of every project in the investment statistics',
  route: 'GET /key-projects/statistics/export',
  permission: 'key_projects.view',
  audited: true,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: z.object({ year: Year.optional() }),
  output: FileAnswer,
})

/** Every operation on the money of projects. */
export const moneyContracts = [
  showProjectMoney,
  listFigureChain,
  recordReportedMonth,
  recordStatisticalMonth,
  setStatisticalCode,
  addMoneyEvidence,
  readMoneyEvidence,
  withdrawMoneyEvidence,
  listRegionMoney,
  exportStatisticalLedger,
] as const
