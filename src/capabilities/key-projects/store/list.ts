import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { searchTerms } from '../../../kernel/bigram.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ProjectFilter, ProjectSort } from '../contract.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Projects = SelectQueryBuilder<KeyProjectTables, 'key_projects', object>

const LINE_COLUMNS = [
  'id',
  'number',
  'name',
  'stage',
  'category',
  'memberships',
  'unit_id',
  'lead_unit_id',
  'sponsor_post_id',
  'enterprise',
  'total_investment',
  'year_plan',
  'invested_this_year',
  'invested_as_of',
  'completion',
  'light',
  'planned_start_on',
  'planned_completion_on',
  'investment_registered_on',
  'withdrawn_at',
  'updated_at',
  'version',
] as const

/** How each order is read from its column: its text form for the cursor, and what stands in for a missing value (last either way). */
const SORTS = {
  number: { column: 'number', type: 'text' },
  name: { column: 'pinyin', type: 'text' },
  totalInvestment: { column: 'total_investment', type: 'bigint' },
  yearPlan: { column: 'year_plan', type: 'bigint' },
  completion: { column: 'completion', type: 'float8' },
  plannedStartOn: { column: 'planned_start_on', type: 'date' },
  plannedCompletionOn: { column: 'planned_completion_on', type: 'date' },
  stage: { column: 'stage_order', type: 'smallint' },
  light: { column: 'light_order', type: 'smallint' },
  updatedAt: { column: 'updated_at', type: 'timestamptz' },
} as const satisfies Record<ProjectSort, { column: keyof KeyProjectTables['key_projects']; type: string }>

/** One page of the list: rows after the cursor in the order asked, empty values last, ties by id. */
export async function listProjects(ctx: Context, filter: ProjectFilter, page: Page) {
  const { column, type } = SORTS[page.sort]
  const order = sql.ref(column)
  const direction = page.descending ? sql`desc` : sql`asc`
  let rows = narrowed(ctx, filter)
    .select(LINE_COLUMNS)
    .select(sql<string | null>`${order}::text`.as('sort_value'))
    .orderBy(sql`${order} ${direction} nulls last`)
    .orderBy(sql`id ${direction}`)
    .limit(page.limit + 1)
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor)
  if (after) {
    const beyond = page.descending ? sql`<` : sql`>`
    const value = sql`${after.value}::${sql.raw(type)}`
    rows = rows.where(
      after.value === null
        ? sql<boolean>`${order} is null and id ${beyond} ${after.id}`
        : sql<boolean>`(${order} ${beyond} ${value} or (${order} = ${value} and id ${beyond} ${after.id}) or ${order} is null)`,
    )
  }
  const found = await rows.execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: found.length > page.limit && last ? writeCursor(last.sort_value, last.id) : null }
}

