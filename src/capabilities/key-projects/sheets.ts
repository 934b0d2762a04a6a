import type { Day } from '../../kernel/day.ts'
import { formatPeriod } from '../../kernel/format.ts'
import { toMu } from '../../kernel/area.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import {
  LEDGER_FIELDS,
  type LedgerField,
  type ListClass,
  type ListLevel,
  type ListTally,
  type MoneyProof,
  type Stage,
  type StatisticsGroup,
  type StatisticsRow,
} from './contract.ts'
import known from './data/ledger-columns.json' with { type: 'json' }
import { keyProjectsMessages } from './messages/index.ts'
import type { z } from 'zod'

const zh = keyProjectsMessages['zh-CN']
const en = keyProjectsMessages.en

interface Reading {
  readonly kind: 'text' | 'money' | 'area' | 'day'
  readonly synonyms?: readonly string[]
  readonly pattern?: RegExp
  readonly longest?: number
  /** Which day stands for a month or a year. */
  readonly edge?: 'first' | 'last'
}
/** A reading as the data says it: the pattern is the source of an expression. */
type KnownColumn = Omit<Reading, 'pattern'> & { readonly pattern?: string }

/** How each column of a ledger is recognised and read: names seen in ledgers of several provinces, as data. */
export const LEDGER_COLUMNS = Object.fromEntries(
  Object.entries(known.columns as Readonly<Record<LedgerField, KnownColumn>>).map(([field, { pattern, ...column }]) => [
    field,
    { ...column, ...(pattern === undefined ? {} : { pattern: new RegExp(pattern) }) },
  ]),
) as Readonly<Record<LedgerField, Reading>>

/** The columns an import looks for; a field a person left out is not looked for. */
export function columnsWanted(leftOut: ReadonlySet<LedgerField>): readonly ColumnWanted[] {
  return LEDGER_FIELDS.filter((field) => !leftOut.has(field)).map((field): ColumnWanted => {
    const { kind, synonyms = [], pattern } = LEDGER_COLUMNS[field]
    return {
      key: field,
      heading: zh.headings[field],
      kind,
      synonyms: [...synonyms, en.headings[field]],
      ...(pattern ? { pattern } : {}),
      ...(field === 'name' ? { isRequired: true } : {}),
    }
  })
}

/** A project as the ledger writes it: names instead of ids, phone already masked where it must be. */
export interface LedgerLine {
  readonly number: string
  readonly projectCodes: readonly string[]
  readonly name: string
  readonly memberships: readonly {
    readonly level: ListLevel
    readonly listClass: z.output<typeof ListClass>
    readonly year: number
  }[]
  readonly stage: Stage
  readonly category: keyof typeof zh.categories | null
  readonly nature: keyof typeof zh.natures | null
  readonly chain: string
  readonly enterprise: string
  readonly place: string
  readonly scope: string
  readonly land: number | null
  readonly totalInvestment: number | null
  readonly investedBeforeYear: number | null
  readonly yearPlan: number | null
  /** What the month of the figure added, where the ledger of months tells. */
  readonly investedThisMonth: number | null
  readonly investedThisYear: number | null
  readonly investedAsOf: string | null
  readonly completion: number | null
  readonly startedOn: string | null
  readonly plannedStartOn: string | null
  readonly plannedCompletionOn: string | null
  readonly physicalProgress: string
  readonly openProblems: string
  readonly nextSteps: string
  readonly isRegistered: boolean
  readonly statisticalTotal: number | null
  readonly unitName: string
  readonly leadUnitName: string | null
  readonly responsiblePerson: string
  readonly responsiblePhone: string
  readonly sponsorTitle: string | null
  readonly taskForceName: string | null
  readonly lightWord: string
  readonly note: string
}

