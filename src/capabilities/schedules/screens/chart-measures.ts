import type { ChartProject } from '../contract.ts'
import { lanesOf } from '../rules/chart.ts'

/** Heights of a lane of bars and of a row of one node, in pixels. */
export const LANE = 13
/** See `LANE`. */
export const NODE_ROW = 24

const HEAD = 36
const MOST_LANES = 4

/** Where the bars of a row lie, and how high it is in pixels: folded in a few lanes, unfolded with a line for each node. */
export interface RowMeasures {
  readonly height: number
  /** The top of the lane of the bar at a place. */
  readonly yOf: (at: number) => number
}

/** Measures a row; its lanes are reckoned once. */
export function measureRow(row: ChartProject, isUnfolded: boolean): RowMeasures {
  if (isUnfolded) return { height: HEAD + row.bars.length * NODE_ROW, yOf: (at) => HEAD + at * NODE_ROW + 6 }
  const lanes = lanesIn(row)
  return {
    height: Math.max(HEAD, 12 + lanes.reduce((most, lane) => Math.max(most, lane + 1), 1) * LANE),
    yOf: (at) => 10 + (lanes[at] ?? 0) * LANE,
  }
}

const known = new WeakMap<ChartProject, readonly number[]>()

function lanesIn(row: ChartProject): readonly number[] {
  const lanes = known.get(row) ?? lanesOf(row.bars, MOST_LANES)
  known.set(row, lanes)
  return lanes
}
