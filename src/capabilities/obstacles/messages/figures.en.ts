import type { FigureWords, ListWords } from '../../../kernel/figures.ts'
import type { loopFigureWords as chinese, loopListWords as chineseLists } from './figures.zh-CN.ts'

/** What figures of the closed loop are called and what exactly they count. */
export const loopFigureWords: Readonly<Record<keyof typeof chinese, FigureWords>> = {
  'obstacles.raised': { name: 'Items raised', meaning: 'Items reported in the period, by the unit that proposed them' },
  'obstacles.assigned': {
    name: 'Items assigned',
    meaning: 'Items assigned in the period, each counted once, by the leading unit',
  },
  'obstacles.closed': { name: 'Closings', meaning: 'Closings in the period, without those that turned out false' },
  'obstacles.closed_late': { name: 'Late closings', meaning: 'Closings in the period beyond their deadline' },
  'obstacles.closed_on_time': {
    name: 'Closed in time',
    meaning: 'Closings of the period within their deadline ÷ closings of the period',
  },
  'obstacles.closing_days': { name: 'Days to closing', meaning: 'Median working days the closings of the period took' },
  'obstacles.false_closings': { name: 'False closings', meaning: 'Closings of the period that turned out false' },
  'obstacles.open': {
    name: 'Open items',
    meaning: 'Items not settled at the end of the period, without those suspended or sent to the level above',
  },
  'obstacles.overdue': {
    name: 'Overdue items',
    meaning: 'Items beyond their present deadline and not answered at the end of the period',
  },
  'obstacles.promises_due': {
    name: 'Promises due',
    meaning: 'Promises whose last day falls into the period and is over, or of which something became',
  },
  'obstacles.promises_kept': { name: 'Promises kept', meaning: 'Of these, kept in time' },
  'obstacles.promise_rate': { name: 'Promise rate', meaning: 'Promises kept ÷ promises due' },
}

/** What lists of the closed loop are called, what they hold and the headings of their columns. */
export const loopListWords: Readonly<Record<keyof typeof chineseLists, ListWords>> = {
  'obstacles.overdue_items': {
    name: 'Overdue items',
    meaning: 'Items beyond their deadline and not answered at the end of the period, the longest first',
    columns: {
      number: 'Number',
      title: 'Item',
      subject: 'About',
      lead: 'Leading unit',
      tier: 'Tier',
      due_on: 'Due',
      days_late: 'Days late',
      state: 'State',
    },
  },
  'obstacles.closed_items': {
    name: 'Closed items',
    meaning: 'Items closed in the period, the first one first',
    columns: {
      number: 'Number',
      title: 'Item',
      subject: 'About',
      lead: 'Leading unit',
      closed_on: 'Closed',
      days: 'Working days',
      on_time: 'In time',
    },
  },
  'obstacles.units': {
    name: 'Items by unit',
    meaning: 'What leading units were assigned and closed in the period, and what was open and overdue at its end',
    columns: {
      unit: 'Unit',
      assigned: 'Assigned',
      closed: 'Closed',
      on_time: 'In time',
      open: 'Open',
      overdue: 'Overdue',
    },
  },
  'obstacles.due_promises': {
    name: 'Promises due',
    meaning: 'Promises whose last day falls into the period, the first due first',
    columns: {
      action: 'Promise',
      owner: 'Promised by',
      unit: 'Unit',
      due_on: 'Last day',
      standing: 'What became of it',
      days_late: 'Days late',
    },
  },
}
