import { Converter } from 'opencc-js/cn2t'

const toTraditional = Converter({ from: 'cn', to: 'tw' })

const CHINESE_WORDS = /\/messages\/(?:[a-z0-9-]+\.)?zh-CN\.ts$/
/** A part of a room's words, taken in by the whole. */
const PART = /from '(\.\/[a-z0-9-]+\.zh-CN\.ts)'/g
const WORDS_LIST = /\/messages\/index\.ts$/
const LISTED = /\{\s*'zh-CN':\s*zhCN\s*,\s*en\s*,?\s*\}/

/** What a module's name asks for: Chinese words in traditional characters. */
export const TRADITIONAL_QUERY = '?traditional'

/**
 * A file of simplified words in traditional characters, the parts it takes in too. Source comments and code are Latin, so the whole text may
 * be converted.
 */
export function traditionalWords(source: string): string {
  return toTraditional(source).replaceAll(PART, `from '$1${TRADITIONAL_QUERY}'`)
}

/**
 * A room's list of languages with traditional Chinese put beside the written ones; `undefined` for any other file. Throws where a list
 * is not of the form `{ 'zh-CN': zhCN, en }`, so that no room is left behind in silence.
 */
export function listWithTraditional(file: string, source: string): string | undefined {
  if (!WORDS_LIST.test(file)) return undefined
  if (!LISTED.test(source)) throw new Error(`${file}: the languages must be listed as { 'zh-CN': zhCN, en }`)
  const listed = source.replace(LISTED, "{ 'zh-CN': zhCN, 'zh-TW': zhTW, en }")
  return `import { zhCN as zhTW } from './zh-CN.ts${TRADITIONAL_QUERY}'\n${listed}`
}

/** Whether a module is a file of Chinese words asked for in traditional characters. */
export function isTraditional(id: string): boolean {
  return id.endsWith(TRADITIONAL_QUERY) && CHINESE_WORDS.test(id.slice(0, -TRADITIONAL_QUERY.length))
}
