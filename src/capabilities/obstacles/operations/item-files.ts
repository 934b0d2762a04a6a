import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { ProblemSentences } from '../../../kernel/language.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { errorsWorkbook } from '../../../platform/excel/errors-workbook.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { platformMessages } from '../../../platform/messages/index.ts'
import { implement, type Implementation, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { listTenants, namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { readClock } from '../rules/clock.ts'
import { itemLedger, type LedgerItem } from '../sheets.ts'
import { type ItemEventRow, listItemEvents } from '../store/item-events.ts'
import * as store from '../store/item-imports.ts'
import { type ItemRow, listItemsById, listItemUnits } from '../store/items.ts'
import { groupedBy } from './grouped.ts'
import { performOn } from './item-act.ts'
import { clockFactsOf } from './item-clock.ts'
import { enterItem } from './item-enter.ts'
import { readLoop } from './item-loop.ts'
import { openItem } from './item-open.ts'
import { linesOf } from './item-show.ts'
import { faultOf, readProblems } from './read-problems.ts'

const IMPORT = 'item_import'
const FAULTS_SHOWN = 500
const zh = obstaclesMessages['zh-CN']

const exportAll = implement(contract.exportItems, async (ctx, { ledger, ...filter }) => {
  const kinds: readonly contract.ItemKind[] = ['task', 'decision', 'instruction', 'supervised']
  const wanted = ledger === 'supervision' && !filter.kind?.length ? { ...filter, kind: [...kinds] } : filter
  const rows = await store.listWholeItems(ctx, wanted, ctx.now)
  const items = await ledgerItems(ctx, rows)
  const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
  const today = dayOf(ctx.now)
  const bytes = await writeWorkbook([itemLedger(ledger, region?.name ?? '', items, today)])
  return { name: `${zh.sheets[ledger]}-${today}.xlsx`, type: contract.exportItems.fileOut ?? '', bytes }
})

/** Items with what their logs tell in words. */
async function ledgerItems(ctx: OperationContext, rows: readonly ItemRow[]): Promise<readonly LedgerItem[]> {
  const ids = rows.map(({ id }) => id)
  const loop = await readLoop(ctx)
  const lines = await linesOf(ctx, loop, rows)
  const logs = groupedBy(await listItemEvents(ctx, ids), ({ item_id }) => item_id)
  const assistants = groupedBy(
    (await listItemUnits(ctx, ids)).filter(({ part }) => part === 'assistant'),
    ({ item_id }) => item_id,
  )
  const names = await namesOfUnits(
    ctx,
    [...assistants.values()].flat().map(({ unit_id }) => unit_id),
  )
  const posts = await titlesOfPosts(
    ctx,
    rows.map((row) => row.leader_post_id),
  )
  return rows.flatMap((row, index) => {
    const line = lines[index]
    return line
      ? [
          {
            line,
            text: row.text,
            leader: (row.leader_post_id && posts.get(row.leader_post_id)?.title) || '',
            assistants: (assistants.get(row.id) ?? []).map(({ unit_id }) => names.get(unit_id)?.shortName ?? ''),
            standard: row.closing_standard,
            proof: row.closing_proof === null ? '' : zh.items.proofs[row.closing_proof],
            rating: row.rating === null ? '' : zh.items.ratings[row.rating],
            ...toldBy(logs.get(row.id) ?? [], row),
            days: {
              reportedOn: dayOrNull(row.reported_at),
              assignedOn: dayOrNull(row.assigned_at),
              signedOn: dayOrNull(row.signed_at),
              answeredOn: dayOrNull(row.answered_at),
              dueOn:
                readClock(clockFactsOf(ctx, loop, row, logs.get(row.id) ?? [])).dueOn ?? (row.needed_on as Day | null),
              closedOn: dayOrNull(row.closed_at),
            },
          },
        ]
      : []
  })
}

/** Measures, progress and why it is not closed, as the last word of the log on each has it. */
function toldBy(log: readonly ItemEventRow[], row: ItemRow): Pick<LedgerItem, 'measures' | 'progress' | 'reason'> {
  const last = (...kinds: readonly contract.ItemEventKind[]) =>
    log.findLast(({ kind }) => kinds.includes(kind))?.text ?? ''
  const isOpen = row.state !== 'closed'
  return {
    measures: last('started') || row.own_efforts,
    progress: last('noted', 'answered'),
    reason: isOpen
      ? (row.suspension?.reason ?? row.level_above?.ask ?? last('extension_asked', 'sent_back', 'contradicted'))
      : '',
  }
}

function dayOrNull(at: Date | null): Day | null {
  return at && dayOf(at)
}

const preview = implement(contract.previewItemsImport, async (ctx, reading) => {
  const { sheet, sheets, table, rows, unitNames } = await readProblems(ctx, reading)
  const count = (outcome: contract.ItemsRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return {
    sheet: sheet.name,
    sheets: [...sheets],
    unmapped: table.unmapped.map(({ heading }) => heading),
    counts: {
      rows: rows.length,
      report: count('report'),
      known: count('known'),
      closed: count('closed'),
      fault: rows.reduce((sum, row) => sum + row.problems.length, 0),
    },
    rows: rows.map(({ row, title, outcome, body, knownAs }) => ({
      row,
      title,
      outcome,
      kind: body?.kind ?? 'obstacle',
      origin: body?.origin ?? 'direct',
      class: body?.class ?? 'other',
      severity: body?.severity ?? 'b',
      unitName: (body?.suggestedUnitId && unitNames.get(body.suggestedUnitId)) || '',
      neededOn: body?.neededOn ?? null,
      knownNumber: knownAs,
    })),
    faults: rows.flatMap((row) => row.problems.map((each) => faultOf(row.row, each))).slice(0, FAULTS_SHOWN),
  }
})

const importAll = implement(contract.importItems, async (ctx, reading) => {
  const { rows } = await readProblems(ctx, reading)
  const faults = rows.reduce((sum, row) => sum + row.problems.length, 0)
  if (faults > 0) refuse('rule_broken', problem('obstacles.sheet_has_faults', { count: faults }))
  const importId = newId(ctx.now)
  const receipt: { readonly id: string; readonly version: number }[] = []
  for (const { body } of rows) {
    if (body === null) continue
    const { row } = await enterItem(ctx, { body, unitId: reading.unitId, data: { importId } })
    receipt.push({ id: row.id, version: row.version })
  }
  const count = (outcome: contract.ItemsRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const counts = { reported: receipt.length, known: count('known'), closed: count('closed') }
  if (receipt.length === 0) return { importId: null, ...counts }
  const fileName = (ctx.upload?.name ?? '').slice(0, 200)
  await store.insertItemsImport(ctx, { id: importId, fileName, unitId: reading.unitId, receipt })
  ctx.announce('obstacles.items_imported', { subject: { kind: IMPORT, id: importId }, after: counts })
  return { importId, ...counts }
})

const exportFaults = implement(contract.exportItemsFaults, async (ctx, { locale, ...reading }) => {
  const { sheet, table, rows } = await readProblems(ctx, reading)
  const words = obstaclesMessages[locale]
  const problems = rows.flatMap((row) => row.problems)
  const bytes = await errorsWorkbook(sheet, table, problems, platformMessages[locale].excel, (found) => {
    const field = contract.PROBLEM_FIELDS.find((each) => found.path?.includes(each))
    const sentences: ProblemSentences = { ...platformMessages[locale].problems, ...words.faults }
    const sentence = sentences[found.code]?.(found.params ?? {}) ?? found.code
    return field ? `${words.sheets.headings[field]}: ${sentence}` : sentence
  })
  return { name: `${words.sheets.faultsName}.xlsx`, type: contract.exportItemsFaults.fileOut ?? '', bytes }
})

const listAll = implement(contract.listItemsImports, async (ctx) => ({
  items: (await store.listItemsImports(ctx)).map((row) => ({
    id: row.id,
    fileName: row.file_name,
    at: row.at.toISOString(),
    personName: row.person_name,
    reported: row.receipt.length,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneReason: row.undone_reason,
    actions: row.undone_at === null ? ['undo' as const] : [],
  })),
}))

const undo = implement(contract.undoItemsImport, async (ctx, { importId, reason }) => {
  const isThere = (await store.listItemsImports(ctx)).some((each) => each.id === importId)
  if (!isThere) orNotFound(undefined)
  const done = await store.markImportUndone(ctx, importId, ctx.now, reason)
  if (!done) return refuse('rule_broken', problem('obstacles.import_undone'))
  if (!unitInScope(ctx.scope, done.unit_id)) refuse('forbidden', problem('obstacles.sheet_unit_not_yours'))
  const versions = new Map(done.receipt.map(({ id, version }) => [id, version]))
  const rows = await listItemsById(ctx, [...versions.keys()])
  const changed = rows.find((row) => row.version !== versions.get(row.id))
  if (changed) refuse('rule_broken', problem('obstacles.import_changed', { number: changed.number ?? '' }))
  for (const { id } of done.receipt)
    await performOn(ctx, await openItem(ctx, id), { action: 'withdraw', text: reason, data: { importId } })
  ctx.announce('obstacles.items_import_undone', {
    subject: { kind: IMPORT, id: importId },
    after: { withdrawn: done.receipt.length },
    data: { reason },
  })
  return { withdrawn: done.receipt.length }
})

/** The operations on ledgers as workbooks: out, in with a look first, and an import undone as one act. */
export const itemFilesOperations: readonly Implementation[] = [
  exportAll,
  preview,
  importAll,
  exportFaults,
  listAll,
  undo,
]