const heading = zh.headings
const COLUMNS: readonly ColumnOut[] = [
  { key: 'serial', heading: zh.sheet.serial, width: 6, kind: 'integer' },
  { key: 'number', heading: heading.number, width: 14, kind: 'text' },
  { key: 'projectCode', heading: heading.projectCode, width: 26, kind: 'text' },
  { key: 'name', heading: heading.name, width: 30, kind: 'text' },
  { key: 'level', heading: heading.level, width: 10, kind: 'text' },
  { key: 'listClass', heading: heading.listClass, width: 10, kind: 'text' },
  { key: 'stage', heading: heading.stage, width: 10, kind: 'text' },
  { key: 'category', heading: heading.category, width: 10, kind: 'text' },
  { key: 'chain', heading: heading.chain, width: 12, kind: 'text' },
  { key: 'enterprise', heading: heading.enterprise, width: 24, kind: 'text' },
  { key: 'place', heading: heading.place, width: 16, kind: 'text' },
  { key: 'scope', heading: heading.scope, width: 40, kind: 'text' },
  { key: 'nature', heading: heading.nature, width: 10, kind: 'text' },
  { key: 'land', heading: heading.land, width: 12, kind: 'decimal', digits: 2 },
  { key: 'span', heading: heading.span, width: 20, kind: 'text' },
  { key: 'totalInvestment', heading: heading.totalInvestment, width: 14, kind: 'money_wan' },
  { key: 'investedBeforeYear', heading: heading.investedBeforeYear, width: 14, kind: 'money_wan' },
  { key: 'yearPlan', heading: heading.yearPlan, width: 14, kind: 'money_wan' },
  { key: 'investedThisMonth', heading: heading.investedThisMonth, width: 14, kind: 'money_wan' },
  { key: 'investedThisYear', heading: zh.sheet.investedThisYear, width: 14, kind: 'money_wan' },
  { key: 'investedAsOf', heading: heading.investedAsOf, width: 12, kind: 'text' },
  { key: 'completion', heading: zh.sheet.completion, width: 10, kind: 'percent' },
  { key: 'startedOn', heading: heading.startedOn, width: 12, kind: 'day' },
  { key: 'physicalProgress', heading: heading.physicalProgress, width: 20, kind: 'text' },
  { key: 'registered', heading: zh.sheet.registered, width: 8, kind: 'text' },
  { key: 'statisticalTotal', heading: zh.sheet.statisticalTotal, width: 14, kind: 'money_wan' },
  { key: 'openProblems', heading: heading.openProblems, width: 24, kind: 'text' },
  { key: 'nextSteps', heading: heading.nextSteps, width: 24, kind: 'text' },
  { key: 'plannedCompletionOn', heading: heading.plannedCompletionOn, width: 12, kind: 'day' },
  { key: 'unit', heading: heading.unit, width: 18, kind: 'text' },
  { key: 'leadUnit', heading: heading.leadUnit, width: 18, kind: 'text' },
  { key: 'responsiblePerson', heading: heading.responsiblePerson, width: 12, kind: 'text' },
  { key: 'responsiblePhone', heading: heading.responsiblePhone, width: 14, kind: 'text' },
  { key: 'sponsor', heading: heading.sponsor, width: 14, kind: 'text' },
  { key: 'taskForce', heading: heading.taskForce, width: 14, kind: 'text' },
  { key: 'light', heading: zh.sheet.light, width: 8, kind: 'text' },
  { key: 'note', heading: heading.note, width: 24, kind: 'text' },
]

/** The 重点项目推进台账 as a sheet: A3, totals, basis and as-of day beneath, a line to sign on. */
export function ledgerSheet(regionName: string, lines: readonly LedgerLine[], today: Day): SheetOut {
  const sum = (
    field:
      | 'totalInvestment'
      | 'investedBeforeYear'
      | 'yearPlan'
      | 'investedThisMonth'
      | 'investedThisYear'
      | 'statisticalTotal',
  ) => lines.reduce((total, line) => total + (line[field] ?? 0), 0)
  return {
    name: zh.sheet.name,
    title: zh.sheet.title(regionName),
    unitNote: zh.sheet.unitNote,
    columns: COLUMNS,
    rows: lines.map(rowOf),
    totals: {
      name: zh.sheet.total,
      totalInvestment: sum('totalInvestment'),
      investedBeforeYear: sum('investedBeforeYear'),
      yearPlan: sum('yearPlan'),
      investedThisMonth: sum('investedThisMonth'),
      investedThisYear: sum('investedThisYear'),
      statisticalTotal: sum('statisticalTotal'),
    },
    footnotes: [zh.sheet.basis, zh.sheet.missing, zh.sheet.asOf(today)],
    signature: zh.sheet.signature,
    paper: 'a3',
    frozenColumns: 4,
  }
}

