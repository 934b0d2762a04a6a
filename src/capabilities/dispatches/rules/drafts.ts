import { amountDraft, changeDraft, MOVE } from './amount-drafts.ts'
import { countDraft } from './count-drafts.ts'
import { clauseOf, type Draft, EMPTY, inherited, REACH, type Walk } from './draft-shapes.ts'
import { type Change, findChanges } from './figures.ts'
import { trimIndicator } from './phrases.ts'
import type { Quantity } from './quantities.ts'
import { pieceAt, type Sentence, type Span } from './segment.ts'
import { rankDrafts, wordedDrafts } from './worded-drafts.ts'

function instantDraft(walk: Walk, instant: Change, clause: Span, previousEnd: number): Draft {
  const left = walk.text.slice(Math.max(clause.start, previousEnd, instant.start - REACH), instant.start)
  return {
    ...EMPTY,
    start: instant.start,
    end: instant.end,
    figureStart: instant.fromQuantity.figureStart,
    indicator: trimIndicator(left) || inherited(walk, clause),
    comparator: 'reduce_to',
    from: instant.fromQuantity.value,
  }
}

function fillUnit(draft: Draft): void {
  const scale = draft.unit ?? ''
  if (/人次|人数|游客|旅客|客流/.test(draft.indicator)) draft.unit = `${scale}人次`
  else if (scale === '亿' || /额|收入|投资|产值|营收|税收|贷款|资金|利润/.test(draft.indicator))
    draft.unit = `${scale}元`
}

/** The figures of one sentence with their indicators, in order; `own` are its candidate quantities. */
export function draftsOf(
  text: string,
  sentence: Sentence,
  own: readonly Quantity[],
  hides: (offset: number) => boolean,
): Draft[] {
  const walk: Walk = { text, sentence, names: [], nameIndex: 0, last: null, lastNoun: '', recent: [], ahead: 0 }
  const changes = findChanges(text, own)
  const byTarget = new Map(
    changes.flatMap((change) => (change.toQuantity ? [[change.toQuantity, change] as const] : [])),
  )
  const bySource = new Map(changes.map((change) => [change.fromQuantity, change] as const))
  const drafts: Draft[] = []
  let previousEnd = sentence.start
  let previousClause = -1
  for (const [index, quantity] of own.entries()) {
    const clause = clauseOf(sentence, quantity.figureStart)
    const opened = bySource.get(quantity)
    if (opened) {
      if (!opened.toQuantity) {
        drafts.push(instantDraft(walk, opened, clause, previousEnd))
        previousEnd = opened.end
      }
      continue
    }
    const change = byTarget.get(quantity)
    const upTo = change ? change.start : quantity.start
    let left = text.slice(Math.max(clause.start, previousEnd, upTo - REACH), upTo)
    const isNewItem = previousClause === clause.start
    const mark = isNewItem ? left.indexOf('、') : -1
    if (mark >= 0 && !/分别/.test(left)) left = left.slice(mark)
    if (!isNewItem && !/^[^\d]{0,6}$/.test(left)) walk.names = []
    previousClause = clause.start
    walk.ahead = 1
    while (walk.ahead < 6 && (own[index + walk.ahead]?.figureStart ?? clause.end) < clause.end) walk.ahead += 1
    const draft = change
      ? changeDraft(walk, quantity, clause, left, change)
      : quantity.kind === 'count' && !MOVE.test(left)
        ? countDraft(walk, quantity, clause, left)
        : amountDraft(walk, quantity, clause, left)
    if (quantity.kind === null) fillUnit(draft)
    if (draft.indicator !== '') {
      drafts.push(draft)
      walk.last = draft
      if (!draft.isMove) walk.recent.push(draft.indicator)
    }
    previousEnd = quantity.end
  }
  const used = drafts.map(({ figureStart, end }) => ({ start: figureStart, end }))
  const free = (from: number, to: number) => !pieceAt(used, from) && !pieceAt(used, to - 1)
  for (const draft of rankDrafts(walk, drafts, hides, free)) drafts.push(draft)
  for (const draft of wordedDrafts(walk, drafts)) drafts.push(draft)
  drafts.sort((a, b) => a.figureStart - b.figureStart)
  let rank: Draft | null = null
  for (const draft of drafts) {
    if (draft.comparator === 'rank') rank = draft
    else if (draft.unit === '位' && draft.isMove && rank) draft.indicator = rank.indicator
  }
  return drafts
}
