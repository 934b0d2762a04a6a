import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { assessmentMessages } from '../messages/index.ts'

/** Assessment has no page yet; the audit trail names its operation. */
export const assessmentScreens: CapabilityScreens = {
  routes: [],
  menu: [],
  operations: operationNamesOf(assessmentMessages),
  panels: [],
}
