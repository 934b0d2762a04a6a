/** A piece of the cleaned text by offsets `[start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A sentence or semicolon part, with its clauses and the paragraph it stands in. */
export interface Sentence extends Span {
  readonly text: string
  readonly paragraph: number
  /** Where the full sentence (up to 。！？) begins that this semicolon part belongs to, as far back as it can govern it. */
  readonly wholeStart: number
  readonly clauses: readonly Span[]
  /** A line without closing punctuation: a title, a cross-head, a caption. */
  readonly isHeading: boolean
}

/** A cleaned text cut into paragraphs (lines) and sentences. */
export interface Segmented {
  readonly text: string
  readonly paragraphs: readonly Span[]
  readonly sentences: readonly Sentence[]
}

/** How far before a semicolon part the head of its full sentence can stand to govern it, in characters. */
const FARTHEST_HEAD = 2_000

const ENDERS = new Set(['。', '！', '？', '；'])
const CLOSERS = new Set(['”', '’', '」', '』', '）', '"'])

function clausesOf(text: string, start: number, end: number): Span[] {
  const clauses: Span[] = []
  let from = start
  let depth = 0
  for (let i = start; i < end; i += 1) {
    const char = text.charAt(i)
    if (char === '（' || char === '(') depth += 1
    else if (char === '）' || char === ')') depth = Math.max(0, depth - 1)
    const dash = char === '—' && text.charAt(i + 1) === '—'
    if (depth === 0 && (char === '，' || char === '：' || dash || ENDERS.has(char))) {
      if (i > from) clauses.push({ start: from, end: i })
      if (dash) i += 1
      from = i + 1
    }
  }
  if (end > from) clauses.push({ start: from, end })
  return clauses
}

/** Cuts a cleaned text into paragraphs, sentences (。！？；) and clauses (，：——). Linear. */
export function segment(text: string): Segmented {
  const paragraphs: Span[] = []
  const sentences: Sentence[] = []
  let lineStart = 0
  while (lineStart <= text.length) {
    const at = text.indexOf('\n', lineStart)
    const lineEnd = at < 0 ? text.length : at
    if (text.slice(lineStart, lineEnd).trim() !== '') {
      const paragraph = paragraphs.length
      paragraphs.push({ start: lineStart, end: lineEnd })
      let from = lineStart
      let wholeStart = lineStart
      const push = (end: number, closed: boolean) => {
        const piece = text.slice(from, end)
        if (piece.trim() !== '') {
          const isHeading = !closed && from === lineStart && piece.length <= 60
          sentences.push({
            start: from,
            end,
            text: piece,
            paragraph,
            wholeStart: Math.max(wholeStart, from - FARTHEST_HEAD),
            clauses: clausesOf(text, from, end),
            isHeading,
          })
        }
        from = end
        if (closed && !piece.endsWith('；')) wholeStart = end
      }
      for (let i = lineStart; i < lineEnd; i += 1) {
        if (!ENDERS.has(text.charAt(i))) continue
        let end = i + 1
        while (end < lineEnd && (CLOSERS.has(text.charAt(end)) || ENDERS.has(text.charAt(end)))) end += 1
        push(end, true)
        i = end - 1
      }
      push(lineEnd, false)
    }
    if (at < 0) break
    lineStart = at + 1
  }
  return { text, paragraphs, sentences }
}

/** Index of the piece of a sorted list that holds an offset, by binary search; -1 where none does. */
export function pieceIndexAt(pieces: readonly Span[], offset: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const piece = pieces[middle]
    if (!piece) return -1
    if (offset < piece.start) high = middle - 1
    else if (offset >= piece.end) low = middle + 1
    else return middle
  }
  return -1
}

/** The piece of a sorted list that holds an offset. */
export function pieceAt<T extends Span>(pieces: readonly T[], offset: number): T | undefined {
  return pieces[pieceIndexAt(pieces, offset)]
}

/** How many pieces of a sorted list begin before an offset, by binary search. */
export function countBefore(pieces: readonly { readonly start: number }[], offset: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