function rowOf(line: LedgerLine, index: number): RowOut {
  const { memberships } = line
  const latest = Math.max(0, ...memberships.map((each) => each.year))
  const listed = memberships.filter((each) => each.year === latest)
  return {
    serial: index + 1,
    number: line.number,
    projectCode: line.projectCodes.join('、'),
    name: line.name,
    level: listed.map((each) => zh.levels[each.level]).join('、'),
    listClass: [...new Set(listed.map((each) => zh.classes[each.listClass]))].join('、'),
    stage: zh.stages[line.stage],
    category: line.category && zh.categories[line.category],
    chain: line.chain,
    enterprise: line.enterprise,
    place: line.place,
    scope: line.scope,
    nature: line.nature && zh.natures[line.nature],
    land: line.land === null ? null : toMu(line.land as never),
    span: spanOf(line),
    totalInvestment: line.totalInvestment,
    investedBeforeYear: line.investedBeforeYear,
    yearPlan: line.yearPlan,
    investedThisMonth: line.investedThisMonth,
    investedThisYear: line.investedThisYear,
    investedAsOf: line.investedAsOf && formatPeriod(line.investedAsOf as never, 'zh-CN'),
    completion: line.completion,
    startedOn: line.startedOn,
    physicalProgress: line.physicalProgress,
    registered: line.isRegistered ? zh.sheet.yes : zh.sheet.no,
    statisticalTotal: line.statisticalTotal,
    openProblems: line.openProblems,
    nextSteps: line.nextSteps,
    plannedCompletionOn: line.plannedCompletionOn,
    unit: line.unitName,
    leadUnit: line.leadUnitName,
    responsiblePerson: line.responsiblePerson,
    responsiblePhone: line.responsiblePhone,
    sponsor: line.sponsorTitle,
    taskForce: line.taskForceName,
    light: line.lightWord,
    note: line.note,
  }
}

