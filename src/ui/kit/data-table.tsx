import { Fragment, useState } from 'react'
import type { TableSource } from '../api.ts'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { type ChosenColumns, ColumnChooser, useChosenColumns } from './column-chooser.tsx'
import { cellClass, type Column, type DataTableProps, type Sorting } from './columns.ts'
import { RowCells, type RowTools } from './data-row.tsx'
import { Empty, Loading, RefusalNote } from './states.tsx'
import './table.css'

/** More rows than this are not put on one page; people are asked to narrow the list instead. */
export const MOST_ROWS = 2_000

/** A list as a table with every state it can be in: loading, refused, empty, rows with more to come, and too many to read. */
export function DataTable<R>(props: DataTableProps<R>) {
  const words = useMessages(uiMessages)
  const { id, label, columns, source, isA3 = false } = props
  const chosen = useChosenColumns(id, columns)
  if (source.isLoading) return <Loading />
  if (source.refusal && source.rows.length === 0)
    return <RefusalNote refusal={source.refusal} title={words.states.refused} onRetry={source.reload} />
  return (
    <div className={isA3 ? 'k-table-box print-a3' : 'k-table-box'}>
      <div className="k-table-head k-toolbar">
        <span className="k-quiet">
          {props.count === undefined ? words.table.rows(source.rows.length) : words.table.all(props.count)}
        </span>
        {props.selection && props.selection.keys.length > 0 ? (
          <b>{words.table.selected(props.selection.keys.length)}</b>
        ) : null}
        {props.actions}
        <span className="k-gap" />
        {props.note ? <span className="k-quiet">{props.note}</span> : null}
        <ColumnChooser columns={columns} chosen={chosen} />
        <button type="button" className="k-button k-button-text" onClick={() => window.print()}>
          {words.actions.print}
        </button>
      </div>
      {source.refusal ? <RefusalNote refusal={source.refusal} onRetry={source.reload} /> : null}
      <div className="k-table-scroll" role="region" aria-label={label} aria-busy={source.isRefreshing} tabIndex={0}>
        <Body {...props} chosen={chosen} />
      </div>
      {source.rows.length === 0 ? (
        <Empty>{props.empty ?? (props.isFiltered ? words.states.emptyFiltered : words.states.empty)}</Empty>
      ) : null}
      <More source={source} />
    </div>
  )
}

function Body<R>({ chosen, ...props }: DataTableProps<R> & { readonly chosen: ChosenColumns }) {
  const words = useMessages(uiMessages)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const { source, selection, expand, totals, label } = props
  const columns = props.columns.filter((column) => chosen.isShown(column.key))
  const tools: RowTools<R> = {
    columns,
    rowLink: props.rowLink,
    selection,
    expansion: expand && {
      isOpen: (key) => open.has(key),
      toggle: (key) => setOpen(toggled(open, key)),
    },
  }
  const toolCells = (
    <>
      {expand ? <td className="k-cell-tool" /> : null}
      {selection ? <td className="k-cell-tool" /> : null}
    </>
  )
  const keys = source.rows.map(props.rowKey)
  const isGrouped = columns.some((column) => column.group !== undefined)
  return (
    <table className="k-table" aria-label={label}>
      <thead>
        {isGrouped ? (
          <tr>
            {toolCells}
            {groupsOf(columns).map(({ key, group, span }) =>
              group === undefined ? (
                <td key={key} colSpan={span} />
              ) : (
                <th key={key} colSpan={span} scope="colgroup" className="k-group">
                  {group}
                </th>
              ),
            )}
          </tr>
        ) : null}
        <tr>
          {expand ? <td className="k-cell-tool" /> : null}
          {selection ? (
            <th className="k-cell-tool" scope="col">
              <input
                type="checkbox"
                aria-label={words.table.selectAll}
                checked={keys.length > 0 && keys.every((key) => selection.keys.includes(key))}
                onChange={(event) => selection.onChange(event.target.checked ? keys : [])}
              />
            </th>
          ) : null}
          {columns.map((column) => (
            <Heading key={column.key} column={column} sorting={props.sorting} onSort={props.onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {source.rows.map((row, index) => {
          const key = keys[index] ?? ''
          return (
            <Fragment key={key}>
              <RowCells row={row} rowKey={key} tools={tools} />
              {expand && open.has(key) ? (
                <tr className="k-expanded">
                  {toolCells}
                  <td colSpan={columns.length}>{expand(row)}</td>
                </tr>
              ) : null}
            </Fragment>
          )
        })}
      </tbody>
      {totals ? (
        <tfoot>
          <tr>
            {toolCells}
            {columns.map((column) => (
              <td key={column.key} className={cellClass(column)}>
                {totals[column.key]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

function Heading<R>({
  column,
  sorting,
  onSort,
}: {
  readonly column: Column<R>
  readonly sorting: Sorting | undefined
  readonly onSort: ((sorting: Sorting) => void) | undefined
}) {
  const words = useMessages(uiMessages)
  const isSorted = sorting?.by === column.key
  const direction = isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined
  return (
    <th
      scope="col"
      className={cellClass(column)}
      style={column.width === undefined ? undefined : { minWidth: column.width }}
      aria-sort={column.canSort && onSort ? (direction ?? 'none') : undefined}
    >
      {column.canSort && onSort ? (
        <button
          type="button"
          className="k-sort"
          title={words.table.sortBy(column.title)}
          onClick={() => onSort({ by: column.key, descending: isSorted ? !sorting.descending : false })}
        >
          {column.title}
          <span aria-hidden="true">{direction === 'descending' ? '▼' : direction === 'ascending' ? '▲' : '↕'}</span>
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}

function More<R>({ source }: { readonly source: TableSource<R> }) {
  const words = useMessages(uiMessages)
  if (!source.hasMore) return null
  if (source.rows.length >= MOST_ROWS) return <p className="k-table-more">{words.table.tooMany(source.rows.length)}</p>
  return (
    <p className="k-table-more no-print">
      <button type="button" className="k-button" disabled={source.isLoadingMore} onClick={source.loadMore}>
        {source.isLoadingMore ? words.states.loading : words.table.more}
      </button>
    </p>
  )
}

function groupsOf<R>(columns: readonly Column<R>[]) {
  const groups: { key: string; group: string | undefined; span: number }[] = []
  for (const { key, group } of columns) {
    const last = groups.at(-1)
    if (last && last.group === group) last.span += 1
    else groups.push({ key, group, span: 1 })
  }
  return groups
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
