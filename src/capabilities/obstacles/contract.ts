import { filesContracts } from './contract/files.ts'
import { itemActsContracts } from './contract/item-acts.ts'
import { itemLedgerContracts } from './contract/item-ledger.ts'
import { itemStatisticsContracts } from './contract/item-statistics.ts'
import { ladderContracts } from './contract/ladder.ts'
import { lookBackContracts } from './contract/look-backs.ts'
import { meetingsContracts } from './contract/meetings.ts'
import { promisesContracts } from './contract/promises.ts'
import { sweepContracts } from './contract/sweep.ts'

export * from './contract/files.ts'
export * from './contract/item-acts.ts'
export * from './contract/item-ledger.ts'
export * from './contract/item-statistics.ts'
export * from './contract/items.ts'
export * from './contract/ladder.ts'
export * from './contract/look-backs.ts'
export * from './contract/meetings.ts'
export * from './contract/promises.ts'
export * from './contract/sweep.ts'

/** Every operation of this capability. */
export const obstaclesContracts = [
  ...promisesContracts,
  ...itemStatisticsContracts,
  ...filesContracts,
  ...meetingsContracts,
  ...itemLedgerContracts,
  ...itemActsContracts,
  ...ladderContracts,
  ...lookBackContracts,
  ...sweepContracts,
] as const
