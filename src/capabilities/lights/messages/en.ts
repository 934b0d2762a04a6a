import { shown, type zhCN } from './zh-CN.ts'

const LIGHT: Readonly<Record<string, string>> = { green: 'green', yellow: 'yellow', red: 'red', none: 'no light' }

/** The same words in English. */
export const en: typeof zhCN = {
  title: 'Light rules',
  lights: { green: 'Green', yellow: 'Yellow', red: 'Red', none: 'No light' },
  subjectKinds: { target: 'Targets', key_project: 'Key projects', obstacle: 'Obstacles and supervised items' },
  states: { draft: 'Draft', published: 'In force', retired: 'Retired' },
  bases: {
    gap_points: 'Gap to pace (percentage points)',
    ratio_to_pace: 'Completion ÷ pace',
    relative_shortfall: 'Shortfall relative to pace',
    rate_points: 'Growth (percentage points)',
    days: 'Days',
    months: 'Months',
    months_in_row: 'Months in a row',
  },
  ruleInForce: 'Rule in force',
  noRuleOfOwn: 'This region has no rule of its own yet and uses the built-in one. You can draft from published rules.',
  code: 'Code',
  name: 'Name',
  judges: 'Judges',
  versionInForce: 'In force',
  draftVersion: 'Draft',
  source: 'Source',
  validFrom: 'Valid from',
  dimension: 'Dimension',
  interval: 'Interval',
  light: 'Light',
  streak: 'Streak',
  excuses: 'Excuses',
  combine: 'Combination',
  worstOf: 'Worst of all',
  byTable: 'By table',
  startFrom: 'Draft from a published rule',
  draft: 'Draft next version',
  revise: 'Change draft',
  publish: 'Publish',
  retire: 'Retire',
  discard: 'Discard draft',
  checkCoverage: 'Check coverage',
  covered: 'Every number has exactly one light; this can be published.',
  holes: 'Holes: these numbers have no light',
  overlaps: 'Overlaps: these numbers have two lights',
  replay: 'Replay past periods',
  replayHelp: 'Judges past periods again by this version and lists who would change colour. Nothing is changed.',
  wouldChange: (count) => `${count} would change colour`,
  nobodyWouldChange: 'Nobody would have changed colour.',
  period: 'Period',
  subject: 'Subject',
  before: 'Now',
  after: 'Then',
  adapted: 'Adapted',
  incomplete: 'has holes as published',
  noLimit: 'no limit',
  addInterval: 'Add interval',
  fromClosed: 'start included',
  toClosed: 'end included',
  from: 'From',
  until: 'Until',
  reasonOfRetiring: 'Reason for retiring',
  streakText: (times, atLeast, becomes) =>
    `${times} periods in a row at ${LIGHT[atLeast] ?? atLeast} or worse become ${LIGHT[becomes] ?? becomes}`,
  reasons: {
    'lights.reason_interval': ({ dimension, value, span }) => `${dimension}: ${shown(value)} lies in ${span}`,
    'lights.reason_hole': ({ dimension, value }) =>
      `${dimension}: ${shown(value)} lies in a hole of the rule, so there is no light`,
    'lights.reason_no_value': () => 'Data are missing, so there is no light',
    'lights.reason_no_rule': () => 'There was no rule then',
    'lights.reason_condition_unknown': ({ key }) => `Not known whether the rule applies (${key} is missing)`,
    'lights.reason_not_applicable': ({ key, value, span }) =>
      `Does not apply: ${key} is ${shown(value)}, the rule wants ${span}`,
    'lights.reason_excused': ({ excuse, light }) =>
      `Excused by “${excuse}”; would have been ${LIGHT[String(light)] ?? light}`,
    'lights.reason_streak': ({ times, raw }) =>
      `Missed ${times} periods in a row; this period alone is ${LIGHT[String(raw)] ?? raw}`,
    'lights.reason_recovering': ({ periods, raw }) =>
      `Must be better ${periods} periods in a row; this period alone is ${LIGHT[String(raw)] ?? raw}`,
    'lights.reason_made_up': ({ was, madeUpIn }) =>
      `Was ${LIGHT[String(was)] ?? was}, made up in ${madeUpIn}: shown yellow, never green`,
    'lights.reason_table': ({ row }) => `By row ${row} of the combination table`,
    'lights.reason_table_hole': () => 'The combination table does not cover this case',
  },
  problems: {
    'lights.value_not_a_number': ({ value }) => `“${value}” is not a number.`,
    'lights.hole': ({ dimension, span }) => `Dimension “${dimension}” has a hole at ${span}; add an interval.`,
    'lights.overlap': ({ dimension, span, first, second }) =>
      `Intervals ${first} and ${second} of dimension “${dimension}” overlap at ${span}; mend their ends.`,
    'lights.interval_empty': ({ dimension }) =>
      `An interval of dimension “${dimension}” holds no number; remove or mend it.`,
    'lights.streak_softens': ({ dimension }) =>
      `The streak of dimension “${dimension}” would make a light better; a streak may only make it worse.`,
    'lights.dimension_repeated': ({ dimension }) => `Dimension “${dimension}” occurs twice; rename or merge.`,
    'lights.condition_empty': ({ key }) => `Condition “${key}” holds no number.`,
    'lights.table_unknown_dimension': ({ dimension }) =>
      `The combination table names an unknown dimension “${dimension}”.`,
    'lights.table_hole': ({ count, example }) => `${count} combinations have no light in the table, e.g. ${example}.`,
    'lights.table_row_unreached': ({ row }) =>
      `Row ${row} of the combination table is never reached; remove it or move it up.`,
    'lights.draft_exists': ({ code }) => `Rule ${code} has a draft already; publish or discard it first.`,
    'lights.not_now': ({ action }) => `“${action}” cannot be done with this version now.`,
    'lights.valid_from_past': () => 'cannot be before today: lights that were published are not changed backwards.',
  },
  fields: { code: 'Rule code', validFrom: 'Valid from', source: 'Source', body: 'Rule', subjectKind: 'Judges' },
}
