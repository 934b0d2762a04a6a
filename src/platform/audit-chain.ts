import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type AuditTables, type StoredAuditEntry } from './audit.ts'
import { inRegion, type Transaction } from './transaction.ts'

/** How old an entry must be before it is sealed: older than the longest transaction that might still add an earlier one. */
const SETTLED_AFTER = 60_000
const BATCH = 2_000

/** What an exported trail consists of: one JSON object a line, the head first. */
export interface AuditHead {
  readonly kind: 'clarion-audit'
  readonly version: 1
  readonly region: string
  readonly exportedAt: string
  /** Hash before the first line and number of sealed lines that follow. */
  readonly startHash: string
  readonly sealed: number
}
/** A line of an export: an entry with its place in the chain. */
export interface AuditLine {
  /** Position in the chain and hash; both null for an entry too young to be sealed. */
  readonly position: number | null
  readonly hash: string | null
  readonly entry: Readonly<Record<string, unknown>>
}

/** The hash a region's chain begins with. */
export function firstHash(region: string): string {
  return sm3(`clarion:${region}`)
}

/** The hash of an entry at a position: SM3 (GB/T 32905) over the hash before it, its position and its canonical JSON. */
export function chainedHash(before: string, position: number, entry: Readonly<Record<string, unknown>>): string {
  return sm3(`${before}\n${position}\n${canonicalJson(entry)}`)
}

/** JSON with the names of every object in code-unit order: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

function sm3(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('hex')
}

/**
 * Seals the settled entries of a region into its chain and returns how many. Two sealers at once do no harm: positions are unique,
 * the slower one loses its batch and finds it sealed next time.
 */
export async function sealAudit(database: Kysely<unknown>, region: string, now: Date): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await inRegion(database, region, 'write', (tx) => sealBatch(tx, region, now))
    sealed += count
    if (count < BATCH) return sealed
  }
}

async function sealBatch(tx: Transaction, region: string, now: Date): Promise<number> {
  const db = tx.withTables<AuditTables>()
  const last = await db
    .selectFrom('audit_chain')
    .select(['position', 'hash'])
    .where('region_code', '=', region)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  const entries = await db
    .selectFrom('audit_entries as entry')
    .leftJoin('audit_chain as chain', (join) =>
      join.onRef('chain.region_code', '=', 'entry.region_code').onRef('chain.entry_id', '=', 'entry.id'),
    )
    .selectAll('entry')
    .where('entry.region_code', '=', region)
    .where('entry.at', '<', new Date(now.getTime() - SETTLED_AFTER))
    .where('chain.position', 'is', null)
    .orderBy('entry.id')
    .limit(BATCH)
    .execute()
  if (entries.length === 0) return 0
  let position = last?.position ?? 0
  let hash = last?.hash ?? firstHash(region)
  const rows = entries.map((entry) => {
    position += 1
    hash = chainedHash(hash, position, exportedEntry(entry))
    return { region_code: region, position, entry_id: entry.id, hash, sealed_at: now }
  })
  await db.insertInto('audit_chain').values(rows).execute()
  return rows.length
}

/** An entry as it is hashed and exported. */
export function exportedEntry(entry: StoredAuditEntry): Readonly<Record<string, unknown>> {
  return { ...entry, at: entry.at.toISOString() }
}

/** Reads a region's whole trail, sealed entries first, as the lines of an export. */
export async function exportAudit(tx: Transaction, region: string, now: Date): Promise<string> {
  const rows = await tx
    .withTables<AuditTables>()
    .selectFrom('audit_entries as entry')
    .leftJoin('audit_chain as chain', (join) =>
      join.onRef('chain.region_code', '=', 'entry.region_code').onRef('chain.entry_id', '=', 'entry.id'),
    )
    .selectAll('entry')
    .select(['chain.position', 'chain.hash'])
    .where('entry.region_code', '=', region)
    .orderBy('chain.position', (order) => order.asc().nullsLast())
    .orderBy('entry.id')
    .execute()
  const lines: AuditLine[] = rows.map(({ position, hash, ...entry }) => ({
    position,
    hash,
    entry: exportedEntry(entry),
  }))
  const head: AuditHead = {
    kind: 'clarion-audit',
    version: 1,
    region,
    exportedAt: now.toISOString(),
    startHash: firstHash(region),
    sealed: lines.filter((line) => line.position !== null).length,
  }
  return [head, ...lines].map((line) => JSON.stringify(line)).join('\n')
}

/** What checking an export found: how much is sealed and sound, how much is too young, or the first line that is wrong. */
export type AuditVerdict =
  | {
      readonly sound: true
      readonly region: string
      readonly sealed: number
      readonly young: number
      readonly lastHash: string
    }
  | { readonly sound: false; readonly line: number; readonly why: 'not_an_export' | 'position' | 'hash' | 'count' }

/** Checks an exported trail without the database: every hash is computed again from the line before. */
export function verifyAudit(text: string): AuditVerdict {
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '')
  const head = parsed<AuditHead>(first)
  if (head?.kind !== 'clarion-audit' || head.startHash !== firstHash(head.region))
    return { sound: false, line: 1, why: 'not_an_export' }
  let hash = head.startHash
  let sealed = 0
  let young = 0
  for (const [index, raw] of rest.entries()) {
    const line = parsed<AuditLine>(raw)
    if (!line?.entry) return { sound: false, line: index + 2, why: 'not_an_export' }
    if (line.position === null) {
      young += 1
      continue
    }
    if (line.position !== sealed + 1 || young > 0) return { sound: false, line: index + 2, why: 'position' }
    hash = chainedHash(hash, line.position, line.entry)
    if (hash !== line.hash) return { sound: false, line: index + 2, why: 'hash' }
    sealed += 1
  }
  if (sealed !== head.sealed) return { sound: false, line: rest.length + 1, why: 'count' }
  return { sound: true, region: head.region, sealed, young, lastHash: hash }
}

function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}
