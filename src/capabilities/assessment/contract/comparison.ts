import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { command } from '../../../kernel/operation.ts'

/** A short name inside a scheme: criteria, figures, groups, rules. */
export const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
/** What a unit or a line of points is known by in a comparison: a short name, or the id of its record. */
const Ref = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
/** A name people read. */
export const Name = z.string().trim().min(1).max(100)

/** 权重: points or shares of a scheme, not below zero. */
export const NotNegative = DecimalText.refine((text) => !text.startsWith('-'))

/** What a unit has where what its figure is held against is zero: all the points, none, or the criterion is left out of its score. */
export const WithoutTarget = z.enum(['full', 'none', 'left_out'])
export type WithoutTarget = z.output<typeof WithoutTarget>

/** One figure held against its target: `actual ÷ target`, counted with a share of the whole. */
export const Term = z.strictObject({ actual: Key, target: Key, share: NotNegative.default('1') })
export type Term = z.output<typeof Term>

/**
 * 按比例得分: `min(Σ share × actual ÷ target, cap) × points`, never below zero. Without a cap it is open upwards. Where a target is zero:
 * `full` points, `none`, or the criterion is `left_out` of the unit's score.
 */
export const Proportional = z.strictObject({
  kind: z.literal('proportional'),
  terms: z.array(Term).min(1).max(10),
  cap: NotNegative.nullable(),
  withoutTarget: WithoutTarget.default('none'),
})
export type Proportional = z.output<typeof Proportional>

/**
 * What a stepped or compared method looks at: one figure, its share of another in percent, or what it has above another. A share of zero cannot be
 * taken: the method's `withoutTarget` says what the unit has then; where it does not, the figure counts as missing.
 */
export const Measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('figure'), of: Key }),
  z.strictObject({ kind: z.literal('percent'), of: Key, over: Key }),
  z.strictObject({ kind: z.literal('excess'), of: Key, over: Key }),
])
export type Measure = z.output<typeof Measure>

/** A stretch of a stepped method: up to `through` (none for the last) each whole or broken unit of distance is worth `each` points. */
export const Stretch = z.strictObject({ through: DecimalText.nullable(), each: NotNegative })
export type Stretch = z.output<typeof Stretch>

/**
 * 基准加减: `base` points at the mark, more above it and fewer below it, stretch by stretch, within bounds. `per` is the distance that is
 * worth `each` (1 percentage point, 2 %, …); with `wholeOnly` a started distance is worth nothing.
 */
export const Steps = z.strictObject({
  kind: z.literal('steps'),
  measure: Measure,
  withoutTarget: WithoutTarget.optional(),
  mark: DecimalText,
  base: DecimalText,
  per: NotNegative.default('1'),
  wholeOnly: z.boolean().default(false),
  above: z.array(Stretch).max(10),
  below: z.array(Stretch).max(10),
  least: DecimalText.nullable(),
  most: DecimalText.nullable(),
})
export type Steps = z.output<typeof Steps>

/** One line of an additive method: so many points for each of a counted figure, at the most so many from this line. */
export const Line = z.strictObject({ of: Key, each: DecimalText, most: NotNegative.nullable().default(null) })
export type Line = z.output<typeof Line>

/** 累加: `base` and every line added up, within bounds. */
export const Additive = z.strictObject({
  kind: z.literal('additive'),
  base: DecimalText.default('0'),
  lines: z.array(Line).min(1).max(30),
  least: DecimalText.nullable().default(null),
  most: DecimalText.nullable().default(null),
})
export type Additive = z.output<typeof Additive>

/** 分档: the points of the first step the measure reaches, from the highest down; none below the last. */
export const StepTable = z.strictObject({
  kind: z.literal('step_table'),
  measure: Measure,
  withoutTarget: WithoutTarget.optional(),
  steps: z
    .array(z.strictObject({ from: DecimalText, points: DecimalText }))
    .min(1)
    .max(20),
})
export type StepTable = z.output<typeof StepTable>

