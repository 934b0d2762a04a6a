import type { Cell, CellStyle, DataValidation, MergeRange, WriteSheet } from 'hucre'
import { isDay } from '../../kernel/day.ts'
import { asYuan, yuanIn } from '../../kernel/yuan.ts'
import { plainText } from '../plain-text.ts'
import { columnLetters, type CellOut, type ColumnOut, type RowOut, type SheetOut } from './sheet.ts'
import { BODY_FONT, bodyStyle, FOOTNOTE_STYLE, HEADING_STYLE, TITLE_STYLE, UNIT_NOTE_STYLE } from './styles.ts'

/** Written into every workbook, so that the same data gives the same bytes. */
const NEVER = new Date(Date.UTC(2000, 0, 1))
const LISTS_SHEET = '_lists'
const LONGEST_TEXT = 32_767
const ERROR_WORDS = /^#(?:VALUE!|REF!|N\/A|NAME\?|NULL!|DIV\/0!|NUM!|GETTING_DATA|SPILL!|CALC!)$/

/** A sheet under construction: rows are counted from 0 and only grow. */
interface Draft {
  readonly cells: Map<string, Partial<Cell>>
  readonly merges: MergeRange[]
  readonly heights: Map<number, { height: number }>
  next: number
}

/** A drop-down list: its values and where they apply. */
interface DropDown {
  readonly values: readonly string[]
  readonly range: string
}

/**
 * An .xlsx of the sheets, in the layout of an official ledger: title, unit note, headings (frozen and repeated on every printed
 * page), rows, totals, footnotes, signature line; landscape, one page wide. Numbers are numbers and codes are text; no text ever
 * becomes a formula. The same data gives the same bytes. Names of sheets are made legal and unique.
 */
export async function writeWorkbook(sheets: readonly SheetOut[]): Promise<Uint8Array> {
  const names = legalNames(sheets.map((each) => each.name))
  const lists: (readonly string[])[] = []
  const drawn = sheets.map((sheet, index) => drawSheet(sheet, names[index] ?? sheet.name, lists))
  const listsSheet: WriteSheet[] =
    lists.length === 0 ? [] : [{ name: LISTS_SHEET, hidden: true, cells: cellsOfLists(lists) }]
  const { writeXlsx } = await import('hucre')
  return writeXlsx({
    sheets: [...drawn.map((each) => each.sheet), ...listsSheet],
    namedRanges: drawn.map((each) => each.printTitles),
    properties: { created: NEVER, modified: NEVER },
    defaultFont: BODY_FONT,
  })
}

