import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { reportFigureWords as chinese, reportListWords as chineseLists } from './figures.zh-CN.ts'

/** What figures of progress reports are called and what exactly they count. */
export const reportFigureWords: Readonly<Record<keyof typeof chinese, FigureWords>> = {
  'progress_reports.slipped_count': {
    name: 'Projects that slip',
    meaning:
      'Projects whose last confirmed report in the period gives a reason for slipping; weekly reports of a week, else monthly ones',
  },
  'progress_reports.year_forecast': {
    name: 'Expected of the year',
    meaning: 'Sum of what the last confirmed report of each project in the period expects of the whole year',
  },
}

/** What lists of progress reports are called, what they hold and the headings of their columns. */
export const reportListWords: Readonly<Record<keyof typeof chineseLists, ListWords>> = {
  'progress_reports.progress': {
    name: 'Progress of projects',
    meaning: 'The last confirmed report of each project in the period, by the number of the project',
    columns: {
      project: 'Project',
      unit: 'Unit',
      invested_in_period: 'Invested in the period',
      physical_progress: 'State of the works',
      next_plan: 'Next',
    },
  },
  'progress_reports.slips': {
    name: 'Projects that slip',
    meaning: 'Projects whose last confirmed report in the period gives a reason for slipping, by their number',
    columns: { project: 'Project', unit: 'Unit', reason: 'Reason', text: 'In words', next_plan: 'Next' },
  },
}
