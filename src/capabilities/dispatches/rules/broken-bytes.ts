import { toSimplified } from './script.ts'

/** A place where the bytes of the page were decoded wrongly; `repaired` is null where no sure reading exists. */
export interface BrokenRun {
  readonly start: number
  readonly end: number
  readonly repaired: string | null
}

const LOST = /\uFFFD+|[\u0080-\u009F]+/g
const SHIFTED = /[?\uFFFD](?=[!！。“”，、；？…⊙〃々\u3041-\u30FF\u3400-\u9FFF])/g
const LOST_GLOSS = /[?？][a-zà-öø-ÿāēěīōūǎǐǒǔǖǘǚǜńňǹɡ]{1,7}[)）]/gu
const LONGEST_RUN = 60
/** Stands where a character is known to be lost. */
const LOST_CHARACTER = '□'

let encoder: ReadonlyMap<string, readonly [number, number]> | undefined

function gbkBytes(): ReadonlyMap<string, readonly [number, number]> {
  if (encoder) return encoder
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const char = decoder.decode(new Uint8Array([lead, trail]))
      if (char.length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, [lead, trail])
    }
  }
  encoder = table
  return table
}

/** Share of everyday characters (first level of GB 2312) among all characters but Western letters and digits. */
function everydayShare(text: string): number {
  const table = gbkBytes()
  let everyday = 0
  let all = 0
  for (const char of toSimplified(text)) {
    if (/[\s，。、；：！？“”‘’（）《》]/.test(char)) continue
    all += 1
    const bytes = table.get(char)
    if (bytes && bytes[0] >= 0xb0 && bytes[0] <= 0xd7 && bytes[1] >= 0xa1) everyday += 1
  }
  return all === 0 ? 0 : everyday / all
}

/** Reads a run of GBK text that lost its pairing by one byte: the orphan `?` was the first half of `。`, `，` or `”`. */
function repairShifted(text: string, start: number): BrokenRun | null {
  const table = gbkBytes()
  const bytes: number[] = [0xa1]
  let end = start + 1
  for (; end < Math.min(text.length, start + LONGEST_RUN); end += 1) {
    const char = text.charAt(end)
    const pair = table.get(char === '!' ? '！' : char)
    if (pair) {
      bytes.push(...pair)
      continue
    }
    const code = char.charCodeAt(0)
    if (code >= 0x40 && code <= 0x7e) {
      bytes.push(code)
      end += 1
    }
    break
  }
  if (bytes.length % 2 === 1) bytes.pop()
  if (bytes.length < 6) return null
  const repaired = new TextDecoder('gbk').decode(new Uint8Array(bytes)).replace(/\uFFFD+$/, '')
  if (!/^[。，、；：？！]?[”“’‘]/.test(repaired) || repaired.includes('\uFFFD')) return null
  const before = everydayShare(text.slice(start + 1, end))
  const after = everydayShare(repaired)
  return repaired.length >= 3 && before < 0.85 && (after > before || before === 0) ? { start, end, repaired } : null
}

/**
 * Broken places of a text, in order. A run of GBK characters that slipped by one byte (it begins with a lone `?`
 * where `。”` stood) is read back where the result is ordinary Chinese; a gloss whose character was lost becomes `□`;
 * everything else is only marked.
 */
export function findBrokenRuns(text: string): BrokenRun[] {
  const runs: BrokenRun[] = []
  let until = 0
  for (const match of text.matchAll(SHIFTED)) {
    if (match.index < until) continue
    const run = repairShifted(text, match.index)
    if (!run) continue
    runs.push(run)
    until = run.end
  }
  for (const match of text.matchAll(LOST_GLOSS)) {
    if (match[0].normalize('NFC') !== match[0].normalize('NFKD').replace(/[\u0300-\u036F]/g, '')) {
      runs.push({ start: match.index, end: match.index + match[0].length, repaired: LOST_CHARACTER })
    }
  }
  for (const match of text.matchAll(LOST)) {
    const start = match.index
    const end = start + match[0].length
    if (!runs.some((run) => start < run.end && run.start < end)) runs.push({ start, end, repaired: null })
  }
  return runs.sort((a, b) => a.start - b.start)
}
