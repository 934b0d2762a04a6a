import damage from '../data/damage.json' with { type: 'json' }

/** What a line of a scraped page is: the article itself, or something around it. */
export type LineKind = 'body' | 'spam' | 'furniture' | 'appended'

/** One line of the text, without its line break. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

const HAN = /[\u3400-\u9FFF]/g
const SENTENCE_END = /[。！？；]/
const STRONG = damage.spamStrong
const WEAK = damage.spamWeak
const STARTS = [...damage.furnitureStarts].sort((a, b) => b.length - a.length)
const CREDIT = new RegExp(
  `^[（(【\\[]?\\s*(?:${STARTS.map((word) => word.replace('/', '\\/')).join('|')})(?:[/／]\\S{0,6})?\\s*[：:／/丨|]`,
)
const CLOSING = new RegExp(`^[（(【]?\\s*(?:${damage.closingCredits.join('|')})\\s*[：:／/]`)
const MARKER = new RegExp(`^.{0,4}(?:${damage.appendedMarkers.join('|')})(?:[：:>》].{0,4})?$`)
const NEIGHBOUR = /^(?:上|下)一(?:篇|条|页|则)\s*[：:]/
const WIDGETS = new Set(damage.widgets)
const ANYWHERE = damage.furnitureAnywhere
const STAMP = /(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?/

const hanCount = (text: string): number => text.match(HAN)?.length ?? 0

/** Splits a text into lines; a line never contains its `\n`. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start <= text.length) {
    const at = text.indexOf('\n', start)
    const end = at < 0 ? text.length : at
    lines.push({ start, end, text: text.slice(start, end) })
    if (at < 0) break
    start = at + 1
  }
  return lines
}

function countWords(text: string, words: readonly string[]): number {
  const lower = text.toLowerCase()
  let count = 0
  for (const word of words) if (lower.includes(word)) count += 1
  return count
}

/** Whether a short piece of text is an advertisement of the kind injected into hacked news pages. */
export function isSpam(text: string): boolean {
  if (text.length > 600) return false
  const strong = countWords(text, STRONG)
  const weak = countWords(text, WEAK)
  if (SENTENCE_END.test(text)) return strong >= 3
  return strong >= 2 || (strong === 1 && weak >= 1) || (weak >= 4 && (text.match(/[，,|｜、_\s]/g)?.length ?? 0) >= 3)
}

function isHeaderStamp(text: string): boolean {
  if (!STAMP.test(text) || SENTENCE_END.test(text)) return false
  const rest = text.replace(STAMP, '').replace(/\d{1,2}:\d{2}(?::\d{2})?/, '')
  return hanCount(rest) <= 24 && (hanCount(rest) <= 8 || /来源|发布|时间|日期|作者|记者|编辑|浏览|阅读|点击/.test(rest))
}

function isFurniture(line: string): boolean {
  const text = line.trim()
  if (text === '') return false
  if (WIDGETS.has(text) || WIDGETS.has(text.replace(/\s/g, ''))) return true
  if (isHeaderStamp(text)) return true
  if (CREDIT.test(text) && text.length <= 80 && !/[。；]/.test(text.replace(/。$/, ''))) return true
  if (ANYWHERE.some((word) => text.includes(word)) && !/[。；].*[。；]/.test(text) && text.length <= 200) return true
  if (/^\S{1,8}\s*[>›»]\s*\S/.test(text) && text.length <= 60 && !SENTENCE_END.test(text)) return true
  if ((text.match(/[|｜]/g)?.length ?? 0) >= 2 && !SENTENCE_END.test(text) && text.length <= 120) return true
  if (/^\d[\d.,万+]*$/.test(text)) return true
  return /^https?:\/\/\S+$/.test(text)
}

const isMenuWord = (line: string): boolean => /^[\u3400-\u9FFFA-Za-z0-9+]{1,6}$/.test(line.trim())

/** First line of the unrelated tail, or the number of lines where there is none. */
function tailStart(lines: readonly Line[], kinds: readonly LineKind[]): number {
  let before = 0
  let sentences = 0
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]
    if (!line) continue
    const text = line.text.trim()
    if (before >= 150 && text.length <= 14 && MARKER.test(text)) return i
    if (before >= 150 && text.length <= 80 && NEIGHBOUR.test(text)) return i
    if (before >= 150 && sentences >= 4 && CLOSING.test(text) && kinds[i] === 'furniture') return i + 1
    if (kinds[i] !== 'body') continue
    before += hanCount(text)
    sentences += text.match(/[。！？]/g)?.length ?? 0
  }
  return lines.length
}

/** Titles that a page repeats with the name of the site behind them. */
function isRepeatedTitle(text: string, titles: ReadonlySet<string>): boolean {
  const match = /^(.{8,})\s*[-_|—–]+\s*\S{2,12}$/.exec(text)
  return match?.[1] !== undefined && titles.has(match[1].trim())
}

/**
 * Tells the article's own lines from what surrounds them: injected advertisements, navigation, credits and legal
 * notices, and the other articles a page appends after a list heading or after the closing credits.
 */
export function classifyLines(lines: readonly Line[]): LineKind[] {
  const kinds: LineKind[] = lines.map((line) =>
    isSpam(line.text) ? 'spam' : isFurniture(line.text) ? 'furniture' : 'body',
  )
  const filled = lines.map((line, index) => ({ line, index })).filter(({ line }) => line.text.trim() !== '')
  let run: number[] = []
  const closeRun = () => {
    if (run.length >= 4) for (const index of run) if (kinds[index] === 'body') kinds[index] = 'furniture'
    run = []
  }
  for (const { line, index } of filled) {
    if (isMenuWord(line.text)) run.push(index)
    else closeRun()
  }
  closeRun()
  const titles = new Set(filled.map(({ line }) => line.text.trim()).filter((text) => !SENTENCE_END.test(text)))
  for (const { line, index } of filled) {
    if (kinds[index] === 'body' && isRepeatedTitle(line.text.trim(), titles)) kinds[index] = 'furniture'
  }
  const tail = tailStart(lines, kinds)
  for (let i = tail; i < lines.length; i += 1) if (kinds[i] !== 'spam') kinds[i] = 'appended'
  return kinds
}
