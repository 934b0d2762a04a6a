import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import {
  DateName,
  Network,
  NodeFacts,
  NodeId,
  NodeVerdict,
  PlanChange,
  PlanFrame,
  PlanLink,
  PlanNode,
  Repair,
  Schedule,
  ScheduledNode,
  WhatIf,
  WhyStep,
} from './network.ts'

const Note = z.string().trim().max(500)
const Reason = z.string().trim().min(2).max(500)
const ProjectKey = z.object({ projectId: Id })

/** Who answers for a node, and a remark. The unit reports its facts; the post is a person's duty. */
export const NodeCharge = z.object({
  unitId: Id.nullable().default(null),
  postId: Id.nullable().default(null),
  note: Note.default(''),
})
export type NodeCharge = z.output<typeof NodeCharge>

/** What a post may do to a node just now. */
export const NodeAction = z.enum(['record'])

/** A node with its computed days and who answers for it. */
export const PlannedNode = PlanNode.extend({
  ...ScheduledNode.omit({ id: true }).shape,
  ...NodeCharge.shape,
  unitName: z.string().nullable(),
  postTitle: z.string().nullable(),
  /** Why it began or ended later than planned, as the unit says. */
  slipReason: z.string(),
  version: RecordVersion,
  actions: z.array(NodeAction),
})
export type PlannedNode = z.output<typeof PlannedNode>

/** A baseline as it is named and listed. */
export const BaselineName = z.object({
  id: Id,
  name: z.string(),
  reason: z.string(),
  openOn: DayText.nullable(),
  keptAt: z.string(),
  keptBy: z.string(),
  /** Its finishes are what node hits are counted by. */
  isReference: z.boolean(),
})
export type BaselineName = z.output<typeof BaselineName>

/** How many nodes stand how. `reached` and `late` count finished nodes, `overdue` and `slipping` the others. */
export const NodeCounts = z.object({
  all: z.int(),
  done: z.int(),
  doneLate: z.int(),
  running: z.int(),
  due: z.int(),
  late: z.int(),
  willBeLate: z.int(),
  critical: z.int(),
})
export type NodeCounts = z.output<typeof NodeCounts>

/** The working plan of a project with everything computed from it today. */
export const WorkingPlan = z.object({
  frame: PlanFrame,
  schedule: Schedule.omit({ nodes: true }),
  nodes: z.array(PlannedNode),
  links: z.array(PlanLink),
  counts: NodeCounts,
  baselines: z.array(BaselineName),
  template: z.string().nullable(),
  madeAt: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
  version: RecordVersion,
})
export type WorkingPlan = z.output<typeof WorkingPlan>

/** What a post may do to the plan of a project just now. */
export const PlanAction = z.enum(['make', 'change', 'keep_baseline'])
export type PlanAction = z.output<typeof PlanAction>

/** Show the backward schedule of a project, computed for today; without a plan, what one could begin with. */
export const showPlan = query({
  id: 'schedules.show',
  summary: 'Show the backward schedule of a project, computed for today; without a plan, what one could begin with',
  route: 'GET /key-projects/:projectId/plan',
  permission: 'schedules.view',
  input: ProjectKey,
  output: z.object({
    projectId: Id,
    projectName: z.string(),
    projectNumber: z.string(),
    unitId: Id,
    today: DayText,
    plan: WorkingPlan.nullable(),
    /** Days of the record a plan could begin with. */
    suggested: z.object({ startOn: DayText.nullable(), openOn: DayText.nullable(), template: z.string().nullable() }),
    actions: z.array(PlanAction),
  }),
})

const Named = z.object({ zh: z.string(), en: z.string() })

/** List the templates a plan can be made from. */
export const listTemplates = query({
  id: 'schedules.list_templates',
  summary: 'List the templates a plan can be made from',
  route: 'GET /schedules/templates',
  permission: 'schedules.view',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({ id: z.string(), name: Named, about: Named, category: z.string(), nodes: z.int(), permits: z.int() }),
    ),
  }),
})

/**
 * Make the plan of a project from a template or with a single closing node; `expectedVersion` takes the place of a plan that is there, its
 * baselines stay. Refuses `schedules.plan_there` where it is not given.
 */
