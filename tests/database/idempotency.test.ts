import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, personWith, system, type TestHouse } from '../support/house.ts'
import { createUnit, listUnits, setUp } from '../../src/capabilities/organisation/contract.ts'
import { organisationOperations } from '../../src/capabilities/organisation/operations/index.ts'

let test: TestHouse
const admin = personWith('administrator')
beforeAll(async () => {
  test = await openTestHouse(organisationOperations)
  const names = { regionName: '昌邑市', administratorName: '示例管理员', account: 'admin1', isSample: false }
  await test.run(setUp, system(), { regionCode: '370786', ...names })
})
afterAll(() => test.close())

const unit = (name: string) => ({ name, kind: 'department', openedOn: '2026-01-01' }) as const
const create = (name: string, idempotencyKey: string, by = admin) =>
  test.run(createUnit, by, unit(name), { idempotencyKey })
const countOf = async (name: string) => (await test.run(listUnits, admin, { search: name })).items.length

describe('a command sent twice under one key', () => {
  it('is done once and answered alike', async () => {
    const first = await create('示例一局', 'key-1')
    expect(await create('示例一局', 'key-1')).toEqual(first)
    expect(await countOf('示例一局')).toBe(1)
  })

  it('is done once even when both arrive together', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create('示例二局', 'key-2')))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await countOf('示例二局')).toBe(1)
  })

  it('is refused where it asks for something else', async () => {
    await create('示例三局', 'key-3')
    await expect(create('示例四局', 'key-3')).rejects.toThrow('operation.key_reused')
    expect(await countOf('示例四局')).toBe(0)
  })

  it('is another command where another person sends it', async () => {
    const other = personWith('administrator', 'unit-1', { personId: 'somebody-else' })
    const [one, two] = [await create('示例五局', 'key-5'), await create('示例五局二', 'key-5', other)]
    expect(one.id).not.toBe(two.id)
  })

  it('may be sent again after a refusal', async () => {
    await expect(create('', 'key-6')).rejects.toThrow('shape.required')
    expect((await create('示例六局', 'key-6')).id).toBeTypeOf('string')
  })
})
