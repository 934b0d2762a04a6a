import { z } from 'zod'
import { DecimalText, ExactText } from '../../kernel/exact.ts'

/** The lights, best first; `none` where nothing could or should be judged. */
export const LIGHTS = ['green', 'yellow', 'red', 'none'] as const
export const Light = z.enum(LIGHTS)
export type Light = z.output<typeof Light>

/** A light an interval or a streak can give. */
export const JudgedLight = z.enum(['green', 'yellow', 'red'])
export type JudgedLight = z.output<typeof JudgedLight>

/**
 * What the number of a dimension is. `gap_points`: completion minus pace in percentage points, below zero when behind; `ratio_to_pace`:
 * completion ÷ pace, 1 is on pace; `relative_shortfall`: 1 − ratio to pace, below zero when ahead; `rate_points`: a rate itself or a
 * difference of rates, in percentage points; `days`: whole days past the date, below zero before it; `months`: months gone by, with
 * their fraction; `months_in_row`: a count of months, whole and not below zero.
 */
export const DimensionBase = z.enum([
  'gap_points',
  'ratio_to_pace',
  'relative_shortfall',
  'rate_points',
  'days',
  'months',
  'months_in_row',
])
export type DimensionBase = z.output<typeof DimensionBase>

/** A stretch of the number line with its ends said outright; `null` is endless. */
export const Span = z.object({
  from: DecimalText.nullable(),
  to: DecimalText.nullable(),
  fromClosed: z.boolean(),
  toClosed: z.boolean(),
})
export type Span = z.output<typeof Span>

/** Short names inside a rule set: dimensions, inputs, excuses, marks. */
export const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** A stretch of the number line and its light. `mark` is kept with the light where the rule names a step that has no colour of its own. */
export const Interval = Span.extend({ light: JudgedLight, mark: Key.optional() })
export type Interval = z.output<typeof Interval>

/** `times` periods in a row, this one included, at `atLeast` or worse give `becomes`. */
export const Streak = z.object({
  atLeast: z.enum(['yellow', 'red']),
  times: z.int().min(2).max(36),
  becomes: z.enum(['yellow', 'red']),
})
export type Streak = z.output<typeof Streak>

/**
 * One measure of a rule set. `excuses` are the codes of reasons that lift the light for a period; an excused period counts in no
 * streak and breaks none. `recoverAfter` is the number of periods in a row, this one included, a light must be better before it shows.
 */
export const Dimension = z.object({
  key: Key,
  base: DimensionBase,
  intervals: z.array(Interval).min(1).max(20),
  streak: Streak.nullable().default(null),
  recoverAfter: z.int().min(1).max(36).default(1),
  excuses: z.array(Key).max(20).default([]),
})
export type Dimension = z.output<typeof Dimension>

/** The rule judges only where the input `key` lies in the span, e.g. a year's plan of at least ten million yuan. */
export const Condition = Span.extend({ key: Key })
export type Condition = z.output<typeof Condition>

/** One row of a table: for each dimension named, the lights it may show; a dimension not named may show any. First row that fits wins. */
export const TableRow = z.object({ when: z.record(Key, z.array(Light).min(1)), light: JudgedLight })
export type TableRow = z.output<typeof TableRow>

/** How the lights of several dimensions become one. */
export const Combination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('worst_of') }),
  z.object({ kind: z.literal('table'), rows: z.array(TableRow).min(1).max(100) }),
])
export type Combination = z.output<typeof Combination>

/** What a rule set says, without its name and version. */
export const RuleBody = z.object({
  conditions: z.array(Condition).max(10).default([]),
  dimensions: z.array(Dimension).min(1).max(6),
  combine: Combination.default({ kind: 'worst_of' }),
})
export type RuleBody = z.output<typeof RuleBody>

/** States of one version. A published version never changes again; a new draft becomes the next one. */
export const RuleState = z.enum(['draft', 'published', 'retired'])
export type RuleState = z.output<typeof RuleState>

/** Which rule judged: its code and version. */
export const RuleRef = z.object({ code: Key, version: z.int().min(1) })
export type RuleRef = z.output<typeof RuleRef>

/** A rule with its reference, as the judge takes it. */
export const Rule = RuleRef.extend({ body: RuleBody })
export type Rule = z.output<typeof Rule>

/**
 * What a rule is fed for one subject and one period. `values` holds the number of each dimension and condition by key, `null` where it
 * is not known; `excuses` the approved reasons.
 */
export const LightInputs = z.object({
  values: z.record(Key, ExactText.nullable()),
  excuses: z
    .array(z.object({ dimension: Key, code: Key }))
    .max(20)
    .default([]),
})
export type LightInputs = z.output<typeof LightInputs>

/** Why a light shows, as data: the sentence in each language is a message. */
export const LightReason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type LightReason = z.output<typeof LightReason>

/** The light of one dimension: `raw` by its intervals alone, `light` after excuse, streak and recovery. */
export const DimensionLight = z.object({
  key: Key,
  raw: Light,
  light: Light,
  excused: z.boolean(),
  mark: Key.optional(),
  reason: LightReason,
})
export type DimensionLight = z.output<typeof DimensionLight>

/** A light that carries everything it came from. */
export const Judgement = z.object({
  light: Light,
  reason: LightReason,
  dimensions: z.array(DimensionLight),
  rule: RuleRef,
  inputs: LightInputs,
})
export type Judgement = z.output<typeof Judgement>

/** A subject whose light another rule would change in a period. */
export const ColourChange = z.object({
  subject: z.string(),
  period: z.string(),
  before: Light,
  after: Light,
  beforeReason: LightReason,
  afterReason: LightReason,
})
export type ColourChange = z.output<typeof ColourChange>

/** How many periods of how many subjects show each light. */
export const LightCounts = z.record(Light, z.int().min(0))
export type LightCounts = z.output<typeof LightCounts>

/** A rule tried on past periods: who would change colour, and the counts of both rules. */
export const ReplayReport = z.object({ changes: z.array(ColourChange), before: LightCounts, after: LightCounts })
export type ReplayReport = z.output<typeof ReplayReport>
