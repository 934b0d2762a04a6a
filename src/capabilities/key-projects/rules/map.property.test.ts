import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crowdsOf, drawingOf, placeNames, scaleOf, worstLight } from './map.ts'

const frame = { width: 900, height: 540 }
/** Coordinates as they are measured, to a millionth of a degree: a hand's breadth. */
const degrees = (min: number, max: number) =>
  fc.integer({ min: min * 1_000_000, max: max * 1_000_000 }).map((each) => each / 1_000_000)
const place = fc.record({ longitude: degrees(74, 135), latitude: degrees(18, 53) })
const point = fc.record({
  x: fc.double({ min: 0, max: 900, noNaN: true }),
  y: fc.double({ min: 0, max: 540, noNaN: true }),
})

describe('the drawing of a map', () => {
  it('has every place inside its frame, north above south and east right of west', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
        const { spotOf } = drawingOf(places, frame)
        for (const each of places) {
          const { x, y } = spotOf(each)
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(frame.width)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(frame.height)
        }
        const [one, other] = [places[0], places.at(-1)]
        if (!one || !other) return
        expect(Math.sign(spotOf(one).x - spotOf(other).x)).toBe(Math.sign(one.longitude - other.longitude))
        expect(Math.sign(spotOf(one).y - spotOf(other).y)).toBe(Math.sign(other.latitude - one.latitude))
      }),
    )
  })

  it('keeps distances: Changyi to Weifang, 36.86 119.40 to 36.71 119.16, is 27 km', () => {
    const places = [
      { longitude: 119.4, latitude: 36.86 },
      { longitude: 119.16, latitude: 36.71 },
    ] as const
    const { spotOf, kilometresPerPixel } = drawingOf(places, frame)
    const [one, other] = [spotOf(places[0]), spotOf(places[1])]
    const kilometres = Math.hypot(one.x - other.x, one.y - other.y) * kilometresPerPixel
    expect(kilometres).toBeCloseTo(haversine(places[0], places[1]), 0)
  })

  it('does not blow up around one project alone', () => {
    const { kilometresPerPixel } = drawingOf([{ longitude: 119.4, latitude: 36.86 }], frame)
    expect(kilometresPerPixel * frame.height).toBeGreaterThan(4)
  })

  it('has a scale of 1, 2 or 5 that fits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 10, noNaN: true }), (perPixel) => {
        const { kilometres, pixels } = scaleOf(perPixel, 120)
        expect(pixels).toBeLessThanOrEqual(120 + 1e-9)
        expect(pixels).toBeGreaterThan(120 / 2.6)
        expect(kilometres.toExponential()[0]).toMatch(/[125]/)
      }),
    )
  })
})

describe('crowds', () => {
  it('hold every point once, none further than the radius from the first of its crowd, crowds further apart than it', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 80 }), fc.integer({ min: 1, max: 200 }), (points, radius) => {
        const crowds = crowdsOf(points, radius)
        expect(crowds.flatMap(({ members }) => members).length).toBe(points.length)
        expect(new Set(crowds.flatMap(({ members }) => members))).toEqual(new Set(points))
        const firsts = crowds.map(({ members }) => members[0])
        for (const { members } of crowds)
          for (const each of members)
            expect(Math.hypot(each.x - members[0].x, each.y - members[0].y)).toBeLessThanOrEqual(radius)
        for (const [index, one] of firsts.entries())
          for (const other of firsts.slice(index + 1))
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(radius)
      }),
    )
  })

  it('take the worst light of their members', () => {
    expect(worstLight(['green', 'none', 'red', 'yellow'])).toBe('red')
    expect(worstLight(['none', 'green'])).toBe('green')
    expect(worstLight([])).toBe('none')
  })
})

describe('names of places', () => {
  it('never cover each other, and the place with most projects has its name', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(point, fc.constantFrom('甲镇', '乙镇', '丙街道', '')), { minLength: 1, maxLength: 40 }),
        (pairs) => {
          const points = pairs.map(([spot, unitName]) => ({ ...spot, unitName }))
          const names = placeNames(points, { x: 80, y: 20 })
          for (const [index, one] of names.entries())
            for (const other of names.slice(index + 1))
              expect(Math.abs(one.x - other.x) >= 80 || Math.abs(one.y - other.y) >= 20).toBe(true)
          const most = Math.max(...names.map(({ count }) => count))
          const countOf = (name: string) => points.filter(({ unitName }) => unitName === name).length
          if (names.length > 0) expect(most).toBe(Math.max(...['甲镇', '乙镇', '丙街道'].map(countOf)))
        },
      ),
    )
  })
})

type At = { readonly longitude: number; readonly latitude: number }

/** Distance on the sphere in kilometres: another formula than the drawing's. */
function haversine(one: At, other: At): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const half = (from: number, to: number) => Math.sin(rad(to - from) / 2) ** 2
  const a =
    half(one.latitude, other.latitude) +
    Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * half(one.longitude, other.longitude)
  return 2 * 6371 * Math.asin(Math.sqrt(a))
}
