import { chineseValue } from './numbers.ts'

/**
 * A time expression of the text. `notation` is `2023`, `2023H1`, `2023Q1`, `2023-06`, a range `2023-01/2023-02`, or a
 * length `3y`; null where it says a time that has none (目前, 近日). `saysYear` tells that a year is said.
 */
export interface PeriodMention {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly notation: string | null
  /** The day of the month where one is said (12月20日); the notation names its month. */
  readonly day: number | null
  readonly isDeadline: boolean
  readonly saysYear: boolean
}

const CHINESE_NUMBER = '[一二三四五六七八九十]{1,3}'
const NUMBER = `(?:\\d{1,2}|${CHINESE_NUMBER})`
const YEAR =
  '(?<year>(?:19|20)\\d\\d|二[〇零]\\d\\d|二[〇零][〇零一二三四五六七八九]{2})年度?|(?<said>今|去|明|当|本|上)年度?(?!以来?[，。])'
const HALF = '(?<half>[上下])半年'
const QUARTERS = '(?<thirds>前[一二三123]个?季度)'
const QUARTER = '(?:第)?(?<quarter>[一二三四1-4])季度|(?<first>首季)'
const UPTO = `前(?<upto>${NUMBER})个月`
const MONTHS = `(?<from>${NUMBER})(?:月份?)?\\s?[-—–~～至到]{1,2}\\s?(?<to>${NUMBER})月份?`
const MONTH = `(?<month>${NUMBER})月(?:份|(?<day>${NUMBER})[日号](?:[-—–~～至到]{1,2}${NUMBER}[日号])?)?`
const PATTERN = new RegExp(
  `(?:(?:${YEAR})(?:的)?)?(?:${HALF}|${QUARTERS}|${QUARTER}|${UPTO}|${MONTHS}|${MONTH}|(?<whole>全年|年内|年底|年末|年终|年初))?`,
  'gu',
)
const OTHER =
  /(?<span>(?:未来|今后|近|过去|最近|连续)?(?<count>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个)?年(?:来|内|间|多来)?)|[“"]?十(?<plan>[一二三四五六])五[”"]?(?<planEnd>期?末|期间|时期)|(?:截至|截止)?目前|近日|日前|当前|近年来|今年以来/gu
const TAIL = /^(?:底|末|初|上旬|中旬|下旬|期间|以来|中)?(?:之前|以前|前|内)?/u
const RELATIVE: Readonly<Record<string, number>> = { 今: 0, 本: 0, 当: 0, 去: -1, 上: -1, 明: 1 }

const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : (chineseValue(text) ?? 0))
const two = (value: number): string => String(value).padStart(2, '0')

function yearOf(groups: Readonly<Record<string, string | undefined>>, anchor: number | null): number | null {
  const said = groups.year
  if (said !== undefined) {
    const digits = said.replace(/[〇零]/g, '0').replace(/[一二三四五六七八九]/g, (char) => String(chineseValue(char)))
    return Number(digits)
  }
  if (anchor === null) return null
  return anchor + (RELATIVE[groups.said ?? '今'] ?? 0)
}

function notationOf(groups: Readonly<Record<string, string | undefined>>, anchor: number | null): string | null {
  const year = yearOf(groups, anchor)
  if (year === null) return null
  if (groups.half) return `${year}${groups.half === '上' ? 'H1' : 'H2'}`
  if (groups.first) return `${year}Q1`
  if (groups.quarter) return `${year}Q${numberOf(groups.quarter)}`
  if (groups.thirds) {
    const last = numberOf(groups.thirds.charAt(1))
    return last === 2 ? `${year}H1` : `${year}Q1/${year}Q${last}`
  }
  if (groups.upto) return `${year}-01/${year}-${two(numberOf(groups.upto))}`
  if (groups.from && groups.to) return `${year}-${two(numberOf(groups.from))}/${year}-${two(numberOf(groups.to))}`
  if (groups.month) return `${year}-${two(numberOf(groups.month))}`
  return String(year)
}

const plausible = (groups: Readonly<Record<string, string | undefined>>): boolean =>
  [groups.month, groups.from, groups.to, groups.upto].every((text) => {
    if (text === undefined) return true
    const value = numberOf(text)
    return value >= 1 && value <= 12
  }) &&
  (groups.day === undefined || (numberOf(groups.day) >= 1 && numberOf(groups.day) <= 31))

/**
 * Time expressions of a cleaned text, in order. `anchor` is the year 今年 means; without it, expressions that say no
 * year have no notation. Years of plans: “十四五”末 is 2025, its 期间 is 2021/2025.
 */
export function findPeriods(text: string, anchor: number | null): PeriodMention[] {
  const found: PeriodMention[] = []
  for (const match of text.matchAll(PATTERN)) {
    if (match[0] === '') continue
    const groups = match.groups ?? {}
    if (!plausible(groups)) continue
    if (groups.year && /\d/.test(text[match.index - 1] ?? '')) continue
    if (groups.whole && match[0].startsWith('年') && /[\d一二两三四五六七八九十个]/.test(text[match.index - 1] ?? ''))
      continue
    const tail = TAIL.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 6))?.[0] ?? ''
    const end = match.index + match[0].length + tail.length
    found.push({
      start: match.index,
      end,
      text: text.slice(match.index, end),
      notation: notationOf(groups, anchor),
      day: groups.day === undefined ? null : numberOf(groups.day),
      isDeadline: /前|内$/.test(tail) || /年[内底末]/.test(match[0]) || /底|末/.test(tail),
      saysYear: groups.year !== undefined || groups.said !== undefined,
    })
  }
  for (const match of text.matchAll(OTHER)) {
    const start = match.index
    const end = start + match[0].length
    if (found.some((other) => start < other.end && other.start < end)) continue
    const { count, plan, planEnd } = match.groups ?? {}
    let notation: string | null = null
    if (count) notation = /内|未来|今后/.test(match[0]) ? `${numberOf(count)}y` : null
    if (plan) {
      const last = 2005 + 5 * numberOf(plan)
      notation = planEnd?.endsWith('末') ? String(last) : `${last - 4}/${last}`
    }
    found.push({ start, end, text: match[0], notation, day: null, isDeadline: false, saysYear: false })
  }
  return found.sort((a, b) => a.start - b.start)
}

/**
 * The year a dispatch speaks from: of the printed date, else the year the text names most often (the later of two
 * named as often), leaving out horizons (到2030年).
 */
export function anchorYear(text: string, printed: string | null): number | null {
  if (printed) return Number(printed.slice(0, 4))
  const counts = new Map<number, number>()
  for (const match of text.matchAll(/(?<![\d到至])((?:19|20)\d\d)年/g)) {
    const year = Number(match[1])
    counts.set(year, (counts.get(year) ?? 0) + 1)
  }
  let best: number | null = null
  for (const [year, count] of counts) {
    const most = best === null ? 0 : (counts.get(best) ?? 0)
    if (count > most || (count === most && best !== null && year > best)) best = year
  }
  return best
}
