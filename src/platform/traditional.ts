import { Converter } from 'opencc-js/cn2t'

let convert: ((text: string) => string) | undefined

/** Simplified Chinese in traditional characters, word for word the same. The tables are built on first use, which takes a moment. */
export function inTraditional(text: string): string {
  convert ??= Converter({ from: 'cn', to: 'tw' })
  return convert(text)
}
