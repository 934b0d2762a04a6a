import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { needFigureWords as chinese, needListWords as chineseLists } from './figures.zh-CN.ts'

/** What figures of factor needs are called and what exactly they count. */
export const needFigureWords: Readonly<Record<keyof typeof chinese, FigureWords>> = {
  'project_support.needs_open': {
    name: 'Needs open',
    meaning: 'Needs of the year not wholly covered at the end of the period, by the unit that answers for them',
  },
  'project_support.needs_overdue': {
    name: 'Needs overdue',
    meaning: 'Needs of the year not delivered at the end of the period though their day is over',
  },
  'project_support.needs_covered': {
    name: 'Needs covered',
    meaning: 'Needs of the year covered or delivered at the end of the period',
  },
}

/** What lists of factor needs are called, what they hold and the headings of their columns. */
export const needListWords: Readonly<Record<keyof typeof chineseLists, ListWords>> = {
  'project_support.open_needs': {
    name: 'Open needs',
    meaning: 'Needs not wholly covered at the end of the period, the one needed first first',
    columns: {
      project: 'Project',
      factor: 'Factor',
      amount: 'Still missing',
      unit: 'Answered by',
      needed_on: 'Needed',
      days_late: 'Days late',
      state: 'State',
    },
  },
}
