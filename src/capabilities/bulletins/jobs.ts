import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { checkPublished } from './contract.ts'
import { checkPublishedOperation } from './operations/corrections.ts'

/** Every night what was published is compared with the ledgers, and correction notices are raised where a figure changed. */
export const bulletinsJobs: readonly TimedJob[] = [
  {
    name: checkPublished.id,
    due: { dailyAt: '04:20' },
    run: async (house, region) => {
      await runOperation(house, checkPublishedOperation, {
        caller: { kind: 'system', name: checkPublished.id, region },
        input: {},
        requestId: newId(),
      })
    },
  },
]
