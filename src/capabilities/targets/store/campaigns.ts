import { type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { CampaignBody, CampaignState } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A campaign as it is kept. */
export type CampaignRow = Selectable<TargetsTables['campaigns']>

/** Campaigns, the latest first, with the number of targets of each. */
export async function listCampaigns(
  { tx, scope }: Context,
  filter: { readonly year?: number | undefined; readonly withWithdrawn: boolean },
) {
  let rows = tx
    .withTables<TargetsTables>()
    .selectFrom('campaigns')
    .selectAll()
    .select((row) =>
      row
        .selectFrom('targets')
        .select(sql<number>`count(*)`.as('count'))
        .where('targets.region_code', '=', scope.region)
        .whereRef('targets.campaign_id', '=', 'campaigns.id')
        .where('targets.state', '!=', 'withdrawn')
        .as('targets'),
    )
    .where('region_code', '=', scope.region)
    .orderBy('last_year', 'desc')
    .orderBy('id', 'desc')
  if (filter.year !== undefined)
    rows = rows.where('first_year', '<=', filter.year).where('last_year', '>=', filter.year)
  if (!filter.withWithdrawn) rows = rows.where('state', '!=', 'withdrawn')
  return (await rows.execute()).map((row) => ({ ...row, targets: row.targets ?? 0 }))
}

/** One campaign; refuses `not_found`. */
export async function getCampaign({ tx, scope }: Context, id: string): Promise<CampaignRow> {
  return orNotFound(
    await tx
      .withTables<TargetsTables>()
      .selectFrom('campaigns')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** Names of campaigns by id. */
export async function namesOfCampaigns({ tx, scope }: Context, ids: readonly (string | null)[]) {
  const given = [...new Set(ids.filter((id): id is string => id !== null))]
  if (given.length === 0) return new Map<string, string>()
  const rows = await tx
    .withTables<TargetsTables>()
    .selectFrom('campaigns')
    .select(['id', 'name'])
    .where('region_code', '=', scope.region)
    .where('id', 'in', given)
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Keeps a new campaign. */
export async function insertCampaign(
  { tx, scope }: Context,
  made: { readonly id: string; readonly body: CampaignBody; readonly now: Date; readonly isSample: boolean },
): Promise<void> {
  await tx
    .withTables<TargetsTables>()
    .insertInto('campaigns')
    .values({
      ...columnsOf(made.body),
      region_code: scope.region,
      id: made.id,
      state: 'open',
      is_sample: made.isSample,
      created_at: made.now,
      updated_at: made.now,
    })
    .execute()
}

/** Changes a campaign still at `expectedVersion`; refuses `conflict`. */
export async function updateCampaign(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: { readonly body?: CampaignBody; readonly state?: CampaignState; readonly now: Date },
): Promise<number> {
  const row = await tx
    .withTables<TargetsTables>()
    .updateTable('campaigns')
    .set({
      ...(change.body ? columnsOf(change.body) : {}),
      ...(change.state ? { state: change.state } : {}),
      updated_at: change.now,
      version: expectedVersion + 1,
    })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

function columnsOf(body: CampaignBody) {
  return {
    name: body.name,
    first_year: body.firstYear,
    last_year: body.lastYear,
    lead_unit_id: body.leadUnitId,
    summary: body.summary,
  }
}
