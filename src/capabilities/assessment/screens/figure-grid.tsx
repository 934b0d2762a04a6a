import { useEffect, useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { CopyPasteGrid } from '../../../ui/kit/copy-paste-grid.tsx'
import type { GridCell, GridChange } from '../../../ui/kit/grid-model.ts'
import { figureText as plainFigure } from '../../../ui/kit/paste-block.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { useUnsavedGuard } from '../../../ui/navigation.tsx'
import { enterFigures, type FigureLine, type RoundCriterion, type RoundPage } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { changedValues, EVIDENCE, savedTexts } from './figure-cells.ts'

/** The grid of a criterion's figures, unit by unit, as in a spreadsheet; what ledgers and other rounds know stands there to be read. */
export function FigureGrid({
  round,
  criterion,
  lines,
  onDirty,
}: {
  readonly round: RoundPage
  readonly criterion: RoundCriterion
  readonly lines: readonly FigureLine[]
  readonly onDirty: (isDirty: boolean) => void
}) {
  const words = useMessages(assessmentMessages)
  const ui = useMessages(uiMessages)
  const { figures: own, desk } = words.screens
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const saved = savedTexts(criterion, round.units, lines)
  const textOf = (row: string, column: string): string => typed[`${row} ${column}`] ?? saved(row, column)
  const values = changedValues(criterion, round.units, textOf, saved)
  const isDirty = values.length > 0
  const isSound = values.every(({ value }) => value === null || plainFigure(value) !== undefined)
  useUnsavedGuard(isDirty, ui.form.discard)
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  const enter = useCommand(enterFigures, { onSuccess: () => setTyped({}) })
  const take = (changes: readonly GridChange[]): void =>
    setTyped((before) => ({
      ...before,
      ...Object.fromEntries(changes.map(({ row, column, text }) => [`${row} ${column}`, text])),
    }))
  const cellOf = (row: string, column: string): GridCell => {
    const figure = criterion.figures.find(({ key }) => key === column)
    const isRead = figure !== undefined && figure.from.kind !== 'unit'
    return {
      text: textOf(row, column),
      saved: saved(row, column),
      isReadOnly: isRead,
      note: isRead ? own.ledgerNote(desk.origins[figure.from.kind] ?? '') : undefined,
    }
  }
  return (
    <div className="k-stack">
      {enter.error ? <RefusalNote refusal={enter.error} /> : null}
      <CopyPasteGrid
        label={criterion.name}
        corner={own.unit}
        rows={round.units.map(({ unitId, unitName, groupName }) => ({ key: unitId, label: unitName, note: groupName }))}
        columns={[
          ...criterion.figures.map(({ key, name, unit }) => ({
            key,
            label: unit ? `${name}（${unit}）` : name,
            kind: 'number' as const,
          })),
          { key: EVIDENCE, label: own.evidence, kind: 'text' },
        ]}
        cellOf={cellOf}
        onChange={take}
      />
      <div className="k-toolbar k-stay">
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={!isDirty || !isSound || enter.isPending}
          onClick={() => enter.mutate({ roundId: round.id, criterion: criterion.criterion, values })}
        >
          {own.save}
        </button>
        <output aria-live="polite" className="k-quiet">
          {isDirty ? null : enter.data ? own.saved(enter.data.entered) : own.nothing}
        </output>
      </div>
    </div>
  )
}
