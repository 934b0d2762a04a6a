import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { monthCells, spanOfCells } from './month-cells.ts'

describe('the months of a 倒排工期表', () => {
  it('read back as the days they were written from, for a node within the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), fc.integer({ min: 0, max: 365 }), (from, length) => {
        const startOn = addDays(asDay('2028-01-01'), from)
        const finishOn = addDays(startOn, Math.min(length, 365 - from))
        expect(spanOfCells(monthCells({ startOn, finishOn }, 2028), 2028)).toEqual({ startOn, finishOn })
      }),
    )
  })

  it('hold what lies in the year, and nothing of a node outside it', () => {
    const span = { startOn: asDay('2025-11-10'), finishOn: asDay('2026-02-20') }
    expect(monthCells(span, 2026)).toEqual(['●', '20日止', ...Array<string>(10).fill('')])
    expect(monthCells(span, 2027).join('')).toBe('')
    expect(spanOfCells(monthCells(span, 2027), 2027)).toBeUndefined()
  })

  it.each([
    ['完成基础', '主体封顶', '2026-03-01', '2026-04-30'],
    ['15日起', '●', '2026-03-15', '2026-04-30'],
    ['5日', '', '2026-03-05', '2026-03-05'],
    ['31日起', '31日', '2026-03-31', '2026-04-30'],
    ['20—10日', '', '2026-03-01', '2026-03-31'],
  ])('takes %s and %s in March and April', (march, april, startOn, finishOn) => {
    expect(spanOfCells(['', '', march, april], 2026)).toEqual({ startOn, finishOn })
  })
})
