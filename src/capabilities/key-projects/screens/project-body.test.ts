import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProjectBody } from '../contract.ts'
import { mergeBodies, wholeBody } from './project-body.ts'

const base = ProjectBody.parse({ name: '示例甲项目', unitId: '0199c3f0-0000-7000-8000-000000000001', note: '原' })
const change = fc.record(
  { note: fc.string(), place: fc.string(), jobs: fc.nat(), stage: fc.constantFrom('started', 'permits', 'reserve') },
  { requiredKeys: [] },
)
const bodyWith = (changed: object): ProjectBody => ({ ...base, ...changed })

describe('two changes of one project', () => {
  it('are put together where they touch different fields, and clash only where both changed one differently', () => {
    fc.assert(
      fc.property(change, change, (mine, theirs) => {
        const { merged, clashes } = mergeBodies(base, bodyWith(mine), bodyWith(theirs))
        const clashing = new Set<string>(clashes.map((each) => each.field))
        for (const field of ['note', 'place', 'jobs', 'stage'] as const) {
          const [one, other, before] = [bodyWith(mine)[field], bodyWith(theirs)[field], base[field]]
          expect(clashing.has(field)).toBe(one !== before && other !== before && one !== other)
          if (!clashing.has(field)) expect(merged[field]).toBe(one === before ? other : one)
        }
      }),
    )
  })

  it('never lose what was typed: a clash keeps mine until somebody chooses', () => {
    const { merged, clashes } = mergeBodies(base, bodyWith({ note: '我' }), bodyWith({ note: '他' }))
    expect(merged.note).toBe('我')
    expect(clashes).toEqual([{ field: 'note', mine: '我', theirs: '他' }])
  })
})

describe('what a form holds', () => {
  it('is whole again: emptied fields are nothing, fields it did not show stay', () => {
    const initial = bodyWith({ jobs: 5, place: '甲地', scope: '内容' })
    const body = wholeBody(initial, {
      jobs: undefined,
      place: undefined,
      creditCode: '',
      yearPlan: 0,
      note: '新',
    } as never)
    expect(body).toMatchObject({
      jobs: null,
      creditCode: null,
      yearPlan: 0,
      place: '',
      note: '新',
      scope: '内容',
      name: '示例甲项目',
    })
    expect(ProjectBody.safeParse(body).success).toBe(true)
  })
})
