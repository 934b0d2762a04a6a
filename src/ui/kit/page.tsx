import type { ReactNode } from 'react'

/** The head of a page: its title, a quiet note (as-of date, source), marks, and actions on the right. */
export function PageHeader({
  title,
  note,
  marks,
  actions,
  back,
}: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly marks?: ReactNode
  readonly actions?: ReactNode
  readonly back?: ReactNode
}) {
  return (
    <header className="k-page-header">
      <div>
        {back}
        <h1>
          {title} {marks}
        </h1>
        {note ? <p className="k-quiet">{note}</p> : null}
      </div>
      {actions ? <div className="k-toolbar">{actions}</div> : null}
    </header>
  )
}

/** A part of a page with its own heading. */
export function Section({
  title,
  note,
  actions,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="k-section" aria-label={title}>
      <div className="k-section-head">
        <h2 className="k-section-title">{title}</h2>
        {note ? <span className="k-quiet">{note}</span> : null}
        {actions ? <div className="k-toolbar">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}

/** Names and values of a record, side by side; `none` values show as a dash. */
export function Facts({ items }: { readonly items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="k-facts">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === undefined || value === null || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
