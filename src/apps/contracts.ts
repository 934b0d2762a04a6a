import { bulletinsContracts } from '../capabilities/bulletins/contract.ts'
import { contestsContracts } from '../capabilities/contests/contract.ts'
import { watchLive } from '../kernel/live.ts'
import type { OperationSpec } from '../kernel/operation.ts'
import { dispatchesContracts } from '../capabilities/dispatches/contract.ts'
import { noticesContracts } from '../capabilities/notices/contract.ts'
import { obstaclesContracts } from '../capabilities/obstacles/contract.ts'
import { keyProjectsContracts } from '../capabilities/key-projects/contract.ts'
import { lightsContracts } from '../capabilities/lights/contract.ts'
import { organisationContracts } from '../capabilities/organisation/contract.ts'
import { assessmentContracts } from '../capabilities/assessment/contract.ts'
import { overviewContracts } from '../capabilities/overview/contract.ts'
import { projectSupportContracts } from '../capabilities/project-support/contract.ts'
import { progressReportsContracts } from '../capabilities/progress-reports/contract.ts'
import { schedulesContracts } from '../capabilities/schedules/contract.ts'
import { targetsContracts } from '../capabilities/targets/contract.ts'

/** Every declared operation, capability by capability: what the command line offers. Safe without a server. */
export const contracts: readonly OperationSpec[] = [
  watchLive,
  ...obstaclesContracts,
  ...dispatchesContracts,
  ...organisationContracts,
  ...lightsContracts,
  ...keyProjectsContracts,
  ...projectSupportContracts,
  ...progressReportsContracts,
  ...schedulesContracts,
  ...targetsContracts,
  ...noticesContracts,
  ...assessmentContracts,
  ...overviewContracts,
  ...contestsContracts,
  ...bulletinsContracts,
]
