import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyProject } from '../../../../tests/support/overview.ts'
import { STAGES } from '../contract.ts'
import { countLights, headlineOf, type ProjectState, stagesOf, tilesOf, worstOf } from './figures.ts'

const project = (more: Partial<ProjectState>): ProjectState => ({
  id: '1',
  name: '示例项目',
  stage: 'under_construction',
  light: 'none',
  unitIds: ['east'],
  totalInvestment: null,
  yearPlan: null,
  invested: null,
  pace: null,
  ...more,
})

const UNITS = [
  { id: 'bureau', name: '示例局', kind: 'department' },
  { id: 'east', name: '示例东镇', kind: 'township' },
  { id: 'west', name: '示例西镇', kind: 'township' },
]

describe('the leading figures', () => {
  it('are unknown where no project tells any, and not nothing', () => {
    expect(headlineOf([])).toMatchObject({
      projects: 0,
      totalInvestment: null,
      yearPlan: null,
      invested: null,
      completion: null,
    })
  })

  it('add up over any two halves of the projects', () => {
    fc.assert(
      fc.property(fc.array(anyProject), fc.array(anyProject), (one, other) => {
        const [left, right, whole] = [headlineOf(one), headlineOf(other), headlineOf([...one, ...other])]
        for (const field of ['projects', 'totalInvestment', 'yearPlan', 'invested', 'withoutFigures'] as const)
          expect(whole[field] ?? 0).toBe((left[field] ?? 0) + (right[field] ?? 0))
        expect(whole.lights.red + whole.lights.yellow + whole.lights.green + whole.lights.none).toBe(whole.projects)
      }),
    )
  })

  it('weigh the pace by the plans, so that a large project counts for more', () => {
    const rows = [
      project({ yearPlan: 900, invested: 450, pace: 0.5 }),
      project({ id: '2', yearPlan: 100, invested: 0, pace: 1 }),
    ]
    expect(headlineOf(rows)).toMatchObject({ completion: 0.45, pace: 0.55 })
  })

  it('count money without a plan in the sum and not in the completion', () => {
    const rows = [project({ yearPlan: 100, invested: 50, pace: 0.5 }), project({ id: '2', invested: 30 })]
    expect(headlineOf(rows)).toMatchObject({ invested: 80, completion: 0.5 })
  })

  it('have no completion where nothing is planned', () => {
    expect(headlineOf([project({ invested: 30 })])).toMatchObject({ completion: null, pace: null })
  })
})

describe('projects by stage', () => {
  it('are each in exactly one, in the order of the chain', () => {
    fc.assert(
      fc.property(fc.array(anyProject), (rows) => {
        const slices = stagesOf(rows)
        expect(slices.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
        const places = slices.map(({ stage }) => STAGES.indexOf(stage))
        expect(places).toEqual(places.toSorted((one, other) => one - other))
      }),
    )
  })
})

describe('the tiles of the map', () => {
  it('show the worst light of what a unit works on, and every town even without projects', () => {
    const tiles = tilesOf(UNITS, [project({ light: 'green' }), project({ id: '2', light: 'red' })])
    expect(tiles.map(({ name, light: shown, count }) => [name, shown, count])).toEqual([
      ['示例东镇', 'red', 2],
      ['示例西镇', 'none', 0],
    ])
  })

  it('count what a list narrowed to the unit shows', () => {
    fc.assert(
      fc.property(fc.array(anyProject), (rows) => {
        for (const tile of tilesOf(UNITS, rows)) {
          const own = rows.filter(({ unitIds }) => unitIds.includes(tile.unitId))
          expect(tile).toMatchObject({ count: own.length, light: worstOf(own), lights: countLights(own) })
        }
      }),
    )
  })
})
