import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { nodeFigureWords as chinese, nodeListWords as chineseLists } from './figures.zh-CN.ts'

/** What figures of schedules are called and what exactly they count. */
export const nodeFigureWords: Readonly<Record<keyof typeof chinese, FigureWords>> = {
  'schedules.nodes_due': {
    name: 'Nodes due',
    meaning:
      'Nodes planned to be finished in the period whose day is over or that are finished; by the reference baseline where there is one',
  },
  'schedules.nodes_met': { name: 'Nodes met', meaning: 'Of these, finished by their day' },
  'schedules.node_hit_rate': { name: 'Node hit rate', meaning: 'Nodes met ÷ nodes due' },
}

/** What lists of schedules are called, what they hold and the headings of their columns. */
export const nodeListWords: Readonly<Record<keyof typeof chineseLists, ListWords>> = {
  'schedules.missed_nodes': {
    name: 'Nodes missed',
    meaning: 'Nodes planned to be finished in the period that were not by their day, the first due first',
    columns: {
      project: 'Project',
      node: 'Node',
      unit: 'Unit',
      planned_on: 'Planned',
      finished_on: 'Finished',
      days_late: 'Days late',
      reason: 'Reason',
    },
  },
}
