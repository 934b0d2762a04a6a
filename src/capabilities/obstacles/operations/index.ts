import type { Implementation } from '../../../platform/run-operation.ts'
import { itemConsentOperations } from './item-consent.ts'
import { itemDeskOperations } from './item-desk.ts'
import { itemFiguresOperations } from './item-figures.ts'
import { itemFilesOperations } from './item-files.ts'
import { itemHandlingOperations, itemJudgingOperations } from './item-handling.ts'
import { itemLeadingOperations } from './item-leading.ts'
import { itemLedgerOperations } from './item-ledger.ts'
import { itemLoopOperations } from './item-loop-settings.ts'
import { itemPapersOperations } from './item-papers.ts'
import { itemReportingOperations } from './item-reporting.ts'
import { lookBackOperations } from './look-backs.ts'
import { minutesOperations } from './meeting-minutes.ts'
import { meetingsOperations } from './meetings.ts'
import { promiseTrackerOperations } from './promise-tracker.ts'
import { promisesOperations } from './promises.ts'
import { rereadOperation, sweepOperation } from './sweep.ts'

export { agendaOperations } from './meeting-agenda.ts'

/** Every operation of obstacles. */
export const obstaclesOperations: readonly Implementation[] = [
  ...promisesOperations,
  ...promiseTrackerOperations,
  ...meetingsOperations,
  ...minutesOperations,
  ...itemFilesOperations,
  ...itemPapersOperations,
  ...itemLedgerOperations,
  ...itemFiguresOperations,
  ...itemReportingOperations,
  ...itemDeskOperations,
  ...itemHandlingOperations,
  ...itemJudgingOperations,
  ...itemConsentOperations,
  ...itemLeadingOperations,
  ...itemLoopOperations,
  ...lookBackOperations,
  sweepOperation,
  rereadOperation,
]
