import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Deviation } from './network.ts'

/** Keep the days of a plan as they stand today under a name: frozen, to be compared with. Refuses `schedules.baseline_name_taken`. */
export const keepBaseline = command({
  id: 'schedules.keep_baseline',
  summary: 'Keep the days of a plan as they stand today under a name, frozen, to be compared with',
  route: 'POST /key-projects/:projectId/plan/baselines',
  permission: 'schedules.plan',
  input: z.object({
    projectId: Id,
    expectedVersion: RecordVersion,
    name: z.string().trim().min(1).max(60),
    reason: z.string().trim().max(500).default(''),
    /** Whether node hits are counted by it from now on. */
    isReference: z.boolean().default(true),
  }),
  output: z.object({ projectId: Id, baselineId: Id, version: RecordVersion }),
})

/** Choose the baseline by which node hits are counted. */
export const chooseReference = command({
  id: 'schedules.choose_reference',
  summary: 'Choose the baseline by which node hits are counted',
  route: 'POST /key-projects/:projectId/plan/reference',
  permission: 'schedules.plan',
  input: z.object({ projectId: Id, expectedVersion: RecordVersion, baselineId: Id }),
  output: z.object({ projectId: Id, version: RecordVersion }),
})

/** Compare a plan, or a later baseline of it, with a baseline, node by node in working days. */
export const compareBaselines = query({
  id: 'schedules.compare',
  summary: 'Compare a plan, or a later baseline of it, with a baseline, node by node in working days',
  route: 'GET /key-projects/:projectId/plan/comparison',
  permission: 'schedules.view',
  input: z.object({
    projectId: Id,
    baselineId: Id,
    /** The other baseline; the working plan where none is named. */
    withId: Id.optional(),
  }),
  output: z.object({
    baseline: z.object({ id: Id, name: z.string(), openOn: DayText.nullable() }),
    other: z.object({ id: Id, name: z.string(), openOn: DayText.nullable() }).nullable(),
    items: z.array(Deviation),
  }),
})
