import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listsOfRanking } from './ranking-lists.ts'
import { pagesOf } from './wall-pages.ts'

const groups = fc.array(fc.record({ group: fc.string(), places: fc.array(fc.uuid(), { maxLength: 60 }) }), {
  maxLength: 9,
})

describe('a ranking on the wall', () => {
  it('shows every unit once, in its order', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const shown = pagesOf(all).flatMap((page) => page.flatMap(({ places }) => places))
        expect(shown).toEqual(all.flatMap(({ places }) => places))
      }),
    )
  })

  it('never puts more than three columns on a page', () => {
    fc.assert(fc.property(groups, (all) => pagesOf(all).every((page) => page.length <= 3)))
  })
})

describe('lists of a ranking', () => {
  const place = (
    unitId: string,
    marks: readonly { kind: 'red' | 'black' | 'excused'; key: string; name: string }[],
  ) => ({
    unitId,
    key: unitId,
    unitName: unitId,
    rank: 1,
    of: 2,
    before: null,
    gained: null,
    total: '1',
    bonus: '0',
    deduction: '0',
    isComplete: true,
    veto: null,
    toNext: null,
    margin: null,
    criteria: [],
    isOwn: false,
    marks: marks.map((each) => ({ ...each, count: null, reasons: [] })),
  })

  it('stand red before black, and an excuse stands under the black list it keeps a unit off', () => {
    const black = { kind: 'black' as const, key: 'b', name: '黑榜' }
    const lists = listsOfRanking({
      groups: [
        {
          group: 'towns',
          name: '镇街组',
          places: [
            place('east', [black]),
            place('west', [{ ...black, kind: 'excused' }]),
            place('south', [{ kind: 'red', key: 'r', name: '红榜' }]),
          ],
        },
      ],
    })
    expect(lists.map(({ kind }) => kind)).toEqual(['red', 'black'])
    expect(lists[1]?.entries.map(({ unitId }) => unitId)).toEqual(['east'])
    expect(lists[1]?.excused.map(({ unitId }) => unitId)).toEqual(['west'])
  })
})
