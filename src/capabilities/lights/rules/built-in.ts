import { z } from 'zod'
import { Key, RuleBody, type Rule } from '../contract.ts'
import published from '../data/rule-sets.json' with { type: 'json' }

const BuiltInRuleSet = z.object({
  code: Key,
  name: z.string(),
  source: z.string(),
  complete: z.boolean(),
  adapted: z.string().nullable(),
  body: RuleBody,
})
/** A published rule as data: `complete` where it covers the number line as published or as `adapted` says. */
export type BuiltInRuleSet = z.output<typeof BuiltInRuleSet>

/** The rule sets that come with the product, in the order of the file. */
export const BUILT_IN_RULE_SETS: readonly BuiltInRuleSet[] = z.array(BuiltInRuleSet).parse(published.ruleSets)

/** A built-in rule as version 1, `undefined` for an unknown code. */
export function findBuiltInRule(code: string): Rule | undefined {
  const found = BUILT_IN_RULE_SETS.find((each) => each.code === code)
  return found && { code, version: 1, body: found.body }
}
