import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, exact, parseExact, subtract, ZERO } from './exact.ts'
import { counted, figureText, figureTextOf, quotient, summed, whole } from './figure-rules.ts'
import { FigureRef, figureRef, readFigureRef } from './figures.ts'

const amounts = fc.array(fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }), { nil: null }))

describe('records that add up to a figure', () => {
  it('are summed over those that know their amount; where nobody knows, neither does the sum', () => {
    fc.assert(
      fc.property(amounts, (facts) => {
        const known = facts.filter((each) => each !== null)
        const { value, rows } = summed<number | null>(whole)(facts)
        expect(rows).toBe(known.length)
        const isUnknown = facts.length > 0 && known.length === 0
        expect(figureText(value)).toBe(isUnknown ? null : String(known.reduce((sum, each) => sum + each, 0)))
      }),
    )
  })

  it('are a quotient only over something', () => {
    const all = counted<number>(() => true)
    const even = counted<number>((each) => each % 2 === 0)
    fc.assert(
      fc.property(fc.array(fc.integer()), (facts) => {
        const evens = facts.filter((each) => each % 2 === 0).length
        const { value, rows } = quotient(even, all)(facts)
        expect(rows).toBe(facts.length)
        expect(value).toEqual(facts.length === 0 ? null : parseExact(`${evens}/${facts.length}`))
      }),
    )
    expect(
      quotient(
        all,
        summed<number>(() => ZERO),
      )([1, 2]).value,
    ).toBeNull()
  })
})

describe('the text of a figure', () => {
  it('is a plain decimal that differs from the number by less than a 12th decimal', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.integer({ min: 1, max: 9999 }),
        (top, bottom) => {
          const value = exact(`${top}/${bottom}`)
          const text = figureText(value) ?? ''
          expect(text).toMatch(/^-?\d+(\.\d{1,12})?$/)
          expect(text).not.toMatch(/\.\d*0$/)
          const apart = subtract(exact(text), value)
          const bound = exact('0.0000000000005')
          expect(compare(apart, bound) <= 0 && compare(subtract(ZERO, apart), bound) <= 0).toBe(true)
        },
      ),
    )
  })

  it('is nothing where nothing is known', () => {
    expect(figureText(null)).toBeNull()
    expect(figureTextOf(null)).toBeNull()
    expect(figureTextOf('1/3')).toBe('0.333333333333')
    expect(figureTextOf('12.50')).toBe('12.5')
  })
})

describe('the reference of a figure', () => {
  it('reads back to what it names', () => {
    const param = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/)
    fc.assert(
      fc.property(fc.option(param, { nil: undefined }), (code) => {
        const ref = figureRef('targets.completion', code)
        expect(FigureRef.parse(ref)).toBe(ref)
        expect(readFigureRef(ref)).toEqual({ id: 'targets.completion', param: code })
      }),
    )
  })

  it('is refused where it names nothing', () => {
    for (const text of ['invested', 'key_projects.', 'targets.completion:', 'targets.completion: GDP', 'Targets.x'])
      expect(FigureRef.safeParse(text).success).toBe(false)
  })
})
