import { bulletinsJobs } from '../../capabilities/bulletins/jobs.ts'
import { dispatchesJobs } from '../../capabilities/dispatches/jobs.ts'
import { obstaclesJobs } from '../../capabilities/obstacles/jobs.ts'
import { overviewJobs } from '../../capabilities/overview/jobs.ts'
import { progressReportsJobs } from '../../capabilities/progress-reports/jobs.ts'
import { keyProjectsJobs } from '../../capabilities/key-projects/jobs.ts'
import { targetsJobs } from '../../capabilities/targets/jobs.ts'
import { sealAudit } from '../../platform/audit-chain.ts'
import { forgetOldKeys } from '../../platform/idempotency.ts'
import type { TimedJob } from '../../platform/jobs.ts'

/** Timed work of the platform itself and of every capability. */
export const timedJobs: readonly TimedJob[] = [
  ...dispatchesJobs,
  {
    name: 'audit.seal',
    due: { everyMinutes: 1 },
    run: async ({ database, clock }, region) => {
      await sealAudit(database, region, clock())
    },
  },
  {
    name: 'idempotency.forget',
    due: { dailyAt: '03:10' },
    run: ({ database, clock }, region) => forgetOldKeys(database, region, clock()),
  },
  ...obstaclesJobs,
  ...overviewJobs,
  ...progressReportsJobs,
  ...keyProjectsJobs,
  ...targetsJobs,
  ...bulletinsJobs,
]
