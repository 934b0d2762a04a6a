import { createRequire } from 'node:module'

let convert: ((text: string) => string) | undefined

/**
 * Simplified Chinese in traditional characters, word for word the same. The tables are read and built on first use, which takes a moment:
 * most starts never need their megabyte.
 */
export function inTraditional(text: string): string {
  convert ??= makeConvert()
  return convert(text)
}

function makeConvert(): (text: string) => string {
  const { Converter } = createRequire(import.meta.url)('opencc-js/cn2t') as typeof import('opencc-js/cn2t')
  return Converter({ from: 'cn', to: 'tw' })
}
