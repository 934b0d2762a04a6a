/**
 * A text derived from an original, with the place of every character in that original.
 * `starts[i]` and `ends[i]` are UTF-16 offsets into the original of character `i` of `text`.
 */
export interface MappedText {
  readonly text: string
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Replacement of `text.slice(start, end)` by `after`; offsets of the text the edit is applied to. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly after: string
}

/** The original itself: every character stands for itself. */
export function identityText(raw: string): MappedText {
  const starts = new Int32Array(raw.length)
  const ends = new Int32Array(raw.length)
  for (let i = 0; i < raw.length; i += 1) {
    starts[i] = i
    ends[i] = i + 1
  }
  return { text: raw, starts, ends }
}

/** Offsets into the original of the non-empty range `[start, end)` of a mapped text; an empty range stays empty. */
export function originalSpan(mapped: MappedText, start: number, end: number): { start: number; end: number } {
  if (end <= start || start >= mapped.text.length) {
    const at = mapped.starts[start] ?? mapped.ends[mapped.text.length - 1] ?? 0
    return { start: at, end: at }
  }
  return { start: mapped.starts[start] ?? 0, end: mapped.ends[Math.min(end, mapped.text.length) - 1] ?? 0 }
}

/**
 * Applies edits that are sorted and do not overlap. A replacement of the same length keeps the place of each
 * character; one of another length shares out the replaced places in order.
 */
export function applyEdits(source: MappedText, edits: readonly Edit[]): MappedText {
  if (edits.length === 0) return source
  let length = source.text.length
  for (const edit of edits) length += edit.after.length - (edit.end - edit.start)
  const starts = new Int32Array(length)
  const ends = new Int32Array(length)
  const parts: string[] = []
  let at = 0
  let out = 0
  const copy = (to: number) => {
    if (to <= at) return
    parts.push(source.text.slice(at, to))
    starts.set(source.starts.subarray(at, to), out)
    ends.set(source.ends.subarray(at, to), out)
    out += to - at
  }
  for (const edit of edits) {
    copy(edit.start)
    const width = edit.end - edit.start
    const size = edit.after.length
    for (let k = 0; k < size; k += 1) {
      const from = edit.start + (size === width ? k : Math.min(width - 1, Math.floor((k * width) / size)))
      const upTo = size === width ? from : Math.max(from, edit.start + Math.ceil(((k + 1) * width) / size) - 1)
      starts[out + k] = source.starts[from] ?? 0
      ends[out + k] = source.ends[upTo] ?? 0
    }
    parts.push(edit.after)
    out += size
    at = edit.end
  }
  copy(source.text.length)
  return { text: parts.join(''), starts, ends }
}
