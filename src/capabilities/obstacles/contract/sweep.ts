import { z } from 'zod'
import { command } from '../../../kernel/operation.ts'

/**
 * Take up what has fallen due: what ran out of time moves up a tier, what is due soon is reminded of, what both agreed to is closed when
 * the days to rate are over. One stretch at a time; `left` is whether more is due.
 */
export const sweepItems = command({
  id: 'obstacles.sweep_items',
  summary:
    'Move up the items whose time ran out, remind of those due soon, close those nobody rates; a stretch at a time',
  route: 'POST /items/sweep',
  permission: 'items.manage',
  input: z.object({}),
  output: z.object({ escalated: z.int(), reminded: z.int(), closed: z.int(), left: z.boolean() }),
})

/**
 * Read the clocks of a stretch of items anew, by the calendar, the ladder and the settings as they stand today: an amended calendar moves
 * the deadlines of what is under way. `after` is the last item of the stretch before; `next` null at the end.
 */
export const rereadClocks = command({
  id: 'obstacles.reread_clocks',
  summary: 'Read the clocks of items under way anew by the calendar and settings of today; a stretch at a time',
  route: 'POST /items/clocks',
  permission: 'items.manage',
  input: z.object({ after: z.string().max(80).default('') }),
  output: z.object({ moved: z.int(), next: z.string().nullable() }),
})

/** What the jobs of the loop run. */
export const sweepContracts = [sweepItems, rereadClocks] as const
