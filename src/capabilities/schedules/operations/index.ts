import { baselineOperations } from './baselines.ts'
import { changeOperations } from './change.ts'
import { chartOperations } from './chart.ts'
import { feedOperations } from './feed.ts'
import { fileOperations } from './files.ts'
import { nodeOperations } from './nodes.ts'
import { obstacleOperations } from './obstacles.ts'
import { showOperations } from './show.ts'

/** Every operation of backward schedules. */
export const schedulesOperations = [
  ...showOperations,
  ...changeOperations,
  ...baselineOperations,
  ...nodeOperations,
  ...obstacleOperations,
  ...chartOperations,
  ...fileOperations,
  ...feedOperations,
]
