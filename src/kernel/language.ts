import type { Problem } from './problem.ts'

/** The languages the product speaks. Simplified Chinese is written first; traditional Chinese is converted from it when the web is built. */
export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** The languages somebody writes by hand. */
export type WrittenLocale = 'zh-CN' | 'en'

type Params = NonNullable<Problem['params']>

/** Sentences of a capability's problems by code. A sentence names the field and the way out. */
export type ProblemSentences = Readonly<Record<string, (params: Params) => string>>

/**
 * What every capability's `messages/zh-CN.ts` holds besides its own words: `problems` (sentences of its problem codes) and `fields`
 * (labels of its input fields by their name in the contract), and where it declares operations `operations` (what each is called).
 */
export interface Catalogue {
  readonly problems: ProblemSentences
  readonly fields: Readonly<Record<string, string>>
  readonly operations?: OperationNames
}

/** Short names of operations by their id, as a person reads them in the audit trail and in the help of the command line. */
export type OperationNames = Readonly<Record<string, string>>

/** The hand-written languages of one catalogue: `messages/index.ts` of a capability exports one. `en` has the type of `zh-CN`. */
export type Messages<C extends Catalogue> = Readonly<Record<WrittenLocale, C>>

/** The hand-written language that stands behind a locale (traditional Chinese stands on simplified). */
export function writtenLocale(locale: Locale): WrittenLocale {
  return locale === 'en' ? 'en' : 'zh-CN'
}

/** The locale a person's `Accept-Language` header asks for; Chinese when it says nothing we speak. */
export function localeOfHeader(header: string | undefined): Locale {
  const first = (header ?? '').split(',')[0]?.trim().toLowerCase() ?? ''
  if (first.startsWith('en')) return 'en'
  return /^zh-(tw|hk|mo|hant)/.test(first) ? 'zh-TW' : 'zh-CN'
}

/**
 * The sentence of a problem in a language, looked up in the catalogues given; the label of the field it concerns leads the sentence.
 * Capabilities call fields of one name by words of their own: those who named the operation, or else wrote the sentence, are asked first.
 * A code nobody wrote a sentence for and a field nobody labelled are shown as they are, so that nothing is ever hidden.
 */
export function sentenceOf(
  found: Problem,
  locale: Locale,
  catalogues: readonly Messages<Catalogue>[],
  operation = '',
): string {
  const written = writtenLocale(locale)
  const sentence = catalogues.map((each) => each[written].problems[found.code]).find(Boolean)
  const text = sentence ? sentence(found.params ?? {}) : found.code
  const name = found.path?.findLast((part) => typeof part === 'string')
  const own = catalogues.filter(
    ({ [written]: { operations, problems } }) => operations?.[operation] ?? problems[found.code],
  )
  const label =
    name === undefined ? undefined : [...own, ...catalogues].map((each) => each[written].fields[name]).find(Boolean)
  const field = label ?? name
  if (field === undefined) return text
  return written === 'en' ? `${field}: ${text}` : `「${field}」${text}`
}

/** What an operation is called in a language; one that nobody named is shown by its id, so that nothing is ever hidden. */
export function nameOfOperation(id: string, locale: Locale, catalogues: readonly Messages<Catalogue>[]): string {
  return catalogues.map((each) => each[writtenLocale(locale)].operations?.[id]).find(Boolean) ?? id
}
