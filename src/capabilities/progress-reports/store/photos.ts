import { type Insertable, type Selectable, sql } from 'kysely'
import type { Period } from '../../../kernel/period.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { ProgressReportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A photo as it is read. */
export type PhotoRow = Selectable<ProgressReportTables['progress_report_photos']>

function photos({ tx, scope }: Context) {
  return tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_report_photos')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('removed_at', 'is', null)
}

/** One photo; refuses `not_found` where there is none. Whether the reader may see it is the project's to say. */
export async function getPhoto(ctx: Context, id: string): Promise<PhotoRow> {
  return orNotFound(await photos(ctx).where('id', '=', id).executeTakeFirst())
}

/** The photos of a project, of one period where given, the latest first. */
export async function listPhotos(
  ctx: Context,
  projectId: string,
  narrow: { readonly period?: Period; readonly limit: number },
): Promise<readonly PhotoRow[]> {
  let rows = photos(ctx).where('project_id', '=', projectId)
  if (narrow.period) rows = rows.where('period', '=', narrow.period)
  return rows.orderBy('id', 'desc').limit(narrow.limit).execute()
}

/** Keeps a photo. */
export async function insertPhoto(
  { tx, scope }: Context,
  row: Omit<Insertable<ProgressReportTables['progress_report_photos']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<ProgressReportTables>()
    .insertInto('progress_report_photos')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Marks a photo as removed; day and place go with it. */
export async function removePhoto({ tx, scope }: Context, id: string, now: Date): Promise<void> {
  await tx
    .withTables<ProgressReportTables>()
    .updateTable('progress_report_photos')
    .set({ removed_at: now, taken_on: null, caption: '', longitude: null, latitude: null })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .execute()
}

/** How many photos a project has in a period. */
export async function countPhotos({ tx, scope }: Context, projectId: string, period: Period): Promise<number> {
  const row = await tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_report_photos')
    .select(sql<number>`count(*)`.as('count'))
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where('period', '=', period)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}
