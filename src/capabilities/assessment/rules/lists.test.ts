import { describe, expect, it } from 'vitest'
import { LevelBody } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { LIST_REASONS, listsOf, type PlacedGroup } from './lists.ts'

/** A group by totals, best first; equals share the better place. Figures of the one criterion as given. */
function group(totals: readonly number[], figures: Readonly<Record<string, Record<string, string>>> = {}, key = 'g') {
  const places = totals.map((total, at) => ({
    unit: `${key}${at + 1}`,
    name: `示例${key}${at + 1}`,
    rank: totals.filter((other) => other > total).length + 1,
    of: totals.length,
    gained: null as number | null,
    total: total.toFixed(2),
    veto: null as null | 'safety',
    criteria: [
      {
        criterion: 'projects',
        state: 'scored' as const,
        points: total.toFixed(2),
        figures: figures[`${key}${at + 1}`] ?? {},
      },
    ],
  }))
  return { group: key, name: `示例组${key}`, places } satisfies PlacedGroup
}

const rules = (written: object) => LevelBody.parse(written)
const units = (listed: readonly { readonly unit: string }[] = []) => listed.map(({ unit }) => unit)
const NONE = new Set<string>()

describe('a red and a black list', () => {
  // 绵阳 quarterly lists: over-fulfilled and among the first five; not fulfilled and among the last four; force majeure excused.
  const percent = { kind: 'percent' as const, of: 'done', over: 'plan' }
  const level = rules({
    lists: [
      {
        key: 'red',
        name: '红榜',
        colour: 'red',
        places: 5,
        conditions: [{ of: 'measure', criterion: 'projects', measure: percent, is: 'above', value: '100' }],
      },
      {
        key: 'black',
        name: '黑榜',
        colour: 'black',
        places: 4,
        conditions: [{ of: 'measure', criterion: 'projects', measure: percent, is: 'below', value: '100' }],
      },
    ],
  })
  const done = [130, 120, 110, 105, 100, 101, 102, 99, 98, 90]
  const figures = Object.fromEntries(done.map((each, at) => [`g${at + 1}`, { done: `${each}`, plan: '100' }]))
  const ten = group([95, 94, 93, 92, 91, 90, 89, 88, 87, 86], figures)

  it('asks for place and threshold together: a good performer low in a strong group is not black, a fulfilled one not red', () => {
    const [red, black] = listsOf(level, [ten], NONE).lists
    expect(units(red?.listed)).toEqual(['g1', 'g2', 'g3', 'g4'])
    expect(units(black?.listed)).toEqual(['g10', 'g9', 'g8'])
    expect(black?.listed[0]?.reasons).toEqual([
      { code: 'last_places', params: { rank: 10, of: 10, places: 4 } },
      {
        code: 'measure_meets',
        params: { criterion: 'projects', measured: '90', measure: 'percent', is: 'below', value: '100' },
      },
    ])
  })

  it('keeps an excused unit off the black list, for everybody to see', () => {
    const [red, black] = listsOf(level, [ten], new Set(['g9', 'g1'])).lists
    expect(units(black?.listed)).toEqual(['g10', 'g8'])
    expect(units(black?.excused)).toEqual(['g9'])
    expect(black?.excused[0]?.reasons.at(-1)).toEqual({ code: 'excused', params: {} })
    expect(units(red?.listed)).toContain('g1')
  })

  it('lists equals together, in no order among them', () => {
    const equal = rules({ lists: [{ key: 'red', name: '红榜', colour: 'red', places: 2 }] })
    expect(units(listsOf(equal, [group([90, 88, 88, 80])], NONE).lists[0]?.listed)).toEqual(['g1', 'g2', 'g3'])
    const last = rules({ lists: [{ key: 'black', name: '黑榜', colour: 'black', places: 1 }] })
    expect(units(listsOf(last, [group([90, 80, 80])], NONE).lists[0]?.listed)).toEqual(['g3', 'g2'])
  })

  it('is made inside each group it names, and by the points of a criterion where it says so', () => {
    const level = rules({
      lists: [
        {
          key: 'red',
          name: '红榜',
          colour: 'red',
          groups: ['b'],
          rankedBy: { kind: 'criterion', criterion: 'projects' },
          places: 1,
        },
      ],
    })
    const outcome = listsOf(level, [group([90, 80]), group([70, 60], {}, 'b')], NONE)
    expect(units(outcome.lists[0]?.listed)).toEqual(['b1'])
  })

  it('has no place for a unit under a veto: never red, black by its conditions alone', () => {
    const vetoed = {
      ...ten,
      places: ten.places.map((each, at) => (at === 0 ? { ...each, veto: 'safety' as const, rank: null } : each)),
    }
    expect(units(listsOf(level, [vetoed], NONE).lists[0]?.listed)).not.toContain('g1')
  })

  // 骏马: above 130 % of the quarter's target and at least 50 million yuan above it. 1.35 of 1.0 亿 is not one, 5.3 of 4 亿 is.
  it('gives the title 骏马 for rate and amount together', () => {
    const title = rules({
      lists: [
        {
          key: 'fast',
          name: '骏马项目',
          colour: 'red',
          places: null,
          conditions: [
            { of: 'measure', criterion: 'projects', measure: percent, is: 'above', value: '130' },
            {
              of: 'measure',
              criterion: 'projects',
              measure: { kind: 'excess', of: 'done', over: 'plan' },
              is: 'at_least',
              value: '5000',
            },
          ],
        },
      ],
    })
    const pair = group([90, 80], { g1: { done: '13500', plan: '10000' }, g2: { done: '53000', plan: '40000' } })
    expect(units(listsOf(title, [pair], NONE).lists[0]?.listed)).toEqual(['g2'])
  })
})

