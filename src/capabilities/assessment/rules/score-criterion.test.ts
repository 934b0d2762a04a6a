import { describe, expect, it } from 'vitest'
import { add, type Exact, exact, toDecimal } from '../../../kernel/exact.ts'
import { Criterion, type Method } from '../contract.ts'
import type { z } from 'zod'
import { scoreCriterion } from './score-criterion.ts'

type Written = z.input<typeof Criterion>['method']
const criterionOf = (method: Written, points = '100') =>
  Criterion.parse({ key: 'criterion', name: '示例指标', points, source: '示例单位', method })
const score = (method: Written, figures: Record<string, string>, points?: string) =>
  scoreCriterion(criterionOf(method, points), [figures])[0]
const text = (points: unknown, decimals = 2) =>
  typeof points === 'string' ? points : toDecimal(points as Exact, decimals)
const percent = { kind: 'percent', of: 'actual', over: 'plan' } as const

describe('proportional with a cap', () => {
  // 2024 municipal investment-promotion notice, six criteria of about half a point: units of 2.78 and 2.95.
  const half = '0.5'
  const ratio = (cap: string, ...terms: { actual: string; target: string; share?: string }[]): Written => ({
    kind: 'proportional',
    terms,
    cap,
  })
  const single = { actual: 'actual', target: 'target' }
  const both = [
    { actual: 'firms', target: 'firms_due', share: '0.5' },
    { actual: 'money', target: 'money_due', share: '0.5' },
  ]
  const counts: Written = {
    kind: 'all_or_nothing',
    conditions: ['a', 'b', 'c'].map((of) => ({
      measure: { kind: 'percent', of, over: `${of}_due` },
      is: 'at_least',
      value: '100',
    })),
  }
  const added: Written = {
    kind: 'additive',
    lines: [
      { of: 'top', each: '0.2' },
      { of: 'large', each: '0.2' },
      { of: 'small', each: '0.1' },
    ],
  }
  const kept: Written = {
    kind: 'additive',
    base: '0.5',
    lines: [
      { of: 'overdue', each: '-0.1' },
      { of: 'false_reports', each: '-0.2' },
    ],
    least: '0',
  }

  it('gives the 2.78 of the first unit: each criterion has a cap of its own', () => {
    const parts = [
      score(ratio('1.2', single), { actual: '0.96', target: '1' }, half),
      score(ratio('1.2', single), { actual: '1.2', target: '1' }, half),
      score(ratio('1', ...both), { firms: '28', firms_due: '27', money: '177.7', money_due: '54' }, half),
      score(counts, { a: '7', a_due: '7', b: '4', b_due: '4', c: '1', c_due: '1' }, half),
      score(added, { top: '0', large: '1', small: '1' }, half),
      score(kept, { overdue: '1', false_reports: '0' }, half),
    ]
    expect(parts.map((each) => text(each))).toEqual(['0.48', '0.60', '0.50', '0.50', '0.30', '0.40'])
    expect(toDecimal((parts as Exact[]).reduce(add), 2)).toBe('2.78')
  })

  it('gives the 2.95 of the second', () => {
    const parts = ['0.45', '0.60', '0.50', '0.50', '0.50', '0.40'].map(exact)
    expect(toDecimal(parts.reduce(add), 2)).toBe('2.95')
    expect(text(score(ratio('1.2', single), { actual: '90', target: '100' }, half))).toBe('0.45')
    expect(text(score(ratio('1.2', single), { actual: '150', target: '100' }, half))).toBe('0.60')
  })

  it('says what happens where there is no target', () => {
    const rule = (withoutTarget: 'full' | 'none' | 'left_out'): Written => ({
      kind: 'proportional',
      terms: [single],
      cap: '1',
      withoutTarget,
    })
    const nothing = { actual: '3', target: '0' }
    expect(['full', 'none', 'left_out'].map((each) => text(score(rule(each as 'full'), nothing, '10')))).toEqual([
      '10.00',
      '0.00',
      'left_out',
    ])
    expect(score(rule('none'), { actual: '3' })).toBe('missing')
  })
})

