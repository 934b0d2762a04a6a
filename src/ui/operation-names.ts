import type { Locale, OperationNames } from '../kernel/language.ts'
import { useLocale, type Words, wordsOf } from './language.tsx'
import { useScreens } from './panels.tsx'

/** The names of a capability's operations by language: what its `screens/index.tsx` hands over. */
export function operationNamesOf(
  messages: Words<{ readonly operations: OperationNames }>,
): (locale: Locale) => OperationNames {
  return (locale) => wordsOf(messages, locale).operations
}

/** What every operation of every capability is called in the language of the screen. */
export function useOperationNames(): OperationNames {
  const { locale } = useLocale()
  return Object.assign({}, ...useScreens().map((each) => each.operations?.(locale) ?? {}))
}
