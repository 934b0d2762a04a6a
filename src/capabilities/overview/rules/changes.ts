import type { Day } from '../../../kernel/day.ts'
import type { Changes, Light, Move } from '../contract.ts'
import { countLights, headlineOf, type ProjectState, type TargetState } from './figures.ts'

/** The state of a region on a day. */
export interface RegionState {
  readonly projects: readonly ProjectState[]
  readonly targets: readonly TargetState[]
}

/** Which earlier day is compared with. */
export interface EarlierDay extends RegionState {
  readonly day: Day
  readonly isOpening: boolean
}

const SEVERITY = { green: 0, none: 1, yellow: 2, red: 3 } as const satisfies Record<Light, number>
const KINDS = ['worse', 'better', 'entered', 'left', 'stage'] as const satisfies readonly Move['kind'][]

/** What is different from an earlier day: differences of the leading figures, and what moved, what got worse first. */
export function changesSince(before: EarlierDay, now: RegionState, movesShown: number): Changes {
  const [earlier, later] = [headlineOf(before.projects), headlineOf(now.projects)]
  const moves = movesBetween(before, now)
  return {
    since: before.day,
    isOpening: before.isOpening,
    projects: later.projects - earlier.projects,
    totalInvestment: (later.totalInvestment ?? 0) - (earlier.totalInvestment ?? 0),
    invested: (later.invested ?? 0) - (earlier.invested ?? 0),
    completionPoints:
      later.completion === null || earlier.completion === null ? null : (later.completion - earlier.completion) * 100,
    red: later.lights.red - earlier.lights.red,
    yellow: later.lights.yellow - earlier.lights.yellow,
    green: later.lights.green - earlier.lights.green,
    targetsRed: countLights(now.targets).red - countLights(before.targets).red,
    moves: moves.slice(0, movesShown),
    moreMoves: Math.max(0, moves.length - movesShown),
  }
}

/** Everything that moved between two states: lights that turned, things that came and went, projects that changed stage. */
export function movesBetween(before: RegionState, now: RegionState): readonly Move[] {
  const moves = [
    ...movesOf('target', before.targets, now.targets),
    ...movesOf('key_project', before.projects, now.projects),
    ...stageMoves(before.projects, now.projects),
  ]
  return KINDS.flatMap((kind) => moves.filter((move) => move.kind === kind))
}

const PATHS = { target: '/targets/', key_project: '/key-projects/' } as const

function movesOf(
  kind: keyof typeof PATHS,
  before: readonly TargetState[],
  now: readonly TargetState[],
): readonly Move[] {
  const earlier = new Map(before.map((row) => [row.id, row]))
  const later = new Set(now.map((row) => row.id))
  const move = (row: TargetState, what: Move['kind'], from: string | null, to: string | null): Move => ({
    kind: what,
    subject: { kind, id: row.id },
    title: row.name,
    from,
    to,
    path: what === 'left' ? null : `${PATHS[kind]}${row.id}`,
  })
  return [
    ...now.flatMap((row) => {
      const was = earlier.get(row.id)
      if (!was) return [move(row, 'entered', null, row.light)]
      if (was.light === row.light) return []
      return [move(row, SEVERITY[row.light] > SEVERITY[was.light] ? 'worse' : 'better', was.light, row.light)]
    }),
    ...before.filter((row) => !later.has(row.id)).map((row) => move(row, 'left', row.light, null)),
  ]
}

function stageMoves(before: readonly ProjectState[], now: readonly ProjectState[]): readonly Move[] {
  const earlier = new Map(before.map((row) => [row.id, row.stage]))
  return now.flatMap((row) => {
    const was = earlier.get(row.id)
    return was === undefined || was === row.stage
      ? []
      : [
          {
            kind: 'stage' as const,
            subject: { kind: 'key_project' as const, id: row.id },
            title: row.name,
            from: was,
            to: row.stage,
            path: `/key-projects/${row.id}`,
          },
        ]
  })
}
