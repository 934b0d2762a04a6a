/** A block of texts as a spreadsheet copies it: rows of cells. */
export type Block = readonly (readonly string[])[]

/**
 * Reads what Excel or WPS puts on the clipboard: cells apart by tabs, rows by line ends; a cell that holds a tab, a line end or a quote
 * is quoted, with quotes doubled. A line end after the last row opens no further row. Rows keep their own lengths.
 */
export function parseBlock(text: string): Block {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? ''
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[index + 1] === '"') {
        cell += '"'
        index += 1
      } else isQuoted = false
    } else if (sign === '"' && cell === '' && closesQuote(text, index)) isQuoted = true
    else if (sign === '\t') endCell()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[index + 1] === '\n') index += 1
      endCell()
      rows.push([])
    } else cell += sign
  }
  endCell()
  const last = rows.at(-1)
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop()
  return rows
}

/** A quote opens a quoted cell only if a closing one stands before the end of a cell; otherwise it is an inch sign or a slip. */
function closesQuote(text: string, start: number): boolean {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] !== '"') continue
    if (text[index + 1] !== '"') return ['\t', '\n', '\r', undefined].includes(text[index + 1])
    index += 1
  }
  return false
}

/** Writes a block as a spreadsheet would. */
export function formatBlock(block: Block): string {
  return block
    .map((row) => row.map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\r\n')
}

/**
 * A figure as people type and paste it, as plain decimal text: full-width digits, grouping commas, spaces and a leading plus taken away,
 * a dash alone or nothing read as empty. `undefined` where it is no number. A percent sign is no number here: the column has a unit.
 */
export function figureText(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .replaceAll(/[\s\u00a0]/g, '')
    .replace(/^[−–—]/, '-')
  if (plain === '' || plain === '-' || plain === '/' || plain === '--') return ''
  const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  const match = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)$/.exec(ungrouped)
  if (!match) return undefined
  const digits = (match[2] ?? '').replace(/^\./, '0.').replace(/\.$/, '')
  return (match[1] === '-' ? '-' : '') + digits
}
