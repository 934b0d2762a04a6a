import { dayOf, type Day } from '../../../kernel/day.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import type { Outcome } from '../../../kernel/outcome.ts'
import { unitInScope } from '../../../platform/access.ts'
import { dayInCell } from '../../../platform/excel/cell-days.ts'
import { squareMetresInCell, textInCell, yuanInCell } from '../../../platform/excel/cell-values.ts'
import { findTable, type FoundTable, type TableRow } from '../../../platform/excel/find-table.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import { type SheetIn, textOfCell } from '../../../platform/excel/sheet.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits, listPostsOfRoles } from '../../organisation/public.ts'
import { type ImportFault, type ImportReading, LEDGER_FIELDS, type LedgerField } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { type MonthAmount, type MonthColumn, readMonthHeading } from '../rules/ledger-months.ts'
import { matchRows } from '../rules/import-match.ts'
import { type ImportKnowledge, type LedgerRow, type PlannedRow, planRow } from '../rules/import-plan.ts'
import { comparableName, readMonthOfHeading } from '../rules/ledger-words.ts'
import { columnsWanted, LEDGER_COLUMNS } from '../sheets.ts'
import { listForMatching, listKnownHeadings, listRows } from '../store/imports.ts'
import { listLatestFigures } from '../store/money.ts'
import type { ProjectRow } from '../store/record.ts'
import { bodyOfRow } from '../store/shape.ts'

const MOST_ROWS = 3_000
const LONGEST_LINE = 200

/** A workbook read: where its table stands, and what each row would do. */
export interface ReadLedger {
  readonly sheets: readonly string[]
  readonly sheet: SheetIn
  readonly table: FoundTable
  readonly asOf: Period | null
  readonly rows: readonly (PlannedRow & { readonly existing: ProjectRow | undefined })[]
}

/** Reads the upload as a ledger of projects and plans every row; refuses what is no such workbook at all. */
export async function readLedger(ctx: OperationContext, reading: ImportReading): Promise<ReadLedger> {
  if (!ctx.upload) return refuse('invalid', problem('file.missing'))
  const sheets = orRefuse(await readWorkbook(ctx.upload.bytes), 'invalid')
  const { sheet, table } = await tableOf(ctx, sheets, reading)
  if (table.rows.length === 0) refuse('rule_broken', problem('key_projects.import_no_rows', { sheet: sheet.name }))
  if (table.rows.length > MOST_ROWS)
    refuse('rule_broken', problem('key_projects.import_too_many', { rows: table.rows.length, maximum: MOST_ROWS }))
  const asOf = reading.asOf ?? asOfHeading(table, reading.year)
  const columns = monthColumns(sheet, table)
  const ledger = table.rows.map((row) => ledgerRow(row, table, reading.year, columns))
  const rows = await planned(ctx, ledger, await knowledgeOf(ctx, reading, asOf))
  return { sheets: sheets.map((each) => each.name), sheet, table, asOf, rows }
}

async function tableOf(ctx: OperationContext, sheets: readonly SheetIn[], reading: ImportReading) {
  const leftOut = new Set(LEDGER_FIELDS.filter((field) => reading.columns[field] === null))
  const wanted = columnsWanted(leftOut)
  const chosen = LEDGER_FIELDS.flatMap((field) => {
    const column = reading.columns[field]
    return typeof column === 'number' ? [[field, column] as const] : []
  })
  const hints = { synonyms: await listKnownHeadings(ctx), mapping: Object.fromEntries(chosen) }
  const asked = sheets.filter((each) => (reading.sheet === null ? !each.isHidden : each.name === reading.sheet))
  if (reading.sheet !== null && asked.length === 0)
    refuse('rule_broken', problem('key_projects.import_sheet_missing', { sheet: reading.sheet }))
  const found = asked.map((sheet) => ({ sheet, table: findTable(sheet, wanted, hints) }))
  const best = found
    .flatMap(({ sheet, table }) => (table.ok && 'name' in table.value.mapping ? [{ sheet, table: table.value }] : []))
    .toSorted((one, other) => sizeOf(other.table) - sizeOf(one.table))[0]
  if (best) return withLatestMonth(best, wanted, hints)
  const [first] = asked
  if (!first) return refuse('invalid', problem('excel.not_a_workbook'))
  const heading = keyProjectsMessages['zh-CN'].headings.name
  return refuse('invalid', problem('excel.heading_not_found', { sheet: first.name, headings: heading }))
}

