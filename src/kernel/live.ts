import { z } from 'zod'
import { query } from './operation.ts'

/** One thing that happened in the region, as live screens hear of it: enough to know what to read again, nothing of its content. */
export const LiveEvent = z.object({
  id: z.string(),
  topic: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  at: z.string(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

/** What happens in the region, as server-sent events. */
export const watchLive = query({
  id: 'live.watch',
  summary: 'Stream what happens in the region as server-sent events',
  route: 'GET /live',
  permission: 'session.own',
  input: z.object({}),
  output: LiveEvent,
  stream: 'live',
})
