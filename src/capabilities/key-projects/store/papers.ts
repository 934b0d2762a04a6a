import type { Insertable, Selectable } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Table = KeyProjectTables['key_project_papers']

/** Keeps a paper of a project. */
export async function insertPaper({ tx, scope }: Context, row: Omit<Insertable<Table>, 'region_code'>): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_papers')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** The papers of a project, in the order they came. */
export async function listPapers({ tx, scope }: Context, projectId: string): Promise<readonly Selectable<Table>[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_papers')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .orderBy('id')
    .execute()
}
