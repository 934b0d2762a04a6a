import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  multiply,
  negate,
  round,
  subtract,
  sum,
  toDecimal,
  ZERO,
} from '../../../kernel/exact.ts'
import type { Comparison, Criterion, Group, Rounding, Scheme, VETO_GROUNDS } from '../contract.ts'
import type { Figures, Points } from './measure.ts'
import { scoreCriterion } from './score-criterion.ts'

/** What a criterion gave a unit: points as text with the criterion's decimals; `missing` gives none, `left_out` takes the criterion out of the score. */
export interface CriterionScore {
  readonly criterion: string
  readonly state: 'scored' | 'missing' | 'left_out'
  readonly points: string
  readonly figures: Figures
}

/** A unit as it stands in its group. */
export interface Place {
  readonly unit: string
  readonly name: string
  /** Place in the group; `null` for a unit under a veto. Equals share the better place and leave the next one empty. */
  readonly rank: number | null
  /** How many units have a place. */
  readonly of: number
  /** Places gained since the period before (negative: lost); `null` where there is none. */
  readonly gained: number | null
  readonly total: string
  readonly criteria: readonly CriterionScore[]
  /** Points of bonuses after their cap, and of deductions, reversed lines left out. */
  readonly bonus: string
  readonly deduction: string
  /** Every figure of every criterion is there. */
  readonly isComplete: boolean
  readonly veto: (typeof VETO_GROUNDS)[number] | null
  /** Points missing to the place above; `null` for the first and for who has no place. */
  readonly toNext: string | null
}

/** A group with its units, the best first; equals in the order of the scheme. */
export interface RankedGroup {
  readonly group: string
  readonly name: string
  readonly places: readonly Place[]
}

/**
 * Scores and ranks the units of a sound comparison (`checkComparison`). Each criterion is scored inside the group and rounded to its decimals; the
 * total is the sum of what was rounded, so that a reader who adds up the column gets the printed total. Criteria left out of a unit's score
 * raise the rest in proportion. Never a draw: equals are equal.
 */
export function rankUnits(comparison: Comparison): readonly RankedGroup[] {
  const lines = linesOf(comparison)
  return comparison.scheme.groups.map((group) => ({
    group: group.key,
    name: group.name,
    places: placed(comparison, scoreGroup(comparison, group, lines)),
  }))
}

/** What a unit's total is made of: points as printed, the points of criteria left out, bonuses less deductions. */
export interface Parts {
  readonly given: Exact
  readonly leftOut: Exact
  readonly extras: Exact
}

/** A unit as scored, before it has a place. */
export interface Scored {
  readonly key: string
  readonly name: string
  readonly criteria: readonly CriterionScore[]
  readonly lines: Lines
  readonly parts: Parts
  readonly total: Exact
}

/** Scores the units of one group, in their order. */
export function scoreGroup(
  comparison: Comparison,
  group: Group,
  lines: LinesByUnit = linesOf(comparison),
): readonly Scored[] {
  const { scheme } = comparison
  const figures = figuresOf(comparison)
  const columns = scheme.criteria.map((criterion) => {
    const rows = group.units.map(({ key }) => figures(key, criterion.key))
    return scoreCriterion(criterion, rows).map((points, at) =>
      criterionScoreOf(criterion, points, rows[at] ?? {}, scheme.rounding),
    )
  })
  return group.units.map(({ key, name }, at) => {
    const criteria = columns.flatMap((column) => column[at] ?? [])
    const own = lines.get(key) ?? NO_LINES
    const parts = {
      given: sum(criteria.map(({ points }) => exact(points))),
      leftOut: sum(
        scheme.criteria
          .filter((_, column) => criteria[column]?.state === 'left_out')
          .map(({ points }) => exact(points)),
      ),
      extras: subtract(own.bonus, own.deduction),
    }
    return { key, name, criteria, lines: own, parts, total: totalOf(scheme, parts) }
  })
}

/** The figures of a unit for a criterion; none where nothing was handed in. */
export function figuresOf({ values }: Comparison): (unit: string, criterion: string) => Figures {
  const known = new Map(values.map(({ unit, criterion, figures }) => [`${unit} ${criterion}`, figures]))
  return (unit, criterion) => known.get(`${unit} ${criterion}`) ?? {}
}

