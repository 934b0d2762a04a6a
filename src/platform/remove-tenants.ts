import type { Pool, PoolClient } from 'pg'
import { quotedTable, tablesOfTenants } from './tables-of-tenants.ts'

/** What was removed: rows by table, tables without rows left out. */
export interface Removed {
  readonly region: string
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Removes tenants whole, children before parents, all of them or none. `pool` connects as the owner of the tables: the application's
 * role may delete next to nothing. `allow` is asked inside the transaction, for each region, and may throw.
 */
export async function removeTenants(
  pool: Pool,
  regions: readonly string[],
  allow: (client: PoolClient, region: string) => Promise<void>,
): Promise<readonly Removed[]> {
  const client = await pool.connect()
  try {
    const tables = (await tablesOfTenants(client)).toReversed()
    await client.query('begin')
    const removed: Removed[] = []
    for (const region of regions) {
      if (!/^\d{6}$/.test(region)) throw new Error(`not a region code: ${region}`)
      await client.query(`set local app.region='${region}'`)
      await allow(client, region)
      const rows: Record<string, number> = {}
      for (const { name } of tables) {
        const { rowCount } = await client.query(`delete from ${quotedTable(name)} where region_code = $1`, [region])
        if (rowCount) rows[name] = rowCount
      }
      removed.push({ region, rows })
    }
    await client.query('commit')
    return removed
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
