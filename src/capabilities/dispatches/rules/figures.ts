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
  /^(?:（[^（）]{0,10}）)?(?:左右|以上|的)?[，]?(?:[\u4E00-\u9FFF]{0,6}?(压缩|缩短|压减|缩减|减少|降低|下降|精简|优化|降|减|压|提高|提升|增加|增长|扩大|上升|扩容|扩展|攀升|增|升|跃升|改|变|调整|发展|倍增)?)(?:到了?|至|为|成|成为)(?:目前的?|现在的?|如今的?|现有的?|最多)?$/
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
      second && between.length <= 16 ? CHANGE_LINK.exec(between.replace(/(?:约|近|超过|不超过|最快)$/, '')) : null
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

/** A place in an order: 居全省第二位, 全市第一. */
export interface Rank {
  readonly start: number
  readonly end: number
  readonly value: number
  /** Among whom: 全省, 全市; empty where unsaid. */
  readonly scope: string
  /** Said as 前三 or 前十: among the first so many. */
  readonly isTop: boolean
  /** Offset where the words of the place begin (居, 位列, 全省). */
  readonly leadStart: number
}

const SCOPE =
  '(?:全[国省市县区州旗盟球]|国内|省内|市内|同类|同行业|同行|行业|世界|同期|各县区|县市区|[东中西]部地区|同类城市|同等城市)'
const RANK = new RegExp(
  `(?<verb>(?:均|都|也|继续|持续|稳|总量|连续[^，。；]{1,4}年)?(?:位居|位列|位于|名列|排名|排在|排|列|居|跃居|升至|跃升至|上升至|稳居|保持|稳定在|荣获|获得|获|夺得|取得|勇夺|评为|跻身|进入|晋级|处于|为|成为)[了在到为]?)?(?<scope>${SCOPE}{0,2})(?:各县区|县市区|县域|县级|同类县|同类开发区|开发区|考核|综合考核|综合排名|排名|评比|考评)?(?:的)?(?<place>第(?<number>\\d{1,3}|[一二三四五六七八九十]{1,3})(?<unit>位|名)?|首位|榜首|之首|前(?<top>\\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|强)?(?![期个年天届]))`,
  'gu',
)
const AFTER_RANK =
  /^(?:等次|等奖|产业|产区|批|期|届|次|轮|季度|方阵|时间|书记|责任|大|个|家|条|台|步|要务|要素|生产力|线|场|站|课|名片|产业园|抓手|资源|动力|年|代|医院|中学|小学|人民|师|师范|建筑|工程|集团|梯队|档|类|种|版|章|部分|道|站位)/

const numberOf = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const digits = '零一二三四五六七八九'
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (!match) return 0
  if (!match[2]) return digits.indexOf(match[1] ?? match[3] ?? '零')
  return (match[1] ? digits.indexOf(match[1]) : 1) * 10 + (match[3] ? digits.indexOf(match[3]) : 0)
}

/** Places in an order that are told as results; 争第一, 第一时间 and 第一期 are none. */
export function findRanks(text: string): Rank[] {
  const ranks: Rank[] = []
  for (const match of text.matchAll(RANK)) {
    const { verb, scope, place, number, unit, top } = match.groups ?? {}
    if (!place) continue
    const end = match.index + match[0].length
    if (AFTER_RANK.test(text.slice(end, end + 3)) && !unit) continue
    if (!verb && !scope) continue
    const closes =
      /(?:列|居|位|排名|在|进入|跻身|迈入)$/.test(verb ?? '') && /^[，。；、！”（]|^$/.test(text.slice(end, end + 1))
    if (!unit && !scope && !/首位|榜首/.test(place) && !closes) continue
    const before = text.slice(Math.max(0, match.index - 4), match.index)
    if (/[争创勇冲夺抢保]$/.test(before) && !verb) continue
    if (/力争|争创|争当|勇争|敢争/.test(before)) continue
    const value = number ? numberOf(number) : top ? numberOf(top) : 1
    if (value === 0) continue
    const open = Math.max(text.lastIndexOf('“', match.index), text.lastIndexOf('《', match.index))
    const close = Math.max(text.lastIndexOf('”', match.index), text.lastIndexOf('》', match.index))
    if (open > close && match.index - open < 14) continue
    ranks.push({
      start: end - place.length,
      end,
      value,
      scope: scope ?? '',
      isTop: top !== undefined,
      leadStart: match.index,
    })
  }
  return ranks
}

/** A goal set against others without a figure: 增速高于全省平均. */
export interface Comparison {
  readonly start: number
  readonly end: number
  readonly comparator: '>' | '>=' | '<' | '<='
  readonly reference: string
}

const COMPARISON =
  /(?<verb>高于|快于|优于|好于|领先于?|大于|不低于|不慢于|低于|少于|慢于|不高于)(?<reference>(?:全[国省市县区州]|上级|周边|同类|历史|往年|上年|去年|国家|省|市)[^，。；、“”]{0,8}?(?:平均(?:水平|增速|值|线)?|水平|增速|增幅|目标|标准|同期))/g

/** Comparisons without a figure of their own; with one behind (高于全省平均1.2个百分点) it is the figure that counts. */
export function findComparisons(text: string): Comparison[] {
  const found: Comparison[] = []
  for (const match of text.matchAll(COMPARISON)) {
    const end = match.index + match[0].length
    if (/^[约近]?\d/.test(text.slice(end, end + 2))) continue
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
  return [...text.matchAll(/(?:实现)?翻了?([一两二三1-3]?)番/g)].map((match) => {
    const folds = { '': 1, 一: 1, '1': 1, 两: 2, 二: 2, '2': 2, 三: 3, '3': 3 }[match[1] ?? ''] ?? 1
    return { start: match.index, end: match.index + match[0].length, times: 2 ** folds }
  })
}
