import { findBrokenRuns } from './broken-bytes.ts'
import { classifyLines, isSpam, splitLines } from './lines.ts'
import { applyEdits, type Edit, identityText, type MappedText, originalSpan } from './mapped-text.ts'
import { joinWrappedLines } from './wrapped-lines.ts'
import { simplifyLine, traditionalShare } from './script.ts'

/**
 * Kinds of cleaning, in the order they are applied: broken bytes, markup and invisible characters, glosses injected
 * after characters, full-width letters and digits and half-width punctuation, traditional to simplified, doubled
 * punctuation, spaces, lines broken by a page's width, advertisements, page furniture, unrelated articles.
 */
export const CLEANING_KINDS = [
  'broken',
  'markup',
  'gloss',
  'width',
  'script',
  'punctuation',
  'space',
  'spam',
  'furniture',
  'appended',
] as const

/** One kind of cleaning; a person may switch a kind off. */
export type CleaningKind = (typeof CLEANING_KINDS)[number]

/**
 * One visible step: `before` is `raw.slice(start, end)`, `after` what stands there now (empty where removed).
 * A step of kind `broken` whose `after` equals `before` only marks a place that could not be read.
 */
export interface CleaningStep {
  readonly kind: CleaningKind
  readonly start: number
  readonly end: number
  readonly before: string
  readonly after: string
}

/** Kinds switched off as a whole, and single steps undone (by kind and the start they were reported with). */
export interface CleaningOptions {
  readonly off?: readonly CleaningKind[]
  readonly undo?: readonly { readonly kind: CleaningKind; readonly start: number }[]
}

/** A text removed from around the article, cleaned, with its place in the original. */
export interface RemovedText {
  readonly kind: 'spam' | 'furniture' | 'appended'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The cleaned text with its map to the original, the steps that made it, and what was cut away. */
export interface CleanedText extends MappedText {
  readonly steps: readonly CleaningStep[]
  readonly removed: readonly RemovedText[]
}

interface KindedEdit extends Edit {
  readonly kind: CleaningKind
}

const HAN = '\\u3400-\\u9FFF\\uF900-\\uFAFF'
const GLOSS = new RegExp(
  `(?<=[${HAN}])(?:[（(\\[【]\\s*(?:[a-zà-öø-ÿāēěīōūǎǐǒǔǖǘǚǜńňǹɡḿ]{1,7}|[ㄅ-ㄩˊˇˋ˙]{1,5})\\s*[)）\\]】])+`,
  'gu',
)
const SYLLABLE =
  /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)$/
const MARKUP =
  /<\/?[a-zA-Z][^<>\n]{0,200}>|[?？]\/(?:span|p|div|strong|font|a|br)>|&(?:nbsp|amp|quot|ldquo|rdquo|mdash|lt|gt|#\d{1,6});|[\u200B-\u200F\u2028-\u202E\u2060\uFEFF\r\u00AD]/g
const PUNCTUATION_RUN = /[,，、。；：！？]{2,}/g
const WIDE = /[０-９Ａ-Ｚａ-ｚ％＋－．／]/g
const NARROW = /[,;:!?()]/g
const WIDE_OF: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
}
const SPACES = /[^\S\n]+/g
const MOST_PASSES = 6

const isGloss = (match: string): boolean =>
  match
    .split(/[（()）[\]【】\s]+/)
    .filter((part) => part !== '')
    .every((part) => {
      const plain = part
        .normalize('NFD')
        .replace(/\u0308/g, 'v')
        .replace(/[\u0300-\u036F]/g, '')
        .replace('uv', 'v')
      return /^[ㄅ-ㄩˊˇˋ˙]+$/u.test(part) || SYLLABLE.test(plain.replace(/ɡ/g, 'g'))
    })

function editsOf(text: string, pattern: RegExp, after: (match: string, at: number) => string | null): Edit[] {
  const edits: Edit[] = []
  for (const match of text.matchAll(pattern)) {
    const made = after(match[0], match.index)
    if (made !== null && made !== match[0]) {
      edits.push({ start: match.index, end: match.index + match[0].length, after: made })
    }
  }
  return edits
}

const isDigit = (char: string | undefined): boolean => char !== undefined && /[0-9０-９]/.test(char)

function widthEdits(text: string): Edit[] {
  const wide = editsOf(text, WIDE, (char) => char.normalize('NFKC'))
  const narrow = editsOf(text, NARROW, (char, at) => {
    const before = text[at - 1]
    const next = text[at + 1]
    if ((char === ',' || char === ':') && isDigit(before) && isDigit(next)) return null
    if (before === undefined || !/[\u2E80-\u9FFF\uF900-\uFFEF“”‘’《》%\d\s]/.test(before)) {
      if (next === undefined || !/[\u2E80-\u9FFF\uF900-\uFFEF“”‘’《》\s]/.test(next)) return null
    }
    return WIDE_OF[char] ?? null
  })
  return [...wide, ...narrow].sort((a, b) => a.start - b.start)
}

const mendPunctuation = (run: string): string => {
  const strong = run.replace(/[,，]/g, '')
  if (strong === '') return '，'
  return /^[！？]+$/.test(strong) ? strong.slice(0, 3) : strong.charAt(0)
}

