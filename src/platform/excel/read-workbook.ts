import type { Cell, CellValue, MergeRange, Sheet } from 'hucre'
import { isDay } from '../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'
import {
  ARCHIVE_LIMITS,
  type ArchiveLimits,
  isCompoundFile,
  isEncryptedOffice,
  looksLikeArchive,
  openArchive,
  packArchive,
  sizeText,
} from '../archive.ts'
import { plainText } from '../plain-text.ts'
import { type Extent, extentOf } from './extent.ts'
import { type CellIn, columnLetters, isBlank, type MergeIn, type RowIn, type SheetIn } from './sheet.ts'
import { percentStyles, sheetPaths, textOf } from './workbook-parts.ts'

/** How large a workbook may be. */
export interface WorkbookLimits extends ArchiveLimits {
  readonly maxSheets: number
  /** Rows and columns of one sheet that hold a value. */
  readonly maxRows: number
  readonly maxColumns: number
}

/** Limits that a county's ledgers stay far below: 20 MB, 40 sheets of 20 000 rows and 256 columns. */
export const WORKBOOK_LIMITS: WorkbookLimits = { ...ARCHIVE_LIMITS, maxSheets: 40, maxRows: 20_000, maxColumns: 256 }

/** Parts that hold no cell values; they are never unpacked. */
const OTHER_PARTS =
  /(?:^|\/)(?:drawings|charts|chartsheets|media|embeddings|pivot[^/]*|externalLinks|comments[^/]*|threadedComments|persons|slicers?|slicerCaches|timelines?|timelineCaches|theme|customXml|ctrlProps|printerSettings|docProps|worksheets\/_rels)(?:\/|$)/i
const MOST_MERGED_CELLS = 1_000_000

/**
 * Reads an .xlsx: every sheet with its values, hidden ones marked, merged ranges filled with the value of their first cell.
 * Formulas give their stored result. Never throws for bad bytes; refuses `file.too_large`, `excel.old_format` (.xls, .et, HTML or
 * XML saved as .xls), `excel.encrypted`, `excel.not_a_workbook`, `excel.too_many_sheets`, `excel.too_many_rows`,
 * `excel.too_many_columns`, `archive.damaged`, `archive.too_much_inside`.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): Promise<Outcome<readonly SheetIn[]>> {
  if (bytes.length > limits.maxBytes) return fail(problem('file.too_large', { maximum: sizeText(limits.maxBytes) }))
  if (isEncryptedOffice(bytes)) return fail(problem('excel.encrypted'))
  if (isCompoundFile(bytes) || isTextualWorkbook(bytes)) return fail(problem('excel.old_format'))
  if (!looksLikeArchive(bytes)) return fail(problem('excel.not_a_workbook'))
  const opened = await openArchive(bytes, limits, (name) => /\.(?:xml|rels)$/i.test(name) && !OTHER_PARTS.test(name))
  if (!opened.ok) return opened.problems[0]?.code === 'archive.encrypted' ? fail(problem('excel.encrypted')) : opened
  const parts = opened.value
  const hasSheets = [...parts.keys()].some((name) => /workbook[^/]*\.xml$/i.test(name))
  if (!hasSheets) return fail(problem('excel.not_a_workbook'))
  const extents = extentsOf(parts, limits)
  return extents.ok ? readSheets(packArchive(parts), extents.value, limits) : extents
}

/** An .xls that is an HTML table or XML 2003, as many older systems export it. */
function isTextualWorkbook(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1')
  return /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|html|!doctype|table|meta|head)/i.test(head)
}

/** The extents of the worksheets by the order of the tabs; every worksheet part is held against the limits. */
function extentsOf(
  parts: ReadonlyMap<string, Uint8Array>,
  limits: WorkbookLimits,
): Outcome<readonly (Extent | undefined)[]> {
  const percents = percentStyles(parts)
  const extents = new Map<string, Extent>()
  for (const [name, part] of parts) {
    if (!/worksheets\/[^/]+\.xml$/i.test(name)) continue
    const extent = extentOf(textOf(part), percents)
    if (extent.rows > limits.maxRows) {
      return fail(problem('excel.too_many_rows', { rows: extent.rows, maximum: limits.maxRows }))
    }
    if (extent.columns > limits.maxColumns) {
      return fail(problem('excel.too_many_columns', { columns: extent.columns, maximum: limits.maxColumns }))
    }
    extents.set(name, extent)
  }
  return ok(sheetPaths(parts).map((path) => extents.get(path)))
}

