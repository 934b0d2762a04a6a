import type { Day } from '../../../kernel/day.ts'
import type { OutputOf, SentOf } from '../../../kernel/operation.ts'
import type { SaidProblem } from '../../../ui/request.ts'
import type { ActualCell, ActualStatus, enterActuals } from '../contract.ts'

/** Which figure of a cell the grid shows and takes. */
export type Measured = 'value' | 'growthPercent' | 'yearForecast'

/** What a person has typed into a cell and not saved, and the version they saw. */
export interface Edit {
  readonly text: string
  readonly version: number
}

/** Edits by the key of their cell. */
export type Edits = Readonly<Record<string, Edit>>

/** What is said of all figures that are saved together. */
export interface Terms {
  readonly status: ActualStatus
  readonly asOf: Day
  readonly releasedOn: Day | null
  readonly reason: string
  readonly evidence: string
}

type Sent = SentOf<typeof enterActuals>['cells'][number]

/** The row of a cell: its indicator and unit. */
export function rowKey(cell: Pick<ActualCell, 'indicatorId' | 'unitId'>): string {
  return `${cell.indicatorId} ${cell.unitId}`
}

/** The name of a cell among edits. */
export function editKey(cell: Pick<ActualCell, 'indicatorId' | 'unitId' | 'period'>): string {
  return `${rowKey(cell)} ${cell.period}`
}

/** What stands in a cell, as text. */
export function savedText(cell: ActualCell | undefined, measure: Measured): string {
  return cell?.current?.[measure] ?? ''
}

/** The entries to send for what was typed; what a person did not touch in a cell stays as it stands. */
export function entriesOf(
  cells: readonly ActualCell[],
  edits: Edits,
  measure: Measured,
  terms: Terms,
): readonly Sent[] {
  return cells.flatMap((cell) => {
    const edit = edits[editKey(cell)]
    if (!edit) return []
    const { current } = cell
    const text = edit.text.trim()
    const figures = {
      value: current?.value ?? null,
      growthPercent: current?.growthPercent ?? null,
      yearForecast: current?.yearForecast ?? null,
      [measure]: text === '' ? null : text,
    }
    return [
      {
        indicatorId: cell.indicatorId,
        unitId: cell.unitId,
        period: cell.period,
        expectedVersion: edit.version,
        entry: {
          ...figures,
          rank: current?.rank ?? null,
          rankOf: current?.rankOf ?? null,
          status: terms.status,
          asOf: terms.asOf,
          releasedOn: terms.releasedOn,
          evidence: terms.evidence.trim() === '' ? [] : [{ text: terms.evidence.trim() }],
          reason: terms.reason.trim(),
        },
      },
    ]
  })
}

/** The sentences of a refusal by the cell they concern; those of no cell stand under the empty key. */
export function errorsByCell(
  problems: readonly SaidProblem[],
  sent: readonly Pick<Sent, 'indicatorId' | 'unitId' | 'period'>[],
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {}
  for (const { path, message } of problems) {
    const cell = path?.[0] === 'cells' ? sent[Number(path[1])] : undefined
    const key = cell ? `${cell.indicatorId} ${cell.unitId} ${cell.period}` : ''
    errors[key] = errors[key] ? `${errors[key]} ${message}` : message
  }
  return errors
}

/** What an answer of the server leaves to do: edits still open, and what others put into their cells. */
export function afterSaving(
  edits: Edits,
  answer: OutputOf<typeof enterActuals>,
): { readonly edits: Edits; readonly theirs: Readonly<Record<string, ActualCell>> } {
  const saved = new Set(answer.saved.map(editKey))
  return {
    edits: Object.fromEntries(Object.entries(edits).filter(([key]) => !saved.has(key))),
    theirs: Object.fromEntries(answer.conflicts.map(({ theirs }) => [editKey(theirs), theirs])),
  }
}
