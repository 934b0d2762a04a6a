import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { inRegion, type Transaction } from './transaction.ts'

const REGION = '370786'
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

function keep(tx: Transaction, key: string): Promise<unknown> {
  return sql`insert into idempotency_keys (region_code, person_id, key, operation, input_hash, at)
    values (${REGION}, 'somebody', ${key}, 'a.b', '', now())`.execute(tx)
}

async function keptKeys(): Promise<readonly string[]> {
  return inRegion(database.app.kysely, REGION, 'read', async (tx) => {
    const { rows } = await sql<{ key: string }>`
      select key from idempotency_keys where region_code = ${REGION} order by key`.execute(tx)
    return rows.map((row) => row.key)
  })
}

describe('a transaction of a region', () => {
  it('answers statements under way together in their order', async () => {
    const answers: number[] = []
    await inRegion(database.app.kysely, REGION, 'read', async (tx) => {
      const asked = [1, 2, 3, 4].map(async (number) => {
        const { rows } = await sql<{ number: number }>`select ${number}::int as number`.execute(tx)
        answers.push(rows[0]?.number ?? 0)
      })
      await Promise.all(asked)
    })
    expect(answers).toEqual([1, 2, 3, 4])
  })

  it('keeps what is left to be answered with the commit', async () => {
    await inRegion(database.app.kysely, REGION, 'write', async (tx, trail) => {
      trail(keep(tx, 'left to the commit'))
    })
    expect(await keptKeys()).toContain('left to the commit')
  })

  it('is undone whole where a statement left to the commit fails, and says so', async () => {
    const work = inRegion(database.app.kysely, REGION, 'write', async (tx, trail) => {
      await keep(tx, 'twice')
      trail(keep(tx, 'twice'))
      trail(keep(tx, 'behind the failure'))
    })
    await expect(work).rejects.toMatchObject({ code: '23505' })
    expect(await keptKeys()).not.toContain('twice')
    expect(await keptKeys()).not.toContain('behind the failure')
  })

  it('is undone whole where one of several statements under way fails', async () => {
    const work = inRegion(database.app.kysely, REGION, 'write', (tx) =>
      Promise.all([keep(tx, 'one of several'), sql`select 1 / 0`.execute(tx), keep(tx, 'another of several')]),
    )
    await expect(work).rejects.toMatchObject({ code: '22012' })
    expect((await keptKeys()).filter((key) => key.endsWith('of several'))).toEqual([])
  })

  it("sends nothing more once it is over: the connection is somebody else's", async () => {
    let late: Promise<unknown> | undefined
    await inRegion(database.app.kysely, REGION, 'write', async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => keep(tx, 'too late'))
      late.catch(() => undefined)
    })
    await expect(late).rejects.toThrow('over')
    expect(await keptKeys()).not.toContain('too late')
  })

  it('reads only where it said so', async () => {
    const work = inRegion(database.app.kysely, REGION, 'read', (tx) => keep(tx, 'while reading'))
    await expect(work).rejects.toMatchObject({ code: '25006' })
  })

  it('leaves no region behind on its connection, whether it ended well or not', async () => {
    const regionLeft = () =>
      Promise.all(
        Array.from({ length: 10 }, async () => {
          const { rows } = await database.app.pool.query<{ region: string | null }>(
            `select nullif(current_setting('app.region', true), '') as region, pg_sleep(0.01)`,
          )
          return rows[0]?.region
        }),
      )
    await Promise.all(Array.from({ length: 10 }, () => keptKeys()))
    await inRegion(database.app.kysely, REGION, 'write', (tx) => sql`select 1 / 0`.execute(tx)).catch(() => undefined)
    expect(new Set(await regionLeft())).toEqual(new Set([null]))
  })

  it('holds for statements the connection has prepared as for others', async () => {
    const other = '370724'
    const readers = [REGION, other].flatMap((region) => Array.from({ length: 20 }, () => region))
    const seen = await Promise.all(
      readers.map((region) =>
        inRegion(database.app.kysely, region, 'read', async (tx) => {
          const { rows } = await sql<{ region_code: string }>`
            select distinct region_code from idempotency_keys where at <= ${new Date()}`.execute(tx)
          return { region, found: rows.map((row) => row.region_code) }
        }),
      ),
    )
    for (const { region, found } of seen) expect(found).toEqual(region === REGION ? [REGION] : [])
  })
})
