import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import { placeLines } from './place-lines.ts'

const places = fc.array(fc.constantFrom('months', 'towns', 'parks'), { maxLength: 15 }).map((schemes) =>
  schemes.map((schemeId, at) => ({
    roundId: `r${at}`,
    schemeId,
    schemeName: '示例同名办法',
    level: 'month' as const,
    period: asPeriod(`2026-M${String(12 - (at % 12)).padStart(2, '0')}`),
    groupName: '示例组',
    rank: 1,
    of: 3,
    total: '90.00',
    publishedAt: '2026-02-01T00:00:00.000Z',
  })),
)

describe('the places of a unit as lines', () => {
  it('never mix schemes, even of one name, and run from the earliest to the latest', () => {
    fc.assert(
      fc.property(places, (items) => {
        for (const line of placeLines(items))
          expect(line.places).toEqual(items.filter(({ schemeId }) => schemeId === line.schemeId).toReversed())
      }),
    )
  })

  it('are drawn from three places on', () => {
    fc.assert(
      fc.property(places, (items) => {
        const drawn = new Set(placeLines(items).map(({ schemeId }) => schemeId))
        for (const scheme of ['months', 'towns', 'parks'])
          expect(drawn.has(scheme)).toBe(items.filter(({ schemeId }) => schemeId === scheme).length > 2)
      }),
    )
  })
})
