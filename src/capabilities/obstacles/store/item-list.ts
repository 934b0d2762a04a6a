import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { searchTerms } from '../../../kernel/bigram.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ItemFilter, ItemState } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

/** Who reads items: the scope of `items.view`, and the person, whose drafts nobody else sees. */
export interface ItemReader extends Pick<OperationContext, 'tx' | 'scope'> {
  readonly actor: Pick<OperationContext['actor'], 'personId'>
}

/** An item as it is read. */
export type ItemRow = Selectable<ObstaclesTables['items']>
type Items = SelectQueryBuilder<ObstaclesTables, 'items', object>

const ENDED: readonly ItemState[] = ['closed', 'merged', 'withdrawn', 'level_above']
const RUNNING: readonly ItemState[] = ['assigned', 'signed', 'in_hand']

/** Items the reader may see: of the whole region, or those a unit within reach proposed, leads or assists; drafts are their writer's. */
export function itemsInScope({ tx, scope, actor }: ItemReader): Items {
  const rows = tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .where('region_code', '=', scope.region)
    .where((row) => row.or([row('state', '<>', 'draft'), row('proposer_person_id', '=', actor.personId)]))
  if (scope.reach === 'region') return rows
  return rows.where(
    sql<boolean>`exists (select 1 from item_units u where u.region_code = ${scope.region} and u.item_id = items.id
      and u.unit_id = any(${[...scope.unitIds]}::text[]))`,
  )
}

/** By what a list of items is ordered: the next due first, otherwise the newest first. */
export type ItemSort = 'due' | 'reported' | 'updated'

const ORDER = {
  due: { column: 'due_at', direction: 'asc', beyond: '>' },
  reported: { column: 'reported_at', direction: 'desc', beyond: '<' },
  updated: { column: 'updated_at', direction: 'desc', beyond: '<' },
} as const satisfies Record<ItemSort, { column: keyof ItemRow; direction: 'asc' | 'desc'; beyond: '>' | '<' }>