export const makePlan = command({
  id: 'schedules.make',
  summary: 'Make the plan of a project from a template, or an empty one to fill in',
  route: 'POST /key-projects/:projectId/plan',
  permission: 'schedules.plan',
  input: ProjectKey.extend({
    template: z.string().max(64).nullable(),
    locale: z.enum(['zh', 'en']).default('zh'),
    openOn: DayText,
    startOn: DayText.nullable().default(null),
    /** Who answers for every node until somebody is named. */
    unitId: Id.nullable().default(null),
    expectedVersion: RecordVersion.nullable().default(null),
    reason: Reason.optional(),
  }),
  output: z.object({ projectId: Id, version: RecordVersion }),
})

/** Who answers for a node from now on. */
export const NodeCharged = NodeCharge.extend({ nodeId: NodeId })
export type NodeCharged = z.output<typeof NodeCharged>

/** Change nodes, links, days and charges of a plan as one act; refused with every problem of the network they would make. */
export const changePlan = command({
  id: 'schedules.change',
  summary: 'Change nodes, links, days and charges of a plan as one act',
  route: 'POST /key-projects/:projectId/plan/changes',
  permission: 'schedules.plan',
  input: ProjectKey.extend({
    expectedVersion: RecordVersion,
    changes: z.array(PlanChange).max(200).default([]),
    charges: z.array(NodeCharged).max(5000).default([]),
    reason: Reason.optional(),
  }),
  output: z.object({ projectId: Id, version: RecordVersion, schedule: Schedule.omit({ nodes: true }) }),
})

/** Show what changes would do to a plan, without writing anything. */
export const whatIfPlan = query({
  id: 'schedules.what_if',
  summary: 'Show what changes would do to a plan, without writing anything',
  route: 'GET /key-projects/:projectId/plan/what-if',
  permission: 'schedules.view',
  input: ProjectKey.extend({ changes: z.array(PlanChange).min(1).max(60) }),
  output: WhatIf.extend({ network: Network, frame: PlanFrame, version: RecordVersion }),
})

/** Record what happened to a node: when it began and ended, days still needed, and why it slipped. */
export const recordFacts = command({
  id: 'schedules.record',
  summary: 'Record what happened to a node: when it began and ended, days still needed, and why it slipped',
  route: 'POST /key-projects/:projectId/plan/nodes/:nodeId/facts',
  permission: 'schedules.record',
  input: ProjectKey.extend({
    nodeId: NodeId,
    expectedVersion: RecordVersion,
    ...NodeFacts.shape,
    slipReason: Note.default(''),
  }),
  output: z.object({ nodeId: NodeId, version: RecordVersion, verdict: NodeVerdict }),
})

/** Explain a date of a node: the chain of rules that fixed it, from the date asked about to its root. */
export const explainDate = query({
  id: 'schedules.why',
  summary: 'Explain a date of a node: the chain of rules that fixed it',
  route: 'GET /key-projects/:projectId/plan/why',
  permission: 'schedules.view',
  input: ProjectKey.extend({ nodeId: NodeId, date: DateName }),
  output: z.object({ nodeId: NodeId, nodeName: z.string(), date: DateName, on: DayText, steps: z.array(WhyStep) }),
})

/** List ways out of a plan that cannot be kept, each with its effect, the best first; none where it can be kept. */
export const listRepairs = query({
  id: 'schedules.list_repairs',
  summary: 'List ways out of a plan that cannot be kept, each with its effect, the best first',
  route: 'GET /key-projects/:projectId/plan/repairs',
  permission: 'schedules.view',
  input: ProjectKey,
  output: z.object({ version: RecordVersion, margin: z.int(), items: z.array(Repair) }),
})

/** List what was done to a plan, the latest first. */
export const listPlanHistory = query({
  id: 'schedules.list_history',
  summary: 'List what was done to a plan, the latest first',
  route: 'GET /key-projects/:projectId/plan/history',
  permission: 'schedules.view',
  input: ProjectKey,
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        topic: z.string(),
        actorName: z.string(),
        onBehalfOf: z.string().nullable(),
        reason: z.string().nullable(),
        changes: z.array(
          z.object({ nodeName: z.string().nullable(), field: z.string(), before: z.unknown(), after: z.unknown() }),
        ),
      }),
    ),
  }),
})
