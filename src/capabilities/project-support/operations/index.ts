import { balanceOperations } from './balance.ts'
import { leaderCardOperations } from './leader-card.ts'
import { needOperations } from './needs.ts'
import { visitOperations } from './visits.ts'

/** Every operation of project support. */
export const projectSupportOperations = [
  ...visitOperations,
  ...leaderCardOperations,
  ...needOperations,
  ...balanceOperations,
]
