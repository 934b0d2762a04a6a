import { asDay } from '../../src/kernel/day.ts'
import type { SentOf } from '../../src/kernel/operation.ts'
import type { Caller } from '../../src/platform/access.ts'
import type { Implementation } from '../../src/platform/run-operation.ts'
import * as contract from '../../src/capabilities/schedules/contract.ts'
import { schedulesOperations } from '../../src/capabilities/schedules/operations/index.ts'
import { personWith } from './house.ts'
import { type Library, openLibrary } from './projects.ts'

/** A library of projects in which plans can be made. */
export interface PlanningRoom {
  readonly library: Library
  readonly run: Library['test']['run']
  readonly office: () => Caller
  readonly east: () => Caller
  readonly west: () => Caller
  /**
   * A project of the east town with a plan: a permit of 10 working days, works of 60 the west town answers for, a machine hall of 30, and
   * the opening, one after the other.
   */
  readonly planned: (openOn?: string) => Promise<string>
  readonly show: (projectId: string, caller?: Caller) => Promise<ShownPlan>
  readonly change: (
    projectId: string,
    input: Omit<SentOf<typeof contract.changePlan>, 'projectId'>,
    caller?: Caller,
  ) => Promise<{ readonly version: number }>
}

/** A plan that is there, with its nodes by their ids. */
export interface ShownPlan {
  readonly projectName: string
  readonly actions: readonly contract.PlanAction[]
  readonly plan: contract.WorkingPlan
  readonly nodeOf: (id: string) => contract.PlannedNode
}

/** Opens a house with units, posts and projects whose plans can be made. */
export async function openPlanningRoom(more: readonly Implementation[] = []): Promise<PlanningRoom> {
  const library = await openLibrary([...schedulesOperations, ...more])
  const run: PlanningRoom['run'] = (...given) => library.test.run(...given)
  const office = () => personWith('project_office', library.units.office)
  let made = 0
  const change: PlanningRoom['change'] = (projectId, input, caller = office()) =>
    run(contract.changePlan, caller, { projectId, ...input })
  return {
    library,
    run,
    office,
    east: () => personWith('township', library.units.east),
    west: () => personWith('township', library.units.west),
    change,
    async planned(openOn = '2026-12-31') {
      const { id: projectId } = await library.enter({ name: `示例排期项目${(made += 1)}` })
      await run(contract.makePlan, office(), { projectId, template: null, openOn: asDay(openOn) })
      const node = (id: string, name: string, days: number) => contract.PlanNode.parse({ id, name, days })
      const links = [
        ['permit', 'works'],
        ['works', 'hall'],
        ['hall', 'open'],
      ] as const
      await change(projectId, {
        expectedVersion: 1,
        changes: [
          { kind: 'set_node', node: node('permit', '施工许可', 10) },
          { kind: 'set_node', node: node('works', '主体施工', 60) },
          { kind: 'set_node', node: node('hall', '设备安装', 30) },
          ...links.map(([from, to]) => ({ kind: 'set_link' as const, link: contract.PlanLink.parse({ from, to }) })),
        ],
        charges: [{ nodeId: 'works', unitId: library.units.west }],
      })
      return projectId
    },
    async show(projectId, caller = office()) {
      const { plan, projectName, actions } = await run(contract.showPlan, caller, { projectId })
      if (!plan) throw new Error('no plan')
      const nodeOf = (id: string) => {
        const node = plan.nodes.find((each) => each.id === id)
        if (!node) throw new Error(`no node ${id}`)
        return node
      }
      return { projectName, actions, plan, nodeOf }
    },
  }
}
