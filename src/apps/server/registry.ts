import { bulletinsMessages } from '../../capabilities/bulletins/messages/index.ts'
import { bulletinsOperations } from '../../capabilities/bulletins/operations/index.ts'
import { contestsMessages } from '../../capabilities/contests/messages/index.ts'
import { contestsOperations } from '../../capabilities/contests/operations/index.ts'
import type { Catalogue, Messages } from '../../kernel/language.ts'
import { kernelMessages } from '../../kernel/messages/index.ts'
import { platformMessages } from '../../platform/messages/index.ts'
import type { Implementation } from '../../platform/run-operation.ts'
import { dispatchesMessages } from '../../capabilities/dispatches/messages/index.ts'
import { dispatchesOperations } from '../../capabilities/dispatches/operations/index.ts'
import { keyProjectsMessages } from '../../capabilities/key-projects/messages/index.ts'
import { keyProjectsOperations } from '../../capabilities/key-projects/operations/index.ts'
import { lightsMessages } from '../../capabilities/lights/messages/index.ts'
import { lightsOperations } from '../../capabilities/lights/operations.ts'
import { organisationMessages } from '../../capabilities/organisation/messages/index.ts'
import { organisationOperations } from '../../capabilities/organisation/operations/index.ts'
import { projectSupportMessages } from '../../capabilities/project-support/messages/index.ts'
import { projectSupportOperations } from '../../capabilities/project-support/operations/index.ts'
import { progressReportsMessages } from '../../capabilities/progress-reports/messages/index.ts'
import { reportAsks } from '../../capabilities/progress-reports/public.ts'
import { progressReportsOperations } from '../../capabilities/progress-reports/operations/index.ts'
import { schedulesMessages } from '../../capabilities/schedules/messages/index.ts'
import { schedulesOperations } from '../../capabilities/schedules/operations/index.ts'
import { targetsMessages } from '../../capabilities/targets/messages/index.ts'
import { noticesMessages } from '../../capabilities/notices/messages/index.ts'
import { loadOperations, noticesOperations } from '../../capabilities/notices/operations/index.ts'
import { overviewMessages } from '../../capabilities/overview/messages/index.ts'
import { overviewOperations } from '../../capabilities/overview/operations/index.ts'
import { archiveOperations, targetsOperations } from '../../capabilities/targets/operations/index.ts'
import { assessmentMessages } from '../../capabilities/assessment/messages/index.ts'
import { assessmentOperations } from '../../capabilities/assessment/operations/index.ts'
import { obstaclesMessages } from '../../capabilities/obstacles/messages/index.ts'
import { agendaOperations, obstaclesOperations } from '../../capabilities/obstacles/operations/index.ts'
import { itemAsks, meetingAsks } from '../../capabilities/obstacles/public.ts'
import { agendaSuppliers } from './agenda.ts'

const ofCapabilities: readonly Implementation[] = [
  ...organisationOperations,
  ...lightsOperations,
  ...keyProjectsOperations,
  ...obstaclesOperations,
  ...agendaOperations(agendaSuppliers),
  ...dispatchesOperations,
  ...projectSupportOperations,
  ...schedulesOperations,
  ...targetsOperations,
  ...progressReportsOperations,
  ...noticesOperations,
  ...loadOperations([reportAsks, itemAsks, meetingAsks]),
  ...assessmentOperations,
  ...contestsOperations,
  ...overviewOperations,
]

/** Every operation the server serves, capability by capability; the archive of a year asks every ledger among them. */
export const implementations: readonly Implementation[] = [
  ...ofCapabilities,
  ...archiveOperations(ofCapabilities),
  ...bulletinsOperations,
]

/** Every catalogue of words, for the sentences of problems. */
export const catalogues: readonly Messages<Catalogue>[] = [
  kernelMessages,
  platformMessages,
  organisationMessages,
  lightsMessages,
  keyProjectsMessages,
  obstaclesMessages,
  dispatchesMessages,
  projectSupportMessages,
  schedulesMessages,
  targetsMessages,
  progressReportsMessages,
  noticesMessages,
  assessmentMessages,
  overviewMessages,
  contestsMessages,
  bulletinsMessages,
]
