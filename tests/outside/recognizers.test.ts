import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scanNumbers } from '../../src/capabilities/dispatches/rules/numbers.ts'
import { findPeriods } from '../../src/capabilities/dispatches/rules/periods.ts'
import { findQuantities } from '../../src/capabilities/dispatches/rules/quantities.ts'
import { originalSpan } from '../../src/capabilities/dispatches/rules/mapped-text.ts'
import { cleanDispatch } from '../../src/capabilities/dispatches/rules/clean.ts'

/**
 * Cases of an open specification of Chinese numbers, percents, ranges, currencies, dimensions and periods (MIT). The
 * grammar here serves government dispatches; what it leaves alone is counted and named.
 */
const FOLDER = new URL('../../../shared/checks/recognizers/', import.meta.url)
const present = existsSync(FOLDER)
if (!present) console.log('skipped: the recognizer cases are not on this machine')

interface Case {
  readonly Input: string
  readonly Context?: { readonly ReferenceDateTime: string }
  readonly Results: readonly {
    readonly Text: string
    readonly Start: number
    readonly End?: number
    readonly Length?: number
    readonly Resolution?: { readonly value?: string; readonly unit?: string }
    readonly Value?: { readonly Timex?: string }
  }[]
}

/** What one file asks: the facts of a text as strings `start-end value`. */
type Reader = (input: string, reference: string | undefined) => string[]

/** The text as the reader cleans it (width, script, blanks), and the way back to places of the input. */
function normal(input: string): { text: string; place: (start: number, end: number) => string } {
  const cleaned = cleanDispatch(input, {
    off: ['broken', 'markup', 'gloss', 'punctuation', 'spam', 'furniture', 'appended'],
  })
  return {
    text: cleaned.text,
    place: (start, end) => {
      const span = originalSpan(cleaned, start, end)
      return `${span.start}-${span.end}`
    },
  }
}
const round = (value: number): string => String(Number(value.toPrecision(10)))
const SCALE: readonly (readonly [string, number])[] = [
  ['万亿', 1e12],
  ['亿', 1e8],
  ['万', 1e4],
]
const unscaled = (value: number, unit: string): { value: number; unit: string } => {
  const scale = SCALE.find(([text]) => unit.startsWith(text))
  return scale ? { value: value * scale[1], unit: unit.slice(scale[0].length) } : { value, unit }
}

const amounts = (input: string, kinds: readonly string[]): string[] => {
  const { text, place } = normal(input)
  return findQuantities(text)
    .filter(({ kind }) => kind !== null && kinds.includes(kind))
    .map(
      ({ figureStart, unitEnd, value, unit }) =>
        `${place(figureStart, unitEnd)} ${round(unscaled(value, unit ?? '').value)}`,
    )
}

const READERS: Readonly<Record<string, Reader>> = {
  NumberModel: (input) => {
    const { text, place } = normal(input)
    return scanNumbers(text)
      .filter(({ bare }) => !bare)
      .map(({ start, end, value, scale }) => `${place(start, end)} ${round(value * scale)}`)
  },
  PercentModel: (input) => amounts(input, ['percent']),
  NumberRangeModel: (input) =>
    findQuantities(normal(input).text, { unitless: true })
      .filter(({ bound, value2 }) => bound !== '=' || value2 !== null)
      .map(({ value, value2, bound, unit }) => {
        const low = round(unscaled(value, unit ?? '').value)
        if (value2 !== null) return `${low}..${round(unscaled(value2, unit ?? '').value)}`
        return bound.startsWith('<') ? `..${low}` : `${low}..`
      }),
  CurrencyModel: (input) => amounts(input, ['money']),
  DimensionModel: (input) => amounts(input, ['area', 'length', 'volume', 'mass', 'power', 'energy']),
  DatePeriodParser: (input, reference) => {
    const { text, place } = normal(input)
    return findPeriods(text, reference ? Number(reference.slice(0, 4)) : null).flatMap(({ start, end, notation }) =>
      notation === null ? [] : [`${place(start, end)} ${notation}`],
    )
  },
}

const rangeText = (value: string): string => {
  const [low = '', high = ''] = value.replace(/[[\]()]/g, '').split(',')
  return `${low === '' ? '' : round(Number(low))}..${high === '' ? '' : round(Number(high))}`
}

