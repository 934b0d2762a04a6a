/**
 * How long a sweep takes when ten thousand items fall due in one minute: `node --import tsx bench/obstacles.ts [items] [regions]`. The
 * embedded database, durable as in production, in the folder for temporary files; the items are copies of one that was reported, verified,
 * assigned and signed. Printed are seconds of the clock on the wall, CPU seconds of this process, and what moved up.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { obstaclesJobs } from '../src/capabilities/obstacles/jobs.ts'
import * as loop from '../src/capabilities/obstacles/contract.ts'
import { obstaclesOperations } from '../src/capabilities/obstacles/operations/index.ts'
import * as organisation from '../src/capabilities/organisation/contract.ts'
import { organisationOperations } from '../src/capabilities/organisation/operations/index.ts'
import { asDay } from '../src/kernel/day.ts'
import { newId } from '../src/kernel/ids.ts'
import type { OperationSpec, OutputOf, SentOf } from '../src/kernel/operation.ts'
import { asRegionCode } from '../src/kernel/region-code.ts'
import { NATIONAL_WORK_CALENDAR } from '../src/kernel/work-calendar.ts'
import { openDatabase, withClient } from '../src/platform/database/connect.ts'
import { EMBEDDED_ADMIN, startEmbedded } from '../src/platform/database/embedded.ts'
import { openFiles } from '../src/platform/files.ts'
import { APP_ROLE, migrate } from '../src/platform/migrate.ts'
import { type House, runOperation } from '../src/platform/run-operation.ts'

const items = Number(process.argv[2] ?? 10_000)
const regions = ['370786', '370724', '371525'].slice(0, Number(process.argv[3] ?? 1))
const DUE = new Date('2026-03-31T18:00:00+08:00')

const folder = mkdtempSync(join(tmpdir(), 'clarion-bench-'))
chmodSync(folder, 0o711)
const log = pino({ level: 'warn' })
const server = await startEmbedded({ folder, log, durable: true })
try {
  await withClient(server.url(EMBEDDED_ADMIN, 'postgres'), (client) => client.query('create database bench'))
  const adminUrl = server.url(EMBEDDED_ADMIN, 'bench')
  await migrate({ adminUrl, appUrl: server.url(APP_ROLE, 'bench') })
  const database = openDatabase({ url: server.url(APP_ROLE, 'bench'), size: 4, prepares: true })
  let now = new Date('2026-03-16T09:00:00+08:00')
  const house: House = {
    database: database.kysely,
    clock: () => now,
    files: openFiles({ folder }),
    calendarOf: async () => NATIONAL_WORK_CALENDAR,
    hasten: () => undefined,
  }
  for (const region of regions) await fill(house, region, adminUrl)
  now = DUE
  const sweep = obstaclesJobs.find(({ name }) => name === 'obstacles.sweep')
  const [begun, cpu] = [performance.now(), process.cpuUsage()]
  if (!sweep) throw new Error('no sweep')
  await Promise.all(regions.map((region) => sweep.run(house, region, log)))
  const { user, system } = process.cpuUsage(cpu)
  const [counted] = await withClient(
    adminUrl,
    async (client) =>
      (
        await client.query<{ items: number; steps: number }>(
          `select count(distinct item_id)::int as items, count(*)::int as steps from item_events where kind = 'escalated'`,
        )
      ).rows,
  )
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
  console.log(
    `${items} items in ${regions.length} region(s): wall ${seconds(performance.now() - begun)}, CPU of the server ${seconds((user + system) / 1000)}; ` +
      `${counted?.steps} steps up of ${counted?.items} items`,
  )
  await database.close()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function fill(house: House, region: string, adminUrl: string): Promise<void> {
  const byId = new Map([...organisationOperations, ...obstaclesOperations].map((each) => [each.spec.id, each]))
  const run = async <S extends OperationSpec>(spec: S, input: SentOf<S>): Promise<OutputOf<S>> => {
    const implementation = byId.get(spec.id)
    if (!implementation) throw new Error(spec.id)
    const caller = { kind: 'system', name: 'bench', region } as const
    return (await runOperation(house, implementation, { caller, input, requestId: newId() })) as OutputOf<S>
  }
  await run(organisation.setUp, {
    regionCode: asRegionCode(region),
    regionName: '示例县',
    administratorName: '示例管理',
    account: `root.${region}`,
  })
  const unit = async (name: string) =>
    (await run(organisation.createUnit, { name, kind: 'department', openedOn: asDay('2020-01-01') })).id
  const [town, bureau] = [await unit('示例镇'), await unit('示例局')]
  const place = ({ id, version }: { id: string; version: number }) => ({ itemId: id, expectedVersion: version })
  const reported = await run(loop.reportItem, {
    unitId: town,
    body: { class: 'site_conditions', title: '示例：管线未迁改', text: '示例：管线压占施工便道。' },
  })
  const verified = await run(loop.verifyItem, place(reported))
  const assignment = {
    leadUnitId: bureau,
    closingStandard: '示例：迁改完成并通水',
    closingProof: 'statement' as const,
  }
  const assigned = await run(loop.assignItem, { ...place(verified), assignment })
  const { id } = await run(loop.signItem, place(assigned))
  await withClient(adminUrl, async (client) => {
    const copies = [id, items - 1]
    await client.query(
      `insert into items select (jsonb_populate_record(i, jsonb_build_object('id', i.id || '-' || n, 'number', 'X' || n))).*
         from items i, generate_series(1, $2) n where i.id = $1`,
      copies,
    )
    await client.query(
      `insert into item_events select (jsonb_populate_record(e,
           jsonb_build_object('id', e.id || '-' || n, 'item_id', e.item_id || '-' || n))).*
         from item_events e, generate_series(1, $2) n where e.item_id = $1`,
      copies,
    )
    await client.query('analyze items; analyze item_events')
  })
}
