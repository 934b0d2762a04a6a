import { dayOf, yearOf, type Day } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { dayInCell } from '../../../platform/excel/cell-days.ts'
import { textInCell } from '../../../platform/excel/cell-values.ts'
import { findTable, type FoundTable, type TableRow } from '../../../platform/excel/find-table.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import type { SheetIn } from '../../../platform/excel/sheet.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import {
  comparableText,
  fullText,
  type PlannedProblem,
  planProblem,
  PROBLEM_COLUMNS,
  type ProblemRow,
} from '../rules/problem-rows.ts'
import { columnsWanted } from '../sheets.ts'
import { listKnownItems } from '../store/item-imports.ts'

const MOST_ROWS = 500
const zh = obstaclesMessages['zh-CN']

/** A ledger read: where its table stands, and what each row would do. */
export interface ReadProblems {
  readonly sheets: readonly string[]
  readonly sheet: SheetIn
  readonly table: FoundTable
  readonly rows: readonly PlannedProblem[]
  readonly unitNames: ReadonlyMap<string, string>
}

/** Reads the upload as a 问题台账 and plans every row. Refuses what is no such workbook; what is wrong in a row stays with it. */
export async function readProblems(ctx: OperationContext, reading: contract.ItemsReading): Promise<ReadProblems> {
  if (!unitInScope(ctx.scope, reading.unitId))
    refuse('forbidden', problem('obstacles.sheet_unit_not_yours', {}, ['unitId']))
  await requireOpenUnits(ctx, [{ field: 'unitId', id: reading.unitId }])
  if (!ctx.upload) return refuse('invalid', problem('file.missing'))
  const sheets = orRefuse(await readWorkbook(ctx.upload.bytes), 'invalid')
  const { sheet, table } = tableOf(sheets, reading.sheet)
  if (table.rows.length === 0) refuse('rule_broken', problem('obstacles.sheet_no_rows'))
  if (table.rows.length > MOST_ROWS)
    refuse('rule_broken', problem('excel.too_many_rows', { rows: table.rows.length, maximum: MOST_ROWS }))
  const read = table.rows.map((row) => rowOf(ctx, row, table))
  const units = await listOpenUnits(ctx, dayOf(ctx.now))
  const byName = new Map(units.flatMap((unit) => [unit.name, unit.shortName].map((name) => [name, unit.id] as const)))
  const known = await knownOf(
    ctx,
    read.map(({ row }) => row),
  )
  const seen = new Set<string>()
  const rows = read.map(({ row, problems }): PlannedProblem => {
    const planned = planProblem(row, {
      classNames: zh.items.classes,
      originNames: zh.items.origins,
      units: byName,
      known,
    })
    const key = comparableText(fullText(row))
    const isTwice = planned.outcome === 'report' && seen.has(key)
    seen.add(key)
    if (isTwice) return { ...planned, outcome: 'known', body: null }
    const isRead = planned.outcome === 'report' || planned.outcome === 'fault'
    return problems.length > 0 && isRead
      ? { ...planned, outcome: 'fault', body: null, problems: [...problems, ...planned.problems] }
      : planned
  })
  return {
    sheets: sheets.map((each) => each.name),
    sheet,
    table,
    rows,
    unitNames: new Map(units.map((unit) => [unit.id, unit.shortName])),
  }
}

function tableOf(sheets: readonly SheetIn[], wanted: string | null) {
  const asked = sheets.filter((each) => (wanted === null ? !each.isHidden : each.name === wanted))
  const found = asked.flatMap((sheet) => {
    const table = findTable(sheet, columnsWanted())
    return table.ok && 'text' in table.value.mapping ? [{ sheet, table: table.value }] : []
  })
  const best = found.toSorted((one, other) => other.table.rows.length - one.table.rows.length)[0]
  const [first] = asked
  if (!best && !first) return refuse('invalid', problem('excel.not_a_workbook'))
  return (
    best ??
    refuse(
      'invalid',
      problem('excel.heading_not_found', { sheet: first?.name ?? '', headings: zh.sheets.headings.text }),
    )
  )
}

function rowOf(ctx: OperationContext, { row, cells }: TableRow, table: FoundTable) {
  const texts: Partial<Record<contract.ProblemField, string>> = {}
  const days: Partial<Record<contract.ProblemField, Day>> = {}
  const problems: Problem[] = []
  for (const field of contract.PROBLEM_FIELDS) {
    const mapped = table.mapping[field]
    if (!mapped) continue
    const place = { row, key: field, column: mapped.column }
    if (PROBLEM_COLUMNS[field].kind === 'day') {
      const read = dayInCell(cells[field] ?? null, place, { edge: 'last', year: yearOf(dayOf(ctx.now)) })
      if (!read.ok) problems.push(...read.problems)
      else if (read.value !== undefined) days[field] = read.value
    } else {
      const read = textInCell(cells[field] ?? null, place)
      if (!read.ok) problems.push(...read.problems)
      else if (read.value !== undefined) texts[field] = read.value
    }
  }
  return { row: { row, texts, days } satisfies ProblemRow, problems }
}

async function knownOf(ctx: OperationContext, rows: readonly ProblemRow[]): Promise<ReadonlyMap<string, string>> {
  const known = await listKnownItems(ctx, {
    numbers: rows.flatMap(({ texts }) => texts.number ?? []),
    texts: rows.map((row) => comparableText(fullText(row))),
  })
  return new Map(
    known.flatMap(({ number, text }) =>
      number === null ? [] : [[number, number] as const, [comparableText(text), number] as const],
    ),
  )
}

/** The field of a fault is the last name in its path that is a column of the ledger. */
export function faultOf(row: number, { code, params = {}, path = [] }: Problem): contract.ItemsFault {
  const named = contract.PROBLEM_FIELDS.find((field) => path.includes(field))
  return { row, field: named ?? null, code, params: { ...params } }
}
