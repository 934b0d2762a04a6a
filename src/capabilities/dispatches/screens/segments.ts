import type { CleaningStep, DispatchRow } from '../contract.ts'

/** A stretch of a text with what is shown on it: a step of cleaning, and the rows that were read there. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly step: CleaningStep | undefined
  readonly rowIds: readonly string[]
}

/** A row by its place in the text that is shown. */
export interface PlacedRow {
  readonly id: string
  readonly start: number
  readonly end: number
}

/**
 * Cuts a text wherever a step or a row begins or ends. The segments tile the text; where steps lie over each other the one that takes
 * text away wins, then the shorter one.
 */
export function segmentsOf(
  text: string,
  steps: readonly CleaningStep[],
  rows: readonly PlacedRow[],
): readonly Segment[] {
  const cuts = new Set([0, text.length])
  for (const { start, end } of [...steps, ...rows])
    for (const at of [start, end]) if (at >= 0 && at <= text.length) cuts.add(at)
  const points = [...cuts].toSorted((one, other) => one - other)
  const byStart = steps.toSorted((one, other) => one.start - other.start)
  const rowsByStart = rows.toSorted((one, other) => one.start - other.start)
  let [nextStep, nextRow] = [0, 0]
  let openSteps: CleaningStep[] = []
  let openRows: PlacedRow[] = []
  return points.slice(0, -1).map((start, index) => {
    const end = points[index + 1] ?? text.length
    for (; (byStart[nextStep]?.start ?? Number.POSITIVE_INFINITY) <= start; nextStep += 1)
      openSteps.push(byStart[nextStep] as CleaningStep)
    for (; (rowsByStart[nextRow]?.start ?? Number.POSITIVE_INFINITY) <= start; nextRow += 1)
      openRows.push(rowsByStart[nextRow] as PlacedRow)
    openSteps = openSteps.filter((step) => step.end > start)
    openRows = openRows.filter((row) => row.end > start)
    return {
      start,
      end,
      text: text.slice(start, end),
      step: openSteps.toSorted(
        (one, other) =>
          Number(one.after !== '') - Number(other.after !== '') || one.end - one.start - (other.end - other.start),
      )[0],
      rowIds: openRows.map(({ id }) => id),
    }
  })
}

/** The place of an original span in the cleaned text, by the map's runs; empty where all of it was cleaned away. */
export function cleanedSpan(
  map: readonly (readonly [number, number, number, number])[],
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  let [from, to] = [-1, -1]
  for (const [cleanStart, cleanEnd, rawStart, rawEnd] of map) {
    if (rawEnd <= start || rawStart >= end) continue
    const isPlain = cleanEnd - cleanStart === rawEnd - rawStart
    const first = isPlain ? cleanStart + Math.max(0, start - rawStart) : cleanStart
    const last = isPlain ? cleanEnd - Math.max(0, rawEnd - end) : cleanEnd
    if (from < 0) from = first
    to = Math.max(to, last)
  }
  return from < 0 ? { start: 0, end: 0 } : { start: from, end: to }
}

/** Rows by their place in the cleaned text. */
export function placedInCleaned(
  rows: readonly DispatchRow[],
  map: readonly (readonly [number, number, number, number])[],
): readonly PlacedRow[] {
  return rows.map((row) => ({ id: row.id, ...cleanedSpan(map, row.start, row.end) }))
}
