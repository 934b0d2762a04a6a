import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { problem } from '../kernel/problem.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Files } from './files.ts'
import { quotedTable, type TenantTable, tablesOfTenants } from './tables-of-tenants.ts'

/** First line of a backup. */
export interface BackupHead {
  readonly kind: 'clarion-backup'
  readonly version: 1
  readonly at: string
  readonly regions: readonly string[]
  /** Names of the migrations the rows belong to. */
  readonly migrations: readonly string[]
}

/** A kept file as one line. */
interface FileLine {
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
  readonly rows: number
  readonly files: number
}

const BATCH = 500
/** Characters of rows in one line, so that no line grows with the table. */
const LINE = 4_000_000
const REGION = /^\d{6}$/
const ROWS_LINE = /^\{"table":"([a-z0-9_]+)","region":"(\d{6})","rows":(\[.*\])\}$/s

/**
 * Writes tenants as lines of JSON: every row of every table that leads with `region_code` (audit trail and its chain included) in the
 * database's own text, which loses no digit, and every kept file. One read-only snapshot a tenant, under row-level security, so a
 * running server is not disturbed. The last line counts the others and seals them. Refuses `backup.no_such_region`.
 */
export async function* backupLines(
  pool: Pool,
  files: Files,
  regions: readonly string[] | 'all',
  now: Date,
): AsyncGenerator<string, BackupCount> {
  const client = await pool.connect()
  const hash = createHash('sm3')
  let [lines, rowCount, fileCount] = [0, 0, 0]
  const sealed = (line: string) => {
    lines += 1
    hash.update(`${line}\n`)
    return line
  }
  try {
    const chosen = await chooseTenants(client, regions)
    const tables = await tablesOfTenants(client)
    const migrations = await migrationsOf(client)
    const head: BackupHead = {
      kind: 'clarion-backup',
      version: 1,
      at: now.toISOString(),
      regions: chosen,
      migrations,
    }
    yield sealed(JSON.stringify(head))
    for (const region of chosen) {
      await client.query('begin isolation level repeatable read read only')
      await enterRegion(client, region)
      for (const { name } of tables)
        for await (const rows of rowsOf(client, name, region)) {
          rowCount += rows.length
          yield sealed(`{"table":"${name}","region":"${region}","rows":[${rows.join(',')}]}`)
        }
      await client.query('commit')
      for await (const { key: file, name, type, bytes } of files.list(region)) {
        fileCount += 1
        const base64 = Buffer.from(bytes).toString('base64')
        yield sealed(JSON.stringify({ file, region, name, type, base64 } satisfies FileLine))
      }
    }
    yield JSON.stringify({ end: true, lines, sm3: hash.digest('hex') } satisfies BackupEnd)
    return { regions: chosen, rows: rowCount, files: fileCount }
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

/** Rows of a table as JSON texts, in handfuls that fit into one line. */
async function* rowsOf(client: PoolClient, table: string, region: string): AsyncGenerator<readonly string[]> {
  await client.query(
    `declare backup_rows cursor for select row_to_json(t)::text as row from ${quotedTable(table)} t where region_code = $1`,
    [region],
  )
  let kept: string[] = []
  let size = 0
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${BATCH} from backup_rows`)
    for (const { row } of rows) {
      kept.push(row)
      size += row.length
      if (size < LINE) continue
      yield kept
      kept = []
      size = 0
    }
    if (rows.length < BATCH) break
  }
  if (kept.length > 0) yield kept
  await client.query('close backup_rows')
}

/**
 * Puts a backup into this database, all of it or nothing. `read` gives its lines from the beginning each time: once to check them, once
 * to write them. Refuses `backup.not_a_backup`, `backup.damaged` (a line is missing or changed), `backup.other_schema`,
 * `backup.not_empty` (a tenant of the backup has rows here) and `backup.account_taken` (an account is used by another tenant here).
 */
export async function restoreLines(
  pool: Pool,
  files: Files,
  read: () => AsyncIterable<string>,
): Promise<BackupCount & { readonly at: string }> {
  const head = await checkedHead(read)
  const client = await pool.connect()
  const put: { readonly region: string; readonly key: string }[] = []
  try {
    const here = await migrationsOf(client)
    if (here.join() !== head.migrations.join())
      refuse(
        'rule_broken',
        problem('backup.other_schema', { backup: head.migrations.at(-1) ?? '', here: here.at(-1) ?? '' }),
      )
    const tables = await tablesOfTenants(client)
    await client.query('begin')
    for (const region of head.regions) await refuseFilled(client, tables, region)
    const writer = rowWriter(client, tables)
    for await (const line of read()) {
      const rows = ROWS_LINE.exec(line)
      if (rows) await writer.write(rows[1] ?? '', rows[2] ?? '', rows[3] ?? '[]')
      else if (line.startsWith('{"file":')) put.push(await restoreFile(files, line))
    }
    await writer.flush()
    await client.query('commit')
    return { at: head.at, regions: head.regions, rows: writer.count(), files: put.length }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    for (const { region, key } of put) await files.remove(region, key)
    throw error
  } finally {
    client.release()
  }
}

async function restoreFile(files: Files, line: string): Promise<{ region: string; key: string }> {
  const { file: key, region, name, type, base64 } = JSON.parse(line) as FileLine
  await files.restore(region, { key, name, type, bytes: Buffer.from(base64, 'base64') })
  return { region, key }
}

/** Writes rows as they come; those of a table whose rows refer to each other wait until all are there. */
function rowWriter(client: PoolClient, tables: readonly TenantTable[]) {
  const known = new Map(tables.map((table) => [table.name, table]))
  let waiting: { table: string; region: string; texts: string[] } | undefined
  let region = ''
  let count = 0
  const insert = async (table: string, texts: readonly string[]) => {
    const json = `[${texts.map((text) => text.slice(1, -1)).join(',')}]`
    if (table === 'login_names') await refuseTakenAccounts(client, json)
    const { rowCount } = await client.query(
      `insert into ${quotedTable(table)} select * from json_populate_recordset(null::${quotedTable(table)}, $1::json)`,
      [json],
    )
    count += rowCount ?? 0
  }
  const flush = async () => {
    if (waiting) await insert(waiting.table, waiting.texts)
    waiting = undefined
  }
  return {
    count: () => count,
    flush,
    async write(table: string, ofRegion: string, text: string): Promise<void> {
      const shape = known.get(table) ?? refuse('invalid', problem('backup.damaged'))
      if (waiting && (waiting.table !== table || waiting.region !== ofRegion)) await flush()
      if (region !== ofRegion) await enterRegion(client, ofRegion)
      region = ofRegion
      if (!shape.pointsAtItself) return insert(table, [text])
      if (waiting) waiting.texts.push(text)
      else waiting = { table, region: ofRegion, texts: [text] }
      return undefined
    },
  }
}

/** Accounts are unique in the installation: those another tenant uses here are named. */
async function refuseTakenAccounts(client: PoolClient, json: string): Promise<void> {
  const { rows } = await client.query<{ account: string; region_code: string }>(
    `select account, region_code from login_names
      where account in (select r.account from json_populate_recordset(null::login_names, $1::json) r)
      order by account limit 20`,
    [json],
  )
  const [first] = rows
  if (first)
    refuse(
      'conflict',
      problem('backup.account_taken', {
        accounts: rows.map((row) => row.account).join(', '),
        region: first.region_code,
      }),
    )
}

/** Reads a backup from end to end without keeping it and answers its first line. */
async function checkedHead(read: () => AsyncIterable<string>): Promise<BackupHead> {
  const hash = createHash('sm3')
  let head: BackupHead | undefined
  let last: string | undefined
  let lines = 0
  try {
    for await (const line of read()) {
      if (last === undefined) head = headOf(line)
      else {
        hash.update(`${last}\n`)
        lines += 1
      }
      last = line
    }
  } catch (error) {
    // What gzip says of a file that was cut or is none at all.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('Z_')) throw error
    refuse('invalid', problem(head ? 'backup.damaged' : 'backup.not_a_backup'))
  }
  if (!head) return refuse('invalid', problem('backup.not_a_backup'))
  const end = parsed<BackupEnd>(last ?? '')
  if (end?.lines !== lines || end.sm3 !== hash.digest('hex')) return refuse('invalid', problem('backup.damaged'))
  return head
}

function headOf(line: string): BackupHead {
  const head = parsed<BackupHead>(line)
  const isOurs =
    head?.kind === 'clarion-backup' && head.version === 1 && head.regions.every((each) => REGION.test(each))
  return isOurs ? head : refuse('invalid', problem('backup.not_a_backup'))
}

function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}

async function enterRegion(client: PoolClient, region: string): Promise<void> {
  if (!REGION.test(region)) throw new Error(`not a region code: ${region}`)
  await client.query(`set local app.region='${region}'`)
}

async function refuseFilled(client: PoolClient, tables: readonly TenantTable[], region: string): Promise<void> {
  await enterRegion(client, region)
  for (const { name } of tables) {
    const { rows } = await client.query(`select 1 from ${quotedTable(name)} where region_code = $1 limit 1`, [region])
    if (rows.length > 0) refuse('conflict', problem('backup.not_empty', { region, table: name }))
  }
}

async function chooseTenants(client: PoolClient, regions: readonly string[] | 'all'): Promise<readonly string[]> {
  const { rows } = await client.query<{ region_code: string }>('select region_code from tenants order by region_code')
  const all = rows.map((row) => row.region_code)
  if (regions === 'all') return all
  const unknown = regions.find((each) => !all.includes(each))
  return unknown === undefined ? regions : refuse('not_found', problem('backup.no_such_region', { region: unknown }))
}

async function migrationsOf(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  return rows.map((row) => row.name)
}
