import { implement } from '../../../platform/run-operation.ts'
import { orRefuse } from '../../../kernel/refusal.ts'
import { listNodeObstacles } from '../../obstacles/public.ts'
import * as contract from '../contract.ts'
import { obstacleEffects } from '../rules/obstacles.ts'
import { openProject, today } from './open-plan.ts'

/** The operation that weighs obstacles. */
export const obstacleOperations = [
  implement(contract.showObstacleEffects, async (ctx, { projectId }) => {
    const { plan } = await openProject(ctx, projectId)
    const names = new Map(plan?.network.nodes.map(({ id, name }) => [id, name]))
    const found = plan ? (await listNodeObstacles(ctx, projectId)).filter(({ nodeId }) => names.has(nodeId)) : []
    if (!plan || found.length === 0) return { items: [], finishOn: null, finishOnWith: null, days: 0, marginWith: null }
    const { before, together, each } = orRefuse(obstacleEffects(plan, ctx.calendar, today(ctx), found))
    return {
      items: found.map((obstacle, at) => ({
        ...obstacle,
        nodeName: names.get(obstacle.nodeId) ?? '',
        days: each[at]?.days ?? 0,
      })),
      finishOn: before.finishOn,
      finishOnWith: together.finishOn,
      days: together.days,
      marginWith: together.margin,
    }
  }),
]
