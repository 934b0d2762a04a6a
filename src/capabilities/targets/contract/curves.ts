import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Code, Line } from './shared.ts'

/** A node of a pace curve: the share of the year's plan expected by the end of a month. */
export const PaceNode = z.object({ month: z.int().min(1).max(12), share: DecimalText })
export type PaceNode = z.output<typeof PaceNode>

/** How a year is expected to fill up, for a class of projects or targets. Between nodes it is linear. */
export const PaceCurve = z.object({
  code: Code,
  name: Line,
  nodes: z.array(PaceNode).min(1).max(12),
  source: z.string().trim().max(300),
})
export type PaceCurve = z.output<typeof PaceCurve>

/** Lists pace curves. */
export const listCurves = query({
  id: 'targets.list_curves',
  summary: 'List the pace curves of the product and of the region',
  route: 'GET /pace-curves',
  permission: 'targets.view',
  input: z.object({}),
  output: z.object({ items: z.array(PaceCurve.extend({ builtIn: z.boolean(), version: z.int().min(0) })) }),
})

/** Saves a pace curve of the region. */
export const saveCurve = command({
  id: 'targets.save_curve',
  summary: 'Save a pace curve of the region; one that does not reach the whole plan is refused',
  route: 'PUT /pace-curves/:code',
  permission: 'targets.manage',
  input: PaceCurve.extend({ expectedVersion: z.int().min(0) }),
  output: z.object({ code: Code, version: RecordVersion }),
})
