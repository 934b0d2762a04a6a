import type { Problem } from '../../kernel/problem.ts'
import type { FoundTable } from './find-table.ts'
import { type HeadingBlock, headingBlock } from './headings.ts'
import { columnLetters, type ColumnOut, type GroupOut, type SheetIn, type SheetOut, textOfCell } from './sheet.ts'
import { narrow } from './units.ts'
import { writeWorkbook } from './write-workbook.ts'

/** The words of the workbook that carries errors back, in the reader's language (`platformMessages`, `excel`). */
export interface ErrorsWords {
  readonly sheet: string
  readonly rowNumber: string
  readonly errors: string
  readonly title: string
}

const SHARED = ['excel_row', 'excel_errors'] as const
const [WIDEST, NARROWEST] = [40, 8]

/**
 * Gives the rows with errors back as an .xlsx: under the sheet's own headings, every column of the sheet, the cells in question
 * coloured, before them the row number and what is wrong. A problem belongs to the row in `path[0]` (as Excel numbers it) and to
 * the column key in `path[1]`; problems without a row are listed first. Mended, the workbook can be imported as it is.
 */
export function errorsWorkbook(
  sheet: SheetIn,
  table: FoundTable,
  problems: readonly Problem[],
  words: ErrorsWords,
  sentenceOf: (found: Problem) => string,
): Promise<Uint8Array> {
  return writeWorkbook([errorsSheet({ sheet, table, problems }, words, sentenceOf)])
}

/**
 * The same as one sheet of a workbook that gives several back. `withSound` keeps the rows nothing is wrong with too, for an import that takes
 * all or nothing.
 */
export function errorsSheet(
  {
    sheet,
    table,
    problems,
  }: { readonly sheet: SheetIn; readonly table: FoundTable; readonly problems: readonly Problem[] },
  words: ErrorsWords,
  sentenceOf: (found: Problem) => string,
  withSound = false,
): SheetOut {
  const byRow = new Map<number, Problem[]>()
  for (const each of problems) {
    const row = typeof each.path?.[0] === 'number' ? each.path[0] : 0
    byRow.set(row, [...(byRow.get(row) ?? []), each])
  }
  if (withSound) for (const { row } of table.rows) if (!byRow.has(row)) byRow.set(row, [])
  const numbers = [...byRow.keys()].toSorted((one, other) => one - other)
  const labels = headingBlock(sheet, table.headingRow - 1, table.lastHeadingRow).labels
  const headings = labels.map((over, column) => headingOf(over.at(-1) ?? columnLetters(column), column, table))
  const columns = [
    { key: SHARED[0], heading: words.rowNumber, width: 8, kind: 'integer' },
    { key: SHARED[1], heading: words.errors, width: 50, kind: 'text' },
    ...headings.map((heading, column): ColumnOut => {
      const texts = numbers.map((number) => textOfCell(sheet.rows[number - 1]?.cells[column]))
      const longest = Math.max(...[heading, ...texts].map((text) => text.length * 2))
      return { key: String(column), heading, width: Math.min(WIDEST, Math.max(NARROWEST, longest)), kind: 'text' }
    }),
  ] as const satisfies readonly ColumnOut[]
  const rows = numbers.map((number) => {
    const cells = number === 0 ? [] : (sheet.rows[number - 1]?.cells ?? [])
    const own = cells.map((cell, column): [string, string] => [String(column), textOfCell(cell)])
    const errors = (byRow.get(number) ?? []).map(sentenceOf).join('\n')
    return { ...Object.fromEntries(own), [SHARED[0]]: number || null, [SHARED[1]]: errors }
  })
  const marks = numbers.flatMap((number, row) =>
    (byRow.get(number) ?? []).flatMap((each) => {
      const column = table.mapping[String(each.path?.[1])]?.column
      return column === undefined ? [] : [{ row, key: String(column) }]
    }),
  )
  return { name: words.sheet, title: words.title, columns, groups: groupsOf(labels), rows, marks, frozenColumns: 2 }
}

/** A heading as it was, with its unit in brackets where only a note above the table named it. */
function headingOf(label: string, column: number, table: FoundTable): string {
  const unit = Object.values(table.mapping).find((each) => each.column === column)?.unit
  return unit === undefined || narrow(label).includes(unit) ? label : `${label}（${unit}）`
}

/** The merged headings as they were; neighbours under the same one belong together. */
function groupsOf(labels: HeadingBlock['labels']): readonly GroupOut[] {
  const groups: { heading: string; keys: string[] }[] = []
  let open: string | undefined
  labels.forEach((over, column) => {
    const heading = over.length > 1 ? over.slice(0, -1).join('') : undefined
    if (heading !== undefined && heading === open) groups.at(-1)?.keys.push(String(column))
    else if (heading !== undefined) groups.push({ heading, keys: [String(column)] })
    open = heading
  })
  return groups
}
