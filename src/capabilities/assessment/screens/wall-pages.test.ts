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
  const place = (unitId: string, bands: readonly string[]) => ({
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
    marks: bands.map((key) => ({ kind: 'band' as const, key, name: key, count: null, reasons: [] })),
  })
  const list = (kind: 'red' | 'black' | 'flag', entries: readonly string[] = []) => ({
    kind,
    key: kind,
    name: kind,
    entries: entries.map((unitId) => ({
      unitId,
      unitName: unitId,
      groupName: '镇街组',
      rank: 1,
      count: null,
      reasons: [],
    })),
    excused: [],
  })

  it('stand red before black before awards before grades, and one with nobody on it stands there too', () => {
    const lists = listsOfRanking({
      groups: [{ group: 'towns', name: '镇街组', places: [place('east', ['good']), place('west', ['plain'])] }],
      lists: [list('flag', ['east']), list('black'), list('red', ['east'])],
    })
    expect(lists.map(({ kind, key, entries }) => [kind, key, entries.map(({ unitId }) => unitId)])).toEqual([
      ['red', 'red', ['east']],
      ['black', 'black', []],
      ['flag', 'flag', ['east']],
      ['band', 'good', ['east']],
      ['band', 'plain', ['west']],
    ])
  })
})
