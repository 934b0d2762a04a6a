import { exact, parseExact, toExactText } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type {
  Dimension,
  DimensionLight,
  Judgement,
  Light,
  LightInputs,
  LightReason,
  Rule,
  RuleBody,
} from '../contract.ts'
import { rowFits } from './coverage.ts'
import { holds, spanText } from './interval.ts'
import { severity, worstOf } from './severity.ts'

/**
 * What an earlier period showed, dimension by dimension, before streak and recovery. Periods follow one another without a gap, the
 * latest last; a period nobody could judge stands in the list with no dimensions.
 */
export type PastPeriod = readonly Pick<DimensionLight, 'key' | 'raw' | 'excused'>[]

type Shown = Pick<DimensionLight, 'raw' | 'excused'>

/**
 * Judges one subject in one period. The light carries its rule, its inputs and its reason; the reason of the whole is that of the
 * worst dimension, of the first one where several are as bad. A dimension without a value shows `none`; a number in a hole of the
 * rule shows `none` with `lights.reason_hole`. An excuse counts only where the dimension lists its code.
 * Refuses `lights.value_not_a_number` for a value that is not one.
 */
export function judge(rule: Rule, inputs: LightInputs, history: readonly PastPeriod[]): Outcome<Judgement> {
  const [first, ...rest] = Object.entries(inputs.values).flatMap(([key, value]) =>
    value !== null && parseExact(value) === undefined
      ? [problem('lights.value_not_a_number', { value }, ['values', key])]
      : [],
  )
  if (first) return fail(first, ...rest)
  const judged = { rule: { code: rule.code, version: rule.version }, inputs }
  const outside = conditionOutside(rule.body, inputs)
  if (outside) return ok({ light: 'none', reason: outside, dimensions: [], ...judged })
  const dimensions = rule.body.dimensions.map((dimension) =>
    judgeDimension(
      dimension,
      inputs,
      history.map((period) => period.find((past) => past.key === dimension.key) ?? { raw: 'none', excused: false }),
    ),
  )
  return ok({ ...combine(rule.body, dimensions), dimensions, ...judged })
}

function conditionOutside(body: RuleBody, inputs: LightInputs): LightReason | undefined {
  for (const condition of body.conditions) {
    const value = inputs.values[condition.key] ?? null
    if (value === null) return { code: 'lights.reason_condition_unknown', values: { key: condition.key } }
    if (!holds(condition, exact(value)))
      return { code: 'lights.reason_not_applicable', values: { key: condition.key, value, span: spanText(condition) } }
  }
  return undefined
}

function judgeDimension(dimension: Dimension, inputs: LightInputs, past: readonly Shown[]): DimensionLight {
  const { key } = dimension
  const { light: raw, reason, mark } = rawLight(dimension, inputs.values[key] ?? null)
  const excuse = inputs.excuses.find((each) => each.dimension === key && dimension.excuses.includes(each.code))
  if (excuse && severity(raw) > severity('green')) {
    const excused: LightReason = {
      code: 'lights.reason_excused',
      values: { dimension: key, excuse: excuse.code, light: raw },
    }
    return { key, raw: 'none', light: 'none', excused: true, reason: excused }
  }
  const shown = { key, raw, excused: false, ...(mark === undefined ? {} : { mark }) }
  const run = [...past, { raw, excused: false }]
  const afterStreak = lightAfterStreak(dimension, run)
  const light = lightAfterRecovery(dimension, run)
  if (severity(light) > severity(afterStreak))
    return {
      ...shown,
      light,
      reason: { code: 'lights.reason_recovering', values: { dimension: key, periods: dimension.recoverAfter, raw } },
    }
  if (dimension.streak && afterStreak !== raw)
    return {
      ...shown,
      light,
      reason: { code: 'lights.reason_streak', values: { dimension: key, times: dimension.streak.times, raw } },
    }
  return { ...shown, light, reason }
}

function rawLight(
  dimension: Dimension,
  value: string | null,
): { readonly light: Light; readonly reason: LightReason; readonly mark?: string | undefined } {
  const { key, base } = dimension
  if (value === null) return { light: 'none', reason: { code: 'lights.reason_no_value', values: { dimension: key } } }
  const number = exact(value)
  const values = { dimension: key, base, value: toExactText(number) }
  const interval = dimension.intervals.find((each) => holds(each, number))
  if (!interval) return { light: 'none', reason: { code: 'lights.reason_hole', values } }
  const reason = { code: 'lights.reason_interval', values: { ...values, span: spanText(interval) } }
  return { light: interval.light, reason, mark: interval.mark }
}

/** The light of the last period of a run by streak alone. Excused periods are passed over; a period without a light breaks the streak. */
function lightAfterStreak(dimension: Dimension, run: readonly Shown[]): Light {
  const { streak } = dimension
  const raw = run.at(-1)?.raw ?? 'none'
  if (!streak || severity(raw) < severity(streak.atLeast)) return raw
  const counted = run.filter((each) => !each.excused).slice(-streak.times)
  const isStreak =
    counted.length === streak.times && counted.every((each) => severity(each.raw) >= severity(streak.atLeast))
  return isStreak ? worstOf([raw, streak.becomes]) : raw
}

/** The light of the last period of a run: the worst of the last `recoverAfter` that were judged, so that one good month does not clear a bad run. */
function lightAfterRecovery(dimension: Dimension, run: readonly Shown[]): Light {
  const last = lightAfterStreak(dimension, run)
  if (last === 'none' || dimension.recoverAfter === 1) return last
  const lights = run
    .map((each, index) => ({ light: lightAfterStreak(dimension, run.slice(0, index + 1)), excused: each.excused }))
    .filter((each) => !each.excused && each.light !== 'none')
  return worstOf(lights.slice(-dimension.recoverAfter).map((each) => each.light))
}

function combine(
  body: RuleBody,
  dimensions: readonly DimensionLight[],
): { readonly light: Light; readonly reason: LightReason } {
  const lights = dimensions.map((dimension) => dimension.light)
  const worst = worstOf(lights)
  const leading = dimensions.find((dimension) => dimension.light === worst)
  const reason = leading?.reason ?? { code: 'lights.reason_no_value', values: {} }
  if (body.combine.kind === 'worst_of' || worst === 'none') return { light: worst, reason }
  const keys = dimensions.map((dimension) => dimension.key)
  const index = body.combine.rows.findIndex((row) => rowFits(row, keys, lights))
  const row = body.combine.rows[index]
  if (!row) return { light: 'none', reason: { code: 'lights.reason_table_hole', values: {} } }
  const shown = keys.map((key, place) => `${key}=${lights[place]}`).join(' ')
  return { light: row.light, reason: { code: 'lights.reason_table', values: { row: index + 1, lights: shown } } }
}
