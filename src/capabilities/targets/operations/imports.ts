import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { asPeriod, lastDay } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listTenants } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { checkMayEnter } from '../rules/entry.ts'
import { dispatchTable } from '../sheets.ts'
import * as actuals from '../store/actuals.ts'
import * as store from '../store/imports.ts'
import { listIndicatorsById } from '../store/indicators.ts'
import { listTargets } from '../store/list.ts'
import { requireOpenYears } from '../store/years.ts'
import { enterCells, keepVersions } from './enter.ts'
import { mappingOf, problemsShown, problemsWorkbook } from './import-answers.ts'
import { readImport } from './import-reading.ts'
import { indicatorIn } from './reckon.ts'
import { entryRights, sightOf } from './rights.ts'
import { targetRows } from './rows.ts'

const MOST_EXPORTED = 5000
const MOST_NAMED = 20
const words = targetsMessages['zh-CN']

/** The operations on workbooks. */
export const importOperations = [
  implement(contract.previewImport, async (ctx, reading) => {
    const read = await readImport(ctx, reading)
    const columns = [...Object.values(read.table.mapping), ...read.table.unmapped]
    return {
      sheets: [...read.sheets],
      sheet: read.sheet.name,
      headings: columns
        .map(({ column, heading }) => ({ column, heading }))
        .toSorted((one, other) => one.column - other.column),
      mapping: mappingOf(read.table.mapping),
      cells: [...read.cells],
      problems: problemsShown(read.problems),
      skipped: read.table.skipped.length,
      others: read.others,
    }
  }),

  implement(contract.applyImport, async (ctx, reading) => {
    const read = await readImport(ctx, reading)
    const [first, ...rest] = read.problems
    if (first)
      refuse(
        'rule_broken',
        problem('targets.import_has_problems', { count: read.problems.length }),
        first,
        ...rest.slice(0, MOST_NAMED),
      )
    if (read.entries.length === 0) refuse('rule_broken', problem('targets.import_nothing'))
    const id = newId(ctx.now)
    const { saved, conflicts } = await enterCells(ctx, read.entries, { importId: id })
    if (conflicts.length > 0) refuse('conflict', problem('operation.conflict'))
    await store.insertImport(ctx, {
      id,
      file_name: ctx.upload?.name ?? '',
      year: reading.year,
      period: reading.period,
      entered: saved.length,
      made_by: ctx.actor.personId,
      made_by_name: ctx.actor.name,
      made_at: ctx.now,
      undone_at: null,
      made: '[]',
    })
    await store.keepMapping(ctx, read.headings, mappingOf(read.table.mapping), ctx.now)
    ctx.announce('targets.imported', {
      subject: { kind: 'actual_import', id },
      after: { file: ctx.upload?.name ?? '', entered: saved.length, period: reading.period },
    })
    return { id, version: 1, entered: saved.length }
  }),

  implement(contract.explainImport, async (ctx, reading) => {
    const read = await readImport(ctx, reading)
    return problemsWorkbook(read, contract.explainImport.fileOut ?? '')
  }),

  implement(contract.listImports, async (ctx, { year }) => ({
    items: (await store.listImports(ctx, year)).map((row) => ({
      id: row.id,
      fileName: row.file_name,
      holds: row.holds,
      period: asPeriod(row.period),
      entered: row.entered,
      by: row.made_by_name,
      at: row.made_at.toISOString(),
      undoneAt: row.undone_at?.toISOString() ?? null,
      version: row.version,
      actions:
        row.undone_at === null && ctx.actor.may(row.holds === 'goals' ? 'targets.manage' : 'targets.enter_actual')
          ? ['undo' as const]
          : [],
    })),
  })),

  implement(contract.undoImport, async (ctx, { importId, expectedVersion, reason }) => ({
    id: importId,
    version: await undoImport(ctx, importId, expectedVersion, reason),
  })),

  implement(contract.exportTargets, async (ctx, { period, places, rounding, ...filter }) => {
    const { items } = await listTargets(
      ctx,
      await sightOf(ctx),
      { ...filter, until: period === undefined ? undefined : lastDay(period) },
      { sort: 'indicator', descending: false, limit: MOST_EXPORTED },
    )
    const rows = await targetRows(ctx, items, { period, places, rounding })
    const tenant = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
    const sheet = dispatchTable(rows, {
      region: tenant?.name ?? '',
      year: filter.year,
      period,
      today: dayOf(ctx.now),
      rounding,
      places,
    })
    const bytes = await writeWorkbook([sheet])
    return {
      name: words.sheet.file(filter.year, period ?? dayOf(ctx.now)),
      type: contract.exportTargets.fileOut ?? '',
      bytes,
    }
  }),
]

/** Takes every figure of an import back to what stood before it, as one more version each; refuses where one was revised since. */
async function undoImport(
  ctx: OperationContext,
  importId: string,
  expectedVersion: number,
  reason: string,
): Promise<number> {
  const record = await store.getImport(ctx, importId)
  if (record.holds !== 'figures') refuse('not_found', problem('record.not_found'))
  if (record.undone_at !== null) refuse('rule_broken', problem('targets.import_undone'))
  await requireOpenYears(ctx, [record.year])
  const made = await actuals.listVersionsOfImport(ctx, importId)
  const indicators = await listIndicatorsById(
    ctx,
    made.map((row) => row.indicator_id),
  )
  for (const indicator of indicators.values())
    orRefuse(checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId)))
  const chains = actuals.chainsOf(
    await actuals.listVersionsOfSeries(
      ctx,
      made.map((row) => ({ indicatorId: row.indicator_id, unitId: row.unit_id })),
      [record.year],
    ),
  )
  const chainOf = (row: actuals.ActualRow) =>
    chains.get(actuals.cellKey(row.indicator_id, row.unit_id, row.period)) ?? []
  const revised = made.filter((row) => chainOf(row).at(-1)?.number !== row.number)
  if (revised.length > 0) refuse('rule_broken', problem('targets.import_changed_since', { count: revised.length }))
  const kept = await keepVersions(
    ctx,
    made.map((row) => {
      const before = chainOf(row).find((each) => each.number === row.number - 1)
      const version = actuals.recordedOf(
        before ?? { ...row, value: null, growth_percent: null, rank: null, rank_of: null, year_forecast: null },
      )
      return {
        indicatorId: indicatorIn(indicators, row.indicator_id).id,
        unitId: row.unit_id,
        period: asPeriod(row.period),
        version: { ...version, number: row.number + 1, reason },
      }
    }),
    {},
  )
  if (kept.length !== made.length) refuse('conflict', problem('operation.conflict'))
  ctx.announce('targets.import_undone', { subject: { kind: 'actual_import', id: importId }, data: { reason } })
  return store.markUndone(ctx, importId, expectedVersion, ctx.now)
}
