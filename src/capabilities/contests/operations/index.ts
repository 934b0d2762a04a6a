import type { Implementation } from '../../../platform/run-operation.ts'

/** Every operation of contests. */
export const contestsOperations: readonly Implementation[] = []
