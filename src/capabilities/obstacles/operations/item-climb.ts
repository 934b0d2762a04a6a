import type { LoggedEvent } from '../rules/clock-events.ts'
import { tierAbove } from '../rules/ladder.ts'
import type { ItemRow } from '../store/items.ts'

/**
 * The tier an item moves up to: the lowest above its own that it has not been moved up to in this round; none at the top. An item returned
 * and assigned anew may pass a step it took before.
 */
export function tierToClimb(row: Pick<ItemRow, 'tier'>, log: readonly LoggedEvent[]): number | undefined {
  const ofRound = log.slice(log.findLastIndex(({ kind }) => kind === 'reopened') + 1)
  const climbed = new Set(ofRound.flatMap(({ kind, data }) => (kind === 'escalated' ? [data['tier']] : [])))
  let tier = tierAbove(row.tier ?? 0)
  while (tier !== undefined && climbed.has(tier)) tier = tierAbove(tier)
  return tier
}
