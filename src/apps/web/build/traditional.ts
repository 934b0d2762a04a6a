import { Converter } from 'opencc-js/cn2t'

const toTraditional = Converter({ from: 'cn', to: 'tw' })

const CHINESE_WORDS = /\/messages\/(?:[a-z0-9-]+\.)?zh-CN\.ts$/
/** A part of a room's words, taken in by the whole. */
const PART = /from '(\.\/[a-z0-9-]+\.zh-CN\.ts)'/g
const WORDS_LIST = /\/messages\/index\.ts$/
/** The words of the kernel, of the frame, and of the pages that open by a link of their own. */
const OF_LINKED_PAGES = /\/src\/(?:kernel|ui|apps\/web\/[a-z-]+|capabilities\/contests)\/messages\//
const ENGLISH_WORDS = /\/messages\/(?:[a-z0-9-]+\.)?en\.ts$/
const ENGLISH = /^import \{ en \} from '\.\/en\.ts'\n/m
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
 * A room's list of languages with simplified Chinese in it and the others, traditional Chinese too, loaded when somebody chooses them;
 * `undefined` for any other file. `lateWords` is where that is done. Throws where a list is not of the form `{ 'zh-CN': zhCN, en }` beside an
 * import of `en` from `./en.ts`, so that no room is left behind in silence.
 */
export function listWithTraditional(file: string, source: string, lateWords: string): string | undefined {
  if (!WORDS_LIST.test(file)) return undefined
  if (!LISTED.test(source) || !ENGLISH.test(source))
    throw new Error(`${file}: the languages must be listed as { 'zh-CN': zhCN, en }, imported from their files`)
  const later = [
    `'zh-TW': () => import('./zh-CN.ts${TRADITIONAL_QUERY}').then((words) => words.zhCN)`,
    `en: () => import('./en.ts').then((words) => words.en)`,
  ]
  const listed = source
    .replace(LISTED, `withLaterWords({ 'zh-CN': zhCN }, { ${later.join(', ')} })`)
    .replace(ENGLISH, '')
  return `import { withLaterWords } from '${lateWords}'\n${listed}`
}

/**
 * The file of the build a module's words go into, `undefined` where they stay with their room: one for each language that is loaded later,
 * and one apart of the words that the pages opened by a link of their own need.
 */
export function fileOfWords(id: string): string | undefined {
  const path = id.replaceAll('\\', '/')
  const language = isTraditional(path) ? 'zh-tw' : ENGLISH_WORDS.test(path) ? 'en' : undefined
  if (language === undefined) return undefined
  return OF_LINKED_PAGES.test(path) ? `words-of-links-${language}` : `words-${language}`
}

/** Whether a module is a file of Chinese words asked for in traditional characters. */
export function isTraditional(id: string): boolean {
  return id.endsWith(TRADITIONAL_QUERY) && CHINESE_WORDS.test(id.slice(0, -TRADITIONAL_QUERY.length))
}
