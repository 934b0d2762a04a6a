import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { APP_ROLE } from '../../src/platform/migrate.ts'
import { describeSchema } from '../../tools/structure/schema.ts'
import { createTestDatabase } from '../support/database.ts'

const database = await createTestDatabase()
afterAll(database.close)

describe('the schema that the migrations add up to', () => {
  it('is the one written in schema.sql, on every version of PostgreSQL (tools/write-schema.ts writes it)', async () => {
    const written = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8')
    expect(await describeSchema(database.admin.pool, APP_ROLE)).toBe(written)
  })

  it('lies in the net: every table with a region has one policy and forced row-level security, and leads its keys with it', async () => {
    const { rows } = await database.admin.pool.query<{ table: string }>(`
      select c.relname as "table" from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
        and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'reference: %'
        and not (c.relrowsecurity and c.relforcerowsecurity
          and (select count(*) from pg_policy p where p.polrelid = c.oid) = 1
          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f')
            and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = k.conkey[1]) <> 'region_code'))`)
    expect(rows).toEqual([])
  })

  it('belongs to somebody else than the role the server works as, who may not drop the net', async () => {
    const { rows } = await database.admin.pool.query<{ table: string }>(
      `select tablename as "table" from pg_tables where schemaname = 'public' and tableowner = $1`,
      [APP_ROLE],
    )
    expect(rows).toEqual([])
    await expect(database.app.pool.query('alter table units disable row level security')).rejects.toThrow(/owner/)
  })

  it('is caught when a table slips out of the net', async () => {
    const before = await describeSchema(database.admin.pool, APP_ROLE)
    await database.admin.pool.query('create table stray (id uuid primary key)')
    expect(await describeSchema(database.admin.pool, APP_ROLE)).not.toBe(before)
    await database.admin.pool.query('drop table stray')
    expect(await describeSchema(database.admin.pool, APP_ROLE)).toBe(before)
  })
})
