import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { eraseContacts } from './contract.ts'
import { eraseContactsOperation } from './operations/people.ts'

/** At night: contacts whose purpose ended long enough ago are erased. */
export const keyProjectsJobs: readonly TimedJob[] = [
  {
    name: eraseContacts.id,
    due: { dailyAt: '02:40' },
    run: async (house, region) => {
      await runOperation(house, eraseContactsOperation, {
        caller: { kind: 'system', name: eraseContacts.id, region },
        input: {},
        requestId: newId(),
      })
    },
  },
]
