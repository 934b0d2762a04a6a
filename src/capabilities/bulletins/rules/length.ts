/**
 * The most characters of a paper: 5,000 of a comprehensive one, 4,000 of a special one. Source: 整治形式主义为基层减负若干规定 (2024), on documents.
 */
export const MOST_CHARACTERS = { comprehensive: 5000, special: 4000 } as const

const WORD = /[\p{Script=Latin}\p{N}]+(?:[.,'’%-][\p{Script=Latin}\p{N}]+)*%?|[^\s]/gu

/** Characters as a word processor counts them for Chinese (字数): a Han character or a sign is one, a run of Latin letters or digits is one. */
export function countCharacters(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(WORD)?.length ?? 0), 0)
}
