import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Table = KeyProjectTables['key_project_evidence']
/** A piece of evidence as it is kept. */
export type EvidenceRow = Selectable<Table>

/** Keeps a piece of evidence. */
export async function insertEvidence(
  { tx, scope }: Context,
  row: Omit<Insertable<Table>, 'region_code' | 'withdrawn_at' | 'withdrawn_reason' | 'version'>,
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_evidence')
    .values({ ...row, region_code: scope.region, withdrawn_at: null, withdrawn_reason: null })
    .execute()
}

/** The evidence of a project of some months' years, by month, the withdrawn ones included. */
export async function listEvidence(
  { tx, scope }: Context,
  projectId: string,
  year: number,
): Promise<readonly EvidenceRow[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_evidence')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where(sql<boolean>`left(period, 4) = ${String(year)}`)
    .orderBy('period')
    .orderBy('id')
    .execute()
}

/** One piece of evidence of a project. */
export async function findEvidence(
  { tx, scope }: Context,
  projectId: string,
  id: string,
): Promise<EvidenceRow | undefined> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_evidence')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Where else in the region files of the same content stand as evidence and count: by digest, the projects' names. */
export async function listOtherPlaces(
  { tx, scope }: Context,
  projectId: string,
  digests: readonly string[],
): Promise<readonly { readonly sm3: string; readonly name: string }[]> {
  if (digests.length === 0) return []
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_evidence as evidence')
    .innerJoin('key_projects as project', (join) =>
      join.onRef('project.region_code', '=', 'evidence.region_code').onRef('project.id', '=', 'evidence.project_id'),
    )
    .select(['evidence.file_sm3 as sm3', 'project.name'])
    .distinct()
    .where('evidence.region_code', '=', scope.region)
    .where('evidence.project_id', '!=', projectId)
    .where('evidence.withdrawn_at', 'is', null)
    .where(sql<boolean>`evidence.file_sm3 = any(${[...new Set(digests)]}::text[])`)
    .orderBy('project.name')
    .execute()
}

/** Withdraws a piece still at `expectedVersion`; refuses `conflict` otherwise. Answers the new version. */
export async function withdrawEvidence(
  { tx, scope }: Context,
  key: { readonly id: string; readonly expectedVersion: number },
  at: Date,
  reason: string,
): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_evidence')
    .set({ withdrawn_at: at, withdrawn_reason: reason, version: key.expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', key.id)
    .where('version', '=', key.expectedVersion)
    .where('withdrawn_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Evidence that counts of some projects, as the ledger of statistics lists it: by project and kind, how many and how much. */
export async function countEvidence({ tx, scope }: Context, projectIds: readonly string[]) {
  if (projectIds.length === 0) return []
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_evidence')
    .select(['project_id', 'kind'])
    .select((row) => [row.fn.countAll<number>().as('pieces'), sql<number | null>`sum(amount)::bigint`.as('amount')])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .groupBy(['project_id', 'kind'])
    .orderBy('project_id')
    .orderBy('kind')
    .execute()
}
