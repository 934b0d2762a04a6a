import type { SampleWriter } from '../../kernel/sample.ts'
import { acceptRows, assignRows, readPasted, showDispatch } from './contract.ts'
import published from './data/published.json' with { type: 'json' }

/**
 * The figures reached that a dispatch published of a region, read from our own extract of it and accepted: they stand as published claims
 * citing it, and nobody invents an actual figure beside them.
 */
export async function samplePublishedClaims(write: SampleWriter): Promise<void> {
  const unitId = write.ids.units.get(write.regionName) ?? ''
  for (const { title, lines } of published.reports.filter((each) => each.region === write.region)) {
    const { id: dispatchId } = await write.run(readPasted, { holdsNoSecrets: true, title, text: lines.join('\n') })
    const { rows } = await write.run(showDispatch, { dispatchId })
    const figures = rows.filter(({ values }) => values.kind === 'target' && values.status !== 'target')
    const homeless = figures.filter((row) => row.missing.includes('unitId')).map((row) => row.id)
    if (homeless.length > 0) await write.run(assignRows, { dispatchId, rowIds: homeless, unitId })
    await write.run(acceptRows, { dispatchId, rowIds: figures.map((row) => row.id) })
  }
}
