import type { Quantity } from './quantities.ts'

/** A change told with both ends: 由20天压缩到8天; the later figure may be missing (改为即时办结). */
export interface Change {
  readonly fromQuantity: Quantity
  readonly toQuantity: Quantity | null
  readonly start: number
  readonly end: number
  readonly direction: 'increase_to' | 'reduce_to'
}

const CHANGE_LINK =
  /^(?:（[^（）]{0,10}）)?(?:左右|以上|的)?[，]?(?:[\u4E00-\u9FFF]{0,6}?(压缩|缩短|压减|缩减|减少|降低|下降|精简|优化|降|减|压|提高|提升|增加|增长|扩大|上升|扩容|扩展|攀升|增|升|跃升|改|变|调整|发展|倍增)?)(?:到了?|至|为|成|成为)(?:目前的?|现在的?|如今的?|现有的?|最多|(?:[去今当上]年|(?:19|20)\d\d年)?(?:底|末)?的)?$/
const INSTANT =
  /^[，]?(?:[\u4E00-\u9FFF]{0,4}?)(?:改|变|压缩|缩短|减少|优化)?(?:为|到|至|成)(即时办结|即办|当场办结|当日办结|立等可取|立即办理|即来即办|秒批|秒办|零|0)/
const REDUCE = /压缩|缩短|压减|缩减|减少|降低|下降|精简|优化|降|减|压/
const RAISE = /提高|提升|增加|增长|扩大|上升|扩容|扩展|攀升|增|升|发展|倍增/

/** Finds 由…到… among the figures of a text; both ends are of one unit family. */
export function findChanges(text: string, quantities: readonly Quantity[]): Change[] {
  const changes: Change[] = []
  for (let i = 0; i < quantities.length; i += 1) {
    const first = quantities[i]
    if (!first) continue
    const lead = text.slice(Math.max(0, first.figureStart - 14), first.figureStart)
    const opened = /(?:由|从)(?:[^，。；、由从]{0,10})$/.exec(lead)
    if (!opened) continue
    const second = quantities[i + 1]
    const between = second ? text.slice(first.unitEnd, second.figureStart) : ''
    const link =
      second && between.length <= 22 ? CHANGE_LINK.exec(between.replace(/(?:约|近|超过|不超过|最快)$/, '')) : null
    const start = first.figureStart - opened[0].length
    if (second && link && (second.kind === first.kind || first.kind === null)) {
      const verb = link[1] ?? ''
      const lower = second.value * scaleOf(second) < first.value * scaleOf(first)
      const direction = REDUCE.test(verb)
        ? 'reduce_to'
        : RAISE.test(verb)
          ? 'increase_to'
          : lower
            ? 'reduce_to'
            : 'increase_to'
      changes.push({ fromQuantity: first, toQuantity: second, start, end: second.end, direction })
      i += 1
      continue
    }
    const instant = INSTANT.exec(text.slice(first.unitEnd, first.unitEnd + 16))
    if (instant) {
      changes.push({
        fromQuantity: first,
        toQuantity: null,
        start,
        end: first.unitEnd + instant[0].length,
        direction: 'reduce_to',
      })
    }
  }
  return changes
}

const scaleOf = (quantity: Quantity): number => {
  const unit = quantity.unit ?? ''
  return unit.startsWith('万亿') ? 1e12 : unit.startsWith('亿') ? 1e8 : unit.startsWith('万') ? 1e4 : 1
}

/** A goal set against others without a figure: 增速高于全省平均. */
export interface Comparison {
  readonly start: number
  readonly end: number
  readonly comparator: '>' | '>=' | '<' | '<=' | '='
  readonly reference: string
}

const COMPARISON =
  /(?<verb>高于|快于|优于|好于|领先于?|大于|不低于|不慢于|低于|少于|慢于|不高于)(?<reference>(?:全[国省市县区州]|上级|周边|同类|历史|往年|上年|去年|国家|省|市)[^，。；、“”]{0,8}?(?:平均(?:水平|增速|值|线)?|水平|增速|增幅|目标|标准|同期))/g

/** A goal to grow like something else: 居民收入与经济增长同步. */
const IN_STEP = /[与和](经济(?:增长|发展)?|(?:地区)?生产总值(?:增长)?|GDP(?:增长)?)(?:保持)?(?:基本)?同步(?:增长)?/g

/** Comparisons without a figure of their own; with one behind (高于全省平均1.2个百分点) it is the figure that counts. */
export function findComparisons(text: string): Comparison[] {
  const found: Comparison[] = []
  for (const match of text.matchAll(COMPARISON)) {
    const end = match.index + match[0].length
    if (/^(?:水平|增速|增幅|进度|值|线|目标)?[约近]?\d/.test(text.slice(end, end + 4))) continue
    const verb = match.groups?.verb ?? ''
    const comparator = /^不[低慢]于/.test(verb)
      ? '>='
      : verb.startsWith('不高于')
        ? '<='
        : /^[低少慢]/.test(verb)
          ? '<'
          : '>'
    found.push({ start: match.index, end, comparator, reference: match.groups?.reference ?? '' })
  }
  for (const match of text.matchAll(IN_STEP)) {
    const { index } = match
    found.push({ start: index, end: index + match[0].length, comparator: '=', reference: match[1] ?? '' })
  }
  return found
}

/** 翻番 and 翻两番 as a multiple of the level before. */
export interface Doubling {
  readonly start: number
  readonly end: number
  readonly times: number
}

/** Doublings: 翻番 and 翻一番 are twofold, 翻两番 fourfold. */
export function findDoublings(text: string): Doubling[] {
  return [...text.matchAll(/(?:实现)?(?<![一二两三四五\d]个)翻了?([一两二三1-3]?)番/g)].map((match) => {
    const folds = { '': 1, 一: 1, '1': 1, 两: 2, 二: 2, '2': 2, 三: 3, '3': 3 }[match[1] ?? ''] ?? 1
    return { start: match.index, end: match.index + match[0].length, times: 2 ** folds }
  })
}
