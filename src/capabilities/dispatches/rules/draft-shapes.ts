import type { Comparator } from './dispatch-shapes.ts'
import { trimIndicator } from './phrases.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, pieceIndexAt, type Sentence, type Span } from './segment.ts'
import type { TargetStatus } from './status.ts'

/** A figure with its indicator, before period, status and owner are known. `group` shares the status of the one before. */
export interface Draft {
  start: number
  end: number
  figureStart: number
  indicator: string
  value: number | null
  value2: number | null
  unit: string | null
  comparator: Comparator
  from: number | null
  counted: boolean
  isRate: boolean
  isShare: boolean
  isMove: boolean
  inGroup: boolean
  status: TargetStatus | null
}

/** The clause of a sentence that holds an offset. */
export const clauseOf = (sentence: Sentence, offset: number): Span =>
  pieceAt(sentence.clauses, offset) ?? { start: sentence.start, end: sentence.end }

/** The name of a count: 项目 is 项目数; names that say a number stay. */
export const countName = (noun: string): string =>
  noun === '' || /(?:数|数量|人次|总数|总量|个数|人数|次数|面积|能力|拥有量|就业|产量|床位|学位|吞吐量)$/.test(noun)
    ? noun
    : `${noun}数`

/** What the reader of a sentence remembers from figure to figure. */
export interface Walk {
  readonly text: string
  readonly sentence: Sentence
  names: string[]
  nameIndex: number
  last: Draft | null
  lastNoun: string
  /** Indicators of the levels told so far, and how many figures the clause still holds: for 分别 without names. */
  recent: string[]
  ahead: number
}

/** A draft of a quantity, its indicator and comparator still to be said. */
export const base = (quantity: Quantity): Omit<Draft, 'indicator' | 'comparator'> => ({
  start: quantity.start,
  end: quantity.end,
  figureStart: quantity.figureStart,
  value: quantity.value,
  value2: quantity.value2,
  unit: quantity.unit,
  from: null,
  counted: false,
  isRate: false,
  isShare: false,
  isMove: false,
  inGroup: false,
  status: null,
})

/** Where nothing names the indicator in the clause, the clause before it in the sentence may. */
export function nameFromEarlier(walk: Walk, clause: Span): string {
  const index = pieceIndexAt(walk.sentence.clauses, clause.start)
  const earlier = index > 0 ? walk.sentence.clauses[index - 1] : undefined
  if (!earlier) return ''
  const text = walk.text.slice(earlier.start, Math.min(earlier.end, earlier.start + REACH))
  const plain = text
    .replace(/“[^“”]*\d[^“”]*”(?:改革|行动|工程)?/g, '')
    .replace(/(?:再提速|改革|提速)+$/, '')
    .replace(/(?:连跨|连续跨|跨越|跨上|迈上|迈过|再上|跃上|连上|站上)[^，]{0,12}(?:台阶|大关|关口)$/, '')
  return /\d/.test(plain) || plain.length > 30 ? '' : trimIndicator(plain)
}

/** The indicator of the figure before, else what the clause before names. */
export const inherited = (walk: Walk, clause: Span): string => walk.last?.indicator ?? nameFromEarlier(walk, clause)

/** How far before a figure its indicator may begin. */
export const REACH = 120

/** A draft that says nothing yet. */
export const EMPTY: Draft = {
  start: 0,
  end: 0,
  figureStart: 0,
  indicator: '',
  value: null,
  value2: null,
  unit: null,
  comparator: '=',
  from: null,
  counted: false,
  isRate: false,
  isShare: false,
  isMove: false,
  inGroup: false,
  status: null,
}
