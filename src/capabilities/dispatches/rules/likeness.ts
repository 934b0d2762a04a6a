/** A text as names are compared: half-width, small letters, without spaces, quotes, brackets and punctuation. */
export function bareText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%‰.]/gu, '')
}

/** A name ready to be compared with many. */
export interface Comparable {
  readonly bare: string
  readonly grams: ReadonlyMap<string, number>
  readonly size: number
}

/** Makes a text comparable: its bare form and the pairs of neighbouring characters in it. */
export function comparable(text: string): Comparable {
  const bare = bareText(text)
  const grams = new Map<string, number>()
  for (let at = 0; at + 1 < bare.length; at += 1) {
    const gram = bare.slice(at, at + 2)
    grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  return { bare, grams, size: Math.max(0, bare.length - 1) }
}

/**
 * How alike two texts are, 0–1: the share of character pairs they have in common (Dice). 1 for equal texts, the same both ways; texts
 * of one character are alike only when equal.
 */
export function likeness(one: Comparable, other: Comparable): number {
  if (one.bare === other.bare) return 1
  const all = one.size + other.size
  if (all === 0) return 0
  let common = 0
  for (const [gram, count] of one.grams) common += Math.min(count, other.grams.get(gram) ?? 0)
  return (2 * common) / all
}

/** Of several candidates the most alike, if it is at least `least` and clearly ahead of the second; undefined otherwise. */
export function mostAlike<T>(
  candidates: readonly { readonly item: T; readonly score: number }[],
  least: number,
): { readonly item: T; readonly score: number } | undefined {
  const [best, second] = candidates.filter(({ score }) => score >= least).toSorted((a, b) => b.score - a.score)
  if (!best) return undefined
  return second && second.score === best.score ? undefined : best
}
