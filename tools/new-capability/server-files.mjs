/** The files of a new capability that a server runs: one list and one command, from contract to table. */
export function serverFiles({ folder, pascal, camel, snake, title }) {
  return {
    'README.md': `# ${folder}

${title}: say here in two sentences what it is for.

## Words

| word  | meaning                     |
| ----- | --------------------------- |
| entry | one named row of the ledger |

## Rules in words

- A name is not used twice.

## Tables

| table             | holds       |
| ----------------- | ----------- |
| \`${snake}_entries\` | the entries |

## Operations

\`${snake}.list\` · \`${snake}.add\`
Permissions: \`${snake}.view\` reads, \`${snake}.manage\` changes.
`,
    'contract.ts': `import { z } from 'zod'
import { Id, RecordVersion } from '../../kernel/id.ts'
import { command, query } from '../../kernel/operation.ts'

const Entry = z.object({ id: Id, name: z.string(), version: RecordVersion })

/** Lists the entries by name. \`cursor\` is the name after which the page begins. */
export const list${pascal} = query({
  id: '${snake}.list',
  summary: 'Lists the entries by name.',
  route: 'GET /${folder}',
  permission: '${snake}.view',
  input: z.object({ cursor: z.string().optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(Entry), nextCursor: z.string().nullable() }),
})

/** Adds an entry. Refuses \`${snake}.name_taken\`. */
export const add${pascal} = command({
  id: '${snake}.add',
  summary: 'Adds an entry.',
  route: 'POST /${folder}',
  permission: '${snake}.manage',
  input: z.object({ name: z.string().trim().min(1).max(100) }),
  output: Entry,
})

/** Every operation of ${folder}, as it is declared. */
export const ${camel}Contracts = [list${pascal}, add${pascal}]
`,
    'rules.ts': `import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'

/** The name to keep: without spaces at its ends, and not among those \`taken\`. Refuses \`${snake}.name_taken\`. */
export function nameToKeep(name: string, taken: readonly string[]): Outcome<string> {
  const kept = name.trim()
  return taken.includes(kept) ? fail(problem('${snake}.name_taken', { name: kept }, ['name'])) : ok(kept)
}
`,
    'rules.property.test.ts': `import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nameToKeep } from './rules.ts'

it('keeps a name without spaces at its ends unless it is taken', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (name, taken) => {
      const outcome = nameToKeep(\` \${name} \`, taken)
      expect(outcome.ok).toBe(!taken.includes(name.trim()))
      if (outcome.ok) expect(outcome.value).toBe(name.trim())
    }),
  )
})
`,
    'tables.ts': `/** The tables \`${folder}\` owns. */
export type ${pascal}Tables = {
  ${snake}_entries: { region_code: string; id: string; name: string; version: number }
}
`,
    'store.ts': `import type { Transaction } from '../../platform/transaction.ts'
import type { ${pascal}Tables } from './tables.ts'

const tables = (tx: Transaction) => tx.withTables<${pascal}Tables>()

/** Entries by name, from after \`cursor\` on. */
export function listEntries(tx: Transaction, region: string, { after, limit }: { after: string; limit: number }) {
  return tables(tx)
    .selectFrom('${snake}_entries')
    .select(['id', 'name', 'version'])
    .where('region_code', '=', region)
    .where('name', '>', after)
    .orderBy('name')
    .limit(limit)
    .execute()
}

/** The name, where an entry has it already. */
export async function listTaken(tx: Transaction, region: string, name: string): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('${snake}_entries')
    .select('name')
    .where('region_code', '=', region)
    .where('name', '=', name)
    .execute()
  return rows.map((row) => row.name)
}

/** Keeps a new entry. */
export async function insertEntry(tx: Transaction, region: string, entry: { id: string; name: string }): Promise<void> {
  await tables(tx)
    .insertInto('${snake}_entries')
    .values({ region_code: region, ...entry, version: 1 })
    .execute()
}
`,
    'operations.ts': `import { newId } from '../../kernel/ids.ts'
import { orRefuse } from '../../kernel/refusal.ts'
import { implement } from '../../platform/run-operation.ts'
import { add${pascal}, list${pascal} } from './contract.ts'
import { nameToKeep } from './rules.ts'
import { insertEntry, listEntries, listTaken } from './store.ts'

/** Every operation of ${folder}. */
export const ${camel}Operations = [
  implement(list${pascal}, async ({ tx, scope }, { cursor, limit }) => {
    const rows = await listEntries(tx, scope.region, { after: cursor ?? '', limit: limit + 1 })
    const items = rows.slice(0, limit)
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name ?? null) : null }
  }),

  implement(add${pascal}, async (ctx, input) => {
    const { tx, scope, now } = ctx
    const name = orRefuse(nameToKeep(input.name, await listTaken(tx, scope.region, input.name)))
    const entry = { id: newId(now), name }
    await insertEntry(tx, scope.region, entry)
    ctx.announce('${snake}.added', { subject: { kind: '${snake}_entry', id: entry.id }, after: { name } })
    return { ...entry, version: 1 }
  }),
]
`,
    'operations.db.test.ts': `import { afterAll, expect, it } from 'vitest'
import { openTestHouse, personWith } from '../../../tests/support/house.ts'
import { add${pascal}, list${pascal} } from './contract.ts'
import { ${camel}Operations } from './operations.ts'

const test = await openTestHouse(${camel}Operations)
afterAll(test.close)
const office = personWith('project_office')

it('lists what was added, by name, and refuses a name twice', async () => {
  await test.run(add${pascal}, office, { name: 'b' })
  await test.run(add${pascal}, office, { name: 'a' })
  const { items } = await test.run(list${pascal}, office, {})
  expect(items.map(({ name }) => name)).toEqual(['a', 'b'])
  await expect(test.run(add${pascal}, office, { name: ' a ' })).rejects.toMatchObject({ kind: 'rule_broken' })
})

it('shows nothing to somebody from a sibling region', async () => {
  const stranger = personWith('project_office', 'unit-2', { region: '370724' })
  expect((await test.run(list${pascal}, stranger, {})).items).toEqual([])
})
`,
  }
}

/** The migration that makes the first table of a new capability. */
export function migrationOf({ snake, folder }) {
  return `-- The entries of ${folder}.

create table ${snake}_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, name)
);

alter table ${snake}_entries enable row level security;
alter table ${snake}_entries force row level security;
create policy ${snake}_entries_region on ${snake}_entries using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
`
}
