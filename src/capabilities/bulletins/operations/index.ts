import type { Implementation } from '../../../platform/run-operation.ts'
import { bulletinOperations } from './bulletins.ts'
import { checkPublishedOperation } from './corrections.ts'
import { fileOperations } from './files.ts'
import { questionOperations } from './questions.ts'
import { templateOperations } from './templates.ts'

/** Every operation of bulletins. */
export const bulletinsOperations: readonly Implementation[] = [
  ...questionOperations,
  ...templateOperations,
  ...bulletinOperations,
  checkPublishedOperation,
  ...fileOperations,
]
