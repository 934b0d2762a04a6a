import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divide, exact, fraction, multiply, ONE, subtract, toDecimal, toExactText } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { RuleBody, type Judgement, type Light, type LightInputs, type Rule } from '../contract.ts'
import { findBuiltInRule } from './built-in.ts'
import { judge, type PastPeriod } from './judge.ts'
import { severity } from './severity.ts'

function builtIn(code: string): Rule {
  const rule = findBuiltInRule(code)
  if (!rule) throw new Error(`no built-in rule ${code}`)
  return rule
}

function inputs(values: LightInputs['values'], excuses: LightInputs['excuses'] = []): LightInputs {
  return { values, excuses }
}

/** Feeds a rule one dimension's values period by period, `excused` for a missed one with an excuse, and gives each judgement. */
function run(
  rule: Rule,
  key: string,
  values: readonly (string | null)[],
  code = 'force_majeure',
): readonly Judgement[] {
  const history: PastPeriod[] = []
  return values.map((value) => {
    const excused = value === 'excused'
    const judged = unwrap(
      judge(rule, inputs({ [key]: excused ? '-1' : value }, excused ? [{ dimension: key, code }] : []), history),
    )
    history.push(judged.dimensions)
    return judged
  })
}

function ruleOf(body: unknown): Rule {
  return { code: 'test', version: 3, body: RuleBody.parse(body) }
}

const MET_OR_NOT = [
  { light: 'green', from: '0', to: null, fromClosed: true, toClosed: false },
  { light: 'yellow', from: '-10', to: '0', fromClosed: true, toClosed: false },
  { light: 'red', from: null, to: '-10', fromClosed: false, toClosed: false },
]

describe('one project under three real rulebooks', () => {
  /** Completion and pace of ten months as gap, ratio to pace and shortfall; 83.33 % is ten twelfths exactly. */
  function measures(completion: string, pace = fraction(10n, 12n)) {
    const share = exact(completion)
    const ratio = divide(share, pace) ?? ONE
    return {
      gap: multiply(subtract(share, pace), exact(100)),
      ratio,
      shortfall: subtract(ONE, ratio),
    }
  }

  function lightsOf(completion: string) {
    const { gap, ratio, shortfall } = measures(completion)
    const plan = { year_plan_yuan: '2735000000' }
    return {
      yinchuan: unwrap(judge(builtIn('yinchuan_2025_published'), inputs({ progress: toExactText(gap) }), [])).light,
      wuhan: unwrap(judge(builtIn('wuhan_month'), inputs({ pace_ratio: toExactText(ratio) }), [])).light,
      sanya: unwrap(judge(builtIn('sanya_2022_project'), inputs({ shortfall: toExactText(shortfall), ...plan }), []))
        .light,
    }
  }

  it('reads Jiaoling 2020 (18.28 of 27.35 in ten months) as yellow, no card, yellow', () => {
    const { gap, ratio, shortfall } = measures('1828/2735')
    expect([toDecimal(gap, 2), toDecimal(multiply(ratio, exact(100)), 2)]).toEqual(['-16.50', '80.20'])
    expect(toDecimal(multiply(shortfall, exact(100)), 2)).toBe('19.80')
    expect(lightsOf('1828/2735')).toEqual({ yinchuan: 'yellow', wuhan: 'green', sanya: 'yellow' })
  })

  it('reads completion of 50.0 % as red, yellow, yellow: 60.0 is not below 60', () => {
    const { gap, ratio, shortfall } = measures('0.5')
    expect([toDecimal(gap, 1), toExactText(ratio), toExactText(shortfall)]).toEqual(['-33.3', '0.6', '0.4'])
    expect(lightsOf('0.5')).toEqual({ yinchuan: 'red', wuhan: 'yellow', sanya: 'yellow' })
  })
})