/** A criterion's points as they are printed. */
export function criterionScoreOf(
  criterion: Criterion,
  points: Points,
  figures: Figures,
  rounding: Rounding,
): CriterionScore {
  const isScored = typeof points !== 'string'
  return {
    criterion: criterion.key,
    state: isScored ? 'scored' : points,
    points: toDecimal(isScored ? points : ZERO, criterion.decimals, rounding),
    figures,
  }
}

/** The total of a unit. Where criteria are left out, what the rest gave stands for the whole in proportion. */
export function totalOf({ criteria, decimals, rounding }: Scheme, { given, leftOut, extras }: Parts): Exact {
  const whole = sum(criteria.map(({ points }) => exact(points)))
  const base = divide(multiply(given, whole), subtract(whole, leftOut)) ?? ZERO
  return round(add(leftOut.numerator === 0n ? given : base, extras), decimals, rounding)
}

interface Lines {
  readonly bonus: Exact
  readonly deduction: Exact
}
type LinesByUnit = ReadonlyMap<string, Lines>
const NO_LINES: Lines = { bonus: ZERO, deduction: ZERO }

/**
 * Bonuses and deductions by unit, what was reversed left out: the lines of one rule up to what the rule may count, then all bonuses up to
 * their cap.
 */
function linesOf({ scheme, entries }: Comparison): LinesByUnit {
  const reversed = new Set(entries.flatMap((each) => (each.kind === 'reversal' ? [each.of] : [])))
  const standing = entries.flatMap((each) => (each.kind === 'reversal' || reversed.has(each.id) ? [] : [each]))
  const most = new Map(scheme.extras.map((rule) => [rule.key, exact(rule.most)]))
  const sums = new Map<string, { unit: string; kind: 'bonus' | 'deduction'; rule: string | undefined; points: Exact }>()
  for (const { unit, kind, rule, points } of standing) {
    const key = `${unit} ${kind} ${rule ?? ''}`
    const so = sums.get(key)?.points ?? ZERO
    sums.set(key, { unit, kind, rule, points: add(so, exact(points)) })
  }
  const found = new Map<string, Lines>()
  for (const { unit, kind, rule, points } of sums.values()) {
    const so = found.get(unit) ?? NO_LINES
    found.set(unit, { ...so, [kind]: add(so[kind], upTo(points, rule === undefined ? undefined : most.get(rule))) })
  }
  const cap = scheme.bonusCap === null ? undefined : exact(scheme.bonusCap)
  return new Map([...found].map(([unit, { bonus, deduction }]) => [unit, { bonus: upTo(bonus, cap), deduction }]))
}

function upTo(points: Exact, cap: Exact | undefined): Exact {
  return cap !== undefined && compare(points, cap) > 0 ? cap : points
}

function placed({ scheme, vetoes, before }: Comparison, scored: readonly Scored[]): readonly Place[] {
  const grounds = new Map(vetoes.map(({ unit, ground }) => [unit, ground]))
  const ranked = scored.filter(({ key }) => !grounds.has(key)).toSorted((one, other) => compare(other.total, one.total))
  const text = (value: Exact) => toDecimal(value, scheme.decimals)
  return [...ranked, ...scored.filter(({ key }) => grounds.has(key))].map((unit) => {
    const ahead = ranked.filter(({ total }) => compare(total, unit.total) > 0)
    const veto = grounds.get(unit.key) ?? null
    const rank = veto === null ? ahead.length + 1 : null
    const then = before[unit.key]
    const next = ahead.at(-1)
    return {
      unit: unit.key,
      name: unit.name,
      rank,
      of: ranked.length,
      gained: rank === null || then === undefined ? null : then - rank,
      total: text(unit.total),
      criteria: unit.criteria,
      bonus: text(unit.lines.bonus),
      deduction: text(negate(unit.lines.deduction)),
      isComplete: unit.criteria.every(({ state }) => state !== 'missing'),
      veto,
      toNext: rank === null || !next ? null : text(subtract(next.total, unit.total)),
    }
  })
}
