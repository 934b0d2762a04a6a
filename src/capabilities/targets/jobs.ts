import { addDays, dayOf } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { reckonReleased } from './contract.ts'
import { releaseOperation } from './operations/release.ts'

/** Shortly after midnight: figures whose release day has come show to everybody, so their targets are reckoned anew. */
export const targetsJobs: readonly TimedJob[] = [
  {
    name: 'targets.open_released_figures',
    due: { dailyAt: '00:10' },
    run: async (house, region) => {
      await runOperation(house, releaseOperation, {
        caller: { kind: 'system', name: reckonReleased.id, region },
        input: { after: addDays(dayOf(house.clock()), -2) },
        requestId: newId(),
      })
    },
  },
]
