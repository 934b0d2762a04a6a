import { dayOf } from '../../../kernel/day.ts'
import type { z } from 'zod'
import type { Period } from '../../../kernel/period.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { decimalInCell } from '../../../platform/excel/cell-values.ts'
import { findTable, type FoundTable, type TableRow } from '../../../platform/excel/find-table.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import { type SheetIn, textOfCell } from '../../../platform/excel/sheet.ts'
import { unitOfHeading } from '../../../platform/excel/units.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits } from '../../organisation/public.ts'
import type { CellEntry, ImportCell, Indicator, previewImport } from '../contract.ts'
import { ACTUAL_COLUMNS, MONTH_KEYS, periodOfMonth, placeOfText } from '../sheets.ts'
import * as actuals from '../store/actuals.ts'
import { findMapping } from '../store/imports.ts'
import { listAllIndicators } from '../store/indicators.ts'
import { listTargetsOfYears } from '../store/targets.ts'
import { checkMayEnter } from '../rules/entry.ts'
import { convertFigure } from '../rules/figure-units.ts'
import { readFigure } from '../rules/goal-text.ts'
import { checkCells } from './enter.ts'
import { indicatorName } from './goal-lines.ts'
import { entryRights } from './rights.ts'

/** How a workbook is to be read. */
export type Reading = z.output<typeof previewImport.input>

/** A workbook read: the table as it was found, the figures it would enter and everything wrong with it, by row and column. */
export interface ReadImport {
  readonly sheets: readonly string[]
  readonly sheet: SheetIn
  readonly table: FoundTable
  readonly headings: string
  readonly cells: readonly ImportCell[]
  readonly entries: readonly CellEntry[]
  readonly problems: readonly Problem[]
  /** Rows of indicators other units enter: left out where some are one's own. */
  readonly others: number
}

interface Figure {
  readonly row: number
  readonly key: string
  readonly indicator: Indicator
  readonly unit: { readonly id: string; readonly name: string }
  readonly period: Period
  readonly value: string | null
  readonly growthPercent: string | null
  readonly rank: number | null
  readonly rankOf: number | null
  readonly yearForecast: string | null
}

/** Reads the uploaded workbook; refuses what is no workbook and one without the headings. Nothing is kept. */
export async function readImport(ctx: OperationContext, reading: Reading): Promise<ReadImport> {
  if (!ctx.upload) return refuse('invalid', problem('file.missing'))
  const sheets = orRefuse(await readWorkbook(ctx.upload.bytes), 'invalid')
  const seen = sheets.filter((each) => !each.isHidden)
  const sheet =
    reading.sheet === undefined ? (seen[0] ?? sheets[0]) : sheets.find((each) => each.name === reading.sheet)
  if (!sheet)
    return refuse('rule_broken', problem('targets.import_sheet_missing', { sheet: reading.sheet ?? '' }, ['sheet']))
  const { table, headings } = await tableOf(ctx, sheet, reading)
  const { figures, problems, others } = await figuresOf(ctx, table, reading)
  const { cells, entries, faults } = await entriesOf(ctx, figures, reading)
  return {
    sheets: seen.map((each) => each.name),
    sheet,
    table,
    headings,
    cells,
    entries,
    problems: [...problems, ...faults],
    others,
  }
}

/** The table by the mapping given, else by the one kept for the same headings, else by what the headings say. */
async function tableOf(ctx: OperationContext, sheet: SheetIn, reading: Reading) {
  const plain = orRefuse(
    findTable(sheet, ACTUAL_COLUMNS, reading.mapping ? { mapping: reading.mapping } : {}),
    'invalid',
  )
  const headings = [...Object.values(plain.mapping), ...plain.unmapped]
    .toSorted((one, other) => one.column - other.column)
    .map((each) => `${each.column}:${each.heading}`)
    .join('|')
    .slice(0, 2000)
  const kept = reading.mapping ? undefined : await findMapping(ctx, headings)
  const table = kept ? orRefuse(findTable(sheet, ACTUAL_COLUMNS, { mapping: kept }), 'invalid') : plain
  if (table.missing.length > 0) return refuse('rule_broken', problem('targets.import_no_table', undefined, ['mapping']))
  return { table, headings }
}

