import { chineseValue, type NumberToken, scanNumbers } from './numbers.ts'
import { type UnitKind, unitAt } from './units.ts'

/** How a figure is bounded by the words touching it. */
export type Bound = '>=' | '>' | '<=' | '<' | '~' | '='

/**
 * A figure with its unit as written: 2万亩 is value 2, unit 万亩. `value2` is the upper end of a range. `start`/`end`
 * enclose number, unit and the words of approximation that touch them; `figureStart` is where the number begins and
 * `unitEnd` where the unit ends. `kind` null is a figure without a unit (过亿).
 */
export interface Quantity {
  readonly start: number
  readonly end: number
  readonly figureStart: number
  readonly unitEnd: number
  readonly value: number
  readonly value2: number | null
  readonly unit: string | null
  readonly kind: UnitKind | null
  readonly bound: Bound
  readonly chinese: boolean
  /** Said in level words: 级 (百亿级). */
  readonly isClass: boolean
  /** A multiplier without a figure that nothing approximates (亿元以上): a class of size, not an amount. */
  readonly isBare: boolean
}

const BEFORE: readonly (readonly [RegExp, Bound])[] = [
  [/(?:不低于|不少于|不小于|不得低于|不得少于|(?:至少|最少)(?:有|是|为|达)?|大于等于|大于或等于|≥|达到或超过)$/, '>='],
  [/(?:不超过|不高于|不多于|不大于|(?:最多|至多)(?:有|是|为)?|小于等于|小于或等于|控制在|≤)$/, '<='],
  [/(?:(?:突破|超过|超越|超出)了?|大于|高于|多于|逾|超|早过|已过|迈上|站上|跨上|登上|迈过|跨过|跨越|跃上|>)$/, '>'],
  [/(?<![通经越])过$/, '>'],
  [/(?<![以之及边台线])上$/, '>'],
  [/(?:低于|少于|小于|不足|不到|不满|<)$/, '<'],
  [/(?:大约|约为|(?<![签合节制契公条预])约|将近|接近|接近于|近|大概|左右)$/, '~'],
]
const AFTER: readonly (readonly [RegExp, Bound])[] = [
  [/^(?:及其?以上|或以上|或者以上|以上|之上)/, '>='],
  [/^(?:以内|之内|以下|及以下|之下|内)(?!容|部|涵|外|在|蒙)/, '<='],
  [/^(?:左右|上下)/, '~'],
  [/^(?:有?余|多)(?!元|种|样|个|家|项|年)/, '>'],
]
const RANGE = /^\s?(?:-|—|–|~|～|至|到|——)\s?/
const PER = /^(?:[/／]\s?(?:年|月|日|天|小时|时|亩|人|平方米|吨|千瓦时|度|户|辆|台|套)|（年）|\(年\))/
const RATE = /^成(?!为|功|立|果|本|员|效|熟|品|长|都|交|绩|就|形|型|因|套|片|群|人|方|事|了|全|链|势|林|批|份|语)/

const boundBefore = (text: string, bare: boolean): { bound: Bound; length: number } | null => {
  for (const [pattern, bound] of BEFORE) {
    if (!bare && text.endsWith('上')) continue
    const match = pattern.exec(text)
    if (match) return { bound, length: match[0].length }
  }
  return null
}

interface UnitRead {
  readonly unit: string | null
  readonly kind: UnitKind | null
  readonly end: number
  readonly factor: number
  /** What 半 behind the unit adds (三吨半). */
  readonly more?: number
}

const HALVED: ReadonlySet<UnitKind> = new Set(['mass', 'length', 'time', 'area', 'money'])

