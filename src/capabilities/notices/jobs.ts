import { newId } from '../../kernel/ids.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { type House, runOperation } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import { hasNews, newsOperations } from './operations/news.ts'
import { sendDue, type SendingDeps } from './operations/send.ts'

/** Every minute: what happened is told to whom it concerns, and what is due leaves the product by mail, robots and webhooks. */
export function noticesJobs(deps: SendingDeps): readonly TimedJob[] {
  return [
    { name: 'notices.read_news', due: { everyMinutes: 1 }, run: (house, region) => readNews(house, region) },
    {
      name: 'notices.send',
      due: { everyMinutes: 1 },
      run: async (house, region, log) => {
        const sent = await sendDue(house, region, deps, log)
        if (sent > 0) log.info({ region, sent }, 'notices went out')
      },
    },
  ]
}

/** Tells what happened since the last reading; where nothing did, nothing is written. */
export async function readNews(house: House, region: string): Promise<void> {
  const scope = { region, reach: 'region', unitIds: [] } as const
  const now = house.clock()
  const isThere = await inRegion(house.database, region, 'read', (tx) => hasNews({ tx, scope, now }))
  const [reading] = newsOperations
  if (!isThere || !reading) return
  const caller = { kind: 'system', name: 'notices', region } as const
  await runOperation(house, reading, { caller, input: {}, requestId: newId() })
}
