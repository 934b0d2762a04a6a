import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { type House, type Implementation, runOperation } from '../../platform/run-operation.ts'
import { eraseContacts } from './contract.ts'
import { eraseContactsOperation } from './operations/people.ts'
import { countStale, rejudge } from './operations/rejudge.ts'

/**
 * At night the lights are judged anew, for time alone makes a start late, and contacts whose purpose ended long enough ago are erased.
 * Within two minutes after a rule of lights comes into force the projects it finds judged by another one are judged by it.
 */
export const keyProjectsJobs: readonly TimedJob[] = [
  {
    name: 'key_projects.rejudge_nightly',
    due: { dailyAt: '00:20' },
    run: rejudgeAll,
  },
  {
    name: 'key_projects.rejudge_new_rule',
    due: { everyMinutes: 2 },
    run: async (house, region) => {
      const { count } = (await run(house, region, countStale)) as { count: number }
      if (count > 0) await rejudgeAll(house, region)
    },
  },
  {
    name: eraseContacts.id,
    due: { dailyAt: '02:40' },
    run: async (house, region) => {
      await run(house, region, eraseContactsOperation)
    },
  },
]

/** A stretch a transaction, so that nobody waits for the whole library. */
async function rejudgeAll(house: House, region: string): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const { next } = (await run(house, region, rejudge, after ? { after } : {})) as { next: string | null }
    after = next
  }
}

async function run(house: House, region: string, operation: Implementation, input: object = {}): Promise<unknown> {
  const caller = { kind: 'system', name: operation.spec.id, region } as const
  return runOperation(house, operation, { caller, input, requestId: newId() })
}
