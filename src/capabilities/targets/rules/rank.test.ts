import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { rankWithin, type RankEntry } from './rank.ts'

function entry(key: string, value: string | null, more: Partial<RankEntry> = {}): RankEntry {
  return { key, value: value === null ? null : exact(value), isComparable: true, previousRank: null, ...more }
}

describe('a place within a group', () => {
  it('gives equals the same place and skips the next, as Jining 2015 published it: 9, 9, 11', () => {
    const scores = '95.71 91.64 88.14 87.79 86.43 81.5 80.79 80.14 77.93 77.93 75.5 73.43 69.07'.split(' ')
    const rows = unwrap(
      rankWithin(
        scores.map((score, index) => entry(String(index).padStart(2, '0'), score)),
        'higher',
      ),
    )
    expect(rows.map((row) => row.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 12, 13])
    expect(rows.map((row) => row.tied).filter(Boolean)).toHaveLength(2)
  })

  it('counts places gained, and N without those that have no place', () => {
    const rows = unwrap(
      rankWithin(
        [
          entry('a', '5', { previousRank: 1 }),
          entry('b', '7', { previousRank: 3 }),
          entry('c', null),
          entry('d', '9', { isComparable: false }),
          entry('e', '1'),
        ],
        'higher',
      ),
    )
    expect(rows.map(({ key, rank, of, change, whyNot }) => [key, rank, of, change, whyNot])).toEqual([
      ['b', 1, 3, 2, null],
      ['a', 2, 3, -1, null],
      ['e', 3, 3, null, null],
      ['c', null, 3, null, 'no_value'],
      ['d', null, 3, null, 'not_comparable'],
    ])
  })

  it('puts the smallest first where less is better, and refuses figures to be kept within a range', () => {
    const entries = [entry('a', '25'), entry('b', '9')]
    expect(unwrap(rankWithin(entries, 'lower')).map((row) => row.key)).toEqual(['b', 'a'])
    expect(rankWithin(entries, 'within').ok).toBe(false)
  })

  it('is one more than the number of better members, whatever the order they come in', () => {
    const member = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null })
    fc.assert(
      fc.property(fc.array(member, { maxLength: 12 }), (values) => {
        const entries = values.map((value, index) => entry(String(index), value === null ? null : String(value)))
        const rows = unwrap(rankWithin(entries, 'higher'))
        expect(rows.map((row) => row.key).toSorted()).toEqual(entries.map((each) => each.key).toSorted())
        for (const row of rows) {
          const value = values[Number(row.key)] ?? null
          const better = values.filter((each) => each !== null && value !== null && each > value).length
          expect(row.rank).toBe(value === null ? null : better + 1)
        }
        expect(unwrap(rankWithin(entries.toReversed(), 'higher')).filter((row) => row.rank !== null)).toEqual(
          rows.filter((row) => row.rank !== null),
        )
      }),
    )
  })
})