describe('a base with steps', () => {
  // A municipal award form of 2020: 25 for the plan, each missing point −0.1, up to 130 % each point +0.2, above it +0.1, ±10 in all.
  const award: Written = {
    kind: 'steps',
    measure: percent,
    mark: '100',
    base: '25',
    above: [
      { through: '130', each: '0.2' },
      { through: null, each: '0.1' },
    ],
    below: [{ through: null, each: '0.1' }],
    least: '15',
    most: '35',
  }
  it.each([
    ['112', '27.40'],
    ['140', '32.00'],
    ['92', '24.20'],
    ['100', '25.00'],
    ['300', '35.00'],
    ['0', '15.00'],
  ])('gives of %s %% of the plan %s', (actual, points) => {
    expect(text(score(award, { actual, plan: '100' }))).toBe(points)
  })

  // Shaoxing 2007: the plan is 30, one point a percentage point, bounded by the base.
  const bounded: Written = {
    kind: 'steps',
    measure: percent,
    mark: '100',
    base: '30',
    above: [{ through: null, each: '1' }],
    below: [{ through: null, each: '1' }],
    least: '0',
    most: '60',
  }
  it('is bounded: 105 % gives 35, 65 % gives 0 and not −5', () => {
    expect(text(score(bounded, { actual: '105', plan: '100' }), 0)).toBe('35')
    expect(text(score(bounded, { actual: '65', plan: '100' }), 0)).toBe('0')
  })

  // Zaozhuang 2005: every 2 % over or under one point, at the most 15.
  const byTwo: Written = { ...bounded, base: '20', per: '2', wholeOnly: true, least: '5', most: '35' }
  it('counts whole steps where it says so', () => {
    expect(text(score(byTwo, { actual: '105', plan: '100' }), 1)).toBe('22.0')
    expect(text(score({ ...byTwo, wholeOnly: false }, { actual: '105', plan: '100' }), 1)).toBe('22.5')
    expect(text(score(byTwo, { actual: '95', plan: '100' }), 1)).toBe('18.0')
  })
})

describe('additive', () => {
  // Yan'an 2017: a new industrial project of 6 亿, 45 % of its year's plan done, provincial: 5 + 10 + 15 + 27 + 20.
  it('gives the 77 of a new provincial industrial project', () => {
    const lines = { isnew: '5', from_5_to_10: '10', industry: '15', progress: '60', provincial: '20' }
    const method: Written = {
      kind: 'additive',
      lines: Object.entries(lines).map(([of, each]) => ({ of, each })),
    }
    expect(
      text(score(method, { isnew: '1', from_5_to_10: '1', industry: '1', progress: '0.45', provincial: '1' }), 0),
    ).toBe('77')
  })

  it('bounds each line by its own most', () => {
    const method: Written = { kind: 'additive', lines: [{ of: 'events', each: '30', most: '120' }] }
    expect(text(score(method, { events: '7' }), 0)).toBe('120')
  })
})

describe('compared inside the group', () => {
  // The four categories of Sichuan's first quarter: 21.5, 28.3, 23.1, 16.3.
  const group = ['21.5', '28.3', '23.1', '16.3'].map((rate) => ({ rate }))
  const scores = (method: Written, units = group) =>
    scoreCriterion(criterionOf(method), units).map((each) => text(each))
  const measure = { kind: 'figure', of: 'rate' } as const

  it('min-max gives 77.33, 100, 82.67, 60', () => {
    expect(scores({ kind: 'min_max', measure })).toEqual(['77.33', '100.00', '82.67', '60.00'])
    expect(scores({ kind: 'min_max', measure, better: 'lower' })).toEqual(['82.67', '60.00', '77.33', '100.00'])
  })

  it('the efficacy curve gives 74.87 for 21.5, and the same order', () => {
    expect(scores({ kind: 'efficacy', measure })).toEqual(['74.87', '100.00', '80.14', '60.00'])
  })

  it('equal values give everybody the ceiling, a unit alone what the scheme says for it', () => {
    expect(scores({ kind: 'min_max', measure }, [{ rate: '5' }, { rate: '5' }])).toEqual(['100.00', '100.00'])
    expect(scores({ kind: 'min_max', measure }, [{ rate: '5' }])).toEqual(['100.00'])
    const alone = { kind: 'proportional' as const, terms: [{ actual: 'rate', target: 'due' }], cap: '1' }
    const lonely = scoreCriterion(criterionOf({ kind: 'min_max', measure, alone }), [{ rate: '5', due: '10' }])
    expect(text(lonely[0])).toBe('50.00')
    expect(scores({ kind: 'min_max', measure }, [{ rate: '5' }, {} as { rate: string }])).toEqual(['100.00', 'missing'])
  })

  // Half-year rank 1–3, 4–6, 7–10 gives 7, 5, 3.
  it('points of places: by a table, or a step a place; equals share the better place', () => {
    const by = {
      kind: 'table',
      places: [3, 6, 10].map((through, at) => ({ through, points: `${7 - 2 * at}` })),
    } as const
    const ten = Array.from({ length: 11 }, (_, at) => ({ rate: `${100 - at}` }))
    expect(scores({ kind: 'rank_points', measure, by }, ten)).toEqual(
      [7, 7, 7, 5, 5, 5, 3, 3, 3, 3, 0].map((each) => each.toFixed(2)),
    )
    const step = { kind: 'step', first: '100', step: '3' } as const
    expect(scores({ kind: 'rank_points', measure, by: step }, [{ rate: '9' }, { rate: '9' }, { rate: '8' }])).toEqual([
      '100.00',
      '100.00',
      '94.00',
    ])
  })
})

