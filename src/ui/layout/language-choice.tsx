import { LOCALES, type Locale } from '../../kernel/language.ts'
import { useLocale, useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'

/** The choice of language, as a native list: it works everywhere, before sign-in and without a network too. */
export function LanguageChoice({ className = 'house-language' }: { readonly className?: string }) {
  const words = useMessages(uiMessages)
  const { locale, setLocale } = useLocale()
  return (
    <select
      className={className}
      aria-label={words.frame.language}
      value={locale}
      onChange={(event) => setLocale(event.target.value as Locale)}
    >
      {LOCALES.map((each) => (
        <option key={each} value={each} lang={each}>
          {words.locales[each]}
        </option>
      ))}
    </select>
  )
}