/** Which page of which order. */
export interface Page {
  readonly sort: ProjectSort
  readonly descending: boolean
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Rows a filter keeps, inside the scope of the caller. */
function narrowed(ctx: Context, filter: ProjectFilter): Projects {
  const { scope } = ctx
  let rows = ctx.tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', filter.withdrawn ? 'is not' : 'is', null)
  if (scope.reach !== 'region') rows = rows.where((row) => ofUnits(row, scope.unitIds))
  if (filter.text) rows = matching(rows, filter.text)
  if (filter.stage?.length) rows = rows.where('stage', 'in', filter.stage)
  if (filter.category?.length) rows = rows.where('category', 'in', filter.category)
  if (filter.light?.length) rows = rows.where('light', 'in', filter.light)
  if (filter.unitId?.length) rows = rows.where((row) => ofUnits(row, filter.unitId ?? []))
  if (filter.sponsorPostId?.length) rows = rows.where('sponsor_post_id', 'in', filter.sponsorPostId)
  if (filter.minInvestment !== undefined) rows = rows.where('total_investment', '>=', filter.minInvestment)
  if (filter.maxInvestment !== undefined) rows = rows.where('total_investment', '<=', filter.maxInvestment)
  const { year } = filter
  if (filter.level?.length)
    rows = rows.where(
      sql<boolean>`list_keys && ${filter.level.map((level) => (year ? `${level}:${year}` : level))}::text[]`,
    )
  if (filter.listClass?.length)
    rows = rows.where(
      sql<boolean>`list_keys && ${filter.listClass.map((each) => (year ? `class:${each}:${year}` : `class:${each}`))}::text[]`,
    )
  if (year !== undefined && !filter.level?.length && !filter.listClass?.length)
    rows = rows.where(sql<boolean>`list_keys && ${[`:${year}`]}::text[]`)
  return rows
}

function ofUnits(row: ExpressionBuilder<KeyProjectTables, 'key_projects'>, unitIds: readonly string[]) {
  const ids = sql<string[]>`${[...unitIds]}::text[]`
  return row.or([
    sql<boolean>`unit_id = any(${ids})`,
    sql<boolean>`lead_unit_id = any(${ids})`,
    sql<boolean>`task_force_id = any(${ids})`,
  ])
}

function matching(rows: Projects, text: string): Projects {
  if (/^[a-z]+$/i.test(text)) {
    const latin = text.toLowerCase()
    return rows.where(
      sql<boolean>`(initials like ${`%${latin}%`} or replace(pinyin, ' ', '') like ${`%${latin}%`} or search_text like ${`%${latin}%`})`,
    )
  }
  const { grams, patterns } = searchTerms(text)
  let kept = rows
  if (grams.length > 0) kept = kept.where(sql<boolean>`bigrams @> ${[...grams]}::text[]`)
  for (const pattern of patterns) kept = kept.where('search_text', 'like', pattern)
  return kept
}

/** Every project of the region that is not withdrawn, with what matching by name needs. */
export async function listAllProjects({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select([
      'id',
      'number',
      'name',
      'short_name',
      'former_names',
      'enterprise',
      'place',
      'stage',
      'total_investment',
      'land',
      'unit_id',
      'version',
    ])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Counts and sums of what a filter keeps, by the given grouping in one statement each. */
export async function countProjects(ctx: Context, filter: ProjectFilter) {
  const sums = {
    count: sql<number>`count(*)`,
    totalInvestment: sql<number>`coalesce(sum(total_investment), 0)::bigint`,
  }
  const [whole, byStage, byLight, byLevel, byUnit] = await Promise.all([
    narrowed(ctx, filter)
      .select([
        sums.count.as('total'),
        sums.totalInvestment.as('totalInvestment'),
        sql<number>`coalesce(sum(year_plan), 0)::bigint`.as('yearPlan'),
        sql<number>`coalesce(sum(invested_this_year), 0)::bigint`.as('investedThisYear'),
      ])
      .executeTakeFirstOrThrow(),
    narrowed(ctx, filter)
      .select(['stage', sums.count.as('count'), sums.totalInvestment.as('totalInvestment')])
      .groupBy(['stage', 'stage_order'])
      .orderBy('stage_order')
      .execute(),
    narrowed(ctx, filter)
      .select(['light', sums.count.as('count')])
      .groupBy(['light', 'light_order'])
      .orderBy('light_order')
      .execute(),
    narrowed(ctx, filter)
      .innerJoin(sql<{ key: string }>`unnest(list_keys)`.as<'list'>(sql`list(key)`), (join) => join.onTrue())
      .where(sql<boolean>`list.key in ('province', 'city', 'county')`)
      .select([sql<'province' | 'city' | 'county'>`list.key`.as('level'), sums.count.as('count')])
      .groupBy(sql`list.key`)
      .orderBy(sql`list.key`)
      .execute(),
    narrowed(ctx, filter)
      .select(['unit_id', sums.count.as('count'), sums.totalInvestment.as('totalInvestment')])
      .select([
        sql<number>`count(*) filter (where light = 'red')`.as('red'),
        sql<number>`count(*) filter (where light = 'yellow')`.as('yellow'),
        sql<number>`count(*) filter (where light = 'green')`.as('green'),
      ])
      .groupBy('unit_id')
      .orderBy('unit_id')
      .execute(),
  ])
  return { ...whole, byStage, byLight, byLevel, byUnit }
}

function writeCursor(value: string | null, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

function readCursor(cursor: string): { value: string | null; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && (parsed[0] === null || typeof parsed[0] === 'string') && typeof parsed[1] === 'string')
      return { value: parsed[0], id: parsed[1] }
  } catch {
    // refused below
  }
  return refuse('invalid', problem('key_projects.bad_cursor', {}, ['cursor']))
}