/** 达标得分: all the points where every condition holds (双条件如“骏马”：超幅与超额并算), none otherwise. */
export const AllOrNothing = z.strictObject({
  kind: z.literal('all_or_nothing'),
  conditions: z
    .array(z.strictObject({ measure: Measure, is: z.enum(['at_least', 'above']), value: DecimalText }))
    .min(1)
    .max(5),
})
export type AllOrNothing = z.output<typeof AllOrNothing>

/** 加权平均: shares of figures that are scores already, such as three months and a quarter's observation. */
export const Weighted = z.strictObject({
  kind: z.literal('weighted'),
  parts: z
    .array(z.strictObject({ of: Key, share: NotNegative }))
    .min(1)
    .max(20),
})
export type Weighted = z.output<typeof Weighted>

/**
 * 组内相对得分, compared with the others of the group: `min_max` `floor + (ceiling − floor) × r`, `efficacy` `floor × (ceiling ÷ floor)^r`
 * with `r = (x − min) ÷ (max − min)`, or `rank_points`. Where all are equal everybody has the ceiling; a unit alone in its group is scored by
 * `alone`, or has the ceiling where there is none. `lower` turns the order round.
 */
export const Relative = z.strictObject({
  kind: z.enum(['min_max', 'efficacy']),
  measure: Measure,
  withoutTarget: WithoutTarget.optional(),
  better: z.enum(['higher', 'lower']).default('higher'),
  floor: NotNegative.default('60'),
  ceiling: NotNegative.default('100'),
  alone: Proportional.nullable().default(null),
})
export type Relative = z.output<typeof Relative>

/** 名次得分: points of the place in the group: of a table (`through` the 3rd place 7 points …, none after the last) or `first − step × (place − 1)`. */
export const RankPoints = z.strictObject({
  kind: z.literal('rank_points'),
  measure: Measure,
  withoutTarget: WithoutTarget.optional(),
  better: z.enum(['higher', 'lower']).default('higher'),
  by: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('table'),
      places: z
        .array(z.strictObject({ through: z.int().min(1), points: DecimalText }))
        .min(1)
        .max(30),
    }),
    z.strictObject({ kind: z.literal('step'), first: DecimalText, step: NotNegative, least: DecimalText.default('0') }),
  ]),
  alone: Proportional.nullable().default(null),
})
export type RankPoints = z.output<typeof RankPoints>

/** How a criterion is scored. */
export const Method = z.discriminatedUnion('kind', [
  Proportional,
  Steps,
  Additive,
  StepTable,
  AllOrNothing,
  Weighted,
  Relative,
  RankPoints,
])
export type Method = z.output<typeof Method>

/** One thing a scheme measures: its name, the most points it is meant to give, who answers for the figures, and how it is scored. */
export const Criterion = z.strictObject({
  key: Key,
  name: Name,
  points: NotNegative,
  /** The points the method was written for, where a season gives the criterion others: what the method gives is held against them. */
  writtenFor: NotNegative.optional(),
  /** 数据来源单位; none where the figures are results of other rounds. */
  source: Name.optional(),
  /** Decimals a score of the criterion is rounded to. */
  decimals: z.int().min(0).max(6).default(2),
  method: Method,
})
export type Criterion = z.output<typeof Criterion>

/** Units are compared inside their group only. */
export const Group = z.strictObject({
  key: Key,
  name: Name,
  units: z
    .array(z.strictObject({ key: Ref, name: Name }))
    .min(1)
    .max(200),
})
export type Group = z.output<typeof Group>

/** A kind of bonus or deduction whose lines together count for a unit up to `most` points. */
export const ExtraCap = z.strictObject({ key: Key, most: NotNegative })

/** How points are rounded: 四舍五入 or cut off. */
export const Rounding = z.enum(['half_up', 'truncate'])
export type Rounding = z.output<typeof Rounding>

/**
 * 考核办法 as it is ranked: what is measured, how, and among whom. `extras` bound what the lines of one rule count, `bonusCap` what all
 * bonuses may add to one unit.
 */
