import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ImportReceipt, KeyProjectTables } from '../tables.ts'
import type { ProjectRow } from './record.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Every project of the region, withdrawn ones too, with what rows of a ledger are matched by. */
export async function listForMatching({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select([
      'id',
      'number',
      'name',
      'short_name',
      'former_names',
      'project_codes',
      'unit_id',
      'lead_unit_id',
      'task_force_id',
      'withdrawn_at',
    ])
    .where('region_code', '=', scope.region)
    .orderBy('id')
    .execute()
}

/** Whole rows by id. */
export async function listRows({ tx, scope }: Context, ids: readonly string[]): Promise<readonly ProjectRow[]> {
  if (ids.length === 0) return []
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute()
}

/** Headings that were given to a field by hand before, as more names of the field. */
export async function listKnownHeadings({ tx, scope }: Context): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_headings')
    .select(['field', 'heading'])
    .where('region_code', '=', scope.region)
    .orderBy('heading')
    .execute()
  const known = new Map<string, string[]>()
  for (const { field, heading } of rows) known.set(field, [...(known.get(field) ?? []), heading])
  return Object.fromEntries(known)
}

/** Keeps headings for the next import; a heading given to another field changes over. */
export async function keepHeadings(
  { tx, scope }: Context,
  headings: readonly { readonly heading: string; readonly field: string }[],
): Promise<void> {
  if (headings.length === 0) return
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_headings')
    .values(headings.map((each) => ({ ...each, region_code: scope.region })))
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'heading']).doUpdateSet((row) => ({ field: row.ref('excluded.field') })),
    )
    .execute()
}

/** Keeps an import with what undoing it needs. */
export async function insertImport(
  { tx, scope }: Context,
  act: {
    id: string
    file_name: string
    at: Date
    person_id: string
    person_name: string
    created: number
    updated: number
    receipt: readonly ImportReceipt[]
  },
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_imports')
    .values({
      ...act,
      receipt: JSON.stringify(act.receipt),
      region_code: scope.region,
      undone_at: null,
      undone_reason: null,
    })
    .execute()
}

const IMPORTS_SHOWN = 100

/** Imports, latest first; those of one person where given. */
export async function listImports({ tx, scope }: Context, personId: string | undefined) {
  let rows = tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_imports')
    .select(['id', 'file_name', 'at', 'person_id', 'person_name', 'created', 'updated', 'undone_at', 'undone_reason'])
    .where('region_code', '=', scope.region)
    .orderBy('id', 'desc')
    .limit(IMPORTS_SHOWN)
  if (personId !== undefined) rows = rows.where('person_id', '=', personId)
  return rows.execute()
}

/** One import with its receipt. */
export async function findImport({ tx, scope }: Context, id: string) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_imports')
    .select(['id', 'person_id', 'receipt', 'undone_at'])
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Marks an import as undone, once; answers whether it was not yet. */
export async function markUndone({ tx, scope }: Context, id: string, at: Date, reason: string): Promise<boolean> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_imports')
    .set({ undone_at: at, undone_reason: reason })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
