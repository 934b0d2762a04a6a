import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { projectFigureWords as chinese, projectListWords as chineseLists } from './figures.zh-CN.ts'

const LIGHTS_THEN = 'The light the last month of the period was given then; of a period that runs, today'

/** What figures of key projects are called and what exactly they count. */
export const projectFigureWords: Readonly<Record<keyof typeof chinese, FigureWords>> = {
  'key_projects.count': {
    name: 'Key projects',
    meaning: 'Projects on any list of the year that are not withdrawn, each counted once',
  },
  'key_projects.provincial_count': { name: 'Provincial key projects', meaning: "On the year's provincial list" },
  'key_projects.municipal_count': { name: 'Municipal key projects', meaning: "On the year's municipal list" },
  'key_projects.total_investment': { name: 'Total investment', meaning: "Sum over the projects on the year's lists" },
  'key_projects.year_plan': { name: "Year's plan", meaning: "Sum of the year's plans of the projects on its lists" },
  'key_projects.invested': {
    name: 'Invested since January',
    meaning: 'Reported investment from January to the end of the period (the reported ledger, not the statistics)',
  },
  'key_projects.invested_in_period': {
    name: 'Invested in the period',
    meaning: 'Reported investment at the end of the period less that before its beginning',
  },
  'key_projects.statistical_invested': {
    name: 'Statistical investment',
    meaning: 'Investment from January to the end of the period in the statistics ledger',
  },
  'key_projects.plan_to_date': {
    name: 'Planned by then',
    meaning:
      'Due by the end of the period by the months of the plans, else month by month alike; of a period that runs, by the last month that is over',
  },
  'key_projects.completion': {
    name: "Completion of the year's plan",
    meaning: "Invested since January ÷ the year's plan",
  },
  'key_projects.pace': { name: 'Pace', meaning: "Planned by then ÷ the year's plan" },
  'key_projects.ahead_of_pace': {
    name: 'Ahead of pace',
    meaning: 'Completion less pace in percentage points; below zero is behind',
  },
  'key_projects.starts_of_year': { name: 'New starts of the year', meaning: "New starts on the year's lists" },
  'key_projects.starts_planned': { name: 'Starts due', meaning: 'Of these, planned to have started by then' },
  'key_projects.starts_done': { name: 'Started', meaning: 'New starts that have started by then' },
  'key_projects.start_rate': { name: 'Start rate', meaning: 'Started ÷ new starts of the year' },
  'key_projects.finishes_planned': { name: 'Completions due', meaning: 'Planned completion in the year and by then' },
  'key_projects.finished': { name: 'Completed', meaning: 'Completed in the year by then' },
  'key_projects.produced': { name: 'In production', meaning: 'Gone into production in the year by then' },
  'key_projects.registered': { name: 'Registered', meaning: 'In the investment statistics by then' },
  'key_projects.red_count': { name: 'Red lights', meaning: LIGHTS_THEN },
  'key_projects.yellow_count': { name: 'Yellow lights', meaning: LIGHTS_THEN },
  'key_projects.green_count': { name: 'Green lights', meaning: LIGHTS_THEN },
}

const MONEY = {
  year_plan: "Year's plan",
  invested: 'Invested',
  completion: 'Completion',
  pace: 'Pace',
  gap: 'Points ahead',
}
const PROJECT = { number: 'Number', project: 'Project', unit: 'Unit' }
const LIGHT_COLUMNS = { ...PROJECT, leader: 'Sponsoring leader', ...MONEY, light: 'Light', reason: 'Reason' }

/** What lists of key projects are called, what they hold and the headings of their columns. */
export const projectListWords: Readonly<Record<keyof typeof chineseLists, ListWords>> = {
  'key_projects.lights': {
    name: 'Lights',
    meaning: "Projects on the year's lists that show a light, the worst first",
    columns: LIGHT_COLUMNS,
  },
  'key_projects.red_lights': {
    name: 'Red lights',
    meaning: 'Red projects, the furthest behind first',
    columns: LIGHT_COLUMNS,
  },
  'key_projects.yellow_lights': {
    name: 'Yellow lights',
    meaning: 'Yellow projects, the furthest behind first',
    columns: LIGHT_COLUMNS,
  },
  'key_projects.units': {
    name: 'Investment by unit',
    meaning: "Units ranked by completion of the year's plan",
    columns: {
      place: 'Place',
      unit: 'Unit',
      count: 'Projects',
      year_plan: "Year's plan",
      plan_to_date: 'Planned by then',
      invested: 'Invested',
      completion: 'Completion',
      pace: 'Pace',
      gap: 'Points ahead',
      red: 'Red',
      yellow: 'Yellow',
      green: 'Green',
    },
  },
  'key_projects.good': {
    name: 'Projects ahead',
    meaning: 'Projects at or ahead of pace, the furthest ahead first',
    columns: { ...PROJECT, ...MONEY },
  },
  'key_projects.slow': {
    name: 'Projects behind',
    meaning: 'Projects behind pace, the furthest behind first',
    columns: { ...PROJECT, ...MONEY },
  },
  'key_projects.overdue_starts': {
    name: 'Starts overdue',
    meaning: 'New starts whose planned day has come and that have not started',
    columns: { ...PROJECT, planned_on: 'Planned', days_late: 'Days late', stage: 'Stage' },
  },
}
