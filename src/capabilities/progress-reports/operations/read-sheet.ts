import { dayOf } from '../../../kernel/day.ts'
import type { Outcome } from '../../../kernel/outcome.ts'
import type { Period } from '../../../kernel/period.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { ratioInCell, textInCell, yuanInCell } from '../../../platform/excel/cell-values.ts'
import { findTable, type FoundTable, type TableRow } from '../../../platform/excel/find-table.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import { type SheetIn, textOfCell } from '../../../platform/excel/sheet.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectFacts, listProjectStandings, type ProjectFacts } from '../../key-projects/public.ts'
import * as contract from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { problemsOfReport } from '../rules/check.ts'
import { FIELDS_OF } from '../rules/known.ts'
import { monthIndex, owesReport, reportKindOf } from '../rules/periods.ts'
import { bodyOfRowCells, changesOf, isEmptyRow, monthOfHeading, type RowCells } from '../rules/sheet-row.ts'
import { columnsWanted, SHEET_KINDS } from '../sheets.ts'
import { listLatest, type ReportRow } from '../store/reports.ts'
import { knownOfProjects } from './known.ts'
import { actionsOn, bodyOfRow, sidesOf } from './place.ts'

const MOST_ROWS = 3_000
const zh = progressReportsMessages['zh-CN']
const SLIPS = new Map(contract.SLIP_REASONS.map((reason) => [zh.slips[reason], reason]))

/** A project the acting person reports on, with what is known and what was written of the period. */
export interface SheetProject {
  readonly facts: ProjectFacts
  readonly known: contract.Known
  readonly row: ReportRow | undefined
  readonly isOwed: boolean
}

/** The projects whose reports of a period the acting person fills in, by number; a reader without that right sees those he may read. */
export async function sheetProjects(ctx: OperationContext, period: Period): Promise<readonly SheetProject[]> {
  const kind = orRefuse(reportKindOf(period), 'invalid')
  const scope = ctx.actor.scopeOf('progress_reports.fill') ?? ctx.scope
  const room = { ...ctx, scope }
  const mayFill = ctx.actor.scopeOf('progress_reports.fill') !== undefined
  const standings = (await listProjectStandings(room)).filter(
    (each) => !mayFill || sidesOf(ctx, each, kind).includes('filler'),
  )
  const ids = standings.map(({ id }) => id)
  const facts = await listProjectFacts(room, ids)
  const known = await knownOfProjects(room, facts, period)
  const rows = new Map((await listLatest(room, [period], ids)).map((row) => [row.project_id, row]))
  return facts
    .flatMap((each) => {
      const held = known.get(each.id)
      return held ? [{ facts: each, known: held, row: rows.get(each.id), isOwed: owesReport(each, period) }] : []
    })
    .toSorted((one, other) => (one.facts.number < other.facts.number ? -1 : 1))
}

/** One row of a returned sheet: what it would do, and what stands in its way. */
export interface ReadRow {
  readonly shown: contract.SheetRow
  readonly faults: readonly contract.SheetFault[]
  readonly project?: SheetProject
  readonly body?: contract.ReportBody
}

/** A sheet that came back: where its table stands, and its rows. */
export interface ReadSheet {
  readonly sheet: SheetIn
  readonly table: FoundTable
  readonly rows: readonly ReadRow[]
}

/** Reads the upload as the sheet of a period. Refuses what is no such sheet at all; what is wrong in a row stays with the row. */
export async function readSheet(ctx: OperationContext, period: Period): Promise<ReadSheet> {
  const kind = orRefuse(reportKindOf(period), 'invalid')
  if (!ctx.upload) return refuse('invalid', problem('file.missing'))
  const { sheet, table } = await tableOf(ctx.upload.bytes, kind, period)
  const projects = await sheetProjects(ctx, period)
  const byNumber = new Map(projects.map((each) => [each.facts.number, each]))
  const seen = new Set<string>()
  const rows = table.rows.map((row) => {
    const number = textOfCell(row.cells['number'])
    const name = textOfCell(row.cells['project'])
    const project =
      byNumber.get(number) ?? (number === '' ? projects.find((each) => each.facts.name === name) : undefined)
    const isTwice = project !== undefined && seen.has(project.facts.id)
    if (project) seen.add(project.facts.id)
    return readRow(ctx, { kind, period, table, row, number, name, project, isTwice })
  })
  return { sheet, table, rows }
}