function readUnit(text: string, token: NumberToken): UnitRead {
  let at = token.end
  if (/\s/.test(text.charAt(at))) at += 1
  let vague = /^[余多](?=[^，。；、\d])/.exec(text.slice(at, at + 2))
  if (vague && !unitAt(text, at + 1)) vague = null
  if (vague) at += 1
  const rate = RATE.exec(text.slice(at, at + 2))
  if (rate && token.scale === 1 && token.value <= 10) {
    const more = /^成([半一二三四五六七八九])(?![一二三四五六七八九十百千万亿个项家户年月])/.exec(
      text.slice(at, at + 3),
    )?.[1]
    if (!more) return { unit: '%', kind: 'percent', end: at + 1, factor: 10 }
    return { unit: '%', kind: 'percent', end: at + 2, factor: 10, more: more === '半' ? 5 : (chineseValue(more) ?? 0) }
  }
  const discount = /^折(?!扣|旧|合|算|叠|射|线)/.exec(text.slice(at, at + 2))
  if (discount && token.scale === 1 && token.value > 0 && token.value < 100) {
    return { unit: '%', kind: 'percent', end: at + 1, factor: token.value < 10 ? 10 : 1 }
  }
  const found = unitAt(text, at)
  if (
    !found &&
    /^[万亿]$/.test(token.scaleText) &&
    /^(?:群众|居民|百姓|市民|村民|农民|职工|农牧民|人民群众)/.test(text.slice(at, at + 4))
  )
    return { unit: `${token.scaleText}人`, kind: 'count', end: token.end, factor: 1 }
  if (!found) return { unit: token.scaleText === '' ? null : token.scaleText, kind: null, end: token.end, factor: 1 }
  let end = at + found.length
  const per = PER.exec(text.slice(end, end + 8))
  if (per) end += per[0].length
  const half = /^半(?!年|天|数|径|岛|价|截|成|个|小时|导)/.test(text.slice(end, end + 3)) && HALVED.has(found.kind)
  return {
    unit: token.scaleText + found.text,
    kind: found.kind,
    end: half ? end + 1 : end,
    factor: 1,
    more: half ? 0.5 : 0,
  }
}

/** Whether 之间 or 间 closes a pair: 20%和30%|之间. */
const isBetween = (text: string, token: NumberToken): boolean =>
  /^(?:之间|间(?!接|隔|断))/.test(text.slice(readUnit(text, token).end, readUnit(text, token).end + 2))

/** What may stand between the two bounds of a range: 大于十|的同时|小于二十. */
const BOUNDS_LINK = /^(?:的?同时|并且?|而且?|且|[，、\s])*$/
const PREFIXED: Readonly<Record<string, number>> = { 百分之: 1, 千分之: 0.1, 万分之: 0.01 }
const tidy = (value: number): number => Number(value.toPrecision(12))

const scaledBare = (token: NumberToken): { value: number; scaleText: string } => {
  for (const [scaleText, scale] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    if (token.value >= scale && token.value % scale === 0) return { value: token.value / scale, scaleText }
  }
  return { value: token.value, scaleText: '' }
}

/**
 * Figures of a cleaned text that carry a unit or a scale, in order. Ranges (5—8个, 6%至7%) become one figure with
 * `value2`, unless 由 or 从 stands before (那 is a change, not a range). Words of approximation become the bound. With
 * `unitless`, figures without any unit are given too.
 */
