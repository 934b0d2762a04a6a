import type { BallotContent, BallotRule } from '../../../capabilities/contests/contract.ts'

/** An entrant as far as a ballot needs it. */
export interface OnBallot {
  readonly key: string
  readonly groupKey: string
}

/** What a judge has written so far, of whatever kind: marks and grades by entrant, those in order, those chosen, difficulty by entrant. */
export interface Draft {
  readonly marks: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly grades: Readonly<Record<string, string>>
  readonly order: readonly string[]
  readonly chosen: readonly string[]
  readonly difficulty: Readonly<Record<string, string>>
}

/** A ballot nobody has written on. */
export const EMPTY_DRAFT: Draft = { marks: {}, grades: {}, order: [], chosen: [], difficulty: {} }

/** What keeps a ballot from being handed in: the place and what is wrong there. */
export interface Fault {
  readonly what:
    | 'missing'
    | 'not_a_mark'
    | 'too_high'
    | 'decimals'
    | 'grade_used_up'
    | 'order'
    | 'choose'
    | 'difficulty'
  readonly entrantKey: string | null
  readonly criterionKey: string | null
}

/** The least and greatest difficulty a judge may say; `null` where the rules do not ask. */
export type DifficultyBounds = { readonly least: string; readonly most: string } | null

/** Whether a text is a plain number not below zero, as a mark is written. */
export function isMark(text: string): boolean {
  return /^\d{1,6}(\.\d{1,6})?$/.test(text)
}

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0

/** Everything that still keeps the ballot on these entrants from being handed in, in the order of the paper; empty when it may be. */
export function faultsOf(
  rule: BallotRule,
  entrants: readonly OnBallot[],
  draft: Draft,
  difficulty: DifficultyBounds = null,
): readonly Fault[] {
  return [
    ...faultsOfVote(rule, entrants, draft),
    ...entrants.flatMap((each) => faultOfDifficulty(each, draft, difficulty)),
  ]
}

function faultsOfVote(rule: BallotRule, entrants: readonly OnBallot[], draft: Draft): readonly Fault[] {
  const fault = (what: Fault['what'], entrantKey: string | null = null, criterionKey: string | null = null): Fault => ({
    what,
    entrantKey,
    criterionKey,
  })
  switch (rule.kind) {
    case 'score':
      return entrants.flatMap(({ key }) =>
        rule.criteria.flatMap((criterion) => {
          const text = draft.marks[key]?.[criterion.key] ?? ''
          if (text === '') return [fault('missing', key, criterion.key)]
          if (!isMark(text)) return [fault('not_a_mark', key, criterion.key)]
          if (Number(text) > Number(criterion.max)) return [fault('too_high', key, criterion.key)]
          return decimalsOf(text) > criterion.decimals ? [fault('decimals', key, criterion.key)] : []
        }),
      )
    case 'grades':
      return [
        ...entrants.filter(({ key }) => !draft.grades[key]).map(({ key }) => fault('missing', key)),
        ...rule.grades.flatMap(({ key, most }) =>
          Object.values(groupsOf(entrants)).some((group) => most !== null && givenTo(draft, group, key) > most)
            ? [fault('grade_used_up', null, key)]
            : [],
        ),
      ]
    case 'ranking':
      return entrants.filter(({ key }) => !draft.order.includes(key)).map(({ key }) => fault('order', key))
    default:
      return Object.values(groupsOf(entrants)).flatMap((group) =>
        isWellChosen(rule, group, draft) ? [] : [fault('choose')],
      )
  }
}

function faultOfDifficulty({ key }: OnBallot, draft: Draft, bounds: DifficultyBounds): readonly Fault[] {
  if (!bounds) return []
  const text = draft.difficulty[key] ?? ''
  const isSound = isMark(text) && Number(text) >= Number(bounds.least) && Number(text) <= Number(bounds.most)
  return isSound ? [] : [{ what: 'difficulty', entrantKey: key, criterionKey: null }]
}

/**
 * What keeps a ballot that waits on this device: `sealed` so that nobody can read it here, `no_key` where the installation gave no key to seal it
 * with, `no_crypto` where the browser cannot seal on this page.
 */
export function keepingOf(canSeal: boolean, sealingKey: string): 'sealed' | 'no_key' | 'no_crypto' {
  if (!canSeal) return 'no_crypto'
  return sealingKey === '' ? 'no_key' : 'sealed'
}

/** Entrants by group. */
export function groupsOf<E extends OnBallot>(entrants: readonly E[]): Readonly<Record<string, readonly E[]>> {
  const groups: Record<string, E[]> = {}
  for (const each of entrants) (groups[each.groupKey] ??= []).push(each)
  return groups
}

/** Whether as many of a group are chosen as the rules ask for. */
export function isWellChosen(
  { choose, exactly }: Pick<Extract<BallotRule, { kind: 'approve' }>, 'choose' | 'exactly'>,
  group: readonly OnBallot[],
  { chosen }: Draft,
): boolean {
  const count = group.filter(({ key }) => chosen.includes(key)).length
  return count <= choose && count >= (exactly ? Math.min(choose, group.length) : 1)
}

/** How many of a group a draft gives a grade. */
export function givenTo(draft: Draft, group: readonly OnBallot[], grade: string): number {
  return group.filter(({ key }) => draft.grades[key] === grade).length
}

/** The ballot on these entrants as it is sealed and sent; nothing about anybody else leaves with it. */
export function contentOf(rule: BallotRule, entrants: readonly OnBallot[], draft: Draft): BallotContent {
  const keys = new Set(entrants.map(({ key }) => key))
  const only = <T>(by: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(by).filter(([key]) => keys.has(key)))
  const difficulty = only(draft.difficulty)
  switch (rule.kind) {
    case 'score':
      return { kind: 'score', marks: only(draft.marks), difficulty }
    case 'grades':
      return { kind: 'grades', marks: only(draft.grades), difficulty }
    case 'ranking':
      return { kind: 'ranking', places: placesOf(entrants, draft.order), difficulty }
    default:
      return { kind: 'approve', chosen: draft.chosen.filter((key) => keys.has(key)), difficulty }
  }
}

/** The place of every entrant in its own group, first is 1, as the judge put them in order. */
export function placesOf(entrants: readonly OnBallot[], order: readonly string[]): Record<string, number> {
  const places: Record<string, number> = {}
  for (const group of Object.values(groupsOf(entrants))) {
    const inOrder = order.filter((key) => group.some((each) => each.key === key))
    for (const [index, key] of inOrder.entries()) places[key] = index + 1
  }
  return places
}

/** Moves an entrant up (`-1`) or down (`1`) among those of its group in the order; the others keep theirs. */
export function moved(
  order: readonly string[],
  group: readonly OnBallot[],
  key: string,
  by: -1 | 1,
): readonly string[] {
  const among = order.filter((each) => group.some((one) => one.key === each))
  const other = among[among.indexOf(key) + by]
  if (other === undefined) return order
  return order.map((each) => (each === key ? other : each === other ? key : each))
}

/** The points that marks are worth together, for reading only (the count itself is exact and the server's); `null` while one is missing. */
export function totalOf(
  criteria: readonly { readonly key: string; readonly max: string; readonly points: string }[],
  marks: Readonly<Record<string, string>>,
): number | null {
  let total = 0
  for (const { key, max, points } of criteria) {
    const text = marks[key] ?? ''
    if (!isMark(text)) return null
    total += (Number(text) * Number(points)) / Number(max)
  }
  return Math.round(total * 100) / 100
}
