import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { assignItem, reportItem, signItem, verifyItem } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { itemAsks, meetingAsks } from '../obstacles/public.ts'
import { reportAsks } from '../progress-reports/public.ts'
import { findHeld, setLimit, showLoad } from './contract.ts'
import { loadOperations } from './operations/index.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary([...obstaclesOperations, ...loadOperations([reportAsks, itemAsks, meetingAsks])])
})
afterAll(() => library.test.close())

const office = () => personWith('supervision_office', library.units.office)
const year = 2026

async function give(title: string, unitId: string, projectId?: string) {
  const { test, units } = library
  const caller = personWith('project_office', units.office)
  const made = await test.run(reportItem, caller, {
    unitId: units.office,
    body: {
      kind: 'task',
      origin: 'direct',
      class: 'other',
      severity: 'b',
      title,
      text: '示例：请报送有关情况',
      desiredResult: '示例：报来即可',
      ...(projectId ? { subject: { kind: 'key_project', id: projectId, title: '示例项目' } } : {}),
    },
  })
  const verified = await test.run(verifyItem, caller, { itemId: made.id, expectedVersion: made.version })
  return test.run(assignItem, caller, {
    itemId: made.id,
    expectedVersion: verified.version,
    assignment: { leadUnitId: unitId, days: 5, closingStandard: '示例：报来情况', closingProof: 'statement' },
  })
}

const loadFor = (caller = office()) => library.test.run(showLoad, caller, { year })
const cellOf = async (unitId: string) => (await loadFor()).rows.find((row) => row.unitId === unitId)?.cells[1]

describe('the load meter', () => {
  it('counts what a unit was given, against the limit with its source, and marks what is over it', async () => {
    const { test, units } = library
    await give('示例报表甲', units.bureau)
    const { id, version } = await give('示例报表乙', units.bureau)
    await give('示例报表丙', units.east)
    expect(await cellOf(units.bureau)).toMatchObject({ kind: 'item', asked: 2, held: 0, limit: null, isOver: false })
    const limit = { year, kind: 'item', unitId: null, limit: 1, source: '示例：县委办〔2026〕1号' } as const
    await test.run(setLimit, office(), limit)
    expect(await cellOf(units.bureau)).toMatchObject({ limit: 1, isOver: true, source: limit.source })
    expect(await cellOf(units.east)).toMatchObject({ limit: 1, isOver: false })
    await test.run(setLimit, office(), { ...limit, unitId: units.bureau, limit: 9 })
    expect(await cellOf(units.bureau)).toMatchObject({ limit: 9, isOver: false })
    await test.run(setLimit, office(), { ...limit, limit: null })
    expect(await cellOf(units.east)).toMatchObject({ limit: null })
    await test.run(signItem, personWith('department', units.bureau), { itemId: id, expectedVersion: version })
    expect((await loadFor()).rows.map((row) => row.asked)).toEqual([2, 1])
  })

  it('shows a unit its own burden alone, and lets only the office set limits', async () => {
    const { test, units } = library
    const own = await loadFor(personWith('department', units.bureau))
    expect(own.rows.map((row) => row.unitId)).toEqual([units.bureau])
    expect(own.maySet).toBe(false)
    const set = test.run(setLimit, personWith('department', units.bureau), {
      year,
      kind: 'report',
      unitId: null,
      limit: 3,
      source: '示例',
    })
    expect((await refusalOf(set))[0]).toBe('forbidden')
  })

  it('warns whoever asks again with what the unit was asked for about the same thing, and where the limit is reached', async () => {
    const { enter, test, units } = library
    const { id: projectId } = await enter({ name: '示例查重项目' })
    await give('示例：报送用地情况', units.east, projectId)
    const asked = { subjectKind: 'key_project', subjectId: projectId }
    const { items } = await test.run(findHeld, office(), asked)
    expect(items).toMatchObject([{ kind: 'item', title: '示例：报送用地情况', isHeld: false }])
    expect((await test.run(findHeld, office(), { ...asked, unitId: units.west })).items).toEqual([])
    await test.run(setLimit, office(), { year, kind: 'item', unitId: units.east, limit: 2, source: '示例：上限二件' })
    expect((await test.run(findHeld, office(), { unitId: units.east })).over).toMatchObject([
      { kind: 'item', asked: 2, limit: 2 },
    ])
    expect((await test.run(findHeld, office(), { unitId: units.west })).over).toEqual([])
  })
})
