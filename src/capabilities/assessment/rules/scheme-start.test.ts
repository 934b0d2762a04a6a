import { describe, expect, it } from 'vitest'
import { schemeProof } from './scheme-proof.ts'
import { templateBody } from './scheme-start.ts'

const id = (at: number) => `01890000-0000-7000-8000-0000000000${String(at).padStart(2, '0')}`
const unit = (at: number, name: string, kind: string, groupName: string | null = null) => ({
  id: id(at),
  name,
  kind,
  groupName,
})
const county = [
  unit(1, '昌东镇', 'township', '镇街一组'),
  unit(2, '昌西镇', 'township', '镇街二组'),
  unit(3, '昌南街道', 'township', '镇街一组'),
  unit(4, '昌北开发区', 'park'),
  unit(5, '某县统计局', 'department'),
  unit(6, '某县督查室', 'office'),
  unit(7, '某县重点项目办公室', 'office'),
  unit(8, '某县商务局', 'department'),
]
const proved = (units: typeof county) =>
  schemeProof(templateBody(units), {
    units: new Map(units.map(({ id: key, name, kind }) => [key, { name, kind }])),
    faultOfLedger: () => undefined,
  })

describe('the template of a county', () => {
  it('puts every town and park in its group once and finds source units by the ends of their names', () => {
    const body = templateBody(county)
    expect(body.groups.map(({ name, unitIds }) => [name, unitIds])).toEqual([
      ['镇街一组', [id(1), id(3)]],
      ['镇街二组', [id(2)]],
      ['园区组', [id(4)]],
    ])
    const sources = body.levels.month?.criteria.map(({ key, sourceUnitId }) => [key, sourceUnitId])
    expect(sources).toEqual([
      ['investment', id(7)],
      ['starts', id(7)],
      ['obstacles', id(6)],
      ['growth', id(5)],
    ])
    expect(proved(county).problems).toEqual([])
  })

  it('leaves open a source unit it cannot tell, and the proof asks for it', () => {
    const without = county.filter(({ id: key }) => key !== id(5))
    expect(proved(without).problems.map(({ code }) => code)).toEqual(Array(3).fill('assessment.source_missing'))
    const twice = [...county, unit(9, '某市统计局', 'department')]
    expect(proved(twice).problems.map(({ code }) => code)).toContain('assessment.source_missing')
  })
})
