import type { Day } from '../../kernel/day.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import type { NodeVerdict } from './contract.ts'
import { schedulesMessages } from './messages/index.ts'
import { monthCells, type Span } from './rules/month-cells.ts'

const zh = schedulesMessages['zh-CN']
const { headings } = zh.sheet

/** The columns of the twelve months, in their order. */
export const MONTH_KEYS = Array.from({ length: 12 }, (_, index) => `month${index + 1}`)

/** The columns an import looks for in a 倒排工期表; names seen in tables of several offices beside our own. */
export const SHEET_COLUMNS: readonly ColumnWanted[] = [
  { key: 'project', heading: headings.project, kind: 'text', synonyms: ['项目名称', '重点项目', '工程名称'] },
  {
    key: 'node',
    heading: headings.node,
    kind: 'text',
    synonyms: ['节点名称', '关键节点', '工作节点', '工作内容', '工作事项', '任务', '建设内容', '推进事项', '环节'],
    isRequired: true,
  },
  { key: 'unit', heading: headings.unit, kind: 'text', synonyms: ['责任部门', '牵头单位', '牵头部门', '承办单位'] },
  ...MONTH_KEYS.map((key, index): ColumnWanted => {
    const month = index + 1
    return {
      key,
      heading: headings.month(month),
      kind: 'text',
      synonyms: [`${month}月份`, `${month}月计划`],
      pattern: new RegExp(`^(?:\\d{4}年?)?(?:计划)?0?${month}月(?:份|计划)?$`),
    }
  }),
  { key: 'startedOn', heading: headings.startedOn, kind: 'day', synonyms: ['实际开始时间', '实际开工时间'] },
  {
    key: 'finishedOn',
    heading: headings.finishedOn,
    kind: 'day',
    synonyms: ['实际', '实际完成时间', '实际完成日期', '完成时间', '完成情况'],
  },
  { key: 'deviation', heading: headings.deviation, kind: 'number', synonyms: ['偏差天数', '偏差'] },
  { key: 'note', heading: headings.note, kind: 'text', synonyms: ['说明', '存在问题'] },
]

/** A node as the 倒排工期表 writes it: the days it was planned for, and what became of it. */
export interface SheetLine {
  readonly projectName: string
  readonly name: string
  readonly unitName: string | null
  readonly planned: Span
  readonly startedOn: Day | null
  readonly finishedOn: Day | null
  /** Working days behind the planned finish, negative before it; nothing where it is neither finished nor moved. */
  readonly deviation: number | null
  readonly verdict: NodeVerdict
  readonly note: string
}

/** The 倒排工期表 of a year: one row a node, its months, what became of it, and the deviation in working days. */
export function planSheet(regionName: string, year: number, lines: readonly SheetLine[], today: Day): SheetOut {
  return {
    name: zh.sheet.name,
    title: zh.sheet.title(regionName, year),
    columns: COLUMNS,
    groups: [
      { heading: zh.sheet.plannedIn(year), keys: MONTH_KEYS },
      { heading: zh.sheet.actual, keys: ['startedOn', 'finishedOn'] },
    ],
    rows: lines.map((line, index) => rowOf(line, index, year)),
    footnotes: [zh.sheet.basis, zh.sheet.marks, zh.sheet.asOf(today)],
    signature: zh.sheet.signature,
    paper: 'a3',
    frozenColumns: 3,
    marks: lines.flatMap(({ verdict }, row) =>
      verdict === 'late' || verdict === 'will_be_late' || verdict === 'done_late' ? [{ row, key: 'deviation' }] : [],
    ),
  }
}

const COLUMNS: readonly ColumnOut[] = [
  { key: 'serial', heading: zh.sheet.serial, width: 6, kind: 'integer' },
  { key: 'project', heading: headings.project, width: 28, kind: 'text' },
  { key: 'node', heading: headings.node, width: 28, kind: 'text' },
  { key: 'unit', heading: headings.unit, width: 18, kind: 'text' },
  ...MONTH_KEYS.map((key, index): ColumnOut => ({ key, heading: headings.month(index + 1), width: 9, kind: 'text' })),
  { key: 'startedOn', heading: headings.startedOn, width: 12, kind: 'day' },
  { key: 'finishedOn', heading: headings.finishedOn, width: 12, kind: 'day' },
  { key: 'deviation', heading: headings.deviation, width: 12, kind: 'integer' },
  { key: 'verdict', heading: headings.verdict, width: 10, kind: 'text' },
  { key: 'note', heading: headings.note, width: 30, kind: 'text' },
]

function rowOf(line: SheetLine, index: number, year: number): RowOut {
  const months = monthCells(line.planned, year)
  return {
    serial: index + 1,
    project: line.projectName,
    node: line.name,
    unit: line.unitName,
    ...Object.fromEntries(MONTH_KEYS.map((key, at) => [key, months[at] || null])),
    startedOn: line.startedOn,
    finishedOn: line.finishedOn,
    deviation: line.deviation,
    verdict: zh.verdicts[line.verdict],
    note: line.note,
  }
}
