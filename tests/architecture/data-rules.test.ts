import { describe, expect, it } from 'vitest'
import { checkMigrations } from '../../tools/structure/migrations.ts'
import { statementsOf } from '../../tools/structure/sql.ts'
import { checkStatements } from '../../tools/structure/statements.ts'
import { readTree } from '../../tools/structure/tree.ts'
import { ROOT, plantTree } from './support/planted-tree.ts'

const FILE = 'migrations/202601010000_roads_begin.sql'
const POLICY = `create policy roads_region on roads using (region_code = current_setting('app.region'))`
const HONEST = `
-- Roads; a comment's apostrophe and a semicolon; end no statement.
create table roads (
  region_code text collate "C" not null,
  id uuid not null,
  name text not null check (name <> 'a, b (c)'),
  next_id uuid,
  primary key (region_code, id),
  unique (region_code, name),
  foreign key (region_code, next_id) references roads (region_code, id)
);
create index roads_by_name on roads (name);
create unique index roads_by_next on roads (region_code, next_id) where next_id is not null;
alter table roads enable row level security;
alter table roads force row level security;
${POLICY};
create table kinds (code text primary key, sign text unique);
comment on table kinds is 'reference: a national code list, the same for every region';
`
const STORE = 'src/capabilities/roads/store.ts'

const lawsOfMigration = (sql: string, path = FILE) => [
  ...new Set(checkMigrations(readTree(plantTree({ [path]: sql }))).map(({ law }) => law)),
]
const lawsOfStore = (code: string) => {
  const files = { [FILE]: `${HONEST}create table bridges (region_code text, id uuid);`, [STORE]: code }
  return [...new Set(checkStatements(readTree(plantTree(files))).map(({ law }) => law))]
}

describe('the laws of data', () => {
  it('hold in every migration', () => {
    expect(checkMigrations(readTree(ROOT))).toEqual([])
  })

  it('hold in every statement of a store and of the platform', () => {
    expect(checkStatements(readTree(ROOT))).toEqual([])
  })

  it('let an honest migration through', () => {
    expect(lawsOfMigration(HONEST)).toEqual([])
  })

  it('read a statement whole, whatever it quotes', () => {
    expect(statementsOf(`select ';' -- no; end\n, $x$ a; b $x$; /* ; */ select 2`)).toEqual([
      `select ';' , $x$ a; b $x$`,
      'select 2',
    ])
  })
})

describe('a planted break in a migration is caught', () => {
  const swap = (from: string, to: string) => {
    expect(HONEST).toContain(from)
    return HONEST.replace(from, to)
  }

  it.each([
    ['region-first', 'primary key (region_code, id)', 'primary key (id)'],
    ['region-first', 'primary key (region_code, id)', 'primary key (id, region_code)'],
    ['region-first', 'primary key (region_code, id),', ''],
    ['region-first', 'unique (region_code, name)', 'unique (name)'],
    ['region-first', 'name text not null', 'name text unique not null'],
    ['region-first', 'next_id uuid,', 'next_id uuid references roads (id),'],
    ['region-first', 'references roads (region_code, id)', 'references roads (id, region_code)'],
    ['region-first', 'on roads (region_code, next_id)', 'on roads (next_id)'],
    ['region-first', '  region_code text collate "C" not null,\n  id uuid not null,', 'id uuid, region_code text,'],
    ['region-first', `comment on table kinds is 'reference: a`, `comment on table kinds is 'a`],
    ['region-first', `'reference: a national code list, the same for every region'`, `'reference: '`],
    ['region-net', 'alter table roads enable row level security;', ''],
    ['region-net', 'alter table roads force row level security;', ''],
    ['region-net', POLICY, 'select 1'],
    ['region-net', `${POLICY};`, `${POLICY};\n${POLICY.replace('roads_region', 'roads_more')};`],
    ['region-net', `(region_code = current_setting('app.region'))`, '(true)'],
    ['plain-sql', `check (name <> 'a, b (c)')`, 'default 1, exclude using gist (name with =)'],
  ])('%s: %s becomes %s', (law, from, to) => {
    expect(lawsOfMigration(swap(from, to))).toContain(law)
  })

  it.each([
    'create trigger t before update on roads execute function f()',
    'create or replace function f() returns int language sql as $$ select 1 $$',
    'create procedure f() language sql as $$ select 1 $$',
    'create extension pg_trgm',
    'do $$ begin perform 1; end $$',
    'create rule r as on insert to roads do nothing',
    'create view v as select 1',
  ])('plain-sql: %s', (statement) => {
    expect(lawsOfMigration(`${HONEST}\n${statement};`)).toEqual(['plain-sql'])
  })

  it.each(['alter table roads add constraint u unique (name)', 'alter table roads add primary key (id)'])(
    'region-first: %s',
    (statement) => {
      expect(lawsOfMigration(`${HONEST}\n${statement};`)).toEqual(['region-first'])
    },
  )

  it('steady-upserts: a changing function in do update', () => {
    const upsert = `insert into roads values ('370786') on conflict (region_code, id) do update set name =`
    expect(lawsOfMigration(`${HONEST}${upsert} random()::text`)).toEqual(['steady-upserts'])
    expect(lawsOfMigration(`${HONEST}${upsert} excluded.name`)).toEqual([])
  })

  it('migration-name: a name without its time', () => {
    expect(lawsOfMigration(HONEST, 'migrations/roads.sql')).toEqual(['migration-name'])
  })
})

