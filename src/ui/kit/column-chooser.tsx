import { useState } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { Popup } from './popup.tsx'

interface Choosable {
  readonly key: string
  readonly title: string
  readonly isHidden?: boolean
}

/** Which columns of a table are shown, and how to change it. */
export interface ChosenColumns {
  readonly isShown: (key: string) => boolean
  readonly toggle: (key: string) => void
  readonly reset: () => void
}

const STORED = 'clarion.columns.'

/** The choice of columns of a table, kept on this machine; columns born after the choice show as their default says. */
export function useChosenColumns(id: string, columns: readonly Choosable[]): ChosenColumns {
  const [choices, setChoices] = useState<Readonly<Record<string, boolean>>>(() => storedChoices(id))
  const isShown = (key: string): boolean =>
    choices[key] ?? columns.find((column) => column.key === key)?.isHidden !== true
  const keep = (next: Readonly<Record<string, boolean>>): void => {
    setChoices(next)
    localStorage.setItem(STORED + id, JSON.stringify(next))
  }
  return { isShown, toggle: (key) => keep({ ...choices, [key]: !isShown(key) }), reset: () => keep({}) }
}

/** The keys of the columns somebody sees in a table just now, to keep them with a saved view. */
export function shownColumns(id: string, columns: readonly Choosable[]): readonly string[] {
  const choices = storedChoices(id)
  return columns.filter(({ key, isHidden }) => choices[key] ?? isHidden !== true).map(({ key }) => key)
}

function storedChoices(id: string): Readonly<Record<string, boolean>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED + id) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, boolean>) : {}
  } catch {
    return {}
  }
}

/** A box in which columns are ticked; at least one always stays. */
export function ColumnChooser({
  columns,
  chosen,
}: {
  readonly columns: readonly Choosable[]
  readonly chosen: ChosenColumns
}) {
  const words = useMessages(uiMessages)
  const shown = columns.filter((column) => chosen.isShown(column.key))
  return (
    <Popup summary={<summary className="k-button k-button-text">{words.table.columns}</summary>}>
      <div className="k-popup-card">
        {columns.map((column) => (
          <label key={column.key}>
            <input
              type="checkbox"
              checked={chosen.isShown(column.key)}
              disabled={shown.length === 1 && shown[0] === column}
              onChange={() => chosen.toggle(column.key)}
            />{' '}
            {column.title}
          </label>
        ))}
        <button type="button" className="k-button" onClick={chosen.reset}>
          {words.table.allColumns}
        </button>
      </div>
    </Popup>
  )
}
