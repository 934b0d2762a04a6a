import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComparedProject, duplicatesOf, findDuplicates } from './duplicates.ts'

const blank: ComparedProject = {
  id: 'a',
  name: '示例甲',
  otherNames: [],
  projectCodes: [],
  enterprise: '',
  creditCode: null,
  place: '',
  land: null,
  longitude: null,
  latitude: null,
}
const words = [
  '高端化工',
  '新材料',
  '海上风电',
  '冷链',
  '物流园',
  '一期',
  '二期',
  '智能',
  '装备',
  '（01）',
  '（02）',
  '项目',
]
const compared = (id: number): fc.Arbitrary<ComparedProject> =>
  fc.record({
    id: fc.constant(`p${String(id).padStart(3, '0')}`),
    name: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
    otherNames: fc.array(fc.constantFrom('老厂搬迁', '海上风电项目'), { maxLength: 1 }),
    projectCodes: fc.subarray(['c1', 'c2', 'c3'], { maxLength: 1 }),
    enterprise: fc.constantFrom('', '甲公司', '乙公司'),
    creditCode: fc.constantFrom(null, 'k1', 'k2'),
    place: fc.constantFrom('', '东河镇', '西山镇'),
    land: fc.constantFrom(null, 6_667, 13_334),
    longitude: fc.constantFrom(null, 119.2, 119.201, 119.5),
    latitude: fc.constantFrom(null, 36.5, 36.5009, 36.9),
  })
const library = fc
  .integer({ min: 0, max: 14 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => compared(index))))

describe('the duplicate finder', () => {
  it('misses no pair that comparing every project with every other finds, and adds none', () => {
    fc.assert(
      fc.property(library, (projects) => {
        const naive = projects
          .flatMap((project) => duplicatesOf(project, projects))
          .map(({ firstId, secondId }) => `${firstId} ${secondId}`)
        const found = findDuplicates(projects).map(({ firstId, secondId }) => `${firstId} ${secondId}`)
        expect(found.toSorted()).toEqual([...new Set(naive)].toSorted())
      }),
      { numRuns: 2000 },
    )
  })

  it('says the same whatever the order, each pair once, the smaller id first', () => {
    fc.assert(
      fc.property(library, (projects) => {
        const found = findDuplicates(projects)
        expect(findDuplicates(projects.toReversed())).toEqual(found)
        expect(found.every(({ firstId, secondId }) => firstId < secondId)).toBe(true)
        expect(new Set(found.map((pair) => `${pair.firstId} ${pair.secondId}`)).size).toBe(found.length)
      }),
    )
  })

  it('finds a renamed, re-signed or restarted project by its code, its former name, or its place and investor', () => {
    const other = { ...blank, id: 'b' }
    const signsOf = (one: Partial<ComparedProject>, two: Partial<ComparedProject>) =>
      findDuplicates([
        { ...blank, ...one },
        { ...other, ...two },
      ])[0]?.signs
    expect(signsOf({ name: '昌南物流园', projectCodes: ['c'] }, { name: '智慧港', projectCodes: ['c'] })).toEqual([
      'same_code',
    ])
    expect(signsOf({ name: '智慧港', otherNames: ['昌南物流园项目'] }, { name: '昌南物流园' })).toEqual(['same_name'])
    expect(
      signsOf(
        { name: '老厂', enterprise: '甲公司', place: '东河镇', land: 100 },
        { name: '新厂', enterprise: '甲公司', place: '东河镇', land: 100 },
      ),
    ).toEqual(['same_investor', 'same_parcel'])
    expect(
      signsOf(
        { name: '老厂', creditCode: 'k', longitude: 119.2, latitude: 36.5 },
        { name: '新厂', creditCode: 'k', longitude: 119.2, latitude: 36.5009 },
      ),
    ).toEqual(['same_investor', 'near'])
  })

  it('does not call two phases or two numbered plants one project by their names', () => {
    const pairs = findDuplicates([
      { ...blank, id: 'a', name: '示例高端化工一期项目' },
      { ...blank, id: 'b', name: '示例高端化工二期项目' },
    ])
    expect(pairs).toEqual([])
  })

  it('proposes nothing on one weak sign alone', () => {
    const pairs = findDuplicates([
      { ...blank, id: 'a', name: '冷链', enterprise: '甲公司' },
      { ...blank, id: 'b', name: '风电', enterprise: '甲公司' },
    ])
    expect(pairs).toEqual([])
  })
})
