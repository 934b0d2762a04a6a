import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker } from '../../../tests/support/figures.ts'
import { type PlanningRoom, openPlanningRoom } from '../../../tests/support/schedules.ts'
import { asDay } from '../../kernel/day.ts'
import * as contract from './contract.ts'
import { schedulesFigures, schedulesLists } from './public.ts'

const REFS = ['schedules.nodes_due', 'schedules.nodes_met', 'schedules.node_hit_rate']

let room: PlanningRoom
let ask: ReturnType<typeof asker>
/** When the nodes of the first plan were to be finished: permit, works, hall, opening. */
let planned: Record<string, string>
let projectId: string

beforeAll(async () => {
  room = await openPlanningRoom()
  ask = asker(room.library.test, schedulesFigures, schedulesLists, 'schedules.view')
  projectId = await room.planned('2026-09-30')
  await room.run(contract.keepBaseline, room.office(), { projectId, expectedVersion: 2, name: '下达' })
  const { plan } = await room.show(projectId)
  planned = Object.fromEntries(plan.nodes.map(({ id, lateFinish }) => [id, lateFinish]))
  const finish = async (nodeId: string, on: string) => {
    room.library.test.now = new Date(`${on}T09:00:00+08:00`)
    const { nodeOf } = await room.show(projectId)
    await room.run(contract.recordFacts, room.office(), {
      projectId,
      nodeId,
      expectedVersion: nodeOf(nodeId).version,
      startedOn: asDay(on),
      finishedOn: asDay(on),
      remainingDays: null,
      slipReason: '示例：等水电接入',
    })
  }
  await finish('permit', '2026-03-20')
  await finish('works', '2026-09-15')
  room.library.test.now = new Date('2026-09-20T09:00:00+08:00')
})
afterAll(() => room.library.test.close())

describe('the figures of schedules', () => {
  it('count nodes by the day they were promised for: met, missed, and not those still ahead', async () => {
    // The permit and the works were due; the hall and the opening are ahead on 20 September.
    const ahead = ['hall', 'open'].map((id) => planned[id] ?? '')
    expect(ahead.every((day) => day > '2026-09-20')).toBe(true)
    expect(await ask.values(room.east(), REFS, '2026')).toEqual(['2', '1', '0.5'])
    expect(await ask.values(room.office(), REFS, '2025')).toEqual(['0', '0', null])
  })

  it('belong to the unit that answers for the node, else to that of the project', async () => {
    const west = await ask.values(room.office(), REFS, '2026', room.library.units.west)
    expect(west).toEqual(['1', '0', '0'])
    expect(await ask.values(room.office(), REFS, '2026', room.library.units.east)).toEqual(['1', '1', '1'])
  })

  it('list what was missed with its reason', async () => {
    expect(await ask.rows(room.office(), 'schedules.missed_nodes', '2026', room.library.units.west)).toMatchObject([
      {
        node: '主体施工',
        unit: '西山镇',
        planned_on: planned['works'],
        finished_on: '2026-09-15',
        reason: '示例：等水电接入',
      },
    ])
  })
})
