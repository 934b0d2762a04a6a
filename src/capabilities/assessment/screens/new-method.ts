import type { Measure, Method } from '../contract.ts'

type Kind = Method['kind']

/** A way of scoring as it is chosen: sound defaults over the figures there are; the first is what was done, the second what was due. */
export function newMethod(kind: Kind, points: string, figures: readonly string[]): Method {
  const [of = 'done', over = of] = figures
  const measure: Measure = over === of ? { kind: 'figure', of } : { kind: 'percent', of, over }
  const whole = /^\d+(\.\d+)?$/.test(points) ? points : '10'
  const methods: { readonly [K in Kind]: () => Extract<Method, { readonly kind: K }> | Method } = {
    proportional: () => ({
      kind: 'proportional',
      terms: [{ actual: of, target: over, share: '1' }],
      cap: '1',
      withoutTarget: 'left_out',
    }),
    steps: () => ({
      kind: 'steps',
      measure,
      mark: '100',
      base: whole,
      per: '1',
      wholeOnly: false,
      above: [{ through: null, each: '0' }],
      below: [{ through: null, each: '0.1' }],
      least: '0',
      most: whole,
    }),
    additive: () => ({
      kind: 'additive',
      base: '0',
      lines: [{ of, each: '1', most: null }],
      least: '0',
      most: whole,
    }),
    step_table: () => ({
      kind: 'step_table',
      measure,
      steps: [
        { from: '100', points: whole },
        { from: '80', points: '0' },
      ],
    }),
    all_or_nothing: () => ({ kind: 'all_or_nothing', conditions: [{ measure, is: 'at_least', value: '100' }] }),
    weighted: () => ({
      kind: 'weighted',
      parts: figures.length > 0 ? figures.map((each) => ({ of: each, share: '1' })) : [{ of, share: '1' }],
    }),
    min_max: () => ({ kind: 'min_max', measure, better: 'higher', floor: '60', ceiling: '100', alone: null }),
    efficacy: () => ({ kind: 'efficacy', measure, better: 'higher', floor: '60', ceiling: '100', alone: null }),
    rank_points: () => ({
      kind: 'rank_points',
      measure,
      better: 'higher',
      by: { kind: 'step', first: whole, step: '1', least: '0' },
      alone: null,
    }),
  }
  return methods[kind]()
}
