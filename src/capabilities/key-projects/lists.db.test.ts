import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import { inRegion } from '../../platform/transaction.ts'
import * as contract from './contract.ts'
import { listProjects } from './store/list.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.test.close())

const list = async (caller: Caller, input: object = {}) =>
  (await library.test.run(contract.listProjects, caller, { limit: 200, ...input })).items

describe('the order of a list', () => {
  const caller = () => personWith('chief_leader', library.units.office)

  beforeAll(async () => {
    const values = [null, asYuan(300_000_000), asYuan(100_000_000), asYuan(300_000_000)]
    const days = [null, asDay('2026-03-01'), asDay('2026-01-01')]
    for (let index = 0; index < 24; index += 1) {
      const yearPlan = values[(index + 1) % 4] ?? null
      await library.enter({
        name: `示例排序${'甲乙丙丁戊己'[index % 6]}项目`,
        totalInvestment: values[index % 4] ?? null,
        yearPlan,
        planYear: 2026,
        investedThisYear: index % 5 === 0 ? null : asYuan(20_000_000 * (index % 3)),
        investedAsOf: asPeriod('2026-M02'),
        plannedStartOn: days[index % 3] ?? null,
        plannedCompletionOn: days[(index + 1) % 3] ?? null,
        stage: contract.STAGES[index % 5] ?? 'reserve',
        place: '排序之地',
      })
    }
  })

  it.each(contract.PROJECT_SORTS.flatMap((sort) => [[sort, false] as const, [sort, true] as const]))(
    'by %s (descending: %s) is the same page by page as sorted at once, empty values last',
    async (sort, descending) => {
      const whole = await list(caller(), { text: '排序之地' })
      expect(whole).toHaveLength(24)
      const pages: contract.ProjectLine[] = []
      let cursor: string | undefined
      do {
        const page = await library.test.run(contract.listProjects, caller(), {
          text: '排序之地',
          sort,
          descending,
          limit: 5,
          ...(cursor ? { cursor } : {}),
        })
        pages.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(pages.map((each) => each.id)).toEqual(sorted(whole, sort, descending).map((each) => each.id))
    },
  )

  it('refuses a cursor nobody gave out, whatever it holds', async () => {
    const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const id = newId()
    const cursors = ['%%%', write('x'), write([1, id]), write(['9999-99-99', id]), write(['1e999999', id])]
    for (const cursor of [...cursors, write(["'; drop", id]), write(['2026-01-01', 'x']), write([null, id])])
      for (const sort of ['plannedStartOn', 'updatedAt', 'completion', 'stage'] as const) {
        if (cursor === write([null, id]) && (sort === 'plannedStartOn' || sort === 'completion')) continue
        expect(await refusalOf(library.test.run(contract.listProjects, caller(), { sort, cursor }))).toEqual([
          'invalid',
          'key_projects.bad_cursor',
        ])
      }
  })
})

const PINYIN = '甲乙丙丁戊己'
const SOUNDS = ['jia', 'yi', 'bing', 'ding', 'wu', 'ji']
const LIGHTS = ['red', 'yellow', 'green', 'none']

function sorted(
  whole: readonly contract.ProjectLine[],
  sort: contract.ProjectSort,
  descending: boolean,
): readonly contract.ProjectLine[] {
  const keyOf = (line: contract.ProjectLine): string | number | null => {
    if (sort === 'name') return SOUNDS[PINYIN.indexOf(line.name.charAt(4))] ?? ''
    if (sort === 'stage') return contract.STAGES.indexOf(line.stage)
    if (sort === 'light') return LIGHTS.indexOf(line.light)
    return line[sort]
  }
  const way = descending ? -1 : 1
  const order = (one: string | number, other: string | number) => (one < other ? -way : one > other ? way : 0)
  return [...whole].sort((one, other) => {
    const [left, right] = [keyOf(one), keyOf(other)]
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      return order(one.id, other.id)
    }
    return order(left, right) || order(one.id, other.id)
  })
}

describe('the plans of lists', () => {
  it('are stretches of an index in either direction, and a rare word leads the search', async () => {
    const { test, units } = library
    const seed = await library.enter({ name: '示例批量装备制造项目', enterprise: '示例一号公司', place: '批量之地' })
    const admin = test.database.admin.pool
    const { rows } = await admin.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'key_projects'`,
    )
    const made: Readonly<Record<string, string>> = {
      id: 'gen_random_uuid()::text',
      number: `'2027-C-' || lpad(g::text, 6, '0')`,
      total_investment: 'case when g % 10 = 0 then null else (g * 7919 % 5000)::bigint * 1000000 end',
      completion: 'case when g % 3 = 0 then null else (g % 100) / 100.0 end',
      planned_start_on: `date '2026-01-01' + g % 900`,
      stage_order: 'g % 13',
      light_order: 'g % 4',
      updated_at: `now() - g * interval '1 minute'`,
      pinyin: `'shi li ' || md5(g::text)`,
      unit_id: `(array['${units.east}','${units.west}'])[1 + g % 2]`,
    }
    const columns = rows.map((row) => row.name)
    await admin.query(
      `insert into key_projects (${columns.join(', ')}) select ${columns.map((name) => made[name] ?? `p.${name}`).join(', ')}
       from key_projects p, generate_series(1, 6000) g where p.id = $1`,
      [seed.id],
    )
    await admin.query(
      `insert into key_project_grams select g.region_code, g.gram, p.number from key_project_grams g, key_projects p
       where g.number = $1 and p.number like '2027-C-%' on conflict do nothing`,
      [seed.number],
    )
    await admin.query('analyze key_projects, key_project_grams')
    for (const sort of contract.PROJECT_SORTS)
      for (const descending of [false, true]) {
        const plan = await planOf({}, { sort, descending })
        expect([sort, descending, plan]).toEqual([
          sort,
          descending,
          expect.stringMatching(/Index Scan (Backward )?using/),
        ])
        expect(plan).not.toMatch(/Seq Scan|->  Sort\n/)
      }
    expect(await planOf({ text: '凯盛' }, { sort: 'number', descending: false })).toMatch(
      /key_project_grams_pkey[\s\S]*gram = ANY/,
    )
    expect(await planOf({ text: '装备制造' }, { sort: 'totalInvestment', descending: true })).toMatch(
      /Index Scan Backward using key_projects_by_investment/,
    )
  })

  async function planOf(filter: object, order: { sort: contract.ProjectSort; descending: boolean }): Promise<string> {
    const { pool } = library.test.database.app
    let last: { sql: string; parameters: readonly unknown[] } | undefined
    const database = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => {
        if (query.sql.includes('order by') && query.sql.includes('from "key_projects"')) last ??= query
      },
    })
    const page = { ...order, limit: 50 }
    await inRegion(database, HOME, 'read', (tx) => {
      const scope = { region: HOME, reach: 'region', unitIds: [] } as const
      return listProjects({ tx, scope }, contract.ProjectFilter.parse(filter), page)
    })
    const client = await pool.connect()
    try {
      await client.query(`begin read only; set local app.region='${HOME}'`)
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${last?.sql}`, [
        ...(last?.parameters ?? []),
      ])
      await client.query('commit')
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    } finally {
      client.release()
    }
  }

  it('belong to one region: another one sees nothing of them', async () => {
    expect(await refusalOf(list(system('370724')))).toEqual(['nothing refused'])
    expect(await list(system('370724'))).toEqual([])
  })
})
