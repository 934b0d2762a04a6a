import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figures, methods } from '../../../../tests/support/any-criterion.ts'
import { Criterion } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { explainPoints } from './explain-points.ts'
import { criterionScoreOf } from './rank.ts'
import { scoreCriterion } from './score-criterion.ts'

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
      { numRuns: 300 },
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