describe('the ends of intervals', () => {
  it.each([
    ['wuhan_month', 'pace_ratio', '0.6', 'yellow'],
    ['wuhan_month', 'pace_ratio', '0.599999999999', 'red'],
    ['wuhan_month', 'pace_ratio', '0.8', 'green'],
    ['yinchuan_2025_published', 'progress', '-30', 'yellow'],
    ['yinchuan_2025_published', 'progress', '-10', 'yellow'],
    ['yinchuan_2025_published', 'progress', '-3000000000001/100000000000', 'red'],
    ['yinchuan_2025_published', 'progress', '0', 'green'],
    ['tianjin_2022_bonds', 'spending_shortfall', '0.3', 'yellow'],
    ['deadline_three_days', 'overdue', '-3', 'yellow'],
    ['deadline_three_days', 'overdue', '0', 'yellow'],
    ['deadline_three_days', 'overdue', '1', 'red'],
  ])('%s: %s at %s is %s', (code, key, value, light) => {
    expect(unwrap(judge(builtIn(code), inputs({ [key]: value }), [])).light).toBe(light)
  })

  it('shows no light and says so where a published rule has a hole', () => {
    const judged = unwrap(judge(builtIn('yinchuan_2025_published'), inputs({ progress: '-5' }), []))
    expect([judged.light, judged.reason.code]).toEqual(['none', 'lights.reason_hole'])
  })

  it('marks the step of Xinhuang 2015 that has no card of its own', () => {
    const judged = unwrap(judge(builtIn('xinhuang_2015'), inputs({ month_ratio: '0.7' }), []))
    expect([judged.light, judged.dimensions[0]?.mark]).toEqual(['green', 'tracked'])
  })
})

describe('a judgement', () => {
  it('carries its rule, its inputs and the span that decided', () => {
    const fed = inputs({ pace_ratio: '0.75' })
    const judged = unwrap(judge(builtIn('wuhan_month'), fed, []))
    expect(judged.rule).toEqual({ code: 'wuhan_month', version: 1 })
    expect(judged.inputs).toEqual(fed)
    expect(judged.reason).toEqual({
      code: 'lights.reason_interval',
      values: { dimension: 'pace_ratio', base: 'ratio_to_pace', value: '0.75', span: '[0.6,0.8)' },
    })
  })

  it('shows none without a value, and outside its conditions', () => {
    const rule = builtIn('sanya_2022_project')
    const noValue = unwrap(judge(rule, inputs({ shortfall: null, year_plan_yuan: '10000000' }), []))
    const small = unwrap(judge(rule, inputs({ shortfall: '0.9', year_plan_yuan: '9999999' }), []))
    const unknown = unwrap(judge(rule, inputs({ shortfall: '0.9' }), []))
    expect([noValue, small, unknown].map((each) => [each.light, each.reason.code])).toEqual([
      ['none', 'lights.reason_no_value'],
      ['none', 'lights.reason_not_applicable'],
      ['none', 'lights.reason_condition_unknown'],
    ])
  })

  it('refuses a value that is not a number, naming it', () => {
    const refused = judge(builtIn('wuhan_month'), inputs({ pace_ratio: 'much' }), [])
    expect(refused).toEqual({
      ok: false,
      problems: [{ code: 'lights.value_not_a_number', params: { value: 'much' }, path: ['values', 'pace_ratio'] }],
    })
  })

  it('takes the worst of Tianjin 2022: growth, growth over expected, growth over the city mean', () => {
    const light = (growth: string, overExpected: string, overCity: string) =>
      unwrap(
        judge(
          builtIn('tianjin_2022_growth'),
          inputs({ growth, growth_over_expected: overExpected, growth_over_city: overCity }),
          [],
        ),
      ).light
    expect(light('8.1', '0', '1.2')).toBe('green')
    expect(light('8.1', '-0.1', '1.2')).toBe('yellow')
    expect(light('3.0', '-5', '-2')).toBe('yellow')
    expect(light('-0.1', '-8', '-5')).toBe('red')
  })

  it('is decided by a table where the rule has one', () => {
    const rule = ruleOf({
      dimensions: [
        { key: 'a', base: 'gap_points', intervals: MET_OR_NOT },
        { key: 'b', base: 'gap_points', intervals: MET_OR_NOT },
      ],
      combine: {
        kind: 'table',
        rows: [
          { when: { a: ['red'], b: ['red'] }, light: 'red' },
          { when: { a: ['green', 'none'], b: ['green', 'none'] }, light: 'green' },
          { when: {}, light: 'yellow' },
        ],
      },
    })
    const lights = (a: string | null, b: string | null) => unwrap(judge(rule, inputs({ a, b }), [])).light
    expect([lights('-20', '-20'), lights('-20', '5'), lights('1', null), lights(null, null)]).toEqual([
      'red',
      'yellow',
      'green',
      'none',
    ])
  })
})

