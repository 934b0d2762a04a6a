import { type ExpressionBuilder, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isDay } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { LIST_LEVELS, type ProjectFilter, type ProjectSort } from '../contract.ts'
import { lightOrder, stageOrder } from '../rules/project.ts'
import type { KeyProjectTables } from '../tables.ts'
import { type Search, searchFor } from './search.ts'

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
  'light_marks',
  'planned_start_on',
  'planned_completion_on',
  'investment_registered_on',
  'withdrawn_at',
  'updated_at',
  'version',
] as const

interface Sort {
  readonly column: keyof KeyProjectTables['key_projects']
  readonly type: string
  /** What a value in a cursor looks like. */
  readonly shape: RegExp
  readonly canBeEmpty?: boolean
}

const WHOLE = /^-?\d{1,18}$/
const DAY = /^\d{4}-\d\d-\d\d$/
/** How each order is read from its column. */
const SORTS: Readonly<Record<ProjectSort, Sort>> = {
  number: { column: 'number', type: 'text', shape: /^[\w-]{1,40}$/ },
  name: { column: 'pinyin', type: 'text', shape: /^[^\p{C}]{0,2000}$/u },
  totalInvestment: { column: 'total_investment', type: 'bigint', shape: WHOLE, canBeEmpty: true },
  yearPlan: { column: 'year_plan', type: 'bigint', shape: WHOLE, canBeEmpty: true },
  completion: {
    column: 'completion',
    type: 'float8',
    shape: /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,2})?$/,
    canBeEmpty: true,
  },
  plannedStartOn: { column: 'planned_start_on', type: 'date', shape: DAY, canBeEmpty: true },
  plannedCompletionOn: { column: 'planned_completion_on', type: 'date', shape: DAY, canBeEmpty: true },
  stage: { column: 'stage_order', type: 'smallint', shape: /^\d{1,2}$/ },
  light: { column: 'light_order', type: 'smallint', shape: /^\d{1,2}$/ },
  updatedAt: {
    column: 'updated_at',
    type: 'timestamptz',
    shape: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/,
  },
}

/**
 * One page of the list: rows after the cursor in the order asked, empty values last either way, ties by id. Rows with a value and rows
 * without are read apart, so that each is one stretch of one index in either direction.
 */
export async function listProjects(ctx: Context, filter: ProjectFilter, page: Page) {
  const sort = SORTS[page.sort]
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor, sort)
  const wanted = page.limit + 1
  const narrowing = await narrowingOf(ctx, filter)
  const filled = after?.value === null ? [] : await stretch(ctx, narrowing, page, { after, limit: wanted })
  const isShort = sort.canBeEmpty === true && filled.length < wanted
  const empty = isShort
    ? await stretch(ctx, narrowing, page, {
        after: after?.value === null ? after : undefined,
        limit: wanted - filled.length,
        isEmpty: true,
      })
    : []
  const found = [...filled, ...empty]
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: found.length > page.limit && last ? writeCursor(last.sort_value, last.id) : null }
}

interface Stretch {
  readonly after: Cursor | undefined
  readonly limit: number
  readonly isEmpty?: boolean
}

/** The rows with a value in the column of the order, or those without. */
function stretch(ctx: Context, narrowing: Narrowing, page: Page, { after, limit, isEmpty = false }: Stretch) {
  const { column, type, canBeEmpty } = SORTS[page.sort]
  const order = sql.ref(column)
  const direction = page.descending ? sql`desc` : sql`asc`
  const beyond = page.descending ? sql`<` : sql`>`
  let rows = narrowed(ctx, narrowing)
    .select(LINE_COLUMNS)
    .select(sql<string | null>`${order}::text`.as('sort_value'))
    .orderBy(sql`${order} ${direction}`)
    .orderBy(sql`id ${direction}`)
    .limit(limit)
  if (canBeEmpty) rows = rows.where(column, isEmpty ? 'is' : 'is not', null)
  if (after && isEmpty) rows = rows.where(sql<boolean>`id ${beyond} ${after.id}`)
  else if (after)
    rows = rows.where(sql<boolean>`(${order}, id) ${beyond} (${after.value}::${sql.raw(type)}, ${after.id})`)
  return rows.execute()
}

