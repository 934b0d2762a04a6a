import { sql } from 'kysely'
import type { Transaction } from './transaction.ts'

/** Rows of one table as they go into a year's archive. `scope`: the year's rows alone, or the table as it stands. */
export interface ArchivedTable {
  readonly table: string
  readonly scope: 'year' | 'whole'
  readonly columns: readonly string[]
  readonly rows: readonly string[]
}

/** Why a table stays out of an archive of a year. */
export type LeftOutFor = 'sign_in' | 'personal_view' | 'derived' | 'own_file'

/** Tables that stay out: what signs people in, what is theirs alone, what is reckoned from the rest, what the archive holds as a file of its own. */
export const LEFT_OUT: Readonly<Record<string, LeftOutFor>> = {
  credentials: 'sign_in',
  sessions: 'sign_in',
  login_names: 'sign_in',
  password_history: 'sign_in',
  idempotency_keys: 'sign_in',
  schedule_feeds: 'sign_in',
  key_project_views: 'personal_view',
  key_project_grams: 'derived',
  audit_entries: 'own_file',
  audit_chain: 'own_file',
}

/** Columns whose content never leaves in an archive, whatever their table: secrets and phone numbers. */
const WITHHELD = /secret|token|password|_hash$|^phone|_phone$/

/** The name of the last migration: the schema the rows belong to. */
export async function schemaVersion(tx: Transaction): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name desc limit 1`.execute(tx)
  return rows[0]?.name ?? ''
}

/**
 * Every table of a region with its rows as JSON texts in the database's own words, which lose no digit, table by table: of tables that
 * carry a year, a period or the instant of an event that year's rows, of the others all that stand.
 */
export async function* tablesOfYear(tx: Transaction, region: string, year: number): AsyncGenerator<ArchivedTable> {
  const { rows: tables } = await sql<{ name: string; columns: { name: string; type: string }[] }>`
    select c.relname::text as name,
           json_agg(json_build_object('name', a.attname::text, 'type', format_type(a.atttypid, null)) order by a.attnum) as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and has_table_privilege(c.oid, 'select')
     group by c.relname
    having bool_or(a.attname = 'region_code')
     order by c.relname`.execute(tx)
  for (const { name, columns } of tables) {
    if (name in LEFT_OUT) continue
    const shown = columns.filter((each) => !WITHHELD.test(each.name))
    const narrowed = narrowedTo(year, columns)
    const { rows } = await sql<{ row: string }>`
      select row_to_json(r)::text as row
        from (select ${sql.join(shown.map((each) => sql.ref(`t.${each.name}`)))} from ${sql.table(name)} t
               where t.region_code = ${region} and ${narrowed ?? sql<boolean>`true`}) r`.execute(tx)
    yield {
      table: name,
      scope: narrowed ? 'year' : 'whole',
      columns: shown.map((each) => each.name),
      rows: rows.map(({ row }) => row).toSorted(),
    }
  }
}

function narrowedTo(year: number, columns: readonly { readonly name: string; readonly type: string }[]) {
  const has = (name: string, type: RegExp) => columns.some((each) => each.name === name && type.test(each.type))
  if (has('year', /^(?:integer|smallint)$/)) return sql<boolean>`t.year = ${year}`
  if (has('period', /^text$/)) return sql<boolean>`starts_with(t.period, ${String(year)})`
  if (has('topic', /^text$/) && has('at', /^timestamp/))
    return sql<boolean>`t.at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and t.at < ${`${year + 1}-01-01T00:00:00+08:00`}::timestamptz`
  return undefined
}
