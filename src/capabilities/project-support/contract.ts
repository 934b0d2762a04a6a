import * as factors from './contract/factors.ts'
import * as card from './contract/leader-card.ts'
import * as visits from './contract/visits.ts'

export * from './contract/factors.ts'
export * from './contract/leader-card.ts'
export * from './contract/visits.ts'

/** Every operation of this capability. */
export const projectSupportContracts = [
  visits.listVisits,
  visits.recordVisit,
  visits.changeVisit,
  visits.withdrawVisit,
  visits.exportVisits,
  card.showLeaderCard,
  factors.listNeeds,
  factors.showNeed,
  factors.askFactor,
  factors.askAgain,
  factors.enterMovement,
  factors.reverseEntry,
  factors.withdrawNeed,
  factors.restoreNeed,
  factors.showBalance,
  factors.listSupplies,
  factors.enterSupply,
] as const
