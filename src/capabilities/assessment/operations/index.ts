import { orRefuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import { tryScheme } from '../contract.ts'
import { rankingOf } from '../rules/ranking.ts'
import { objectionsOperations } from './objections.ts'
import { roundExplainOperations } from './round-explain.ts'
import { roundExportOperations } from './round-export.ts'
import { roundFiguresOperations } from './round-figures.ts'
import { roundLinesOperations } from './round-lines.ts'
import { roundResultsOperations } from './round-results.ts'
import { roundSensitivityOperations } from './round-sensitivity.ts'
import { roundsOperations } from './rounds.ts'
import { schemeOperations } from './schemes.ts'

/** Every operation of assessment. */
export const assessmentOperations = [
  implement(tryScheme, async (_, comparison) => orRefuse(rankingOf(comparison))),
  ...schemeOperations,
  ...roundsOperations,
  ...roundFiguresOperations,
  ...roundLinesOperations,
  ...objectionsOperations,
  ...roundResultsOperations,
  ...roundExplainOperations,
  ...roundSensitivityOperations,
  ...roundExportOperations,
]
