import {
  type IssuedPaper,
  type ItemState,
  type OrderColour,
  PAPER_KINDS,
  type PaperForm,
  type PaperKind,
  PaperWords,
} from '../contract.ts'
import defaults from '../data/paper-words.json' with { type: 'json' }
import { RUNNING_STATES } from './states.ts'

/** The words papers are written in where a region set none of its own. */
export const DEFAULT_PAPER_WORDS: PaperWords = PaperWords.parse(defaults.words)

/** What decides which papers an item calls for. `dueOrders` are the colours its clock has come to and nobody issued yet. */
export interface PaperCase {
  readonly state: ItemState
  readonly isOverdue: boolean
  readonly dueOrders: readonly OrderColour[]
}

const COLOUR_OF = { blue_order: 'blue', yellow_order: 'yellow', red_order: 'red' } as const satisfies Partial<
  Record<PaperKind, OrderColour>
>

/** The colour of an order of three colours, null of any other paper. */
export function colourOf(kind: PaperKind): OrderColour | null {
  return kind in COLOUR_OF ? COLOUR_OF[kind as keyof typeof COLOUR_OF] : null
}

/**
 * The papers an item calls for now: an order of assignment as long as somebody handles it, a reminder before the deadline, a supervision
 * letter after it, and the orders of three colours its clock has come to by the ladder and the region's settings.
 */
export function papersFor({ state, isOverdue, dueOrders }: PaperCase): readonly PaperKind[] {
  if (!RUNNING_STATES.includes(state)) return []
  return PAPER_KINDS.filter((kind) => {
    const colour = colourOf(kind)
    if (colour !== null) return dueOrders.includes(colour)
    if (kind === 'assignment') return true
    return kind === 'supervision' ? isOverdue : !isOverdue && state !== 'assigned'
  })
}

/** What the placeholders of a form are filled with. */
export type PaperFillings = Readonly<
  Record<'单位' | '事项' | '编号' | '对象' | '期限' | '标准' | '层级' | '超期', string>
>

const PLACEHOLDER = /\{(单位|事项|编号|对象|期限|标准|层级|超期)\}/g

/**
 * Fills the placeholders of a sentence, once: what is filled in is not read again, so that a title with braces stays as it is. A clause
 * (between commas) whose only content is an empty placeholder goes with its comma.
 */
export function filled(sentence: string, fillings: PaperFillings): string {
  return sentence
    .replace(/，\{(单位|事项|编号|对象|期限|标准|层级|超期)\}(?=[，。])/g, (clause, name: keyof PaperFillings) =>
      fillings[name] === '' ? '' : clause,
    )
    .replace(PLACEHOLDER, (_, name: keyof PaperFillings) => fillings[name])
}

/** The sentences of a form with their placeholders filled in. */
export function filledForm(
  form: PaperForm,
  fillings: PaperFillings,
): Pick<IssuedPaper, 'title' | 'opening' | 'requirements' | 'closing'> {
  return {
    title: filled(form.title, fillings),
    opening: filled(form.opening, fillings),
    requirements: form.requirements.map((each) => filled(each, fillings)),
    closing: filled(form.closing, fillings),
  }
}

/** The number of a paper as it is written: `督办〔2026〕5号`. */
export function paperNumber(prefix: string, year: number, count: number): string {
  return `${prefix}〔${year}〕${count}号`
}
