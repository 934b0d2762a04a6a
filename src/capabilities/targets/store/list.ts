import { type RawBuilder, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { IndicatorKind, ShownLight, TargetSort, TargetState } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'
import { escaped } from './indicators.ts'

type Light = ShownLight['light']
type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Whose figures a reader sees before they are released: those of all source units, or of the listed ones. */
export interface Sight {
  readonly all: boolean
  readonly sourceUnitIds: readonly string[]
}

/** Which targets are wanted. `until` is the last day of the period asked for; without it the latest standing counts. */
export interface TargetFilter {
  readonly year: number
  readonly until?: string | undefined
  readonly search?: string | undefined
  readonly unitId?: readonly string[] | undefined
  readonly kind?: readonly IndicatorKind[] | undefined
  readonly state?: readonly TargetState[] | undefined
  readonly groupKey?: string | undefined
  readonly roots?: boolean | undefined
  readonly indicatorId?: string | undefined
  readonly campaignId?: string | undefined
  readonly parentId?: string | undefined
  readonly light?: readonly Light[] | undefined
  readonly withdrawn?: boolean | undefined
}

/** Which page of which order. */
export interface TargetPage {
  readonly sort: TargetSort
  readonly descending: boolean
  readonly cursor?: string | undefined
  readonly limit: number
}

/** How each order is read from its column: its type for the cursor. */
const SORTS: Record<TargetSort, { readonly column: RawBuilder<unknown>; readonly type: string }> = {
  indicator: { column: sql`indicators.code`, type: 'text' },
  light: { column: sql`coalesce(s.light_order, 3)`, type: 'smallint' },
  gap: { column: sql`s.gap_points`, type: 'float8' },
  completion: { column: sql`s.completion`, type: 'float8' },
  updatedAt: { column: sql`targets.updated_at`, type: 'timestamptz' },
}

/** The order of lights in lists, worst first. */
export const LIGHT_ORDER = { red: 0, yellow: 1, green: 2, none: 3 } as const satisfies Record<Light, number>

/** One page of targets in the order asked, empty values last, ties by id. */
export async function listTargets(ctx: Context, sight: Sight, filter: TargetFilter, page: TargetPage) {
  const { column, type } = SORTS[page.sort]
  const direction = page.descending ? sql`desc` : sql`asc`
  let rows = narrowed(ctx, sight, filter)
    .selectAll('targets')
    .select(sql<string | null>`${column}::text`.as('sort_value'))
    .orderBy(sql`${column} ${direction} nulls last`)
    .orderBy(sql`targets.id ${direction}`)
    .limit(page.limit + 1)
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor)
  if (after) {
    const beyond = page.descending ? sql`<` : sql`>`
    const value = sql`${after.value}::${sql.raw(type)}`
    rows = rows.where(
      after.value === null
        ? sql<boolean>`${column} is null and targets.id ${beyond} ${after.id}`
        : sql<boolean>`(${column} ${beyond} ${value} or (${column} = ${value} and targets.id ${beyond} ${after.id}) or ${column} is null)`,
    )
  }
  const found = await rows.execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: found.length > page.limit && last ? writeCursor(last.sort_value, last.id) : null }
}

/** How many targets show each light, in one statement. */
export async function countLights(ctx: Context, sight: Sight, filter: TargetFilter) {
  return narrowed(ctx, sight, filter)
    .select([sql<Light>`coalesce(s.light, 'none')`.as('light'), sql<number>`count(*)`.as('count')])
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute()
}

function narrowed({ tx, scope }: Context, sight: Sight, filter: TargetFilter) {
  const sees = sight.all
    ? sql<boolean>`true`
    : sql<boolean>`indicators.source_unit_id = any(${[...sight.sourceUnitIds]}::text[])`
  const chosen =
    filter.until === undefined
      ? sql<boolean>`s.is_latest`
      : sql<boolean>`s.period_end = (select max(x.period_end) from target_standings x where x.region_code = ${scope.region} and x.target_id = targets.id and x.is_unreleased = s.is_unreleased and x.period_end <= ${filter.until})`
  let rows = tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .innerJoin('indicators', (join) =>
      join.onRef('indicators.id', '=', 'targets.indicator_id').on('indicators.region_code', '=', scope.region),
    )
    .leftJoin('target_standings as s', (join) =>
      join
        .on('s.region_code', '=', scope.region)
        .onRef('s.target_id', '=', 'targets.id')
        .on(sql<boolean>`s.is_unreleased = (${sees})`)
        .on(chosen),
    )
    .where('targets.region_code', '=', scope.region)
    .where('targets.year', '=', filter.year)
    .where('targets.state', filter.withdrawn ? '=' : '!=', 'withdrawn')
  if (filter.search) rows = rows.where('indicators.search_text', 'like', `%${escaped(filter.search)}%`)
  if (filter.unitId?.length)
    rows = rows.where(
      sql<boolean>`(targets.unit_id = any(${[...filter.unitId]}::text[]) or targets.owner_unit_id = any(${[...filter.unitId]}::text[]))`,
    )
  if (filter.kind?.length) rows = rows.where('indicators.kind', 'in', [...filter.kind])
  if (filter.state?.length) rows = rows.where('targets.state', 'in', [...filter.state])
  if (filter.groupKey) rows = rows.where('targets.group_key', '=', filter.groupKey)
  if (filter.roots) rows = rows.where('targets.parent_id', 'is', null)
  if (filter.indicatorId) rows = rows.where('targets.indicator_id', '=', filter.indicatorId)
  if (filter.campaignId) rows = rows.where('targets.campaign_id', '=', filter.campaignId)
  if (filter.parentId) rows = rows.where('targets.parent_id', '=', filter.parentId)
  if (filter.light?.length)
    rows = rows.where(sql<boolean>`coalesce(s.light, 'none') = any(${[...filter.light]}::text[])`)
  return rows
}

/** Members of the groups of some indicators in some years: what places are counted among. */
export async function listMembers({ tx, scope }: Context, indicatorIds: readonly string[], years: readonly number[]) {
  if (indicatorIds.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .select(['id', 'indicator_id', 'year', 'unit_id', 'group_key', 'parent_id'])
    .where('region_code', '=', scope.region)
    .where('state', '!=', 'withdrawn')
    .where('indicator_id', 'in', [...new Set(indicatorIds)])
    .where('year', 'in', [...new Set(years)])
    .orderBy('id')
    .execute()
}

/** The figures places are counted from: completion and figure of every period of some targets. */
export async function listRankFigures({ tx, scope }: Context, targetIds: readonly string[]) {
  if (targetIds.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('target_standings')
    .select(['target_id', 'is_unreleased', 'period', 'period_end'])
    .select([
      sql<string | null>`progress->>'completion'`.as('completion'),
      sql<string | null>`progress->>'actual'`.as('actual'),
      sql<string>`progress->>'method'`.as('method'),
    ])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`target_id = any(${[...targetIds]}::text[])`)
    .orderBy('target_id')
    .orderBy('period_end')
    .orderBy('period')
    .orderBy('is_unreleased')
    .execute()
}

function writeCursor(value: string | null, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

/** The value and id a page ended at; refuses `targets.bad_cursor` for anything we did not write. */
export function readCursor(cursor: string): { value: string | null; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && (parsed[0] === null || typeof parsed[0] === 'string') && typeof parsed[1] === 'string')
      return { value: parsed[0], id: parsed[1] }
  } catch {
    // refused below
  }
  return refuse('invalid', problem('targets.bad_cursor', {}, ['cursor']))
}
