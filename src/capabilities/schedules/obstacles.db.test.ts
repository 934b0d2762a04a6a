import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { openPlanningRoom, type PlanningRoom } from '../../../tests/support/schedules.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { assignItem, reportItem, signItem, verifyItem } from '../obstacles/contract.ts'
import { showObstacleEffects } from './contract.ts'

let room: PlanningRoom
beforeAll(async () => {
  room = await openPlanningRoom(obstaclesOperations)
})
afterAll(() => room.library.test.close())

describe('an obstacle on a node', () => {
  it('shows in working days what its deadline does to the finish of the plan, and nothing once it is over', async () => {
    const projectId = await room.planned()
    const effects = (caller = room.office()) => room.run(showObstacleEffects, caller, { projectId })
    expect(await effects()).toMatchObject({ items: [], days: 0 })
    const place = ({ id, version }: { id: string; version: number }) => ({ itemId: id, expectedVersion: version })
    const reported = await room.run(reportItem, room.east(), {
      unitId: room.library.units.east,
      body: {
        class: 'permits',
        title: '示例：许可证红线冲突',
        text: '示例：红线与道路规划冲突',
        subject: { kind: 'key_project', id: projectId, title: '示例排期项目' },
        node: { nodeId: 'permit', title: 'permit', plannedOn: null },
      },
    })
    const verified = await room.run(verifyItem, room.office(), place(reported))
    const assigned = await room.run(assignItem, room.office(), {
      ...place(verified),
      assignment: {
        leadUnitId: room.library.units.bureau,
        closingStandard: '示例：发证',
        closingProof: 'statement',
        days: 10,
      },
    })
    const bureau = personWith('department', room.library.units.bureau)
    await room.run(signItem, bureau, place(assigned))
    const shown = await effects()
    // Monday 16 March: signed today, ten working days from tomorrow end on 30 March; the permit begins the day after, eleven days late.
    expect(shown).toMatchObject({ days: 11 })
    expect(shown.items).toMatchObject([
      {
        nodeId: 'permit',
        title: '示例：许可证红线冲突',
        unitName: '工业和信息化局',
        inTheWayThrough: '2026-03-30',
        days: 11,
      },
    ])
    expect(shown.marginWith).toBeLessThan((await room.show(projectId)).plan.schedule.margin)
  })

  it('is told without its title to those who see the plan but not the obstacle', async () => {
    const projectId = await room.planned()
    await room.run(reportItem, room.office(), {
      unitId: room.library.units.office,
      body: {
        class: 'other',
        title: '示例：内部事项',
        text: '示例：不对外',
        subject: { kind: 'key_project', id: projectId, title: '示例排期项目' },
        node: { nodeId: 'works', title: 'works', plannedOn: null },
      },
    })
    const { items } = await room.run(showObstacleEffects, room.east(), { projectId })
    expect(items).toMatchObject([{ nodeId: 'works', itemId: null, title: null, number: null }])
  })
})