/** Sheets are read one by one and in bounds, so that two far corners never open a huge grid. */
async function readSheets(
  archive: Uint8Array,
  extents: readonly (Extent | undefined)[],
  limits: WorkbookLimits,
): Promise<Outcome<readonly SheetIn[]>> {
  try {
    const names: string[] = []
    const { readXlsx } = await import('hucre')
    await readXlsx(archive, {
      sheets: (info) => {
        names.push(info.name)
        return false
      },
    })
    if (names.length > limits.maxSheets) {
      return fail(problem('excel.too_many_sheets', { sheets: names.length, maximum: limits.maxSheets }))
    }
    const range = `A1:${columnLetters(limits.maxColumns - 1)}${limits.maxRows}`
    const sheets: SheetIn[] = []
    for (const index of names.keys()) {
      const [sheet] = (await readXlsx(archive, { sheets: [index], range })).sheets
      if (sheet) sheets.push(toSheetIn(sheet, extents[index]?.percents ?? new Set()))
    }
    return sheets.length > 0 ? ok(sheets) : fail(problem('excel.not_a_workbook'))
  } catch {
    return fail(problem('archive.damaged'))
  }
}

function toSheetIn(sheet: Sheet, percents: ReadonlySet<string>): SheetIn {
  const grid = sheet.rows.map((row, rowIndex) =>
    row.map((value, column) => {
      if (value === null && !sheet.cells) return null
      const place = `${rowIndex},${column}`
      const cell = toCellIn(value, sheet.cells?.get(place))
      return typeof cell === 'number' && percents.has(place) ? { ratio: cell } : cell
    }),
  )
  const repeated = new Map<number, Set<number>>()
  const merges = boundMerges(sheet.merges ?? [], grid.length, grid[0]?.length ?? 0)
  for (const range of merges) fillMerged(grid, range, repeated)
  const rows = grid.map((cells, index): RowIn => {
    const isHidden = sheet.rowDefs?.get(index)?.hidden === true
    return { number: index + 1, isHidden, cells: withoutEmptyEnd(cells), repeated: repeated.get(index) ?? new Set() }
  })
  while (rows.at(-1)?.cells.length === 0) rows.pop()
  return { name: sheet.name, isHidden: sheet.hidden === true || sheet.veryHidden === true, rows, merges }
}

function toCellIn(value: CellValue, detail: Cell | undefined): CellIn {
  if (detail?.type === 'error') return { failed: typeof value === 'string' ? value : '#' }
  if (value === null || value === '') return detail?.formula === undefined ? null : { failed: '=' }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string') {
    const text = plainText(value)
    return text === '' ? null : text
  }
  return dayOrTime(value)
}

/** A cell formatted as a date; a time of the day without a date, which Excel counts from 1900, is given as text. */
function dayOrTime(value: Date): CellIn {
  if (Number.isNaN(value.getTime())) return { failed: '#' }
  const [day = '', time = ''] = value.toISOString().split('T')
  if (value.getUTCFullYear() < 1901) return time.slice(0, 5)
  return isDay(day) ? { day } : { failed: '#' }
}

function boundMerges(merges: readonly MergeRange[], rows: number, columns: number): readonly MergeIn[] {
  let left = MOST_MERGED_CELLS
  const bounded: MergeIn[] = []
  for (const each of merges) {
    const bottom = Math.min(each.endRow, rows - 1)
    const right = Math.min(each.endCol, columns - 1)
    const isSound = each.startRow >= 0 && each.startCol >= 0 && bottom >= each.startRow && right >= each.startCol
    if (!isSound) continue
    left -= (bottom - each.startRow + 1) * (right - each.startCol + 1)
    if (left < 0) break
    bounded.push({ top: each.startRow, left: each.startCol, bottom, right })
  }
  return bounded
}

function fillMerged(grid: CellIn[][], range: MergeIn, repeated: Map<number, Set<number>>): void {
  const value = grid[range.top]?.[range.left] ?? null
  if (isBlank(value)) return
  for (let row = range.top; row <= range.bottom; row += 1) {
    const cells = grid[row]
    if (!cells) continue
    for (let column = range.left; column <= range.right; column += 1) {
      if (row === range.top && column === range.left) continue
      cells[column] = value
      repeated.set(row, (repeated.get(row) ?? new Set()).add(column))
    }
  }
}

function withoutEmptyEnd(cells: readonly CellIn[]): readonly CellIn[] {
  const last = cells.findLastIndex((cell) => !isBlank(cell))
  return cells.slice(0, last + 1)
}
