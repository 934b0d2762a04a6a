import { fail, type Outcome } from '../../kernel/outcome.ts'
import { problem } from '../../kernel/problem.ts'
import type { Ranking } from './contract.ts'
import { readContest } from './rules/check.ts'
import { rankingOf } from './rules/ranking.ts'

/** Ranks a contest written as JSON (`Contest` in `contract.ts`). Refuses `assessment.not_json` and what `readContest` refuses. */
export function rankFile(text: string): Outcome<Ranking> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return fail(problem('assessment.not_json'))
  }
  const contest = readContest(value)
  return contest.ok ? rankingOf(contest.value) : contest
}
