import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIST_CLASSES, LIST_LEVELS, type Membership, STAGES } from '../contract.ts'
import { carriedOver } from './years.ts'

const membership = fc.record({
  level: fc.constantFrom(...LIST_LEVELS),
  year: fc.constantFrom(2024, 2025, 2026, 2027),
  listClass: fc.constantFrom(...LIST_CLASSES),
  batch: fc.constant(''),
})
const placesOn = (places: readonly Membership[], year: number) =>
  new Set(places.filter((each) => each.year === year).map((each) => each.level))

describe('a year of lists carried over', () => {
  it('leaves every place of before as it is, adds each level once, and never twice', () => {
    fc.assert(
      fc.property(fc.array(membership, { maxLength: 8 }), fc.constantFrom(...STAGES), (memberships, stage) => {
        const project = { memberships, stage, stageLeft: null }
        const carried = carriedOver(project, 2026)
        if (!carried) return
        expect(carried.slice(0, memberships.length)).toEqual(memberships)
        for (const level of placesOn(memberships, 2026)) expect(placesOn(carried, 2027)).toContain(level)
        const added = carried.slice(memberships.length)
        expect(new Set(added.map((each) => each.level)).size).toBe(
          new Set(added.map((each) => each.level).filter((level) => placesOn(memberships, 2026).has(level))).size,
        )
        expect(carriedOver({ ...project, memberships: carried }, 2026)).toBeUndefined()
      }),
    )
  })

  it('continues what was started, lets the rest wait as it did, and leaves what is over behind', () => {
    const memberships: Membership[] = [
      { level: 'city', year: 2026, listClass: 'new_start', batch: '一' },
      { level: 'county', year: 2026, listClass: 'preparatory', batch: '' },
    ]
    const classes = (stage: (typeof STAGES)[number], stageLeft: (typeof STAGES)[number] | null = null) =>
      carriedOver({ memberships, stage, stageLeft }, 2026)
        ?.slice(2)
        .map((each) => each.listClass)
    expect(classes('under_construction')).toEqual(['continuing', 'continuing'])
    expect(classes('paused', 'under_construction')).toEqual(['continuing', 'continuing'])
    expect(classes('permits')).toEqual(['new_start', 'preparatory'])
    expect(classes('completed')).toBeUndefined()
    expect(classes('ended')).toBeUndefined()
  })
})
