import { sql } from 'kysely'
import { asDay } from '../../src/kernel/day.ts'
import type { Caller } from '../../src/platform/access.ts'
import { makeVault } from '../../src/platform/identity/vault.ts'
import { inRegion } from '../../src/platform/transaction.ts'
import * as contract from '../../src/capabilities/notices/contract.ts'
import { loadOperations, noticesOperations } from '../../src/capabilities/notices/operations/index.ts'
import { sendDue } from '../../src/capabilities/notices/operations/send.ts'
import { DEFAULT_PREFERENCES } from '../../src/capabilities/notices/rules/routing.ts'
import { appoint, createPerson } from '../../src/capabilities/organisation/contract.ts'
import type { Implementation } from '../../src/platform/run-operation.ts'
import { HOME, personWith, system } from './house.ts'
import type { MailBox } from './outside.ts'
import { openLibrary } from './projects.ts'

/** Somebody with a post. */
export interface Hired {
  readonly id: string
  readonly caller: Caller
}

const MORNING = '2026-03-16T09:00:00+08:00'

/** A region with two people who are told things, and hands to set ways out, tell, send and look. */
export async function openNotices(more: readonly Implementation[] = []) {
  const library = await openLibrary([...noticesOperations, ...loadOperations([]), ...more])
  const { test, units } = library
  const office = personWith('administrator', units.office)
  let serial = 0
  const hire = async (name: string, account: string, unitId: string): Promise<Hired> => {
    const { id } = await test.run(createPerson, system(), { name, account })
    const role = 'township' as const
    await test.run(appoint, system(), { personId: id, unitId, role, title: name, fromOn: asDay('2020-01-01') })
    return { id, caller: personWith(role, unitId, { personId: id }) }
  }
  const body = (of: Partial<contract.ChannelBody>): contract.ChannelBody => ({
    kind: 'webhook',
    name: '示例渠道',
    isOn: true,
    groups: [...contract.NOTICE_GROUPS],
    unitIds: [],
    digestAt: null,
    quietFrom: '20:00',
    quietTo: '07:30',
    mail: null,
    ...of,
  })
  const add = (of: Partial<contract.ChannelBody>, secret: contract.ChannelSecret = {}) =>
    test.run(contract.addChannel, office, { body: body(of), secret })
  return {
    library,
    test,
    units,
    office,
    hire,
    body,
    add,
    town: await hire('示例镇长', 'town0001', units.east),
    other: await hire('示例局长', 'bureau01', units.bureau),
    telling: (personIds: readonly string[], of: Partial<contract.Telling> = {}): contract.Telling => {
      serial += 1
      return {
        key: `k${serial}`,
        group: 'escalated',
        kind: 'obstacles.item_climbed',
        words: { 'zh-CN': '事项升级了', en: 'An item climbed' },
        title: `示例事项${serial}`,
        unitName: '',
        dueOn: null,
        path: '/items/1',
        personIds: [...personIds],
        ...of,
      }
    },
    tell: (...tellings: contract.Telling[]) => test.run(contract.tellPeople, system(), { tellings }),
    mailChannel: ({ port }: Pick<MailBox, 'port'>) =>
      add({
        kind: 'mail',
        mail: { host: '127.0.0.1', port, security: 'none', user: '', from: 'c@example.cn', fromName: '冲锋号' },
      }),
    prefer: async ({ caller }: Hired, of: Partial<contract.Preferences>) => {
      const { version } = await test.run(contract.showPreferences, caller, {})
      const preferences = { ...DEFAULT_PREFERENCES, ...of }
      await test.run(contract.savePreferences, caller, { preferences, expectedVersion: version })
    },
    /** One round of the sender, as the job does it every minute. */
    round: (ownMachine = true) =>
      sendDue(test.house, HOME, {
        vault: test.house.vault ?? makeVault(Buffer.alloc(32)),
        publicUrl: 'https://clarion.example.cn',
        reach: { ownMachine },
      }),
    deliveries: async (channelId: string) => (await test.run(contract.listDeliveries, office, { channelId })).items,
    /** Lets hours pass, one by one. */
    hourly: async (hours: number, each: () => Promise<unknown>) => {
      for (let hour = 0; hour < hours; hour += 1) {
        test.now = new Date(test.now.getTime() + 3_600_000)
        await each()
      }
    },
    /** Morning again, and nothing on its way. */
    begin: async () => {
      test.now = new Date(MORNING)
      await inRegion(test.house.database, HOME, 'write', async (tx) => {
        await sql`update notice_deliveries set state = 'dropped' where region_code = ${HOME}`.execute(tx)
        await sql`update notice_channels set removed_at = now() where region_code = ${HOME}`.execute(tx)
      })
    },
    close: () => test.close(),
  }
}
