import type { Implementation } from '../../../platform/run-operation.ts'
import { auditOperations } from './audit.ts'
import { workbookOperations } from './workbook.ts'
import { peopleOperations } from './people.ts'
import { postOperations } from './posts.ts'
import { regionOperations } from './regions.ts'
import { unitOperations } from './units.ts'

/** Every operation of the organisation. */
export const organisationOperations: readonly Implementation[] = [
  ...unitOperations,
  ...peopleOperations,
  ...postOperations,
  ...regionOperations,
  ...workbookOperations,
  ...auditOperations,
]
