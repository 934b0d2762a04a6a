import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { type House, type Implementation, runOperation } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import type { OutputOf } from '../../kernel/operation.ts'
import type { rereadClocks, sweepItems } from './contract.ts'
import { rereadOperation, sweepOperation } from './operations/sweep.ts'
import { countDue } from './store/item-sweep.ts'

/**
 * Every minute what fell due is taken up, region by region and stretch by stretch. At night every clock under way is read anew, so that an
 * amended calendar moves the deadlines it moves.
 */
export const obstaclesJobs: readonly TimedJob[] = [
  {
    name: 'obstacles.sweep',
    due: { everyMinutes: 1 },
    run: async (house, region) => {
      const scope = { region, reach: 'region', unitIds: [] } as const
      const due = await inRegion(house.database, region, 'read', (tx) => countDue({ tx, scope }, house.clock()))
      if (due > 0) await sweepRegion(house, region)
    },
  },
  {
    name: 'obstacles.reread_clocks',
    due: { dailyAt: '00:10' },
    run: async (house, region) => {
      for (let after: string | null = ''; after !== null; ) {
        const { next } = (await run(house, region, rereadOperation, { after })) as OutputOf<typeof rereadClocks>
        after = next
      }
    },
  },
]

/** Takes up everything that is due in a region; answers how many items moved up. */
export async function sweepRegion(house: House, region: string): Promise<number> {
  let escalated = 0
  for (let isLeft = true; isLeft; ) {
    const swept = (await run(house, region, sweepOperation)) as OutputOf<typeof sweepItems>
    escalated += swept.escalated
    isLeft = swept.left
  }
  return escalated
}

async function run(house: House, region: string, operation: Implementation, input: object = {}): Promise<unknown> {
  const caller = { kind: 'system', name: operation.spec.id, region } as const
  return runOperation(house, operation, { caller, input, requestId: newId() })
}
