import type { DuplicateSign } from '../contract.ts'

/** What two projects are compared by. Land in square metres, coordinates in degrees. */
export interface ComparedProject {
  readonly id: string
  readonly name: string
  readonly otherNames: readonly string[]
  readonly projectCodes: readonly string[]
  readonly enterprise: string
  readonly creditCode: string | null
  readonly place: string
  readonly land: number | null
  readonly longitude: number | null
  readonly latitude: number | null
}

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
/** Names alike from here on are called the same. */
const SAME_NAME = 0.8
const LIKE_NAME = 0.5
/** What binary fractions may be off by. */
const ROUNDING = 1e-9
const NEAR_METRES = 150
/** Wider than `NEAR_METRES` everywhere south of the 54th parallel, along both axes. */
const CELL_DEGREES = 0.004
const GENERIC = /有限责任公司|股份有限公司|有限公司|集团|项目|工程|建设|示例/g
const COUNTED = /第?[一二三四五六七八九十\d]+[期批标]|[（(]\d+[)）]|\d+号/g

/**
 * Every pair of projects that may be the same: one strong sign (a project code, a name) or two weak ones (investor, parcel, nearness,
 * a likeness of names). Names that differ in a counted phase say nothing. Heaviest first, then by id. Pairs are found by keys and by
 * the rarest two-character pieces of names, which misses none: two names as alike as `SAME_NAME` share one of those pieces.
 */
export function findDuplicates(projects: readonly ComparedProject[]): readonly DuplicatePair[] {
  const read = projects.map(readNames)
  const seen = new Set<number>()
  const pairs: DuplicatePair[] = []
  const meet = (one: number, other: number): void => {
    if (one === other) return
    const key = one < other ? one * read.length + other : other * read.length + one
    if (seen.has(key)) return
    seen.add(key)
    const [mine, theirs] = [read[one], read[other]]
    if (!mine || !theirs) return
    const pair = mine.of.id < theirs.of.id ? compared(mine, theirs) : compared(theirs, mine)
    if (pair) pairs.push(pair)
  }
  for (const members of blocksOf(read).values()) meetAll(members, members, meet)
  const cells = cellsOf(read)
  for (const [cell, members] of cells)
    for (const next of [cell, ...AHEAD.map((step) => cell + step)]) meetAll(members, cells.get(next) ?? [], meet)
  return pairs.toSorted((one, other) => other.weight - one.weight || (pairKey(one) < pairKey(other) ? -1 : 1))
}

