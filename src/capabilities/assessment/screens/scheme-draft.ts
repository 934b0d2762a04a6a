import type { AwardRule, Level, LevelBody, ListRule, SchemeBody, SchemeCriterion, SchemeFigure } from '../contract.ts'
import { newMethod } from './new-method.ts'

/** The periods of a level inside a year: their count; a year has none of its own. */
export const PERIODS_OF = { month: 12, quarter: 4, year: 0 } as const satisfies Record<Level, number>

/** A short key nobody has yet: `c3` where `c1` and `c2` are taken. */
export function freshKey(prefix: string, taken: readonly { readonly key: string }[]): string {
  const known = new Set(taken.map(({ key }) => key))
  let number = taken.length + 1
  while (known.has(`${prefix}${number}`)) number += 1
  return `${prefix}${number}`
}

/** A level as it is begun: nothing measured yet. */
export function newLevel(): LevelBody {
  return {
    criteria: [],
    decimals: 2,
    rounding: 'half_up',
    extras: [],
    bonusCap: null,
    bands: [],
    lists: [],
    awards: [],
  }
}

/** A criterion as it is added: done against due, in proportion, entered by a source unit still to be named. */
export function newCriterion(
  level: LevelBody,
  words: { readonly done: string; readonly due: string },
): SchemeCriterion {
  const figures: SchemeFigure[] = [
    { key: 'done', name: words.done, unit: '', from: { kind: 'unit' } },
    { key: 'due', name: words.due, unit: '', from: { kind: 'unit' } },
  ]
  return {
    key: freshKey('c', level.criteria),
    name: '',
    points: '10',
    seasons: [],
    decimals: 2,
    isExpected: false,
    sourceUnitId: null,
    figures,
    method: newMethod(
      'proportional',
      '10',
      figures.map(({ key }) => key),
    ),
  }
}

/** A list as it is added: the first or the last three with a threshold still to be set. */
export function newList(level: LevelBody, name: string): ListRule {
  return {
    key: freshKey('l', level.lists),
    name,
    colour: 'red',
    groups: [],
    rankedBy: { kind: 'total' },
    places: 3,
    conditions: [{ of: 'total', is: 'at_least', value: '90' }],
  }
}

/** An award as it is added: a flag for the first three. */
export function newAward(level: LevelBody, name: string): AwardRule {
  return {
    key: freshKey('a', level.awards),
    name,
    sign: 'flag',
    groups: [],
    rankedBy: { kind: 'total' },
    by: { kind: 'first', places: 3 },
  }
}

/** The list with one entry put in another's place, or taken out. */
export function withAt<T>(list: readonly T[], at: number, next: T | undefined): T[] {
  return list.flatMap((each, place) => (place !== at ? [each] : next === undefined ? [] : [next]))
}

/** The body with one level otherwise. */
export function withLevel(body: SchemeBody, level: Level, next: LevelBody | null): SchemeBody {
  return { ...body, levels: { ...body.levels, [level]: next } }
}

/** Where a finding of the proof lies: a tab of the editor, and in a level the place of the criterion. */
export interface FindingPlace {
  readonly tab: 'groups' | Level
  readonly criterion: number | undefined
}

/** Reads where a finding lies out of its path. */
export function placeOfFinding(path: readonly (string | number)[]): FindingPlace {
  const [first, level, part, at] = path[0] === 'body' ? path.slice(1) : path
  if (first !== 'levels' || (level !== 'month' && level !== 'quarter' && level !== 'year'))
    return { tab: 'groups', criterion: undefined }
  return { tab: level, criterion: part === 'criteria' && typeof at === 'number' ? at : undefined }
}
