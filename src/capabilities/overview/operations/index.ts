import { dayOperations } from './days.ts'
import { leaderOperations } from './leader.ts'
import { owedOperations } from './owed.ts'
import { remindOperations } from './remind.ts'
import { searchOperations } from './search.ts'
import { wallOperations } from './wall.ts'

/** Every operation of the overview. */
export const overviewOperations = [
  ...wallOperations,
  ...owedOperations,
  ...leaderOperations,
  ...searchOperations,
  ...dayOperations,
  ...remindOperations,
]
