import { methodsEn } from './methods.en.ts'
import { reasonsEn } from './reasons.en.ts'
import { roundsEn } from './rounds.en.ts'
import { schemePagesEn } from './scheme-pages.en.ts'
import { schemesEn } from './schemes.en.ts'
import { screensEn } from './screens.en.ts'
import type { zhCN } from './zh-CN.ts'

/** The words of assessment in English. */
export const en: typeof zhCN = {
  methods: methodsEn,
  schemes: schemePagesEn,
  screens: screensEn,
  problems: {
    'assessment.not_json': () => 'is no whole JSON: a bracket, a comma or a quotation mark may be missing.',
    'assessment.shape': ({ what }) => `is not written as it should be: ${what}.`,
    'assessment.key_twice': ({ key }) => `${key} is there twice; please remove one.`,
    'assessment.usage_criterion': ({ name, word }) =>
      `“${name}” counts the use of a system or the filing of traces (“${word}”), which must not be scored; please score results.`,
    'assessment.per_zero': () => 'the distance of a step must not be 0.',
    'assessment.stretch_back': ({ through }) =>
      `the stretch ends at ${through}, which does not lead away from the mark; please mend the ends.`,
    'assessment.stretch_hides': () =>
      'a stretch without an end must be the last one; what follows it is never reached.',
    'assessment.stretch_ends': ({ through }) =>
      `the last stretch ends at ${through} and numbers beyond have no worth; please leave its end open.`,
    'assessment.bounds_cross': ({ least, most }) => `the least, ${least}, is above the most, ${most}.`,
    'assessment.floor_above': ({ floor, ceiling }) =>
      `the floor ${floor} must be above 0 and below the ceiling ${ceiling}.`,
    'assessment.unknown_unit': ({ unit }) => `the scheme knows no unit ${unit}.`,
    'assessment.unknown_criterion': ({ criterion }) => `the scheme knows no criterion ${criterion}.`,
    ...schemesEn.problems,
    'assessment.unknown_line': ({ of }) => `there is no line ${of} to reverse.`,
    ...roundsEn.problems,
  },
  fields: {
    scheme: 'Scheme',
    values: 'Figures',
    entries: 'Lines',
    vetoes: 'Vetoes',
    before: 'Places before',
    explain: 'Units to explain',
    name: 'Name',
    units: 'Units',
    criteria: 'Criteria',
    points: 'Points',
    decimals: 'Decimals',
    method: 'Method',
    terms: 'Terms',
    cap: 'Cap',
    mark: 'Mark',
    per: 'Per',
    above: 'Above',
    below: 'Below',
    least: 'Least',
    most: 'Most',
    lines: 'Lines',
    steps: 'Steps',
    conditions: 'Conditions',
    floor: 'Floor',
    ceiling: 'Ceiling',
    bonusCap: 'Cap of bonuses',
    ground: 'Ground',
    through: 'Through',
    measure: 'Measure',
    group: 'Group',
    groups: 'Groups',
    ...roundsEn.fields,
  },
  reasons: { ...schemesEn.reasons, ...reasonsEn },
  tellings: roundsEn.tellings,
  operations: { 'assessment.try': 'Try a scheme', ...schemesEn.operations, ...roundsEn.operations },
}
