import type { Implementation } from '../../../platform/run-operation.ts'
import { promisesOperations } from './promises.ts'

/** Every operation of obstacles. */
export const obstaclesOperations: readonly Implementation[] = [...promisesOperations]
