import { splitLines } from './lines.ts'
import type { Edit } from './mapped-text.ts'

const SHORTEST_PAGE = 30
const LONGEST_PAGE = 130
const FEWEST_LINES = 6

/** Width on a page: a Han character takes two places, a letter or digit one. */
function widthOf(line: string): number {
  let width = 0
  for (let i = 0; i < line.length; i += 1) width += line.charCodeAt(i) < 0x2e80 ? 1 : 2
  return width
}

/** The width most lines share, within three places; null where lines are not broken by a page. */
function pageWidth(widths: readonly number[]): number | null {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  let best = 0
  let bestCount = 0
  for (const width of counts.keys()) {
    if (width < SHORTEST_PAGE || width > LONGEST_PAGE) continue
    let near = 0
    for (let other = width - 3; other <= width; other += 1) near += counts.get(other) ?? 0
    if (near > bestCount || (near === bestCount && width > best)) {
      best = width
      bestCount = near
    }
  }
  const filled = widths.filter((width) => width > 0)
  const wider = filled.filter((width) => width > best).length
  return bestCount >= FEWEST_LINES && bestCount >= 0.5 * filled.length && wider <= 0.05 * filled.length ? best : null
}

/**
 * Line breaks a page's width put inside sentences (text of a PDF): a full line that does not end a sentence is joined
 * to the next. Nothing where lines are paragraphs.
 */
export function joinWrappedLines(text: string): Edit[] {
  const lines = splitLines(text)
  if (lines.length <= FEWEST_LINES) return []
  const page = pageWidth(lines.map((line) => widthOf(line.text)))
  if (page === null) return []
  const edits: Edit[] = []
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const line = lines[i]
    const next = lines[i + 1]
    if (!line || !next || next.text.trim() === '') continue
    if (widthOf(line.text) < page - 3 || /[。！？；：”』」）]\s*$/.test(line.text)) continue
    edits.push({ start: line.end, end: next.start, after: '' })
  }
  return edits
}