/** A page of items. Those without the instant they are ordered by come last. */
export async function listItems(
  ctx: ItemReader,
  filter: ItemFilter,
  page: {
    readonly now: Date
    readonly sort: ItemSort
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ readonly items: readonly ItemRow[]; readonly nextCursor: string | null }> {
  const { column, direction, beyond } = ORDER[page.sort]
  let rows = narrowedItems(ctx, filter, page.now)
  if (page.cursor !== undefined) {
    const [at, id] = readCursor(page.cursor)
    const key = sql.ref(column)
    const sign = sql.raw(beyond)
    rows = rows.where(
      at === null
        ? sql<boolean>`${key} is null and id ${sign} ${id}`
        : sql<boolean>`((${key}, id) ${sign} (${at}::timestamptz, ${id}) or ${key} is null)`,
    )
  }
  const found = await rows
    .selectAll()
    .orderBy(column, (order) => (direction === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast()))
    .orderBy('id', direction)
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  const isMore = last !== undefined && found.length > page.limit
  return { items, nextCursor: isMore ? `${last[column]?.toISOString() ?? '-'}_${last.id}` : null }
}

/** Items a filter keeps, counted by state, class and tier, and the overdue among them. */
export async function countItems(ctx: ItemReader, filter: ItemFilter, now: Date) {
  return narrowedItems(ctx, filter, now)
    .select(['state', 'class', 'tier', sql<number>`count(*)`.as('count')])
    .select(
      sql<number>`count(*) filter (where due_at < ${now} and state in ('assigned', 'signed', 'in_hand'))`.as('overdue'),
    )
    .groupBy(['state', 'class', 'tier'])
    .orderBy('state')
    .orderBy('class')
    .orderBy('tier')
    .execute()
}

/** Items a filter keeps, in scope: what lists, counts and ledgers begin with. */
export function narrowedItems(ctx: ItemReader, filter: ItemFilter, now: Date): Items {
  let rows = itemsInScope(ctx)
  for (const [column, values] of [
    ['kind', filter.kind],
    ['origin', filter.origin],
    ['class', filter.class],
    ['severity', filter.severity],
    ['state', filter.state],
    ['tier', filter.tier],
    ['lead_unit_id', filter.unitId],
    ['leader_post_id', filter.leaderPostId],
  ] as const)
    if (values?.length) rows = rows.where(column, 'in', values as never)
  if (filter.subjectKind) rows = rows.where('subject_kind', '=', filter.subjectKind)
  if (filter.subjectId) rows = rows.where('subject_id', '=', filter.subjectId)
  if (filter.systemicId) rows = rows.where('systemic_id', '=', filter.systemicId)
  if (filter.dueFrom) rows = rows.where('due_at', '>=', startOf(filter.dueFrom))
  if (filter.dueTo) rows = rows.where('due_at', '<=', endOf(filter.dueTo))
  if (filter.reportedFrom) rows = rows.where('reported_at', '>=', startOf(filter.reportedFrom))
  if (filter.reportedTo) rows = rows.where('reported_at', '<=', endOf(filter.reportedTo))
  if (filter.open) rows = rows.where('state', 'not in', [...ENDED])
  if (filter.overdue) rows = rows.where('due_at', '<', now).where('state', 'in', [...RUNNING])
  if (filter.extensionAsked) rows = rows.where('extension', 'is not', null)
  rows = ofUnits(ctx, rows, 'assistant', filter.assistantUnitId)
  rows = ofUnits(ctx, rows, 'proposer', filter.proposerUnitId)
  return found(ctx, rows, filter.text ?? '')
}

function ofUnits({ scope }: ItemReader, rows: Items, part: 'assistant' | 'proposer', units?: readonly string[]): Items {
  if (!units?.length) return rows
  return rows.where(
    sql<boolean>`exists (select 1 from item_units u where u.region_code = ${scope.region} and u.item_id = items.id
      and u.part = ${part} and u.unit_id = any(${[...units]}::text[]))`,
  )
}

function found({ scope }: ItemReader, rows: Items, text: string): Items {
  const { grams, patterns } = searchTerms(text)
  let kept = rows
  if (grams.length > 0)
    kept = kept.where(
      sql<boolean>`id in (select g.item_id from item_grams g where g.region_code = ${scope.region}
        and g.gram = any(${[...grams]}::text[]) group by g.item_id having count(*) = ${grams.length})`,
    )
  for (const pattern of patterns) kept = kept.where('search_text', 'like', pattern)
  return kept
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}

function endOf(day: string): Date {
  return new Date(`${day}T23:59:59.999+08:00`)
}

function readCursor(cursor: string): readonly [Date | null, string] {
  const parts = /^(-|\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(cursor)
  if (!parts) return refuse('invalid', problem('obstacles.bad_cursor', {}, ['cursor']))
  return [parts[1] === '-' ? null : new Date(parts[1] ?? ''), parts[2] ?? '']
}

/** Items in scope that share most grams with a text, the most first; merged and withdrawn ones are left out. */
export async function listSharingGrams(
  ctx: ItemReader,
  grams: readonly string[],
  limit: number,
): Promise<readonly ItemRow[]> {
  if (grams.length === 0) return []
  const { rows } = await sql<{ item_id: string }>`
    select g.item_id from item_grams g where g.region_code = ${ctx.scope.region} and g.gram = any(${[...grams]}::text[])
    group by g.item_id order by count(*) desc, g.item_id desc limit ${limit}`.execute(ctx.tx)
  const ids = rows.map(({ item_id }) => item_id)
  return itemsInScope(ctx)
    .selectAll()
    .where('state', 'not in', ['merged', 'withdrawn'])
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .orderBy('id')
    .execute()
}

/** Items in scope somebody owes something on: those under way, due up to an instant or with no day yet, the next due first. */
export async function listOwedItems(ctx: ItemReader, until: Date, limit: number): Promise<readonly ItemRow[]> {
  return itemsInScope(ctx)
    .selectAll()
    .where('state', 'not in', ['draft', ...ENDED])
    .where((row) => row.or([row('due_at', 'is', null), row('due_at', '<=', until), row('extension', 'is not', null)]))
    .orderBy('due_at', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(limit)
    .execute()
}
