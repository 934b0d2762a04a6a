import type { BallotRule, SpokenRules, TieStep } from '../contract.ts'
import type { rulesZh } from './rules.zh-CN.ts'

const points = (text: string): string => `${Number(text)}`
/** A ratio as percent, without zeros nobody needs. */
const percent = (ratio: string): number => Math.round(Number(ratio) * 10_000) / 100
const TIES: Readonly<Record<TieStep, string>> = {
  top_grades: 'more votes for the best grade',
  unrounded: 'the higher score with more decimals',
  leader_mean: 'the higher mean of the leaders',
  data: 'the higher score of the data',
  investment: 'the larger completed investment',
}

function ballotSentence(rule: BallotRule): string {
  switch (rule.kind) {
    case 'score':
      return `Judges mark ${rule.criteria.length} criteria: ${rule.criteria.map((each) => `${each.name} ${points(each.points)}`).join(', ')}.`
    case 'grades':
      return `Judges give grades: ${rule.grades.map((each) => `${each.name} ${points(each.points)}${each.most === null ? '' : ` (at most ${each.most} a group)`}`).join(', ')}.`
    case 'ranking':
      return `Judges put all of a group in order: ${points(rule.first)} for the first, ${points(rule.step)} less for every place after.`
    default:
      return rule.exactly
        ? `Judges choose ${rule.choose} of each group.`
        : `Judges choose up to ${rule.choose} of each group.`
  }
}

function sentences({
  ballot,
  classes,
  parts,
  trim,
  coefficient,
  tieLadder,
  decimals,
  casting,
  reveal,
  ballots,
}: SpokenRules) {
  const total = classes.reduce((sum, { weight }) => sum + Number(weight), 0)
  return [
    ballotSentence(ballot),
    classes.length > 1
      ? `There are ${classes.length} classes of judges; their means are joined by weight: ${classes.map(({ name, weight }) => `${name} ${Math.round((Number(weight) / (total || 1)) * 1000) / 10}%`).join(', ')}.`
      : 'The score is the mean of all valid ballots.',
    trim
      ? `Where ${classes.length > 1 ? 'a class has given' : 'there are'} ${trim.atLeast} or more valid ballots, the ${trim.highest} highest and the ${trim.lowest} lowest are left out.`
      : 'No highest or lowest score is left out.',
    parts.length > 1
      ? `The result is made of ${parts.map(({ name, share }) => `${name} ${percent(share)}%`).join(', ')}.`
      : '',
    coefficient.kind === 'none'
      ? ''
      : coefficient.kind === 'given'
        ? 'The score is multiplied by the difficulty set beforehand.'
        : `The score is multiplied by the difficulty: the median of what the judges say, between ${Number(coefficient.least)} and ${Number(coefficient.most)}.`,
    `${casting === 'per_entrant' ? 'Each entrant is voted on by itself' : 'One vote after everything was seen'}; ${ballots === 'named' ? 'ballots are named and open to the supervisor alone' : 'ballots are secret'}; a ballot is locked once handed in.`,
    reveal === 'after_next'
      ? 'A score is shown after the next one has spoken.'
      : reveal === 'at_once'
        ? 'A score is shown as soon as voting on it is over.'
        : 'All scores are shown at the end.',
    `Scores have ${decimals} decimals. ${tieLadder.length > 0 ? `Equal scores are told apart by ${tieLadder.map((each) => TIES[each]).join(', then ')}; ` : ''}those still equal share the place, without a draw.`,
    'Judges do not vote on their own unit or a project they sponsor; who is excluded or has left is not counted among the expected.',
  ].filter((each) => each !== '')
}

/** Words of the rules as everybody reads them: the hall, the judges, the desk. */
export const rulesEn: typeof rulesZh = { title: 'Rules', sentences }
