import { type Block, figureText } from './paste-block.ts'

/** A row of a grid. `unit` and `note` stand beside its name. */
export interface GridRow {
  readonly key: string
  readonly label: string
  readonly unit?: string
  readonly note?: string
}

/** A column of a grid; `kind` says what its cells take. */
export interface GridColumn {
  readonly key: string
  readonly label: string
  readonly kind: 'number' | 'text'
}

/** One cell's change: its new text, `''` for emptied. */
export interface GridChange {
  readonly row: string
  readonly column: string
  readonly text: string
}

/** A figure somebody else put into the same cell in the meantime. */
export interface CellConflict {
  readonly by: string
  readonly theirs: string
}

/** What a cell shows and may do. `text` is what stands in it, `saved` what the server holds. */
export interface GridCell {
  readonly text: string
  readonly saved?: string
  readonly isReadOnly?: boolean
  readonly error?: string | undefined
  readonly conflict?: CellConflict | undefined
  readonly note?: string | undefined
}

/** What a paste comes to. `overflow` counts what lay beyond the grid; `skipped` counts cells that cannot be entered. */
export interface Pasted {
  readonly changes: readonly GridChange[]
  readonly overflow: { readonly rows: number; readonly columns: number }
  readonly skipped: number
}

/**
 * Lays a copied block over a grid from a cell on, down and to the right. A single copied cell fills just that cell. Figures are cleaned
 * of grouping and full-width digits; what is no figure stays as typed, so that the cell can say what is wrong with it.
 */
export function pasteInto(
  block: Block,
  at: { readonly row: number; readonly column: number },
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  isReadOnly: (row: string, column: string) => boolean,
): Pasted {
  const changes: GridChange[] = []
  let skipped = 0
  for (const [down, cells] of block.entries()) {
    for (const [right, typed] of cells.entries()) {
      const row = rows[at.row + down]
      const column = columns[at.column + right]
      if (!row || !column) continue
      if (isReadOnly(row.key, column.key)) skipped += 1
      else changes.push({ row: row.key, column: column.key, text: cleaned(typed, column) })
    }
  }
  const widest = Math.max(0, ...block.map((cells) => cells.length))
  return {
    changes,
    skipped,
    overflow: {
      rows: Math.max(0, at.row + block.length - rows.length),
      columns: Math.max(0, at.column + widest - columns.length),
    },
  }
}

function cleaned(typed: string, column: GridColumn): string {
  return column.kind === 'number' ? (figureText(typed) ?? typed.trim()) : typed.trim()
}

/** Whether a cell holds what its column cannot take. */
export function isWrongFigure(text: string, column: Pick<GridColumn, 'kind'>): boolean {
  return column.kind === 'number' && figureText(text) === undefined
}

/** Where a key takes the cursor: rows and columns to move, or `undefined` for a key that is the cell's own. */
export function moveOf(
  key: string,
  cursor: { readonly atStart: boolean; readonly atEnd: boolean; readonly isShifted: boolean },
): { readonly down: number; readonly right: number } | undefined {
  switch (key) {
    case 'ArrowDown':
      return { down: 1, right: 0 }
    case 'ArrowUp':
      return { down: -1, right: 0 }
    case 'Enter':
      return { down: cursor.isShifted ? -1 : 1, right: 0 }
    case 'ArrowRight':
      return cursor.atEnd ? { down: 0, right: 1 } : undefined
    case 'ArrowLeft':
      return cursor.atStart ? { down: 0, right: -1 } : undefined
    default:
      return undefined
  }
}
