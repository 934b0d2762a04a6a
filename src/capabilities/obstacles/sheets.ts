import type { Day } from '../../kernel/day.ts'
import { formatDay } from '../../kernel/format.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import { type ItemLine, type LedgerKind, PROBLEM_FIELDS } from './contract.ts'
import { obstaclesMessages } from './messages/index.ts'
import { PROBLEM_COLUMNS } from './rules/problem-rows.ts'

const zh = obstaclesMessages['zh-CN']
const en = obstaclesMessages.en
const { headings } = zh.sheets

/** The columns an import of a 问题台账 looks for. */
export function columnsWanted(): readonly ColumnWanted[] {
  return PROBLEM_FIELDS.map((field): ColumnWanted => {
    const { kind, synonyms } = PROBLEM_COLUMNS[field]
    return {
      key: field,
      heading: headings[field],
      kind,
      synonyms: [...synonyms, en.sheets.headings[field]],
      ...(field === 'text' ? { isRequired: true } : {}),
    }
  })
}

/** An item as a ledger writes it: the line of the list, and in words what its log tells. Days are `YYYY-MM-DD`. */
export interface LedgerItem {
  readonly line: ItemLine
  readonly text: string
  readonly leader: string
  readonly assistants: readonly string[]
  readonly standard: string
  readonly measures: string
  readonly progress: string
  readonly reason: string
  readonly rating: string
  readonly proof: string
  readonly days: Readonly<
    Record<'reportedOn' | 'assignedOn' | 'signedOn' | 'answeredOn' | 'dueOn' | 'closedOn', Day | null>
  >
}

type Key = keyof typeof headings
const column = (key: Key, width: number, kind: ColumnOut['kind'] = 'text'): ColumnOut => ({
  key,
  heading: headings[key],
  width,
  kind,
})

const COLUMNS: Readonly<Record<LedgerKind, readonly ColumnOut[]>> = {
  problems: [
    column('serial', 6, 'integer'),
    column('number', 14),
    column('origin', 10),
    column('subject', 22),
    column('text', 40),
    column('class', 10),
    column('reportedOn', 12, 'day'),
    column('leader', 14),
    column('leadUnit', 14),
    column('assistants', 16),
    column('measures', 28),
    column('dueOn', 12, 'day'),
    column('progress', 28),
    column('isClosed', 8),
    column('closedOn', 12, 'day'),
    column('reason', 20),
    column('rating', 10),
    column('proof', 16),
  ],
  supervision: [
    column('serial', 6, 'integer'),
    column('number', 14),
    column('kind', 10),
    column('title', 34),
    column('subject', 20),
    column('leader', 14),
    column('leadUnit', 14),
    column('assistants', 16),
    column('standard', 28),
    column('assignedOn', 12, 'day'),
    column('signedOn', 12, 'day'),
    column('dueOn', 12, 'day'),
    column('answeredOn', 12, 'day'),
    column('closedOn', 12, 'day'),
    column('state', 12),
    column('tier', 12),
    column('isLate', 8),
    column('returns', 8, 'integer'),
    column('extensions', 8, 'integer'),
    column('progress', 28),
    column('reason', 20),
  ],
}

/** 问题台账 or 督查台账: A3, one row an item, how it was counted and the day beneath, a line to sign on. */
export function itemLedger(kind: LedgerKind, regionName: string, items: readonly LedgerItem[], today: Day): SheetOut {
  return {
    name: zh.sheets[kind],
    title: kind === 'problems' ? zh.sheets.problemsTitle(regionName) : zh.sheets.supervisionTitle(regionName),
    columns: COLUMNS[kind],
    rows: items.map(rowOf),
    footnotes: [zh.sheets.basis, zh.sheets.asOf(formatDay(today, 'zh-CN'))],
    signature: zh.sheets.signature,
    paper: 'a3',
    frozenColumns: 2,
  }
}

function rowOf({ line, days, ...item }: LedgerItem, index: number): RowOut {
  const { items } = zh
  return {
    ...days,
    serial: index + 1,
    number: line.number,
    kind: items.kinds[line.kind],
    origin: items.origins[line.origin],
    subject: line.subject?.title ?? '',
    title: line.title,
    text: item.text,
    class: items.classes[line.class],
    leader: item.leader,
    leadUnit: line.leadUnit?.name ?? '',
    assistants: item.assistants.join('、'),
    standard: item.standard,
    measures: item.measures,
    progress: item.progress,
    isClosed: line.state === 'closed' ? zh.sheets.yes : zh.sheets.no,
    isLate: line.isLate ? zh.sheets.yes : zh.sheets.no,
    reason: item.reason,
    rating: item.rating,
    proof: item.proof,
    state: items.states[line.state],
    tier: line.tier === null ? '' : (items.tierNames[line.tier] ?? ''),
    returns: line.returns,
    extensions: line.extensions,
  }
}
