import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { toExactText } from '../../../kernel/exact.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { Goal, type Progress, type TargetVersion } from '../contract.ts'
import { findBuiltInCurve } from './curves.ts'
import { completionByVersion, measuresOf, type StandingInput, standingsOf } from './standings.ts'

const FLOW = {
  direction: 'higher',
  measure: 'level',
  statistical: false,
  cumulative: true,
  overTime: 'sum',
  frequency: 'month',
  firstMonths: 'separate',
} as const
const curve = findBuiltInCurve('linear') ?? { code: 'linear', name: '', nodes: [{ month: 12, share: '1' }], source: '' }
const goal = (value: string, comparator: Goal['comparator'] = '>=') => Goal.parse({ comparator, value })
const figure = (month: number, value: string | null, growthPercent: string | null = null) => ({
  period: asPeriod(`2026-M${String(month).padStart(2, '0')}`),
  value,
  growthPercent,
  rank: null,
})
const input = (more: Partial<StandingInput>): StandingInput => ({
  indicator: FLOW,
  versions: [{ goal: goal('120'), effectiveOn: asDay('2026-01-01') }],
  curve,
  figures: [],
  ...more,
})

describe('where a target stood', () => {
  it('at each month is what was reached against what was due by then', () => {
    const rows = standingsOf(input({ figures: [figure(2, '18.28'), figure(1, '5')] }))
    expect(rows.map((row) => [row.period, row.progress.actual, row.due])).toEqual([
      ['2026-M01', '5', '10'],
      ['2026-M02', '18.28', '20'],
    ])
  })

  it('is held against the goal in force at the time: a plan cut in July leaves June as it was', () => {
    const versions = [
      { goal: goal('120'), effectiveOn: asDay('2026-01-01'), number: 1 },
      { goal: goal('60'), effectiveOn: asDay('2026-07-01'), number: 2 },
    ] as TargetVersion[]
    const of = input({ versions, figures: [figure(6, '30'), figure(7, '30')] })
    expect(standingsOf(of).map((row) => row.progress.completion)).toEqual(['0.25', '0.5'])
    expect(completionByVersion(of, versions, asPeriod('2026-M07'))).toEqual([
      { number: 1, completion: '0.25' },
      { number: 2, completion: '0.5' },
    ])
  })

  it('names the month in which a missed one was made up', () => {
    const rows = standingsOf(input({ figures: [figure(1, '2'), figure(2, '9'), figure(3, '40')] }))
    expect(rows.map((row) => row.madeUpIn)).toEqual(['2026-M03', '2026-M03', null])
  })

  it('never makes up a month that was not missed, and never by an earlier month', () => {
    const figures = fc
      .array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 })
      .map((values) => values.map((value, index) => figure(index + 1, String(value))))
    fc.assert(
      fc.property(figures, (known) => {
        for (const row of standingsOf(input({ figures: known }))) {
          const { completion, pace } = row.measures
          const isMissed =
            completion !== null && pace !== null && Number(row.progress.gapPoints?.split('/')[0] ?? 0) < 0
          if (row.madeUpIn !== null) expect([isMissed, row.madeUpIn > row.period]).toEqual([true, true])
        }
      }),
    )
  })
})

describe('what the rule of lights is fed', () => {
  const compared = (more: Partial<Progress>): Progress => ({
    period: asPeriod('2026-M06'),
    method: 'compared',
    actual: null,
    plan: null,
    completion: null,
    pace: null,
    gapPoints: null,
    ratioToPace: null,
    relativeShortfall: null,
    remaining: null,
    forecast: null,
    met: null,
    ...more,
  })
  const points = (progress: Progress, measure: 'level' | 'rank' | 'growth_rate', direction: 'higher' | 'lower') => {
    const value = measuresOf(progress, { measure, direction }, null).values['progress']
    return value ? toExactText(value) : null
  }

  it('is percentage points for rates, places for ranks, percent beyond a ceiling, and a floor only when the year is over', () => {
    expect(
      points(compared({ gapPoints: '-0.5', actual: '5.9', plan: '6.4', met: false }), 'growth_rate', 'higher'),
    ).toBe('-0.5')
    expect(points(compared({ actual: '5', plan: '3', met: false }), 'rank', 'lower')).toBe('-2')
    expect(points(compared({ actual: '110', plan: '100', met: false }), 'level', 'lower')).toBe('-10')
    expect(points(compared({ actual: '80', plan: '100', met: false }), 'level', 'higher')).toBeNull()
    const december = { period: asPeriod('2026-M12'), actual: '80', plan: '100', met: false }
    expect(points(compared(december), 'level', 'higher')).toBe('-20')
    expect(points(compared({ actual: '100', plan: '100', met: true }), 'level', 'higher')).toBe('0')
  })
})
