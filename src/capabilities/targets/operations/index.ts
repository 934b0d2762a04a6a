import { actualOperations } from './actuals.ts'
import { administrationOperations } from './administration.ts'
import { claimOperations } from './claims.ts'
import { goalImportOperations } from './goal-imports.ts'
import { importOperations } from './imports.ts'
import { targetOperations } from './targets.ts'
import { yearOperations } from './years.ts'

/** Every operation of targets. */
export const targetsOperations = [
  ...administrationOperations,
  ...targetOperations,
  ...actualOperations,
  ...claimOperations,
  ...importOperations,
  ...goalImportOperations,
  ...yearOperations,
]
