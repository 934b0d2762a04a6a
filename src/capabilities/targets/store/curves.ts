import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { PaceCurve } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The region's own curves, by code. */
export async function listOwnCurves({ tx, scope }: Context) {
  return tx
    .withTables<TargetsTables>()
    .selectFrom('pace_curves')
    .select(['code', 'name', 'nodes', 'source', 'version'])
    .where('region_code', '=', scope.region)
    .orderBy('code')
    .execute()
}

/** Keeps a curve of the region; refuses `conflict` where somebody was faster. */
export async function saveCurve({ tx, scope }: Context, curve: PaceCurve, expectedVersion: number): Promise<number> {
  const db = tx.withTables<TargetsTables>()
  const columns = { name: curve.name, nodes: JSON.stringify(curve.nodes), source: curve.source }
  const row =
    expectedVersion === 0
      ? await db
          .insertInto('pace_curves')
          .values({ ...columns, region_code: scope.region, code: curve.code })
          .onConflict((conflict) => conflict.columns(['region_code', 'code']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('pace_curves')
          .set({ ...columns, version: expectedVersion + 1 })
          .where('region_code', '=', scope.region)
          .where('code', '=', curve.code)
          .where('version', '=', expectedVersion)
          .returning('version')
          .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}
