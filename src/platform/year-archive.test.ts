import { describe, expect, it } from 'vitest'
import { openArchive, ARCHIVE_LIMITS, packArchive } from './archive.ts'
import { type ArchiveHead, makeYearArchive, verifyYearArchive } from './year-archive.ts'

const head: ArchiveHead = {
  kind: 'clarion-year',
  version: 1,
  region: '370786',
  regionName: '示例县',
  year: 2026,
  isClosed: true,
  madeAt: '2027-01-10T00:00:00.000Z',
  madeBy: '示例管理',
  schema: '202611220810_targets_goal_imports',
  leftOut: [{ what: 'sessions', why: 'sign_in' }],
}
const text = (words: string) => new TextEncoder().encode(words)
const parts = [
  { path: 'rows/targets.jsonl', holds: 'rows' as const, bytes: text('{"id":1}\n'.repeat(2_000)), rows: 2_000 },
  { path: 'ledgers/指标调度表.xlsx', holds: 'ledger' as const, bytes: text('PK') },
]
const unpacked = async (bytes: Uint8Array) => {
  const opened = await openArchive(bytes, ARCHIVE_LIMITS, () => true)
  if (!opened.ok) throw new Error(opened.problems[0]?.code)
  return new Map(opened.value)
}
const verdict = async (change: (inside: Map<string, Uint8Array>) => void) => {
  const inside = await unpacked((await makeYearArchive(head, parts)).bytes)
  change(inside)
  const found = await verifyYearArchive(packArchive(inside))
  return found.ok ? 'sound' : found.problems.map((each) => [each.code, each.params?.['path']])
}

describe('the archive of a year', () => {
  it('is a zip that anyone can unpack, and checks without the database', async () => {
    const made = await makeYearArchive(head, parts)
    expect(made.bytes.byteLength).toBeLessThan(4_000)
    const found = await verifyYearArchive(made.bytes)
    expect(found).toMatchObject({
      ok: true,
      value: { year: 2026, isClosed: true, manifestSha256: made.manifestSha256, files: [{ rows: 2_000 }, {}] },
    })
    const sums = new TextDecoder().decode((await unpacked(made.bytes)).get('SHA256SUMS'))
    expect(sums).toMatch(
      /^[0-9a-f]{64} {2}manifest\.json\n[0-9a-f]{64} {2}rows\/targets\.jsonl\n[0-9a-f]{64} {2}ledgers\/指标调度表\.xlsx\n$/,
    )
  })

  it('says that it comes from Unix, so that unpackers take Chinese names as they are and files can be read', async () => {
    const { bytes } = await makeYearArchive(head, parts)
    const data = Buffer.from(bytes)
    const at = data.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    expect([data[at + 5], data.readUInt32LE(at + 38) >>> 16]).toEqual([3, 0o100644])
  })

  it('names what is missing, changed or added', async () => {
    expect(await verdict(() => undefined)).toBe('sound')
    expect(await verdict((inside) => inside.delete('rows/targets.jsonl'))).toEqual([
      ['archive.file_missing', 'rows/targets.jsonl'],
    ])
    expect(await verdict((inside) => inside.set('rows/targets.jsonl', text('{"id":2}\n')))).toEqual([
      ['archive.file_changed', 'rows/targets.jsonl'],
    ])
    expect(await verdict((inside) => inside.set('rows/more.jsonl', text('{}')))).toEqual([
      ['archive.file_unknown', 'rows/more.jsonl'],
    ])
    expect(
      await verdict((inside) => inside.set('manifest.json', text(JSON.stringify({ ...head, files: [] })))),
    ).toEqual([['archive.file_changed', 'manifest.json']])
    expect(await verdict((inside) => inside.delete('manifest.json'))).toEqual([['archive.not_a_year', undefined]])
  })
})
