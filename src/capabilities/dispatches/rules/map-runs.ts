import type { MappedText } from './mapped-text.ts'

/** A run of a cleaned text and its place in the original: `[cleanedStart, cleanedEnd, rawStart, rawEnd]`. */
export type MapRun = [number, number, number, number]

/**
 * The map of a cleaned text as runs, in order: neighbours that follow each other in both texts are one run. Runs tile the cleaned text
 * without gap; a run of equal length on both sides maps character by character.
 */
export function runsOf({ text, starts, ends }: MappedText): readonly MapRun[] {
  const runs: MapRun[] = []
  for (let at = 0; at < text.length; at += 1) {
    const [start, end] = [starts[at] ?? 0, ends[at] ?? 0]
    const last = runs.at(-1)
    const isPlain = last !== undefined && last[1] - last[0] === last[3] - last[2] && end - start === 1
    if (last && isPlain && last[3] === start) {
      last[1] += 1
      last[3] = end
    } else runs.push([at, at + 1, start, end])
  }
  return runs
}
