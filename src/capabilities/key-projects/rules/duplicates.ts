import type { DuplicateSign } from '../contract.ts'
import { type ComparedProject, LIKE_NAME, parcelOf, type ReadProject, SAME_NAME } from './compared-project.ts'
import { meetingKeys } from './meeting-keys.ts'

export type { ComparedProject } from './compared-project.ts'

/** Two projects that may be one, with every sign of it; `firstId` sorts before `secondId`. */
export interface DuplicatePair {
  readonly firstId: string
  readonly secondId: string
  readonly signs: readonly DuplicateSign[]
  /** The likeness of their names, 0–1. */
  readonly likeness: number
  readonly weight: number
}

const STRONG: ReadonlySet<DuplicateSign> = new Set(['same_code', 'same_name'])
const NEAR_METRES = 150
/** Nobody judges more; only a library of copies has them. */
const MOST_PAIRS = 50_000
const GENERIC = /有限责任公司|股份有限公司|有限公司|集团|项目|工程|建设|示例/g
const COUNTED = /第?[一二三四五六七八九十\d]+[期批标]|[（(]\d+[)）]|\d+号/g

/**
 * Every pair of projects that may be the same: one strong sign (a project code, a name) or two weak ones (investor, parcel, nearness,
 * a likeness of names). Names that differ in a counted phase say nothing. Heaviest first, then by id. Projects meet only where they share
 * what two signs need (`meetingKeys`), which misses none; a library of nothing but copies is cut off at `MOST_PAIRS`.
 */
export function findDuplicates(projects: readonly ComparedProject[]): readonly DuplicatePair[] {
  const read = projects.map(readNames)
  const keysOf = meetingKeys(read)
  const waiting = new Map<number, number[]>()
  const metBy = new Int32Array(read.length).fill(-1)
  const pairs: DuplicatePair[] = []
  for (const [place, mine] of read.entries()) {
    const { asked, left } = keysOf(mine)
    for (const key of asked)
      for (const other of waiting.get(key) ?? []) {
        const theirs = read[other]
        if (metBy[other] === place || !theirs) continue
        metBy[other] = place
        const pair = mine.of.id < theirs.of.id ? compared(mine, theirs) : compared(theirs, mine)
        if (pair) pairs.push(pair)
      }
    if (pairs.length >= MOST_PAIRS) break
    for (const key of left) addTo(waiting, key, place)
  }
  return pairs.toSorted((one, other) => other.weight - one.weight || (pairKey(one) < pairKey(other) ? -1 : 1))
}

/** The pairs one project makes with others; what a signing asks before it counts. */
export function duplicatesOf(project: ComparedProject, others: readonly ComparedProject[]): readonly DuplicatePair[] {
  const one = readNames(project)
  return others
    .filter((each) => each.id !== project.id)
    .flatMap((each) => {
      const other = readNames(each)
      return (one.of.id < other.of.id ? compared(one, other) : compared(other, one)) ?? []
    })
}

function readNames(of: ComparedProject): ReadProject {
  const names = [of.name, ...of.otherNames].filter((name) => name !== '')
  return {
    of,
    parcel: parcelOf(of),
    names: names.map((name) => ({ grams: gramsOfName(name), counted: countedOf(name) })),
  }
}

/** The two-character pieces of what is particular in a name. */
function gramsOfName(name: string): ReadonlySet<string> {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(COUNTED, '')
    .replace(GENERIC, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const letters = Array.from(plain)
  return new Set(letters.length < 2 ? letters : letters.slice(1).map((letter, index) => `${letters[index]}${letter}`))
}

function countedOf(name: string): ReadonlySet<string> {
  return new Set(name.normalize('NFKC').match(COUNTED))
}

/** Whether two projects may be one. What costs little is asked first: most that meet are told apart by their names alone. */
function compared(one: ReadProject, other: ReadProject): DuplicatePair | undefined {
  const likeness = likenessOf(one, other)
  const owner = isSameInvestor(one.of, other.of)
  const parcel = one.parcel !== undefined && one.parcel === other.parcel
  const code = one.of.projectCodes.some((each) => other.of.projectCodes.includes(each))
  if (likeness < LIKE_NAME && !code && !owner && !parcel) return undefined
  const found: readonly (readonly [DuplicateSign, boolean])[] = [
    ['same_code', code],
    ['same_name', likeness >= SAME_NAME],
    ['like_name', likeness >= LIKE_NAME && likeness < SAME_NAME],
    ['same_investor', owner],
    ['same_parcel', parcel],
    ['near', isNear(one.of, other.of)],
  ]
  const signs = found.flatMap(([sign, holds]) => (holds ? [sign] : []))
  const strong = signs.filter((sign) => STRONG.has(sign)).length
  if (strong === 0 && signs.length < 2) return undefined
  return { firstId: one.of.id, secondId: other.of.id, signs, likeness, weight: signs.length + strong }
}

function isSameInvestor(one: ComparedProject, other: ComparedProject): boolean {
  const sameCredit = one.creditCode !== null && one.creditCode === other.creditCode
  return sameCredit || (one.enterprise !== '' && one.enterprise === other.enterprise)
}

/** Whether each name counts something the other does not: another phase, another numbered plant. */
function isOther(mine: ReadonlySet<string>, theirs: ReadonlySet<string>): boolean {
  if (mine.size === 0 || theirs.size === 0) return false
  return [...mine].some((each) => !theirs.has(each)) && [...theirs].some((each) => !mine.has(each))
}

/** The likeness of the two names that are most alike (Dice over pieces); nothing between different phases of one name. */
function likenessOf(one: ReadProject, other: ReadProject): number {
  let best = 0
  for (const mine of one.names)
    for (const theirs of other.names) {
      const whole = mine.grams.size + theirs.grams.size
      if (whole === 0 || isOther(mine.counted, theirs.counted)) continue
      let shared = 0
      for (const gram of mine.grams) if (theirs.grams.has(gram)) shared += 1
      best = Math.max(best, (2 * shared) / whole)
    }
  return best
}

function isNear(one: ComparedProject, other: ComparedProject): boolean {
  const metres = metresBetween(one, other)
  return metres !== undefined && metres <= NEAR_METRES
}

const EARTH_METRES = 6_371_008.8

function metresBetween(one: ComparedProject, other: ComparedProject): number | undefined {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null)
    return undefined
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const byLatitude = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2
  const byLongitude = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2
  const chord = byLatitude + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * byLongitude
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord)))
}

function addTo<K>(groups: Map<K, number[]>, key: K, place: number): void {
  const members = groups.get(key)
  if (members) members.push(place)
  else groups.set(key, [place])
}

function pairKey({ firstId, secondId }: Pick<DuplicatePair, 'firstId' | 'secondId'>): string {
  return `${firstId} ${secondId}`
}