describe('awards', () => {
  // 青岛 quarterly: the first two flag A, two places up flag B, stars 10…1; annually a marked-progress award for two places.
  const level = rules({
    awards: [
      { key: 'flag_a', name: '红旗', sign: 'flag', by: { kind: 'first', places: 2 } },
      { key: 'flag_b', name: '进步红旗', sign: 'flag', by: { kind: 'gained', places: 2 } },
      { key: 'star', name: '星', sign: 'star', by: { kind: 'stars', first: 10 } },
    ],
  })
  const climbed = group([95, 94, 93])
  const places = climbed.places.map((each, at) => ({ ...each, gained: [-2, 1, 2][at] ?? null }))

  it('go to first places, to places gained, and as stars by place', () => {
    const [first, gained, stars] = listsOf(level, [{ ...climbed, places }], NONE).awards
    expect(units(first?.listed)).toEqual(['g1', 'g2'])
    expect(units(gained?.listed)).toEqual(['g3'])
    expect(stars?.listed.map(({ stars: count }) => count)).toEqual([10, 9, 8])
  })

  it('give no star below one', () => {
    const two = rules({ awards: [{ key: 's', name: '星', sign: 'star', by: { kind: 'stars', first: 2 } }] })
    expect(units(listsOf(two, [climbed], NONE).awards[0]?.listed)).toEqual(['g1', 'g2'])
  })
})

describe('grade bands', () => {
  const bands = (most: object | null) =>
    rules({
      bands: [
        { key: 'a', name: '优秀', from: '85', most },
        { key: 'b', name: '良好', from: '70', most: { kind: 'count', value: 4 } },
        { key: 'c', name: '合格', from: null },
      ],
    })
  const given = (level: LevelBody, totals: readonly number[]) =>
    listsOf(level, [group(totals)], NONE).bands.map(({ band }) => band?.key)

  // 青岛 2022: 3 / 4 / 3 of ten districts.
  it('share out ten units as 3, 4 and 3', () => {
    const ten = [99, 98, 97, 96, 95, 94, 93, 92, 91, 90]
    expect(given(bands({ kind: 'percent', value: 30 }), ten)).toEqual([
      'a',
      'a',
      'a',
      'b',
      'b',
      'b',
      'b',
      'c',
      'c',
      'c',
    ])
  })

  it('never pass their share: equals who would, go to the next band together', () => {
    expect(given(bands({ kind: 'count', value: 2 }), [99, 98, 98, 80])).toEqual(['a', 'b', 'b', 'b'])
    expect(given(bands({ kind: 'percent', value: 30 }), [99, 98, 97])).toEqual(['b', 'b', 'b'])
  })

  it('ask for their mark too', () => {
    expect(given(bands({ kind: 'count', value: 9 }), [90, 84, 69])).toEqual(['a', 'b', 'c'])
  })
})

describe('the reasons of a list', () => {
  it('have words in every language', () => {
    for (const { reasons } of Object.values(assessmentMessages))
      for (const code of LIST_REASONS) expect(Object.keys(reasons)).toContain(code)
  })
})