/** The money of the year is what the latest cumulative column says; earlier ones are history. A column a person chose stays. */
function withLatestMonth(
  { sheet, table }: { readonly sheet: SheetIn; readonly table: FoundTable },
  wanted: ReturnType<typeof columnsWanted>,
  hints: {
    readonly synonyms: Readonly<Record<string, readonly string[]>>
    readonly mapping: Readonly<Record<string, number>>
  },
) {
  const heading = table.mapping['investedThisYear']?.heading
  const own = heading === undefined ? undefined : readMonthHeading(heading)?.month
  const latest = table.unmapped
    .flatMap((each) => {
      const found = readMonthHeading(each.heading)
      return found?.kind === 'cumulative' ? [{ column: each.column, month: found.month }] : []
    })
    .toSorted((one, other) => other.month - one.month)[0]
  const isChosen = 'investedThisYear' in hints.mapping
  if (isChosen || !latest || own === undefined || latest.month <= own) return { sheet, table }
  const again = findTable(sheet, wanted, {
    ...hints,
    mapping: { ...hints.mapping, investedThisYear: latest.column },
  })
  return { sheet, table: again.ok ? again.value : table }
}

/** How much of a ledger a table is: many of its columns, then many rows. */
function sizeOf(table: FoundTable): number {
  return Object.keys(table.mapping).length * 10_000 + table.rows.length
}

function asOfHeading(table: FoundTable, year: number): Period | null {
  const heading = table.mapping['investedThisYear']?.heading
  const month = heading === undefined ? undefined : readMonthOfHeading(heading)
  return month === undefined ? null : asPeriod(`${year}-M${String(month).padStart(2, '0')}`)
}

function ledgerRow(row: TableRow, table: FoundTable, year: number, columns: readonly MonthCells[]): LedgerRow {
  const texts: Partial<Record<LedgerField, string>> = {}
  const amounts: Partial<Record<LedgerField, number>> = {}
  const days: Partial<Record<LedgerField, Day>> = {}
  const faults: ImportFault[] = []
  for (const field of LEDGER_FIELDS) {
    const mapped = table.mapping[field]
    const cell = row.cells[field]
    if (!mapped || cell === undefined) continue
    const { kind, longest = LONGEST_LINE, edge = 'first' } = LEDGER_COLUMNS[field]
    const place = { row: row.row, key: field, column: mapped.column }
    const take = <T>(read: Outcome<T | undefined>, into: Partial<Record<LedgerField, T>>): void => {
      if (!read.ok) faults.push(...read.problems.map((each) => faultOf(row.row, field, each.code, each.params)))
      else if (read.value !== undefined) into[field] = read.value
    }
    const units = { column: mapped.unit, assumed: 'wan' } as const
    if (kind === 'money') take(positive(yuanInCell(cell, place, units), textOfCell(cell)), amounts)
    else if (kind === 'area')
      take(positive(squareMetresInCell(cell, place, { column: mapped.unit, assumed: '亩' }), textOfCell(cell)), amounts)
    else if (kind === 'day') take(dayInCell(cell, place, { edge, year }), days)
    else take(textInCell(cell, place, longest), texts)
  }
  return { row: row.row, section: row.section, texts, amounts, days, months: monthAmounts(row, columns), faults }
}

/** A column that counts one month, with how to read its cells. */
interface MonthCells extends MonthColumn {
  readonly column: number
  readonly unit: string | undefined
  readonly sheet: SheetIn
}

/** The columns nobody asked for that count a month each. */
function monthColumns(sheet: SheetIn, table: FoundTable): readonly MonthCells[] {
  const unit = table.mapping['investedThisYear']?.unit
  return table.unmapped.flatMap((mapped) => {
    const found = readMonthHeading(mapped.heading)
    return found ? [{ ...found, column: mapped.column, unit: mapped.unit ?? unit, sheet }] : []
  })
}

/** What the month columns of a row say; a cell that is no amount says nothing. */
function monthAmounts(row: TableRow, columns: readonly MonthCells[]): readonly MonthAmount[] {
  return columns.flatMap(({ month, kind, column, unit, sheet }) => {
    const cell = sheet.rows[row.row - 1]?.cells[column]
    if (cell === undefined) return []
    const read = yuanInCell(cell, { row: row.row, key: 'months', column }, { column: unit, assumed: 'wan' })
    return read.ok && read.value !== undefined && read.value >= 0 ? [{ month, kind, amount: read.value }] : []
  })
}