/** Which page of which order. */
export interface Page {
  readonly sort: ProjectSort
  readonly descending: boolean
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A filter with its search made ready. */
interface Narrowing {
  readonly filter: ProjectFilter
  readonly search: Search | undefined
}

async function narrowingOf(ctx: Context, filter: ProjectFilter): Promise<Narrowing> {
  return { filter, search: filter.text ? await searchFor(ctx, filter.text) : undefined }
}

/** Rows a filter keeps, inside the scope of the caller. */
function narrowed(ctx: Context, { filter, search }: Narrowing): Projects {
  const { scope } = ctx
  let rows = ctx.tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', filter.withdrawn ? 'is not' : 'is', null)
  if (scope.reach !== 'region') rows = rows.where((row) => ofUnits(row, scope.unitIds))
  if (search) rows = matching(rows, scope.region, search)
  if (filter.stage?.length) rows = rows.where('stage_order', 'in', filter.stage.map(stageOrder))
  if (filter.category?.length) rows = rows.where('category', 'in', filter.category)
  if (filter.light?.length) rows = rows.where('light_order', 'in', filter.light.map(lightOrder))
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

function matching(rows: Projects, region: string, { rare, texts, sound }: Search): Projects {
  let kept = rows
  if (rare)
    kept = kept.where(
      sql<boolean>`number in (select number from key_project_grams where region_code = ${region} and gram = any(${[...rare]}::text[]))`,
    )
  const isWritten = sql.join(
    texts.map((text) => holds('search_text', text)),
    sql` and `,
  )
  if (sound === undefined) return texts.length === 0 ? kept : kept.where(sql<boolean>`${isWritten}`)
  return kept.where(
    sql<boolean>`(${isWritten} or ${holds('initials', sound)} or strpos(replace(pinyin, ' ', ''), ${sound}) > 0)`,
  )
}

/** Not LIKE: its guess of few rows would make the planner sort them all instead of reading on until the page is full. */
function holds(column: 'search_text' | 'initials', text: string) {
  return sql`strpos(${sql.ref(column)}, ${text}) > 0`
}

const MOST_WHOLE = 20_000

/** Whole rows a filter keeps, in the order asked, for a workbook. */
export async function listWhole(ctx: Context, filter: ProjectFilter, order: Pick<Page, 'sort' | 'descending'>) {
  const direction = order.descending ? sql`desc` : sql`asc`
  return narrowed(ctx, await narrowingOf(ctx, filter))
    .selectAll()
    .orderBy(sql`${sql.ref(SORTS[order.sort].column)} ${direction} nulls last`)
    .orderBy(sql`id ${direction}`)
    .limit(MOST_WHOLE)
    .execute()
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

/** Counts and sums of what a filter keeps, by several groupings in one pass over the rows. */
export async function countProjects(ctx: Context, filter: ProjectFilter) {
  const rows = await narrowed(ctx, await narrowingOf(ctx, filter))
    .select(['stage', 'light', 'unit_id'])
    .select([
      sql<'whole' | 'stage' | 'light' | 'unit'>`case
        when grouping(stage) = 0 then 'stage' when grouping(light) = 0 then 'light'
        when grouping(unit_id) = 0 then 'unit' else 'whole' end`.as('grouped'),
      sql<number>`count(*)`.as('count'),
      sum('total_investment').as('totalInvestment'),
      sum('year_plan').as('yearPlan'),
      sum('invested_this_year').as('investedThisYear'),
      countOf(sql`light = 'red'`).as('red'),
      countOf(sql`light = 'yellow'`).as('yellow'),
      countOf(sql`light = 'green'`).as('green'),
      ...LIST_LEVELS.map((level) => countOf(sql`${level} = any(list_keys)`).as(level)),
    ])
    .groupBy(sql`grouping sets ((), (stage, stage_order), (light, light_order), (unit_id))`)
    .orderBy('stage_order')
    .orderBy('light_order')
    .orderBy('unit_id')
    .execute()
  const of = (grouped: (typeof rows)[number]['grouped']) => rows.filter((row) => row.grouped === grouped)
  const whole = of('whole')[0]
  return {
    total: whole?.count ?? 0,
    totalInvestment: whole?.totalInvestment ?? 0,
    yearPlan: whole?.yearPlan ?? 0,
    investedThisYear: whole?.investedThisYear ?? 0,
    byStage: of('stage').map(({ stage, count, totalInvestment }) => ({ stage, count, totalInvestment })),
    byLight: of('light').map(({ light, count }) => ({ light, count })),
    byLevel: LIST_LEVELS.map((level) => ({ level, count: whole?.[level] ?? 0 })).filter(({ count }) => count > 0),
    byUnit: of('unit').map(({ unit_id, count, totalInvestment, red, yellow, green }) => ({
      unit_id,
      count,
      totalInvestment,
      red,
      yellow,
      green,
    })),
  }
}

function sum(column: 'total_investment' | 'year_plan' | 'invested_this_year') {
  return sql<number>`coalesce(sum(${sql.ref(column)}), 0)::bigint`
}

function countOf(condition: RawBuilder<unknown>) {
  return sql<number>`count(*) filter (where ${condition})`
}

interface Cursor {
  readonly value: string | null
  readonly id: string
}

function writeCursor(value: string | null, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

const CURSOR = z.tuple([z.string().nullable(), Id])

function readCursor(cursor: string, { type, shape, canBeEmpty }: Sort): Cursor {
  const text = Buffer.from(cursor, 'base64url').toString()
  const parsed = CURSOR.safeParse(text.startsWith('[') && text.endsWith(']') ? parsedJson(text) : undefined)
  if (!parsed.success) return refuseCursor()
  const [value, id] = parsed.data
  const isDated = type === 'date' || type === 'timestamptz'
  const fits = value === null ? canBeEmpty === true : shape.test(value) && (!isDated || isDay(value.slice(0, 10)))
  return fits ? { value, id } : refuseCursor()
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function refuseCursor(): never {
  return refuse('invalid', problem('key_projects.bad_cursor', {}, ['cursor']))
}
