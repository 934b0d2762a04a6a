import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { codesOf, openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { openArchive } from '../../platform/archive.ts'
import { LEFT_OUT } from '../../platform/archive-rows.ts'
import { verifyAudit } from '../../platform/audit-chain.ts'
import { verifyYearArchive } from '../../platform/year-archive.ts'
import * as contract from './contract.ts'

let house: TargetsHouse
beforeAll(async () => {
  house = await openTargetsHouse()
})
afterAll(() => house.test.close())

const archive = async (year = 2026, more: object = {}) => {
  const { bytes, name } = await house.test.run(contract.exportYear, personWith('administrator', house.county), {
    year,
    ...more,
  })
  const sound = await verifyYearArchive(bytes)
  if (!sound.ok) throw new Error(sound.problems[0]?.code)
  const limits = { maxBytes: 2 ** 31, maxUnpackedBytes: 2 ** 31, maxEntries: 10_000, maxRatio: 100_000 }
  const opened = await openArchive(bytes, limits, () => true)
  if (!opened.ok) throw new Error('an archive opens')
  const textOf = (path: string) => new TextDecoder().decode(opened.value.get(path))
  return { name, manifest: sound.value, textOf, linesOf: (path: string) => textOf(path).trim().split('\n') }
}

describe('a year', () => {
  it('is exported whole: ledgers, its rows with their schema, the audit trail and its files, digests for each', async () => {
    const fdi = await house.indicator()
    const now = await house.issued(fdi, '120')
    await house.target(fdi, '90', { year: 2025 })
    await house.enter([house.cell(fdi, '2026-M02', '18.28')])
    const kept = await house.test.house.files.put('370786', {
      name: '依据.pdf',
      type: 'application/pdf',
      bytes: new TextEncoder().encode('%PDF-示例'),
    })
    const { name, manifest, textOf, linesOf } = await archive(new Date().getUTCFullYear())
    expect(name).toMatch(/年度归档\.zip$/)
    expect(manifest.files.find((each) => each.holds === 'attachment')).toMatchObject({
      path: `files/${kept.key}/依据.pdf`,
      about: { keptSm3: kept.sm3 },
      sm3: kept.sm3,
    })
    expect(textOf('README.txt')).toContain('sha256sum -c SHA256SUMS')
    expect(verifyAudit(textOf('audit/audit.jsonl'))).toMatchObject({ sound: true })
    const of2026 = await archive(2026)
    const [head, ...rows] = of2026.linesOf('rows/targets.jsonl')
    expect(JSON.parse(head ?? '')).toMatchObject({ kind: 'clarion-rows', table: 'targets', year: 2026, scope: 'year' })
    expect(JSON.parse(head ?? '')).toMatchObject({ schema: of2026.manifest.schema })
    expect(rows.map((row) => (JSON.parse(row) as { id: string }).id)).toEqual([now])
    expect(of2026.linesOf('rows/actual_versions.jsonl')).toHaveLength(2)
    expect(
      of2026.manifest.files.filter((each) => each.holds === 'ledger').map((each) => each.about?.['operation']),
    ).toEqual(['targets.export'])
    expect(linesOf('rows/targets.jsonl').length).toBeLessThanOrEqual(2)
  })

  it('takes no secret and no phone number with it, and says what it leaves out', async () => {
    const { manifest, textOf } = await archive()
    const tables = manifest.files.filter((each) => each.holds === 'rows').map((each) => each.path.slice(5, -6))
    for (const table of Object.keys(LEFT_OUT)) expect(tables).not.toContain(table)
    expect(manifest.leftOut.map((each) => each.what)).toContain('rows/sessions')
    for (const table of tables) {
      const { columns } = JSON.parse(textOf(`rows/${table}.jsonl`).split('\n')[0] ?? '') as { columns: string[] }
      expect([table, columns.filter((each) => /secret|token|password|phone/.test(each))]).toEqual([table, []])
    }
  })

  it('is for who keeps all data, and its digest stands beside the year and in the trail', async () => {
    expect(await codesOf(house.test.run(contract.exportYear, house.office, { year: 2026 }))).toContain(
      'access.not_allowed',
    )
    const { manifest } = await archive()
    const { items } = await house.test.run(contract.listYears, house.office, {})
    expect(items.find((each) => each.year === 2026)?.archive?.sha256).toBe(manifest.manifestSha256)
    expect((await archive()).textOf('audit/audit.jsonl')).toContain(manifest.manifestSha256)
  })

  it('that is closed is read only: figures, goals, imports, lights, claims; settled targets are archived', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '100', { year: 2025 })
    await house.enter([house.cell(fdi, '2025-M12', '70', { asOf: asDay('2026-01-10') })])
    const before = (await house.show(id)).target
    await house.test.run(contract.decideTarget, house.office, {
      targetId: id,
      expectedVersion: before.version,
      action: 'settle',
      reason: '年终核定',
      approvingBody: '市委常委会',
      effectiveOn: asDay('2026-01-20'),
    })
    const year = (await house.test.run(contract.listYears, house.office, {})).items.find((each) => each.year === 2025)
    const moved = await house.test.run(contract.moveYear, house.office, {
      year: 2025,
      action: 'close',
      reason: '归档',
      expectedVersion: year?.version ?? 0,
    })
    expect(moved.archived).toBe(1)
    const closed = (await house.show(id)).target
    expect(closed.state).toBe('archived')
    const late = house.cell(fdi, '2025-M12', '99', { expectedVersion: 1, asOf: asDay('2026-02-10') })
    expect(await codesOf(house.enter([late]))).toContain('targets.year_closed')
    expect(await codesOf(house.target(fdi, '5', { year: 2025, unitId: house.towns[0] ?? '' }))).toContain(
      'targets.year_closed',
    )
    expect(await codesOf(house.test.run(contract.rejudgeYear, house.office, { year: 2025 }))).toContain(
      'targets.year_closed',
    )
    const indicator = closed.indicator
    await house.test.run(contract.updateIndicator, house.office, {
      indicatorId: fdi,
      expectedVersion: indicator.version,
      body: { ...indicator, direction: 'lower' },
    })
    expect((await house.show(id)).target.light).toEqual(closed.light)
    const { items } = await house.test.run(contract.listYears, house.office, {})
    expect(items.find((each) => each.year === 2025)?.actions).toEqual(['reopen', 'carryOver'])
  })
})
