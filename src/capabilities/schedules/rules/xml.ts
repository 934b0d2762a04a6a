/** An element of an XML document; attributes are not kept. `text` is its own character data, trimmed. */
export interface XmlElement {
  /** The name without its prefix. */
  readonly name: string
  readonly children: readonly XmlElement[]
  readonly text: string
}

const DEEPEST = 200
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([A-Za-z_][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>|([^<]+)|<[^>]*>?/g

/**
 * Reads a document of elements and text; `undefined` where it is not well formed, is nested deeper than 200, or brings declarations of its
 * own (a document type could name outside files). Time grows with the length of the text.
 */
export function readXml(text: string): XmlElement | undefined {
  const root = { name: '', children: [] as XmlElement[], text: '' }
  const open = [root]
  for (const [token, data, closed, opened, , empty, plain] of text.replace(/^\uFEFF/, '').matchAll(TOKEN)) {
    const top = open.at(-1) ?? root
    if (plain !== undefined || data !== undefined) top.text += data ?? unescape(plain ?? '')
    else if (opened !== undefined) {
      const element = { name: localName(opened), children: [], text: '' }
      top.children.push(element)
      if (empty === '') open.push(element)
      if (open.length > DEEPEST) return undefined
    } else if (closed !== undefined) {
      if (open.length === 1 || top.name !== localName(closed)) return undefined
      top.text = top.text.trim()
      open.pop()
    } else if (!token.startsWith('<!--') && !token.startsWith('<?')) return undefined
  }
  const [first] = root.children
  return open.length === 1 && root.children.length === 1 && root.text.trim() === '' ? first : undefined
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    if (hex || decimal) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    return ENTITIES[name] ?? whole
  })
}

/** The first child of a name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name)
}

/** The text of the first child of a name; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return child(element, name)?.text ?? ''
}

/** Text as it may stand inside an element: signs escaped, characters XML cannot carry left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
