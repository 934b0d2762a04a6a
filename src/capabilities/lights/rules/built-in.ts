import { BuiltInRuleSet, type Rule } from '../contract.ts'
import published from '../data/rule-sets.json' with { type: 'json' }

/** The rule sets that come with the product, in the order of the file. */
export const BUILT_IN_RULE_SETS: readonly BuiltInRuleSet[] = published.ruleSets.map((each) =>
  BuiltInRuleSet.parse(each),
)

/** A built-in rule as version 1, `undefined` for an unknown code. */
export function findBuiltInRule(code: string): Rule | undefined {
  const found = BUILT_IN_RULE_SETS.find((each) => each.code === code)
  return found && { code, version: 1, body: found.body }
}
