import fc from 'fast-check'
import { types } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function instantsOf(texts: readonly string[]): Promise<readonly { at: Date | number; text: string }[]> {
  const { rows } = await database.app.pool.query<{ at: Date | number; text: string }>(
    'select at::timestamptz as at, at::timestamptz::text as text from unnest($1::text[]) with ordinality as t (at, place) order by place',
    [texts],
  )
  return rows
}

it('reads an instant as the driver does, to the millisecond', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.date({ noInvalidDate: true, min: new Date('0101-01-01'), max: new Date('9999-12-30') })),
      async (dates) => {
        const read = await instantsOf(dates.map((date) => date.toISOString()))
        expect(read.map(({ at }) => at)).toEqual(dates)
      },
    ),
    { numRuns: 30 },
  )
})

it('reads what is no usual instant as the driver does', async () => {
  const driver = types.getTypeParser(types.builtins.TIMESTAMPTZ) as unknown as (text: string) => unknown
  for (const { at, text } of await instantsOf([
    'infinity',
    '-infinity',
    '0044-03-15 12:00 BC',
    '12026-01-01',
    '1800-01-01',
    '2026-11-22 08:00:00.123456',
  ]))
    expect(at).toEqual(driver(text))
})
