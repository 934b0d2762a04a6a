import { randomInt } from 'node:crypto'

/** The items in an order drawn at random, every order as likely as the others (Fisher–Yates over the system's randomness). */
export function randomOrder<T>(items: readonly T[]): readonly T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = randomInt(last + 1)
    const moved = order[last] as T
    order[last] = order[chosen] as T
    order[chosen] = moved
  }
  return order
}
