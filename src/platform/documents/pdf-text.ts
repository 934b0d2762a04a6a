import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'

/** How much of a PDF is read. */
export interface PdfLimits {
  readonly maxPages: number
  /** Reading stops between two pages once so many milliseconds are gone. */
  readonly maxMilliseconds: number
}

/** 500 pages, 30 seconds. */
export const PDF_LIMITS: PdfLimits = { maxPages: 500, maxMilliseconds: 30_000 }

/**
 * Radicals that PDF programs write for the characters they look like and Unicode does not fold together (民 as ⺠, 长 as ⻓).
 * Source: Unicode, CJK Radicals Supplement, EquivalentUnifiedIdeograph.
 */
const RADICALS =
  '⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻤鬼⻣骨⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟'

/** A piece of text on a page, in the coordinates of the PDF (`y` grows upwards). */
interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

interface Line {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly size: number
}

interface FlowLine {
  readonly text: string
  readonly isIndented: boolean
  /** Reaches the right margin, so that its paragraph may go on. */
  readonly isFull: boolean
}

/** Whether the bytes begin like a PDF (some programs write a few bytes before its mark). */
export function looksLikePdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-')
}

/**
 * The text of a PDF, page after page, one line a paragraph: a line that reaches the right margin goes on in the next one unless that
 * is indented. Blanks between Han characters and digits, which PDF programs put there, are taken out.
 * Refuses `document.no_text` (a scan), `document.encrypted`, `document.too_long`, `document.damaged_pdf`.
 */
export async function textOfPdf(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<Outcome<string>> {
  const until = Date.now() + limits.maxMilliseconds
  try {
    const { getDocumentProxy } = await import('unpdf')
    const pdf = await within(getDocumentProxy(Uint8Array.from(bytes), { stopAtErrors: false, verbosity: 0 }), until)
    try {
      if (pdf.numPages > limits.maxPages) {
        return fail(problem('document.too_long', { pages: pdf.numPages, maximum: limits.maxPages }))
      }
      const lines: FlowLine[] = []
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await within(pdf.getPage(number), until)
        const content = await within(page.getTextContent(), until)
        lines.push(...flowOfPage(content.items.flatMap((item) => ('str' in item ? [pieceOf(item)] : []))))
        page.cleanup()
      }
      const text = withoutInnerBlanks(withoutRadicals(paragraphsOf(lines).join('\n')))
      return text.trim() === '' ? fail(problem('document.no_text')) : ok(text)
    } finally {
      await pdf.destroy().catch(() => undefined)
    }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException') return fail(problem('document.encrypted'))
    if (name === 'TimeoutError') return fail(problem('document.too_slow'))
    return fail(problem('document.damaged_pdf'))
  }
}

/** Takes out the blanks PDF programs put between Han characters and digits: `总投资 1 亿元` is `总投资1亿元`. */
export function withoutInnerBlanks(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}，。；：、（）《》“”]) +(?=[0-9０-９])/gu, '')
    .replace(/(?<=[0-9０-９%％]) +(?=[\p{Script=Han}，。；：、（）《》“”])/gu, '')
    .replace(/(?<=[\p{Script=Han}，。；：、]) +(?=[\p{Script=Han}，。；：、])/gu, '')
}

/** Radicals written for characters as the characters themselves: `⼀⼆⺠⻓` is `一二民长`. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (radical) => {
    const at = RADICALS.indexOf(radical)
    return at === -1 ? radical.normalize('NFKC') : RADICALS.charAt(at + 1)
  })
}

/** The result of the work, unless the time is over first; what the work does afterwards concerns nobody. */
async function within<T>(work: Promise<T>, until: number): Promise<T> {
  work.catch(() => undefined)
  const left = until - Date.now()
  const tooSlow = Object.assign(new Error('too slow'), { name: 'TimeoutError' })
  if (left <= 0) throw tooSlow
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow), left)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function pieceOf(item: { str: string; transform: readonly number[]; width: number; height: number }): Piece {
  const [, , skew = 0, size = 0, x = 0, y = 0] = item.transform
  return { text: item.str, x, y, width: item.width, size: Math.max(item.height, Math.hypot(skew, size), 1) }
}

/** The lines of a page, held against its own margins; one or two lines (a cover) show no margin. */
function flowOfPage(pieces: readonly Piece[]): readonly FlowLine[] {
  const lines = linesOf(pieces)
  const left = Math.min(...lines.map((line) => line.left))
  const right = Math.max(...lines.map((line) => line.right))
  return lines.map((line) => ({
    text: line.text,
    isIndented: line.left > left + line.size * 1.2,
    isFull: lines.length > 2 && line.right > right - line.size * 1.6 && line.right - line.left > (right - left) * 0.6,
  }))
}

/** A full line goes on in the next one, over the end of a page too, unless that is indented. */
function paragraphsOf(lines: readonly FlowLine[]): readonly string[] {
  const paragraphs: string[] = []
  lines.forEach((line, index) => {
    const last = paragraphs.at(-1)
    const goesOn = lines[index - 1]?.isFull === true && !line.isIndented
    if (goesOn && last !== undefined) paragraphs[paragraphs.length - 1] = last + glue(last, line.text) + line.text
    else paragraphs.push(line.text)
  })
  return paragraphs
}

/** Pieces side by side on one height make a line. */
function linesOf(pieces: readonly Piece[]): readonly Line[] {
  const rows: Piece[][] = []
  for (const piece of pieces) {
    if (piece.text === '') continue
    const row = rows.at(-1)
    const before = row?.at(-1)
    const isSameLine =
      before !== undefined && Math.abs(before.y - piece.y) < before.size * 0.5 && piece.x > before.x - before.size
    if (row && isSameLine) row.push(piece)
    else rows.push([piece])
  }
  return rows.flatMap((row) => {
    const text = row
      .map((piece) => piece.text)
      .join('')
      .trim()
    const inked = row.filter((piece) => piece.text.trim() !== '')
    if (text === '') return []
    const left = Math.min(...inked.map((piece) => piece.x))
    const right = Math.max(...inked.map((piece) => piece.x + piece.width))
    return [{ text, left, right, size: Math.max(...inked.map((piece) => piece.size)) }]
  })
}

function glue(before: string, after: string): string {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : ''
}
