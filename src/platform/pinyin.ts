import { pinyin } from 'pinyin-pro'

/** How a Chinese text is written in letters: what name boxes search by and lists are ordered by. */
export interface Pinyin {
  /** Whole syllables without tones, run together: `changyishi`. Everything that is not Chinese stays, in small letters. */
  readonly full: string
  /** First letters: `cys`. */
  readonly initials: string
}

/** The pinyin of a name; `surname` reads the first character as a surname (单 as Shan, 曾 as Zeng). */
export function pinyinOf(text: string, kind: 'text' | 'surname' = 'text'): Pinyin {
  const options = {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
    surname: kind === 'surname' ? 'head' : 'off',
  } as const
  const parts = pinyin(text.normalize('NFKC'), options).map((part) => part.toLowerCase().replaceAll(/\s+/g, ''))
  const first = pinyin(text.normalize('NFKC'), { ...options, pattern: 'first' })
  return {
    full: parts.join('').slice(0, 300),
    initials: first
      .map((part) => part.toLowerCase().replaceAll(/\s+/g, ''))
      .join('')
      .slice(0, 300),
  }
}
