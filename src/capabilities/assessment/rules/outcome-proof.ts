import { compare, exact } from '../../../kernel/exact.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { AwardRule, GradeBand, LevelBody, ListCondition, ListRule, RankedBy, SchemeBody } from '../contract.ts'
import { usageWordIn } from './check.ts'
import { type Findings, findings, type Path, twice } from './finding.ts'
import { measureKeys } from './method-figures.ts'

/**
 * What is wrong with the extras, bands, lists and awards of a level and what is told about them: a list by places alone hits good performers of
 * a small group; red and black lists that reach into each other put a unit on both; an expected indicator carries no blame.
 */
export function levelOutcomeFindings(body: SchemeBody, rules: LevelBody, path: Path): Findings {
  return findings(
    [
      ...extraProblems(rules, [...path, 'extras']),
      ...bandProblems(rules.bands, [...path, 'bands']),
      ...rules.lists.flatMap((rule, at) => ruleProblems(body, rules, rule, [...path, 'lists', at])),
      ...rules.lists.flatMap((rule, at) => listProblems(rules, rule, [...path, 'lists', at])),
      ...rules.awards.flatMap((rule, at) => ruleProblems(body, rules, rule, [...path, 'awards', at])),
      ...rules.awards.flatMap((rule, at) => awardProblems(rule, [...path, 'awards', at])),
      ...twice(rules.lists.map(({ key }, at) => ({ key, path: [...path, 'lists', at, 'key'] }))),
      ...twice(rules.awards.map(({ key }, at) => ({ key, path: [...path, 'awards', at, 'key'] }))),
    ],
    [
      ...rules.lists.flatMap((rule, at) => listAdvice(rules, rule, [...path, 'lists', at])),
      ...overlapAdvice(body, rules, [...path, 'lists']),
    ],
  )
}

function extraProblems({ extras }: LevelBody, path: Path): readonly Problem[] {
  return [
    ...twice(extras.map(({ key }, at) => ({ key, path: [...path, at, 'key'] }))),
    ...extras.flatMap(({ name, evidence, each, most }, at) => {
      const word = usageWordIn(`${name} ${evidence}`)
      return [
        ...(word ? [problem('assessment.usage_criterion', { name, word }, [...path, at, 'name'])] : []),
        ...(most !== null && compare(exact(most), exact(each)) < 0
          ? [problem('assessment.extra_cap', { name, each, most }, [...path, at, 'most'])]
          : []),
      ]
    }),
  ]
}

function bandProblems(bands: readonly GradeBand[], path: Path): readonly Problem[] {
  const last = bands.at(-1)
  const bounded = bands.map(({ from }, at) => ({ from, at })).filter(({ from }) => from !== null)
  return [
    ...twice(bands.map(({ key }, at) => ({ key, path: [...path, at, 'key'] }))),
    ...(last && (last.from !== null || last.most !== null)
      ? [problem('assessment.band_last', { name: last.name }, [...path, bands.length - 1])]
      : []),
    ...bounded.flatMap(({ from, at }, index) => {
      const before = bounded[index - 1]?.from ?? null
      return from !== null && before !== null && compare(exact(from), exact(before)) > 0
        ? [problem('assessment.band_order', { from }, [...path, at, 'from'])]
        : []
    }),
  ]
}

function ruleProblems(body: SchemeBody, rules: LevelBody, rule: ListRule | AwardRule, path: Path): readonly Problem[] {
  const known = new Set(body.groups.map(({ key }) => key))
  return [
    ...rule.groups.flatMap((group, at) =>
      known.has(group) ? [] : [problem('assessment.list_group', { name: rule.name, group }, [...path, 'groups', at])],
    ),
    ...rankedByProblems(rules, rule.rankedBy, rule.name, [...path, 'rankedBy']),
  ]
}

function rankedByProblems({ criteria }: LevelBody, by: RankedBy, name: string, path: Path): readonly Problem[] {
  return by.kind === 'total' || criteria.some(({ key }) => key === by.criterion)
    ? []
    : [problem('assessment.list_criterion', { name, criterion: by.criterion }, path)]
}

function listProblems({ criteria }: LevelBody, rule: ListRule, path: Path): readonly Problem[] {
  const { name, places, conditions } = rule
  return [
    ...(places === null && conditions.length === 0 ? [problem('assessment.list_of_all', { name }, path)] : []),
    ...conditions.flatMap((condition, at) => {
      if (condition.of === 'total') return []
      const criterion = criteria.find(({ key }) => key === condition.criterion)
      if (!criterion)
        return [
          problem('assessment.list_criterion', { name, criterion: condition.criterion }, [...path, 'conditions', at]),
        ]
      return measureKeys(condition.measure).flatMap((figure) =>
        criterion.figures.some(({ key }) => key === figure)
          ? []
          : [problem('assessment.list_figure', { name, figure }, [...path, 'conditions', at, 'measure'])],
      )
    }),
  ]
}

function awardProblems({ name, by, rankedBy, sign }: AwardRule, path: Path): readonly Problem[] {
  return [
    ...(by.kind === 'gained' && rankedBy.kind !== 'total'
      ? [problem('assessment.award_gained', { name }, [...path, 'rankedBy'])]
      : []),
    ...((sign === 'star') !== (by.kind === 'stars')
      ? [problem('assessment.award_sign', { name }, [...path, 'by'])]
      : []),
  ]
}

function listAdvice({ criteria }: LevelBody, rule: ListRule, path: Path): readonly Problem[] {
  const { name, places, conditions, colour } = rule
  const isExpected = (condition: ListCondition) =>
    condition.of === 'measure' && criteria.some(({ key, isExpected: is }) => key === condition.criterion && is)
  return [
    ...(places !== null && conditions.length === 0 ? [problem('assessment.list_by_places', { name }, path)] : []),
    ...(colour === 'black' && conditions.some(isExpected) ? [problem('assessment.list_expected', { name }, path)] : []),
  ]
}

/** Red and black lists by the same order whose places reach into each other in a group they share. */
function overlapAdvice({ groups }: SchemeBody, { lists }: LevelBody, path: Path): readonly Problem[] {
  const order = ({ rankedBy }: ListRule) => (rankedBy.kind === 'total' ? '' : rankedBy.criterion)
  const reds = lists.filter(({ colour }) => colour === 'red')
  return lists.flatMap((black, at) => {
    if (black.colour !== 'black') return []
    return reds.flatMap((red) => {
      const [up, down] = [red.places, black.places]
      if (up === null || down === null || order(red) !== order(black)) return []
      const shared = groups.filter(({ key }) =>
        [red, black].every((each) => each.groups.length === 0 || each.groups.includes(key)),
      )
      return shared.flatMap(({ name, unitIds }) =>
        unitIds.length > 0 && up + down > unitIds.length
          ? [
              problem(
                'assessment.lists_overlap',
                { red: red.name, black: black.name, group: name, of: unitIds.length },
                [...path, at],
              ),
            ]
          : [],
      )
    })
  })
}