const SPACE_JOINS = /[\u3000-\u303F\u3400-\u9FFF\uF900-\uFFEF“”‘’%]/

/** What a numeral, a share or a tenth may break off after, and go on with, where print was scanned: 百 分之 三 点 五. */
const NUMERAL_LEFT = /[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟點点余几分之]/
const NUMERAL_RIGHT = /[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟點点余几分之成折个個]/

function spaceEdits(text: string): Edit[] {
  return editsOf(text, SPACES, (run, at) => {
    const before = text[at - 1]
    const next = text[at + run.length]
    if (before === undefined || before === '\n' || next === undefined || next === '\n') return ''
    const glued =
      (NUMERAL_LEFT.test(before) && NUMERAL_RIGHT.test(next)) ||
      (before === '个' && /^百\s*分\s*点/.test(text.slice(at + run.length, at + run.length + 8))) ||
      (isDigit(before) && SPACE_JOINS.test(next)) ||
      (SPACE_JOINS.test(before) && isDigit(next)) ||
      /[，。；：、！？（《“‘]/.test(before) ||
      /[，。；：、！？）》”’]/.test(next)
    return glued ? '' : ' '
  })
}

function scriptEdits(text: string): Edit[] {
  if (traditionalShare(text) < 0.01) return []
  const edits: Edit[] = []
  for (const line of splitLines(text)) {
    const after = simplifyLine(line.text)
    if (after !== line.text) edits.push({ start: line.start, end: line.end, after })
  }
  return edits
}

function spamEdits(text: string): Edit[] {
  const edits: Edit[] = []
  for (const line of splitLines(text)) {
    const tail = /(?:^|[。！？”）>])([^。！？；”）>]{12,300})$/.exec(line.text)
    if (tail?.[1] === undefined || tail[1] === line.text || !isSpam(tail[1])) continue
    edits.push({ start: line.end - tail[1].length, end: line.end, after: '' })
  }
  return edits
}

function lineEdits(text: string): KindedEdit[] {
  const lines = splitLines(text)
  const kinds = classifyLines(lines)
  return lines.flatMap((line, index) => {
    const kind = kinds[index] ?? 'body'
    if (kind === 'body' || line.text.trim() === '') return []
    return [{ kind, start: line.start, end: line.end, after: '' }]
  })
}

const ofKind = (kind: CleaningKind, edits: readonly Edit[]): KindedEdit[] => edits.map((edit) => ({ ...edit, kind }))

/** What each pass does, in order; each stage sees the text the one before it left. */
const STAGES: readonly ((text: string) => KindedEdit[])[] = [
  (text) =>
    findBrokenRuns(text).map(({ start, end, repaired }) => ({
      kind: 'broken',
      start,
      end,
      after: repaired ?? text.slice(start, end),
    })),
  (text) =>
    ofKind(
      'markup',
      editsOf(text, MARKUP, (match) => (match === '&nbsp;' ? ' ' : '')),
    ),
  (text) =>
    ofKind(
      'gloss',
      editsOf(text, GLOSS, (match) => (isGloss(match) ? '' : null)),
    ),
  (text) => ofKind('width', widthEdits(text)),
  (text) => ofKind('script', scriptEdits(text)),
  (text) => ofKind('punctuation', editsOf(text, PUNCTUATION_RUN, mendPunctuation)),
  (text) => ofKind('space', spaceEdits(text)),
  (text) => ofKind('space', joinWrappedLines(text)),
  (text) => ofKind('spam', spamEdits(text)),
  lineEdits,
]

/**
 * Cleans a dispatch as it was collected. The original is untouched: every character of the result knows its place in
 * it, every change is a step a person can see and undo. Cleaning a cleaned text changes nothing.
 * Never throws; linear in the length of the text.
 */
export function cleanDispatch(raw: string, options: CleaningOptions = {}): CleanedText {
  const off = new Set<CleaningKind>(options.off ?? [])
  const undone = new Set((options.undo ?? []).map(({ kind, start }) => `${kind}:${start}`))
  const steps = new Map<string, CleaningStep>()
  const removed: RemovedText[] = []
  let current = identityText(raw)

  const apply = (edits: readonly KindedEdit[]) => {
    const kept: Edit[] = []
    for (const edit of edits) {
      const span = originalSpan(current, edit.start, edit.end)
      const key = `${edit.kind}:${span.start}`
      if (off.has(edit.kind) || undone.has(key)) continue
      const { kind, after } = edit
      if (steps.has(key) && current.text.slice(edit.start, edit.end) === after) continue
      kept.push(edit)
      steps.set(key, { kind, ...span, before: raw.slice(span.start, span.end), after })
      if (kind === 'spam' || kind === 'furniture' || kind === 'appended') {
        removed.push({ kind, text: current.text.slice(edit.start, edit.end), ...span })
      }
    }
    current = applyEdits(current, kept)
  }

  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = current.text
    for (const stage of STAGES) apply(stage(current.text))
    if (current.text === before) break
  }
  return { ...current, steps: [...steps.values()].sort((a, b) => a.start - b.start || a.end - b.end), removed }
}
