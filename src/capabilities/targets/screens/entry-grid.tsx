import { Checkbox, Input } from 'antd'
import { useMemo, useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand } from '../../../ui/api.ts'
import { CopyPasteGrid } from '../../../ui/kit/copy-paste-grid.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { type GridCell, type GridChange, isWrongFigure } from '../../../ui/kit/grid-model.ts'
import '../../../ui/kit/table.css'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { useUnsavedGuard } from '../../../ui/navigation.tsx'
import { type ActualCell, type ActualStatus, enterActuals, type showGrid } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { today } from './today.ts'
import { optionsOf } from './choices.tsx'
import {
  afterSaving,
  editKey,
  type Edits,
  entriesOf,
  errorsByCell,
  type Measured,
  rowKey,
  savedText,
} from './entry-state.ts'

/** The grid with what is said of all its figures: status, as-of date, release, reason, evidence. Nothing typed is lost until it is saved. */
export function EntryGrid({
  grid,
  measure,
  onSaved,
}: {
  readonly grid: OutputOf<typeof showGrid>
  readonly measure: Measured
  readonly onSaved: () => void
}) {
  const words = useMessages(targetsMessages)
  const { entry } = words
  const { locale } = useLocale()
  const [openedOn] = useState(today)
  const [edits, setEdits] = useState<Edits>({})
  const [theirs, setTheirs] = useState<Readonly<Record<string, ActualCell>>>({})
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [said, setSaid] = useState('')
  const [terms, setTerms] = useState({
    status: 'preliminary' as ActualStatus,
    asOf: openedOn,
    isReleased: true,
    reason: '',
    evidence: '',
  })
  const command = useCommand(enterActuals)
  const cells = useMemo(() => new Map(grid.cells.map((cell) => [editKey(cell), cell])), [grid])
  const count = Object.keys(edits).length
  useUnsavedGuard(count > 0, words.entry.unsaved)
  const sentences: Readonly<Record<string, (params: Readonly<Record<string, never>>) => string>> = words.problems
  const rows = useMemo(() => rowsOf(grid), [grid])
  const keyOf = (row: string, column: string): string => `${row} ${column}`
  const cellOf = (row: string, column: string): GridCell => {
    const key = keyOf(row, column)
    const cell = cells.get(key)
    const edit = edits[key]
    const other = theirs[key]
    const text = edit?.text ?? savedText(cell, measure)
    const current = cell?.current
    return {
      text,
      saved: savedText(cell, measure),
      isReadOnly: cell === undefined || cell.lockedBy !== null,
      error: errors[key] ?? (edit && isWrongFigure(text, { kind: 'number' }) ? entry.wrong : undefined),
      ...(other ? { conflict: { by: other.current?.enteredBy ?? '', theirs: savedText(other, measure) } } : {}),
      note: cell?.lockedBy
        ? sentences[cell.lockedBy]?.({})
        : current
          ? `${words.statuses[current.status]} · ${current.asOf} · ${current.enteredBy}`
          : undefined,
    }
  }
  const change = (changes: readonly GridChange[]): void => {
    const next: Record<string, Edits[string]> = { ...edits }
    for (const { row, column, text } of changes) {
      const key = keyOf(row, column)
      const cell = cells.get(key)
      if (text === savedText(cell, measure)) delete next[key]
      else next[key] = { text, version: next[key]?.version ?? cell?.version ?? 0 }
    }
    setEdits(next)
    setErrors({})
    setSaid('')
  }
  const resolve = (row: string, column: string, side: 'mine' | 'theirs'): void => {
    const key = keyOf(row, column)
    const { [key]: other, ...left } = theirs
    const { [key]: mine, ...others } = edits
    setTheirs(left)
    setEdits(
      side === 'mine' && mine ? { ...others, [key]: { ...mine, version: other?.version ?? mine.version } } : others,
    )
  }
  const save = async (): Promise<void> => {
    const sent = entriesOf(grid.cells, edits, measure, {
      ...terms,
      releasedOn: terms.isReleased ? openedOn : null,
    })
    try {
      const answer = await command.mutateAsync({ cells: [...sent] })
      const left = afterSaving(edits, answer)
      setEdits(left.edits)
      setTheirs(left.theirs)
      setErrors({})
      setSaid(
        [entry.saved(answer.saved.length), answer.conflicts.length > 0 ? entry.conflicts(answer.conflicts.length) : '']
          .filter(Boolean)
          .join(' · '),
      )
      onSaved()
    } catch {
      setSaid('')
    }
  }
  const refusal = command.error
  const sentNow = entriesOf(grid.cells, edits, measure, { ...terms, releasedOn: null })
  const shownErrors = refusal && !command.isPending ? errorsByCell(refusal.problems, sentNow) : {}
  const isWrong = Object.values(edits).some((edit) => isWrongFigure(edit.text, { kind: 'number' }))
  return (
    <div>
      <CopyPasteGrid
        label={entry.title}
        corner={words.columns.indicator}
        rows={rows}
        columns={grid.periods.map((period) => ({
          key: period,
          label: formatPeriod(period, locale),
          kind: 'number' as const,
        }))}
        cellOf={(row, column) => {
          const cell = cellOf(row, column)
          return { ...cell, error: cell.error ?? shownErrors[keyOf(row, column)] }
        }}
        onChange={change}
        onResolve={resolve}
      />
      {grid.mayEnter ? (
        <div className="k-toolbar k-stay no-print">
          <label className="k-stack-label" style={{ minWidth: 110 }}>
            {entry.status}
            <ChoiceField
              options={optionsOf(words.statuses)}
              value={terms.status}
              onChange={(status) => setTerms({ ...terms, status: (status ?? 'preliminary') as ActualStatus })}
            />
          </label>
          <label className="k-stack-label">
            {entry.asOf}
            <DayField
              value={terms.asOf}
              onChange={(day) => setTerms({ ...terms, asOf: day ? asDay(day) : openedOn })}
            />
          </label>
          <label className="k-stack-label">
            {entry.reason}
            <Input
              placeholder={entry.reasonHint}
              value={terms.reason}
              maxLength={2000}
              onChange={(event) => setTerms({ ...terms, reason: event.target.value })}
            />
          </label>
          <label className="k-stack-label">
            {entry.evidence}
            <Input
              value={terms.evidence}
              maxLength={500}
              onChange={(event) => setTerms({ ...terms, evidence: event.target.value })}
            />
          </label>
          <Checkbox
            checked={terms.isReleased}
            title={entry.releaseHint}
            onChange={(event) => setTerms({ ...terms, isReleased: event.target.checked })}
          >
            {entry.release}
          </Checkbox>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={count === 0 || isWrong || command.isPending}
            onClick={() => void save()}
          >
            {count === 0 ? entry.nothing : entry.save(count)}
          </button>
        </div>
      ) : null}
      {shownErrors[''] ? (
        <p className="k-refusal" role="alert">
          {shownErrors['']}
        </p>
      ) : null}
      <output aria-live="polite">{isWrong ? entry.wrong : said}</output>
    </div>
  )
}

function rowsOf(grid: OutputOf<typeof showGrid>) {
  const indicators = new Map(grid.indicators.map((each) => [each.id, each]))
  const units = new Map(grid.units.map((each) => [each.id, each.name]))
  const rows = new Map(
    grid.cells.map((cell) => {
      const indicator = indicators.get(cell.indicatorId)
      return [
        rowKey(cell),
        {
          key: rowKey(cell),
          label: `${indicator?.name ?? ''} · ${units.get(cell.unitId) ?? ''}`,
          unit: indicator?.unitText ?? '',
        },
      ] as const
    }),
  )
  return [...rows.values()]
}
