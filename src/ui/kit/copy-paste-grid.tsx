import {
  type ClipboardEvent,
  type KeyboardEvent,
  memo,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import {
  type GridCell,
  type GridChange,
  type GridColumn,
  type GridRow,
  isWrongFigure,
  moveOf,
  pasteInto,
} from './grid-model.ts'
import { figureText, parseBlock } from './paste-block.ts'
import './grid.css'

/** Props of `CopyPasteGrid`. `cellOf` gives each cell's state; the page keeps the texts and takes `changes` in. */
export interface CopyPasteGridProps {
  readonly label: string
  readonly corner?: string
  readonly rows: readonly GridRow[]
  readonly columns: readonly GridColumn[]
  readonly cellOf: (row: string, column: string) => GridCell
  readonly onChange: (changes: readonly GridChange[]) => void
  readonly onResolve?: (row: string, column: string, side: 'mine' | 'theirs') => void
}

/**
 * A grid for entering figures as in a spreadsheet: arrows, Enter and Tab move, a block copied from Excel is laid in from the cell on,
 * Ctrl+Z takes back the last paste or change, each cell shows its own error, and a clash with somebody else is chosen in place.
 */
export function CopyPasteGrid(props: CopyPasteGridProps) {
  const { label, corner = '', rows, columns, cellOf, onChange, onResolve } = props
  const words = useMessages(uiMessages)
  const table = useRef<HTMLTableElement>(null)
  const undoable = useRef<(readonly GridChange[])[]>([])
  const [said, setSaid] = useState('')
  const change = (changes: readonly GridChange[]): void => {
    const real = changes.filter(({ row, column, text }) => cellOf(row, column).text !== text)
    if (real.length === 0) return
    undoable.current.push(real.map(({ row, column }) => ({ row, column, text: cellOf(row, column).text })))
    onChange(real)
  }
  const undo = (): void => {
    const last = undoable.current.pop()
    if (last) onChange(last)
  }
  const focus = (row: number, column: number): void => {
    const input = table.current?.querySelector<HTMLInputElement>(`[data-cell="${row}:${column}"]`)
    input?.focus()
    input?.select()
  }
  const press = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      undo()
      return
    }
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const isWhole = selectionStart === 0 && selectionEnd === value.length
    const move = moveOf(event.key, {
      atStart: isWhole || selectionEnd === 0,
      atEnd: isWhole || selectionStart === value.length,
      isShifted: event.shiftKey,
    })
    if (!move) return
    event.preventDefault()
    focus(row + move.down, column + move.right)
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const block = parseBlock(event.clipboardData.getData('text/plain'))
    if (block.length === 1 && block[0]?.length === 1) return
    event.preventDefault()
    const isReadOnly = (rowKey: string, columnKey: string): boolean => cellOf(rowKey, columnKey).isReadOnly === true
    const { changes, overflow, skipped } = pasteInto(block, { row, column }, rows, columns, isReadOnly)
    change(changes)
    setSaid(
      [
        words.grid.pasted(changes.length),
        skipped > 0 ? words.grid.skipped(skipped) : '',
        overflow.rows + overflow.columns > 0 ? words.grid.overflow(overflow.rows, overflow.columns) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    )
  }
  const latest = useRef<CellHandlers>(undefined)
  const handlers: CellHandlers = {
    onText: (row, column, text) => change([{ row: rows[row]?.key ?? '', column: columns[column]?.key ?? '', text }]),
    onPress: press,
    onPaste: paste,
    onResolve: (row, column, side) => onResolve?.(rows[row]?.key ?? '', columns[column]?.key ?? '', side),
  }
  useEffect(() => {
    latest.current = handlers
  })
  return (
    <div className="k-grid-box">
      <p className="k-quiet no-print">{words.grid.hint}</p>
      <div className="k-table-scroll">
        <table ref={table} className="k-table k-grid" aria-label={label}>
          <thead>
            <tr>
              <th scope="col" className="k-pinned">
                {corner}
              </th>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.kind === 'number' ? 'k-number' : undefined}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowIndex) => (
              <tr key={row.key}>
                <th scope="row" className="k-pinned">
                  {row.label}
                  {row.unit ? <span className="k-unit"> {row.unit}</span> : null}
                  {row.note ? <div className="k-quiet k-grid-note">{row.note}</div> : null}
                </th>
                {columns.map((column, columnIndex) => (
                  <GridCellBox
                    key={column.key}
                    row={rowIndex}
                    column={columnIndex}
                    kind={column.kind}
                    name={words.grid.cell(row.label, column.label)}
                    handlers={latest}
                    {...cellOf(row.key, column.key)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <GridTally {...props} />
      <output aria-live="polite">{said}</output>
    </div>
  )
}

interface CellHandlers {
  readonly onText: (row: number, column: number, text: string) => void
  readonly onPress: (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => void
  readonly onResolve: (row: number, column: number, side: 'mine' | 'theirs') => void
}

interface CellBoxProps extends GridCell {
  readonly row: number
  readonly column: number
  readonly kind: GridColumn['kind']
  readonly name: string
  readonly handlers: RefObject<CellHandlers | undefined>
}

/** Redrawn only when what it shows changes: its handlers are reached through a reference that never does. */
const GridCellBox = memo(function GridCellBox({ row, column, kind, name, handlers, ...cell }: CellBoxProps) {
  const words = useMessages(uiMessages)
  const { text, saved, isReadOnly = false, note, conflict } = cell
  const error = cell.error ?? (isWrongFigure(text, { kind }) ? words.grid.notNumber : undefined)
  const isChanged = saved !== undefined && saved !== text
  const state = conflict ? 'conflict' : error ? 'error' : isReadOnly ? 'fixed' : isChanged ? 'changed' : 'plain'
  const messageId = useId()
  return (
    <td className={`k-grid-cell k-grid-${state}`}>
      <input
        data-cell={`${row}:${column}`}
        aria-label={name}
        aria-invalid={error !== undefined}
        aria-describedby={error || conflict ? messageId : undefined}
        title={error ?? note}
        className={kind === 'number' ? 'k-number' : undefined}
        inputMode={kind === 'number' ? 'decimal' : 'text'}
        autoComplete="off"
        readOnly={isReadOnly}
        value={text}
        onChange={(event) => handlers.current?.onText(row, column, event.target.value)}
        onBlur={() => {
          const figure = kind === 'number' ? figureText(text) : undefined
          if (!isReadOnly && figure !== undefined && figure !== text) handlers.current?.onText(row, column, figure)
        }}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => handlers.current?.onPress(event, row, column)}
        onPaste={(event) => handlers.current?.onPaste(event, row, column)}
      />
      {error ? (
        <span id={messageId} className="k-grid-message">
          {error}
        </span>
      ) : null}
      {conflict ? (
        <span id={error ? undefined : messageId} className="k-grid-message" role="alert">
          {words.grid.theirs(conflict.by, conflict.theirs)}
          <button type="button" onClick={() => handlers.current?.onResolve(row, column, 'mine')}>
            {words.grid.keepMine}
          </button>
          <button type="button" onClick={() => handlers.current?.onResolve(row, column, 'theirs')}>
            {words.grid.takeTheirs}
          </button>
        </span>
      ) : null}
    </td>
  )
})

function GridTally({ rows, columns, cellOf }: CopyPasteGridProps) {
  const words = useMessages(uiMessages)
  const tally = { errors: 0, conflicts: 0, unsaved: 0 }
  for (const row of rows) {
    for (const column of columns) {
      const cell = cellOf(row.key, column.key)
      if (cell.error !== undefined || isWrongFigure(cell.text, column)) tally.errors += 1
      if (cell.conflict) tally.conflicts += 1
      if (cell.saved !== undefined && cell.saved !== cell.text) tally.unsaved += 1
    }
  }
  const said = [
    tally.errors > 0 ? words.grid.errors(tally.errors) : '',
    tally.conflicts > 0 ? words.grid.conflicts(tally.conflicts) : '',
    tally.unsaved > 0 ? words.grid.unsaved(tally.unsaved) : '',
  ].filter(Boolean)
  return said.length === 0 ? null : <p className="k-grid-tally">{said.join(' · ')}</p>
}
