import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { RuleBody, RuleState, SubjectKind } from '../contract.ts'
import type { LightTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

const VERSION_COLUMNS = ['code', 'version', 'state', 'body', 'source', 'valid_from', 'record_version'] as const

/** The rule sets of a region, by code. */
export async function listRuleSets({ tx, scope }: Context, subjectKind?: SubjectKind) {
  let sets = tx
    .withTables<LightTables>()
    .selectFrom('light_rule_sets')
    .select(['code', 'name', 'subject_kind'])
    .where('region_code', '=', scope.region)
    .orderBy('code')
  if (subjectKind) sets = sets.where('subject_kind', '=', subjectKind)
  return sets.execute()
}

/** Every version of the given rule sets, the latest first. */
export async function listVersions({ tx, scope }: Context, codes: readonly string[]) {
  if (codes.length === 0) return []
  return tx
    .withTables<LightTables>()
    .selectFrom('light_rule_versions')
    .select(VERSION_COLUMNS)
    .where('region_code', '=', scope.region)
    .where('code', 'in', [...codes])
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
}

/** The version in force for a kind of subject on a day: the published one that became valid last. */
export async function findInForce({ tx, scope }: Context, subjectKind: SubjectKind, day: string) {
  return tx
    .withTables<LightTables>()
    .selectFrom('light_rule_versions as version')
    .innerJoin('light_rule_sets as rule_set', (join) =>
      join.onRef('rule_set.region_code', '=', 'version.region_code').onRef('rule_set.code', '=', 'version.code'),
    )
    .select(['version.code', 'version.version', 'version.body'])
    .where('version.region_code', '=', scope.region)
    .where('rule_set.subject_kind', '=', subjectKind)
    .where('version.state', '=', 'published')
    .where('version.valid_from', '<=', day)
    .orderBy('version.valid_from', 'desc')
    .orderBy('version.code')
    .limit(1)
    .executeTakeFirst()
}

/** Makes a rule set or gives it a new name. */
export async function keepRuleSet(
  { tx, scope }: Context,
  set: { code: string; name: string; subject_kind: SubjectKind; is_sample?: boolean },
): Promise<void> {
  await tx
    .withTables<LightTables>()
    .insertInto('light_rule_sets')
    .values({ ...set, region_code: scope.region })
    .onConflict((conflict) => conflict.columns(['region_code', 'code']).doUpdateSet({ name: set.name }))
    .execute()
}

/** Keeps a new version. */
export async function insertVersion(
  { tx, scope }: Context,
  row: {
    code: string
    version: number
    state: RuleState
    body: RuleBody
    source: string
    valid_from: string | null
    changed_at: Date
  },
): Promise<void> {
  await tx
    .withTables<LightTables>()
    .insertInto('light_rule_versions')
    .values({ ...row, body: JSON.stringify(row.body), region_code: scope.region, retired_reason: null })
    .execute()
}

/** Changes a version still at `expectedVersion`; refuses `conflict` otherwise. Answers the new record version. */
export async function changeVersion(
  { tx, scope }: Context,
  key: { code: string; version: number; expectedVersion: number },
  change: Partial<{
    state: RuleState
    body: string
    source: string
    valid_from: string | null
    retired_reason: string | null
    changed_at: Date
  }>,
): Promise<number> {
  const row = await tx
    .withTables<LightTables>()
    .updateTable('light_rule_versions')
    .set({ ...change, record_version: key.expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('code', '=', key.code)
    .where('version', '=', key.version)
    .where('record_version', '=', key.expectedVersion)
    .returning('record_version')
    .executeTakeFirst()
  return row?.record_version ?? refuse('conflict', problem('operation.conflict'))
}

/** Drops a draft, and the rule set with it when it never had another version. */
export async function deleteDraft({ tx, scope }: Context, code: string, version: number): Promise<void> {
  const db = tx.withTables<LightTables>()
  await db
    .deleteFrom('light_rule_versions')
    .where('region_code', '=', scope.region)
    .where('code', '=', code)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .execute()
  if (version === 1)
    await db.deleteFrom('light_rule_sets').where('region_code', '=', scope.region).where('code', '=', code).execute()
}