function positive(read: Outcome<number | undefined>, text: string): Outcome<number | undefined> {
  if (!read.ok || read.value === undefined || read.value >= 0) return read
  return { ok: false, problems: [problem('excel.not_an_amount', { text })] }
}

function faultOf(row: number, field: LedgerField, code: string, params: ImportFault['params'] = {}): ImportFault {
  return { row, field, code: code.slice(code.indexOf('.') + 1), params: { ...params } }
}

async function knowledgeOf(
  ctx: OperationContext,
  reading: ImportReading,
  asOf: Period | null,
): Promise<ImportKnowledge> {
  const today = dayOf(ctx.now)
  const units = await listOpenUnits(ctx, today)
  const posts = await listPostsOfRoles(ctx, ['chief_leader', 'sponsoring_leader'], today)
  const unitIds = namesToIds(units.map((unit) => [[unit.name, unit.shortName], unit.id]))
  const taskForces = namesToIds(
    units.filter((unit) => unit.kind === 'task_force').map((unit) => [[unit.name, unit.shortName], unit.id]),
  )
  const sponsors = namesToIds(posts.map((post) => [[post.title, post.personName], post.id]))
  const words = keyProjectsMessages['zh-CN']
  const choices = {
    stage: words.stages,
    level: words.levels,
    listClass: words.classes,
    category: words.categories,
    nature: words.natures,
  } as const
  return {
    year: reading.year,
    asOf,
    defaultUnitId: reading.unitId,
    unitOf: (name) => unitIds.get(comparableName(name)),
    taskForceOf: (name) => taskForces.get(comparableName(name)),
    sponsorOf: (name) =>
      sponsors.get(comparableName(name.replace(/[(（].*$/, ''))) ?? sponsors.get(comparableName(name)),
    mayKeep: (ids) => ids.some((id) => unitInScope(ctx.scope, id)),
    wordOf: (field, value) => (choices[field] as Readonly<Record<string, string>>)[value] ?? value,
    choicesOf: (field) => Object.values(choices[field]).join('、'),
  }
}

/** Names that mean one thing only. */
function namesToIds(named: readonly (readonly [names: readonly string[], id: string])[]): ReadonlyMap<string, string> {
  const ids = new Map<string, Set<string>>()
  for (const [names, id] of named)
    for (const name of names.map(comparableName))
      if (name !== '') ids.set(name, new Set([...(ids.get(name) ?? []), id]))
  return new Map([...ids].flatMap(([name, [id, ...others]]) => (id && others.length === 0 ? [[name, id]] : [])))
}

async function planned(ctx: OperationContext, ledger: readonly LedgerRow[], known: ImportKnowledge) {
  const projects = (await listForMatching(ctx)).map((row) => ({
    id: row.id,
    number: row.number,
    names: [row.name, row.short_name, ...row.former_names.map((each) => each.name)],
    codes: row.project_codes,
    isWithdrawn: row.withdrawn_at !== null,
    isMine: known.mayKeep([row.unit_id, row.lead_unit_id, row.task_force_id]),
  }))
  const matched = matchRows(ledger, projects)
  const ids = matched.flatMap(({ project }) => (project ? [project.id] : []))
  const existing = new Map((await listRows(ctx, ids)).map((row) => [row.id, row]))
  const said = new Set(
    (await listLatestFigures(ctx, ids, [known.year]))
      .filter((each) => each.ledger === 'reported')
      .map((each) => `${each.project_id} ${each.period}`),
  )
  return ledger.map((row, index) => {
    const { project, fault } = matched[index] ?? { project: undefined, fault: undefined }
    const before = project && existing.get(project.id)
    const plain = planRow(row, before && bodyOfRow(before), known)
    const months = plain.months.filter(({ period }) => before === undefined || !said.has(`${before.id} ${period}`))
    const isMore = plain.outcome === 'same' && months.length > 0
    const plan = { ...plain, months, outcome: isMore ? ('update' as const) : plain.outcome }
    if (!fault) return { ...plan, existing: before }
    return { ...plan, outcome: 'fault' as const, faults: [fault, ...plan.faults], existing: before }
  })
}
