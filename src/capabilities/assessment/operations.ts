import { orRefuse } from '../../kernel/refusal.ts'
import { implement } from '../../platform/run-operation.ts'
import * as contract from './contract.ts'
import { rankingOf } from './rules/ranking.ts'

/** Every operation of assessment. */
export const assessmentOperations = [
  implement(contract.tryScheme, async (_, comparison) => orRefuse(rankingOf(comparison))),
]
