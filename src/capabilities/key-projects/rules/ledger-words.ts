import { type Day, firstDayOfMonth, lastDayOfMonth } from '../../../kernel/day.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import type { BuildingNature, Category, ListClass, ListLevel, Stage } from '../contract.ts'
import type { z } from 'zod'

type Reading<T> = readonly (readonly [pattern: RegExp, value: T])[]

/** Words of county ledgers for stages, the particular before the general. */
const STAGE_WORDS: Reading<Stage> = [
  [/终止|取消|退库/, 'ended'],
  [/停缓?建|缓建|停工|暂停|搁置/, 'paused'],
  [/达产|满产/, 'design_output'],
  [/投产|试生产|运营|投运/, 'in_production'],
  [/未开工|前期|手续|报批|办理/, 'permits'],
  [/竣工|完工|建成|验收/, 'completed'],
  [/在建|建设中|施工|续建|主体|安装/, 'under_construction'],
  [/开工/, 'started'],
  [/立项|备案|核准|审批/, 'established'],
  [/落地|注册/, 'landed'],
  [/签约|签订/, 'signed'],
  [/在谈|洽谈|对接|招引/, 'negotiating'],
  [/谋划|储备|策划/, 'reserve'],
]
const LEVEL_WORDS: Reading<ListLevel> = [
  [/省/, 'province'],
  [/县级市|[县区]/, 'county'],
  [/市/, 'city'],
]
const CLASS_WORDS: Reading<z.output<typeof ListClass>> = [
  [/预备|前期|储备|谋划/, 'preparatory'],
  [/新开工|新建|新开/, 'new_start'],
  [/竣工|投产|完工|建成/, 'completing'],
  [/续建|在建|结转/, 'continuing'],
]
const CATEGORY_WORDS: Reading<z.output<typeof Category>> = [
  [/基础设施|交通|市政|水利|能源/, 'infrastructure'],
  [/农业|农林|种植|养殖|乡村/, 'agriculture'],
  [/民生|社会事业|教育|医疗|卫生|养老|文化/, 'livelihood'],
  [/生态|环保|环境/, 'ecology'],
  [/工业|制造|化工|产业/, 'industry'],
  [/服务|物流|商贸|旅游|文旅/, 'services'],
]
const NATURE_WORDS: Reading<z.output<typeof BuildingNature>> = [
  [/改扩建|扩建/, 'expansion'],
  [/技改|技术改造|改造|改建/, 'renovation'],
  [/迁建|搬迁/, 'relocation'],
  [/购置/, 'purchase'],
  [/信息化/, 'informatisation'],
  [/新建/, 'new'],
]

/** What the words of ledgers mean; each reader answers `undefined` for a word it does not know. */
export const readLedgerWord = {
  stage: (text: string) => meaning(STAGE_WORDS, text),
  level: (text: string) => meaning(LEVEL_WORDS, text),
  listClass: (text: string) => meaning(CLASS_WORDS, text),
  category: (text: string) => meaning(CATEGORY_WORDS, text),
  nature: (text: string) => meaning(NATURE_WORDS, text),
} as const

function meaning<T>(words: Reading<T>, text: string): T | undefined {
  return words.find(([pattern]) => pattern.test(text))?.[1]
}

/** Level and class a line between the rows says: `一、省级重点项目（续建）`. Only where it speaks of a list at all. */
export function readSection(section: string): {
  readonly level: ListLevel | undefined
  readonly listClass: z.output<typeof ListClass> | undefined
} {
  const level = /[省市县区](?:级|重点|重大)/.test(section) ? readLedgerWord.level(section) : undefined
  return { level, listClass: /续建|新开工|竣工|预备/.test(section) ? readLedgerWord.listClass(section) : undefined }
}

const END = String.raw`(\d{4})年?(?:[./年]?(0?[1-9]|1[0-2])月?)?`
const SPAN = new RegExp(`^${END}(?:[-–—~～]|至|到)+${END}$`)
const SINGLE = new RegExp(`^${END}$`)

/** 起止年限: `2025—2027`, `2025年3月-2026年12月`, `2026`. A year stands for all its months. `undefined` where it is nothing of the kind. */
export function readSpan(text: string): { readonly from: Day; readonly to: Day } | undefined {
  const plain = plainText(text)
  const single = SINGLE.exec(plain)
  const [, year, month, lastYear, lastMonth] = single ? [...single, single[1], single[2]] : (SPAN.exec(plain) ?? [])
  if (!isYear(year) || !isYear(lastYear)) return undefined
  return {
    from: firstDayOfMonth(Number(year), Number(month ?? 1)),
    to: lastDayOfMonth(Number(lastYear), Number(lastMonth ?? 12)),
  }
}

function isYear(text: string | undefined): text is string {
  return text !== undefined && Number(text) >= 1950 && Number(text) <= 2150
}

/** The month a heading counts up to: 3 for `1—3月累计完成投资` and `截至3月底`; `undefined` where it names none. */
export function readMonthOfHeading(heading: string): number | undefined {
  const months = [...heading.normalize('NFKC').matchAll(/(\d{1,2})月/g)].map((match) => Number(match[1]))
  const last = months.at(-1)
  return last !== undefined && last >= 1 && last <= 12 ? last : undefined
}

/** The month a cell names, `2026年3月` or `3月` of the ledger's year; `undefined` where it names none. */
export function readMonth(text: string, year: number): Period | undefined {
  const [, ownYear, month] =
    /^(?:(\d{4})(?:年|[./-]M?))?(?:1[-—–~至])?(0?[1-9]|1[0-2])月?[底末]?$/.exec(plainText(text)) ?? []
  return month === undefined ? undefined : asPeriod(`${ownYear ?? year}-M${month.padStart(2, '0')}`)
}

function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}

/** A name as names are compared: without blanks, brackets' contents kept, width and case aside. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•.,，、。“”"'‘’《》<>()（）[\]【】-]/g, '')
}