async function figuresOf(ctx: OperationContext, table: FoundTable, reading: Reading) {
  const indicators = await listAllIndicators(ctx)
  const byName = new Map(
    indicators.flatMap((each) => [[plain(each.name), each] as const, [plain(each.code), each] as const]),
  )
  const open = await listOpenUnits(ctx, dayOf(ctx.now))
  const byUnit = new Map(
    open.flatMap((each) => [[plain(each.name), each] as const, [plain(each.shortName), each] as const]),
  )
  const targets = await listTargetsOfYears(ctx, [reading.year])
  const indicatorOf = ({ cells }: TableRow) =>
    byName.get(plain(textOfCell(cells['code']))) ??
    byName.get(plain(indicatorName(textOfCell(cells['indicator'])).name))
  const hasOwn = table.rows.some((row) => {
    const indicator = indicatorOf(row)
    return indicator && checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId)).ok
  })
  const problems: Problem[] = []
  const figures: Figure[] = []
  let others = 0
  for (const row of table.rows) {
    const at = (key: string, code: string, params: Problem['params'] = {}) =>
      problems.push(problem(code, params, [row.row, key]))
    const textOf = (key: string) => textOfCell(row.cells[key])
    const indicator = indicatorOf(row)
    if (!indicator) {
      if (textOf('indicator') !== '')
        at('indicator', 'targets.import_indicator_unknown', { name: textOf('indicator').slice(0, 60) })
      continue
    }
    const isOwn = checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId)).ok
    if (!isOwn && hasOwn) {
      others += 1
      continue
    }
    const found = textOf('unitText')
    if (found !== '' && convertFigure('1', found, indicator.unitText) === undefined) {
      at('unitText', 'targets.import_unit_text', { found: found.slice(0, 20), wanted: indicator.unitText })
      continue
    }
    const ofTargets = targets.filter((each) => each.indicator_id === indicator.id)
    const owned = ofTargets.find((each) => each.parent_id === null) ?? ofTargets[0]
    const unit =
      textOf('unit') === ''
        ? open.find((each) => each.id === (owned?.unit_id ?? indicator.sourceUnitId))
        : byUnit.get(plain(textOf('unit')))
    if (!unit) {
      at('unit', 'targets.import_unit_unknown', { name: textOf('unit').slice(0, 60) })
      continue
    }
    const read = readRow(row, table, indicator, reading, problems)
    figures.push(
      ...read.map((each) => ({ ...each, row: row.row, indicator, unit: { id: unit.id, name: unit.shortName } })),
    )
  }
  return { figures, problems, others }
}

