import { decodeNamed, decodeText } from './encoding.ts'

/** Elements whose content is no text of the page. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style noscript template head svg iframe object canvas select textarea math'.split(' '),
)
/** Elements that begin and end a line. */
const BLOCKS: ReadonlySet<string> = new Set(
  'p div br hr li ul ol dl dt dd tr table tbody thead tfoot caption h1 h2 h3 h4 h5 h6 section article aside header footer main nav blockquote pre address figure figcaption form fieldset center body html'.split(
    ' ',
  ),
)
const CELLS: ReadonlySet<string> = new Set(['td', 'th'])

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: '\u3000',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  middot: '·',
  bull: '•',
  times: '×',
  divide: '÷',
  plusmn: '±',
  deg: '°',
  permil: '‰',
  yen: '¥',
  cent: '¢',
  pound: '£',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
  sect: '§',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  ge: '≥',
  le: '≤',
  ne: '≠',
  rarr: '→',
  larr: '←',
}

/** Whether the bytes begin like a page of HTML. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  return /^(?:\xef\xbb\xbf)?\s*(?:<!--[^>]{0,400}-->\s*)?<(?:!doctype html|html|head|meta|title|body|div|p|table|h1)[\s>]/i.test(
    head,
  )
}

/** The text of a page of HTML in whatever encoding it declares (`gb2312` included); `undefined` where the bytes are no text. */
export function textOfHtmlBytes(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1')
  const declared = /<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w-]{2,20})/i.exec(head)?.[1]
  const detected = decodeText(bytes)
  const isCertain = declared === undefined || /^utf-?8$/i.test(declared) || bytes[0] === 0xef || bytes[0] === 0xff
  const html = isCertain ? detected : (decodeNamed(bytes, declared) ?? detected)
  return html === undefined ? undefined : textOfHtml(html)
}

/**
 * The text of HTML as a reader sees it: scripts, styles and the head left out, a line per block, a tab between cells of a table,
 * entities resolved. Nothing is run, fetched or interpreted; one pass, whatever the markup.
 */
export function textOfHtml(html: string): string {
  const pieces: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) break
    pieces.push(inline(html.slice(at, open)))
    const next = afterMarkup(html, open, pieces)
    if (next === open) pieces.push('<')
    at = next === open ? open + 1 : next
  }
  pieces.push(inline(html.slice(at)))
  return pieces
    .join('')
    .split('\n')
    .map((line) => oneBlank(line).replace(/^[ \t]|[ \t]$/g, ''))
    .filter((line) => line !== '')
    .join('\n')
}

/** A run of blanks as one: a tab where it holds one, so that the cells of a row stay apart. */
function oneBlank(line: string): string {
  return line.replace(/[ \t]{2,}/g, (run) => (run.includes('\t') ? '\t' : ' '))
}

/** Where the text goes on behind the markup at `open`; `open` itself where the `<` is a plain character. */
function afterMarkup(html: string, open: number, pieces: string[]): number {
  if (html.startsWith('<!--', open)) return past(html, '-->', open + 4)
  if (html[open + 1] === '!' || html[open + 1] === '?') return past(html, '>', open + 1)
  const tag = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(html.slice(open, open + 24))
  if (!tag) return open
  const name = (tag[2] ?? '').toLowerCase()
  if (BLOCKS.has(name)) pieces.push('\n')
  if (CELLS.has(name) && tag[1] === '/') pieces.push('\t')
  const end = endOfTag(html, open + 1)
  if (!DROPPED.has(name) || tag[1] === '/' || html[end - 2] === '/') return end
  return pastClosing(html, name, end)
}

/** Behind the `>` that closes a tag; one inside a quoted attribute does not. */
function endOfTag(html: string, from: number): number {
  const simple = html.indexOf('>', from)
  if (simple === -1) return html.length
  const tag = html.slice(from, Math.min(simple, from + 4_000))
  const quote = /=\s{0,5}(["'])[^"']*$/.exec(tag)?.[1]
  if (quote === undefined) return simple + 1
  const close = html.indexOf(quote, simple)
  if (close === -1 || close - simple > 4_000) return simple + 1
  const end = html.indexOf('>', close)
  return end === -1 ? html.length : end + 1
}

function pastClosing(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at !== -1; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return past(html, '>', at)
  }
  return html.length
}

function past(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at === -1 ? html.length : at + mark.length
}

/** Text between tags: entities resolved, line breaks of the source are blanks, and none at all between Han characters. */
function inline(text: string): string {
  return text
    .replace(
      /(?<=[\p{Script=Han}，。；：、！？])[ \t]{0,200}[\r\n][ \t\r\n]{0,200}(?=[\p{Script=Han}，。；：、！？])/gu,
      '',
    )
    .replace(/[\t\r\n\f ]+/g, ' ')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,7}));?/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole
        return characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
      },
    )
}

function characterOf(code: number): string {
  if (code === 160) return ' '
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
}