function meetAll(some: readonly number[], others: readonly number[], meet: (one: number, other: number) => void): void {
  for (const [place, one] of some.entries())
    for (const other of some === others ? others.slice(place + 1) : others) meet(one, other)
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

interface Read {
  readonly of: ComparedProject
  readonly names: readonly { readonly grams: ReadonlySet<string>; readonly counted: ReadonlySet<string> }[]
}

function readNames(of: ComparedProject): Read {
  const names = [of.name, ...of.otherNames].filter((name) => name !== '')
  return { of, names: names.map((name) => ({ grams: gramsOfName(name), counted: countedOf(name) })) }
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

function compared(one: Read, other: Read): DuplicatePair | undefined {
  const likeness = likenessOf(one, other)
  const signs = signsOf(one.of, other.of, likeness)
  const strong = signs.filter((sign) => STRONG.has(sign)).length
  if (strong === 0 && signs.length < 2) return undefined
  return { firstId: one.of.id, secondId: other.of.id, signs, likeness, weight: signs.length + strong }
}

/** Whether each name counts something the other does not: another phase, another numbered plant. */
function isOther(mine: ReadonlySet<string>, theirs: ReadonlySet<string>): boolean {
  return [...mine].some((each) => !theirs.has(each)) && [...theirs].some((each) => !mine.has(each))
}

/** The likeness of the two names that are most alike (Dice over pieces); nothing between different phases of one name. */
function likenessOf(one: Read, other: Read): number {
  let best = 0
  for (const mine of one.names)
    for (const theirs of other.names) {
      if (isOther(mine.counted, theirs.counted)) continue
      let shared = 0
      for (const gram of mine.grams) if (theirs.grams.has(gram)) shared += 1
      const whole = mine.grams.size + theirs.grams.size
      if (whole > 0) best = Math.max(best, (2 * shared) / whole)
    }
  return best
}

function signsOf(one: ComparedProject, other: ComparedProject, likeness: number): readonly DuplicateSign[] {
  const sameCredit = one.creditCode !== null && one.creditCode === other.creditCode
  const found: readonly (readonly [DuplicateSign, boolean])[] = [
    ['same_code', one.projectCodes.some((code) => other.projectCodes.includes(code))],
    ['same_name', likeness >= SAME_NAME],
    ['like_name', likeness >= LIKE_NAME && likeness < SAME_NAME],
    ['same_investor', sameCredit || (one.enterprise !== '' && one.enterprise === other.enterprise)],
    ['same_parcel', parcelOf(one) !== undefined && parcelOf(one) === parcelOf(other)],
    ['near', isNear(one, other)],
  ]
  return found.flatMap(([sign, holds]) => (holds ? [sign] : []))
}

function parcelOf({ place, land }: ComparedProject): string | undefined {
  return place !== '' && land !== null && land > 0 ? `${place} ${Math.round(land)}` : undefined
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

/** Places of the projects that share a key worth comparing them for. */
function blocksOf(projects: readonly Read[]): ReadonlyMap<string, readonly number[]> {
  const commonness = new Map<string, number>()
  for (const { names } of projects)
    for (const gram of new Set(names.flatMap(({ grams }) => [...grams])))
      commonness.set(gram, (commonness.get(gram) ?? 0) + 1)
  const blocks = new Map<string, number[]>()
  for (const [place, project] of projects.entries())
    for (const key of new Set([...keysOf(project.of), ...rareGrams(project, commonness)])) addTo(blocks, key, place)
  return blocks
}

function addTo<K>(groups: Map<K, number[]>, key: K, place: number): void {
  const members = groups.get(key)
  if (members) members.push(place)
  else groups.set(key, [place])
}

function keysOf(of: ComparedProject): readonly string[] {
  const parcel = parcelOf(of)
  return [
    ...of.projectCodes.map((code) => `code ${code}`),
    ...(of.creditCode === null ? [] : [`credit ${of.creditCode}`]),
    ...(of.enterprise === '' ? [] : [`investor ${of.enterprise}`]),
    ...(parcel === undefined ? [] : [`parcel ${parcel}`]),
  ]
}

/** Cells are numbered row by row; the four that lie ahead of one, so that every two neighbours meet once. */
const CELLS_A_ROW = 1_000_000
const AHEAD = [1, CELLS_A_ROW - 1, CELLS_A_ROW, CELLS_A_ROW + 1] as const

/** Places of the projects by cell of the map: two places nearer than a cell lie in one cell or in neighbouring ones. */
function cellsOf(projects: readonly Read[]): ReadonlyMap<number, readonly number[]> {
  const cells = new Map<number, number[]>()
  for (const [place, { of }] of projects.entries())
    if (of.longitude !== null && of.latitude !== null)
      addTo(
        cells,
        Math.floor(of.latitude / CELL_DEGREES) * CELLS_A_ROW + Math.floor(of.longitude / CELL_DEGREES),
        place,
      )
  return cells
}

/**
 * The rarest pieces of each name, as many as two names of that likeness cannot avoid sharing: of n pieces at least n·t/(2−t) are in
 * the other name, so that all but that many, and one more, are enough.
 */
function rareGrams({ names }: Read, commonness: ReadonlyMap<string, number>): readonly string[] {
  return names.flatMap(({ grams }) => {
    const byRarity = [...grams].toSorted(
      (one, other) => (commonness.get(one) ?? 0) - (commonness.get(other) ?? 0) || (one < other ? -1 : 1),
    )
    const shared = Math.ceil((byRarity.length * SAME_NAME) / (2 - SAME_NAME) - ROUNDING)
    return byRarity.slice(0, byRarity.length - shared + 1).map((gram) => `name ${gram}`)
  })
}

function pairKey({ firstId, secondId }: Pick<DuplicatePair, 'firstId' | 'secondId'>): string {
  return `${firstId} ${secondId}`
}
