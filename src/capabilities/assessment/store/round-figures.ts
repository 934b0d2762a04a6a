import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A line of a figure as it is read. */
export type FigureRow = Selectable<AssessmentTables['assessment_figures']>

function lines({ tx, scope }: Context) {
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_figures')
    .selectAll()
    .where('region_code', '=', scope.region)
}

/** Every line of some rounds, replaced ones too, in the order they were made. */
export async function listFigureLines(ctx: Context, roundIds: readonly string[]): Promise<readonly FigureRow[]> {
  if (roundIds.length === 0) return []
  return lines(ctx)
    .where(sql<boolean>`round_id = any(${[...roundIds]}::text[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** The lines of some rounds nobody replaced: the figures as they stand. */
export async function listCurrentFigures(ctx: Context, roundIds: readonly string[]): Promise<readonly FigureRow[]> {
  return standing(await listFigureLines(ctx, roundIds))
}

/** Of all lines those nobody replaced. */
export function standing(all: readonly FigureRow[]): readonly FigureRow[] {
  const replaced = new Set(all.map((each) => each.replaces))
  return all.filter(({ id }) => !replaced.has(id))
}

/** Keeps new lines. Refuses `conflict` where one of the lines they replace has been replaced, or a figure has been begun, meanwhile. */
export async function insertFigures(
  { tx, scope }: Context,
  rows: readonly Insertable<AssessmentTables['assessment_figures']>[],
): Promise<void> {
  if (rows.length === 0) return
  const made = await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_figures')
    .values(rows.map((row) => ({ ...row, region_code: scope.region })))
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute()
  if (made.length !== rows.length) refuse('conflict', problem('assessment.line_replaced'))
}