function expectedOf(file: string, { Results }: Case): string[] {
  return Results.map(({ Start, End, Length, Text, Resolution, Value }) => {
    const end = Length === undefined ? (End ?? Start + Text.length - 1) + 1 : Start + Length
    if (file === 'DatePeriodParser')
      return `${Start}-${end} ${(Value?.Timex ?? '').replace(/^\((\d{4})-01-01,.*P3M\)$/, '$1Q1')}`
    const value = Resolution?.value ?? ''
    if (file === 'NumberRangeModel') return rangeText(value)
    return `${Start}-${end} ${round(Number(value.replace('%', '')))}`
  })
}

/** Why a case is left alone, by what its text contains; the first that fits. */
const REASONS: readonly (readonly [string, RegExp])[] = [
  [
    'blanks inside a numeral (scanned print)',
    /[\d一二三四五六七八九十百千万亿成折点分个余又][ 　]+[\d一二三四五六七八九十百千万亿点分之成折个%％k余又]/,
  ],
  ['negative numbers', /负|負|-\d|－/],
  ['fractions and mixed numbers', /分之|\/|／|又/],
  ['powers, exponents, k and M', /\^|\de|\dE|\d\s?[kKM]|ｋ|Ｋ|ｅ/],
  ['discounts (折)', /折/],
  ['dozens, pairs, halves behind the unit', /打|双|雙|对|對|[米吨斤成]半/],
  ['capital and rare numerals', /[壹贰叁肆伍陆柒捌玖拾佰仟倆萬億]/],
  ['words made of numerals', /一切|四川|陆地|十足|万万|萬萬|拾|放肆|伍|一看|九九/],
  ['comparisons in words of arithmetic', /大于|小于|等于|≥|≤|<|>|不小于|最多|最少|至少|比|之间|间|范围/],
  ['bare numbers without a unit', /^[^元%％]*$/],
  [
    'units and currencies no dispatch uses',
    /比特|字节|赫兹|卡|两|公分|cm|CM|微克|奈拉|法郎|比特币|磅|本銭|角|毛|圆|块|\$|￥/,
  ],
]
const DATE_REASONS: readonly (readonly [string, RegExp])[] = [
  ['weeks and week-ends', /周|週|星期/],
  ['days and ranges of days', /日/],
  ['reign years', /康熙|雍正|神龙|民国/],
  ['decades and centuries', /年代|世纪/],
  ['years of two digits, years without 年', /(?<!\d)\d\d\s*年|从2016|到2018|零八|2018 /],
  ['spans counted from today', /近|过去|前|后|上|未来|在未/],
  ['blanks inside', /\s/],
]

/** Shares met when this was written; they may rise, not fall. */
const FLOORS: Readonly<Record<string, number>> = {
  NumberModel: 0.76,
  PercentModel: 0.8,
  NumberRangeModel: 0.72,
  CurrencyModel: 0.65,
  DimensionModel: 0.61,
  DatePeriodParser: 0.15,
}

describe.skipIf(!present)('the cases of an open specification', () => {
  it.each(Object.keys(READERS))('%s: the share met does not fall', (file) => {
    const cases = JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), 'utf8')) as Case[]
    const missed = new Map<string, string[]>()
    let met = 0
    for (const one of cases) {
      const read = READERS[file]?.(one.Input, one.Context?.ReferenceDateTime) ?? []
      if (JSON.stringify(read) === JSON.stringify(expectedOf(file, one))) {
        met += 1
        continue
      }
      const reasons = file === 'DatePeriodParser' ? DATE_REASONS : REASONS
      const reason = reasons.find(([, pattern]) => pattern.test(one.Input))?.[0] ?? 'other'
      missed.set(reason, [...(missed.get(reason) ?? []), one.Input])
    }
    const lines = [...missed].map(
      ([reason, inputs]) => `  ${inputs.length} ${reason}: ${inputs.slice(0, 3).join(' | ').slice(0, 90)}`,
    )
    console.log([`${file}: ${met} of ${cases.length} met`, ...lines.sort()].join('\n'))
    expect(met / cases.length).toBeGreaterThanOrEqual(FLOORS[file] ?? 0)
  })
})
