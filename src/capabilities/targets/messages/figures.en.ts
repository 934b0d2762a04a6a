import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { targetFigureWords as chinese, targetListWords as chineseLists } from './figures.zh-CN.ts'

const LIT = 'Targets that show this light by the figures released for the end of the period'

/** What figures of targets are called and what exactly they tell. Only figures that have been released are told. */
export const targetFigureWords: Readonly<Record<keyof typeof chinese, FigureWords>> = {
  'targets.value': {
    name: 'Figure',
    meaning: 'The released figure of the last period due by then (cumulative where the indicator is reported so)',
  },
  'targets.growth': { name: 'Growth', meaning: 'The released growth on a year earlier of the last period due by then' },
  'targets.actual': {
    name: 'Reached',
    meaning:
      "What is held against the goal: the year's sum of a level, the growth of a growth goal, the place of a rank",
  },
  'targets.goal': { name: 'Goal', meaning: "The year's goal in force at the end of the period" },
  'targets.completion': {
    name: 'Completion',
    meaning: 'Reached ÷ goal, or the part of the way from the base; rates and ranks have none',
  },
  'targets.pace': { name: 'Pace', meaning: "The share due by then by the indicator's curve" },
  'targets.ahead_of_pace': {
    name: 'Ahead of pace',
    meaning: 'Completion less pace, of rates the figure less the goal, in percentage points; below zero is behind',
  },
  'targets.count': {
    name: 'Targets',
    meaning: 'Targets issued: headline ones of the region; of a unit its own and those it answers for',
  },
  'targets.red_count': { name: 'Red targets', meaning: LIT },
  'targets.yellow_count': { name: 'Yellow targets', meaning: LIT },
  'targets.green_count': { name: 'Green targets', meaning: LIT },
}

const COLUMNS = {
  indicator: 'Indicator',
  unit_text: 'Unit of measure',
  unit: 'Unit',
  goal: 'Goal of the year',
  actual: 'Reached',
  growth: 'Growth (%)',
  completion: 'Completion',
  pace: 'Pace',
  gap: 'Points ahead',
  light: 'Light',
  period: 'As of',
}

/** What lists of targets are called, what they hold and the headings of their columns. */
export const targetListWords: Readonly<Record<keyof typeof chineseLists, ListWords>> = {
  'targets.table': {
    name: 'Table of targets',
    meaning: 'How the headline targets of the year stand; of a unit its own and those it answers for',
    columns: COLUMNS,
  },
  'targets.red_lights': {
    name: 'Red targets',
    meaning: 'Targets with a red light, the furthest behind first',
    columns: COLUMNS,
  },
}