describe('steps, conditions and shares', () => {
  it('a task of investment gives 100, 75, 50 or nothing at 100, 80 and 50 %', () => {
    const method: Method = {
      kind: 'step_table',
      measure: percent,
      steps: [
        { from: '80', points: '75' },
        { from: '100', points: '100' },
        { from: '50', points: '50' },
      ],
    }
    const of = (actual: string) => text(score(method, { actual, plan: '100' }), 0)
    expect(['100', '99.99', '80', '50', '49.9'].map(of)).toEqual(['100', '75', '75', '50', '0'])
  })

  // Mianyang's fast projects: over 130 % of the quarter's target and at least 5,000 万 above it, both.
  it('the pair of fast projects: rate and amount together', () => {
    const method: Written = {
      kind: 'all_or_nothing',
      conditions: [
        { measure: percent, is: 'above', value: '130' },
        { measure: { kind: 'excess', of: 'actual', over: 'plan' }, is: 'at_least', value: '50000000' },
      ],
    }
    expect(text(score(method, { plan: '100000000', actual: '135000000' }), 0)).toBe('0')
    expect(text(score(method, { plan: '400000000', actual: '530000000' }), 0)).toBe('100')
  })

  // Yuzhou's quarter: three months of 30 % and the leaders' observation of 10 %; Linshui's two classes of voters, 60 and 40 %.
  it('three months and an observation give 91.5; two classes of voters 9.04', () => {
    const quarter: Written = {
      kind: 'weighted',
      parts: [...['m1', 'm2', 'm3'].map((of) => ({ of, share: '0.3' })), { of: 'observation', share: '0.1' }],
    }
    expect(text(score(quarter, { m1: '92', m2: '88', m3: '95', observation: '90' }), 1)).toBe('91.5')
    const classes: Written = {
      kind: 'weighted',
      parts: [
        { of: 'a', share: '0.6' },
        { of: 'b', share: '0.4' },
      ],
    }
    expect(text(score(classes, { a: '9.2', b: '8.8' }))).toBe('9.04')
  })
})

describe('where what a figure is held against is zero', () => {
  const measure = { kind: 'percent' as const, of: 'done', over: 'due' }
  const nothingDue = { done: '0', due: '0' }
  const methods: readonly Written[] = [
    { kind: 'step_table', measure, steps: [{ from: '90', points: '10' }] },
    { kind: 'steps', measure, mark: '100', base: '5', above: [], below: [], least: null, most: null },
    { kind: 'min_max', measure },
    { kind: 'rank_points', measure, by: { kind: 'step', first: '10', step: '1' } },
  ]

  it.each(methods)('$kind gives what the method says, and takes it for missing where it says nothing', (method) => {
    const given = (rule?: 'full' | 'none' | 'left_out') =>
      scoreCriterion(criterionOf({ ...method, ...(rule ? { withoutTarget: rule } : {}) }, '10'), [
        nothingDue,
        { done: '9', due: '10' },
      ])[0]
    expect([given('full'), given('none'), given('left_out'), given()]).toEqual([
      exact(10),
      exact(0),
      'left_out',
      'missing',
    ])
  })
})

describe('a difference of two rates', () => {
  // County notice of 2020, January to October: 18.28 done of 27.35 against a pace of 83.33 %, printed as 16.49 points behind.
  const behind: Written = {
    kind: 'steps',
    measure: { kind: 'excess', of: 'rate', over: 'pace' },
    mark: '0',
    base: '100',
    above: [{ through: null, each: '1' }],
    below: [{ through: null, each: '1' }],
    least: null,
    most: null,
  }

  it('is that of the figures handed in: 16.49 behind of the printed rates, 16.50 of the exact ones', () => {
    expect(text(score(behind, { rate: '66.84', pace: '83.33' }))).toBe('83.51')
    expect(text(score(behind, { rate: '66.837294', pace: '83.333333' }))).toBe('83.50')
  })
})
