import { useMessages } from '../../../ui/language.tsx'
import { contestsMessages } from '../messages/index.ts'

/** Words of contests in one language. */
export type ContestWords = (typeof contestsMessages)['zh-CN']

/** The words of contests in the language of the screen. */
export function useWords(): ContestWords {
  return useMessages(contestsMessages)
}

/** Words by value as options, in their order. */
export function optionsOf<T extends string>(words: Readonly<Record<T, string>>) {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }))
}

/** A digest as people compare it: the first sixteen characters in fours. */
export function inFours(digest: string): string {
  return digest
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')
    .toUpperCase()
}

/** Today by the clock of Asia/Shanghai, as `YYYY-MM-DD`. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** A decimal text without zeros nobody needs: `100.00` as `100`, `95.50` as `95.5`. */
export function plain(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** A ratio as a person types it, in percent: `0.6` as `60`. What is no number stays as it is. */
export function percentOf(ratio: string): string {
  return scaled(ratio, 100)
}

/** A percentage as a ratio: `60` as `0.6`. What is no number stays as it is. */
export function ratioOf(percent: string): string {
  return scaled(percent, 0.01)
}

function scaled(text: string, by: number): string {
  return /^\d+(\.\d+)?$/.test(text) ? String(Math.round(Number(text) * by * 1e8) / 1e8) : text
}
