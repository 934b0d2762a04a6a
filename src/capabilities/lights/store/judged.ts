import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Judgement, Light, SubjectKind } from '../contract.ts'
import type { LightTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** A light to keep: whose, of which period, and what was judged. */
export interface KeptLight {
  readonly subjectId: string
  readonly period: string
  readonly periodEnd: string
  readonly judgement: Judgement
  readonly madeUpIn: string | null
  readonly madeUpFrom: Light | null
}

/** Keeps lights, one current row a subject and period. */
export async function keepLights(
  { tx, scope }: Context,
  kind: SubjectKind,
  lights: readonly KeptLight[],
  judgedAt: Date,
): Promise<void> {
  if (lights.length === 0) return
  await tx
    .withTables<LightTables>()
    .insertInto('judged_lights')
    .values(
      lights.map(({ subjectId, period, periodEnd, judgement, madeUpIn, madeUpFrom }) => ({
        region_code: scope.region,
        subject_kind: kind,
        subject_id: subjectId,
        period,
        period_end: periodEnd,
        rule_code: judgement.rule.code,
        rule_version: judgement.rule.version,
        light: judgement.light,
        reason: JSON.stringify(judgement.reason),
        dimensions: JSON.stringify(judgement.dimensions),
        inputs: JSON.stringify(judgement.inputs),
        judged_at: judgedAt,
        made_up_in: madeUpIn,
        made_up_from: madeUpFrom,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'subject_kind', 'subject_id', 'period']).doUpdateSet((row) => ({
        rule_code: row.ref('excluded.rule_code'),
        rule_version: row.ref('excluded.rule_version'),
        light: row.ref('excluded.light'),
        reason: row.ref('excluded.reason'),
        dimensions: row.ref('excluded.dimensions'),
        inputs: row.ref('excluded.inputs'),
        judged_at: row.ref('excluded.judged_at'),
        made_up_in: row.ref('excluded.made_up_in'),
        made_up_from: row.ref('excluded.made_up_from'),
      })),
    )
    .execute()
}

/** The lights subjects showed, oldest period first. */
export async function listLights({ tx, scope }: Context, kind: SubjectKind, subjectIds: readonly string[]) {
  if (subjectIds.length === 0) return []
  return tx
    .withTables<LightTables>()
    .selectFrom('judged_lights')
    .select([
      'subject_id',
      'period',
      'period_end',
      'light',
      'reason',
      'dimensions',
      'inputs',
      'rule_code',
      'rule_version',
      'made_up_in',
      'made_up_from',
      'judged_at',
    ])
    .where('region_code', '=', scope.region)
    .where('subject_kind', '=', kind)
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::text[])`)
    .orderBy('subject_id')
    .orderBy('period_end')
    .execute()
}

/** The last light each subject showed in periods that ended between two days, without what it was made of. */
export async function listLastLights(
  { tx, scope }: Context,
  kind: SubjectKind,
  {
    subjectIds,
    from,
    until,
  }: { readonly subjectIds: readonly string[]; readonly from: string; readonly until: string },
) {
  if (subjectIds.length === 0) return []
  return tx
    .withTables<LightTables>()
    .selectFrom('judged_lights')
    .select(['subject_id', 'period', 'light', 'reason', 'made_up_from'])
    .distinctOn('subject_id')
    .where('region_code', '=', scope.region)
    .where('subject_kind', '=', kind)
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::text[])`)
    .where('period_end', '>=', from)
    .where('period_end', '<=', until)
    .orderBy('subject_id')
    .orderBy('period_end', 'desc')
    .orderBy('period', 'desc')
    .execute()
}

/** What a kind's rules were fed between two days, subject by subject, oldest first. */
export async function listInputs({ tx, scope }: Context, kind: SubjectKind, from: string, until: string) {
  return tx
    .withTables<LightTables>()
    .selectFrom('judged_lights')
    .select(['subject_id', 'period', 'inputs'])
    .where('region_code', '=', scope.region)
    .where('subject_kind', '=', kind)
    .where('period_end', '>=', from)
    .where('period_end', '<=', until)
    .orderBy('subject_id')
    .orderBy('period_end')
    .execute()
}
