import { ok, type Outcome } from '../../../kernel/outcome.ts'
import type { ColourChange, Judgement, Light, LightCounts, LightInputs, ReplayReport, Rule } from '../contract.ts'
import { judge, type PastPeriod } from './judge.ts'
import { inputsAgain } from './measures.ts'

/** The past of one subject: consecutive periods, oldest first, with what the rule was or would have been fed. */
export interface ReplayCase {
  readonly subject: string
  readonly periods: readonly { readonly period: string; readonly inputs: LightInputs }[]
}

/**
 * Tries a rule on past periods beside the one in force (`null` where there is none, every light then `none` before) and lists who
 * would change colour, in the order given. Streaks see the earlier periods of the same replay. Refuses what `judge` refuses.
 */
export function replay(current: Rule | null, candidate: Rule, cases: readonly ReplayCase[]): Outcome<ReplayReport> {
  const changes: ColourChange[] = []
  const before = noCounts()
  const after = noCounts()
  for (const each of cases) {
    const old = current ? judgeAll(current, each) : ok(undefined)
    const next = judgeAll(candidate, each)
    if (!old.ok) return old
    if (!next.ok) return next
    for (const [index, { period }] of each.periods.entries()) {
      const was = old.value?.[index]
      const would = next.value[index]
      if (!would) continue
      const wasLight: Light = was?.light ?? 'none'
      before[wasLight] += 1
      after[would.light] += 1
      if (wasLight === would.light) continue
      const beforeReason = was?.reason ?? { code: 'lights.reason_no_rule', values: {} }
      changes.push({
        subject: each.subject,
        period,
        before: wasLight,
        after: would.light,
        beforeReason,
        afterReason: would.reason,
      })
    }
  }
  return ok({ changes, before, after })
}

function judgeAll(rule: Rule, each: ReplayCase): Outcome<readonly Judgement[]> {
  const judged: Judgement[] = []
  const history: PastPeriod[] = []
  for (const { inputs } of each.periods) {
    const judgement = judge(rule, inputsAgain(rule.body, inputs), history)
    if (!judgement.ok) return judgement
    judged.push(judgement.value)
    history.push(judgement.value.dimensions)
  }
  return ok(judged)
}

function noCounts(): LightCounts {
  return { green: 0, yellow: 0, red: 0, none: 0 }
}
