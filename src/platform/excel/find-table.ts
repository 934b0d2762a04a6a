import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'
import {
  type ColumnWanted,
  findHeadings,
  type HeadingBlock,
  headingBlock,
  headingText,
  headingUnit,
  type MappedColumn,
  type WantedKind,
} from './headings.ts'
import { type SkipReason, skimRows } from './rows.ts'
import { type CellIn, isBlank, type SheetIn, textOfCell } from './sheet.ts'
import { moneyUnitOf, squareMetresIn, unitsOfNote } from './units.ts'

export type { ColumnWanted, MappedColumn } from './headings.ts'
export type { SkipReason } from './rows.ts'

/** What a person or an earlier import already settled. */
export interface TableHints {
  /** More names by column key, kept from the last import. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>
  /** Columns (from 0) by key; overrules what the headings say. */
  readonly mapping?: Readonly<Record<string, number>>
  /** First and last row of the headings, as Excel numbers them. */
  readonly headingRows?: { readonly first: number; readonly last: number }
}

/** One row of the table. */
export interface TableRow {
  /** The number Excel shows. */
  readonly row: number
  readonly isHidden: boolean
  /** The line between the rows above it, `一、省级重点项目`. */
  readonly section?: string
  readonly cells: Readonly<Record<string, CellIn>>
}

/** A table found in a sheet as it came. */
export interface FoundTable {
  /** First and last row of the headings, as Excel numbers them. */
  readonly headingRow: number
  readonly lastHeadingRow: number
  readonly mapping: Readonly<Record<string, MappedColumn>>
  /** Columns with a heading nobody asked for. */
  readonly unmapped: readonly MappedColumn[]
  /** Keys of required columns that were not found. */
  readonly missing: readonly string[]
  readonly rows: readonly TableRow[]
  readonly skipped: readonly { readonly row: number; readonly reason: SkipReason; readonly text: string }[]
}

/**
 * Finds the table of the wanted columns in a sheet as a county keeps it: headings in one to three rows with merged groups, anywhere
 * in the first 40 rows; names by heading, synonyms or pattern, whatever their width, blanks and unit; totals, sections, notes,
 * numbering and repeated headings set aside with their reason. Units come from the heading, else from a note above (`单位：万元`).
 * A merged text or day counts for every row it covers, a merged number for the first one only.
 * Refuses `excel.heading_not_found` with the headings looked for.
 */
export function findTable(
  sheet: SheetIn,
  columnsWanted: readonly ColumnWanted[],
  hints: TableHints = {},
): Outcome<FoundTable> {
  const found = hints.headingRows
    ? { block: headingBlock(sheet, hints.headingRows.first - 1, hints.headingRows.last), mapping: undefined }
    : findHeadings(sheet, columnsWanted, hints.synonyms ?? {})
  if (!found) {
    const headings = columnsWanted.filter((each) => each.isRequired).map((each) => each.heading)
    const listed = headings.length > 0 ? headings : columnsWanted.map((each) => each.heading)
    return fail(problem('excel.heading_not_found', { sheet: sheet.name, headings: listed.slice(0, 8).join('、') }))
  }
  const { block } = found
  const within = { ...sheet, rows: sheet.rows.slice(block.from, block.to) }
  const recognised = found.mapping ?? findHeadings(within, columnsWanted, hints.synonyms ?? {})?.mapping ?? {}
  const columns = { ...withoutTaken(recognised, hints.mapping ?? {}), ...hints.mapping }
  const mapping = mappingOf(sheet, block, columnsWanted, columns)
  const skimmed = skimRows(sheet, block, Object.values(columns))
  const across = mergedAcross(sheet)
  const rows = skimmed.data.map(({ index, section }): TableRow => {
    const row = sheet.rows[index]
    const cells = columnsWanted.flatMap((each): [string, CellIn][] => {
      const column = columns[each.key]
      if (column === undefined) return []
      const isRepeat = row?.repeated.has(column) === true
      const isDropped = isRepeat && (across.has(`${index},${column}`) || countsOnce(each.kind))
      return [[each.key, isDropped ? null : (row?.cells[column] ?? null)]]
    })
    const base = { row: index + 1, isHidden: row?.isHidden === true, cells: Object.fromEntries(cells) }
    return section === undefined ? base : { ...base, section }
  })
  const used = new Set(Object.values(columns))
  return ok({
    headingRow: block.from + 1,
    lastHeadingRow: block.to,
    mapping,
    unmapped: block.labels.flatMap((labels, column) =>
      labels.length === 0 || used.has(column) ? [] : [{ column, heading: headingText(block, column) }],
    ),
    missing: columnsWanted.filter((each) => each.isRequired && !(each.key in mapping)).map((each) => each.key),
    rows,
    skipped: skimmed.skipped,
  })
}

/** What the headings say, without the columns a person gave to another key. */
function withoutTaken(
  recognised: Readonly<Record<string, number>>,
  settled: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const taken = new Set(Object.values(settled))
  return Object.fromEntries(Object.entries(recognised).filter(([, column]) => !taken.has(column)))
}

function mappingOf(
  sheet: SheetIn,
  block: HeadingBlock,
  wanted: readonly ColumnWanted[],
  columns: Readonly<Record<string, number>>,
): Readonly<Record<string, MappedColumn>> {
  const noted = sheet.rows
    .slice(0, block.from)
    .flatMap((row) => [...new Set(row.cells.filter((cell) => !isBlank(cell)).map(textOfCell))])
    .flatMap(unitsOfNote)
  const mapped = wanted.flatMap((each): [string, MappedColumn][] => {
    const column = columns[each.key]
    if (column === undefined) return []
    const unit = headingUnit(block, column) ?? noted.find((word) => fits(word, each.kind))
    const heading = headingText(block, column)
    return [[each.key, unit === undefined ? { column, heading } : { column, heading, unit }]]
  })
  return Object.fromEntries(mapped)
}

function fits(unit: string, kind: WantedKind): boolean {
  if (kind === 'money') return moneyUnitOf(unit) !== undefined || unit.endsWith('元')
  return kind === 'area' && squareMetresIn(unit) !== undefined
}

function countsOnce(kind: WantedKind): boolean {
  return kind !== 'text' && kind !== 'day'
}

/** Cells, as `row,column` from 0, that a merged range covers sideways from another column. */
function mergedAcross(sheet: SheetIn): ReadonlySet<string> {
  const covered = new Set<string>()
  for (const range of sheet.merges) {
    for (let row = range.top; range.right > range.left && row <= range.bottom; row += 1) {
      for (let column = range.left + 1; column <= range.right; column += 1) covered.add(`${row},${column}`)
    }
  }
  return covered
}