async function tableOf(
  bytes: Uint8Array,
  kind: contract.ReportKind,
  period: Period,
): Promise<Pick<ReadSheet, 'sheet' | 'table'>> {
  const sheets = orRefuse(await readWorkbook(bytes), 'invalid').filter((sheet) => !sheet.isHidden)
  const wanted = columnsWanted(kind)
  const found = sheets.flatMap((sheet) => {
    const table = findTable(sheet, wanted)
    return table.ok && 'number' in table.value.mapping ? [{ sheet, table: table.value }] : []
  })
  const [first] = found
  if (!first) return refuse('invalid', problem('progress_reports.sheet_columns', { headings: zh.sheet.number }))
  const { table } = first
  const missing = FIELDS_OF[kind].filter((field) => field === 'investedInPeriod' && !(field in table.mapping))
  if (missing.length > 0)
    refuse('invalid', problem('progress_reports.sheet_columns', { headings: zh.sheet.thisPeriod[kind] }))
  const heading = table.mapping['investedThisYear']?.heading ?? ''
  const month = monthOfHeading(heading)
  if (kind === 'month' && month !== undefined && month !== monthIndex(period))
    refuse('rule_broken', problem('progress_reports.sheet_other_period', { heading }))
  if (table.rows.length === 0) refuse('rule_broken', problem('progress_reports.sheet_no_rows'))
  if (table.rows.length > MOST_ROWS)
    refuse('rule_broken', problem('excel.too_many_rows', { rows: table.rows.length, maximum: MOST_ROWS }))
  return first
}

interface Reading {
  readonly kind: contract.ReportKind
  readonly period: Period
  readonly table: FoundTable
  readonly row: TableRow
  readonly number: string
  readonly name: string
  readonly project: SheetProject | undefined
  readonly isTwice: boolean
}

function readRow(ctx: OperationContext, reading: Reading): ReadRow {
  const { kind, period, row, number, name, project, isTwice } = reading
  const shown = { row: row.row, projectId: project?.facts.id ?? null, number, name: project?.facts.name ?? name }
  const fault = (...problems: readonly Problem[]): ReadRow => ({
    shown: { ...shown, outcome: 'fault', changes: [] },
    faults: problems.map((each) => faultOf(row.row, each)),
  })
  const { cells, problems } = cellsOf(reading)
  if (isEmptyRow(kind, cells) && problems.length === 0)
    return { shown: { ...shown, outcome: 'empty', changes: [] }, faults: [] }
  if (!project) return fault(problem('progress_reports.sheet_project_unknown', { number, name }))
  if (isTwice) return fault(problem('progress_reports.sheet_project_twice', { number }))
  if (problems.length > 0) return fault(...problems)
  const start = project.row ? bodyOfRow(project.row) : project.known.body
  const body = bodyOfRowCells(kind, cells, start, project.known.base)
  const changes = changesOf(kind, start, body)
  // What came out prefilled and comes back as it was has not been filled in.
  if (!project.row && changes.length === 0 && body.investedInPeriod === null)
    return { shown: { ...shown, outcome: 'empty', changes: [] }, faults: [] }
  const state = project.row?.state ?? 'due'
  if (project.row?.submitted_at && state !== 'due' && state !== 'returned' && changes.length === 0)
    return { shown: { ...shown, outcome: 'same', changes: [] }, faults: [] }
  if (!actionsOn(ctx, project.facts, kind, project.row).includes('submit'))
    return fault(problem('progress_reports.not_now', { state }))
  const wrong = problemsOfReport(body, { kind, period, known: project.known, today: dayOf(ctx.now) })
  if (wrong.length > 0) return fault(...wrong)
  return { shown: { ...shown, outcome: 'send', changes }, faults: [], project, body }
}

function cellsOf({ kind, table, row }: Reading): { cells: RowCells; problems: readonly Problem[] } {
  const cells: RowCells = {}
  const problems: Problem[] = []
  for (const field of [...FIELDS_OF[kind], 'problem'] as const) {
    const mapped = table.mapping[field]
    if (!mapped) continue
    const cell = row.cells[field] ?? null
    const place = { row: row.row, key: field, column: mapped.column }
    const read: Outcome<string | number | undefined> =
      SHEET_KINDS[field] === 'money'
        ? yuanInCell(cell, place, { column: mapped.unit, assumed: 'wan' })
        : SHEET_KINDS[field] === 'percent'
          ? ratioInCell(cell, place, { column: mapped.unit, bare: 'percent' })
          : textInCell(cell, place)
    if (!read.ok) problems.push(...read.problems)
    else if (typeof read.value === 'number' && read.value < 0)
      problems.push(problem('progress_reports.sheet_negative', { text: textOfCell(cell) }, [row.row, field]))
    else if (field === 'physicalShare' && Number(read.value ?? 0) > 1)
      problems.push(problem('excel.not_a_percentage', { text: textOfCell(cell) }, [row.row, field]))
    else if (field === 'slipReason' && read.value !== undefined) {
      const reason = SLIPS.get(String(read.value))
      if (reason) cells[field] = reason
      else
        problems.push(
          problem(
            'progress_reports.sheet_slip_unknown',
            { text: String(read.value), choices: [...SLIPS.keys()].join('、') },
            [row.row, field],
          ),
        )
    } else cells[field] = read.value ?? null
  }
  return { cells, problems }
}

/** The field of a fault is the last name in its path that is a column of the sheet. */
function faultOf(row: number, { code, params = {}, path = [] }: Problem): contract.SheetFault {
  const named = path.findLast((part) => typeof part === 'string' && part in SHEET_KINDS)
  return { row, field: (named as contract.SheetField | undefined) ?? null, code, params: { ...params } }
}
