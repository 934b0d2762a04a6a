import { clauseOf, type Draft, EMPTY, nameFromEarlier, REACH, type Walk } from './draft-shapes.ts'
import { sharedNames } from './amount-drafts.ts'
import { findComparisons, findDoublings } from './figures.ts'
import { trimIndicator } from './phrases.ts'
import { findRanks } from './ranks.ts'
import { pieceIndexAt, type Span } from './segment.ts'

/** The contest a place was won in: 在全市项目观摩评比中. */
const contestName = (text: string): string => {
  const match = /(?:^|[，。])在([^，。；]{4,40}?)(?:中|上|里)$/.exec(text)
  const name = match?.[1] ?? ''
  if (/^[^，]{0,6}\d+个/.test(name)) return ''
  return trimIndicator(name.replace(/^.*(?:举行|举办|开展|组织|召开)的/, ''))
}

function contestBefore(walk: Walk, clause: Span): string {
  const index = pieceIndexAt(walk.sentence.clauses, clause.start)
  const earlier = index > 0 ? walk.sentence.clauses[index - 1] : undefined
  if (!earlier) return ''
  const text = walk.text.slice(earlier.start, Math.min(earlier.end, earlier.start + REACH))
  const result = /^(.{2,16}?)(?:连续|位居|位列|居|排)/.exec(text)
  return contestName(text) || (result ? trimIndicator(result[1] ?? '') : '')
}

/** What an earlier name says of an order; the next place among others says its own. */
const AMONG = /(?:(?:全[国省市县区州旗盟球]|国内|省内|市内)*位次|数)$/

/** Drafts of places in an order (居全省第二位). */
export function rankDrafts(
  walk: Walk,
  figures: readonly Draft[],
  hides: (offset: number) => boolean,
  free: (from: number, to: number) => boolean,
): Draft[] {
  const { sentence, text } = walk
  const drafts: Draft[] = []
  for (const rank of findRanks(text.slice(sentence.start, sentence.end))) {
    const start = sentence.start + rank.start
    const lead = sentence.start + rank.leadStart
    const end = sentence.start + rank.end
    if (!free(start, end) || hides(start)) continue
    const clause = clauseOf(sentence, lead)
    const told = text.slice(Math.max(clause.start, lead - REACH), lead).replace(/^在[^，]{0,6}\d+个[^，]{0,10}中$/, '')
    const left = told.replace(
      /以(?:[\u4E00-\u9FFF]{0,4}(?:得分|成绩|总分))?[\d.]+分(?:的[\u4E00-\u9FFF]{0,4}(?:成绩|得分))?$/,
      '',
    )
    const shared = /分[别列居获]/.test(text.slice(lead - 2, start))
      ? sharedNames(`${left.replace(/分别?$/, '')}分别`)
      : []
    if (/\d+(?:项|个)[^，]{0,10}$/.test(left) && rank.isTop) continue
    const behind = /\d(?:%|个百分点|[亿万]?元)[、，]$/.test(left)
    const figure = figures.findLast(({ figureStart }) => figureStart < lead)
    const own =
      shared[rank.nth] ??
      ((behind ? (figure?.indicator ?? '') : '') ||
        contestName(left) ||
        trimIndicator(left.replace(/(?:在|于)$/, '')).replace(/^在|[中上里]$/g, ''))
    const unit = /^[\u4E00-\u9FFF]{2,8}(?:[县市区镇乡]|街道|开发区|园区)$/.test(own) || own === ''
    let name = (shared.length === 0 && unit && contestBefore(walk, clause)) || own
    if (name.length < 2 || /^(?:增速|总量|增幅|总量和增速|数量|位次|排名|名次|规模)$/.test(name)) {
      const before = drafts.at(-1) ?? figure ?? walk.last
      name = `${(before?.indicator ?? nameFromEarlier(walk, clause)).replace(AMONG, '')}${name}`
    }
    drafts.push({
      ...EMPTY,
      start: lead,
      end,
      figureStart: start,
      indicator: `${name.replace(/(?:位次|排名|名次)$/, '')}${rank.scope}位次`,
      value: rank.value,
      unit: '位',
      from: rank.from,
      comparator: 'rank',
    })
  }
  return drafts
}

/** Drafts of goals said in words: 高于全省平均, 翻番. */
export function wordedDrafts(walk: Walk, drafts: readonly Draft[]): Draft[] {
  const lastBefore = (offset: number): string =>
    drafts.findLast(({ figureStart }) => figureStart < offset)?.indicator ?? ''
  const { sentence, text } = walk
  const slice = text.slice(sentence.start, sentence.end)
  const leftAt = (offset: number) => text.slice(Math.max(clauseOf(sentence, offset).start, offset - REACH), offset)
  const comparisons = findComparisons(slice).map((comparison) => {
    const start = sentence.start + comparison.start
    const { comparator } = comparison
    return {
      ...EMPTY,
      start,
      end: sentence.start + comparison.end,
      figureStart: start,
      indicator: trimIndicator(leftAt(start)) || lastBefore(start),
      comparator,
    }
  })
  const doublings = findDoublings(slice).map((doubling) => {
    const start = sentence.start + doubling.start
    const lead = leftAt(start)
    return {
      ...EMPTY,
      start,
      end: sentence.start + doubling.end,
      figureStart: start,
      indicator:
        trimIndicator(
          (lead.split('、').at(-1) ?? lead).replace(/(?:较|比|在|相比)[^，。；]{0,14}?(?:末|年|期|时|初|基础上)$/, ''),
        ) || lastBefore(start),
      value: doubling.times,
      unit: '倍',
      comparator: 'increase_to' as const,
    }
  })
  return [...comparisons, ...doublings].filter(({ indicator }) => indicator !== '')
}
