import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { findLateReports } from './contract.ts'
import { findLateOperation } from './operations/find-late.ts'

/** Every night: late reports and silent projects are found, reports whose day has come are locked. */
export const progressReportsJobs: readonly TimedJob[] = [
  {
    name: findLateReports.id,
    due: { dailyAt: '00:20' },
    run: async (house, region) => {
      await runOperation(house, findLateOperation, {
        caller: { kind: 'system', name: findLateReports.id, region },
        input: {},
        requestId: newId(),
      })
    },
  },
]