describe('excuses, streaks and recovery', () => {
  const light = (each: Judgement): Light => each.light

  it('turns red in the second missed month running (Sanya districts 2022)', () => {
    const judged = run(builtIn('sanya_2022_district'), 'month_task', ['-1', '-2', '0', '-1', '0', '-3'])
    expect(judged.map(light)).toEqual(['yellow', 'red', 'green', 'yellow', 'green', 'yellow'])
    expect(judged[1]?.reason).toEqual({
      code: 'lights.reason_streak',
      values: { dimension: 'month_task', times: 2, raw: 'yellow' },
    })
  })

  it('lets a month without a figure break a streak, and an excused one neither count nor break', () => {
    expect(run(builtIn('sanya_2022_district'), 'month_task', ['-1', null, '-1']).map(light)).toEqual([
      'yellow',
      'none',
      'yellow',
    ])
    const rule = ruleOf({
      dimensions: [
        {
          key: 'month_task',
          base: 'gap_points',
          intervals: MET_OR_NOT,
          streak: { atLeast: 'yellow', times: 2, becomes: 'red' },
          excuses: ['force_majeure'],
        },
      ],
    })
    expect(run(rule, 'month_task', ['-1', 'excused', '-1']).map(light)).toEqual(['yellow', 'none', 'red'])
  })

  it('ignores an excuse the rule does not know, and one for a green light', () => {
    const unknown = run(builtIn('sanya_2022_district'), 'month_task', ['excused'])
    expect(unknown.map(light)).toEqual(['yellow'])
    const green = judge(
      builtIn('target_pace'),
      inputs({ progress: '2' }, [{ dimension: 'progress', code: 'force_majeure' }]),
      [],
    )
    expect(unwrap(green).light).toBe('green')
  })

  it('clears a light only after the periods in a row the rule asks for', () => {
    const rule = ruleOf({ dimensions: [{ key: 'gap', base: 'gap_points', intervals: MET_OR_NOT, recoverAfter: 2 }] })
    const judged = run(rule, 'gap', ['-20', '5', '5', '-5', '5', null, '5'])
    expect(judged.map(light)).toEqual(['red', 'red', 'green', 'yellow', 'yellow', 'none', 'green'])
    expect(judged[1]?.reason.code).toBe('lights.reason_recovering')
  })

  it('never shows better than the number alone would, whatever the history', () => {
    const value = fc.option(fc.integer({ min: -30, max: 10 }).map(String), { nil: null })
    const rule = ruleOf({
      dimensions: [
        {
          key: 'gap',
          base: 'gap_points',
          intervals: MET_OR_NOT,
          streak: { atLeast: 'yellow', times: 3, becomes: 'red' },
          recoverAfter: 2,
        },
      ],
    })
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), (values) => {
        for (const [index, judged] of run(rule, 'gap', values).entries()) {
          const alone = run(rule, 'gap', [values[index] ?? null])[0]
          expect(severity(judged.light)).toBeGreaterThanOrEqual(severity(alone?.light ?? 'none'))
          expect(judged.light === 'none').toBe(values[index] === null)
          expect(judged.dimensions[0]?.raw).toBe(alone?.light)
        }
      }),
    )
  })
})
