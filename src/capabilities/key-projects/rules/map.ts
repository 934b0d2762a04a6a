import type { ProjectLight } from '../contract.ts'

/** A place on the ground, in degrees. */
export interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** A place on the drawing, in pixels at zoom 1, x to the right, y downwards. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** A drawing of places: where each lies, and how many kilometres a pixel is at zoom 1. */
export interface Drawing {
  readonly spotOf: (place: Place) => Spot
  readonly kilometresPerPixel: number
}

/** Length of a degree of latitude in kilometres, mean of the ellipsoid. */
const DEGREE_KM = 111.195
/** A drawing shows at least this many kilometres across, so that one project alone does not fill it with itself. */
const LEAST_KM = 4
/** Share of the frame kept free at each edge. */
const MARGIN = 0.08

/**
 * How places are drawn into a frame of pixels: equirectangular about their middle latitude, which is true to within 0.2 % over a county.
 * All places fit inside the frame with a margin; without places the frame shows nothing around 0, 0.
 */
export function drawingOf(
  places: readonly Place[],
  frame: { readonly width: number; readonly height: number },
): Drawing {
  const [west, east] = rangeOf(places.map(({ longitude }) => longitude))
  const [south, north] = rangeOf(places.map(({ latitude }) => latitude))
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 }
  const shrink = Math.cos((middle.latitude * Math.PI) / 180)
  const inner = { width: frame.width * (1 - 2 * MARGIN), height: frame.height * (1 - 2 * MARGIN) }
  const kilometresPerPixel = Math.max(
    Math.max((east - west) * shrink * DEGREE_KM, LEAST_KM) / inner.width,
    Math.max((north - south) * DEGREE_KM, LEAST_KM) / inner.height,
  )
  const pixelsPerDegree = DEGREE_KM / kilometresPerPixel
  return {
    kilometresPerPixel,
    spotOf: ({ longitude, latitude }) => ({
      x: frame.width / 2 + (longitude - middle.longitude) * shrink * pixelsPerDegree,
      y: frame.height / 2 - (latitude - middle.latitude) * pixelsPerDegree,
    }),
  }
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  return values.length === 0
    ? [0, 0]
    : values.reduce<readonly [number, number]>(
        ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      )
}

/** Points that are drawn as one: where they are drawn, and which they are, in their given order. */
export interface Crowd<P extends Spot> extends Spot {
  readonly members: readonly [P, ...P[]]
}

/**
 * Puts points together that would be drawn over each other: a point joins the first crowd whose first member lies within `radius`, else
 * it begins one. Every point is in exactly one crowd, and the first members of two crowds are further apart than `radius`; a crowd is
 * drawn in the middle of its members. The same points in the same order always make the same crowds.
 */
export function crowdsOf<P extends Spot>(points: readonly P[], radius: number): readonly Crowd<P>[] {
  const crowds: [P, ...P[]][] = []
  const byCell = new Map<string, [P, ...P[]][]>()
  const cellOf = (value: number) => Math.floor(value / radius)
  for (const point of points) {
    const [column, row] = [cellOf(point.x), cellOf(point.y)]
    const near = NEIGHBOURS.flatMap(([right, down]) => byCell.get(`${column + right} ${row + down}`) ?? [])
    const found = near.find(([first]) => Math.hypot(first.x - point.x, first.y - point.y) <= radius)
    if (found) found.push(point)
    else {
      const crowd: [P, ...P[]] = [point]
      crowds.push(crowd)
      byCell.set(`${column} ${row}`, [...(byCell.get(`${column} ${row}`) ?? []), crowd])
    }
  }
  return crowds.map((members) => ({
    members,
    x: members.reduce((sum, { x }) => sum + x, 0) / members.length,
    y: members.reduce((sum, { y }) => sum + y, 0) / members.length,
  }))
}

const NEIGHBOURS = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down] as const))

const WORST_FIRST = ['red', 'yellow', 'green', 'none'] as const satisfies readonly ProjectLight[]

/** The worst of some lights: a crowd with one red project is red. Nothing counts as no light. */
export function worstLight(lights: readonly ProjectLight[]): ProjectLight {
  return WORST_FIRST.find((light) => lights.includes(light)) ?? 'none'
}

/** A name written on the map where the projects of a unit lie. */
export interface PlaceName extends Spot {
  readonly name: string
  readonly count: number
}

/** The names of places: each in the middle of its points, those with most points first; a name that would cover an earlier one is left out. */
export function placeNames(
  points: readonly (Spot & { readonly unitName: string })[],
  apart: { readonly x: number; readonly y: number },
): readonly PlaceName[] {
  const byName = new Map<string, Spot[]>()
  for (const { unitName, x, y } of points)
    if (unitName !== '') byName.set(unitName, [...(byName.get(unitName) ?? []), { x, y }])
  const all = [...byName].map(([name, own]) => ({
    name,
    count: own.length,
    x: medianOf(own.map(({ x }) => x)),
    y: medianOf(own.map(({ y }) => y)),
  }))
  return all
    .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .reduce<readonly PlaceName[]>(
      (kept, next) =>
        kept.some((each) => Math.abs(each.x - next.x) < apart.x && Math.abs(each.y - next.y) < apart.y)
          ? kept
          : [...kept, next],
      [],
    )
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** A length for the scale of a drawing: 1, 2 or 5 times a power of ten of kilometres, as long as fits into some pixels. */
export function scaleOf(
  kilometresPerPixel: number,
  most: number,
): { readonly kilometres: number; readonly pixels: number } {
  const room = kilometresPerPixel * most
  const power = 10 ** Math.floor(Math.log10(room))
  const kilometres = ([5, 2, 1].find((factor) => factor * power <= room) ?? 1) * power
  return { kilometres, pixels: kilometres / kilometresPerPixel }
}
