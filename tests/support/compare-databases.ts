import { expect } from 'vitest'
import type { Pool } from 'pg'

/** Every row of every table of tenants as the database's own text, by table; rows in an order of their own. `pool` must see every row. */
export async function rowsByTable(pool: Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely_%' order by 1`,
  )
  const found: Record<string, readonly string[]> = {}
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`)
    found[name] = rows.map((each) => each.row)
  }
  return found
}

/** Expects two databases to hold the same rows, table by table; answers how many rows that were. */
export async function expectSameRows(one: Pool, other: Pool): Promise<number> {
  const [before, after] = [await rowsByTable(one), await rowsByTable(other)]
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows)
  return Object.values(before).reduce((sum, rows) => sum + rows.length, 0)
}
