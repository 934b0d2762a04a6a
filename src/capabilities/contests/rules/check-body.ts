import { compare, exact, multiply, ONE, subtract, sum, ZERO } from '../../../kernel/exact.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { ContestBody } from '../contract.ts'
import { groupsOf } from './ballots.ts'

/** Everything that keeps rules from being frozen; none for sound ones. Sound rules give every complete set of ballots a result. */
export function problemsOfBody(body: ContestBody): readonly Problem[] {
  return [
    ...problemsOfKeys(body),
    ...problemsOfEntrants(body),
    ...problemsOfWeights(body),
    ...problemsOfParts(body),
    ...problemsOfBallot(body),
    ...problemsOfCourse(body),
    ...problemsOfLadder(body),
    ...problemsOfAwards(body),
  ]
}

function problemsOfKeys(body: ContestBody): readonly Problem[] {
  const { ballot } = body
  const lists = {
    groups: body.groups,
    entrants: body.entrants,
    classes: body.classes,
    parts: body.parts,
    ...(ballot.kind === 'score' ? { criteria: ballot.criteria } : {}),
    ...(ballot.kind === 'grades' ? { grades: ballot.grades } : {}),
  }
  return Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap(({ key, name }, at) =>
      items.findIndex((other) => other.key === key) < at ? [problem('contests.key_twice', { name }, [list, at])] : [],
    ),
  )
}

function problemsOfEntrants({ groups, entrants, ballot }: ContestBody): readonly Problem[] {
  const known = new Set(groups.map(({ key }) => key))
  const mayTie = ballot.kind === 'ranking' ? ballot.mayTie : []
  return [
    ...(entrants.length < 2 ? [problem('contests.too_few_entrants', {}, ['entrants'])] : []),
    ...groups
      .filter(({ key }) => !entrants.some(({ groupKey }) => groupKey === key))
      .map(({ name }) => problem('contests.group_empty', { name }, ['groups'])),
    ...entrants.flatMap(({ name, groupKey }, at) =>
      known.has(groupKey) ? [] : [problem('contests.no_such_group', { name }, ['entrants', at])],
    ),
    ...entrants.flatMap(({ name }, at) =>
      entrants.findIndex((other) => other.name === name) < at
        ? [problem('contests.entrant_twice', { name }, ['entrants', at])]
        : [],
    ),
    ...mayTie
      .filter((key) => !entrants.some((each) => each.key === key))
      .map((entrant) => problem('contests.no_such_entrant', { entrant }, ['ballot'])),
  ]
}

function problemsOfWeights({ classes, trim, coefficient, entrants }: ContestBody): readonly Problem[] {
  const whole = sum(classes.map(({ weight }) => exact(weight)))
  return [
    ...(compare(whole, ONE) === 0 ? [] : [problem('contests.weights_not_whole', {}, ['classes'])]),
    ...classes.flatMap(({ name, weight }, at) =>
      compare(exact(weight), ZERO) === 0 ? [problem('contests.weight_zero', { name }, ['classes', at])] : [],
    ),
    ...(trim && trim.highest + trim.lowest >= trim.atLeast
      ? [problem('contests.trim_takes_all', { least: trim.highest + trim.lowest + 1 }, ['trim'])]
      : []),
    ...(coefficient.kind === 'voted' && !spansOne(coefficient)
      ? [problem('contests.coefficient_without_one', {}, ['coefficient'])]
      : []),
    ...(coefficient.kind === 'given'
      ? entrants.flatMap((entrant, at) =>
          compare(exact(entrant.coefficient), ZERO) === 0
            ? [problem('contests.coefficient_zero', { name: entrant.name }, ['entrants', at])]
            : [],
        )
      : []),
  ]
}

function spansOne({ least, most }: { readonly least: string; readonly most: string }): boolean {
  return compare(exact(least), ZERO) > 0 && compare(exact(least), ONE) <= 0 && compare(exact(most), ONE) >= 0
}

