import { type SquareMetres, toMu } from './area.ts'
import { type Day, dayOf, dayOfMonth, monthOf, yearOf } from './day.ts'
import { type Decimal, round, type RoundingMode, shift, toDecimal, toShortText, toText } from './decimal.ts'
import type { Locale } from './language.ts'
import { firstDay, type Period, periodIndex, periodKind, periodYear } from './period.ts'
import { type Points, type Ratio, type Rounding, toPercent, toPoints } from './ratio.ts'
import { type ForeignCents, foreignIn, MONEY_UNIT_PLACES, type MoneyUnit, type Yuan, yuanIn } from './yuan.ts'

/** Fixed decimals (`places`), or at most so many without trailing zeros (`upTo`). */
export type Digits = { readonly places: number } | { readonly upTo: number }

/** How a figure is printed; `sign` puts `+` before what is above zero. */
export interface FigureOptions {
  readonly places?: number
  readonly rounding?: Rounding
  readonly sign?: boolean
}

const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ')
const WORDS = {
  'zh-CN': {
    yuan: '元',
    wan: '万元',
    yi: '亿元',
    dollar: '美元',
    dollarWan: '万美元',
    dollarYi: '亿美元',
    mu: '亩',
    points: '个百分点',
    week: '周',
  },
  'zh-TW': {
    yuan: '元',
    wan: '萬元',
    yi: '億元',
    dollar: '美元',
    dollarWan: '萬美元',
    dollarYi: '億美元',
    mu: '畝',
    points: '個百分點',
    week: '週',
  },
  en: {
    yuan: 'yuan',
    wan: '10,000 yuan',
    yi: '100 million yuan',
    dollar: 'US dollars',
    dollarWan: '10,000 US dollars',
    dollarYi: '100 million US dollars',
    mu: 'mu',
    points: 'percentage points',
  },
} as const satisfies Record<Locale, Record<string, string>>
const QUARTERS_ZH = ['一', '二', '三', '四'] as const
/** English scales of money: exponent of ten of the unit, and its word. */
const SCALES_EN = [
  [9, 'billion'],
  [6, 'million'],
] as const
const YI = 100_000_000
const WAN = 10_000

/**
 * A number with a comma every three digits, exact half-up on its decimal writing: `1,234.5`. Without `digits` every decimal
 * it has. Decimal text is taken as it is; what is no number comes back unchanged.
 */
export function formatNumber(value: number | string, digits?: Digits, mode: RoundingMode = 'half_up'): string {
  const read = toDecimal(value)
  return read ? writeDecimal(read, digits, mode) : String(value)
}

/**
 * Money for reading: from 1 亿 up 亿元 with two decimals (`166.50亿元`), below 万元 with at most two, under 1 万元 at most four
 * (exact). English: `CNY 16.65 billion`, `CNY 3.18 million`, `CNY 8,555`.
 */
export function formatMoney(amount: Yuan, locale: Locale): string {
  if (locale === 'en') return scaledEnglish('CNY', { units: BigInt(amount), scale: 0 }, { upTo: 0 })
  const size = Math.abs(amount)
  if (size >= YI) return formatMoneyIn(amount, 'yi', { places: 2 }) + WORDS[locale].yi
  return formatMoneyIn(amount, 'wan', { upTo: size >= WAN ? 2 : 4 }) + WORDS[locale].wan
}

/** The digits of money in a fixed unit, for columns whose heading names it; without `digits` exact. */
export function formatMoneyIn(
  amount: Yuan,
  unit: MoneyUnit,
  digits: Digits = { upTo: MONEY_UNIT_PLACES[unit] },
): string {
  return formatNumber(yuanIn(amount, unit), digits)
}

/** The name of a money unit: 元, 万元, 亿元. */
export function moneyUnitName(unit: MoneyUnit, locale: Locale): string {
  return WORDS[locale][unit]
}

/** Foreign money for reading: 亿美元 with two decimals from 1 亿 up, else 万美元; English `USD 100.00 million`. */
export function formatForeign(amount: ForeignCents, locale: Locale): string {
  if (locale === 'en') return scaledEnglish('USD', { units: BigInt(amount), scale: 2 }, { places: 2 })
  const size = Math.abs(amount) / 100
  if (size >= YI) return formatNumber(foreignIn(amount, 'yi'), { places: 2 }) + WORDS[locale].dollarYi
  return formatNumber(foreignIn(amount, 'wan'), { upTo: size >= WAN ? 2 : 6 }) + WORDS[locale].dollarWan
}

/** The name of a unit of foreign money: 美元, 万美元, 亿美元. */
export function foreignUnitName(unit: MoneyUnit, locale: Locale): string {
  const words = WORDS[locale]
  return { yuan: words.dollar, wan: words.dollarWan, yi: words.dollarYi }[unit]
}

/** Land in 亩 with at most one decimal: `3,207亩`, `3,207 mu`. */
export function formatArea(area: SquareMetres, locale: Locale): string {
  return formatNumber(toMu(area), { upTo: 1 }) + gap(locale) + WORDS[locale].mu
}

