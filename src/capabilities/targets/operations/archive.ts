import type { FileAnswer } from '../../../kernel/file-answer.ts'
import type { OperationSpec } from '../../../kernel/operation.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { LEFT_OUT, schemaVersion, tablesOfYear } from '../../../platform/archive-rows.ts'
import { askWithin } from '../../../platform/ask-within.ts'
import { exportAudit } from '../../../platform/audit-chain.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { type ArchivePart, makeYearArchive } from '../../../platform/year-archive.ts'
import { listTenants } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import * as store from '../store/years.ts'

const WORKBOOK = /spreadsheetml/
const FILE_KEY = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const MOST_FILE_BYTES = 1_500_000_000
const words = targetsMessages['zh-CN'].archive
const english = targetsMessages.en.archive

/** A ledger and the input that gives it for a year. */
interface Ledger {
  readonly implementation: Implementation
  readonly inputOf: (year: number) => unknown
}

/**
 * The export of a year whole. `all` are the operations of the house: every audited workbook among them that needs nothing but a year is a
 * ledger of it, so that a capability that comes later is in the archive from its first day.
 */
export function archiveOperations(all: readonly Implementation[]): readonly Implementation[] {
  const ledgers = all.flatMap((each) => ledgerOf(each) ?? [])
  return [
    implement(contract.exportYear, async (ctx, { year, withFiles }) => {
      const tenant = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
      const isClosed = (await store.listClosedYears(ctx, [year])).has(year)
      const taken = await ledgersOf(ctx, ledgers, year)
      const rows = await rowsOf(ctx, year)
      const audit = new TextEncoder().encode(`${await exportAudit(ctx.tx, ctx.scope.region, ctx.now)}\n`)
      const attached = withFiles ? await attachmentsOf(ctx, year, rows.keys) : []
      const made = await makeYearArchive(
        {
          kind: 'clarion-year',
          version: 1,
          region: ctx.scope.region,
          regionName: tenant?.name ?? '',
          year,
          isClosed,
          madeAt: ctx.now.toISOString(),
          madeBy: ctx.actor.name,
          schema: await schemaVersion(ctx.tx),
          leftOut: [
            ...taken.leftOut,
            ...Object.entries(LEFT_OUT).map(([what, why]) => ({ what: `rows/${what}`, why })),
            ...(withFiles ? [] : [{ what: 'files', why: 'not_asked' }]),
          ],
        },
        [
          { path: 'README.txt', holds: 'readme', bytes: readmeOf(tenant?.name ?? '', year) },
          ...taken.parts,
          ...rows.parts,
          { path: 'audit/audit.jsonl', holds: 'audit', bytes: audit },
          ...attached,
        ],
      )
      await store.noteArchive(ctx, year, {
        at: ctx.now,
        by: ctx.actor.name,
        sha256: made.manifestSha256,
        sm3: made.manifestSm3,
      })
      ctx.announce('targets.year_archived', {
        subject: { kind: 'target_year', id: String(year) },
        after: { sha256: made.manifestSha256, sm3: made.manifestSm3, files: made.files, isClosed },
      })
      return {
        name: words.file(tenant?.name ?? ctx.scope.region, year),
        type: contract.exportYear.fileOut ?? '',
        bytes: made.bytes,
      }
    }),
  ]
}

/** An audited query that answers a workbook for a year alone; what is about people's accounts is none. */
function ledgerOf(implementation: Implementation): Ledger | undefined {
  const { spec } = implementation
  const isWorkbook = spec.kind === 'query' && spec.audited === true && WORKBOOK.test(spec.fileOut ?? '')
  if (!isWorkbook || spec.permission === 'organisation.manage') return undefined
  const inputs: readonly ((year: number) => unknown)[] = [
    (year) => ({ year }),
    (year) => ({ year, period: `${year}-M12` }),
  ]
  const inputOf = inputs.find((each) => spec.input.safeParse(each(2026)).success)
  return inputOf && { implementation, inputOf }
}

type Kept = { readonly parts: ArchivePart[]; readonly leftOut: { what: string; why: string }[] }

/** Every ledger as the person would get it, each by its own permission; what their posts do not allow is named and left out. */
async function ledgersOf(ctx: OperationContext, ledgers: readonly Ledger[], year: number): Promise<Kept> {
  const kept: Kept = { parts: [], leftOut: [] }
  for (const { implementation, inputOf } of ledgers) {
    const { spec } = implementation
    const answer = await askWithin(ctx, implementation, inputOf(year))
    if (!answer.ok) kept.leftOut.push({ what: spec.id, why: answer.problems[0]?.code ?? '' })
    else {
      const file = answer.value as FileAnswer
      kept.parts.push({ ...pathOf(file, kept.parts), bytes: file.bytes, about: aboutOf(spec) })
    }
  }
  return kept
}

function aboutOf(spec: OperationSpec): Readonly<Record<string, unknown>> {
  return { operation: spec.id, summary: spec.summary }
}

function pathOf({ name }: FileAnswer, before: readonly ArchivePart[]): Pick<ArchivePart, 'path' | 'holds'> {
  const plain = `ledgers/${safeName(name)}`
  const isTaken = before.some((each) => each.path === plain)
  return { path: isTaken ? plain.replace(/(\.[^.]+)?$/, `-${before.length}$1`) : plain, holds: 'ledger' }
}

/** The rows as JSON lines: a head with schema, table and columns, then a row a line; and every key of a file they name. */
async function rowsOf(ctx: OperationContext, year: number) {
  const schema = await schemaVersion(ctx.tx)
  const parts: ArchivePart[] = []
  const keys = new Set<string>()
  for await (const { table, scope, columns, rows } of tablesOfYear(ctx.tx, ctx.scope.region, year)) {
    for (const row of rows) for (const [key] of row.matchAll(FILE_KEY)) keys.add(key)
    const head = { kind: 'clarion-rows', version: 1, schema, region: ctx.scope.region, year, table, scope, columns }
    const text = [JSON.stringify(head), ...rows, ''].join('\n')
    parts.push({
      path: `rows/${table}.jsonl`,
      holds: 'rows',
      bytes: new TextEncoder().encode(text),
      rows: rows.length,
      about: { scope },
    })
  }
  return { parts, keys }
}

/** The files the rows name and those that came in the year, under their key and name. */
async function attachmentsOf(ctx: OperationContext, year: number, named: ReadonlySet<string>): Promise<ArchivePart[]> {
  const parts: ArchivePart[] = []
  let size = 0
  for await (const { key, name, type, bytes, sm3 } of ctx.files.list(ctx.scope.region)) {
    if (!named.has(key) && yearOfKey(key) !== year) continue
    size += bytes.byteLength
    if (size > MOST_FILE_BYTES) refuse('rule_broken', problem('targets.archive_too_large', { gigabytes: '1.5' }))
    parts.push({
      path: `files/${key}/${safeName(name)}`,
      holds: 'attachment',
      bytes,
      about: { key, name, type, keptSm3: sm3 },
    })
  }
  return parts
}

/** The year a key was made in, by the working clock: its first 48 bits are the instant. */
function yearOfKey(key: string): number {
  const instant = Number.parseInt(key.replace('-', '').slice(0, 12), 16)
  return new Date(instant + 8 * 3_600_000).getUTCFullYear()
}

function safeName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|]/g, '_').replace(/^\.+/, '_') || 'file'
}

function readmeOf(region: string, year: number): Uint8Array {
  return new TextEncoder().encode(`${words.readme(region, year)}\n\n${english.readme(region, year)}\n`)
}
