import { formatPeriod } from '../../kernel/format.ts'
import type { Period } from '../../kernel/period.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import { type ReportBody, type ReportKind, SLIP_REASONS, type SheetField } from './contract.ts'
import { progressReportsMessages } from './messages/index.ts'
import { FIELDS_OF } from './rules/known.ts'
import { monthIndex } from './rules/periods.ts'

const zh = progressReportsMessages['zh-CN']
const en = progressReportsMessages.en

/** How a column of the sheet is read. */
export const SHEET_KINDS = {
  investedInPeriod: 'money',
  investedThisYear: 'money',
  physicalShare: 'percent',
  physicalProgress: 'text',
  fundsInPlace: 'money',
  yearForecast: 'money',
  nextInvestment: 'money',
  nextPlan: 'text',
  slipReason: 'text',
  slipText: 'text',
  adjustReason: 'text',
  problem: 'text',
} as const satisfies Record<SheetField, 'money' | 'percent' | 'text'>

const SYNONYMS: Partial<Record<SheetField, readonly string[]>> = {
  investedInPeriod: ['本月完成', '本周完成', '本月完成投资', '本周完成投资', '当月完成投资'],
  investedThisYear: ['本年累计', '累计完成投资', '本年累计完成投资', '年度累计'],
  physicalShare: ['形象进度百分比', '工程进度'],
  physicalProgress: ['目前进展', '工程形象进度', '项目进展'],
  fundsInPlace: ['到位资金'],
  yearForecast: ['预计全年', '全年预计'],
  nextPlan: ['下步计划', '下月计划', '下周节点', '下步打算', '下周计划'],
  problem: ['问题', '需协调解决的问题', '困难问题'],
}

/** The columns a returned sheet is read by. `number` is how rows find their project. */
export function columnsWanted(kind: ReportKind): readonly ColumnWanted[] {
  const fields: readonly SheetField[] = [...FIELDS_OF[kind], 'problem']
  return [
    {
      key: 'number',
      heading: zh.sheet.number,
      kind: 'text',
      synonyms: ['项目编号', en.sheet.number],
      isRequired: true,
    },
    { key: 'project', heading: zh.sheet.project, kind: 'text', synonyms: ['项目', en.sheet.project] },
    ...fields.map((field): ColumnWanted => {
      const isCumulative = field === 'investedThisYear'
      return {
        key: field,
        heading: headingOf(field, kind),
        kind: SHEET_KINDS[field],
        synonyms: [...(SYNONYMS[field] ?? []), zh.columns[field], en.columns[field]],
        ...(isCumulative ? { pattern: /^(?:\d{4}年)?(?:1|一)?[-—–~至到]?\d{1,2}月(?:份)?(?:底|末)?累计/ } : {}),
      }
    }),
  ]
}

function headingOf(field: SheetField, kind: ReportKind, period?: Period): string {
  if (field === 'investedInPeriod') return zh.sheet.thisPeriod[kind]
  if (field === 'nextPlan') return zh.sheet.nextPlan[kind]
  if (field === 'investedThisYear' && kind === 'month' && period) return zh.sheet.cumulative(monthIndex(period))
  return zh.columns[field]
}

/** A project as the sheet of a period shows it: what is held, and the report as it would be opened or was sent. */
export interface SheetLine {
  readonly number: string
  readonly name: string
  readonly unitName: string
  readonly yearPlan: number | null
  readonly before: number | null
  readonly body: ReportBody
}

const WIDTHS: Partial<Record<SheetField, number>> = {
  physicalProgress: 28,
  nextPlan: 28,
  slipReason: 18,
  slipText: 24,
  adjustReason: 20,
  problem: 30,
}

/** The prefilled sheet of a month or week: A3, held columns first, those to fill in behind them. */
export function reportSheet(kind: ReportKind, period: Period, lines: readonly SheetLine[], today: string): SheetOut {
  const fields: readonly SheetField[] = [...FIELDS_OF[kind], 'problem']
  const name = formatPeriod(period, 'zh-CN')
  return {
    name: zh.sheet.name,
    title: zh.sheet.title(name, zh.kinds[kind]),
    unitNote: zh.sheet.unitNote,
    columns: [
      { key: 'serial', heading: zh.sheet.serial, width: 6, kind: 'integer' },
      { key: 'number', heading: zh.sheet.number, width: 14, kind: 'text' },
      { key: 'project', heading: zh.sheet.project, width: 30, kind: 'text' },
      { key: 'unit', heading: zh.sheet.unit, width: 16, kind: 'text' },
      { key: 'yearPlan', heading: zh.sheet.yearPlan, width: 13, kind: 'money_wan' },
      { key: 'before', heading: zh.sheet.before, width: 13, kind: 'money_wan' },
      ...fields.map((field): ColumnOut => columnOf(field, kind, period)),
    ],
    rows: lines.map((line, index) => rowOf(line, index, fields)),
    footnotes: [zh.sheet.basis, zh.sheet.missing, zh.sheet.asOf(today)],
    signature: zh.sheet.signature,
    paper: 'a3',
    frozenColumns: 3,
  }
}

function columnOf(field: SheetField, kind: ReportKind, period: Period): ColumnOut {
  const base = { key: field, heading: headingOf(field, kind, period), width: WIDTHS[field] ?? 13 }
  if (field === 'slipReason') return { ...base, kind: 'text', options: SLIP_REASONS.map((reason) => zh.slips[reason]) }
  const read = SHEET_KINDS[field]
  return { ...base, kind: read === 'money' ? 'money_wan' : read === 'percent' ? 'percent' : 'text' }
}

function rowOf({ body, ...line }: SheetLine, index: number, fields: readonly SheetField[]): RowOut {
  const values = fields.map((field): [string, string | number | null] => {
    if (field === 'problem') return [field, body.problems.map(({ text }) => text).join('；')]
    if (field === 'slipReason') return [field, body.slipReason === null ? null : zh.slips[body.slipReason]]
    return [field, body[field]]
  })
  return {
    serial: index + 1,
    number: line.number,
    project: line.name,
    unit: line.unitName,
    yearPlan: line.yearPlan,
    before: line.before,
    ...Object.fromEntries(values),
  }
}
