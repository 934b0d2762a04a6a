import type { Selectable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { TemplateContent } from '../contract.ts'
import type { BulletinsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A version of a template as it is read. */
export type TemplateRow = Selectable<BulletinsTables['bulletin_templates']>

/** The newest version of every template the region wrote or changed. */
export async function listNewest({ tx, scope }: Context): Promise<readonly TemplateRow[]> {
  return tx
    .withTables<BulletinsTables>()
    .selectFrom('bulletin_templates')
    .selectAll()
    .distinctOn('key')
    .where('region_code', '=', scope.region)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute()
}

/** Every version of one template, the newest first; none of one the region never changed. */
export async function listVersions({ tx, scope }: Context, key: string): Promise<readonly TemplateRow[]> {
  return tx
    .withTables<BulletinsTables>()
    .selectFrom('bulletin_templates')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .execute()
}

/** Keeps a version of a template; refuses `conflict` where somebody kept the same version before. */
export async function insertVersion(
  { tx, scope }: Context,
  made: {
    readonly key: string
    readonly version: number
    readonly content: TemplateContent
    readonly personName: string
    readonly now: Date
  },
): Promise<void> {
  const row = await tx
    .withTables<BulletinsTables>()
    .insertInto('bulletin_templates')
    .values({
      region_code: scope.region,
      key: made.key,
      version: made.version,
      content: JSON.stringify(made.content),
      person_name: made.personName,
      made_at: made.now,
    })
    .onConflict((conflict) => conflict.columns(['region_code', 'key', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst()
  if (!row) refuse('conflict', problem('operation.conflict'))
}
