import type { Catalogue, Messages } from '../../kernel/language.ts'
import { kernelMessages } from '../../kernel/messages/index.ts'
import type { Implementation } from '../../platform/run-operation.ts'
import { keyProjectsOperations } from '../../capabilities/key-projects/operations/index.ts'
import { lightsMessages } from '../../capabilities/lights/messages/index.ts'
import { lightsOperations } from '../../capabilities/lights/operations.ts'

/** Every operation the server serves, capability by capability. */
export const implementations: readonly Implementation[] = [...lightsOperations, ...keyProjectsOperations]

/** Every catalogue of words, for the sentences of problems. */
export const catalogues: readonly Messages<Catalogue>[] = [kernelMessages, lightsMessages]
