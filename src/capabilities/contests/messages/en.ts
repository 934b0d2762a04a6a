import type * as contract from '../contract.ts'
import { eventEn } from './event.en.ts'
import { screensEn } from './screens.en.ts'
import type { zhCN } from './zh-CN.ts'

const STATES: Readonly<Record<contract.ContestState, string>> = {
  draft: 'Draft',
  frozen: 'Rules frozen',
  running: 'Running',
  closed: 'Vote closed',
  counted: 'Counted',
  signed: 'Signed by the supervisor',
  published: 'Published',
  cancelled: 'Cancelled',
}

/** Words of contests. */
export const en: typeof zhCN = {
  ...eventEn.words,
  ...screensEn,
  title: 'Contests',
  kinds: { tour: 'Observation tour', arena: 'Arena' },
  states: STATES,
  tieSteps: {
    top_grades: 'more of the best grade',
    unrounded: 'more decimals',
    leader_mean: 'the higher mean of the leaders',
    data: 'the higher score of the data',
    investment: 'the larger completed investment',
  },
  joint: 'joint',
  defaults: {
    group: 'All',
    stage: 'Vote on the day',
    data: 'Score of the data',
    leaders: 'County leaders',
    members: 'Departments and towns',
    progress: 'Visible progress',
    quality: 'Quality of the project',
    effort: 'What was done for it',
    grades: ['Good', 'Fairly good', 'Fair', 'Poor'],
  },
  operations: {
    'contests.list': 'List contests',
    'contests.show': 'Show a contest',
    'contests.check': 'Check the rules of a contest',
    'contests.create': 'Make a contest',
    'contests.save': 'Save the rules of a contest',
    'contests.freeze': 'Freeze the rules of a contest',
    'contests.copy': 'Copy a contest',
    'contests.cancel': 'Cancel a contest',
    'contests.log': 'Show what happened',
    'contests.count': 'Count the votes',
    'contests.send_back': 'Send a count back',
    'contests.sign': 'Sign a count',
    'contests.publish': 'Publish the result',
    'contests.result': 'Show the result',
    'contests.package': 'Download the package',
    'contests.recount_script': 'Download the recount script',
    'contests.score_sheet': 'Download the score sheet',
    'contests.paper_ballots': 'Download paper ballots',
    'contests.decide': 'Write down a decision',
    ...eventEn.operations,
  },
  problems: {
    ...eventEn.problems,
    'contests.rules_frozen': () => 'The rules are frozen and cannot be changed. Copy the contest to change them.',
    'contests.rehearsal_only': () => 'This is a rehearsal; it cannot be published.',
    'contests.not_in_state': ({ state }) =>
      `The contest is “${STATES[state as contract.ContestState] ?? state}”; this cannot be done now.`,
  },
  fields: {
    ...eventEn.fields,
    name: 'Name',
    heldOn: 'Day',
    period: 'Period it counts for',
    place: 'Place',
  },
}