function drawSheet(sheet: SheetOut, name: string, lists: (readonly string[])[]) {
  const draft: Draft = { cells: new Map(), merges: [], heights: new Map(), next: 0 }
  if (sheet.title) drawLine(draft, sheet, sheet.title, TITLE_STYLE, 36)
  if (sheet.unitNote) drawLine(draft, sheet, sheet.unitNote, UNIT_NOTE_STYLE, 16)
  const firstHeading = draft.next
  drawHeadings(draft, sheet)
  const firstRow = draft.next
  drawBody(draft, sheet)
  const dropDowns = dropDownsOf(sheet, firstRow, draft.next)
  drawTotals(draft, sheet)
  for (const footnote of sheet.footnotes ?? []) drawLine(draft, sheet, footnote, FOOTNOTE_STYLE, 16)
  if (sheet.signature) drawLine(draft, sheet, sheet.signature.join('　　　　　　　　'), FOOTNOTE_STYLE, 24)
  const written: WriteSheet = {
    name,
    columns: sheet.columns.map((column) => ({ width: column.width })),
    cells: draft.cells,
    merges: draft.merges,
    rowDefs: draft.heights,
    freezePane: { rows: firstRow, ...(sheet.frozenColumns ? { columns: sheet.frozenColumns } : {}) },
    dataValidations: dropDowns.map((each) => validationOf(each, lists)),
    pageSetup: {
      paperSize: sheet.paper ?? 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  }
  const quoted = `'${name.replaceAll("'", "''")}'`
  const printTitles = {
    name: '_xlnm.Print_Titles',
    range: `${quoted}!$${firstHeading + 1}:$${firstRow}`,
    scope: name,
  }
  return { sheet: written, printTitles }
}

/** A line of text across the whole table. */
function drawLine(draft: Draft, sheet: SheetOut, text: string, style: CellStyle, height: number): void {
  draft.cells.set(`${draft.next},0`, textCell(text, style))
  merge(draft, draft.next, 0, draft.next, sheet.columns.length - 1)
  draft.heights.set(draft.next, { height })
  draft.next += 1
}

function drawHeadings(draft: Draft, sheet: SheetOut): void {
  const top = draft.next
  const groups = sheet.groups ?? []
  const isTall = groups.length > 0
  const bottom = isTall ? top + 1 : top
  sheet.columns.forEach((column, index) => {
    const group = groups.find((each) => each.keys.includes(column.key))
    if (isTall) draft.cells.set(`${top},${index}`, textCell(group?.heading ?? column.heading, HEADING_STYLE))
    const comment = column.note ? { comment: { text: cellText(column.note) } } : {}
    const heading = textCell(column.heading, HEADING_STYLE)
    if (isTall && !group) {
      draft.cells.set(`${top},${index}`, { ...heading, ...comment })
      draft.cells.set(`${bottom},${index}`, { style: HEADING_STYLE })
      merge(draft, top, index, bottom, index)
    } else {
      draft.cells.set(`${bottom},${index}`, { ...heading, ...comment })
    }
  })
  for (const group of groups) {
    const places = sheet.columns.flatMap((column, index) => (group.keys.includes(column.key) ? [index] : []))
    const [first, last] = [places[0], places.at(-1)]
    if (first === undefined || last === undefined || last - first + 1 !== places.length) continue
    for (const place of places.slice(1)) draft.cells.set(`${top},${place}`, { style: HEADING_STYLE })
    merge(draft, top, first, top, last)
  }
  draft.next = bottom
  setHeight(
    draft,
    sheet.columns.map(({ heading, width }) => linesIn(heading, width)),
  )
  draft.next = bottom + 1
}

function drawBody(draft: Draft, sheet: SheetOut): void {
  const marked = new Set(sheet.marks?.map((mark) => `${mark.row},${mark.key}`))
  sheet.rows.forEach((row, index) => {
    drawRow(draft, sheet, row, (column) => ({ isMarked: marked.has(`${index},${column.key}`) }))
  })
  for (let spare = 0; spare < (sheet.spareRows ?? 0); spare += 1) drawRow(draft, sheet, {}, () => ({}))
}

function drawTotals(draft: Draft, sheet: SheetOut): void {
  if (sheet.totals) drawRow(draft, sheet, sheet.totals, () => ({ isTotal: true }))
}

function drawRow(
  draft: Draft,
  sheet: SheetOut,
  row: RowOut,
  about: (column: ColumnOut) => { isTotal?: boolean; isMarked?: boolean },
): void {
  sheet.columns.forEach((column, index) => {
    const value = valueOf(column, row[column.key])
    const key = `${draft.next},${index}`
    if (typeof value === 'string') {
      draft.cells.set(key, textCell(value, bodyStyle(column, { ...about(column), text: value })))
    } else {
      draft.cells.set(key, { ...(value === null ? {} : { value }), style: bodyStyle(column, about(column)) })
    }
  })
  setHeight(
    draft,
    sheet.columns.map(({ key, kind, width }) => (kind === 'text' ? linesIn(String(row[key] ?? ''), width) : 1)),
  )
  draft.next += 1
}

const LINE_POINTS = 13.5
/** What a sheet may give one row at most. */
const MOST_LINES = 30

/** Says how high a row is that needs more than one line: not every program works it out when a file is opened. */
function setHeight(draft: Draft, lines: readonly number[]): void {
  const most = Math.min(MOST_LINES, Math.max(1, ...lines))
  if (most > 1) draft.heights.set(draft.next, { height: most * LINE_POINTS + 2 })
}

/** Lines a text takes in a column of a width in characters, a Han character two of them. */
function linesIn(text: string, width: number): number {
  const room = Math.max(2, width - 1)
  const taken = (line: string) => Array.from(line).reduce((sum, each) => sum + (each.charCodeAt(0) < 0x80 ? 1 : 2), 0)
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(taken(line) / room)), 0)
}

