import type { Pool } from 'pg'

/** The statements of one part of the schema, each with the table it belongs to. */
const PARTS = [
  `select c.relname as "table", 1 as part, '' as name,
     'create table ' || c.relname || E' (\\n' || string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || case when l.collname is null or l.collname = 'default' then '' else ' collate "' || l.collname || '"' end
       || case when a.attnotnull then ' not null' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E',\\n' order by a.attnum) || E'\\n)' as text
   from pg_class c
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   left join pg_collation l on l.oid = a.attcollation
   where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
   group by c.oid, c.relname`,
  `select c.relname as "table", 2 as part, k.conname as name,
     'alter table ' || c.relname || ' add constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as text
   from pg_constraint k join pg_class c on c.oid = k.conrelid
   where k.contype in ('p', 'u', 'f', 'c', 'x') and c.relnamespace = 'public'::regnamespace`,
  `select c.relname as "table", 3 as part, i.relname as name, pg_get_indexdef(i.oid) as text
   from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
   where c.relnamespace = 'public'::regnamespace
     and not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))`,
  `select c.relname as "table", 4 as part, '' as name,
     'alter table ' || c.relname || case when c.relrowsecurity then ' enable' else ' disable' end || ' and'
       || case when c.relforcerowsecurity then ' force' else ' not force' end || ' row level security' as text
   from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relrowsecurity`,
  `select p.tablename as "table", 5 as part, p.policyname as name,
     'create policy ' || p.policyname || ' on ' || p.tablename || ' for ' || lower(p.cmd) || coalesce(E'\\n  using ' || p.qual, '')
       || coalesce(E'\\n  with check ' || p.with_check, '') as text
   from pg_policies p where p.schemaname = 'public'`,
  `select g.table_name as "table", 6 as part, '' as name,
     'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' on ' || g.table_name || ' to ' || g.grantee as text
   from information_schema.role_table_grants g
   where g.table_schema = 'public' and g.grantee = $1 group by g.table_name, g.grantee`,
  `select c.relname as "table", 7 as part, '' as name,
     'comment on table ' || c.relname || ' is ' || quote_literal(obj_description(c.oid, 'pg_class')) as text
   from pg_class c where c.relnamespace = 'public'::regnamespace and obj_description(c.oid, 'pg_class') is not null`,
  `select 'triggers, functions and extensions' as "table", 8 as part, name, text from (
     select tgname::text as name, pg_get_triggerdef(oid) as text from pg_trigger where not tgisinternal
     union all select proname::text, 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
     union all select extname::text, 'create extension ' || extname from pg_extension where extname <> 'plpgsql') as made`,
]

const HEAD = `-- What the migrations add up to, read from the catalogue of a migrated database; tools/write-schema.ts writes it.
-- A comparison for readers and reviewers: nothing runs it.
`

/** The whole schema of a migrated database as text that is the same on every PostgreSQL from 15 on. `role` is the application's. */
export async function describeSchema(pool: Pool, role: string): Promise<string> {
  const rows: { table: string; part: number; name: string; text: string }[] = []
  for (const part of PARTS) {
    const answer = await pool.query<(typeof rows)[number]>(part, part.includes('$1') ? [role] : [])
    rows.push(...answer.rows.filter(({ table }) => !table.startsWith('kysely_')))
  }
  const byOrder = rows.sort((one, other) => {
    const [before, after] = [one, other].map(({ table, part, name }) => `${table}\n${part}\n${name}`)
    return (before ?? '') < (after ?? '') ? -1 : 1
  })
  const tables = [...new Set(byOrder.map(({ table }) => table))]
  const paragraphs = tables.map((table) =>
    byOrder
      .filter((row) => row.table === table)
      .map(({ text }) => `${text};\n`)
      .join(''),
  )
  return `${HEAD}\n${paragraphs.join('\n')}`
}