/** The figures of one row: that of the period asked for with growth, place and forecast, and those of months that have columns of their own. */
function readRow(row: TableRow, table: FoundTable, indicator: Indicator, reading: Reading, problems: Problem[]) {
  const decimalOf = (key: string): string | null => {
    const column = table.mapping[key]?.column
    if (column === undefined) return null
    const cell = decimalInCell(row.cells[key] ?? null, { row: row.row, key, column })
    if (!cell.ok) problems.push(...cell.problems)
    return cell.ok ? (cell.value ?? null) : null
  }
  const unitText = textOfCell(row.cells['unitText'])
  const figureOf = (key: string): string | null => {
    const column = table.mapping[key]
    const cell = row.cells[key] ?? null
    const plainValue = decimalOf(key)
    if (column === undefined || plainValue === null) return null
    const inCell = typeof cell === 'string' ? (readFigure(cell)?.unit ?? '') : ''
    const inHeading = unitOfHeading(column.heading) ?? ''
    const noted = column.unit !== undefined && convertFigure('1', column.unit, indicator.unitText) ? column.unit : ''
    const from = inCell || inHeading || unitText || noted || indicator.unitText
    const value = convertFigure(plainValue, from, indicator.unitText)
    if (value === undefined)
      problems.push(
        problem('targets.import_unit_text', { found: from.slice(0, 20), wanted: indicator.unitText }, [row.row, key]),
      )
    return value ?? null
  }
  const place = placeOfText(textOfCell(row.cells['rank']))
  const more = {
    growthPercent: decimalOf('growth'),
    rank: place?.rank ?? null,
    rankOf: place?.of ?? null,
    yearForecast: figureOf('forecast'),
  }
  const none = { growthPercent: null, rank: null, rankOf: null, yearForecast: null }
  const months = MONTH_KEYS.flatMap((key, index) => {
    const value = figureOf(key)
    const period = periodOfMonth(indicator, reading.year, index + 1)
    return value === null ? [] : [{ key, period, value, ...(period === reading.period ? more : none) }]
  })
  const value = figureOf('value')
  const hasOwn = months.some((each) => each.period === reading.period)
  const isGiven = value !== null || more.growthPercent !== null || more.yearForecast !== null || more.rank !== null
  return hasOwn || !isGiven ? months : [...months, { key: 'value', period: reading.period, value, ...more }]
}

async function entriesOf(ctx: OperationContext, figures: readonly Figure[], reading: Reading) {
  const chains = actuals.chainsOf(
    await actuals.listVersionsOfSeries(
      ctx,
      figures.map((each) => ({ indicatorId: each.indicator.id, unitId: each.unit.id })),
      [reading.year],
    ),
  )
  const planned = figures.map((figure) => {
    const standing = chains.get(actuals.cellKey(figure.indicator.id, figure.unit.id, figure.period))?.at(-1)
    const before = standing ? actuals.recordedOf(standing) : undefined
    const entry = {
      value: figure.value ?? before?.value ?? null,
      growthPercent: figure.growthPercent ?? before?.growthPercent ?? null,
      rank: figure.rank ?? before?.rank ?? null,
      rankOf: figure.rankOf ?? before?.rankOf ?? null,
      yearForecast: figure.yearForecast ?? before?.yearForecast ?? null,
      status: reading.status,
      asOf: reading.asOf,
      releasedOn: reading.releasedOn,
      evidence: [{ fileId: null, documentId: null, text: (ctx.upload?.name ?? '').slice(0, 500) }],
      reason: reading.reason,
    }
    const isSame =
      before !== undefined &&
      (['value', 'growthPercent', 'rank', 'rankOf', 'yearForecast'] as const).every(
        (field) => before[field] === entry[field],
      )
    return {
      figure,
      entry,
      before,
      version: standing?.number ?? 0,
      outcome: isSame ? 'same' : before ? 'revision' : 'new',
    } as const
  })
  const changing = planned.filter((each) => each.outcome !== 'same')
  const entries = changing.map(
    ({ figure, entry, version }): CellEntry => ({
      indicatorId: figure.indicator.id,
      unitId: figure.unit.id,
      period: figure.period,
      expectedVersion: version,
      entry,
    }),
  )
  const { problems } = await checkCells(ctx, entries)
  return {
    entries,
    faults: problems.map((each) => {
      const of = changing[Number(each.path?.[1])]
      return { ...each, path: of ? [of.figure.row, of.figure.key] : [] }
    }),
    cells: planned.map(
      ({ figure, before, outcome }): ImportCell => ({
        row: figure.row,
        indicatorId: figure.indicator.id,
        indicatorName: figure.indicator.name,
        unitId: figure.unit.id,
        unitName: figure.unit.name,
        period: figure.period,
        before: before?.value ?? null,
        value: figure.value,
        growthPercent: figure.growthPercent,
        rank: figure.rank,
        rankOf: figure.rankOf,
        yearForecast: figure.yearForecast,
        outcome,
      }),
    ),
  }
}

/** A name without blanks and width, as two ledgers may differ in them. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}