export const Scheme = z.strictObject({
  name: Name,
  year: z.int().min(2000).max(2100),
  groups: z.array(Group).min(1).max(30),
  criteria: z.array(Criterion).min(1).max(60),
  decimals: z.int().min(0).max(6).default(2),
  rounding: Rounding.default('half_up'),
  extras: z.array(ExtraCap).max(60).default([]),
  bonusCap: NotNegative.nullable().default(null),
})
export type Scheme = z.output<typeof Scheme>

/** The figures of one unit for one criterion, by the names its method uses. */
export const Value = z.strictObject({ unit: Ref, criterion: Key, figures: z.record(Key, DecimalText) })
export type Value = z.output<typeof Value>

/** A line of points beside the criteria, never changed: a bonus or a deduction with its evidence, or the reversal of an earlier line. */
export const Entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['bonus', 'deduction']),
    id: Ref,
    unit: Ref,
    /** Which of the scheme's extras the line is one of. */
    rule: Key.optional(),
    points: NotNegative,
    reason: Name,
    evidence: Name,
  }),
  z.strictObject({ kind: z.literal('reversal'), id: Ref, of: Ref, reason: Name, evidence: Name }),
])
export type Entry = z.output<typeof Entry>

/** 一票否决 is possible on these grounds alone, each by a named document: safety, environment, debt, fraud in statistics. */
export const VETO_GROUNDS = ['safety', 'environment', 'debt', 'statistics_fraud'] as const

/** A veto: the unit keeps its score and has no place. */
export const Veto = z.strictObject({ unit: Ref, ground: z.enum(VETO_GROUNDS), document: Name })
export type Veto = z.output<typeof Veto>

/**
 * Everything a ranking is made of; what `clarion rank` reads. `before` are the places of the period before, by unit; `explain` the units
 * whose way to the next place is asked for.
 */
export const Comparison = z.strictObject({
  scheme: Scheme,
  values: z.array(Value).max(20_000),
  entries: z.array(Entry).max(5000).default([]),
  vetoes: z.array(Veto).max(500).default([]),
  before: z.record(Ref, z.int().min(1)).default({}),
  explain: z.array(Ref).max(5).default([]),
})
export type Comparison = z.output<typeof Comparison>

const Shift = z.object({ unit: z.string(), from: z.int().nullable(), to: z.int().nullable() })

/** A unit as it stands in its group; meanings in `rules/rank.ts`. */
export const RankedPlace = z.object({
  unit: z.string(),
  name: z.string(),
  rank: z.int().nullable(),
  of: z.int(),
  gained: z.int().nullable(),
  total: z.string(),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      state: z.enum(['scored', 'missing', 'left_out']),
      points: z.string(),
      figures: z.record(z.string(), z.string()),
    }),
  ),
  bonus: z.string(),
  deduction: z.string(),
  isComplete: z.boolean(),
  veto: z.enum(VETO_GROUNDS).nullable(),
  toNext: z.string().nullable(),
  /** What would move the unit one place up, each alone; of the units to be explained. */
  levers: z.array(z.object({ criterion: z.string(), figure: z.string(), from: z.string(), to: z.string() })),
})
export type RankedPlace = z.output<typeof RankedPlace>

/** A comparison as ranked: its groups, the best first, and which places hang on a tenth of a weight. */
export const Ranking = z.object({
  scheme: z.string(),
  year: z.int(),
  groups: z.array(z.object({ group: z.string(), name: z.string(), places: z.array(RankedPlace) })),
  weightTrials: z.array(z.object({ criterion: z.string(), change: z.enum(['+10%', '-10%']), shifts: z.array(Shift) })),
})
export type Ranking = z.output<typeof Ranking>

/** Tries a scheme on figures handed in with it; nothing is kept. */
export const tryScheme = command({
  id: 'assessment.try',
  summary:
    'Try a draft scheme on figures handed in with it: places, reasons, levers and what hangs on a weight; nothing is kept',
  route: 'POST /assessment/try',
  permission: 'assessment.try',
  input: Comparison,
  output: Ranking,
})
