import { type Locale, type WrittenLocale, writtenLocale } from '../kernel/language.ts'

/** Words in the hand-written languages: what `messages/index.ts` of any room exports. */
export type Words<C> = Readonly<Record<WrittenLocale, C>>

/**
 * The words of a locale. Traditional Chinese is made when the web is built; where it was not (unit tests), and while a language is still on
 * its way, simplified Chinese stands in.
 */
export function wordsOf<C>(messages: Words<C>, locale: Locale): C {
  const built = messages as Readonly<Partial<Record<Locale, C>>>
  return built[locale] ?? built[writtenLocale(locale)] ?? messages['zh-CN']
}

/** Words by language as the built app holds them: simplified Chinese from the start, the others once they were loaded. */
type HeldWords = Partial<Record<Locale, unknown>>
type Later = Readonly<Partial<Record<Locale, () => Promise<unknown>>>>

interface Room {
  readonly held: HeldWords
  readonly later: Later
}

const rooms: Room[] = []
const loading = new Map<Locale, Promise<void>>()
const listeners = new Set<() => void>()

/**
 * A room's words with the languages that are loaded when somebody chooses them. The build writes this into every `messages/index.ts`; where
 * nothing was built (unit tests), all languages are there from the start.
 */
export function withLaterWords<C>(held: Partial<Record<WrittenLocale, C>>, later: Later): Record<WrittenLocale, C> {
  rooms.push({ held, later })
  // A room that comes after its language was chosen catches up by itself; until then, and where it cannot, it speaks simplified Chinese.
  for (const locale of loading.keys()) if (later[locale]) startLoading(locale).catch(() => undefined)
  return held as Record<WrittenLocale, C>
}

/** Whether every room has its words of a language. */
export function hasWords(locale: Locale): boolean {
  return rooms.every(({ held, later }) => later[locale] === undefined || held[locale] !== undefined)
}

/** Loads what is missing of a language; settled when it is there. Fails where the network does, and can be tried again. */
export function loadWords(locale: Locale): Promise<void> {
  return loading.get(locale) ?? startLoading(locale)
}

/** Tells when words of any language have come; answers how to stop being told. */
export function onWords(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function startLoading(locale: Locale): Promise<void> {
  const missing = rooms.filter(({ held, later }) => later[locale] !== undefined && held[locale] === undefined)
  const all = Promise.all(
    missing.map(async (room) => {
      room.held[locale] = await room.later[locale]?.()
    }),
  ).then(
    () => {
      for (const listener of listeners) listener()
    },
    (error: unknown) => {
      loading.delete(locale)
      throw error
    },
  )
  loading.set(locale, all)
  return all
}
