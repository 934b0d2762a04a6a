import { LIKE_NAME, type ReadName, type ReadProject, SAME_NAME } from './compared-project.ts'

/** Under which keys a project looks for others that wait, and under which it then waits itself. */
export interface MeetingKeys {
  readonly asked: readonly number[]
  readonly left: readonly number[]
}

/** Wider than two places called near, everywhere south of the 54th parallel, along both axes. */
const CELL_DEGREES = 0.004
/** What binary fractions may be off by. */
const ROUNDING = 1e-9
/** Of what a name counts, so much is told apart; more is counted by no name of a project. */
const MOST_COUNTED = 6

/**
 * Keys under which any two projects that can be a pair meet, and few others: a code; two of the rarest pieces of names as alike as
 * `SAME_NAME`; and for two weak signs both at once, of investor, parcel, cell of the map and a rare piece of names as alike as
 * `LIKE_NAME`. One sign alone brings nobody together, however many projects an investor has or lie at one point. Keys are numbers made of
 * the numbers of what they join, which is quick; should a library be so large that two fall on one number, more meet and none is missed.
 */
export function meetingKeys(projects: readonly ReadProject[]): (project: ReadProject) => MeetingKeys {
  const pieces = new Numbers()
  const counts = new Numbers()
  for (const { names } of projects) for (const { grams } of names) for (const gram of grams) pieces.note(gram)
  for (const project of projects)
    for (const each of [...ownersOf(project), ...cellOf(project), ...project.of.projectCodes]) pieces.note(each)
  const span = pieces.size + 1
  const joined = (one: number, other: number): number => (one < other ? one * span + other : other * span + one)
  const withCount = (key: number, counted: number): number => (counted + 1) * span * span + key
  return (project) => {
    const asked: number[] = []
    const left: number[] = []
    const meet = (key: number): void => {
      asked.push(key)
      left.push(key)
    }
    const owners = pieces.shared(ownersOf(project))
    const own = pieces.shared(cellOf(project))
    const around = pieces.known(neighboursOf(project))
    for (const code of pieces.shared(project.of.projectCodes)) meet(code)
    for (const [at, one] of owners.entries()) for (const other of owners.slice(at + 1)) meet(joined(one, other))
    for (const one of owners) for (const cell of around) asked.push(joined(one, cell))
    for (const one of owners) for (const cell of pieces.known(cellOf(project))) left.push(joined(one, cell))
    const isAlone = own.length === 0 && around.length < 2
    for (const name of project.names) {
      const ranked = byRarity(name, pieces)
      const counted = countedKeys(name, counts)
      const alike = pieces.shared(prefix(ranked, LIKE_NAME, 1))
      const rarest = pieces.shared(prefix(ranked, SAME_NAME, 2))
      const same = ranked.length === 1 ? rarest : pairsWithin(rarest, joined)
      const beside = owners.flatMap((one) => alike.map((piece) => joined(one, piece)))
      const near = (cells: readonly number[]) =>
        isAlone ? [] : cells.flatMap((cell) => alike.map((piece) => joined(cell, piece)))
      for (const key of [...same, ...beside, ...near(around)])
        for (const count of counted.asked) asked.push(withCount(key, count))
      for (const key of [...same, ...beside, ...near(pieces.known(cellOf(project)))])
        for (const count of counted.left) left.push(withCount(key, count))
    }
    return { asked, left }
  }
}

/** Texts by number, and how often each was noted. */
class Numbers {
  readonly #numbers = new Map<string, number>()
  readonly #counts: number[] = []

  get size(): number {
    return this.#counts.length
  }

  /** The number of a text, a new one where it has none. */
  note(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) {
      this.#counts[known] = this.countOf(known) + 1
      return known
    }
    this.#numbers.set(text, this.#counts.length)
    return this.#counts.push(1) - 1
  }

  countOf(number: number): number {
    return this.#counts[number] ?? 0
  }

  /** Numbers of those that were noted. */
  known(texts: readonly string[]): readonly number[] {
    return texts.flatMap((text) => this.#numbers.get(text) ?? [])
  }

  /** Numbers of those noted more than once: nobody meets under the others. */
  shared(texts: readonly string[]): readonly number[] {
    return this.known(texts).filter((number) => this.countOf(number) > 1)
  }
}

/** The investor by code and by name, and the parcel. */
function ownersOf({ of, parcel }: ReadProject): readonly string[] {
  return [
    ...(of.creditCode === null ? [] : [`c${of.creditCode}`]),
    ...(of.enterprise === '' ? [] : [`i${of.enterprise}`]),
    ...(parcel === undefined ? [] : [`p${parcel}`]),
  ]
}

function cellOf({ of }: ReadProject): readonly string[] {
  const [x, y] = [cellNumber(of.longitude), cellNumber(of.latitude)]
  return x === undefined || y === undefined ? [] : [`@${x},${y}`]
}

const STEPS = [-1, 0, 1] as const

function neighboursOf({ of }: ReadProject): readonly string[] {
  const [x, y] = [cellNumber(of.longitude), cellNumber(of.latitude)]
  if (x === undefined || y === undefined) return []
  return STEPS.flatMap((east) => STEPS.map((north) => `@${x + east},${y + north}`))
}

function cellNumber(degrees: number | null): number | undefined {
  return degrees === null ? undefined : Math.floor(degrees / CELL_DEGREES)
}

/** The pieces of a name, the rarest first. */
function byRarity({ grams }: ReadName, pieces: Numbers): readonly string[] {
  const counts = new Map([...grams].map((gram) => [gram, pieces.countOf(pieces.known([gram])[0] ?? 0)]))
  return [...grams].toSorted(
    (one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0) || (one < other ? -1 : 1),
  )
}

/**
 * The rarest pieces of a name, as many that another name of that likeness has at least `together` of them among its own: of n pieces at
 * least n·t/(2−t) are in the other name. A name of a single piece has but one.
 */
function prefix(pieces: readonly string[], likeness: number, together: number): readonly string[] {
  const shared = Math.ceil((pieces.length * likeness) / (2 - likeness) - ROUNDING)
  return pieces.slice(0, pieces.length - shared + Math.min(together, shared))
}

function pairsWithin(pieces: readonly number[], joined: (one: number, other: number) => number): readonly number[] {
  return pieces.flatMap((one, at) => pieces.slice(at + 1).map((other) => joined(one, other)))
}

/**
 * What a name counts, so that only names meet of which one counts nothing the other does not: a name waits under what it counts and, as one
 * that counts more, under every part of it; it asks for its own, for its parts, and for those that count more.
 */
function countedKeys({ counted }: ReadName, numbers: Numbers): MeetingKeys {
  const own = [...counted].toSorted().slice(0, MOST_COUNTED)
  const parts = Array.from({ length: 2 ** own.length - 1 }, (_, mask) =>
    own.filter((__, index) => Math.floor(mask / 2 ** index) % 2 === 1).join(','),
  )
  const [equal, more] = [numbers.note(`=${own.join(',')}`), numbers.note(`+${own.join(',')}`)]
  return {
    asked: [equal, more, ...parts.map((part) => numbers.note(`=${part}`))],
    left: [equal, ...parts.map((part) => numbers.note(`+${part}`))],
  }
}
