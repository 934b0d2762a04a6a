const LABELS: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'gb-2312': 'gb18030',
  utf8: 'utf-8',
}
/** Broken sequences that a UTF-8 text may hold for each sound Chinese character before it is taken for GB18030, which gives almost none. */
const MOST_BROKEN = 0.3

/**
 * The text of bytes without a declared encoding: by byte order mark, else UTF-8, else GB18030. A UTF-8 text with some broken bytes
 * stays UTF-8 with U+FFFD in their place. `undefined` where the bytes are no text in any of them.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const marked = byMark(bytes)
  if (marked !== undefined) return marked
  if (looksBinary(bytes)) return undefined
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const [broken, sound] = [countOf(utf8, /\ufffd/g), countOf(utf8, /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)]
  if (broken <= sound * MOST_BROKEN) return utf8
  const gb = new TextDecoder('gb18030').decode(bytes)
  return countOf(gb, /\ufffd/g) * 10 <= gb.length ? gb : undefined
}

/** The text of bytes in a named encoding (`gb2312` is read as GB18030, which contains it); `undefined` for an unknown name. */
export function decodeNamed(bytes: Uint8Array, name: string): string | undefined {
  const label = name.trim().toLowerCase()
  try {
    return new TextDecoder(LABELS[label] ?? label).decode(bytes)
  } catch {
    return undefined
  }
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return undefined
}

/** Zero bytes and other control characters do not occur in text. */
function looksBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 65_536)
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)).length
  return odd * 100 > head.length
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
