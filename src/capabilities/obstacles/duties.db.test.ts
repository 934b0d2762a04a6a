import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type LoopRoom, openLoopRoom } from '../../../tests/support/items.ts'
import { asDay, type Day } from '../../kernel/day.ts'
import type { Duty } from '../../kernel/duty.ts'
import { query } from '../../kernel/operation.ts'
import type { Caller } from '../../platform/access.ts'
import { implement, runOperation } from '../../platform/run-operation.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import * as contract from './contract.ts'
import { listItemDuties } from './public.ts'
import { z } from 'zod'

const FRIDAY = asDay('2026-03-20')
let room: LoopRoom
beforeAll(async () => {
  room = await openLoopRoom()
})
afterAll(() => room.test.close())

/** The week's list as the overview asks for it. */
async function owed(caller: Caller, until: Day = FRIDAY): Promise<readonly Duty[]> {
  let duties: readonly Duty[] = []
  const spec = query({
    id: 'overview.owed_for_test',
    summary: 'What is owed',
    route: 'GET /owed-for-test',
    permission: 'session.own',
    input: z.object({}),
    output: z.object({}),
  })
  const ask = implement(spec, async (ctx) => {
    duties = await listItemDuties(ctx, until)
    return {}
  })
  await runOperation(room.test.house, ask, { caller, input: {}, requestId: 'x' })
  return duties
}
const kinds = async (caller: Caller, itemId: string, until?: Day) =>
  (await owed(caller, until)).filter(({ key }) => key === `obstacles.item:${itemId}`).map(({ kind }) => kind)

describe('what is owed on items', () => {
  it('belongs to whoever has the next step, one after the other, and nothing is told twice', async () => {
    const reported = await room.report()
    expect(await kinds(room.office(), reported.id)).toEqual(['obstacles.item_to_verify'])
    const verified = await room.run(contract.verifyItem, room.office(), room.at(reported))
    expect(await kinds(room.office(), reported.id)).toEqual(['obstacles.item_to_assign'])
    const assigned = await room.run(contract.assignItem, room.office(), {
      ...room.at(verified),
      assignment: { leadUnitId: room.units.bureau, closingStandard: '示例：办结', closingProof: 'statement', days: 3 },
    })
    expect(await kinds(room.office(), reported.id)).toEqual([])
    expect(await kinds(room.bureau(), reported.id)).toEqual(['obstacles.item_to_sign'])
    const signed = await room.run(contract.signItem, room.bureau(), room.at(assigned))
    expect(await kinds(room.bureau(), reported.id)).toEqual(['obstacles.item_to_answer'])
    const ask = { days: 2, reason: '示例：等批复', progress: '示例：已报' }
    const asked = await room.run(contract.askItemExtension, room.bureau(), { ...room.at(signed), ...ask })
    expect(await kinds(room.office(), reported.id)).toEqual(['obstacles.item_to_decide_extension'])
    const answered = await room.run(contract.answerItem, room.bureau(), {
      ...room.at(asked),
      text: '示例：已办结',
      approvedBy: '示例局长',
    })
    for (const who of [room.east(), room.office()])
      expect(await kinds(who, reported.id)).toEqual(['obstacles.item_to_consent'])
    expect(await kinds(room.bureau(), reported.id)).toEqual([])
    const agreed = await room.run(contract.agreeToItem, room.east(), { ...room.at(answered), as: 'proposer' })
    expect(await kinds(room.east(), agreed.id)).toEqual([])
    const all = await owed(room.office(), asDay('2026-12-31'))
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  })

  it('is told with the day it is due, and not before the week it is due in', async () => {
    const signed = await room.signed({ days: 30 })
    expect(await kinds(room.bureau(), signed.id)).toEqual([])
    const [duty] = (await owed(room.bureau(), asDay('2026-12-31'))).filter(({ key }) => key.endsWith(signed.id))
    expect(duty).toMatchObject({
      dueOn: '2026-04-28',
      path: `/obstacles/${signed.id}`,
      title: '示例：厂区外排水管线未迁改',
    })
  })

  it('reaches the chief leaders once an item stands on their tier, and no sponsoring leader but its own', async () => {
    const as = system()
    const chief = await leader('chief_leader', 'chief001')
    const own = await leader('sponsoring_leader', 'sponsor001')
    const other = await leader('sponsoring_leader', 'sponsor002')
    const high = await room.signed({ tier: 4 })
    const third = await room.signed({ tier: 3, leaderPostId: own.postId })
    const far = asDay('2026-12-31')
    expect(await kinds(chief.caller, high.id, far)).toEqual(['obstacles.item_to_decide'])
    expect(await kinds(chief.caller, third.id, far)).toEqual([])
    expect(await kinds(own.caller, third.id, far)).toEqual(['obstacles.item_to_decide'])
    expect(await kinds(other.caller, third.id, far)).toEqual([])

    async function leader(role: 'chief_leader' | 'sponsoring_leader', account: string) {
      const { id: personId } = await room.run(createPerson, as, { name: '示例领导', account })
      const { id: postId } = await room.run(appoint, as, {
        personId,
        unitId: room.units.office,
        role,
        title: account,
        fromOn: asDay('2026-01-01'),
      })
      return { postId, caller: personWith(role, room.units.office, { personId }) }
    }
  })

  it('is one line where it is many of a kind', async () => {
    for (let made = 0; made < 13; made += 1) await room.report({ title: `示例：第 ${made} 件` })
    const many = (await owed(room.office())).filter(({ kind }) => kind === 'obstacles.items_to_verify')
    expect(many).toHaveLength(1)
    expect(many[0]?.count).toBeGreaterThanOrEqual(13)
  })
})
