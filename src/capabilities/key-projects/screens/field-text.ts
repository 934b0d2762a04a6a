import { asDay, isDay } from '../../../kernel/day.ts'
import { asSquareMetres } from '../../../kernel/area.ts'
import { formatArea, formatDay, formatMoney, formatNumber, formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { Membership } from '../contract.ts'
import type { Words } from './project-columns.tsx'

const MONEY = new Set(
  'totalInvestment investedBeforeYear yearPlan signedAmount investedThisYear fundsInPlace bondAmount bondSpent expectedOutput expectedTax statisticalTotal statisticalThisYear thisYear amount'.split(
    ' ',
  ),
)
const AREA = new Set(['land', 'floorArea'])

/** What a field's value is called: enums by their words, ids by name, money, land, days and months as people read them. */
export function fieldText(
  field: string,
  value: unknown,
  about: { readonly words: Words; readonly locale: Locale; readonly nameOf: (id: string) => string | undefined },
): string {
  const { words, locale, nameOf } = about
  if (value === null || value === undefined || value === '') return words.form.empty
  if (typeof value === 'number') {
    if (MONEY.has(field)) return formatMoney(asYuan(value), locale)
    if (AREA.has(field)) return formatArea(asSquareMetres(value), locale)
    return field === 'planYear' ? String(value) : formatNumber(value)
  }
  if (Array.isArray(value)) return value.length === 0 ? words.form.empty : listText(field, value, about)
  if (typeof value !== 'string') return JSON.stringify(value)
  const enums: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    stage: words.stages,
    category: words.categories,
    nature: words.natures,
    investorType: words.investors,
    establishment: words.establishments,
    personRole: words.people.roles,
    ledger: words.money.ledgers,
    kind: words.money.proofs,
    dimension: words.dimensions,
    code: words.excuseNames,
    state: words.excuses.states,
  }
  const word = enums[field]?.[value]
  if (word !== undefined) return word
  if (/AsOf$|[pP]eriod$/.test(field)) return formatPeriod(asPeriod(value), locale)
  if (isDay(value)) return formatDay(asDay(value), locale)
  return field.endsWith('Id') ? (nameOf(value) ?? value) : value
}

function listText(
  field: string,
  values: readonly unknown[],
  { words, locale }: { readonly words: Words; readonly locale: Locale },
): string {
  if (field === 'memberships')
    return (values as readonly Membership[])
      .map(({ year, level, listClass, batch }) => `${year} ${words.levels[level]} ${words.classes[listClass]} ${batch}`)
      .join('；')
  if (field === 'monthlyPlan')
    return values
      .map((value, index) => `${words.form.month(index + 1)} ${formatMoney(asYuan(Number(value)), locale)}`)
      .join('；')
  return values.map(String).join('、')
}
