import type { FigureTeller } from '../../../platform/figures.ts'
import { keyProjectsFigures } from '../../key-projects/public.ts'
import { obstaclesFigures } from '../../obstacles/public.ts'
import { progressReportsFigures } from '../../progress-reports/public.ts'
import { projectSupportFigures } from '../../project-support/public.ts'
import { schedulesFigures } from '../../schedules/public.ts'
import { targetsFigures } from '../../targets/public.ts'

/** The figures of the ledgers a criterion may read, each told by the neighbour that keeps the ledger. */
export const ledgers: readonly FigureTeller[] = [
  ...keyProjectsFigures,
  ...targetsFigures,
  ...obstaclesFigures,
  ...schedulesFigures,
  ...progressReportsFigures,
  ...projectSupportFigures,
]
