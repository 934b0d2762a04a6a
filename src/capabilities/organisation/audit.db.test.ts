import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { sealAudit, verifyAudit } from '../../platform/audit-chain.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { type AuditEntry, createUnit, exportAuditTrail, listAudit, renameUnit, setUp } from './contract.ts'
import { organisationOperations } from './operations/index.ts'

let test: TestHouse
const admin = personWith('administrator')
const inspector = personWith('discipline_inspection')
beforeAll(async () => {
  test = await openTestHouse(organisationOperations)
  const names = { administratorName: '示例管理员', account: 'admin1', isSample: false }
  await test.run(setUp, system(), { regionCode: HOME, regionName: '昌邑市', ...names })
  for (const day of [1, 2, 3]) {
    test.now = new Date(`2026-03-0${day}T00:30:00+08:00`)
    for (const at of [1, 2, 3, 4]) await unit(`示例单位${day}-${at}`)
  }
})
afterAll(() => test.close())

function unit(name: string) {
  return test.run(createUnit, admin, { name, kind: 'department', openedOn: '2026-01-01' })
}

async function all(filter: Partial<Parameters<typeof test.run<typeof listAudit>>[2]>, limit = 5) {
  const found: AuditEntry[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await test.run(listAudit, inspector, { ...filter, limit, ...(cursor ? { cursor } : {}) })
    found.push(...page.items)
    if (page.nextCursor === null) return found
    cursor = page.nextCursor
  }
}

describe('the audit trail', () => {
  it('is read newest first, page by page, every entry once', async () => {
    const entries = await all({})
    expect(entries.length).toBe(13)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(13)
    const times = entries.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((one, other) => (one < other ? 1 : -1)))
  })

  it('is narrowed by days of Asia/Shanghai, both inclusive', async () => {
    expect((await all({ fromOn: '2026-03-02', toOn: '2026-03-02' })).length).toBe(4)
    expect((await all({ fromOn: '2026-03-02' })).length).toBe(9)
    expect((await all({ toOn: '2026-02-28' })).length).toBe(0)
    expect((await all({ toOn: '2199-12-31' })).length).toBe(13)
  })

  it('is narrowed by who, what, which record and the outcome', async () => {
    expect((await all({ actor: '示例admin' })).length).toBe(12)
    expect((await all({ actor: 'system' })).length).toBe(1)
    expect((await all({ actor: '%' })).length).toBe(0)
    expect((await all({ operation: 'organisation.create_' })).length).toBe(12)
    const { id } = await unit('示例改名单位')
    const renamed = { unitId: id, name: '示例新名', shortName: '示例新名', from: '2026-03-03', expectedVersion: 9 }
    await expect(test.run(renameUnit, admin, renamed)).rejects.toThrow(Refusal)
    expect((await all({ subjectId: id })).map((each) => each.operation)).toEqual(['organisation.create_unit'])
    const refused = await all({ outcome: 'refused' })
    expect(refused.map((each) => [each.operation, each.actorName])).toEqual([
      ['organisation.rename_unit', '示例administrator'],
    ])
    expect(refused[0]?.refusal).toMatchObject({ kind: expect.any(String) })
  })

  it('goes out whole with its chain, can be checked without the database, and notes who took it', async () => {
    await sealAudit(test.house.database, HOME, new Date('2026-04-01T00:00:00+08:00'))
    const file = await test.run(exportAuditTrail, inspector, {})
    expect(file).toMatchObject({ name: 'audit-370786-20260303.jsonl', type: 'application/x-ndjson' })
    const text = new TextDecoder().decode(file.bytes)
    const verdict = verifyAudit(text)
    expect(verdict).toMatchObject({ sound: true, region: HOME, young: 0 })
    expect(verdict.sound && verdict.sealed).toBeGreaterThanOrEqual(14)
    expect(verifyAudit(text.replace('示例单位2-3', '示例单位2-4'))).toMatchObject({ sound: false, why: 'hash' })
    expect((await all({ operation: 'audit.export' })).length).toBe(1)
  })

  it('is open to the administrator and the discipline inspection alone', async () => {
    for (const role of ['chief_leader', 'project_office', 'department', 'superior', 'judge'] as const)
      await expect(test.run(listAudit, personWith(role), {})).rejects.toThrow('access.not_allowed')
    await expect(test.run(exportAuditTrail, { kind: 'anonymous' }, {})).rejects.toThrow('access.sign_in_first')
  })

  it('begins anew where a cursor is not one of its own', async () => {
    const { items } = await test.run(listAudit, admin, { cursor: btoa('["x","y"]'), limit: 1 })
    expect(items.length).toBe(1)
  })
})
