import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { NodeId } from './network.ts'

/** An open obstacle on a node and what it does to the plan. Its title and number are told to those who may see the obstacle itself. */
export const ObstacleOnNode = z.object({
  nodeId: NodeId,
  nodeName: z.string(),
  itemId: Id.nullable(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  unitName: z.string().nullable(),
  /** The last day on which it is still in the way, as its clock stands: its deadline, the day of review where suspended, today at the least. */
  inTheWayThrough: DayText,
  /** Working days by which the plan's finish comes later by this obstacle alone. */
  days: z.int().min(0),
})
export type ObstacleOnNode = z.output<typeof ObstacleOnNode>

/** Show what the open obstacles on the nodes of a plan do to its finish, each alone and all together. */
export const showObstacleEffects = query({
  id: 'schedules.obstacle_effects',
  summary: "Show in working days what the open obstacles on the nodes of a plan do to the plan's finish",
  route: 'GET /key-projects/:projectId/plan/obstacles',
  permission: 'schedules.view',
  input: z.object({ projectId: Id }),
  output: z.object({
    items: z.array(ObstacleOnNode),
    finishOn: DayText.nullable(),
    finishOnWith: DayText.nullable(),
    /** Working days by which the finish comes later by all of them together. */
    days: z.int().min(0),
    marginWith: z.int().nullable(),
  }),
})