function problemsOfParts({ parts, entrants, ballot }: ContestBody): readonly Problem[] {
  const votes = parts.filter(({ source }) => source.kind === 'ballots')
  const whole = sum(parts.map(({ share }) => exact(share)))
  const points = ballot.kind === 'score' ? sum(ballot.criteria.map((each) => exact(each.points))) : exact(100)
  return [
    ...(votes.length === 1 ? [] : [problem('contests.one_vote', {}, ['parts'])]),
    ...(compare(whole, ONE) === 0 ? [] : [problem('contests.shares_not_whole', {}, ['parts'])]),
    ...(parts.length > 1 && compare(points, exact(100)) !== 0
      ? [problem('contests.points_not_hundred', {}, ['ballot'])]
      : []),
    ...parts
      .filter(({ source }) => source.kind === 'entered')
      .flatMap((part) =>
        entrants.flatMap((entrant, at) =>
          entrant.given[part.key] === undefined
            ? [problem('contests.part_missing', { name: entrant.name, part: part.name }, ['entrants', at])]
            : [],
        ),
      ),
  ]
}

function problemsOfBallot({ ballot, entrants }: ContestBody): readonly Problem[] {
  const sizes = groupsOf(entrants).map(([, keys]) => keys.length)
  if (ballot.kind === 'score')
    return ballot.criteria.flatMap(({ name, max, points }, at) =>
      compare(exact(max), ZERO) === 0 || compare(exact(points), ZERO) === 0
        ? [problem('contests.criterion_worthless', { name }, ['criteria', at])]
        : [],
    )
  if (ballot.kind === 'grades')
    return ballot.grades.flatMap(({ name, points }, at) => {
      const better = ballot.grades[at - 1]
      return better && compare(exact(better.points), exact(points)) <= 0
        ? [problem('contests.grades_out_of_order', { name }, ['grades', at])]
        : []
    })
  if (ballot.kind === 'ranking') {
    const last = subtract(exact(ballot.first), multiply(exact(ballot.step), exact(Math.max(1, ...sizes) - 1)))
    return [
      ...(compare(last, ZERO) < 0 ? [problem('contests.places_below_zero', {}, ['ballot'])] : []),
      ...(compare(exact(ballot.step), ZERO) === 0 ? [problem('contests.places_worth_same', {}, ['ballot'])] : []),
    ]
  }
  return ballot.choose > Math.min(...sizes, 200) ? [problem('contests.choose_too_many', {}, ['ballot'])] : []
}

/** What only a vote after all entrants can do, and what cannot be told before all have voted. */
function problemsOfCourse({ ballot, casting, reveal, coefficient, timing }: ContestBody): readonly Problem[] {
  const needsAll =
    ballot.kind === 'ranking' ||
    ballot.kind === 'approve' ||
    (ballot.kind === 'grades' && ballot.grades.some(({ most }) => most !== null))
  const isComparedLater = casting === 'at_end' || (coefficient.kind !== 'none' && coefficient.normalise)
  return [
    ...(needsAll && casting === 'per_entrant' ? [problem('contests.vote_after_all', {}, ['casting'])] : []),
    ...(isComparedLater && reveal !== 'at_end' ? [problem('contests.reveal_before_all', {}, ['reveal'])] : []),
    ...(timing.speakSeconds > 0 && timing.warnSeconds >= timing.speakSeconds
      ? [problem('contests.warns_too_early', {}, ['timing'])]
      : []),
    ...(timing.shortSeconds !== null && timing.shortSeconds > timing.speakSeconds
      ? [problem('contests.short_too_long', {}, ['timing'])]
      : []),
  ]
}

function problemsOfLadder({ tieLadder, ballot, classes, parts }: ContestBody): readonly Problem[] {
  const isPossible = {
    top_grades: ballot.kind === 'grades',
    unrounded: true,
    leader_mean: classes.filter(({ isLeaders }) => isLeaders).length === 1,
    data: parts.some(({ key }) => key === 'data'),
    investment: true,
  }
  return tieLadder.flatMap((step, at) => [
    ...(isPossible[step] ? [] : [problem(`contests.ladder_${step}`, {}, ['tieLadder', at])]),
    ...(tieLadder.indexOf(step) < at ? [problem('contests.step_twice', {}, ['tieLadder', at])] : []),
  ])
}

function problemsOfAwards({ awards, groups }: ContestBody): readonly Problem[] {
  return awards.flatMap(({ name, groupKey, from, through }, at) => [
    ...(from > through ? [problem('contests.award_backwards', { name }, ['awards', at])] : []),
    ...(groupKey !== null && !groups.some(({ key }) => key === groupKey)
      ? [problem('contests.no_such_group', { name }, ['awards', at])]
      : []),
  ])
}
