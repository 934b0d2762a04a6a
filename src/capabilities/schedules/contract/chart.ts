import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { ProjectLight, Stage } from '../../key-projects/contract.ts'
import { LinkType, NodeId, NodeVerdict } from './network.ts'

/** A node as a bar of the wall chart: the days it is planned for, the days it really took, and where the reference baseline had it. */
export const ChartBar = z.object({
  id: NodeId,
  name: z.string(),
  /** Latest days where an opening day is set (倒排), earliest days otherwise. */
  startOn: DayText,
  finishOn: DayText,
  isMilestone: z.boolean(),
  startedOn: DayText.nullable(),
  finishedOn: DayText.nullable(),
  baselineStart: DayText.nullable(),
  baselineFinish: DayText.nullable(),
  critical: z.boolean(),
  verdict: NodeVerdict,
  daysLate: z.int().min(0),
  provisional: z.boolean(),
})
export type ChartBar = z.output<typeof ChartBar>

/** A project as a row of the wall chart, its nodes in the order of its plan. */
export const ChartProject = z.object({
  projectId: Id,
  number: z.string(),
  name: z.string(),
  stage: Stage,
  light: ProjectLight,
  chain: z.string(),
  unitName: z.string(),
  leader: z.string().nullable(),
  openOn: DayText.nullable(),
  /** The earliest day everything is finished. */
  finishOn: DayText,
  margin: z.int(),
  feasible: z.boolean(),
  version: RecordVersion,
  mayPlan: z.boolean(),
  bars: z.array(ChartBar),
  /** Links that hold a critical chain together. */
  criticalLinks: z.array(z.object({ from: NodeId, to: NodeId, type: LinkType })),
})
export type ChartProject = z.output<typeof ChartProject>

/** Show the wall chart (挂图作战): the plans of every project in scope, computed for today. */
export const showChart = query({
  id: 'schedules.chart',
  summary: 'Show the wall chart: the plans of every project in scope, computed for today',
  route: 'GET /schedules/chart',
  permission: 'schedules.view',
  input: z.object({}),
  output: z.object({
    today: DayText,
    publishedThrough: DayText.nullable(),
    items: z.array(ChartProject),
    /** Projects in scope that have no plan yet. */
    withoutPlan: z.int().min(0),
  }),
})
