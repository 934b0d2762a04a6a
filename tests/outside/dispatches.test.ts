import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { toDispatchJson } from '../../src/capabilities/dispatches/rules/dispatch-json.ts'
import { makeGazetteer, type RegionRow } from '../../src/capabilities/dispatches/rules/gazetteer.ts'
import { readDispatch } from '../../src/capabilities/dispatches/rules/read.ts'
import regions from '../../src/capabilities/organisation/data/regions.json' with { type: 'json' }

/** Real dispatches with a careful reader's ledger of each, and the measure they are judged by. */
const FOLDER = fileURLToPath(new URL('../../../shared/dispatches/', import.meta.url))
const present = existsSync(FOLDER)
if (!present) console.log('skipped: the real dispatches are not on this machine')

interface Score {
  readonly f1: number
}
interface Report {
  readonly total: Readonly<Record<'targets' | 'indicators' | 'status' | 'projects' | 'commitments', Score>>
  readonly documents: { readonly n: number; readonly place: number; readonly date: number; readonly doc_type: number }
}

const out = mkdtempSync(join(tmpdir(), 'clarion-dispatches-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe.skipIf(!present)('real dispatches', () => {
  const gazetteer = makeGazetteer(regions.rows as unknown as RegionRow[])
  const names = present ? readdirSync(join(FOLDER, 'raw')).filter((name) => name.endsWith('.txt')) : []
  const texts = names.map((name) => ({ name, raw: readFileSync(join(FOLDER, 'raw', name), 'utf8') }))

  it('are read well enough to be accepted row by row', () => {
    for (const { name, raw } of texts) {
      const json = toDispatchJson(readDispatch(raw, { gazetteer }))
      writeFileSync(join(out, name.replace(/\.txt$/, '.json')), JSON.stringify(json))
    }
    const valid = spawnSync(process.execPath, [join(FOLDER, 'validate.mjs'), '--pred', out], { encoding: 'utf8' })
    expect(valid.stdout).toContain('all valid')
    const scored = spawnSync(process.execPath, [join(FOLDER, 'score.mjs'), out, '--json'], { encoding: 'utf8' })
    const { total, documents } = JSON.parse(scored.stdout) as Report
    console.log(
      Object.entries(total)
        .map(([name, { f1 }]) => `${name} ${f1.toFixed(3)}`)
        .join(', '),
    )
    expect(total.targets.f1).toBeGreaterThanOrEqual(0.97)
    expect(total.indicators.f1).toBeGreaterThanOrEqual(0.92)
    expect(total.status.f1).toBeGreaterThanOrEqual(0.94)
    expect(total.projects.f1).toBeGreaterThanOrEqual(0.93)
    expect(total.commitments.f1).toBeGreaterThanOrEqual(0.9)
    const { n, place, date, doc_type } = documents
    expect({ place, date, doc_type }).toEqual({ place: n, date: n, doc_type: n })
  })

  it('keep every quote an exact piece of the original', () => {
    for (const { raw } of texts) {
      const { targets, projects, commitments } = readDispatch(raw, { gazetteer })
      for (const { start, end, quote } of [...targets, ...projects, ...commitments]) {
        expect(raw.slice(start, end)).toBe(quote)
      }
    }
  })
})
