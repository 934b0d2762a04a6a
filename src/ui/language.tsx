import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { LOCALES, type Locale } from '../kernel/language.ts'
import { hasWords, loadWords, onWords, type Words, wordsOf } from './late-words.ts'
import { setRequestLocale } from './request.ts'

export { type Words, wordsOf }

/** A text that is looked up when the language is known: menu entries and panel titles are made of these. */
export type Label = (locale: Locale) => string

/** A label picked from a room's words: `labelOf(targetsMessages, (words) => words.menu.table)`. */
export function labelOf<C>(messages: Words<C>, pick: (words: C) => string): Label {
  return (locale) => pick(wordsOf(messages, locale))
}

/** The locale somebody's browser asks for first among ours; Chinese where it asks for none of them. */
export function localeOfBrowser(languages: readonly string[]): Locale {
  for (const language of languages.map((each) => each.toLowerCase())) {
    if (/^zh-(tw|hk|mo|hant)/.test(language)) return 'zh-TW'
    if (language.startsWith('zh')) return 'zh-CN'
    if (language.startsWith('en')) return 'en'
  }
  return 'zh-CN'
}

const STORED_LAST = 'clarion.locale'

function storedLocale(person: string | undefined): Locale | undefined {
  try {
    const found =
      (person && localStorage.getItem(`${STORED_LAST}.${person}`)) || localStorage.getItem(STORED_LAST) || undefined
    return LOCALES.find((each) => each === found)
  } catch {
    return undefined
  }
}

function storeLocale(person: string | undefined, locale: Locale): void {
  try {
    localStorage.setItem(STORED_LAST, locale)
    if (person) localStorage.setItem(`${STORED_LAST}.${person}`, locale)
  } catch {
    // A browser that refuses to store still shows the chosen language until it is closed.
  }
}

interface LocaleChoice {
  readonly locale: Locale
  readonly setLocale: (locale: Locale) => void
}

const LocaleContext = createContext<LocaleChoice>({ locale: 'zh-CN', setLocale: () => undefined })

/**
 * Gives everything inside a language: the person's own choice on this machine, else the last one used here, else the browser's. A language
 * whose words are still to come leaves the one before on the screen until they are there; where there is none before, nothing is shown. Where
 * they do not come at all, everything is shown in simplified Chinese.
 */
export function LocaleProvider({
  person,
  children,
}: {
  readonly person?: string | undefined
  readonly children: ReactNode
}) {
  const [chosen, setChosen] = useState<{ readonly person: string | undefined; readonly locale: Locale }>()
  const wanted =
    chosen && chosen.person === person ? chosen.locale : (storedLocale(person) ?? localeOfBrowser(navigator.languages))
  const shown = useLoadedLocale(wanted)
  const locale = shown ?? wanted
  setRequestLocale(locale)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const choice = useMemo<LocaleChoice>(
    () => ({
      locale,
      setLocale: (next) => {
        storeLocale(person, next)
        setChosen({ person, locale: next })
      },
    }),
    [locale, person],
  )
  return <LocaleContext value={choice}>{shown && children}</LocaleContext>
}

/** The wanted language once its words are there, until then the one shown before; `undefined` where nothing was shown yet. */
function useLoadedLocale(wanted: Locale): Locale | undefined {
  const isThere = useSyncExternalStore(onWords, () => hasWords(wanted))
  const [shown, setShown] = useState<Locale>()
  if (isThere && shown !== wanted) setShown(wanted)
  useEffect(() => {
    if (!isThere) loadWords(wanted).catch(() => setShown('zh-CN'))
  }, [isThere, wanted])
  return isThere ? wanted : shown
}

/** The language of the screen and the way to change it. */
export function useLocale(): LocaleChoice {
  return use(LocaleContext)
}

/** A room's words in the language of the screen. */
export function useMessages<C>(messages: Words<C>): C {
  return wordsOf(messages, useLocale().locale)
}
