import { ORDER_COLOURS, type LadderBody, type LoopSettings, type OrderColour } from '../contract.ts'
import type { ClockReading } from './clock.ts'
import { tierOf } from './ladder.ts'

/**
 * An order that is due: blue reminds, yellow warns, red presses and may call for an interview. These are colours of orders alone: a red
 * light is another thing, and the red list (红榜) praises.
 */
export interface DueOrder {
  readonly colour: OrderColour
  readonly tier: number
  readonly round: number
  readonly needsInterview: boolean
  /** The same for the same order, so that it is issued once. */
  readonly key: string
}

/**
 * Every order a clock has come to, oldest first: blue where so few working days are left; for each expiry the graver of what the ladder
 * says of that tier and what the settings say of so many expiries since the item was last reopened. A clock that does not run is not
 * reminded; what expired stays due until it is issued.
 * Source: three-colour orders (蓝色提醒、黄色预警、红色督办并约谈) as cities publish them; the counts are settings.
 */
export function dueOrders(
  clock: Pick<ClockReading, 'state' | 'legs' | 'left'>,
  ladder: LadderBody,
  { orders }: Pick<LoopSettings, 'orders'>,
): readonly DueOrder[] {
  const order = (colour: OrderColour, { tier, round }: { tier: number; round: number }): DueOrder => ({
    colour,
    tier,
    round,
    needsInterview: colour === 'red' && orders.redNeedsInterview,
    key: `${round}-${tier}-${colour}`,
  })
  const expired = clock.legs.filter(({ expiredAt }) => expiredAt !== null)
  const missed = expired.flatMap((leg, index) => {
    const sameRound = expired.slice(0, index + 1).filter(({ round }) => round === leg.round).length
    const colour = graver(tierOf(ladder, leg.tier).orderAtExpiry, colourAfter(sameRound, orders))
    return colour ? [order(colour, leg)] : []
  })
  const leg = clock.legs.at(-1)
  const isNear =
    clock.state === 'running' &&
    leg?.expiredAt === null &&
    clock.left !== null &&
    orders.blueDaysBefore !== null &&
    clock.left <= orders.blueDaysBefore
  return leg && isNear ? [...missed, order('blue', leg)] : missed
}

function colourAfter(
  expiries: number,
  { yellowAfterExpiries, redAfterExpiries }: LoopSettings['orders'],
): OrderColour | null {
  if (redAfterExpiries !== null && expiries >= redAfterExpiries) return 'red'
  return yellowAfterExpiries !== null && expiries >= yellowAfterExpiries ? 'yellow' : null
}

function graver(one: OrderColour | null, other: OrderColour | null): OrderColour | null {
  const rank = (colour: OrderColour | null): number => (colour === null ? -1 : ORDER_COLOURS.indexOf(colour))
  return rank(one) >= rank(other) ? one : other
}
