import { createHash, type Hash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { problem } from '../kernel/problem.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Files } from './files.ts'

/** First line of a backup. */
export interface BackupHead {
  readonly kind: 'clarion-backup'
  readonly version: 1
  readonly at: string
  readonly regions: readonly string[]
  /** Names of the migrations the rows belong to. */
  readonly migrations: readonly string[]
}

/** Lines between head and end: rows of one table and region as the database's own JSON, or one file in base64. */
type BackupLine =
  | { readonly table: string; readonly region: string; readonly rows: readonly unknown[] }
  | {
      readonly file: string
      readonly region: string
      readonly name: string
      readonly type: string
      readonly base64: string
    }

interface BackupEnd {
  readonly end: true
  readonly lines: number
  /** SM3 over every line before this one. */
  readonly sm3: string
}

/** What a backup or a restore carried. */
export interface BackupCount {
  readonly regions: readonly string[]
  readonly tables: number
  readonly rows: number
  readonly files: number
}

interface TableShape {
  readonly name: string
  readonly parents: readonly string[]
  readonly pointsAtItself: boolean
}

const BATCH = 2_000
const REGION = /^\d{6}$/

/**
 * Writes tenants as lines of JSON: every row of every table that leads with `region_code` (audit trail and its chain included) and every
 * file those rows were stored with. One read-only snapshot a tenant, under row-level security, so a running server is not disturbed.
 */
export async function* backupLines(
  pool: Pool,
  files: Files,
  regions: readonly string[] | 'all',
  now: Date,
): AsyncGenerator<string, BackupCount> {
  const client = await pool.connect()
  const hash = createHash('sm3')
  const count = { tables: 0, rows: 0, files: 0, lines: 0 }
  const put = (line: BackupHead | BackupLine) => {
    const text = JSON.stringify(line)
    count.lines += 1
    hash.update(`${text}\n`)
    return text
  }
  try {
    const chosen = regions === 'all' ? await listTenants(client) : regions
    const tables = await tablesInOrder(client)
    yield put({
      kind: 'clarion-backup',
      version: 1,
      at: now.toISOString(),
      regions: chosen,
      migrations: await migrationsOf(client),
    })
    for (const region of chosen) {
      await begin(client, region, 'isolation level repeatable read read only')
      for (const table of tables) {
        for await (const rows of rowsOf(client, table.name, region)) {
          count.rows += rows.length
          yield put({ table: table.name, region, rows })
        }
      }
      await client.query('commit')
      for await (const stored of files.list(region)) {
        count.files += 1
        yield put({
          file: stored.key,
          region,
          name: stored.name,
          type: stored.type,
          base64: Buffer.from(stored.bytes).toString('base64'),
        })
      }
    }
    count.tables = tables.length
    yield JSON.stringify({ end: true, lines: count.lines, sm3: hash.digest('hex') } satisfies BackupEnd)
    return { regions: chosen, tables: count.tables, rows: count.rows, files: count.files }
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

async function* rowsOf(client: PoolClient, table: string, region: string): AsyncGenerator<unknown[]> {
  await client.query(
    `declare backup_rows cursor for select row_to_json(t) as row from ${quoted(table)} t where region_code = $1`,
    [region],
  )
  for (;;) {
    const { rows } = await client.query<{ row: unknown }>(`fetch ${BATCH} from backup_rows`)
    if (rows.length > 0) yield rows.map((each) => each.row)
    if (rows.length < BATCH) break
  }
  await client.query('close backup_rows')
}

/**
 * Puts a backup into this database. Refuses `backup.not_a_backup`, `backup.damaged` (a line is missing or changed),
 * `backup.other_schema` and `backup.not_empty` (a tenant of the backup has rows here). Each tenant is one transaction.
 */
export async function restoreLines(pool: Pool, files: Files, lines: readonly string[]): Promise<BackupCount> {
  const { head, body } = checked(lines)
  const client = await pool.connect()
  const count = { rows: 0, files: 0 }
  try {
    const here = await migrationsOf(client)
    if (here.join() !== head.migrations.join())
      refuse(
        'rule_broken',
        problem('backup.other_schema', { backup: head.migrations.at(-1) ?? '', here: here.at(-1) ?? '' }),
      )
    const tables = await tablesInOrder(client)
    for (const region of head.regions) {
      await begin(client, region, 'isolation level read committed')
      await refuseFilled(client, tables, region)
      const ofRegion = body.filter((line) => line.region === region)
      for (const table of tables) {
        const batches = ofRegion.flatMap((line) => ('table' in line && line.table === table.name ? [line.rows] : []))
        for (const rows of table.pointsAtItself ? [batches.flat()] : batches) {
          if (rows.length === 0) continue
          await client.query(
            `insert into ${quoted(table.name)} select * from json_populate_recordset(null::${quoted(table.name)}, $1::json)`,
            [JSON.stringify(rows)],
          )
          count.rows += rows.length
        }
      }
      for (const line of ofRegion) {
        if (!('file' in line)) continue
        await files.restore(region, {
          key: line.file,
          name: line.name,
          type: line.type,
          bytes: Buffer.from(line.base64, 'base64'),
        })
        count.files += 1
      }
      await client.query('commit')
    }
    return { regions: head.regions, tables: tables.length, ...count }
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

function checked(lines: readonly string[]): { head: BackupHead; body: BackupLine[] } {
  const head = parsed<BackupHead>(lines[0])
  const end = parsed<BackupEnd>(lines.at(-1))
  if (head?.kind !== 'clarion-backup' || head.version !== 1 || !head.regions.every((each) => REGION.test(each)))
    return refuse('invalid', problem('backup.not_a_backup'))
  const kept = lines.slice(0, -1)
  const hash: Hash = createHash('sm3')
  for (const line of kept) hash.update(`${line}\n`)
  if (end?.lines !== kept.length || end.sm3 !== hash.digest('hex')) refuse('invalid', problem('backup.damaged'))
  return { head, body: kept.slice(1).map((line) => JSON.parse(line) as BackupLine) }
}

function parsed<T>(line: string | undefined): T | undefined {
  try {
    return JSON.parse(line ?? '') as T
  } catch {
    return undefined
  }
}

async function begin(client: PoolClient, region: string, isolation: string): Promise<void> {
  if (!REGION.test(region)) throw new Error(`not a region code: ${region}`)
  await client.query(`begin ${isolation}; set local app.region='${region}'`)
}

async function refuseFilled(client: PoolClient, tables: readonly TableShape[], region: string): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await client.query(`select 1 from ${quoted(name)} where region_code = $1 limit 1`, [region])
    if (rows.length > 0) refuse('conflict', problem('backup.not_empty', { region, table: name }))
  }
}

async function listTenants(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ region_code: string }>('select region_code from tenants order by region_code')
  return rows.map((row) => row.region_code)
}

async function migrationsOf(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  return rows.map((row) => row.name)
}

/** Every table that holds rows of tenants, parents before children. */
async function tablesInOrder(client: PoolClient): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; parents: string[] }>(`
    select c.relname::text as name,
           coalesce(array_agg(distinct p.relname::text) filter (where p.relname is not null), '{}') as parents
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_code' and not a.attisdropped
      left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
      left join pg_class p on p.oid = f.confrelid
     where c.relkind = 'r' and has_table_privilege(c.oid, 'select')
     group by c.relname
     order by c.relname`)
  const left = new Map(rows.map((row) => [row.name, row]))
  const ordered: TableShape[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter((row) =>
      row.parents.every((parent) => parent === row.name || !left.has(parent)),
    )
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const row of ready) {
      left.delete(row.name)
      ordered.push({ ...row, pointsAtItself: row.parents.includes(row.name) })
    }
  }
  return ordered
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