/** A ratio in percent, two decimals unless told: `30.90%`. */
export function formatPercent(ratio: Ratio, options: FigureOptions = {}): string {
  return `${signed(grouped(toPercent(ratio, options.places, options.rounding)), options.sign)}%`
}

/** `left − right` of two ratios in percentage points, by the rounding option, signed unless told: `+5.90个百分点`. Never `%`. */
export function formatGap(left: Ratio, right: Ratio, locale: Locale, options: FigureOptions = {}): string {
  return pointsText(grouped(toPoints(left, right, options.places, options.rounding)), locale, options)
}

/** A stored difference in percentage points, signed unless told: `-16.50个百分点`. `from_rounded` needs `formatGap`. */
export function formatPoints(points: Points, locale: Locale, options: FigureOptions = {}): string {
  const mode = options.rounding === 'truncate' ? 'truncate' : 'half_up'
  return pointsText(formatNumber(points, { places: options.places ?? 2 }, mode), locale, options)
}

/** A day: 2026年3月25日, `25 March 2026`. */
export function formatDay(day: Day, locale: Locale): string {
  const [year, month, date] = [yearOf(day), monthOf(day), dayOfMonth(day)]
  return locale === 'en' ? `${date} ${MONTHS_EN[month - 1]} ${year}` : `${year}年${month}月${date}日`
}

/** An instant by the clock of Asia/Shanghai, to the minute: `2026年3月25日 14:05`. */
export function formatInstant(instant: Date, locale: Locale): string {
  const minutes = Math.floor(instant.getTime() / 60_000) + 8 * 60
  const minuteOfDay = ((minutes % 1440) + 1440) % 1440
  const clock = [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((each) => String(each).padStart(2, '0')).join(':')
  return `${formatDay(dayOf(instant), locale)}${locale === 'en' ? ', ' : ' '}${clock}`
}

/** A period: 2026年, 2026年上半年, 2026年一季度, 2026年3月, 2026年1—2月, 2026年第12周, a day; in English `Q1 2026`, `January–February 2026`. */
export function formatPeriod(period: Period, locale: Locale): string {
  const [kind, year, index] = [periodKind(period), periodYear(period), periodIndex(period)]
  if (kind === 'day') return formatDay(firstDay(period), locale)
  if (kind === 'first_two_months') return monthRange(year, 2, locale)
  if (locale === 'en') {
    return {
      year: String(year),
      half: `${index === 1 ? 'First' : 'Second'} half of ${year}`,
      quarter: `Q${index} ${year}`,
      month: `${MONTHS_EN[index - 1]} ${year}`,
      week: `Week ${index} of ${year}`,
    }[kind]
  }
  const suffix = {
    year: '',
    half: `${index === 1 ? '上' : '下'}半年`,
    quarter: `${QUARTERS_ZH[index - 1]}季度`,
    month: `${index}月`,
    week: `第${index}${WORDS[locale].week}`,
  }[kind]
  return `${year}年${suffix}`
}

/**
 * The stretch from January to the end of a period, for cumulative figures: `2026-M10` is 2026年1—10月, `2026-Q3` 2026年1—9月,
 * January alone 2026年1月, the whole year 2026年. Weeks and days read as `formatPeriod`.
 */
export function formatCumulativePeriod(period: Period, locale: Locale): string {
  const [kind, year, index] = [periodKind(period), periodYear(period), periodIndex(period)]
  if (kind === 'week' || kind === 'day') return formatPeriod(period, locale)
  const months = { year: 12, half: index * 6, quarter: index * 3, first_two_months: 2, month: index }[kind]
  return monthRange(year, months, locale)
}

function monthRange(year: number, months: number, locale: Locale): string {
  if (months === 12) return locale === 'en' ? String(year) : `${year}年`
  const last = MONTHS_EN[months - 1]
  if (locale === 'en') return months === 1 ? `January ${year}` : `January–${last} ${year}`
  return months === 1 ? `${year}年1月` : `${year}年1—${months}月`
}

function pointsText(digits: string, locale: Locale, options: FigureOptions): string {
  return signed(digits, options.sign ?? true) + gap(locale) + WORDS[locale].points
}

function scaledEnglish(currency: string, amount: Decimal, small: Digits): string {
  const magnitude = amount.units < 0n ? -amount.units : amount.units
  const scale = SCALES_EN.find(([places]) => magnitude >= 10n ** BigInt(places + amount.scale))
  if (!scale) return `${currency} ${writeDecimal(amount, small, 'half_up')}`
  return `${currency} ${writeDecimal(shift(amount, -scale[0]), { places: 2 }, 'half_up')} ${scale[1]}`
}

function writeDecimal(value: Decimal, digits: Digits | undefined, mode: RoundingMode): string {
  if (!digits) return grouped(toShortText(value))
  return grouped(
    'places' in digits ? toText(round(value, digits.places, mode)) : toShortText(round(value, digits.upTo, mode)),
  )
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const separated = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? separated : `${separated}.${fraction}`
}

function signed(digits: string, sign = false): string {
  return sign && /^[^-]*[1-9]/.test(digits) ? `+${digits}` : digits
}

function gap(locale: Locale): string {
  return locale === 'en' ? ' ' : ''
}
