import { bigramsOf } from '../../../kernel/bigram.ts'
import type { ItemClass } from '../contract.ts'

/** From this similarity on two items are shown as near-duplicates: our own choice, measured on sentences of the field in the tests. */
export const SIMILAR_FROM = 0.35

const WEIGHT = { words: 0.8, subject: 0.13, class: 0.07 } as const
/** Fewer bigrams than this say too little to find one text inside another. */
const LEAST_GRAMS = 6

/** An item as far as it is compared: the bigrams of its title and of all its words, its class and what it is about. */
export interface ComparedItem {
  readonly title: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  readonly class: ItemClass | null
  readonly subject: string | null
}

/** Makes an item ready to be compared. `subject` is `{kind, id}` of what it is about. */
export function compared(item: {
  readonly title: string
  readonly text: string
  readonly class: ItemClass | null
  readonly subject: { readonly kind: string; readonly id: string } | null
}): ComparedItem {
  return {
    title: new Set(pairs(item.title)),
    words: new Set(pairs(`${item.title} ${item.text}`)),
    class: item.class,
    subject: item.subject && `${item.subject.kind}/${item.subject.id}`,
  }
}

/** How alike two items are, and in what beside their words. */
export interface Likeness {
  readonly similarity: number
  readonly sameSubject: boolean
  readonly sameClass: boolean
}

/**
 * How alike two items are, 0–1, the same both ways. The words count most: the share of bigrams in common (Dice) of the titles or of the
 * whole, or the share of the shorter text found in the longer one, whichever is greatest. The same subject and the same class add to it,
 * but never make two texts alike that share nothing.
 */
export function likenessOf(one: ComparedItem, other: ComparedItem): Likeness {
  const sameSubject = one.subject !== null && one.subject === other.subject
  const sameClass = one.class !== null && one.class === other.class
  const words = Math.max(dice(one.title, other.title), dice(one.words, other.words), inside(one.words, other.words))
  const similarity =
    words === 0 ? 0 : WEIGHT.words * words + (sameSubject ? WEIGHT.subject : 0) + (sameClass ? WEIGHT.class : 0)
  return { similarity: Math.min(1, similarity), sameSubject, sameClass }
}

/** The items that are much like one, the most alike first; equal ones in the order of their ids. */
export function similarTo<T extends { readonly id: string; readonly compared: ComparedItem }>(
  one: ComparedItem,
  others: readonly T[],
  limit: number,
): readonly (T & Likeness)[] {
  return others
    .map((other) => ({ ...other, ...likenessOf(one, other.compared) }))
    .filter(({ similarity }) => similarity >= SIMILAR_FROM)
    .toSorted((left, right) => right.similarity - left.similarity || (left.id < right.id ? -1 : 1))
    .slice(0, limit)
}

function pairs(text: string): readonly string[] {
  return bigramsOf(text).filter((gram) => !gram.startsWith('^'))
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const gram of one) if (other.has(gram)) count += 1
  return count
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return one.size + other.size === 0 ? 0 : (2 * common(one, other)) / (one.size + other.size)
}

function inside(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shorter = Math.min(one.size, other.size)
  return shorter < LEAST_GRAMS ? 0 : common(one, other) / shorter
}
