import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { FigureRef } from '../../../kernel/figures.ts'
import { Id } from '../../../kernel/id.ts'
import { Key, Measure, Method, Name, NotNegative, Rounding } from './comparison.ts'

/** 考核层级: month, quarter, year. There is no week: what is reported weekly is looked at and counts for nothing. */
export const LEVELS = ['month', 'quarter', 'year'] as const
/** One of `LEVELS`. */
export const Level = z.enum(LEVELS)
export type Level = z.output<typeof Level>

/** How a measured number is held against a mark. */
export const Comparator = z.enum(['at_least', 'above', 'at_most', 'below'])
export type Comparator = z.output<typeof Comparator>

/**
 * Where one number of a criterion comes from. `unit`: the source unit enters it. `ledger`: a neighbour's ledger answers the figure for the
 * unit and the period. `below`: the unit's printed total of the `at`-th month or quarter
 * inside the period, or the mean of those published. `contest`: what an observation or an arena of the period gave, its score or its place.
 * `streak`: how many periods in a row, this one included, a measure of another criterion of the level has met the mark.
 */
export const FigureOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unit') }),
  z.strictObject({ kind: z.literal('ledger'), figure: FigureRef }),
  z.strictObject({
    kind: z.literal('below'),
    level: z.enum(['month', 'quarter']),
    at: z.union([z.int().min(1).max(12), z.literal('mean')]),
  }),
  z.strictObject({
    kind: z.literal('contest'),
    contest: z.enum(['observation', 'arena']),
    what: z.enum(['score', 'place']),
  }),
  z.strictObject({
    kind: z.literal('streak'),
    criterion: Key,
    measure: Measure,
    is: Comparator,
    value: DecimalText,
  }),
])
export type FigureOrigin = z.output<typeof FigureOrigin>

/** 数值: a number a criterion's method reads: its key in the method, what people call it, what it is counted in, where it comes from. */
export const SchemeFigure = z.strictObject({
  key: Key,
  name: Name,
  /** Words beside the number: 万元, %, 个; empty where it has none. */
  unit: z.string().trim().max(20).default(''),
  from: FigureOrigin,
})
export type SchemeFigure = z.output<typeof SchemeFigure>

/** 季节权重: the points of a criterion in the `at`-th period of the year (quarter 1–4, month 1–12); 0 leaves it out of that period. */
export const Season = z.strictObject({ at: z.int().min(1).max(12), points: NotNegative })
export type Season = z.output<typeof Season>

/**
 * 计分指标 of a level. `points` hold where no season says otherwise; a season scales all the method can give. `isExpected`: 预期性, an aim of the
 * market and no order. `sourceUnitId` enters what is entered and signs the numbers; null only where every number comes from a level below or
 * a contest and was signed there.
 */
export const SchemeCriterion = z.strictObject({
  key: Key,
  name: Name,
  points: NotNegative,
  seasons: z.array(Season).max(12).default([]),
  decimals: z.int().min(0).max(6).default(2),
  isExpected: z.boolean().default(false),
  sourceUnitId: Id.nullable().default(null),
  figures: z.array(SchemeFigure).max(40).default([]),
  method: Method,
})
export type SchemeCriterion = z.output<typeof SchemeCriterion>

/** A bonus or a deduction the level knows: what one case is worth, at the most for one unit, and which evidence is asked for. */
export const ExtraRule = z.strictObject({
  key: Key,
  name: Name,
  kind: z.enum(['bonus', 'deduction']),
  each: NotNegative,
  most: NotNegative.nullable().default(null),
  evidence: Name,
})
export type ExtraRule = z.output<typeof ExtraRule>

/** 等次: the best band whose total a unit reaches and whose share of its group is not used up. The last band asks for nothing. */
export const GradeBand = z.strictObject({
  key: Key,
  name: Name,
  from: DecimalText.nullable(),
  most: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('percent'), value: z.int().min(1).max(100) }),
      z.strictObject({ kind: z.literal('count'), value: z.int().min(1).max(200) }),
    ])
    .nullable()
    .default(null),
})
export type GradeBand = z.output<typeof GradeBand>

/** By what a list or an award puts the units of a group in order: their totals, or their points for one criterion. */
export const RankedBy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('total') }),
  z.strictObject({ kind: z.literal('criterion'), criterion: Key }),
])
export type RankedBy = z.output<typeof RankedBy>

/** What a list asks of a unit besides its place: of its total, or of a measure of a criterion's numbers. */
export const ListCondition = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('total'), is: Comparator, value: DecimalText }),
  z.strictObject({ of: z.literal('measure'), criterion: Key, measure: Measure, is: Comparator, value: DecimalText }),
])
export type ListCondition = z.output<typeof ListCondition>

/**
 * 红黑榜. 红 praises, 黑 warns (a red light warns: never the same mark). A unit is on it whose place is among the first (red) or last (black)
 * `places` AND who meets every condition; without `places` the conditions alone decide. An excuse (force majeure, a cause above the county, the
 * season) keeps a unit off a black list. `groups` empty: every group.
 */
export const ListRule = z.strictObject({
  key: Key,
  name: Name,
  colour: z.enum(['red', 'black']),
  groups: z.array(Key).max(30).default([]),
  rankedBy: RankedBy.default({ kind: 'total' }),
  places: z.int().min(1).max(200).nullable(),
  conditions: z.array(ListCondition).max(5).default([]),
})
export type ListRule = z.output<typeof ListRule>

/**
 * 红旗 (流动红旗), 星, 进位显著奖: for the first `places`, for so many places gained since the period before, or stars by the place: `first` for the
 * first, one less for each place after it.
 */
export const AwardRule = z.strictObject({
  key: Key,
  name: Name,
  sign: z.enum(['flag', 'star', 'progress']),
  groups: z.array(Key).max(30).default([]),
  rankedBy: RankedBy.default({ kind: 'total' }),
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('first'), places: z.int().min(1).max(200) }),
    z.strictObject({ kind: z.literal('gained'), places: z.int().min(1).max(200) }),
    z.strictObject({ kind: z.literal('stars'), first: z.int().min(1).max(100) }),
  ]),
})
export type AwardRule = z.output<typeof AwardRule>

/** One level of a scheme: what is measured in a month, a quarter or a year and what the ranking leads to. */
export const LevelBody = z.strictObject({
  criteria: z.array(SchemeCriterion).max(60).default([]),
  decimals: z.int().min(0).max(6).default(2),
  rounding: Rounding.default('half_up'),
  extras: z.array(ExtraRule).max(60).default([]),
  bonusCap: NotNegative.nullable().default(null),
  bands: z.array(GradeBand).max(10).default([]),
  lists: z.array(ListRule).max(20).default([]),
  awards: z.array(AwardRule).max(20).default([]),
})
export type LevelBody = z.output<typeof LevelBody>

/** 考核分组: units compared with each other and with nobody else. */
export const SchemeGroup = z.strictObject({ key: Key, name: Name, unitIds: z.array(Id).max(200).default([]) })
export type SchemeGroup = z.output<typeof SchemeGroup>

/** What a version of a scheme says. `exempt` are units of an assessed kind that are in no group, with the reason. */
export const SchemeBody = z.strictObject({
  groups: z.array(SchemeGroup).max(30).default([]),
  exempt: z
    .array(z.strictObject({ unitId: Id, reason: Name }))
    .max(200)
    .default([]),
  levels: z
    .strictObject({
      month: LevelBody.nullable().default(null),
      quarter: LevelBody.nullable().default(null),
      year: LevelBody.nullable().default(null),
    })
    .prefault({}),
})
export type SchemeBody = z.output<typeof SchemeBody>
