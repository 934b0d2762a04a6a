import type { Block, BulletinBody, FreeMark, FreeNumber } from '../contract.ts'

/** Stands where a name in braces was: no digit, and never typed. */
const FILLED = '\uE000'
const PLACE = /\{[\p{L}\p{N}_]{1,20}\}/gu
const AROUND = 8

/** What is a day, a period, a clock or a time limit by its very shape. */
const DATES = [
  /\d{4}(?:年)?[—–-]\d{4}年/g,
  /\d{4}年(?:度)?(?:\d{1,2}(?:[—–-]\d{1,2})?月(?:份|底|末|初|[上中下]旬|\d{1,2}(?:[—–-]\d{1,2})?日)?)?/g,
  /\d{1,2}(?:[—–-]\d{1,2})?月(?:份|底|末|初|[上中下]旬|\d{1,2}(?:[—–-]\d{1,2})?日)/g,
  /\d{1,2}(?:[—–-]\d{1,2})?月(?![\p{L}])/gu,
  /\d{1,2}月(?=[，。、；：）]|至|起|前|后|以)/g,
  /\d{4}-\d{2}-\d{2}/g,
  /\d{1,2}[:：]\d{2}/g,
  /\d{1,2}时(?:\d{1,2}分)?/g,
  /(?<![\d.])\d{1,2}日(?:前|内|起|后)?/g,
  /\d{1,3}个(?:工作日|自然日|月)(?:内|前|后)/g,
] as const

/** What is the number of a document or of an issue, or of a paragraph, by its very shape. */
const DOCUMENTS = [/〔\d{4}〕\d*号?/g, /第\d+[号期次届条款项章]/g, /(?<=^|\n)\s*[（(]?\d{1,2}[)）.．、]/g] as const

const DIGITS = /[+-]?[\d０-９]+(?:[,，][\d０-９]{3}(?![\d０-９]))*(?:[.．][\d０-９]+)?\s?[%％‰]?/g
/** Han numerals before a measure: 二十三个, 百分之三十, 一点五亿. Single ones (一批, 三是) are words, and so is a named plan (十四五规划). */
const HAN =
  /百分之[〇零一二三四五六七八九十百点]+|[〇零一二两三四五六七八九][十百千万亿点][〇零一二两三四五六七八九十百千万亿点]*(?=[个家户项亿万元人天次亩吨名处件条套台平公千米倍成])|十[一二三四五六七八九](?=[个家户项亿万元人天次亩吨名处件条套台])/g

interface Found {
  readonly from: number
  readonly to: number
  readonly text: string
}

function findAll(text: string, shapes: readonly RegExp[]): readonly Found[] {
  return shapes.flatMap((shape) =>
    [...text.matchAll(shape)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      text: match[0],
    })),
  )
}

/** The typed numbers of a text, in their order, with what their shape says they are. */
export function typedNumbers(
  text: string,
): readonly (Found & { readonly byShape: FreeMark | null; readonly around: string })[] {
  const bare = text.replace(PLACE, (place) => FILLED.repeat(place.length))
  const known = [
    ...findAll(bare, DATES).map((each) => ({ ...each, mark: 'date' as const })),
    ...findAll(bare, DOCUMENTS).map((each) => ({ ...each, mark: 'document' as const })),
  ]
  return findAll(bare, [DIGITS, HAN])
    .toSorted((one, other) => one.from - other.from)
    .map((each) => ({
      ...each,
      text: each.text.trim(),
      byShape: known.find(({ from, to }) => from <= each.from && each.to <= to)?.mark ?? null,
      around: text.slice(Math.max(0, each.from - AROUND), each.to + AROUND).replace(/\n/g, ' '),
    }))
}

function textOf(block: Block): string {
  if (block.kind === 'table') return `${block.caption}\n${block.whenEmpty}`
  return block.kind === 'changes' ? block.caption : block.text
}

/**
 * Every number of a bulletin's text that no binding covers, in the order of the paper: marked by hand, read by its shape, or neither. The
 * title counts as a block of its own, `title`.
 */
export function freeNumbers(body: Pick<BulletinBody, 'title' | 'blocks' | 'marks'>): readonly FreeNumber[] {
  const texts = [
    { key: 'title', text: body.title },
    ...body.blocks.map((block) => ({ key: block.key, text: textOf(block) })),
  ]
  return texts.flatMap(({ key, text }) =>
    typedNumbers(text).map((found) => {
      const marked = body.marks.find((each) => each.block === key && each.text === found.text)
      return {
        block: key,
        text: found.text,
        around: found.around,
        mark: marked?.mark ?? found.byShape,
        isByShape: marked === undefined && found.byShape !== null,
        source: marked?.source ?? '',
      }
    }),
  )
}

/** Numbers that nobody answers for: neither bound nor marked, or quoted without saying from where. */
export function unanswered(free: readonly FreeNumber[]): readonly FreeNumber[] {
  return free.filter(({ mark, source }) => mark === null || (mark === 'quotation' && source.trim() === ''))
}