/** 起止年限 by months, as an import reads it back. */
function spanOf({ plannedStartOn, plannedCompletionOn }: LedgerLine): string | null {
  if (!plannedStartOn || !plannedCompletionOn) return null
  const [from, to] = [plannedStartOn, plannedCompletionOn].map(
    (day) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`,
  )
  return `${from}—${to}`
}

/** A project in the investment statistics as the 纳统台账 writes it. Money is whole yuan. */
export interface StatisticalLine {
  readonly projectCodes: readonly string[]
  readonly statisticalCode: string
  readonly name: string
  readonly registeredOn: string | null
  readonly plannedTotal: number | null
  readonly asOf: string | null
  readonly month: number | null
  readonly year: number | null
  readonly total: number | null
  readonly proofs: Readonly<Partial<Record<MoneyProof, { readonly pieces: number; readonly amount: number | null }>>>
}

const statistics = zh.money.sheet
const PIECES = ['contractPieces', 'invoicePieces', 'paymentPieces'] as const
const STATISTICAL_COLUMNS: readonly ColumnOut[] = [
  { key: 'serial', heading: statistics.serial, width: 6, kind: 'integer' },
  { key: 'projectCode', heading: statistics.projectCode, width: 26, kind: 'text' },
  { key: 'statisticalCode', heading: statistics.statisticalCode, width: 18, kind: 'text' },
  { key: 'projectName', heading: statistics.projectName, width: 30, kind: 'text' },
  { key: 'registeredOn', heading: statistics.registeredOn, width: 12, kind: 'day' },
  ...(['plannedTotal'] as const).map(
    (key) => ({ key, heading: statistics[key], width: 14, kind: 'money_wan' }) as const,
  ),
  { key: 'asOf', heading: statistics.asOf, width: 14, kind: 'text' },
  ...(['month', 'year', 'total'] as const).map(
    (key) => ({ key, heading: statistics[key], width: 12, kind: 'money_wan' }) as const,
  ),
  ...PIECES.flatMap((key): ColumnOut[] => {
    const amount = key.replace('Pieces', '') as 'contract' | 'invoice' | 'payment'
    return [
      { key, heading: statistics[key], width: 8, kind: 'integer' },
      { key: amount, heading: statistics[amount], width: 12, kind: 'money_wan' },
    ]
  }),
  { key: 'photo', heading: statistics.photo, width: 8, kind: 'integer' },
]

/** The 纳统台账 as a sheet: every project in the investment statistics with what the bureau verified and what stands behind it. */
export function statisticalSheet(regionName: string, lines: readonly StatisticalLine[], today: Day): SheetOut {
  const sum = (field: 'plannedTotal' | 'month' | 'year' | 'total') =>
    lines.reduce((total, line) => total + (line[field] ?? 0), 0)
  return {
    name: statistics.name,
    title: statistics.title(regionName),
    unitNote: statistics.unitNote,
    columns: STATISTICAL_COLUMNS,
    groups: [
      { heading: statistics.investment, keys: ['month', 'year', 'total'] },
      {
        heading: statistics.proofs,
        keys: ['contractPieces', 'contract', 'invoicePieces', 'invoice', 'paymentPieces', 'payment', 'photo'],
      },
    ],
    rows: lines.map(({ proofs, projectCodes, name, asOf, ...line }, index) => ({
      ...line,
      serial: index + 1,
      projectCode: projectCodes.join('、'),
      projectName: name,
      asOf: asOf && formatPeriod(asOf as never, 'zh-CN'),
      contractPieces: proofs.contract?.pieces,
      contract: proofs.contract?.amount,
      invoicePieces: proofs.invoice?.pieces,
      invoice: proofs.invoice?.amount,
      paymentPieces: proofs.payment?.pieces,
      payment: proofs.payment?.amount,
      photo: proofs.photo?.pieces,
    })),
    totals: {
      projectName: zh.sheet.total,
      plannedTotal: sum('plannedTotal'),
      month: sum('month'),
      year: sum('year'),
      total: sum('total'),
    },
    footnotes: [statistics.basis, zh.sheet.missing, zh.sheet.asOf(today)],
    signature: zh.sheet.signature,
    paper: 'a3',
    frozenColumns: 4,
  }
}

const { lists } = zh
const TALLIES = ['frozen', 'adjusted'] as const
const TALLY_COLUMNS = [
  ['count', lists.count, 'integer'],
  ['yearPlan', lists.yearPlan, 'money_wan'],
  ['done', lists.doneYear, 'money_wan'],
  ['completion', lists.completion, 'percent'],
  ['toStart', lists.sheet.toStart, 'integer'],
  ['dueToStart', lists.sheet.dueToStart, 'integer'],
  ['started', lists.sheet.started, 'integer'],
  ['registered', lists.registered, 'integer'],
] as const satisfies readonly (readonly [keyof ListTally, string, ColumnOut['kind']])[]

/** The statistics of a year's lists as a sheet: every group with both denominators, the whole beneath. Money is whole yuan. */
export function statisticsSheet(
  regionName: string,
  { year, level, by }: { readonly year: number; readonly level?: ListLevel | undefined; readonly by: StatisticsGroup },
  { rows, whole }: { readonly rows: readonly StatisticsRow[]; readonly whole: StatisticsRow },
  today: Day,
): SheetOut {
  const cellsOf = (row: StatisticsRow): RowOut => ({
    totalInvestment: row.adjusted.totalInvestment,
    ...Object.fromEntries(
      TALLIES.flatMap((tally) => TALLY_COLUMNS.map(([key]) => [`${tally} ${key}`, row[tally]?.[key] ?? null])),
    ),
  })
  const words: Readonly<Record<string, string>> = { ...zh.levels, ...zh.classes, ...zh.categories }
  const nameOf = ({ key, name }: StatisticsRow): string => name ?? (key === '' ? lists.none : (words[key] ?? key))
  return {
    name: lists.title,
    title: lists.sheet.title(regionName, year, level === undefined ? lists.allLevels : zh.levels[level]),
    unitNote: zh.sheet.unitNote,
    columns: [
      { key: 'group', heading: lists.groups[by], width: 24, kind: 'text' },
      { key: 'totalInvestment', heading: lists.totalInvestment, width: 14, kind: 'money_wan' },
      ...TALLIES.flatMap((tally) =>
        TALLY_COLUMNS.map(([key, heading, kind]): ColumnOut => ({ key: `${tally} ${key}`, heading, width: 12, kind })),
      ),
    ],
    groups: TALLIES.map((tally) => ({ heading: lists[tally], keys: TALLY_COLUMNS.map(([key]) => `${tally} ${key}`) })),
    rows: rows.map((row) => ({ group: nameOf(row), ...cellsOf(row) })),
    totals: { group: lists.whole, ...cellsOf(whole) },
    footnotes: [lists.note, zh.sheet.missing, zh.sheet.asOf(today)],
    signature: zh.sheet.signature,
    paper: 'a3',
    frozenColumns: 1,
  }
}
