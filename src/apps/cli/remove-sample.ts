import type { PoolClient } from 'pg'
import { nameOfOperation } from '../../kernel/language.ts'
import { EXIT_CODE_OF_REFUSAL } from '../../kernel/refusal.ts'
import { openDatabase } from '../../platform/database/connect.ts'
import { type Removed, removeTenants } from '../../platform/remove-tenants.ts'
import { listTenants } from '../../capabilities/organisation/public.ts'
import { contracts } from '../contracts.ts'
import { rememberSampleRemoved } from '../server/empty-start.ts'
import type { Arguments } from './arguments.ts'
import { type Installation, openInstallation } from './installation.ts'
import { giveUp, localeOfShell, say } from './say.ts'

/** `clarion sample remove`: takes the sample tenants away whole and leaves every other one. */
export async function removeSample(given: Arguments): Promise<number> {
  const installation = await openInstallation(given)
  try {
    const tenants = await listTenants(installation.kysely)
    const samples = tenants.filter((each) => each.is_sample)
    const removed =
      samples.length === 0 ? [] : await removeAll(installation, samples, given.options['with-entries'] === true)
    rememberSampleRemoved(installation.folder)
    report(removed, samples, tenants.length - samples.length)
    return 0
  } finally {
    await installation.close()
  }
}

interface Tenant {
  readonly region_code: string
  readonly name: string
}

async function removeAll(
  { adminUrl, files }: Installation,
  samples: readonly Tenant[],
  withEntries: boolean,
): Promise<readonly Removed[]> {
  if (!adminUrl)
    return giveUp({
      zh: '外部数据库要用管理账号才能清除：加上 --database-admin URL。',
      en: 'An external database needs its administrator for this: add --database-admin URL.',
    })
  const admin = openDatabase({ url: adminUrl, size: 1 })
  try {
    const regions = samples.map((each) => each.region_code)
    const removed = await removeTenants(admin.pool, regions, async (client, region) => {
      if (!withEntries) await refuseEntries(client, region)
    })
    for (const region of regions) for await (const { key } of files.list(region)) await files.remove(region, key)
    return removed
  } finally {
    await admin.close()
  }
}

/** Commands of people; what the system did, sign-ins and reading leave nothing behind that anybody would miss. */
async function refuseEntries(client: PoolClient, region: string): Promise<void> {
  const commands = contracts.filter((each) => each.kind === 'command').map((each) => each.id)
  const { rows } = await client.query<{ operation: string; names: string[]; entries: number }>(
    `select operation, array_agg(distinct actor_name) as names, count(*)::int as entries
       from audit_entries
      where region_code = $1 and outcome = 'done' and actor_id <> 'system' and operation = any($2)
      group by operation order by count(*) desc, operation limit 5`,
    [region, commands],
  )
  if (rows.length === 0) return
  const { catalogues } = await import('../server/registry.ts')
  const nameOf = (operation: string) => nameOfOperation(operation, localeOfShell(), catalogues)
  const detail = rows.map((row) => `${nameOf(row.operation)} ×${row.entries} (${row.names.join(', ')})`).join('; ')
  giveUp(
    {
      zh: `示例地区 ${region} 里有人录入过内容：${detail}。确认不要了，加上 --with-entries 再执行。`,
      en: `People entered something in the sample region ${region}: ${detail}. If it may go, run again with --with-entries.`,
    },
    EXIT_CODE_OF_REFUSAL.conflict,
  )
}

function report(removed: readonly Removed[], samples: readonly Tenant[], left: number): void {
  if (removed.length === 0) say({ zh: '没有示例地区。', en: 'There is no sample region.' })
  for (const { region, rows } of removed) {
    const sum = Object.values(rows).reduce((total, each) => total + each, 0)
    const name = samples.find((each) => each.region_code === region)?.name ?? ''
    say({
      zh: `已清除示例地区 ${region} ${name}：${sum} 行`,
      en: `Removed the sample region ${region} ${name}: ${sum} rows`,
    })
  }
  say({ zh: `保留的地区：${left} 个。`, en: `Regions left as they are: ${left}.` })
}
