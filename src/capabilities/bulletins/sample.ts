import { periodOf, previousPeriod } from '../../kernel/period.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { draftBulletin, publishBulletin, saveBulletin, showBulletin } from './contract.ts'

/** The word every paper of the sample begins with. */
const MARK = '示例：'

/** A published notice of the month before and a draft of its lights, composed from the sample's own ledgers. */
export async function sampleBulletins(write: SampleWriter): Promise<void> {
  const period = previousPeriod(periodOf(write.today, 'month'))
  const notice = await marked(write, 'monthly_notice', period)
  await write.run(publishBulletin, notice)
  await marked(write, 'light_list', period)
}

async function marked(write: SampleWriter, templateKey: string, period: ReturnType<typeof previousPeriod>) {
  const { id: bulletinId, version: expectedVersion } = await write.run(draftBulletin, { templateKey, period })
  const { body } = await write.run(showBulletin, { bulletinId })
  const { version } = await write.run(saveBulletin, {
    bulletinId,
    expectedVersion,
    body: { ...body, title: `${MARK}${body.title}` },
  })
  return { bulletinId, expectedVersion: version }
}
