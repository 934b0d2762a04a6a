import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { implementations } from '../../src/apps/server/registry.ts'
import { openSample } from '../../src/apps/server/sample.ts'
import { createUnit, setUp } from '../../src/capabilities/organisation/contract.ts'
import { listTenants } from '../../src/capabilities/organisation/public.ts'
import { openFiles } from '../../src/platform/files.ts'
import { buildPrograms, runProgram } from '../support/command-line.ts'
import { rowsByTable } from '../support/compare-databases.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../support/house.ts'

const OWN = '110101'
const folder = mkdtempSync(join(tmpdir(), 'clarion-sample-'))
const files = openFiles({ folder: join(folder, 'files') })

let test: TestHouse
let program = ''
beforeAll(async () => {
  program = (await buildPrograms('remove-sample', { clarion: 'src/apps/cli/main.ts' })).clarion
  test = await openTestHouse(implementations)
  await openSample({ ...test.house, files }, 'shili-2026')
  const names = { regionName: '东城区', administratorName: '管理员', account: 'real-admin', isSample: false }
  await test.run(setUp, system(OWN), { regionCode: OWN, ...names })
  for (const region of [OWN, HOME])
    await files.put(region, { name: 'a', type: 'text/plain', bytes: Buffer.from(region) })
}, 120_000)
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true })
})

function remove(...more: readonly string[]) {
  const { appUrl, adminUrl } = test.database
  const where = ['--database', appUrl, '--database-admin', adminUrl, '--data', folder]
  return runProgram(program, ['sample', 'remove', ...where, ...more], { HOME: folder, LANG: 'en_GB.UTF-8' })
}

it('stops where somebody entered something, says who and what, and removes nothing', async () => {
  await test.run(createUnit, personWith('administrator'), {
    name: '示例单位',
    kind: 'department',
    openedOn: '2026-01-01',
  })
  const before = await rowsByTable(test.database.admin.pool)
  const ended = await remove()
  expect(ended).toMatchObject({ exit: 6, out: '' })
  expect(ended.err).toMatch(/370786.*Open a unit ×1 \(示例administrator\).*--with-entries/)
  expect((await rowsByTable(test.database.admin.pool)) as unknown).toEqual(before)
})

it('wants the administrator of an external database', async () => {
  const words = ['sample', 'remove', '--with-entries', '--database', test.database.appUrl, '--data', folder]
  const ended = await runProgram(program, words, { HOME: folder, LANG: 'en_GB.UTF-8' })
  expect(ended).toMatchObject({ exit: 2, out: '' })
  expect(ended.err).toContain('--database-admin')
})

it('takes the sample regions away whole, leaves the others untouched, and says so', async () => {
  const { pool } = test.database.admin
  const ofOwn = async () =>
    Object.entries(await rowsByTable(pool)).flatMap(([table, rows]) =>
      rows.filter((row) => row.includes(OWN)).map((row) => `${table} ${row}`),
    )
  const before = await ofOwn()
  const ended = await remove('--with-entries')
  expect(ended).toMatchObject({ exit: 0, err: '' })
  expect(ended.out).toMatch(/Removed the sample region 370786 昌邑市: \d+ rows/)
  expect(ended.out).toMatch(/Regions left as they are: 1/)
  expect((await listTenants(test.database.app.kysely)).map((each) => each.region_code)).toEqual([OWN])
  expect(await ofOwn()).toEqual(before)
  const left = Object.values(await rowsByTable(pool)).flat()
  expect(left.filter((row) => /^\(?(370786|370724|371525|370700|370400)\b/.test(row))).toEqual([])
  expect(left.length).toBe(before.length)
  expect(readdirSync(join(folder, 'files', HOME))).toEqual([])
  expect(readdirSync(join(folder, 'files', OWN)).length).toBe(2)
  expect(readdirSync(folder)).toContain('sample-removed')
  expect((await remove()).out).toContain('There is no sample region')
})
