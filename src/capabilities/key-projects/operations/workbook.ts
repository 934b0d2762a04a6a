import { dayOf } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import { errorsWorkbook } from '../../../platform/excel/errors-workbook.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { platformMessages } from '../../../platform/messages/index.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { listTenants, namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { monthAmounts, reportedFigure } from '../rules/money.ts'
import { ledgerSheet } from '../sheets.ts'
import * as imports from '../store/imports.ts'
import { listWhole } from '../store/list.ts'
import { type FigureRow, listLatestFigures } from '../store/money.ts'
import type { ProjectRow } from '../store/record.ts'
import { bodyOfRow } from '../store/shape.ts'
import type { ImportReceipt } from '../tables.ts'
import { changeProject, createProject, maskedFor, withdrawAs } from './change.ts'
import { keepImportedMonths, takeBackImportedFigures } from './keep-money.ts'
import { type ReadLedger, readLedger } from './read-ledger.ts'

const IMPORT = 'key_project_import'
const FAULTS_SHOWN = 500
const ROWS_SHOWN = 3_000
const NAMES_SHOWN = 20
const zh = keyProjectsMessages['zh-CN']

const exportAll = implement(contract.exportProjects, async (ctx, { sort, descending, ...filter }) => {
  const rows = await listWhole(ctx, filter, { sort, descending })
  const units = await namesOfUnits(
    ctx,
    rows.flatMap((row) => [row.unit_id, row.lead_unit_id, row.task_force_id]),
  )
  const posts = await titlesOfPosts(
    ctx,
    rows.map((row) => row.sponsor_post_id),
  )
  const lastMonths = await lastMonthAmounts(ctx, rows)
  const nameOf = (id: string | null) => (id && units.get(id)?.name) || null
  const lines = rows.map((row) => ({
    ...maskedFor(ctx, row),
    number: row.number,
    investedThisMonth: lastMonths.get(row.id) ?? null,
    completion: row.completion,
    isRegistered: row.investment_registered_on !== null,
    statisticalTotal: row.statistical_total,
    unitName: nameOf(row.unit_id) ?? '',
    leadUnitName: nameOf(row.lead_unit_id),
    taskForceName: nameOf(row.task_force_id),
    sponsorTitle: (row.sponsor_post_id && posts.get(row.sponsor_post_id)?.title) || null,
    lightWord: zh.lights[row.light],
  }))
  const today = dayOf(ctx.now)
  const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
  const bytes = await writeWorkbook([ledgerSheet(region?.name ?? '', lines, today)])
  return { name: `${zh.sheet.fileName}-${today}.xlsx`, type: contract.exportProjects.fileOut ?? '', bytes }
})

/** What the month of each project's figure added, by project; nothing where the month before is not in the ledger. */
async function lastMonthAmounts(
  ctx: OperationContext,
  rows: readonly ProjectRow[],
): Promise<ReadonlyMap<string, number>> {
  const years = [
    ...new Set(rows.flatMap((row) => (row.invested_as_of ? [Number(row.invested_as_of.slice(0, 4))] : []))),
  ]
  const figures = (
    await listLatestFigures(
      ctx,
      rows.map((row) => row.id),
      years,
    )
  ).filter((each) => each.ledger === 'reported')
  const byProject = new Map<string, FigureRow[]>()
  for (const figure of figures) byProject.set(figure.project_id, [...(byProject.get(figure.project_id) ?? []), figure])
  return new Map(
    rows.flatMap((row) => {
      const figure = reportedFigure(bodyOfRow(row))
      const months = (byProject.get(row.id) ?? []).map((each) => ({
        period: each.period as Period,
        thisYear: each.this_year,
      }))
      const amount = monthAmounts(months)[months.findIndex((month) => month.period === figure?.period)]
      return amount === undefined || amount === null ? [] : [[row.id, amount] as const]
    }),
  )
}

const preview = implement(contract.previewImport, async (ctx, reading) => previewOf(await readLedger(ctx, reading)))

function previewOf({ sheets, sheet, table, asOf, rows }: ReadLedger): contract.ImportPreview {
  const faults = rows.flatMap((row) => row.faults)
  const count = (outcome: contract.ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return {
    sheets: [...sheets],
    sheet: sheet.name,
    headingRow: table.headingRow,
    asOf,
    mapping: contract.LEDGER_FIELDS.flatMap((field) => {
      const mapped = table.mapping[field]
      return mapped ? [{ field, column: mapped.column, heading: mapped.heading, unit: mapped.unit ?? null }] : []
    }),
    unmapped: table.unmapped.map(({ column, heading }) => ({ column, heading })),
    skipped: [...table.skipped],
    counts: {
      rows: rows.length,
      create: count('create'),
      update: count('update'),
      same: count('same'),
      fault: count('fault'),
    },
    rows: rows.slice(0, ROWS_SHOWN).map((row) => ({
      row: row.row,
      name: row.name,
      outcome: row.outcome,
      projectId: row.existing?.id ?? null,
      number: row.existing?.number ?? null,
      months: [...row.months],
      changes: [...row.changes],
    })),
    faults: faults.slice(0, FAULTS_SHOWN),
    faultCount: faults.length,
    notices: rows.flatMap((row) => row.notices).slice(0, FAULTS_SHOWN),
  }
}

const importAll = implement(contract.importProjects, async (ctx, reading) => {
  const ledger = await readLedger(ctx, reading)
  const faultCount = ledger.rows.reduce((sum, row) => sum + row.faults.length, 0)
  if (faultCount > 0) refuse('rule_broken', problem('key_projects.import_has_faults', { count: faultCount }))
  const importId = newId(ctx.now)
  const receipt: ImportReceipt[] = []
  for (const { outcome, body, existing, months } of ledger.rows) {
    if (!body || outcome === 'same' || outcome === 'fault') continue
    if (!existing) {
      const made = await createProject(ctx, body, { source: null, importId })
      await keepImportedMonths(ctx, { projectId: made.id, body, months, importId })
      receipt.push({ id: made.id, version: made.version, before: null })
    } else {
      const version = await changeProject(ctx, existing.id, existing.version, body, { importId })
      await keepImportedMonths(ctx, { projectId: existing.id, body, months, importId })
      receipt.push({ id: existing.id, version, before: bodyOfRow(existing) })
    }
  }
  const created = receipt.filter((each) => each.before === null).length
  const updated = receipt.length - created
  const same = ledger.rows.length - receipt.length
  await imports.keepHeadings(ctx, headingsToKeep(ledger, reading))
  if (receipt.length === 0) return { importId: null, created, updated, same }
  await imports.insertImport(ctx, {
    id: importId,
    file_name: (ctx.upload?.name ?? '').slice(0, 200),
    at: ctx.now,
    person_id: ctx.actor.personId,
    person_name: ctx.actor.name,
    created,
    updated,
    receipt,
  })
  ctx.announce('key_projects.imported', { subject: { kind: IMPORT, id: importId }, after: { created, updated } })
  return { importId, created, updated, same }
})

/** Headings a person gave to a field, for the next time. */
function headingsToKeep({ table }: ReadLedger, reading: contract.ImportReading) {
  return contract.LEDGER_FIELDS.flatMap((field) => {
    const heading = table.mapping[field]?.heading.split('/').at(-1)
    return typeof reading.columns[field] === 'number' && heading ? [{ field, heading: heading.slice(0, 100) }] : []
  })
}

const exportFaults = implement(contract.exportImportFaults, async (ctx, { locale, ...reading }) => {
  const { sheet, table, rows } = await readLedger(ctx, reading)
  const words = keyProjectsMessages[locale]
  const problems = rows.flatMap((row) =>
    row.faults.map(({ field, code, params }) => problem(code, params, field === null ? [row.row] : [row.row, field])),
  )
  const bytes = await errorsWorkbook(sheet, table, problems, platformMessages[locale].excel, (found) => {
    const field = contract.LedgerField.safeParse(found.path?.[1])
    const sentence = words.faults[found.code]?.(found.params ?? {}) ?? found.code
    return field.success ? `${words.headings[field.data]}: ${sentence}` : sentence
  })
  return { name: `${words.sheet.faultsName}.xlsx`, type: contract.exportImportFaults.fileOut ?? '', bytes }
})

const listAll = implement(contract.listImports, async (ctx) => {
  const rows = await imports.listImports(ctx, ctx.scope.reach === 'region' ? undefined : ctx.actor.personId)
  return {
    items: rows.map((row) => ({
      id: row.id,
      fileName: row.file_name,
      at: row.at.toISOString(),
      personName: row.person_name,
      created: row.created,
      updated: row.updated,
      undoneAt: row.undone_at?.toISOString() ?? null,
      undoneReason: row.undone_reason,
      actions: row.undone_at === null ? ['undo' as const] : [],
    })),
  }
})

const undo = implement(contract.undoImport, async (ctx, { importId, reason }) => {
  const act = orNotFound(await imports.findImport(ctx, importId))
  if (ctx.scope.reach !== 'region' && act.person_id !== ctx.actor.personId) orNotFound(undefined)
  if (!(await imports.markUndone(ctx, importId, ctx.now, reason)))
    refuse('rule_broken', problem('key_projects.import_undone'))
  await requireUnchanged(ctx, act.receipt)
  for (const { id, version, before } of act.receipt) {
    if (before === null) await withdrawAs(ctx, id, version, reason)
    else
      await changeProject(ctx, id, version, contract.ProjectBody.parse(before), {
        reason,
        importId,
        money: { source: 'undo', sourceId: importId },
      })
  }
  const changed = act.receipt.filter((each) => each.before !== null).map((each) => each.id)
  await takeBackImportedFigures(ctx, importId, changed, reason)
  const withdrawn = act.receipt.filter((each) => each.before === null).length
  const restored = act.receipt.length - withdrawn
  ctx.announce('key_projects.import_undone', {
    subject: { kind: IMPORT, id: importId },
    after: { withdrawn, restored },
    data: { reason },
  })
  return { withdrawn, restored }
})

async function requireUnchanged(ctx: OperationContext, receipt: readonly ImportReceipt[]): Promise<void> {
  const versions = new Map(receipt.map((each) => [each.id, each.version]))
  const rows = await imports.listRows(ctx, [...versions.keys()])
  const changed = rows.filter((row) => row.version !== versions.get(row.id))
  if (changed.length === 0) return
  throw new Refusal(
    'rule_broken',
    changed.slice(0, NAMES_SHOWN).map((row) => problem('key_projects.changed_since', { name: row.name })),
  )
}

/** The operations on workbooks. */
export const workbookOperations = [exportAll, preview, importAll, exportFaults, listAll, undo]
