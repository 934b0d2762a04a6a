import type { Catalogue, Messages } from '../../kernel/language.ts'
import { kernelMessages } from '../../kernel/messages/index.ts'
import type { Implementation } from '../../platform/run-operation.ts'

/** Every operation the server serves, capability by capability. */
export const implementations: readonly Implementation[] = []

/** Every catalogue of words, for the sentences of problems. */
export const catalogues: readonly Messages<Catalogue>[] = [kernelMessages]
