import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { asPeriod } from '../../../kernel/period.ts'

/** Values of a sentence with periods written out. */
export function readable(
  values: Readonly<Record<string, string | number>>,
  locale: Locale,
): Readonly<Record<string, string | number>> {
  const { period } = values
  return typeof period === 'string' ? { ...values, period: formatPeriod(asPeriod(period), locale) } : values
}