export function findQuantities(text: string, options: { readonly unitless?: boolean } = {}): Quantity[] {
  const tokens = scanNumbers(text)
  const found: Quantity[] = []
  let until = 0
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token || token.start < until) continue
    const percentPrefix = /[百千万]分之$/.exec(text.slice(Math.max(0, token.start - 3), token.start))
    const spelled = token.chinese ? /^[百千万亿佰仟]{1,3}分之/.exec(text.slice(token.start, token.end)) : null
    const made = token.bare ? { ...token, ...scaledBare(token) } : token
    const own = readUnit(text, token.bare ? { ...token, scaleText: scaledBare(token).scaleText } : token)
    let { value } = made
    let unit = own.unit
    let kind = own.kind
    let end = own.end
    let value2 = token.high
    let figureStart = token.start
    if (percentPrefix || spelled) {
      unit = '%'
      kind = 'percent'
      end = token.end
      value = spelled ? tidy(token.value * 100) : tidy(token.value * (PREFIXED[percentPrefix?.[0] ?? ''] ?? 1))
      if (percentPrefix) figureStart -= 3
    } else value = tidy(value * own.factor) + (own.more ?? 0)
    const unitless = options.unitless === true && unit === null
    if (
      unit === null &&
      !unitless &&
      !RANGE.test(text.slice(token.end, token.end + 3)) &&
      !/^(?:和|与)[\d一-十]/.test(text.slice(token.end, token.end + 2))
    )
      continue
    const next = tokens[i + 1]
    const pair = next ? /^(?:和|与|跟)$/.exec(text.slice(end, Math.min(next.start, end + 3))) : null
    const link = (pair && next && isBetween(text, next) ? pair : null) ?? RANGE.exec(text.slice(end, end + 3))
    if (link && next && next.start === end + link[0].length && !next.bare && value2 === null) {
      const change = /(?:由|从)[^，。；、]{0,12}$/.test(text.slice(Math.max(0, figureStart - 14), figureStart))
      const other = readUnit(text, next)
      const sameFamily = kind === null || other.kind === kind || unit === other.unit
      if (!change && (unitless || (other.unit !== null && sameFamily && other.kind !== null))) {
        const low = unit === null || token.scale === next.scale ? value : (value * token.scale) / next.scale
        const high = next.value * other.factor
        if (high > low) {
          value = low
          value2 = high
          unit = other.unit
          kind = other.kind
          end = other.end
          i += 1
        }
      }
    }
    if (unit === null && !unitless) continue
    const before = boundBefore(text.slice(Math.max(0, figureStart - 6), figureStart), token.bare)
    const rest = text.slice(end, end + 6)
    const isClass = rest.startsWith('级') && kind !== 'count'
    const after = AFTER.map(([pattern, bound]) => ({ match: pattern.exec(rest), bound })).find(({ match }) => match)
    const vague = token.vague || /[余多]/.test(text.slice(token.end, own.end))
    const bound = before?.bound ?? after?.bound ?? (vague ? '>' : isClass ? '~' : '=')
    until = end
    found.push({
      start: figureStart - (before?.length ?? 0),
      end: end + (after?.match?.[0].length ?? 0),
      figureStart,
      unitEnd: end,
      value,
      value2,
      unit: kind === null && isClass ? `${unit}元` : unit,
      kind: kind === null && isClass ? 'money' : kind,
      bound,
      chinese: token.chinese,
      isClass,
      isBare: token.bare && before === null && !vague,
    })
  }
  return joinBounds(text, found)
}

/** The range between a lower and an upper bound of one unit, whichever is told first; null where they make none. */
function rangeOf(one: Quantity, other: Quantity): { value: number; value2: number } | null {
  const [low, high] = one.bound.startsWith('>') ? [one, other] : [other, one]
  if (!low.bound.startsWith('>') || !high.bound.startsWith('<') || low.unit !== high.unit) return null
  return low.value < high.value && low.value2 === null && high.value2 === null
    ? { value: low.value, value2: high.value }
    : null
}

/** A lower and an upper bound of one thing told one after the other are a range: 不低于5%、不高于8%. */
function joinBounds(text: string, found: readonly Quantity[]): Quantity[] {
  const joined: Quantity[] = []
  for (const quantity of found) {
    const last = joined.at(-1)
    const range =
      last && BOUNDS_LINK.test(text.slice(last.end, Math.min(quantity.start, last.end + 8)))
        ? rangeOf(last, quantity)
        : null
    if (last && range)
      joined[joined.length - 1] = { ...last, ...range, end: quantity.end, unitEnd: quantity.unitEnd, bound: '=' }
    else joined.push(quantity)
  }
  return joined
}
