import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { bigramsOf, searchableText } from '../../../kernel/bigram.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { ItemBody } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'
import { type ItemReader, type ItemRow, itemsInScope } from './item-list.ts'

export type { ItemRow } from './item-list.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** Columns of an item that an act changes, as they are read. */
export type ItemChange = Partial<Omit<ItemRow, 'region_code' | 'id' | 'version'>>
/** An item before it is kept. */
export type NewItem = Omit<Insertable<ObstaclesTables['items']>, 'region_code'>
/** A unit's part in an item. */
export type ItemUnit = Omit<Selectable<ObstaclesTables['item_units']>, 'region_code'>

/** The columns of what a reporter says, with what the item is searched by. */
export function columnsOfItemBody(body: ItemBody) {
  return {
    kind: body.kind,
    origin: body.origin,
    class: body.class,
    severity: body.severity,
    title: body.title,
    text: body.text,
    desired_result: body.desiredResult,
    own_efforts: body.ownEfforts,
    needed_on: body.neededOn,
    subject_kind: body.subject?.kind ?? null,
    subject_id: body.subject?.id ?? null,
    subject_title: body.subject?.title ?? '',
    node_id: body.node?.nodeId ?? null,
    node_title: body.node?.title ?? null,
    node_planned_on: body.node?.plannedOn ?? null,
    suggested_unit_id: body.suggestedUnitId,
    search_text: searchableText(searchedText(body)),
  }
}

function searchedText(body: Pick<ItemBody, 'title' | 'text'> & { readonly subject: { title: string } | null }): string {
  return `${body.title} ${body.subject?.title ?? ''} ${body.text}`
}

/** The grams an item is found by. */
export function gramsOfItem(body: Parameters<typeof searchedText>[0]): readonly string[] {
  return bigramsOf(searchedText(body))
}

/** One item the reader may see; refuses `not_found` otherwise. */
export async function getItem(ctx: ItemReader, id: string): Promise<ItemRow> {
  return orNotFound(await itemsInScope(ctx).where('id', '=', id).selectAll().executeTakeFirst())
}

/** Items of the region by id, whoever reads, in the order of their ids. */
export async function listItemsById({ tx, scope }: Context, ids: readonly string[]): Promise<readonly ItemRow[]> {
  if (ids.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute()
}

/** Items joined into systemic ones, in the order of their ids. */
export async function listJoined({ tx, scope }: Context, systemicIds: readonly string[]) {
  if (systemicIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .select(['id', 'number', 'title', 'proposer_unit_id', 'systemic_id'])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`systemic_id = any(${[...systemicIds]}::text[])`)
    .orderBy('id')
    .execute()
}

/** Keeps new items with the units that have a part in them and the grams they are found by. */
export async function insertItem(
  { tx, scope }: Context,
  row: NewItem,
  grams: readonly string[],
  units: readonly Omit<ItemUnit, 'item_id'>[],
): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('items')
    .values({ ...row, region_code: scope.region })
    .execute()
  await insertGrams({ tx, scope }, row.id, grams)
  await insertItemUnits(
    { tx, scope },
    units.map((unit) => ({ ...unit, item_id: row.id })),
  )
}

/** Puts the grams of an item anew in the place of those it had. */
export async function replaceGrams(ctx: Context, itemId: string, grams: readonly string[]): Promise<void> {
  await ctx.tx
    .withTables<ObstaclesTables>()
    .deleteFrom('item_grams')
    .where('region_code', '=', ctx.scope.region)
    .where('item_id', '=', itemId)
    .execute()
  await insertGrams(ctx, itemId, grams)
}

async function insertGrams({ tx, scope }: Context, itemId: string, grams: readonly string[]): Promise<void> {
  if (grams.length === 0) return
  await sql`insert into item_grams (region_code, gram, item_id)
    select ${scope.region}, gram, ${itemId} from unnest(${[...grams]}::text[]) gram`.execute(tx)
}

/** Adds units to items; a part a unit has already stays as it is. */
export async function insertItemUnits({ tx, scope }: Context, units: readonly ItemUnit[]): Promise<void> {
  if (units.length === 0) return
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_units')
    .values(units.map((unit) => ({ ...unit, region_code: scope.region })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes the handling units off an item: before it is assigned anew, or because it was returned. */
export async function removeHandlers({ tx, scope }: Context, itemId: string, parts: readonly ItemUnit['part'][]) {
  await tx
    .withTables<ObstaclesTables>()
    .deleteFrom('item_units')
    .where('region_code', '=', scope.region)
    .where('item_id', '=', itemId)
    .where('part', 'in', [...parts])
    .execute()
}

/** Units that have a part in items. */
export async function listItemUnits({ tx, scope }: Context, itemIds: readonly string[]): Promise<readonly ItemUnit[]> {
  if (itemIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_units')
    .select(['item_id', 'part', 'unit_id'])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`item_id = any(${[...itemIds]}::text[])`)
    .orderBy('item_id')
    .orderBy('part')
    .orderBy('unit_id')
    .execute()
}

/** Changes an item that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateItem(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: ItemChange,
): Promise<number> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .updateTable('items')
    .set({ ...writable(change), version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

const IN_JSON = ['extension', 'suspension', 'level_above', 'package'] as const

/** What is kept in jsonb is written as text. */
function writable(change: ItemChange): Updateable<ObstaclesTables['items']> {
  const { extension: _e, suspension: _s, level_above: _l, package: _p, ...plain } = change
  const inJson = IN_JSON.flatMap((column) => {
    const value = change[column]
    return value === undefined ? [] : [[column, value === null ? null : JSON.stringify(value)] as const]
  })
  return { ...plain, ...Object.fromEntries(inJson) }
}

/** The next number of a prefix and year, unique under any number of writers. */
export async function nextItemNumber({ tx, scope }: Context, prefix: string, year: number): Promise<number> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_numbers')
    .values({ region_code: scope.region, prefix, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['region_code', 'prefix', 'year'])
        .doUpdateSet((number) => ({ last: sql<number>`${number.ref('item_numbers.last')} + 1` })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

/** Items about records of one kind the reader may see, by record, the oldest report first. */
export async function listOfSubjects(
  ctx: ItemReader,
  kind: string,
  ids: readonly string[],
): Promise<readonly ItemRow[]> {
  if (ids.length === 0) return []
  return itemsInScope(ctx)
    .selectAll()
    .where('subject_kind', '=', kind)
    .where(sql<boolean>`subject_id = any(${[...ids]}::text[])`)
    .where('state', 'not in', ['draft', 'withdrawn'])
    .orderBy('subject_id')
    .orderBy('reported_at')
    .orderBy('id')
    .execute()
}

/** Items that hold up a node of a project and are not over, whoever reads. */
export async function listOnNodes({ tx, scope }: Context, projectId: string): Promise<readonly ItemRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('subject_kind', '=', 'key_project')
    .where('subject_id', '=', projectId)
    .where('node_id', 'is not', null)
    .where('state', 'not in', ['draft', 'given_back', 'closed', 'merged', 'withdrawn'])
    .orderBy('node_id')
    .orderBy('id')
    .execute()
}
