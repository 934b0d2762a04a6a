import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { contestFigureWords as inChinese, contestListWords as listsInChinese } from './figures.zh-CN.ts'

/** What figures of contests are called and what exactly they count. */
export const contestFigureWords: Readonly<Record<keyof typeof inChinese, FigureWords>> = {
  'contests.tour_score': { name: 'Score of the tour', meaning: 'Of the last published observation tour of the period' },
  'contests.tour_place': {
    name: 'Place of the tour',
    meaning: 'In its group, of the last published observation tour of the period',
  },
  'contests.arena_score': { name: 'Score of the arena', meaning: 'Of the last published arena of the period' },
  'contests.arena_place': {
    name: 'Place of the arena',
    meaning: 'In its group, of the last published arena of the period',
  },
}

const columns = { group: 'Group', place: 'Place', name: 'Entrant', score: 'Score', award: 'Award' }

/** What lists of contests are called, what they hold and the headings of their columns. */
export const contestListWords: Readonly<Record<keyof typeof listsInChinese, ListWords>> = {
  'contests.tour_results': {
    name: 'Result of the tour',
    meaning: 'Places of the last published observation tour of the period',
    columns,
  },
  'contests.arena_results': {
    name: 'Result of the arena',
    meaning: 'Places of the last published arena of the period',
    columns,
  },
  'contests.commitments': {
    name: 'Commitments',
    meaning: 'What was committed to at the published contests of the period',
    columns: { contest: 'Contest', name: 'Entrant', text: 'Commitment', due_on: 'Due' },
  },
}
