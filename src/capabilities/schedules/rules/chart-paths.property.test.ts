import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day } from '../../../kernel/day.ts'
import type { ChartBar, ChartProject } from '../contract/chart.ts'
import { axisOf, blocksOf, CHART_SCALES } from './chart.ts'
import { flagPaths, rowPaths } from './chart-paths.ts'

const TODAY = asDay('2026-11-22')
const day = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(asDay('2025-01-01'), count))
const bars = fc
  .array(
    fc.record({
      startOn: day,
      length: fc.nat(200),
      isMilestone: fc.boolean(),
      critical: fc.boolean(),
      provisional: fc.boolean(),
      baseline: fc.boolean(),
      startedOn: fc.option(day),
      verdict: fc.constantFrom('done', 'done_late', 'late', 'running', 'waiting') as fc.Arbitrary<ChartBar['verdict']>,
    }),
    { maxLength: 12 },
  )
  .map((given) =>
    given.map(({ length, baseline, ...each }, at): ChartBar => {
      const finishOn = addDays(each.startOn, each.isMilestone ? 0 : length)
      return {
        ...each,
        id: `n${at}`,
        name: `示例节点${at}`,
        finishOn,
        finishedOn: null,
        baselineStart: baseline ? each.startOn : null,
        baselineFinish: baseline ? finishOn : null,
        daysLate: 0,
      }
    }),
  )

function projectWith(own: readonly ChartBar[], openOn: Day | null): ChartProject {
  return {
    projectId: '01900000-0000-7000-8000-000000000001',
    number: '2026-C-001',
    name: '示例项目',
    stage: 'started',
    light: 'green',
    chain: '',
    unitName: '示例镇',
    leader: null,
    openOn,
    finishOn: TODAY,
    margin: 0,
    feasible: true,
    version: 1,
    mayPlan: true,
    bars: [...own],
    criticalLinks: own.slice(1).map((bar, at) => ({ from: `n${at}`, to: bar.id, type: 'FS' as const })),
  }
}

const moves = (d: string): number => d.split('M').length - 1

describe('a row of the chart', () => {
  it('draws every bar once in the layer it belongs to, whatever their number, in a path a layer', () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(...CHART_SCALES), (own, scale) => {
        const row = projectWith(own, null)
        const paths = rowPaths(row, axisOf([row], TODAY, scale, 1), TODAY, (at) => at * 24, true)
        const drawn = new Map(paths.map(({ layer, d }) => [layer as string, moves(d)]))
        const sum = (start: string): number =>
          [...drawn].reduce((total, [layer, count]) => (layer.startsWith(start) ? total + count : total), 0)
        const count = (meets: (bar: ChartBar) => boolean): number => own.filter(meets).length
        expect(new Set(paths.map(({ layer }) => layer)).size).toBe(paths.length)
        expect(sum('plan')).toBe(count((bar) => !bar.isMilestone))
        expect(sum('milestone')).toBe(count((bar) => bar.isMilestone))
        expect(drawn.get('milestone-critical') ?? 0).toBe(count((bar) => bar.isMilestone && bar.critical))
        expect(drawn.get('plan-critical-provisional') ?? 0).toBe(
          count((bar) => !bar.isMilestone && bar.critical && bar.provisional),
        )
        expect(drawn.get('ghost') ?? 0).toBe(count((bar) => bar.baselineStart !== null))
        expect(sum('actual')).toBe(count((bar) => !bar.isMilestone && bar.startedOn !== null))
        expect(drawn.get('flag-done') ?? 0).toBe(count(({ verdict }) => verdict.startsWith('done')))
        expect(drawn.get('flag-late') ?? 0).toBe(count(({ verdict }) => verdict === 'late'))
        expect(drawn.get('link') ?? 0).toBe(row.criticalLinks.length)
      }),
    )
  })

  it('says nothing that is no number, and lies on the axis', () => {
    fc.assert(
      fc.property(bars, fc.option(day), (own, openOn) => {
        const row = projectWith(own, openOn)
        const axis = axisOf([row], TODAY, 'quarter', 1)
        for (const { layer, d } of rowPaths(row, axis, TODAY, () => 0, false)) {
          expect(d).not.toMatch(/NaN|undefined|e-/)
          if (!layer.startsWith('plan')) continue
          for (const [, x = ''] of d.matchAll(/M(\S+) /g)) expect(Number(x)).toBeGreaterThanOrEqual(0)
          for (const [, x = ''] of d.matchAll(/M(\S+) /g)) expect(Number(x)).toBeLessThan(axis.width)
        }
      }),
    )
  })

  it('tells a done flag from a late one by its shape too', () => {
    const shape = (kind: 'done' | 'late') => flagPaths(kind, 10, 16).map(({ d }) => d)
    expect(shape('done')).not.toEqual(shape('late'))
    expect(shape('late')).toHaveLength(3)
  })
})

describe('blocks of lines', () => {
  it('hold every line once and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const blocks = blocksOf(lines, size)
        expect(blocks.flat()).toEqual(lines)
        expect(blocks.every(({ length }) => length > 0 && length <= size)).toBe(true)
      }),
    )
  })
})
