import { tryScheme } from './contract/comparison.ts'
import { objectionsContracts } from './contract/objections.ts'
import { resultsContracts } from './contract/results.ts'
import { roundLinesContracts } from './contract/round-lines.ts'
import { roundsContracts } from './contract/rounds.ts'
import { schemesContracts } from './contract/schemes.ts'

export * from './contract/comparison.ts'
export * from './contract/objections.ts'
export * from './contract/results.ts'
export * from './contract/round-lines.ts'
export * from './contract/rounds.ts'
export * from './contract/scheme-body.ts'
export * from './contract/schemes.ts'

/** Every operation of assessment. */
export const assessmentContracts = [
  tryScheme,
  ...schemesContracts,
  ...roundsContracts,
  ...roundLinesContracts,
  ...objectionsContracts,
  ...resultsContracts,
] as const
