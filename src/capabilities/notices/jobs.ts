import type { TimedJob } from '../../platform/jobs.ts'
import { sendDue, type SendingDeps } from './operations/send.ts'

/** Every minute: what is due leaves the product, by mail, robots and webhooks. */
export function noticesJobs(deps: SendingDeps): readonly TimedJob[] {
  return [
    {
      name: 'notices.send',
      due: { everyMinutes: 1 },
      run: async (house, region, log) => {
        const sent = await sendDue(house, region, deps, log)
        if (sent > 0) {
          log.info({ region, sent }, 'notices went out')
          house.hasten(region)
        }
      },
    },
  ]
}
