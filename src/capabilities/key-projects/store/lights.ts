import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'
import type { ProjectRow } from './record.ts'
import type { columnsOfLight } from './shape.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type LightColumns = ReturnType<typeof columnsOfLight>

/** Projects of the region that are not withdrawn, by id, from after one; nobody changes them until the transaction is over. */
export async function holdAfter({ tx, scope }: Context, id: string, limit: number): Promise<readonly ProjectRow[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .forNoKeyUpdate()
    .execute()
}

/** How many projects show a light by another rule than this one. */
export async function countOtherRule(
  { tx, scope }: Context,
  rule: { readonly code: string; readonly version: number },
): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`light_rule is distinct from ${JSON.stringify(rule)}::jsonb`)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Keeps the lights of projects without touching the version a person sees; answers how many changed colour or reason. */
export async function keepLights({ tx, scope }: Context, lights: ReadonlyMap<string, LightColumns>): Promise<number> {
  if (lights.size === 0) return 0
  const rows = JSON.stringify([...lights].map(([id, columns]) => ({ id, ...columns })))
  const { numAffectedRows } = await sql`
    update key_projects as project
    set completion = judged.completion, pace = judged.pace, light = judged.light, light_order = judged.light_order,
      light_reason = judged.light_reason::jsonb, light_dimensions = judged.light_dimensions::jsonb,
      light_marks = judged.light_marks, light_rule = judged.light_rule::jsonb
    from jsonb_to_recordset(${rows}::jsonb) as judged(id text, completion float8, pace float8, light text, light_order smallint,
      light_reason text, light_dimensions text, light_marks text, light_rule text)
    where project.region_code = ${scope.region} and project.id = judged.id
      and (project.light, project.light_marks, project.light_reason, project.light_rule, project.completion)
        is distinct from (judged.light, judged.light_marks, judged.light_reason::jsonb, judged.light_rule::jsonb, judged.completion)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0n)
}
