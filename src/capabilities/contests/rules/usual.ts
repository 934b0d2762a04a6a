import { ContestBody, type ContestKind } from '../contract.ts'

/** The words a contest is born with, in the language of the office. */
export interface UsualWords {
  readonly group: string
  readonly stage: string
  readonly leaders: string
  readonly members: string
  readonly progress: string
  readonly quality: string
  readonly effort: string
  /** The best first. */
  readonly grades: readonly string[]
}

const GRADES = [
  ['good', '100'],
  ['fairly_good', '85'],
  ['fair', '70'],
  ['poor', '50'],
] as const

/**
 * The rules a new contest begins with. An arena: three criteria (visible progress, quality, effort), leaders 60 % and others 40 %, one highest and
 * one lowest left out, six minutes and two of questions, the score after the next one spoke. A tour: four grades given once after all stops, more
 * of the best grade breaks ties. Sources: 济宁 2020 (criteria), 临水 (60/40), 潍坊 (six minutes), 临沂 2022 (grades and ties).
 */
export function usualBody(kind: ContestKind, words: UsualWords): ContestBody {
  const common = {
    groups: [{ key: 'all', name: words.group }],
    entrants: [],
    classes: [
      { key: 'leaders', name: words.leaders, weight: '0.6', isLeaders: true },
      { key: 'members', name: words.members, weight: '0.4' },
    ],
    parts: [{ key: 'stage', name: words.stage, share: '1', source: { kind: 'ballots' } }],
  }
  return ContestBody.parse(
    kind === 'arena'
      ? {
          ...common,
          ballot: {
            kind: 'score',
            criteria: [
              { key: 'progress', name: words.progress, max: '40', points: '40' },
              { key: 'quality', name: words.quality, max: '30', points: '30' },
              { key: 'effort', name: words.effort, max: '30', points: '30' },
            ],
          },
          trim: { highest: 1, lowest: 1 },
          tieLadder: ['unrounded', 'leader_mean', 'investment'],
        }
      : {
          ...common,
          ballot: {
            kind: 'grades',
            grades: GRADES.map(([key, points], at) => ({ key, points, name: words.grades[at] ?? key })),
          },
          casting: 'at_end',
          reveal: 'at_end',
          tieLadder: ['top_grades', 'leader_mean', 'investment'],
          timing: { scoringSeconds: 3600 },
        },
  )
}
