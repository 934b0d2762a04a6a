/** A cell of a honeycomb: its middle and its six corners, ready for a polygon. */
export interface HoneyCell {
  readonly x: number
  readonly y: number
  readonly points: string
}

/** The side of a cell. */
export const SIDE = 48

const HALF = (SIDE * Math.sqrt(3)) / 2
const GAP = 5
const SMALLEST = 420

/**
 * Places for some tiles in even rows that are offset by half a tile, wider than high: a schematic of equals, without any claim to
 * geography. Answers the cells in reading order and the view box of the whole, never so small that a few tiles fill a wall.
 */
export function honeycomb(count: number): {
  readonly cells: readonly HoneyCell[]
  readonly box: string
} {
  const rows = Math.max(1, Math.ceil(count / Math.ceil(Math.sqrt(count * 1.9))))
  const columns = Math.max(1, Math.ceil(count / rows))
  const cells = Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const x = HALF + GAP + (index % columns) * (2 * HALF + GAP) + (row % 2) * (HALF + GAP / 2)
    const y = SIDE + GAP + row * (1.5 * SIDE + GAP)
    return { x, y, points: corners(x, y) }
  })
  const width = columns * (2 * HALF + GAP) + GAP + (rows > 1 ? HALF + GAP / 2 : 0)
  const height = 2 * SIDE + (rows - 1) * (1.5 * SIDE + GAP) + 2 * GAP
  const [seenWidth, seenHeight] = [Math.max(width, SMALLEST), Math.max(height, SMALLEST / 2)]
  return { cells, box: [(width - seenWidth) / 2, (height - seenHeight) / 2, seenWidth, seenHeight].join(' ') }
}

function corners(x: number, y: number): string {
  return Array.from({ length: 6 }, (_, index) => {
    const angle = (Math.PI / 3) * index - Math.PI / 2
    return `${(x + SIDE * Math.cos(angle)).toFixed(1)},${(y + SIDE * Math.sin(angle)).toFixed(1)}`
  }).join(' ')
}
