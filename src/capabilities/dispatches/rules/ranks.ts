/** A place in an order: 居全省第二位, 全市第一. */
export interface Rank {
  readonly start: number
  readonly end: number
  readonly value: number
  /** Among whom: 全省, 全市; empty where unsaid. */
  readonly scope: string
  /** Said as 前三 or 前十: among the first so many. */
  readonly isTop: boolean
  /** The place left (由第57位上升到第21位); null where none is told. */
  readonly from: number | null
  /** Which of several places told together (分列第二、三名) this is, from 0. */
  readonly nth: number
  /** Offset where the words of the place begin (居, 位列, 全省). */
  readonly leadStart: number
}

const SCOPE =
  '(?:全[国省市县区州旗盟球]|国内|省内|市内|同类|同行业|同行|行业|世界|同期|各县区|县市区|[东中西]部地区|同类城市|同等城市|(?<=[居列])[\u4E00-\u9FFF]{2,4}(?:[省市州盟](?!场)|(?:各|\\d{1,2}个?)(?:县|区|旗)(?:（[市区]）)?(?:市区|市、区|区)?)|(?<=[居列])(?![为入在于第全前])[\u4E00-\u9FFF]{2,3}(?=第))'
const RANK = new RegExp(
  `(?<verb>(?:均|都|也|继续|持续|稳|总量|连续[^，。；]{1,4}年)?(?:位居|位列|位于|名列|排名|排在|排|列|居|跃居|升至|跃升至|上升至|稳居|保持|稳定在|(?:上升|跃升|提升|前移|前进|攀升|升|跃|进位|前推|晋位|下降|降|滑落|后退)[到至]|分[列居获]|荣获|获得|获|夺得|取得|勇夺|评为|跻身|进入|晋级|处于|为|成为)[了在到为]?)?(?<scope>${SCOPE}{0,2})(?:各县区|县市区|(?:国家级|省级|市级)(?:高新区|开发区|经开区|园区)|(?<=[国省市区内])[\u4E00-\u9FFF]{0,4}百强(?:县|区|镇|榜)?(?:（[^（）]{1,3}）)?|县域|县级|同类县|同类开发区|开发区|考核|综合考核|综合排名|排名|评比|考评)?(?:[\u4E00-\u9FFF]{1,4}组)?(?:的)?(?<place>(?<plain>[一二三四五六七八九\\d](?=(?:、[一二三四五六七八九\\d])+[名位]))|第(?<number>\\d{1,3}|[一二三四五六七八九十]{1,3})(?<unit>位|名)?|首位|榜首|之首|前(?<top>\\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|强)?(?![期个年天届]))`,
  'gu',
)
const AFTER_RANK =
  /^(?:等次|等奖|产业|产区|批|期|届|次|轮|季度|方阵|时间|书记|责任|大|个|家|条|台|步|要务|要素|生产力|线|场|站|课|名片|产业园|抓手|资源|动力|年|代|医院|中学|小学|人民|师|师范|建筑|工程|集团|梯队|档|类|种|版|章|部分|道|站位)/

/** A further place told together with one: 分列第二、|三名, 分别居全市第二、|第一. */
const NEXT_PLACE =
  /^(?:位|名)?(?:、|和|与)(?:全[国省市县区州])?第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名)?(?=[，。；、！和与]|$)/
/** What stands between a place left and a place reached: 由第57位|上升到|第21位. */
const MOVED = /^(?:[\u4E00-\u9FFF]{0,6})(?:到|至|为)$/

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
  let left: { value: number; start: number; end: number; scope: string } | null = null
  for (const match of text.matchAll(RANK)) {
    const { verb, scope, place, number, unit, top, plain } = match.groups ?? {}
    if (!place) continue
    const end = match.index + match[0].length
    if (AFTER_RANK.test(text.slice(end, end + 3)) && !unit) continue
    const ahead = text.slice(Math.max(0, match.index - 12), match.index)
    const opened = /(?:由|从)[^，。；、第]{0,10}$/.exec(ahead)
    if (opened && number) {
      left = { value: numberOf(number), start: match.index - opened[0].length, end, scope: scope ?? '' }
      continue
    }
    const reached = left !== null && MOVED.test(text.slice(left.end, end - place.length)) ? left : null
    left = null
    if (plain && !/分[列居获]/.test(verb ?? '')) continue
    if (!verb && !scope && !reached) continue
    const closes =
      /(?:列|居|位|排名|在|进入|跻身|迈入)$/.test(verb ?? '') && /^[，。；、！”（]|^$/.test(text.slice(end, end + 1))
    if (!unit && !scope && !reached && !plain && !/首位|榜首/.test(place) && !closes) continue
    const before = text.slice(Math.max(0, match.index - 4), match.index)
    if (/[争创勇冲夺抢保]$/.test(before) && !verb) continue
    if (/力争|争创|争当|勇争|敢争/.test(before)) continue
    const value = number || plain ? numberOf(number ?? plain ?? '') : top ? numberOf(top) : 1
    if (value === 0) continue
    if (/[“《][^”》]*$/.test(text.slice(Math.max(0, match.index - 13), match.index + 1))) continue
    ranks.push({
      start: end - place.length,
      end,
      value,
      scope: scope || (reached?.scope ?? ''),
      isTop: top !== undefined,
      leadStart: reached ? reached.start : match.index,
      from: reached ? reached.value : null,
      nth: 0,
    })
    if (!/分[列居获别]/.test(`${ahead}${verb ?? ''}`)) continue
    let at = end
    for (let nth = 1; nth < 6; nth += 1) {
      const next = NEXT_PLACE.exec(text.slice(at, at + 12))
      const more = numberOf(next?.[1] ?? '零')
      if (!next || more <= 0) break
      const start = at + next[0].search(/第|[\d一二三四五六七八九十]/)
      at += next[0].length
      ranks.push({
        start,
        end: at,
        value: more,
        scope: scope ?? '',
        isTop: false,
        leadStart: match.index,
        from: null,
        nth,
      })
    }
  }
  return ranks
}
