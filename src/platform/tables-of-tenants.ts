import type { PoolClient } from 'pg'

/** A table that holds rows of tenants. */
export interface TenantTable {
  readonly name: string
  /** Its rows refer to other rows of it, so that they must be written together. */
  readonly pointsAtItself: boolean
}

/** Every table the role may read whose rows belong to a tenant, parents before children. */
export async function tablesOfTenants(client: PoolClient): Promise<readonly TenantTable[]> {
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
  const ordered: TenantTable[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter((row) =>
      row.parents.every((parent) => parent === row.name || !left.has(parent)),
    )
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const { name, parents } of ready) {
      left.delete(name)
      ordered.push({ name, pointsAtItself: parents.includes(name) })
    }
  }
  return ordered
}

/** A table's name inside a statement. */
export function quotedTable(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