/** The value as Excel keeps it. What does not fit the column's kind stays text, so that nothing is lost or bent. */
function valueOf(column: ColumnOut, value: CellOut): string | number | Date | null {
  if (value === null || value === undefined || value === '') return null
  if (column.kind === 'text') return String(value)
  if (column.kind === 'day')
    return typeof value === 'string' && isDay(value) ? new Date(`${value}T00:00:00Z`) : String(value)
  const isNumber = typeof value === 'number' ? Number.isFinite(value) : /^-?\d+(?:\.\d+)?$/.test(value)
  if (!isNumber) return String(value)
  const number = Number(value)
  if (column.kind !== 'money_wan') return number
  return Number.isSafeInteger(number) ? Number(yuanIn(asYuan(number), 'wan')) : String(value)
}

/** Text that stays text: an Excel error word would else become an error, so it goes in as formatted text. */
function textCell(text: string, style: CellStyle): Partial<Cell> {
  const plain = cellText(text)
  return ERROR_WORDS.test(plain) ? { value: plain, richText: [{ text: plain }], style } : { value: plain, style }
}

/** Text that a cell can hold: at most 32 767 characters, `_x0041_` not taken for a letter. */
function cellText(text: string): string {
  const clean = plainText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1)}…` : clean
}

function dropDownsOf(sheet: SheetOut, firstRow: number, endRow: number): DropDown[] {
  if (endRow === firstRow) return []
  return sheet.columns.flatMap((column, index) => {
    if (!column.options || column.options.length === 0) return []
    const letters = columnLetters(index)
    return [{ values: column.options, range: `${letters}${firstRow + 1}:${letters}${endRow}` }]
  })
}

/** Lists live on a hidden sheet: written into the rule itself they may not exceed 255 characters nor hold a comma. */
function validationOf(dropDown: DropDown, lists: (readonly string[])[]): DataValidation {
  const known = lists.findIndex((list) => list.join('\n') === dropDown.values.join('\n'))
  const place = known === -1 ? lists.push(dropDown.values) - 1 : known
  const letters = columnLetters(place)
  return {
    type: 'list',
    formula1: `'${LISTS_SHEET}'!$${letters}$1:$${letters}$${dropDown.values.length}`,
    range: dropDown.range,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
  }
}

function cellsOfLists(lists: readonly (readonly string[])[]): Map<string, Partial<Cell>> {
  const cells = lists.flatMap((list, column) =>
    list.map((value, row): [string, Partial<Cell>] => [`${row},${column}`, textCell(value, { numFmt: '@' })]),
  )
  return new Map(cells)
}

function merge(draft: Draft, startRow: number, startCol: number, endRow: number, endCol: number): void {
  if (endRow > startRow || endCol > startCol) draft.merges.push({ startRow, startCol, endRow, endCol })
}

function legalNames(names: readonly string[]): readonly string[] {
  const taken = new Set([LISTS_SHEET])
  return names.map((name, index) => {
    const legal =
      name
        .replace(/[[\]:*?/\\]/g, '-')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || `Sheet${index + 1}`
    const base = legal.toLowerCase() === 'history' ? `${legal}_` : legal
    let unique = base
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${base.slice(0, 26)}(${count})`
    taken.add(unique.toLowerCase())
    return unique
  })
}
