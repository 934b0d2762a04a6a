import type { ReactNode } from 'react'
import type { TableSource } from '../api.ts'

/**
 * A column. `kind: 'number'` aligns right; `group` is a heading over neighbouring columns; `isHidden` columns wait in the chooser;
 * `isPinned` stays in sight while the table is scrolled sideways (first columns only).
 */
export interface Column<R> {
  readonly key: string
  readonly title: string
  readonly cell: (row: R) => ReactNode
  readonly kind?: 'text' | 'number' | 'center'
  readonly group?: string
  readonly width?: number
  readonly canSort?: boolean
  readonly isHidden?: boolean
  readonly isPinned?: boolean
}

/** By which column a list is sorted. */
export interface Sorting {
  readonly by: string
  readonly descending: boolean
}

/** Props of `DataTable`. `id` names the table for the choice of columns, kept on this machine. */
export interface DataTableProps<R> {
  readonly id: string
  readonly label: string
  readonly columns: readonly Column<R>[]
  readonly source: TableSource<R>
  readonly rowKey: (row: R) => string
  readonly rowLink?: (row: R) => string
  readonly sorting?: Sorting | undefined
  readonly onSort?: (sorting: Sorting) => void
  readonly selection?: { readonly keys: readonly string[]; readonly onChange: (keys: readonly string[]) => void }
  readonly expand?: (row: R) => ReactNode
  readonly totals?: Readonly<Record<string, ReactNode>>
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly empty?: ReactNode
  readonly isFiltered?: boolean
  readonly count?: number
  readonly isA3?: boolean
}

/** The class of a column's cells: alignment and pin. */
export function cellClass<R>(column: Column<R>): string | undefined {
  const names = [
    column.kind === 'number' ? 'k-number' : '',
    column.kind === 'center' ? 'k-center' : '',
    column.isPinned ? 'k-pinned' : '',
  ].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}
