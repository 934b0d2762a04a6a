import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Criterion } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { explainPoints } from './explain-points.ts'
import { criterionScoreOf } from './rank.ts'
import { scoreCriterion } from './score-criterion.ts'

const amount = fc.integer({ min: -300, max: 30_000 }).map((each) => (each / 100).toFixed(2))
const positive = fc.integer({ min: 0, max: 3000 }).map((each) => (each / 100).toFixed(2))
const bound = fc.option(fc.integer({ min: 0, max: 60 }).map(String), { nil: null })
const measure = fc.oneof(
  fc.constant({ kind: 'figure' as const, of: 'x' }),
  fc.constant({ kind: 'percent' as const, of: 'x', over: 'y' }),
  fc.constant({ kind: 'excess' as const, of: 'x', over: 'y' }),
)
const proportional = fc.record({
  kind: fc.constant('proportional' as const),
  terms: fc.boolean().map((isOne) =>
    isOne
      ? [{ actual: 'x', target: 'y', share: '1' }]
      : [
          { actual: 'x', target: 'y', share: '0.5' },
          { actual: 'y', target: 'x', share: '0.5' },
        ],
  ),
  cap: fc.option(fc.constantFrom('1', '1.2'), { nil: null }),
  withoutTarget: fc.constantFrom('full' as const, 'none' as const, 'left_out' as const),
})
const untargeted = fc.constantFrom('full' as const, 'none' as const, 'left_out' as const)
const alone = fc.option(proportional, { nil: null })
const stretches = (side: 1 | -1) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), positive), { maxLength: 3 }).map((rows) => {
    let through = 100
    return rows.map(([way, each], at) => {
      through += way * side
      return { through: at === rows.length - 1 ? null : String(through), each }
    })
  })
const methods: fc.Arbitrary<unknown> = fc.oneof(
  proportional,
  fc.record({
    kind: fc.constant('steps' as const),
    measure,
    mark: fc.constant('100'),
    base: fc.integer({ min: 0, max: 50 }).map(String),
    per: fc.constantFrom('1', '2', '0.5'),
    withoutTarget: untargeted,
    wholeOnly: fc.boolean(),
    above: stretches(1),
    below: stretches(-1),
    least: bound,
    most: fc.option(fc.constantFrom('60', '100'), { nil: null }),
  }),
  fc.record({
    kind: fc.constant('additive' as const),
    base: fc.constantFrom('0', '10'),
    lines: fc.array(
      fc.record({ of: fc.constantFrom('x', 'y'), each: amount, most: fc.option(positive, { nil: null }) }),
      { minLength: 1, maxLength: 3 },
    ),
    least: bound,
    most: fc.option(fc.constantFrom('60', '100'), { nil: null }),
  }),
  fc.record({
    kind: fc.constant('step_table' as const),
    measure,
    steps: fc.uniqueArray(fc.record({ from: amount, points: positive }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ from }) => from,
    }),
  }),
  fc.record({
    kind: fc.constant('all_or_nothing' as const),
    conditions: fc.array(
      fc.record({ measure, is: fc.constantFrom('at_least' as const, 'above' as const), value: amount }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('weighted' as const),
    parts: fc.constant([
      { of: 'x', share: '0.3' },
      { of: 'y', share: '0.7' },
    ]),
  }),
  fc.record({
    kind: fc.constantFrom('min_max' as const, 'efficacy' as const),
    measure,
    better: fc.constantFrom('higher' as const, 'lower' as const),
    floor: fc.constant('60'),
    withoutTarget: untargeted,
    ceiling: fc.constant('100'),
    alone,
  }),
  fc.record({
    kind: fc.constant('rank_points' as const),
    measure,
    better: fc.constantFrom('higher' as const, 'lower' as const),
    by: fc.constantFrom(
      { kind: 'step' as const, first: '20', step: '3', least: '0' },
      { kind: 'table' as const, places: [{ through: 1, points: '7' }] },
    ),
    alone,
  }),
)
const figures = fc.record({ x: amount, y: amount }, { requiredKeys: [] })
const criteria = fc
  .record({ method: methods, points: fc.constantFrom('10', '33'), season: fc.constantFrom('10', '33') })
  .map(({ method, points, season }) =>
    Criterion.parse({
      key: 'c',
      name: '示例',
      points: season,
      ...(season === points ? {} : { writtenFor: points }),
      method,
    }),
  )
const names = { x: '完成', y: '计划' } as Readonly<Record<string, string>>
const nameOf = (key: string) => names[key] ?? key

describe('an explanation', () => {
  it('ends at the printed points, worked out step by step on its own, whatever the method, the figures and the season', () => {
    fc.assert(
      fc.property(
        criteria,
        fc.array(figures, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('half_up' as const, 'truncate' as const),
        (criterion, group, rounding) => {
          const scored = scoreCriterion(criterion, group)
          group.forEach((row, at) => {
            const steps = explainPoints(criterion, group, at, { nameOf, rounding })
            const engine = criterionScoreOf(criterion, scored[at] ?? 'missing', row, rounding)
            const last = steps.at(-1)
            if (engine.state === 'missing') expect(['missing', 'no_share']).toContain(last?.code)
            else if (engine.state === 'left_out') expect(last?.code).toBe('left_out')
            else
              expect(last).toEqual({ code: 'printed', params: { points: engine.points, decimals: criterion.decimals } })
          })
        },
      ),
      { numRuns: 600 },
    )
  })

  it('has a sentence for every step, with every number put in, in both languages', () => {
    fc.assert(
      fc.property(criteria, fc.array(figures, { minLength: 1, maxLength: 3 }), (criterion, group) => {
        for (const { code, params } of explainPoints(criterion, group, 0, { nameOf, rounding: 'half_up' }))
          for (const locale of ['zh-CN', 'en'] as const) {
            const say = assessmentMessages[locale].reasons[code]
            expect(say({ ...params })).not.toMatch(/undefined|NaN|object/)
          }
      }),
      { numRuns: 200 },
    )
  })

  it('tells the published example of base and steps: 112 % of a full plan of 25 is 27.4 (2020 municipal award form)', () => {
    const criterion = Criterion.parse({
      key: 'c',
      name: '完成计划',
      points: '25',
      method: {
        kind: 'steps',
        measure: { kind: 'figure', of: 'x' },
        mark: '100',
        base: '25',
        above: [
          { through: '130', each: '0.2' },
          { through: null, each: '0.1' },
        ],
        below: [{ through: null, each: '0.1' }],
        least: '15',
        most: '35',
      },
    })
    const steps = explainPoints(criterion, [{ x: '112' }], 0, { nameOf: () => '完成率', rounding: 'half_up' })
    const { reasons } = assessmentMessages['zh-CN']
    expect(steps.map(({ code, params }) => reasons[code]({ ...params }))).toEqual([
      '完成率 112',
      '达到 100 得基准分 25',
      '从 100 到 112，每 1 加 0.2 分：12 × 0.2 = 加 2.4',
      '基准分 25 + 2.4 = 27.4',
      '按 2 位小数计 27.40 分',
    ])
  })
})
