import { type CellIn, isBlank, type RowIn, type SheetIn, textOfCell } from './sheet.ts'
import { narrow, unitOfHeading, withoutUnit } from './units.ts'

/** What a wanted column holds; decides which unit of a note is its own and whether a merged value counts for every row. */
export type WantedKind = 'text' | 'number' | 'money' | 'area' | 'percent' | 'day'

/** A column an import looks for. */
export interface ColumnWanted {
  readonly key: string
  /** The name our own export gives it. */
  readonly heading: string
  readonly kind: WantedKind
  /** Other names it goes by. */
  readonly synonyms?: readonly string[]
  /** For names with a changing part, `^1-?\d+月累计`; tested on the heading in half width without blanks and unit. */
  readonly pattern?: RegExp
  readonly isRequired?: boolean
}

/** A column found: where, under which heading (merged groups before it, joined by `/`), and its unit where the workbook names one. */
export interface MappedColumn {
  readonly column: number
  readonly heading: string
  readonly unit?: string
}

/** The headings of a table: rows of the sheet (from 0, end not included) and the labels over each column, outermost first. */
export interface HeadingBlock {
  readonly from: number
  readonly to: number
  readonly labels: readonly (readonly string[])[]
}

const SEARCHED_ROWS = 40
const DEEPEST = 3
const WEAKEST = 0.5
const LOOSE_BELOW = 0.9
/** More cells than this are no line of furniture: 截至上年底累计完成投资 is a column of many ledgers. */
const MOST_FURNITURE = 4
/** Lines above a table that look like headings and are none. */
const FURNITURE = /单位[:：]|填报|截至|制表|日期[:：]|附件|统计时间/

type Match = { readonly key: string; readonly column: number; readonly strength: number }

/**
 * Finds the rows of headings that fit the wanted columns best, one to three rows deep, and which column is which.
 * `undefined` where no rows fit: fewer than two of the wanted columns (one, where only one is wanted) under one another.
 */
export function findHeadings(
  sheet: SheetIn,
  wanted: readonly ColumnWanted[],
  known: Readonly<Record<string, readonly string[]>>,
): { block: HeadingBlock; mapping: Readonly<Record<string, number>> } | undefined {
  const names = new Map(wanted.map((each) => [each.key, namesOf(each, known[each.key] ?? [])]))
  let best: { score: number; block: HeadingBlock; matches: readonly Match[] } | undefined
  for (const block of blocksOf(sheet)) {
    const matches = assign(block, wanted, names)
    const isSound = matches.length >= Math.min(2, wanted.length) && matches.some((each) => each.strength >= LOOSE_BELOW)
    const score = matches.reduce((sum, each) => sum + each.strength, 0)
    if (isSound && (!best || score > best.score + 1e-9)) best = { score, block, matches }
  }
  if (!best) return undefined
  return { block: best.block, mapping: Object.fromEntries(best.matches.map((each) => [each.key, each.column])) }
}

/** The headings of rows a person pointed at: `from` and `to` count from 0, `to` is not included. */
export function headingBlock(sheet: SheetIn, from: number, to: number): HeadingBlock {
  const rows = sheet.rows.slice(from, to)
  const width = Math.max(0, ...rows.map((row) => row.cells.length))
  const filled = rows.map((row, index) => filledAcross(row, rows[index + 1], width))
  const labels = Array.from({ length: width }, (_, column) =>
    filled.map((row) => row[column] ?? '').filter((label, index, all) => label !== '' && label !== all[index - 1]),
  )
  return { from, to, labels }
}

/** The heading over a column as one text: `投资/年度计划`. */
export function headingText(block: HeadingBlock, column: number): string {
  return (block.labels[column] ?? []).map((label) => label.replace(/\s+/g, '')).join('/')
}

/** The unit the headings over a column name, the innermost one. */
export function headingUnit(block: HeadingBlock, column: number): string | undefined {
  return (block.labels[column] ?? []).map((label) => unitOfHeading(label)).findLast((unit) => unit !== undefined)
}

function* blocksOf(sheet: SheetIn): Generator<HeadingBlock> {
  const rows = sheet.rows.slice(0, SEARCHED_ROWS)
  for (const from of rows.keys()) {
    if (!canBeHeading(rows[from], sheet)) continue
    for (let depth = DEEPEST; depth >= 1; depth -= 1) {
      const inside = rows.slice(from, from + depth)
      if (inside.length < depth || !inside.every((row) => canBeHeading(row, sheet))) continue
      if (inside.slice(1).every((row, index) => isUnder(row, inside[index])))
        yield headingBlock(sheet, from, from + depth)
    }
  }
}

