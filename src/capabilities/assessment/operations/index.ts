import { orRefuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import { tryScheme } from '../contract.ts'
import { rankingOf } from '../rules/ranking.ts'
import { schemeOperations } from './schemes.ts'

/** Every operation of assessment. */
export const assessmentOperations = [
  implement(tryScheme, async (_, comparison) => orRefuse(rankingOf(comparison))),
  ...schemeOperations,
]
