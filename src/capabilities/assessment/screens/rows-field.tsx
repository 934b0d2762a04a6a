import type { ReactNode } from 'react'

/** Rows of a form, each with its fields and a way to take it away, and one more at the foot. */
export function RowsField<R>({
  title,
  rows,
  renderRow,
  onChange,
  fresh,
  addLabel,
  removeLabel,
  most = 20,
  least = 1,
  isBare = false,
}: {
  readonly title: string
  readonly rows: readonly R[]
  readonly renderRow: (value: R, change: (next: R) => void) => ReactNode
  readonly onChange: (rows: R[]) => void
  readonly fresh: () => R
  readonly addLabel: string
  readonly removeLabel: string
  readonly most?: number
  readonly least?: number
  /** The heading stands above already. */
  readonly isBare?: boolean
}) {
  return (
    <div className="as-rows" role="group" aria-label={title}>
      {isBare ? null : <h4>{title}</h4>}
      {rows.map((value, at) => (
        // Rows have no name of their own; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="as-row" key={at}>
          {renderRow(value, (next) => onChange(rows.map((each, place) => (place === at ? next : each))))}
          {rows.length > least ? (
            <button
              type="button"
              className="k-button k-button-text"
              onClick={() => onChange(rows.filter((_, place) => place !== at))}
            >
              {removeLabel}
            </button>
          ) : null}
        </div>
      ))}
      {rows.length < most ? (
        <div>
          <button type="button" className="k-button" onClick={() => onChange([...rows, fresh()])}>
            {addLabel}
          </button>
        </div>
      ) : null}
    </div>
  )
}
