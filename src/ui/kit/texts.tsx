import { asDay, isDay } from '../../kernel/day.ts'
import {
  formatCumulativePeriod,
  formatDay,
  formatInstant,
  formatMoney,
  formatMoneyIn,
  formatNumber,
  formatPercent,
  formatPeriod,
  moneyUnitName,
} from '../../kernel/format.ts'
import type { Period } from '../../kernel/period.ts'
import type { Ratio, Rounding } from '../../kernel/ratio.ts'
import { asYuan, type MoneyUnit } from '../../kernel/yuan.ts'
import { useLocale } from '../language.tsx'

type Absent = null | undefined

const NONE = '—'

/** Whole yuan for reading; in a fixed `unit` only the digits, for columns whose heading names it. The exact sum is the title. */
export function MoneyText({ yuan, unit }: { readonly yuan: number | Absent; readonly unit?: MoneyUnit }) {
  const { locale } = useLocale()
  if (yuan === null || yuan === undefined) return NONE
  const amount = asYuan(yuan)
  const exact = `${formatMoneyIn(amount, 'yuan')} ${moneyUnitName('yuan', locale)}`
  return <span title={exact}>{unit ? formatMoneyIn(amount, unit) : formatMoney(amount, locale)}</span>
}

/** A ratio in percent. `sign` puts a plus before growth. */
export function PercentText({
  ratio,
  places = 1,
  rounding,
  sign,
}: {
  readonly ratio: number | Absent
  readonly places?: number
  readonly rounding?: Rounding
  readonly sign?: boolean
}) {
  if (ratio === null || ratio === undefined) return NONE
  const options = { places, ...(rounding ? { rounding } : {}), ...(sign === undefined ? {} : { sign }) }
  return <span>{formatPercent(ratio as Ratio, options)}</span>
}

/** A number with thousands separated and its unit, if it has one. */
export function NumberText({
  value,
  unit,
  places,
}: {
  readonly value: number | string | Absent
  readonly unit?: string | undefined
  readonly places?: number
}) {
  if (value === null || value === undefined || value === '') return NONE
  return (
    <span>
      {formatNumber(value, places === undefined ? undefined : { places })}
      {unit ? <span className="k-unit"> {unit}</span> : null}
    </span>
  )
}

/** A calendar day `YYYY-MM-DD` in words; what is no day is shown as it is. */
export function DayText({ day }: { readonly day: string | Absent }) {
  const { locale } = useLocale()
  if (!day) return NONE
  return <time dateTime={day}>{isDay(day) ? formatDay(asDay(day), locale) : day}</time>
}

/** An instant (ISO, UTC) by the clock of Asia/Shanghai. */
export function InstantText({ at }: { readonly at: string | Absent }) {
  const { locale } = useLocale()
  if (!at) return NONE
  return <time dateTime={at}>{formatInstant(new Date(at), locale)}</time>
}

/** A period; `cumulative` reads it as the stretch from January to its end. */
export function PeriodText({
  period,
  cumulative = false,
}: {
  readonly period: string | Absent
  readonly cumulative?: boolean
}) {
  const { locale } = useLocale()
  if (!period) return NONE
  return <span>{(cumulative ? formatCumulativePeriod : formatPeriod)(period as Period, locale)}</span>
}
