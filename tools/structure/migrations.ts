import { type Key, readKeys, readTable, splitList, statementsOf } from './sql.ts'
import type { Finding, Tree } from './tree.ts'

/** What a migration may say. Triggers, functions, procedures, extensions, rules and blocks of code are not among it. */
const SAYABLE = [
  /^create table\b/i,
  /^create (?:unique )?index\b/i,
  /^create policy\b/i,
  /^comment on (?:table|column)\b/i,
  /^alter table \S+ (?:enable|force) row level security$/i,
  /^alter table \S+ (?:add|drop|alter|rename|validate)\b/i,
  /^(?:grant|revoke)\b/i,
  /^(?:insert into|update|with)\b/i,
  /^drop (?:table|index|policy)\b/i,
]

const VOLATILE =
  /\b(?:now|random|gen_random_uuid|uuidv7|nextval|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(?:timestamp|date|time)\b/i

/** Whether an upsert writes, on conflict, something that is different each time it is asked. */
export function hasVolatileUpsert(text: string): boolean {
  const after = text.split(/\bdo update set\b/i)[1]
  return after !== undefined && VOLATILE.test(after)
}

/** Whether a piece of code calls a function whose answer changes by itself. */
export function isVolatile(text: string): boolean {
  return VOLATILE.test(text)
}

/** The tables of a tree's migrations: all of them, and those that say they are references without a region. */
export function tablesOf(tree: Tree): { readonly all: ReadonlySet<string>; readonly references: ReadonlySet<string> } {
  const statements = migrationFiles(tree).flatMap((path) => statementsOf(tree.read(path)))
  return {
    all: new Set(statements.flatMap((statement) => readTable(statement)?.name ?? [])),
    references: new Set(statements.flatMap((statement) => referenceIn(statement) ?? [])),
  }
}

/** Breaks of the laws of data in the migrations of a tree. */
export function checkMigrations(tree: Tree): readonly Finding[] {
  const files = migrationFiles(tree)
  const said = files.flatMap((path) => statementsOf(tree.read(path)).map((statement) => ({ path, statement })))
  const all = said.map(({ statement }) => statement)
  const { references } = tablesOf(tree)
  return [
    ...files
      .filter((path) => !/^migrations\/\d{12}_[a-z]+(?:-[a-z]+)*(?:_[a-z0-9]+)+\.sql$/.test(path))
      .map((path) => ({
        path,
        law: 'migration-name',
        detail: 'the name is <UTC time>_<capability>_<change>.sql',
      })),
    ...said.flatMap(({ path, statement }) => checkStatement(path, statement, references)),
    ...said.flatMap(({ path, statement }) => checkNet(path, statement, all, references)),
  ]
}

const migrationFiles = (tree: Tree) =>
  tree.files.filter((path) => /^migrations\/.*\.sql$/.test(path) && !path.endsWith('/schema.sql'))

const referenceIn = (statement: string) =>
  /^comment on table ([a-z0-9_.]+) is 'reference: \S[^']*'$/i.exec(statement)?.[1]

function checkStatement(path: string, statement: string, references: ReadonlySet<string>): readonly Finding[] {
  const finding = (law: string, detail: string): Finding => ({
    path,
    law,
    detail: `${detail}: ${statement.slice(0, 90)}`,
  })
  if (!SAYABLE.some((form) => form.test(statement))) return [finding('plain-sql', 'a migration may not say this')]
  const upsert = hasVolatileUpsert(statement) ? [finding('steady-upserts', 'a changing function in do update')] : []
  const index =
    /^create unique index (?:concurrently )?(?:if not exists )?\S+ on ([a-z0-9_.]+) (?:using \w+ )?\((.*?)\)/i.exec(
      statement,
    )
  if (index && !references.has(index[1] ?? '')) {
    const leads = splitList(index[2] ?? '')[0]?.split(' ')[0] === 'region_code'
    return leads ? upsert : [finding('region-first', 'a unique index leads with region_code')]
  }
  const altered = /^alter table (?:only )?([a-z0-9_.]+) add (?:constraint )?/i.exec(statement)
  if (altered && !references.has(altered[1] ?? '')) {
    const rules = splitList(statement.replace(/^alter table (?:only )?\S+ /i, '')).map((each) =>
      each.replace(/^add /i, ''),
    )
    return [...upsert, ...rules.flatMap((rule) => readKeys(rule).flatMap((key) => checkKey(key, references, finding)))]
  }
  return [...upsert, ...checkTable(statement, references, finding)]
}

function checkTable(
  statement: string,
  references: ReadonlySet<string>,
  finding: (law: string, detail: string) => Finding,
): readonly Finding[] {
  const table = readTable(statement)
  if (!table) return /^create table\b/i.test(statement) ? [finding('plain-sql', 'this table cannot be read')] : []
  const excludes = table.excludes ? [finding('plain-sql', 'exclusion constraints are not portable')] : []
  if (references.has(table.name)) return excludes
  return [
    ...excludes,
    ...(table.columns[0] === 'region_code' ? [] : [finding('region-first', 'the first column is region_code')]),
    ...(table.keys.some(({ kind }) => kind === 'primary')
      ? []
      : [finding('region-first', 'a table has a primary key')]),
    ...table.keys.flatMap((key) => checkKey(key, references, finding)),
  ]
}

function checkKey(
  { kind, columns, target, targetColumns }: Key,
  references: ReadonlySet<string>,
  finding: (law: string, detail: string) => Finding,
): readonly Finding[] {
  const toReference = kind === 'foreign' && references.has(target ?? '')
  const leads =
    columns[0] === 'region_code' && (kind !== 'foreign' || toReference || targetColumns?.[0] === 'region_code')
  return leads ? [] : [finding('region-first', `the ${kind} key (${columns.join(', ')}) leads with region_code`)]
}

/** Every table lies in the net: row-level security enabled and forced, and one policy that compares the region. */
function checkNet(
  path: string,
  statement: string,
  all: readonly string[],
  references: ReadonlySet<string>,
): readonly Finding[] {
  const table = readTable(statement)
  if (
    !table ||
    references.has(table.name) ||
    all.some((each) => new RegExp(`^drop table ${table.name}$`, 'i').test(each))
  ) {
    return []
  }
  const finding = (detail: string): Finding => ({ path, law: 'region-net', detail: `${table.name}: ${detail}` })
  const has = (pattern: string) => all.some((each) => new RegExp(pattern, 'i').test(each))
  const policies = all.filter((each) => new RegExp(`^create policy \\S+ on ${table.name}\\b`, 'i').test(each))
  const compares = policies.every((each) => /using \(.*region_code.*current_setting\('app\.region'/i.test(each))
  return [
    ...(has(`^alter table ${table.name} enable row level security$`)
      ? []
      : [finding('row level security is not enabled')]),
    ...(has(`^alter table ${table.name} force row level security$`)
      ? []
      : [finding('row level security is not forced')]),
    ...(policies.length === 1 ? [] : [finding(`${policies.length} policies; one is right`)]),
    ...(compares ? [] : [finding('its policy does not compare region_code with app.region')]),
  ]
}
