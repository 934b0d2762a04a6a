import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day, daysBetween } from '../../../kernel/day.ts'
import type { ChartBar, ChartProject } from '../contract/chart.ts'
import {
  actualSpan,
  axisCells,
  axisOf,
  CHART_GROUPS,
  CHART_SCALES,
  dayAt,
  flagOf,
  sectionsOf,
  visibleRows,
  xOf,
} from './chart.ts'

const day = fc.integer({ min: 0, max: 4000 }).map((count) => addDays(asDay('2022-01-01'), count))
const bar = fc.record({ startOn: day, finishOn: day, startedOn: fc.option(day), finishedOn: fc.option(day) }).map(
  (days): ChartBar => ({
    ...days,
    id: 'n',
    name: '示例节点',
    isMilestone: false,
    baselineStart: null,
    baselineFinish: null,
    critical: false,
    verdict: 'waiting',
    daysLate: 0,
    provisional: false,
  }),
)
const project = fc
  .record({ bars: fc.array(bar, { maxLength: 4 }), leader: fc.constantFrom(null, '甲', '乙'), openOn: fc.option(day) })
  .map(
    (given): ChartProject => ({
      ...given,
      projectId: '01900000-0000-7000-8000-000000000001',
      number: '2026-C-001',
      name: '示例项目',
      stage: 'started',
      light: 'green',
      chain: '',
      unitName: '示例镇',
      finishOn: asDay('2026-06-30'),
      margin: 0,
      feasible: true,
      version: 1,
      mayPlan: true,
      criticalLinks: [],
    }),
  )
const scale = fc.constantFrom(...CHART_SCALES)

describe('the time axis', () => {
  it('holds today and every day drawn, and each day lies where it is looked for', () => {
    fc.assert(
      fc.property(
        fc.array(project, { maxLength: 4 }),
        day,
        scale,
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (rows, today, by, zoom) => {
          const axis = axisOf(rows, today, by, zoom)
          const days: Day[] = [
            today,
            ...rows.flatMap(({ bars }) => bars.flatMap(({ startOn, finishOn }) => [startOn, finishOn])),
          ]
          for (const each of days) {
            const x = xOf(axis, each)
            expect(x).toBeGreaterThanOrEqual(0)
            expect(x).toBeLessThan(axis.width)
            expect(dayAt(axis, x + axis.dayWidth / 2)).toBe(each)
          }
        },
      ),
    )
  })

  it('is cut into cells without gap or overlap, at every fineness', () => {
    fc.assert(
      fc.property(fc.array(project, { maxLength: 3 }), day, scale, (rows, today, by) => {
        const axis = axisOf(rows, today, by, 1)
        for (const of of ['year', ...CHART_SCALES] as const) {
          const cells = axisCells(axis, of)
          let next = axis.from
          for (const cell of cells) {
            expect(cell.from).toBe(next)
            next = addDays(cell.from, Math.round(cell.width / axis.dayWidth))
          }
          expect(daysBetween(axis.through, next)).toBe(1)
        }
      }),
    )
  })

  it('counts 旬 as thirds of a month, the last one to its end', () => {
    const axis = axisOf([], asDay('2028-02-15'), 'xun', 1)
    const cells = axisCells(axis, 'xun')
    expect(cells.map(({ from }) => from).slice(3, 6)).toEqual(['2028-02-01', '2028-02-11', '2028-02-21'])
    expect(cells.map(({ number }) => number).slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(Math.round((cells[5]?.width ?? 0) / axis.dayWidth)).toBe(9)
  })
})

describe('rows', () => {
  it('stay all there under any heading, each once, those without it last', () => {
    fc.assert(
      fc.property(fc.array(project), fc.constantFrom(...CHART_GROUPS), (rows, group) => {
        const sections = sectionsOf(rows, group)
        expect(sections.flatMap((each) => each.rows)).toHaveLength(rows.length)
        expect(new Set(sections.map(({ key }) => key)).size).toBe(sections.length)
        if (sections.some(({ key }) => key === '')) expect(sections.at(-1)?.key).toBe('')
      }),
    )
  })

  it('are drawn where a window looks, and the rest leaves its height', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 600 }), { maxLength: 60 }),
        fc.nat(9000),
        fc.integer({ min: 1, max: 1200 }),
        (heights, top, height) => {
          const { first, end, above, below } = visibleRows(heights, top, height, 2)
          const total = heights.reduce((sum, each) => sum + each, 0)
          const shown = heights.slice(first, end).reduce((sum, each) => sum + each, 0)
          expect(above + shown + below).toBe(total)
          if (top + height <= total) {
            expect(above).toBeLessThanOrEqual(top)
            expect(above + shown).toBeGreaterThanOrEqual(top + height)
          }
        },
      ),
    )
  })
})

describe('facts', () => {
  it('fly a red flag when done, a black one when late, and run to today while under way', () => {
    expect(
      ['done', 'done_late', 'late', 'running', 'waiting', 'due', 'will_be_late'].map((verdict) =>
        flagOf({ verdict } as ChartBar),
      ),
    ).toEqual(['done', 'done', 'late', null, null, null, null])
    const today = asDay('2026-11-22')
    const base = { startedOn: null, finishedOn: null } as unknown as ChartBar
    expect(actualSpan(base, today)).toBeNull()
    expect(actualSpan({ ...base, startedOn: asDay('2026-11-01') }, today)).toEqual({
      from: '2026-11-01',
      through: today,
    })
    expect(actualSpan({ ...base, startedOn: asDay('2026-11-01'), finishedOn: asDay('2026-11-05') }, today)).toEqual({
      from: '2026-11-01',
      through: '2026-11-05',
    })
  })
})
