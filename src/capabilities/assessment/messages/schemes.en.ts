import type { Comparator, Level } from '../contract.ts'
import type { schemesZh } from './schemes.zh-CN.ts'

const LEVELS: Readonly<Record<Level, string>> = { month: 'Month', quarter: 'Quarter', year: 'Year' }
const levelOf = (key: unknown) => (LEVELS[key as Level] ?? '').toLowerCase()
const periodOf = (level: unknown, at: string | number | undefined) =>
  level === 'month' ? `In month ${at ?? ''}` : level === 'quarter' ? `In quarter ${at ?? ''}` : 'In the year'
const SIGNS: Readonly<Record<Comparator, string>> = {
  at_least: 'at least',
  above: 'above',
  at_most: 'at most',
  below: 'below',
}
const signOf = (key: unknown) => SIGNS[key as Comparator] ?? ''
const MEASURES: Readonly<Record<string, string>> = { figure: '', percent: ' %', excess: '' }

/** Words of schemes: operations, what a proof finds, why a unit is on a list. */
export const schemesEn: typeof schemesZh = {
  operations: {
    'assessment.list_schemes': 'List schemes of assessment',
    'assessment.show_scheme': 'Show a scheme of assessment',
    'assessment.show_version': 'Show a version of a scheme',
    'assessment.list_ledger_figures': 'List the figures ledgers can answer',
    'assessment.create_scheme': 'Begin a scheme of assessment',
    'assessment.draft_version': 'Draft the next version of a scheme',
    'assessment.save_draft': 'Save the draft of a scheme',
    'assessment.check_scheme': 'Prove the draft of a scheme',
    'assessment.freeze_version': 'Freeze a scheme',
    'assessment.discard_draft': 'Discard the draft of a scheme',
    'assessment.export_scheme': 'Export a scheme',
    'assessment.import_scheme': 'Import a scheme',
    'assessment.replay_scheme': 'Replay a scheme on a past year',
  },
  problems: {
    'assessment.written_for_nothing': ({ name }) =>
      `The method of ${name} was written for 0 points and cannot be scaled.`,
    'assessment.name_taken': ({ year, name }) =>
      `There is a scheme called ${name} in ${year} already; please take another name.`,
    'assessment.draft_exists': () => 'The scheme has a draft already; finish or discard that one first.',
    'assessment.version_frozen': ({ number }) =>
      `Version ${number} is frozen and cannot be changed; draft the next version instead.`,
    'assessment.not_a_scheme': () => 'This is not a file a scheme was exported to.',
    'assessment.no_level': () => 'There is no level yet: a scheme needs a month, a quarter or a year at least.',
    'assessment.no_group': () => 'There is no group yet: units are compared inside groups alone.',
    'assessment.no_criterion': () => 'This level has no criterion yet.',
    'assessment.group_empty': ({ name }) => `${name} has no unit yet.`,
    'assessment.unit_twice': ({ unit }) => `${unit} stands in two places; a unit is in one group alone.`,
    'assessment.unit_closed': () => 'This unit is closed or does not exist; please take it out of the group.',
    'assessment.unit_outside': ({ unit }) =>
      `${unit} is of the same kind as the units of the groups and in none of them: put it in a group, or exempt it with a reason.`,
    'assessment.figure_without_source': ({ figure }) =>
      `The method reads ${figure}, and nothing says where that number comes from.`,
    'assessment.figure_unread': ({ figure }) => `The method does not read ${figure}; please take it out.`,
    'assessment.ledger_unknown': ({ name, figure }) => `${name}: no ledger answers ${figure}.`,
    'assessment.ledger_not_of_unit': ({ name }) => `${name} is known for the whole county only, not unit by unit.`,
    'assessment.ledger_not_for_period': ({ name }) => `${name} cannot be asked for the periods of this level.`,
    'assessment.ledger_param_wanted': ({ name }) => `${name} needs to be told which indicator.`,
    'assessment.ledger_param_unwanted': ({ name }) => `${name} takes no indicator.`,
    'assessment.below_not_lower': ({ name, level, below }) =>
      `${name} takes the scores of a ${levelOf(below)}, which is not below a ${levelOf(level)}.`,
    'assessment.below_absent': ({ name, below }) =>
      `${name} takes the scores of a ${levelOf(below)}, and the scheme has no such level.`,
    'assessment.below_outside': ({ name, at, inside }) =>
      `${name} takes period ${at}, and there are only ${inside} inside.`,
    'assessment.streak_criterion': ({ name }) =>
      `${name} counts periods in a row of another criterion; choose another one of this level.`,
    'assessment.streak_figure': ({ name, figure }) => `${name} looks at ${figure}, which that criterion does not have.`,
    'assessment.streak_of_streak': ({ name }) => `${name} cannot count a number that is a count of periods itself.`,
    'assessment.source_missing': ({ name }) => `${name} has no source unit yet: who enters its numbers and signs them.`,
    'assessment.source_closed': ({ name }) => `The source unit of ${name} is closed; please choose another one.`,
    'assessment.source_is_assessed': ({ name, unit }) =>
      `${name} is signed by ${unit}, which is assessed itself: who is measured should not hold the measure.`,
    'assessment.points_nothing': ({ name }) =>
      `${name} has 0 points; to leave it out of a quarter or month give it a season of 0.`,
    'assessment.season_outside': ({ at, count }) =>
      Number(count) === 1 ? 'A year has no seasons.' : `There is no period ${at}; this level has ${count} in a year.`,
    'assessment.base_outside': ({ base }) => `The base of ${base} points lies outside the least and the most.`,
    'assessment.shares_sum': ({ name, sum }) =>
      `The shares of ${name} add up to ${sum}, not to 1: its points cannot be reached, or are passed.`,
    'assessment.without_target': ({ name }) =>
      `${name} is a share of a number that may be 0; nothing says whether that gives all points, none or leaves it out, so it counts as missing.`,
    'assessment.alone_in_group': ({ name, group }) =>
      `${group} has one unit, with nobody to compare it with: ${name} gives it full points. A way for a unit alone can be set.`,
    'assessment.points_sum': ({ level, at, points }) =>
      `${periodOf(level, at)} the criteria add up to ${points} points, not to 100.`,
    'assessment.extra_cap': ({ name, each, most }) => `${name} is worth ${each} points a case and capped at ${most}.`,
    'assessment.band_last': ({ name }) =>
      `The last band, ${name}, takes neither a mark nor a share, or some units would be in none.`,
    'assessment.band_order': ({ from }) => `${from} is above the mark of the band before; bands go from the best down.`,
    'assessment.list_group': ({ name }) => `${name} names a group that is not there.`,
    'assessment.list_criterion': ({ name }) => `${name} names a criterion this level does not have.`,
    'assessment.list_figure': ({ name, figure }) => `${name} looks at ${figure}, which that criterion does not have.`,
    'assessment.list_of_all': ({ name }) => `${name} has neither places nor a condition and would list every unit.`,
    'assessment.list_by_places': ({ name }) =>
      `${name} looks at places alone: in a small group it hits units that did not do badly. Better add a condition.`,
    'assessment.list_expected': ({ name }) => `${name} blames by an expected indicator, which guides and is no order.`,
    'assessment.lists_overlap': ({ red, black, group, of }) =>
      `${group} has ${of} units: the places of ${red} and ${black} reach into each other, and a unit may be on both.`,
    'assessment.award_gained': ({ name }) => `${name} is for places gained, which are those of the total.`,
    'assessment.award_sign': ({ name }) =>
      `${name}: stars go by place, flags and progress awards do not; please make them agree.`,
  },
  reasons: {
    first_places: ({ rank, of, places }) => `place ${rank} of ${of}, among the first ${places}`,
    last_places: ({ rank, of, places }) => `place ${rank} of ${of}, among the last ${places}`,
    total_meets: ({ total, is, value }) => `total ${total}, ${signOf(is)} ${value}`,
    measure_meets: ({ name, criterion, measured, measure, is, value }) => {
      const unit = MEASURES[String(measure)] ?? ''
      return `${name ?? criterion} ${measured}${unit}, ${signOf(is)} ${value}${unit}`
    },
    excused: () => 'kept off by an approved excuse',
    gained: ({ gained, places }) => `${gained} places gained, ${places} asked for`,
    stars: ({ rank, stars }) => `place ${rank}, ${stars} ${Number(stars) === 1 ? 'star' : 'stars'}`,
    band_reached: ({ band, total, from }) => `total ${total} reaches the ${from} of ${band}`,
    band_full: ({ band }) => `${band} is full`,
    band_rest: ({ band }) => `the rest is ${band}`,
    veto: () => 'under a veto: no band',
  },
}
