import {
  type Headline,
  type LevelSlice,
  type Light,
  type LightCounts,
  LIST_LEVELS,
  type ListLevel,
  type Stage,
  STAGES,
  type StageSlice,
  type UnitTile,
} from '../contract.ts'

/** A project on one day, as boards count it. `unitIds` are all units that work on it, the responsible one first; money is whole yuan. */
export interface ProjectState {
  readonly id: string
  readonly name: string
  readonly stage: Stage
  readonly light: Light
  readonly unitIds: readonly string[]
  readonly totalInvestment: number | null
  readonly yearPlan: number | null
  readonly invested: number | null
  readonly pace: number | null
}

/** A target on one day, by the figures released until then. */
export interface TargetState {
  readonly id: string
  readonly name: string
  readonly light: Light
}

/** How many of some things show each light. */
export function countLights(rows: readonly { readonly light: Light }[]): LightCounts {
  const of = (light: Light) => rows.filter((row) => row.light === light).length
  return { red: of('red'), yellow: of('yellow'), green: of('green'), none: of('none') }
}

/** The leading figures over some projects: counts, sums, completion against the pace weighted by plans. */
export function headlineOf(rows: readonly ProjectState[]): Headline {
  const planned = rows.filter((row) => (row.yearPlan ?? 0) > 0)
  const paced = planned.filter((row) => row.pace !== null)
  return {
    projects: rows.length,
    totalInvestment: knownSum(rows, (row) => row.totalInvestment),
    yearPlan: knownSum(rows, (row) => row.yearPlan),
    invested: knownSum(rows, (row) => row.invested),
    completion: ratio(
      knownSum(planned, (row) => row.invested),
      sumOf(planned, (row) => row.yearPlan),
    ),
    pace: ratio(
      sumOf(paced, (row) => (row.yearPlan ?? 0) * (row.pace ?? 0)),
      sumOf(paced, (row) => row.yearPlan),
    ),
    withoutFigures: planned.filter((row) => row.invested === null).length,
    lights: countLights(rows),
  }
}

/** Projects by stage, in the order of the chain; stages nobody is in are left out. */
export function stagesOf(rows: readonly ProjectState[]): readonly StageSlice[] {
  return STAGES.flatMap((stage) => {
    const own = rows.filter((row) => row.stage === stage)
    return own.length > 0 ? [{ stage, ...sliceOf(own) }] : []
  })
}

/** Projects by list, province first; a project on two lists counts in both. */
export function levelsOf(
  rows: readonly (ProjectState & { readonly levels: readonly ListLevel[] })[],
): readonly LevelSlice[] {
  return LIST_LEVELS.flatMap((level) => {
    const own = rows.filter((row) => row.levels.includes(level))
    return own.length > 0 ? [{ level, ...sliceOf(own) }] : []
  })
}

/** A unit that may be a tile: towns and parks always, others where they answer for a project. */
export interface MapUnit {
  readonly id: string
  readonly name: string
  readonly kind: string
}

const PLACES: readonly string[] = ['township', 'park']
const WORST_FIRST: readonly Light[] = ['red', 'yellow', 'green', 'none']

/**
 * The units as tiles, each with every project it works on, which is what a list narrowed to the unit shows: towns and parks first, in the
 * order given, then others that answer for a project.
 */
export function tilesOf(units: readonly MapUnit[], rows: readonly ProjectState[]): readonly UnitTile[] {
  const tiles = units.flatMap(({ id, name, kind }) => {
    const own = rows.filter((row) => row.unitIds.includes(id))
    return PLACES.includes(kind) || own.some((row) => row.unitIds[0] === id)
      ? [{ unitId: id, name, kind, light: worstOf(own), ...sliceOf(own) }]
      : []
  })
  const isPlace = ({ kind }: { readonly kind: string }) => PLACES.includes(kind)
  return [...tiles.filter(isPlace), ...tiles.filter((tile) => !isPlace(tile))]
}

/** The worst light among some things; `none` where nothing shows one. */
export function worstOf(rows: readonly { readonly light: Light }[]): Light {
  return WORST_FIRST.find((light) => rows.some((row) => row.light === light)) ?? 'none'
}

function sliceOf(rows: readonly ProjectState[]) {
  return {
    count: rows.length,
    totalInvestment: sumOf(rows, (row) => row.totalInvestment),
    lights: countLights(rows),
  }
}

function sumOf<T>(rows: readonly T[], of: (row: T) => number | null): number {
  return rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)
}

/** The sum of what is known; null where nothing is: unknown is not nothing. */
function knownSum<T>(rows: readonly T[], of: (row: T) => number | null): number | null {
  return rows.some((row) => of(row) !== null) ? sumOf(rows, of) : null
}

function ratio(part: number | null, whole: number): number | null {
  return part !== null && whole > 0 ? part / whole : null
}
