import { tryScheme } from './contract/comparison.ts'
import { schemesContracts } from './contract/schemes.ts'

export * from './contract/comparison.ts'
export * from './contract/scheme-body.ts'
export * from './contract/schemes.ts'

/** Every operation of assessment. */
export const assessmentContracts = [tryScheme, ...schemesContracts] as const
