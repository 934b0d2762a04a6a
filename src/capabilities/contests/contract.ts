import { boardContracts } from './contract/board.ts'
import { contestContracts } from './contract/contests.ts'
import { eventContracts } from './contract/event.ts'
import { judgeContracts } from './contract/judge.ts'
import { paperContracts } from './contract/papers.ts'
import { resultContracts } from './contract/result.ts'
import { seatContracts } from './contract/seats.ts'
import { tourContracts } from './contract/tour.ts'

export * from './contract/ballots.ts'
export * from './contract/board.ts'
export * from './contract/body.ts'
export * from './contract/contests.ts'
export * from './contract/event.ts'
export * from './contract/judge.ts'
export * from './contract/log.ts'
export * from './contract/papers.ts'
export * from './contract/result.ts'
export * from './contract/seats.ts'
export * from './contract/tour.ts'

/** Every operation of contests. */
export const contestsContracts = [
  ...resultContracts,
  ...judgeContracts,
  ...boardContracts,
  ...contestContracts,
  ...seatContracts,
  ...eventContracts,
  ...paperContracts,
  ...tourContracts,
] as const
