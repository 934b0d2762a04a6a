import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../contract.ts'
import { drawLine } from './number-line.ts'

const end = fc.option(
  fc.integer({ min: -50, max: 50 }).map((value) => String(value / 2)),
  { nil: null },
)
const span: fc.Arbitrary<Span> = fc.record({ from: end, to: end, fromClosed: fc.boolean(), toClosed: fc.boolean() })
const ordered = span.filter(({ from, to }) => from === null || to === null || Number(from) <= Number(to))

describe('a drawn number line', () => {
  it('keeps the order of all ends and stays in the picture', () => {
    fc.assert(
      fc.property(fc.array(ordered, { minLength: 1, maxLength: 8 }), (spans) => {
        const { ticks, place } = drawLine(spans)
        expect(ticks.map((tick) => Number(tick.text))).toEqual(
          ticks.map((tick) => Number(tick.text)).toSorted((a, b) => a - b),
        )
        expect(ticks.map((tick) => tick.at)).toEqual(ticks.map((tick) => tick.at).toSorted((a, b) => a - b))
        for (const each of spans) {
          const drawn = place(each)
          expect(drawn.to).toBeGreaterThan(drawn.from)
          expect(drawn.start === undefined).toBe(each.from === null)
          expect(drawn.from).toBeGreaterThanOrEqual(-0.02)
          expect(drawn.to).toBeLessThanOrEqual(1.02)
        }
      }),
    )
  })

  it('puts one end in one place however it is written', () => {
    const { ticks, place } = drawLine([
      { from: '0.60', to: '0.8', fromClosed: true, toClosed: false },
      { from: null, to: '0.6', fromClosed: false, toClosed: false },
    ])
    expect(ticks).toHaveLength(2)
    expect(place({ from: null, to: '0.6', fromClosed: false, toClosed: false }).to).toBe(
      place({ from: '0.60', to: null, fromClosed: true, toClosed: false }).from,
    )
  })
})
