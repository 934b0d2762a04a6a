import * as fc from 'fast-check'

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
/** A method of every family with any of its settings, reading the figures `x` and `y`. */
export const methods: fc.Arbitrary<unknown> = fc.oneof(
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

/** Figures of a unit; either may be missing. */
export const figures: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  { x: amount, y: amount },
  { requiredKeys: [] },
)
