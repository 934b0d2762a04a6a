import { dayOf, monthOf, yearOf } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { rejudgeYear } from './contract.ts'
import { rejudgeOperation } from './operations/years.ts'

/** Shortly after midnight: figures whose release day has come show to everybody, and a new rule of lights takes hold; in January for the year before as well. */
export const targetsJobs: readonly TimedJob[] = [
  {
    name: rejudgeYear.id,
    due: { dailyAt: '00:10' },
    run: async (house, region) => {
      const today = dayOf(house.clock())
      const years = monthOf(today) === 1 ? [yearOf(today) - 1, yearOf(today)] : [yearOf(today)]
      for (const year of years)
        await runOperation(house, rejudgeOperation, {
          caller: { kind: 'system', name: rejudgeYear.id, region },
          input: { year },
          requestId: newId(),
        })
    },
  },
]
