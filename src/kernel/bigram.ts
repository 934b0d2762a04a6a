/** Before a gram of one character: the character begins a run. Cannot occur in searchable text. */
const START = '^'

/**
 * Text as search sees it: NFKC, lower case, letters, digits and ideographs only; everything else becomes one space, and one
 * space leads, so that ` 县` finds what begins with 县. Stored beside the bigrams for the recheck by LIKE: it holds none of `%`, `_`, `\`.
 */
export function searchableText(text: string): string {
  const runs = runsOf(text)
  return runs.length === 0 ? '' : ` ${runs.join(' ')}`
}

/**
 * What a text is found by, each gram once: every two neighbouring characters of a run, and `^` with the first character of each
 * run, for queries of one character. For a `text[]` column under GIN.
 */
export function bigramsOf(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => [START + firstOf(run), ...pairsOf(run)]))]
}

/** A search ready for SQL: rows whose grams hold all `grams` and whose searchable text is LIKE every one of `patterns`. */
export interface SearchTerms {
  readonly grams: readonly string[]
  readonly patterns: readonly string[]
}

/**
 * The search a person typed, by words: a word of two or more characters is found anywhere in a run, a word of one character
 * where a run begins with it; all words must be found. Nothing typed but signs and spaces gives empty lists, which every row meets.
 */
export function searchTerms(query: string): SearchTerms {
  const words = [...new Set(runsOf(query))]
  const grams = words.flatMap((word) => (isSingle(word) ? [START + word] : pairsOf(word)))
  return { grams: [...new Set(grams)], patterns: words.map((word) => (isSingle(word) ? `% ${word}%` : `%${word}%`)) }
}

function runsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
}

function pairsOf(run: string): readonly string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, index) => (characters[index] ?? '') + character)
}

function firstOf(run: string): string {
  return Array.from(run)[0] ?? ''
}

function isSingle(word: string): boolean {
  return Array.from(word).length === 1
}
