import { divide, type Exact, exact, multiply, ONE, parseExact, subtract, toExactText } from '../../../kernel/exact.ts'
import type { DimensionBase, LightInputs, RuleBody } from '../contract.ts'

/**
 * What is known of a subject: its completion and the pace due as exact ratios, and whatever else rules ask for by key (days late,
 * months in a row, a growth rate, the year's plan in yuan). Null is not known. A dimension on pace that is not about the subject's own
 * completion (funds in place, the task of one month) brings its own two figures as `<key>_completion` and `<key>_pace`.
 */
export interface Measures {
  readonly completion: Exact | null
  readonly pace: Exact | null
  readonly values?: Readonly<Record<string, Exact | null>>
  readonly excuses?: LightInputs['excuses']
}

/**
 * The inputs a rule asks for, out of what is known: dimensions on pace are computed from completion and pace by their base (points
 * behind are negative, `gap_points` in percentage points), every other dimension and condition takes the value of its own key.
 */
export function inputsFor(body: RuleBody, measures: Measures): LightInputs {
  const ofDimension = body.dimensions.map(
    ({ key, base }) => [key, valueOf(base, paceOf(key, measures)) ?? measures.values?.[key] ?? null] as const,
  )
  const ofCondition = body.conditions.map(({ key }) => [key, measures.values?.[key] ?? null] as const)
  const values = Object.fromEntries(
    [...ofDimension, ...ofCondition].map(([key, value]) => [key, value && toExactText(value)]),
  )
  return { values, excuses: [...(measures.excuses ?? [])] }
}

/** Inputs to keep with a light: what its rule asks for, and everything else that was known, so that another rule can be tried on them. */
export function inputsToKeep(body: RuleBody, measures: Measures): LightInputs {
  const { completion, pace, values = {} } = measures
  const known = Object.entries({ ...values, completion, pace }).map(([key, value]) => [
    key,
    value && toExactText(value),
  ])
  const asked = inputsFor(body, measures)
  return { ...asked, values: { ...Object.fromEntries(known), ...asked.values } }
}

/** Whether kept inputs were made of exactly what is known of a subject, whatever rule they were kept by. */
export function isKnownOf(inputs: LightInputs, measures: Measures): boolean {
  const { completion, pace, values = {}, excuses = [] } = measures
  const isSame = Object.entries({ ...values, completion, pace }).every(
    ([key, value]) => (inputs.values[key] ?? null) === (value && toExactText(value)),
  )
  return isSame && JSON.stringify(inputs.excuses) === JSON.stringify(excuses)
}

/** What kept inputs say to a rule, be it the one they were kept by or another: pace and completion are turned into the measure it asks for. */
export function inputsAgain(body: RuleBody, { values, excuses }: LightInputs): LightInputs {
  const known = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, (value !== null && parseExact(value)) || null]),
  )
  const again = inputsFor(body, {
    completion: known['completion'] ?? null,
    pace: known['pace'] ?? null,
    values: known,
    excuses,
  })
  const unread = Object.entries(values).filter(([key, value]) => value !== null && known[key] === null)
  return { ...again, values: { ...again.values, ...Object.fromEntries(unread) } }
}

/** Completion and pace of a dimension: its own where it brings them, known or not, else those of the subject. */
function paceOf(key: string, { completion, pace, values = {} }: Measures): Pick<Measures, 'completion' | 'pace'> {
  const own = `${key}_completion`
  return own in values ? { completion: values[own] ?? null, pace: values[`${key}_pace`] ?? null } : { completion, pace }
}

function valueOf(
  base: DimensionBase,
  { completion, pace }: Pick<Measures, 'completion' | 'pace'>,
): Exact | null | undefined {
  if (base !== 'gap_points' && base !== 'ratio_to_pace' && base !== 'relative_shortfall') return undefined
  if (!completion || !pace) return null
  if (base === 'gap_points') return multiply(subtract(completion, pace), exact(100))
  const ratio = divide(completion, pace)
  if (!ratio) return null
  return base === 'ratio_to_pace' ? ratio : subtract(ONE, ratio)
}
