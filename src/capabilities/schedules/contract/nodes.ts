import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { NODE_VERDICTS, NodeId, NodeVerdict } from './network.ts'

/** A node of some project, with what a reader of many plans must know of it. */
export const NodeLine = z.object({
  projectId: Id,
  projectName: z.string(),
  projectNumber: z.string(),
  nodeId: NodeId,
  name: z.string(),
  unitId: Id.nullable(),
  unitName: z.string().nullable(),
  postTitle: z.string().nullable(),
  /** The latest days that keep the opening day. */
  lateStart: DayText,
  lateFinish: DayText,
  earlyFinish: DayText,
  startedOn: DayText.nullable(),
  finishedOn: DayText.nullable(),
  /** The day it is owed by: its latest start until it began, its latest finish from then on. */
  dueOn: DayText,
  totalFloat: z.int(),
  critical: z.boolean(),
  daysLate: z.int(),
  verdict: NodeVerdict,
  slipReason: z.string(),
})
export type NodeLine = z.output<typeof NodeLine>

/** What a list of nodes can be narrowed by; days are those a node is owed by. */
export const NodeFilter = z.object({
  text: z.string().trim().max(100).optional(),
  verdict: z.array(z.enum(NODE_VERDICTS)).optional(),
  unitId: z.array(Id).optional(),
  projectId: z.array(Id).optional(),
  dueFrom: DayText.optional(),
  dueTo: DayText.optional(),
  critical: z.boolean().default(false),
  /** Finished nodes too; a verdict that names them brings them as well. */
  withFinished: z.boolean().default(false),
})
export type NodeFilter = z.output<typeof NodeFilter>

/** List nodes of all projects in scope with how they stand today, the ones owed first ahead. */
export const listNodes = query({
  id: 'schedules.list_nodes',
  summary: 'List nodes of all projects in scope with how they stand today, the ones owed first ahead',
  route: 'GET /schedules/nodes',
  permission: 'schedules.view',
  input: NodeFilter.extend({
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(NodeLine),
    nextCursor: z.string().nullable(),
    today: DayText,
    total: z.int(),
    counts: z.record(NodeVerdict, z.int()),
  }),
})
