import type { MouseEvent } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { AppLink, useGo } from '../navigation.tsx'
import { cellClass, type Column, type DataTableProps } from './columns.ts'

/** What a row can do besides showing itself. */
export interface RowTools<R> {
  readonly columns: readonly Column<R>[]
  readonly rowLink: DataTableProps<R>['rowLink']
  readonly selection: DataTableProps<R>['selection']
  readonly expansion: { readonly isOpen: (key: string) => boolean; readonly toggle: (key: string) => void } | undefined
}

/** One row: a click anywhere on it opens its record, a click on a control does what the control says. */
export function RowCells<R>({
  row,
  rowKey,
  tools,
}: {
  readonly row: R
  readonly rowKey: string
  readonly tools: RowTools<R>
}) {
  const words = useMessages(uiMessages)
  const go = useGo()
  const { columns, rowLink, selection, expansion } = tools
  const link = rowLink?.(row)
  const isSelected = selection?.keys.includes(rowKey) ?? false
  const open = (event: MouseEvent<HTMLTableRowElement>): void => {
    const isControl =
      event.target instanceof Element && event.target.closest('a,button,input,select,label,textarea,summary')
    const isMarking = window.getSelection()?.isCollapsed === false
    if (link !== undefined && !isControl && !isMarking) go(link)
  }
  return (
    <tr
      className={link === undefined ? undefined : 'k-row-link'}
      aria-selected={selection ? isSelected : undefined}
      onClick={open}
    >
      {expansion ? (
        <td className="k-cell-tool">
          <button
            type="button"
            className="k-expand"
            aria-expanded={expansion.isOpen(rowKey)}
            aria-label={expansion.isOpen(rowKey) ? words.table.fold : words.table.expand}
            onClick={() => expansion.toggle(rowKey)}
          >
            <span aria-hidden="true">{expansion.isOpen(rowKey) ? '▾' : '▸'}</span>
          </button>
        </td>
      ) : null}
      {selection ? (
        <td className="k-cell-tool">
          <input
            type="checkbox"
            aria-label={words.table.select}
            checked={isSelected}
            onChange={() =>
              selection.onChange(
                isSelected ? selection.keys.filter((key) => key !== rowKey) : [...selection.keys, rowKey],
              )
            }
          />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td key={column.key} className={cellClass(column)}>
          {index === 0 && link !== undefined ? <AppLink to={link}>{column.cell(row)}</AppLink> : column.cell(row)}
        </td>
      ))}
    </tr>
  )
}
