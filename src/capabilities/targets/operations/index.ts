import { actualOperations } from './actuals.ts'
import { administrationOperations } from './administration.ts'
import { claimOperations } from './claims.ts'
import { goalImportOperations } from './goal-imports.ts'
import { importOperations } from './imports.ts'
import { targetOperations } from './targets.ts'
import { yearOperations } from './years.ts'

export { archiveOperations } from './archive.ts'

/** Every operation of targets; the archive of a year, which asks every ledger of the house, is made by `archiveOperations`. */
export const targetsOperations = [
  ...administrationOperations,
  ...targetOperations,
  ...actualOperations,
  ...claimOperations,
  ...importOperations,
  ...goalImportOperations,
  ...yearOperations,
]
