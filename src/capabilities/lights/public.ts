import { type Day, dayOf } from '../../kernel/day.ts'
import { lastDay, type Period } from '../../kernel/period.ts'
import { orRefuse } from '../../kernel/refusal.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import type { Judgement, Light, Rule, SubjectKind } from './contract.ts'
import { findBuiltInRule } from './rules/built-in.ts'
import { judge, type PastPeriod } from './rules/judge.ts'
import { lightOfMonthAfterMakeUp, listMissedMonths, reasonOfMakeUp } from './rules/made-up.ts'
import { inputsFor, inputsToKeep, isKnownOf, type Measures } from './rules/measures.ts'
import * as judged from './store/judged.ts'
import * as rules from './store/rules.ts'

type Context = Pick<OperationContext, 'tx' | 'scope' | 'now'>

/** The built-in rule that judges a kind until the region publishes one of its own. */
const DEFAULT_RULES = {
  target: 'target_pace',
  key_project: 'project_four',
  obstacle: 'deadline_three_days',
} as const satisfies Record<SubjectKind, string>

/** The rule in force for a kind of subject on a day: the region's published one, else the built-in default. */
export async function ruleInForce(ctx: Context, kind: SubjectKind, day: Day = dayOf(ctx.now)): Promise<Rule> {
  const found = await rules.findInForce(ctx, kind, day)
  const rule = found ?? findBuiltInRule(DEFAULT_RULES[kind])
  if (!rule) throw new Error(`no rule for ${kind}`)
  return { code: rule.code, version: rule.version, body: rule.body }
}

/** The light of a subject by the rule in force, without keeping it and without a past. */
export async function judgeInForce(ctx: Context, kind: SubjectKind, measures: Measures): Promise<Judgement> {
  const rule = await ruleInForce(ctx, kind)
  return orRefuse(judge(rule, inputsFor(rule.body, measures), []))
}

/** A subject to judge in one period. */
export interface SubjectPeriod {
  readonly subjectId: string
  readonly period: Period
  readonly measures: Measures
  /** The later period in which what this one missed was done, where it was. */
  readonly madeUpIn?: Period | null
  /** Dimensions that making up leaves as they were: a late start stays late however much was invested since. */
  readonly notMadeUp?: readonly string[]
  /** The period is over: its light stands, by the rule of its time, unless what is known of it changed. */
  readonly isOver?: boolean
  /** Judged with its past like the others, but not kept: how things stand today, in the place of a period that is not over. */
  readonly isPassing?: boolean
}

/** A light as neighbours show it. */
export interface ShownLight {
  readonly subjectId: string
  readonly period: Period
  readonly light: Light
  readonly reason: Judgement['reason']
  readonly rule: Judgement['rule']
  readonly dimensions: readonly Judgement['dimensions'][number][]
  /** What the light was before it was made up. */
  readonly madeUpFrom: Light | null
}

/**
 * Judges subjects in periods by the rule in force and keeps each light with its rule, inputs and reason. Periods of one subject are
 * given oldest first; earlier kept periods are the past that streaks see. A made-up month shows yellow instead of red, never green,
 * while streaks still see what it was.
 */
