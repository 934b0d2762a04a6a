import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../kernel/outcome.ts'
import { type DrawnFrom, drawnSample, type DrawTerms } from './look-back.ts'

const sm3 = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex')
const populations = fc.uniqueArray(
  fc.record<DrawnFrom>({ key: fc.uuid(), unitId: fc.constantFrom('a', 'b', 'c', 'd') }),
  { selector: ({ key }) => key, minLength: 1, maxLength: 40 },
)
const terms = fc.record<DrawTerms>({
  seed: fc.string({ minLength: 4, maxLength: 20 }),
  share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  leastPerUnit: fc.nat(3),
})
const keys = (population: readonly DrawnFrom[], how: DrawTerms) =>
  unwrap(drawnSample(population, how, sm3)).map(({ key }) => key)

describe('the sample of a look-back', () => {
  it('is the same for the same seed, in whatever order the closings are told', () => {
    fc.assert(
      fc.property(populations, terms, (population, how) => {
        expect(keys(population.toReversed(), how)).toEqual(keys(population, how))
      }),
    )
  })

  it('holds closings of the population only, none twice, as many as the share asks, and of each unit the least', () => {
    fc.assert(
      fc.property(populations, terms, (population, how) => {
        const drawn = keys(population, how)
        const units = [...new Set(population.map(({ unitId }) => unitId))]
        const ofUnit = (unit: string) => population.filter(({ unitId }) => unitId === unit).map(({ key }) => key)
        const least = units.map((unit) => Math.min(how.leastPerUnit, ofUnit(unit).length))
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(population.map(({ key }) => key)).toEqual(expect.arrayContaining(drawn))
        expect(drawn.length).toBe(
          Math.max(
            Math.ceil(how.share * population.length),
            least.reduce((one, other) => one + other, 0),
          ),
        )
        units.forEach((unit, index) =>
          expect(drawn.filter((key) => ofUnit(unit).includes(key)).length).toBeGreaterThanOrEqual(least[index] ?? 0),
        )
      }),
    )
  })

  it('only grows with the share', () => {
    fc.assert(
      fc.property(populations, terms, fc.double({ min: 0.01, max: 1, noNaN: true }), (population, how, share) => {
        const [small, great] = [Math.min(how.share, share), Math.max(how.share, share)]
        expect(keys(population, { ...how, share: great })).toEqual(
          expect.arrayContaining(keys(population, { ...how, share: small })),
        )
      }),
    )
  })

  it('is drawn by SM3 of the seed and the key, the smallest first, so that a calculator can check it', () => {
    const population = ['i1 0', 'i2 0', 'i3 0', 'i4 1'].map((key) => ({ key, unitId: 'a' }))
    const byHand = population
      .map(({ key }) => ({ key, lot: sm3(`2026-03-31 3 7 9\n${key}`) }))
      .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    expect(keys(population, { seed: '2026-03-31 3 7 9', share: 0.5, leastPerUnit: 0 })).toEqual(
      byHand.slice(0, 2).map(({ key }) => key),
    )
  })

  it('draws every closing about as often as any other', () => {
    const population = Array.from({ length: 20 }, (_, index) => ({ key: `i${index}`, unitId: 'a' }))
    const times = new Map<string, number>()
    for (let seed = 0; seed < 2000; seed += 1)
      for (const key of keys(population, { seed: `seed ${seed}`, share: 0.1, leastPerUnit: 0 }))
        times.set(key, (times.get(key) ?? 0) + 1)
    // 200 expected of each; six standard deviations of a binomial with 2000 draws and a tenth.
    for (const { key } of population) expect(Math.abs((times.get(key) ?? 0) - 200)).toBeLessThan(6 * Math.sqrt(180))
  })

  it('refuses to draw from nothing', () => {
    expect(drawnSample([], { seed: 'seed', share: 1, leastPerUnit: 1 }, sm3)).toMatchObject({
      ok: false,
      problems: [{ code: 'obstacles.nothing_to_draw' }],
    })
  })
})
