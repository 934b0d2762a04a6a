import type { Insertable, Selectable } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Moves = KeyProjectTables['key_project_moves']
/** An entry of the stage history as it is read. */
export type MoveRow = Selectable<Moves>

/** Adds an entry to the stage history of a project. */
export async function insertMove(
  { tx, scope }: Context,
  move: Omit<Insertable<Moves>, 'region_code' | 'evidence' | 'before'> & {
    readonly evidence: readonly object[]
    readonly before: object
  },
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_moves')
    .values({
      ...move,
      evidence: JSON.stringify(move.evidence),
      before: JSON.stringify(move.before),
      region_code: scope.region,
    })
    .execute()
}

/** The stage history of a project, oldest first. */
export async function listMoves({ tx, scope }: Context, projectId: string): Promise<readonly MoveRow[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_moves')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .orderBy('id')
    .execute()
}

/** Which units act as bureaus of the stage table. */
export async function listBureaus({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_bureaus')
    .select(['actor', 'unit_id'])
    .where('region_code', '=', scope.region)
    .orderBy('actor')
    .orderBy('unit_id')
    .execute()
}

/** Puts units in the place of those that acted as a bureau before. */
export async function replaceBureau({ tx, scope }: Context, actor: string, unitIds: readonly string[]): Promise<void> {
  const db = tx.withTables<KeyProjectTables>()
  await db
    .deleteFrom('key_project_bureaus')
    .where('region_code', '=', scope.region)
    .where('actor', '=', actor)
    .execute()
  if (unitIds.length === 0) return
  await db
    .insertInto('key_project_bureaus')
    .values(unitIds.map((unit_id) => ({ region_code: scope.region, actor, unit_id })))
    .execute()
}
