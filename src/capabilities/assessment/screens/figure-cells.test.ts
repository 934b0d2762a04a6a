import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedValues, EVIDENCE, savedTexts } from './figure-cells.ts'

const criterion = {
  figures: [
    { key: 'done', name: '完成', unit: '万元', from: { kind: 'unit' as const } },
    { key: 'plan', name: '计划', unit: '万元', from: { kind: 'ledger' as const, figure: 'key_projects.year_plan' } },
  ],
}
const units = [{ unitId: 'east' }, { unitId: 'west' }]
const lines = [
  { unitId: 'east', figure: 'done', value: '12.5', evidence: '示例报表' },
  { unitId: 'east', figure: 'plan', value: '20', evidence: '' },
]

describe('figures of a criterion as they are typed', () => {
  it('sends nothing where nothing was typed', () => {
    const saved = savedTexts(criterion, units, lines)
    expect(changedValues(criterion, units, saved, saved)).toEqual([])
  })

  it('never sends a figure that is read from elsewhere', () => {
    const saved = savedTexts(criterion, units, lines)
    fc.assert(
      fc.property(fc.string(), fc.string(), (done, plan) => {
        const typed = (unitId: string, column: string) =>
          column === 'plan' ? plan : column === 'done' ? done : saved(unitId, column)
        return changedValues(criterion, units, typed, saved).every(({ figure }) => figure === 'done')
      }),
    )
  })

  it('sends a figure again when its evidence changes, and no empty one for evidence alone', () => {
    const saved = savedTexts(criterion, units, lines)
    const typed = (unitId: string, column: string) => (column === EVIDENCE ? '示例快报' : saved(unitId, column))
    expect(changedValues(criterion, units, typed, saved)).toEqual([
      { unitId: 'east', figure: 'done', value: '12.5', evidence: '示例快报' },
    ])
  })

  it('sends an emptied figure as none', () => {
    const saved = savedTexts(criterion, units, lines)
    const typed = (unitId: string, column: string) => (column === 'done' ? '' : saved(unitId, column))
    expect(changedValues(criterion, units, typed, saved)).toEqual([
      { unitId: 'east', figure: 'done', value: null, evidence: '示例报表' },
    ])
  })
})
