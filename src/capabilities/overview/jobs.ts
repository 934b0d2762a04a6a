import { addDays, dayOf } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { type House, runOperation } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import type { OutputOf } from '../../kernel/operation.ts'
import type { remind } from './contract.ts'
import { dayOperations } from './operations/days.ts'
import { remindOperations } from './operations/remind.ts'
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
  { name: 'overview.remind', due: { dailyAt: '07:00' }, run: (house, region) => remindRegion(house, region) },
  // What became known since, and a morning on which nothing ran; what was told before is not told again.
  { name: 'overview.remind_again', due: { dailyAt: '13:00' }, run: (house, region) => remindRegion(house, region) },
]

/** Reminds everybody of a region of what is due in three days and today, some people a transaction. */
export async function remindRegion(house: House, region: string): Promise<void> {
  const [implementation] = remindOperations
  const caller = { kind: 'system', name: 'overview', region } as const
  if (!implementation) return
  for (let after: string | null = ''; after !== null; ) {
    const output = await runOperation(house, implementation, { caller, input: { after }, requestId: newId() })
    after = (output as OutputOf<typeof remind>).next
  }
}