describe('statements that name their region', () => {
  it.each([
    `db.selectFrom('roads').selectAll().where('region_code', '=', region)`,
    `db.selectFrom('roads as r').innerJoin('bridges as b', (j) => j.onRef('b.region_code', '=', 'r.region_code')).where('r.region_code', '=', region)`,
    `db.selectFrom('kinds').selectAll()`,
    `db.insertInto('roads').values({ region_code: region, id })`,
    `db.with('mine', (q) => q.selectFrom('roads').where('region_code', '=', region)).selectFrom('mine').selectAll()`,
    `db.updateTable('roads').set({ name }).where(inRegion(region))`,
    'sql`update roads set name = ${name} where region_code = ${region}`',
    'sql`select extract(year from at)`',
    `db.insertInto('roads').values({ region_code: region }).onConflict((c) => c.doUpdateSet({ name: excluded.name }))`,
  ])('pass: %s', (statement) => {
    const helper = `const inRegion = (region) => (eb) => eb('region_code', '=', region)\n`
    expect(lawsOfStore(`${helper}export const it = () => ${statement}\n`)).toEqual([])
  })

  it('pass: a query built step by step', () => {
    const code = `export function list(db, region) {\n  let query = db.selectFrom('roads')\n  query = query.where('region_code', '=', region)\n  return query\n}\n`
    expect(lawsOfStore(code)).toEqual([])
    expect(lawsOfStore(code.replace('region_code', 'name'))).toEqual(['region-said'])
  })

  it('pass: raw SQL whose conditions are made beside it', () => {
    const code = `export function list(region) {\n  const conditions = [sql\`region_code = \${region}\`]\n  return sql\`select id from roads where \${sql.join(conditions)}\`\n}\n`
    expect(lawsOfStore(code)).toEqual([])
    expect(lawsOfStore(code.replace('region_code', 'name'))).toEqual(['region-said'])
  })

  it.each([
    ['region-said', `db.selectFrom('roads').select(['region_code']).where('name', '=', name)`],
    ['region-said', `db.deleteFrom('roads')`],
    ['region-said', `db.updateTable('roads').set({ region_code: other }).where('id', '=', id)`],
    ['region-said', `db.insertInto('roads').values({ id })`],
    [
      'region-said',
      `db.selectFrom('roads').innerJoin('bridges', 'bridges.road_id', 'roads.id').where('roads.region_code', '=', region)`,
    ],
    [
      'region-said',
      `db.selectFrom('roads').where('region_code', '=', region).where((eb) => eb.exists(eb.selectFrom('bridges').where('id', '=', id)))`,
    ],
    ['region-said', 'sql`delete from roads where id = ${id}`'],
    ['region-said', 'sql`select 1 from roads r join bridges b on b.id = r.id where r.region_code = ${region}`'],
    [
      'keyed-lateral',
      `db.selectFrom('roads as r').leftJoinLateral((eb) => eb.selectFrom('bridges as b').whereRef('b.region_code', '=', 'r.region_code').as('b'), (j) => j.onTrue()).where('r.region_code', '=', region)`,
    ],
    [
      'keyed-lateral',
      'sql`select 1 from roads r, lateral (select 1 from bridges b where b.region_code = r.region_code) x`',
    ],
    [
      'steady-upserts',
      `db.insertInto('roads').values({ region_code }).onConflict((c) => c.doUpdateSet({ at: sql\`now()\` }))`,
    ],
    ['steady-upserts', 'sql`insert into roads (region_code) values (1) on conflict do update set at = now()`'],
  ])('are demanded (%s): %s', (law, statement) => {
    expect(lawsOfStore(`export const it = () => ${statement}\n`)).toContain(law)
  })
})
