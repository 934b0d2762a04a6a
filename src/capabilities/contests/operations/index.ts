import type { Implementation } from '../../../platform/run-operation.ts'
import { boardOperations } from './board.ts'
import { contestOperations } from './contests.ts'
import { deskOperations } from './desk.ts'
import { eventOperations } from './event.ts'
import { judgeOperations } from './judge.ts'
import { paperOperations } from './papers.ts'
import { resultFileOperations } from './result-files.ts'
import { resultOperations } from './result.ts'
import { seatOperations } from './seats.ts'
import { tourOperations } from './tour.ts'

/** Every operation of contests. */
export const contestsOperations: readonly Implementation[] = [
  ...contestOperations,
  ...seatOperations,
  ...eventOperations,
  ...deskOperations,
  ...judgeOperations,
  ...boardOperations,
  ...paperOperations,
  ...tourOperations,
  ...resultOperations,
  ...resultFileOperations,
]