export async function judgeAndKeep(
  ctx: Context,
  kind: SubjectKind,
  subjects: readonly SubjectPeriod[],
): Promise<readonly ShownLight[]> {
  if (subjects.length === 0) return []
  const [rule, known] = await Promise.all([
    ruleInForce(ctx, kind),
    judged.listLights(ctx, kind, [...new Set(subjects.map((each) => each.subjectId))]),
  ])
  const past = new Map<string, Map<string, { readonly end: string; readonly shown: PastPeriod }>>()
  for (const row of known) remember(past, row.subject_id, row.period, row.period_end, row.dimensions)
  const standing = new Map(known.map((row) => [`${row.subject_id}/${row.period}`, row]))
  const kept = subjects.map((subject) => {
    const { subjectId, period, measures, madeUpIn = null, notMadeUp = [], isPassing = false, isOver = false } = subject
    const end = lastDay(period)
    const row = isOver ? standing.get(`${subjectId}/${period}`) : undefined
    if (row && (row.made_up_in ?? null) === madeUpIn && isKnownOf(row.inputs, measures))
      return { ...judgedBefore(row), isPassing: true }
    const before = [...(past.get(subjectId)?.values() ?? [])]
      .filter((each) => each.end < end)
      .toSorted((one, other) => (one.end < other.end ? -1 : 1))
    const judgement = orRefuse(
      judge(
        rule,
        inputsToKeep(rule.body, measures),
        before.map((each) => each.shown),
      ),
    )
    if (!isPassing) remember(past, subjectId, period, end, judgement.dimensions)
    const isStanding = judgement.dimensions.some(
      (each) => each.light === judgement.light && notMadeUp.includes(each.key),
    )
    const shown = madeUpIn === null || isStanding ? judgement.light : lightOfMonthAfterMakeUp(judgement.light)
    const isChanged = shown !== judgement.light
    return {
      subjectId,
      period,
      periodEnd: end,
      judgement: isChanged
        ? { ...judgement, light: shown, reason: reasonOfMakeUp(judgement.light, madeUpIn ?? '') }
        : judgement,
      madeUpIn: isStanding ? null : madeUpIn,
      madeUpFrom: isChanged ? judgement.light : null,
      isPassing,
    }
  })
  await judged.keepLights(
    ctx,
    kind,
    kept.filter((each) => !each.isPassing),
    ctx.now,
  )
  return kept.map(({ subjectId, period, judgement, madeUpFrom }) => ({
    subjectId,
    period,
    light: judgement.light,
    reason: judgement.reason,
    rule: judgement.rule,
    dimensions: judgement.dimensions,
    madeUpFrom,
  }))
}

/** A light that was kept, as it would be kept again. */
function judgedBefore(row: Awaited<ReturnType<typeof judged.listLights>>[number]) {
  const { light, reason, dimensions, inputs } = row
  const rule = { code: row.rule_code, version: row.rule_version }
  return {
    subjectId: row.subject_id,
    period: row.period as Period,
    periodEnd: row.period_end,
    judgement: { light, reason, dimensions: [...dimensions], inputs, rule },
    madeUpIn: row.made_up_in,
    madeUpFrom: row.made_up_from,
  }
}

function remember(
  past: Map<string, Map<string, { end: string; shown: PastPeriod }>>,
  subjectId: string,
  period: string,
  end: string,
  shown: PastPeriod,
): void {
  const periods = past.get(subjectId) ?? new Map<string, { end: string; shown: PastPeriod }>()
  periods.set(period, { end, shown })
  past.set(subjectId, periods)
}

/** The lights subjects showed, period by period, oldest first. */
export async function listShownLights(
  ctx: Context,
  kind: SubjectKind,
  subjectIds: readonly string[],
): Promise<readonly ShownLight[]> {
  return (await judged.listLights(ctx, kind, subjectIds)).map((row) => ({
    subjectId: row.subject_id,
    period: row.period as Period,
    light: row.light,
    reason: row.reason,
    rule: { code: row.rule_code, version: row.rule_version },
    dimensions: row.dimensions,
    madeUpFrom: row.made_up_from,
  }))
}

/** A light of a past period. */
export type PastLight = Pick<ShownLight, 'subjectId' | 'period' | 'light' | 'reason' | 'madeUpFrom'>

/** The last light each subject showed in periods that ended between two days; subjects without one are missing. */
export async function listLastLights(
  ctx: Context,
  kind: SubjectKind,
  wanted: { readonly subjectIds: readonly string[]; readonly from: Day; readonly until: Day },
): Promise<readonly PastLight[]> {
  return (await judged.listLastLights(ctx, kind, wanted)).map((row) => ({
    subjectId: row.subject_id,
    period: row.period as Period,
    light: row.light,
    reason: row.reason,
    madeUpFrom: row.made_up_from,
  }))
}

export { listMissedMonths }
