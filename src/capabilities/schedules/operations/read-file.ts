import { compareDays, type Day, dayOf } from '../../../kernel/day.ts'
import type { Problem } from '../../../kernel/problem.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { workdaysBetween } from '../../../kernel/work-calendar.ts'
import { dayInCell } from '../../../platform/excel/cell-days.ts'
import { textInCell } from '../../../platform/excel/cell-values.ts'
import { findTable, type FoundTable, type TableRow } from '../../../platform/excel/find-table.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import { textOfCell } from '../../../platform/excel/sheet.ts'
import type { OperationContext, UploadedFile } from '../../../platform/run-operation.ts'
import { listOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { networkFromMspdi } from '../rules/mspdi-network.ts'
import { readMspdi } from '../rules/mspdi-read.ts'
import { monthCells, type Span, spanOfCells } from '../rules/month-cells.ts'
import { MONTH_KEYS, SHEET_COLUMNS } from '../sheets.ts'
import type { KeptNode, KeptPlan } from '../store/plans.ts'
import { plannedSpans } from './planned.ts'

/** A plan as a file makes it of what is there. `faults` stop an import, `notices` do not. */
export interface ReadPlan {
  readonly network: contract.Network
  readonly frame: contract.PlanFrame
  readonly kept: ReadonlyMap<string, Omit<KeptNode, 'version'>>
  readonly faults: readonly contract.FileFault[]
  readonly notices: readonly contract.FileFault[]
}

interface Reading {
  readonly projectName: string
  readonly plan: KeptPlan | undefined
  readonly year: number
  readonly openOn: Day | null
}

const NOBODY = { unitId: null, postId: null, note: '', slipReason: '' }

/** Reads the upload by its kind: Microsoft Project's XML, or a 倒排工期表 in Excel. */
export async function readPlanFile(ctx: OperationContext, reading: Reading): Promise<ReadPlan> {
  const { upload } = ctx
  if (!upload) return refuse('invalid', problem('file.missing'))
  const ending = upload.name.toLowerCase().split('.').at(-1)
  if (ending === 'xml') return fromMspdi(upload, reading)
  return ending === 'xlsx' ? fromSheet(ctx, upload, reading) : refuse('invalid', problem('schedules.file_kind'))
}

/** A file of Microsoft Project takes the place of the plan; nodes of the same id keep who answers for them. */
function fromMspdi(upload: UploadedFile, { plan, openOn }: Reading): ReadPlan {
  const read = orRefuse(readMspdi(new TextDecoder().decode(upload.bytes)), 'invalid')
  const { network, frame, dropped } = orRefuse(networkFromMspdi(read))
  const byName = new Map(plan?.network.nodes.map((node) => [node.name, plan.kept.get(node.id)]))
  return {
    network,
    frame: {
      ...frame,
      openOn: openOn ?? frame.openOn ?? plan?.frame.openOn ?? null,
      winterStop: plan?.frame.winterStop ?? frame.winterStop,
    },
    kept: new Map(network.nodes.map(({ id, name }) => [id, plan?.kept.get(id) ?? byName.get(name) ?? NOBODY])),
    faults: [],
    notices: dropped.map(({ code, params }) => ({ row: null, code, params: params ?? {} })),
  }
}

interface SheetRow {
  readonly row: number
  readonly name: string
  readonly unit: string
  readonly note: string
  readonly planned: Span | undefined
  readonly startedOn: Day | null
  readonly finishedOn: Day | null
}

/**
 * A 倒排工期表 adds to the plan and changes it node by node, by name: unit, facts and remark as the table says, a planned finish somebody moved as
 * the day the node must be finished by. New nodes have no links; their last month is their latest finish. A blank cell leaves what is known.
 */
async function fromSheet(ctx: OperationContext, upload: UploadedFile, reading: Reading): Promise<ReadPlan> {
  const table = await tableIn(upload)
  const faults: contract.FileFault[] = []
  const notices: contract.FileFault[] = []
  const rows = ownRows(table, reading, faults, notices)
  const units = new Map(
    (await listOpenUnits(ctx, dayOf(ctx.now))).flatMap((unit) => [
      [unit.name, unit.id],
      [unit.shortName, unit.id],
    ]),
  )
  const spans = reading.plan ? await plannedSpans(ctx, reading.plan) : new Map<string, Span>()
  const nodes = [...(reading.plan?.network.nodes ?? [])]
  const kept = new Map<string, Omit<KeptNode, 'version'>>(reading.plan?.kept)
  const names = new Map(nodes.map((node, at) => [node.name, at]))
  let unlinked = 0
  for (const row of rows) {
    const at = names.get(row.name)
    const old = at === undefined ? undefined : nodes[at]
    const node = old
      ? changedNode(old, row, spans.get(old.id), reading.year)
      : newNode(ctx, row, `n${nodes.length + 1}-${row.row}`)
    if (!node) {
      notices.push({ row: row.row, code: 'schedules.sheet_no_month', params: { node: row.name } })
      continue
    }
    if (at === undefined) {
      unlinked += 1
      nodes.push(node)
    } else nodes[at] = node
    const unitId = units.get(row.unit)
    if (row.unit !== '' && unitId === undefined)
      notices.push({ row: row.row, code: 'schedules.sheet_unit_unknown', params: { unit: row.unit } })
    const before = kept.get(node.id) ?? NOBODY
    kept.set(node.id, { ...before, unitId: unitId ?? before.unitId, note: row.note || before.note })
  }
  if (unlinked > 0) notices.push({ row: null, code: 'schedules.sheet_unlinked', params: { count: unlinked } })
  const last = rows
    .flatMap(({ planned }) => planned?.finishOn ?? [])
    .toSorted(compareDays)
    .at(-1)
  return {
    network: { nodes, links: [...(reading.plan?.network.links ?? [])] },
    frame: reading.plan?.frame ?? contract.PlanFrame.parse({ openOn: reading.openOn ?? last ?? null }),
    kept,
    faults,
    notices,
  }
}

async function tableIn(upload: UploadedFile): Promise<FoundTable> {
  const sheets = orRefuse(await readWorkbook(upload.bytes), 'invalid').filter((sheet) => !sheet.isHidden)
  const found = sheets.map((sheet) => findTable(sheet, SHEET_COLUMNS))
  const best = found
    .flatMap((table) => (table.ok && 'node' in table.value.mapping ? [table.value] : []))
    .toSorted((one, other) => Object.keys(other.mapping).length - Object.keys(one.mapping).length)[0]
  const failed = found.find((table) => !table.ok)
  return best ?? refuse('invalid', (failed && !failed.ok && failed.problems[0]) || problem('schedules.file_kind'))
}

/** The rows of this project, each node once. */
function ownRows(
  table: FoundTable,
  { projectName, year }: Reading,
  faults: contract.FileFault[],
  notices: contract.FileFault[],
): readonly SheetRow[] {
  const seen = new Set<string>()
  return table.rows.flatMap((row): SheetRow[] => {
    const project = textOfCell(row.cells['project'])
    if (project !== '' && project !== projectName) {
      notices.push({ row: row.row, code: 'schedules.sheet_other_project', params: { project } })
      return []
    }
    const read = rowOf(row, table, year, faults)
    if (!read || read.name === '') return []
    if (seen.has(read.name)) {
      notices.push({ row: row.row, code: 'schedules.sheet_node_twice', params: { node: read.name } })
      return []
    }
    seen.add(read.name)
    return [read]
  })
}

function rowOf(row: TableRow, table: FoundTable, year: number, faults: contract.FileFault[]): SheetRow | undefined {
  const found: Problem[] = []
  const placeOf = (key: string) => ({ row: row.row, key, column: table.mapping[key]?.column ?? 0 })
  const text = (key: string, longest: number): string => {
    const read = textInCell(row.cells[key] ?? null, placeOf(key), longest)
    if (!read.ok) found.push(...read.problems)
    return (read.ok && read.value) || ''
  }
  const day = (key: string): Day | null => {
    const read = dayInCell(row.cells[key] ?? null, placeOf(key), { edge: 'last', year })
    if (!read.ok) found.push(...read.problems)
    return (read.ok && read.value) || null
  }
  const answer = {
    row: row.row,
    name: text('node', 200),
    unit: text('unit', 200),
    note: text('note', 500),
    planned: spanOfCells(
      MONTH_KEYS.map((key) => textOfCell(row.cells[key])),
      year,
    ),
    startedOn: day('startedOn'),
    finishedOn: day('finishedOn'),
  }
  faults.push(...found.map(({ code, params }) => ({ row: row.row, code, params: params ?? {} })))
  return found.length > 0 ? undefined : answer
}

/** What a row says of a node that is there. Its finish counts only where it is not the one we would have written ourselves. */
function changedNode(
  node: contract.PlanNode,
  row: SheetRow,
  written: Span | undefined,
  year: number,
): contract.PlanNode {
  const ours = written && spanOfCells(monthCells(written, year), year)
  const isMoved = row.planned !== undefined && row.planned.finishOn !== ours?.finishOn
  const finishedOn = row.finishedOn ?? node.facts.finishedOn
  return {
    ...node,
    notAfter: isMoved ? row.planned.finishOn : node.notAfter,
    facts: {
      startedOn: row.startedOn ?? node.facts.startedOn ?? (row.finishedOn && node.days > 0 ? row.finishedOn : null),
      finishedOn,
      remainingDays: finishedOn === null ? node.facts.remainingDays : null,
    },
  }
}

function newNode(
  { calendar }: OperationContext,
  { name, planned, startedOn, finishedOn }: SheetRow,
  id: string,
): contract.PlanNode | undefined {
  if (!planned) return undefined
  const days = workdaysBetween(calendar, planned.startOn, planned.finishOn).workdays + 1
  return contract.PlanNode.parse({
    id,
    name,
    days: Math.max(1, days),
    notAfter: planned.finishOn,
    facts: { startedOn: startedOn ?? finishedOn, finishedOn, remainingDays: null },
  })
}
