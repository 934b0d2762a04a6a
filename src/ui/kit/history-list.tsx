import type { ReactNode } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { Empty } from './states.tsx'
import { InstantText } from './texts.tsx'

/** One entry of a record's history: who did what and when, what changed, and why. */
export interface HistoryEntry {
  readonly id: string
  readonly at: string
  readonly who: string
  readonly onBehalfOf?: string | undefined
  readonly what: ReactNode
  readonly reason?: string | undefined
  readonly changes?: readonly { readonly label: string; readonly before: ReactNode; readonly after: ReactNode }[]
}

/** The history of a record, newest first as it is given. */
export function HistoryList({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const words = useMessages(uiMessages)
  if (entries.length === 0) return <Empty>{words.history.empty}</Empty>
  return (
    <ol className="k-history">
      {entries.map((entry) => (
        <li key={entry.id}>
          <div>
            <b>{entry.what}</b>{' '}
            <span className="k-quiet">
              {entry.onBehalfOf ? words.history.onBehalfOf(entry.who, entry.onBehalfOf) : entry.who} ·{' '}
              <InstantText at={entry.at} />
            </span>
          </div>
          {entry.changes && entry.changes.length > 0 ? (
            <ul>
              {entry.changes.map((change) => (
                <li key={change.label}>
                  <span className="k-quiet">{change.label}</span> <del>{change.before ?? '—'}</del> →{' '}
                  <ins>{change.after ?? '—'}</ins>
                </li>
              ))}
            </ul>
          ) : null}
          {entry.reason ? <p>{words.history.reason(entry.reason)}</p> : null}
        </li>
      ))}
    </ol>
  )
}
