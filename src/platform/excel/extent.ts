/** How far the values of a worksheet reach, and which of them show as percentages. */
export interface Extent {
  /** Rows and columns that hold a value, counted from 1. */
  readonly rows: number
  readonly columns: number
  /** Cells shown as a percentage, as `row,column` from 0. */
  readonly percents: ReadonlySet<string>
}

const LONGEST_TAG = 400

/**
 * Looks over a worksheet's XML before it is read. Cells that carry a format only do not count: ledgers are often formatted down to
 * the last row of Excel. One pass without backtracking, so that no text makes it slow.
 */
export function extentOf(xml: string, percentStyles: ReadonlySet<number>): Extent {
  let [rows, columns, row, column] = [0, 0, 0, 0]
  const percents = new Set<string>()
  for (let from = xml.indexOf('<'); from !== -1; ) {
    const end = xml.indexOf('>', from)
    if (end === -1) break
    const kind = kindOf(xml, from + 1)
    if (kind !== undefined) {
      const tag = xml.slice(from + 1, Math.min(end, from + LONGEST_TAG))
      const reference = /\sr\s?=\s?["']([A-Za-z]{0,3})(\d{1,7})["']/.exec(tag)
      if (kind === 'row') {
        row = reference ? Number(reference[2]) : row + 1
        column = 0
      } else {
        column = reference ? columnOf(reference[1] ?? '') : column + 1
        if (reference) row = Number(reference[2])
        if (holdsValue(xml, end)) {
          rows = Math.max(rows, row)
          columns = Math.max(columns, column)
          const style = /\ss\s?=\s?["'](\d{1,6})["']/.exec(tag)?.[1]
          if (style !== undefined && percentStyles.has(Number(style))) percents.add(`${row - 1},${column - 1}`)
        }
      }
    }
    from = xml.indexOf('<', end)
  }
  return { rows, columns, percents }
}

function kindOf(xml: string, at: number): 'row' | 'cell' | undefined {
  const word = /^(?:\w{1,20}:)?(row|c)(?=[\s>/])/.exec(xml.slice(at, at + 26))?.[1]
  if (word === undefined) return undefined
  return word === 'row' ? 'row' : 'cell'
}

function holdsValue(xml: string, end: number): boolean {
  return xml[end - 1] !== '/' && !xml.startsWith('</', end + 1)
}

function columnOf(letters: string): number {
  return Buffer.from(letters.toUpperCase()).reduce((sum, code) => sum * 26 + code - 64, 0)
}