/** A row of short texts, no title over the whole width and no line of furniture. */
function canBeHeading(row: RowIn | undefined, sheet: SheetIn): boolean {
  if (!row) return false
  const own = ownCells(row)
  if (own.length === 0 || own.some((cell) => typeof cell !== 'string' && !isSmallNumber(cell))) return false
  if (own.length <= MOST_FURNITURE && own.some((cell) => FURNITURE.test(textOfCell(cell)))) return false
  if (own.every((cell) => typeof cell === 'number')) return false
  const isWide = sheet.rows.some((each) => each.cells.length > 2)
  const spread = new Set(row.cells.filter((cell) => !isBlank(cell)).map(textOfCell)).size
  return !isWide || spread > 1
}

/** Whether a row continues the headings above it: some of its labels stand under a merged or an empty cell. */
function isUnder(lower: RowIn, upper: RowIn | undefined): boolean {
  if (!upper) return false
  return lower.cells.some((cell, column) => {
    if (isBlank(cell) || lower.repeated.has(column)) return false
    return isBlank(upper.cells[column]) || upper.repeated.has(column)
  })
}

/** Labels of a row of headings; an empty cell over a label takes the group to its left, as in a table without merged cells. */
function filledAcross(row: RowIn, below: RowIn | undefined, width: number): readonly string[] {
  const labels: string[] = []
  for (let column = 0; column < width; column += 1) {
    const label = textOfCell(row.cells[column])
    const isGroup = below !== undefined && column > 0 && hasOwn(below, column) && hasOwn(below, column - 1)
    labels.push(label === '' && isGroup ? (labels[column - 1] ?? '') : label)
  }
  return labels
}

function hasOwn(row: RowIn, column: number): boolean {
  return !isBlank(row.cells[column]) && !row.repeated.has(column)
}

function ownCells(row: RowIn): readonly CellIn[] {
  return row.cells.filter((cell, column) => !isBlank(cell) && !row.repeated.has(column))
}

/** Months and years stand as numbers in some headings. */
function isSmallNumber(cell: CellIn): boolean {
  return typeof cell === 'number' && Number.isInteger(cell) && cell > 0 && cell < 2_200
}

interface Names {
  readonly exact: ReadonlySet<string>
  readonly bare: ReadonlySet<string>
}

function namesOf(wanted: ColumnWanted, known: readonly string[]): Names {
  const names = [wanted.heading, ...(wanted.synonyms ?? []), ...known].map(withoutUnit).filter((name) => name !== '')
  return { exact: new Set(names), bare: new Set(names.map(withoutBrackets)) }
}

/** Strongest pairs first, each column and each wanted key once. */
function assign(
  block: HeadingBlock,
  wanted: readonly ColumnWanted[],
  names: ReadonlyMap<string, Names>,
): readonly Match[] {
  const pairs: Match[] = []
  block.labels.forEach((labels, column) => {
    const path = labels.map(withoutUnit).filter((label) => label !== '')
    if (path.length === 0) return
    for (const each of wanted) {
      const strength = strengthOf(path, each, names.get(each.key))
      if (strength >= WEAKEST) pairs.push({ key: each.key, column, strength })
    }
  })
  pairs.sort((one, other) => other.strength - one.strength || one.column - other.column)
  const [keys, columns] = [new Set<string>(), new Set<number>()]
  return pairs.filter(({ key, column }) => {
    if (keys.has(key) || columns.has(column)) return false
    keys.add(key)
    columns.add(column)
    return true
  })
}

function strengthOf(path: readonly string[], wanted: ColumnWanted, names: Names | undefined): number {
  const leaf = path.at(-1) ?? ''
  const joined = path.join('')
  if (!names) return 0
  if (path.length > 1 && names.exact.has(joined)) return 1.1
  if (names.exact.has(leaf)) return 1
  if (wanted.pattern?.test(leaf) || wanted.pattern?.test(joined)) return 0.95
  if (names.bare.has(withoutBrackets(leaf))) return 0.9
  return Math.max(0, ...[...names.bare].map((name) => overlap(withoutBrackets(leaf), name)))
}

/** How much of the longer of two names the shorter one is, where it stands inside it. */
function overlap(one: string, other: string): number {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  if (shorter.length < 2 || !longer.includes(shorter)) return 0
  return 0.2 + (0.5 * shorter.length) / longer.length
}

function withoutBrackets(name: string): string {
  return narrow(name).replace(/[([【][^)\]】]*[)\]】]/g, '')
}
