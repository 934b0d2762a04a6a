import { fail, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'
import type { Ranking } from './contract.ts'
import { readComparison } from './rules/check.ts'
import { rankingOf } from './rules/ranking.ts'

/** Ranks a comparison written as JSON (`Comparison` in `contract.ts`). Refuses `assessment.not_json` and what `readComparison` refuses. */
export function rankFile(text: string): Outcome<Ranking> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return fail(problem('assessment.not_json'))
  }
  const comparison = readComparison(value)
  return comparison.ok ? rankingOf(comparison.value) : comparison
}

export { listRoundDuties } from './operations/duties.ts'
export { assessmentFigures, assessmentLists } from './operations/figures.ts'
