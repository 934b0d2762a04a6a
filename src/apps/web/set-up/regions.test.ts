import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import national from '../../../capabilities/organisation/data/regions.json'
import { labelOfRegion, matchingRegions, regionMeant, regionsOf } from './regions.ts'

const regions = regionsOf(national.rows)

describe('the region of the first set-up', () => {
  it('is shown with its city and province', () => {
    expect(regionMeant(regions, '370786')).toEqual({ code: '370786', name: '昌邑市', path: '山东省潍坊市昌邑市' })
  })

  it('is found by code or by name, the nearest first', () => {
    expect(matchingRegions(regions, '3707').map(({ code }) => code)).toContain('370786')
    expect(matchingRegions(regions, '昌邑')[0]?.name).toMatch(/^昌邑/)
    expect(matchingRegions(regions, '潍坊市')[0]?.code).toBe('370700')
    expect(matchingRegions(regions, ' ')).toEqual([])
  })

  it('is not guessed where a name is borne twice', () => {
    expect(regions.filter(({ name }) => name === '朝阳区').length).toBeGreaterThan(1)
    expect(regionMeant(regions, '朝阳区')).toBeUndefined()
    expect(regionMeant(regions, '昌邑市')?.code).toBe('370786')
    expect(regionMeant(regions, '999999')).toBeUndefined()
  })

  it('is the one chosen from the list, whichever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...regions), (region) => {
        expect(regionMeant(regions, labelOfRegion(region))).toEqual(region)
        expect(matchingRegions(regions, region.code)).toContainEqual(region)
      }),
    )
  })
})
