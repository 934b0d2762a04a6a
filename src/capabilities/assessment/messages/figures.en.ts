import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { assessmentFigureWords as figures, assessmentListWords as lists } from './figures.zh-CN.ts'

/** What figures of assessment are called and what exactly they count. */
export const assessmentFigureWords: Readonly<Record<keyof typeof figures, FigureWords>> = {
  'assessment.score': {
    name: 'Score',
    meaning: 'Total of the published round of the period; of several schemes the one published last',
  },
  'assessment.place': {
    name: 'Place',
    meaning: 'Place in its group in the published round of the period; a unit under a veto has none',
  },
  'assessment.places_gained': {
    name: 'Places gained',
    meaning: 'Places gained since the period before in the published round of the period; lost are negative',
  },
}

/** What lists of assessment are called, what they hold and the headings of their columns. */
export const assessmentListWords: Readonly<Record<keyof typeof lists, ListWords>> = {
  'assessment.ranking': {
    name: 'Ranking',
    meaning: 'Published places of the period by group',
    columns: { group: 'Group', place: 'Place', unit: 'Unit', score: 'Score', gained: 'Gained', band: 'Grade' },
  },
  'assessment.red_black': {
    name: 'Red and black lists',
    meaning: 'Published red and black lists of the period with reasons; who was excused is told too',
    columns: { list: 'List', group: 'Group', unit: 'Unit', place: 'Place', reason: 'Reason' },
  },
  'assessment.awards': {
    name: 'Flags, stars, places gained',
    meaning: 'Published flags, stars and awards for places gained of the period',
    columns: { award: 'Award', group: 'Group', unit: 'Unit', place: 'Place', reason: 'Reason' },
  },
}
