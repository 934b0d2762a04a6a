import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { assignItem, reportItem, verifyItem } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import { listOwed, showLeaderPage } from './contract.ts'
import { overviewOperations } from './operations/index.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary([...obstaclesOperations, ...overviewOperations])
})
afterAll(() => library.test.close())

async function give(title: string, tier: number) {
  const { test, units } = library
  const office = personWith('project_office', units.office)
  const made = await test.run(reportItem, office, {
    unitId: units.east,
    body: {
      kind: 'obstacle',
      origin: 'direct',
      class: 'utilities_roads',
      severity: 'a',
      title,
      text: '示例：变压器已到场，等待停电计划',
      desiredResult: '示例：通电',
    },
  })
  const verified = await test.run(verifyItem, office, { itemId: made.id, expectedVersion: made.version })
  await test.run(assignItem, office, {
    itemId: made.id,
    expectedVersion: verified.version,
    assignment: { leadUnitId: units.bureau, tier, closingStandard: '示例：现场通电', closingProof: 'statement' },
  })
  return made.id
}

describe('an item', () => {
  it('that climbed to the leaders of the county stands on the chief leader’s page, first and with its decision', async () => {
    const { test, units } = library
    const id = await give('示例升到主要领导的事', 4)
    await give('示例还在部门的事', 2)
    const { id: personId } = await test.run(createPerson, system(), { name: '示例主要领导', account: 'chief001' })
    await test.run(appoint, system(), {
      personId,
      unitId: units.office,
      role: 'chief_leader',
      title: '主要领导',
      fromOn: asDay('2020-01-01'),
    })
    const chief = personWith('chief_leader', units.office, { personId })
    const { items } = await test.run(showLeaderPage, chief, {})
    expect(items).toMatchObject([
      { subject: { kind: 'item', id }, decision: 'decide_item', tier: 4, path: `/obstacles/${id}` },
    ])
    const sponsor = await test.run(showLeaderPage, personWith('sponsoring_leader', units.office), {})
    expect(sponsor.items.map(({ subject }) => subject.kind)).not.toContain('item')
  })

  it('stands once in the week of the unit that has it, with the working days it has to spare', async () => {
    const { test, units } = library
    await give('示例等待签收的事', 2)
    const { items } = await test.run(listOwed, personWith('department', units.bureau), {})
    const own = items.filter(({ title }) => title === '示例等待签收的事')
    expect(own).toMatchObject([{ kind: 'obstacles.item_to_sign', float: 1 }])
  })
})
