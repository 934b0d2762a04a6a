import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ViewFilter } from '../contract.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The views of a person and those others share, by name. */
export async function listViews({ tx, scope }: Context, personId: string) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_views')
    .select(['id', 'person_id', 'name', 'filter', 'columns', 'is_shared'])
    .where('region_code', '=', scope.region)
    .where((row) => row.or([row('person_id', '=', personId), row('is_shared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Keeps a view under its name; answers its id, the old one where the person had a view of this name. */
export async function keepView(
  { tx, scope }: Context,
  view: {
    id: string
    personId: string
    name: string
    filter: ViewFilter
    columns: readonly string[]
    isShared: boolean
  },
): Promise<string> {
  const filter = JSON.stringify(view.filter)
  const columns = JSON.stringify(view.columns)
  const row = await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_views')
    .values({
      region_code: scope.region,
      id: view.id,
      person_id: view.personId,
      name: view.name,
      filter,
      columns,
      is_shared: view.isShared,
    })
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'person_id', 'name']).doUpdateSet((old) => ({
        filter,
        columns,
        is_shared: view.isShared,
        version: old('key_project_views.version', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Drops a view of a person; answers whether there was one. */
export async function dropView({ tx, scope }: Context, id: string, personId: string): Promise<boolean> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .deleteFrom('key_project_views')
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
