import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ItemFilter } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'
import { type ItemReader, narrowedItems } from './item-list.ts'
import type { ItemRow } from './items.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The most items one ledger holds. */
const MOST_WHOLE = 10_000
const IMPORTS_SHOWN = 50

/** Every item a filter keeps that has a number, by number: what a ledger is made of. */
export function listWholeItems(ctx: ItemReader, filter: ItemFilter, now: Date): Promise<readonly ItemRow[]> {
  return narrowedItems(ctx, filter, now)
    .selectAll()
    .where('number', 'is not', null)
    .orderBy('number')
    .orderBy('id')
    .limit(MOST_WHOLE)
    .execute()
}

/** Items that are not withdrawn by number or by their text, whoever reads: what rows that come in are compared with. */
export async function listKnownItems(
  { tx, scope }: Context,
  wanted: { readonly numbers: readonly string[]; readonly texts: readonly string[] },
) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .select(['id', 'number', 'text'])
    .where('region_code', '=', scope.region)
    .where('state', '<>', 'withdrawn')
    .where('number', 'is not', null)
    .where((row) =>
      row.or([
        sql<boolean>`number = any(${[...wanted.numbers]}::text[])`,
        sql<boolean>`regexp_replace(regexp_replace(text, '\\s+', '', 'g'), '[。；;，,]+$', '') = any(${[...wanted.texts]}::text[])`,
      ]),
    )
    .orderBy('id')
    .execute()
}

/** An import as it was done: which items it made, at which version. */
export interface ItemsImport {
  readonly id: string
  readonly fileName: string
  readonly unitId: string
  readonly receipt: readonly { readonly id: string; readonly version: number }[]
}

/** Keeps an import. */
export async function insertItemsImport(
  { tx, scope, actor, now }: Pick<OperationContext, 'tx' | 'scope' | 'actor' | 'now'>,
  made: ItemsImport,
): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_imports')
    .values({
      region_code: scope.region,
      id: made.id,
      file_name: made.fileName,
      at: now,
      person_id: actor.personId,
      person_name: actor.name,
      unit_id: made.unitId,
      receipt: JSON.stringify(made.receipt),
    })
    .execute()
}

/** The imports for units within reach, the latest first. */
export async function listItemsImports({ tx, scope }: Context) {
  const rows = tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_imports')
    .selectAll()
    .where('region_code', '=', scope.region)
    .orderBy('id', 'desc')
    .limit(IMPORTS_SHOWN)
  return (
    scope.reach === 'region' ? rows : rows.where(sql<boolean>`unit_id = any(${[...scope.unitIds]}::text[])`)
  ).execute()
}

/** Marks an import as undone, once; answers it as it was, nothing where it is not there or undone already. */
export async function markImportUndone({ tx, scope }: Context, id: string, at: Date, reason: string) {
  return tx
    .withTables<ObstaclesTables>()
    .updateTable('item_imports')
    .set({ undone_at: at, undone_reason: reason })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning(['unit_id', 'receipt'])
    .executeTakeFirst()
}
