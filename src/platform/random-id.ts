import { randomUUID } from 'node:crypto'
import type { Id } from '../kernel/id.ts'

/** A new id that tells nothing of when it was made (UUID version 4): for what must not be put in order of time, such as ballots. */
export function randomId(): Id {
  return randomUUID()
}
