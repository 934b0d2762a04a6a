import type { IssuedPaper, ItemState, LoopSettings, PaperForm, PaperKind } from '../contract.ts'
import { PAPER_KINDS, PaperWords } from '../contract.ts'
import defaults from '../data/paper-words.json' with { type: 'json' }
import { RUNNING_STATES } from './states.ts'

/** The words papers are written in where a region set none of its own. */
export const DEFAULT_PAPER_WORDS: PaperWords = PaperWords.parse(defaults.words)

/** What decides which papers an item calls for. `workdaysLeft` is below zero when its time is over; `expiries` how often it climbed. */
export interface PaperCase {
  readonly state: ItemState
  readonly isOverdue: boolean
  readonly workdaysLeft: number | null
  readonly expiries: number
}

/**
 * The papers an item calls for now, by the region's settings. An order of assignment as long as somebody handles it; a reminder before the
 * deadline, a supervision letter after it; blue in the last days before it, yellow and red after so many expiries. A colour that is
 * switched off is never offered.
 */
export function papersFor(item: PaperCase, orders: LoopSettings['orders']): readonly PaperKind[] {
  if (!RUNNING_STATES.includes(item.state)) return []
  const { isOverdue, workdaysLeft, expiries } = item
  const isOver = isOverdue || expiries > 0
  const fits: Readonly<Record<PaperKind, boolean>> = {
    assignment: true,
    reminder: !isOverdue,
    supervision: isOver,
    blue_order:
      orders.blueDaysBefore !== null && !isOverdue && workdaysLeft !== null && workdaysLeft <= orders.blueDaysBefore,
    yellow_order: orders.yellowAfterExpiries !== null && isOver && expiries >= orders.yellowAfterExpiries,
    red_order: orders.redAfterExpiries !== null && isOver && expiries >= orders.redAfterExpiries,
  }
  return PAPER_KINDS.filter((kind) => fits[kind])
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
