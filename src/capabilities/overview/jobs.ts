import { addDays, dayOf } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import { dayOperations } from './operations/days.ts'
import { countDays } from './store.ts'

/**
 * Keeps the state of each region at the first half hour of a day, or as soon as the server runs again, as that of the day before: nothing
 * changes while it does not run.
 */
export const overviewJobs: readonly TimedJob[] = [
  {
    name: 'overview.keep_day',
    due: { everyMinutes: 30 },
    run: async (house, region) => {
      const yesterday = addDays(dayOf(house.clock()), -1)
      const scope = { region, reach: 'region', unitIds: [] } as const
      const { own } = await inRegion(house.database, region, 'read', (tx) => countDays({ tx, scope }, yesterday))
      const [implementation] = dayOperations
      if (own > 0 || !implementation) return
      const caller = { kind: 'system', name: 'overview', region } as const
      await runOperation(house, implementation, { caller, input: { day: yesterday }, requestId: newId() })
    },
  },
]
