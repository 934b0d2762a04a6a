import { problem } from '../kernel/problem.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isUnavailable } from './transaction.ts'

/** Turns a database that cannot be reached into the refusal it is, for edges that do not go through an operation. */
export async function refusingUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isUnavailable(error)) throw new Refusal('unavailable', [problem('operation.unavailable')])
    throw error
  }
}
