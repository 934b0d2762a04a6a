import { customPinyin, pinyin } from 'pinyin-pro'

/**
 * Names of places whose reading differs from the common one of their characters, as the official gazetteer gives them (ü as v,
 * tones left out). Only those the dictionary behind gets wrong.
 */
const PLACES = {
  单县: 'shan xian',
  乐陵: 'lao ling',
  乐亭: 'lao ting',
  洪洞: 'hong tong',
  浚县: 'xun xian',
  歙县: 'she xian',
  蔚县: 'yu xian',
  涡阳: 'guo yang',
  大埔: 'da bu',
  尉犁: 'yu li',
  宕昌: 'tan chang',
  繁峙: 'fan shi',
  筠连: 'jun lian',
  吴堡: 'wu bu',
  瓦窑堡: 'wa yao bu',
  黄陂: 'huang pi',
  栎阳: 'yue yang',
  牟定: 'mou ding',
  荥经: 'ying jing',
  芝罘: 'zhi fu',
  会稽: 'kuai ji',
} as const

let knowsPlaces = false

/** Whether a text names a person, whose first character is read as a surname (单 is Shan, 曾 is Zeng). */
export type Named = 'thing' | 'person'

/**
 * The key a name is sorted and searched by: its syllables in small letters without tones (ü as v), letters and digits as they stand,
 * one blank between them, no punctuation: `冠县ABC3号（扩建）` is `guan xian abc3 hao kuo jian`. Two names may share a key: order by the
 * name itself behind it.
 */
export function pinyinKey(name: string, named: Named = 'thing'): string {
  return read(name, named)
    .map((each) => each.sound)
    .join(' ')
}

/** The first letters, for name boxes: `重点项目` is `zdxm`; letters and digits stand as they are, `冠县3号` is `gx3h`. */
export function pinyinInitials(name: string, named: Named = 'thing'): string {
  return read(name, named)
    .map((each) => (each.isHan ? each.sound.slice(0, 1) : each.sound))
    .join('')
}

interface Sound {
  readonly sound: string
  readonly isHan: boolean
}

/** Places are taught to the dictionary at first use, so that a server starts without it. */
function read(name: string, named: Named): readonly Sound[] {
  if (!knowsPlaces) customPinyin(PLACES)
  knowsPlaces = true
  const characters = pinyin(name.normalize('NFKC'), {
    toneType: 'none',
    type: 'all',
    v: true,
    nonZh: 'consecutive',
    surname: named === 'person' ? 'head' : 'off',
  })
  return characters.flatMap((each): readonly Sound[] => {
    if (each.isZh) return [{ sound: each.pinyin.toLowerCase(), isHan: true }]
    const words = each.origin.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    return words.map((sound) => ({ sound, isHan: false }))
  })
}
