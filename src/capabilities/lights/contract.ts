import { z } from 'zod'
import { DayText } from '../../kernel/day.ts'
import { DecimalText, ExactText } from '../../kernel/exact.ts'
import { RecordVersion } from '../../kernel/id.ts'
import { command, query } from '../../kernel/operation.ts'
import { PeriodText } from '../../kernel/period.ts'

/** The lights, best first; `none` where nothing could or should be judged. */
export const LIGHTS = ['green', 'yellow', 'red', 'none'] as const
/** One of `LIGHTS`. */
export const Light = z.enum(LIGHTS)
/** One of `LIGHTS`. */
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

/** A published rule that comes with the product: `complete` where it covers the number line as published or as `adapted` says. */
export const BuiltInRuleSet = z.object({
  code: Key,
  name: z.string(),
  source: z.string(),
  complete: z.boolean(),
  adapted: z.string().nullable(),
  body: RuleBody,
})
export type BuiltInRuleSet = z.output<typeof BuiltInRuleSet>

/** What a rule set judges. */
export const SubjectKind = z.enum(['target', 'key_project', 'obstacle'])
export type SubjectKind = z.output<typeof SubjectKind>

/** What can be done with one version of a rule set. */
export const RuleAction = z.enum(['revise', 'checkCoverage', 'replay', 'publish', 'discard', 'retire'])
export type RuleAction = z.output<typeof RuleAction>

/** One version of a rule set; `version` counts the versions of the rule, `recordVersion` the changes of this record. */
export const RuleVersion = z.object({
  version: z.int().min(1),
  state: RuleState,
  body: RuleBody,
  source: z.string(),
  validFrom: DayText.nullable(),
  recordVersion: RecordVersion,
  actions: z.array(RuleAction),
})
export type RuleVersion = z.output<typeof RuleVersion>

/** A rule set with the versions in force and in work. */
export const RuleSet = z.object({
  code: Key,
  name: z.string(),
  subjectKind: SubjectKind,
  published: z.int().nullable(),
  draft: z.int().nullable(),
})
export type RuleSet = z.output<typeof RuleSet>

/** The coverage proof of one dimension; empty lists mean that every number is covered once. `first` and `second` are places in the list. */
export const DimensionCoverage = z.object({
  key: Key,
  holes: z.array(Span),
  overlaps: z.array(z.object({ first: z.int(), second: z.int(), span: Span })),
  empties: z.array(z.int()),
})
export type DimensionCoverage = z.output<typeof DimensionCoverage>

const Name = z.string().trim().min(1).max(100)
const Source = z.string().trim().max(300)
const VersionPath = z.object({ code: Key, ruleVersion: z.int().min(1) })
const Changed = z.object({ code: Key, version: z.int(), recordVersion: RecordVersion })

/** List the rule sets of lights with the versions in force and in work. */
export const listRuleSets = query({
  id: 'lights.list_rule_sets',
  summary: 'List the rule sets of lights with the versions in force and in work',
  route: 'GET /light-rule-sets',
  permission: 'lights.view',
  input: z.object({ subjectKind: SubjectKind.optional() }),
  output: z.object({ items: z.array(RuleSet), actions: z.array(z.enum(['draft'])) }),
})

/** Show a rule set with every version it had. */
export const showRuleSet = query({
  id: 'lights.show_rule_set',
  summary: 'Show a rule set with every version it had',
  route: 'GET /light-rule-sets/:code',
  permission: 'lights.view',
  input: z.object({ code: Key }),
  output: z.object({ ruleSet: RuleSet, versions: z.array(RuleVersion) }),
})

/** List the published rules that come with the product, to start a draft from. */
export const listBuiltInRules = query({
  id: 'lights.list_built_in_rules',
  summary: 'List the published rules that come with the product, to start a draft from',
  route: 'GET /light-rules/built-in',
  permission: 'lights.view',
  input: z.object({}),
  output: z.object({ items: z.array(BuiltInRuleSet) }),
})

/** Draft the next version of a rule set, or the first one of a new rule set. */
export const draftRule = command({
  id: 'lights.draft_rule',
  summary: 'Draft the next version of a rule set, or the first one of a new rule set',
  route: 'POST /light-rule-sets/:code/draft',
  permission: 'lights.manage',
  input: z.object({ code: Key, name: Name, subjectKind: SubjectKind, source: Source, body: RuleBody }),
  output: Changed,
})

/** Change the draft of a rule set; a draft may have holes, a published version may not. */
export const reviseDraft = command({
  id: 'lights.revise_draft',
  summary: 'Change the draft of a rule set; a draft may have holes, a published version may not',
  route: 'PUT /light-rule-sets/:code/draft',
  permission: 'lights.manage',
  input: z.object({ code: Key, name: Name, source: Source, body: RuleBody, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Prove that a version covers every number once, showing holes and overlaps with exact ends. */
export const checkCoverage = query({
  id: 'lights.check_coverage',
  summary: 'Prove that a version covers every number once, showing holes and overlaps with exact ends',
  route: 'GET /light-rule-sets/:code/versions/:ruleVersion/coverage',
  permission: 'lights.view',
  input: VersionPath,
  output: z.object({ dimensions: z.array(DimensionCoverage), publishable: z.boolean() }),
})

/** Try a version on past periods and list who would change colour. */
export const replayRule = query({
  id: 'lights.replay',
  summary: 'Try a version on past periods and list who would change colour',
  route: 'GET /light-rule-sets/:code/versions/:ruleVersion/replay',
  permission: 'lights.view',
  input: VersionPath.extend({ from: PeriodText, until: PeriodText }),
  output: ReplayReport,
})

/** Publish a draft that covers every number once; the version before is retired from the day the new one is valid. */
export const publishRule = command({
  id: 'lights.publish_rule',
  summary:
    'Publish a draft that covers every number once; the version before is retired from the day the new one is valid',
  route: 'POST /light-rule-sets/:code/versions/:ruleVersion/publish',
  permission: 'lights.manage',
  input: VersionPath.extend({ validFrom: DayText, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Retire the version in force without another in its place. */
export const retireRule = command({
  id: 'lights.retire_rule',
  summary: 'Retire the version in force without another in its place',
  route: 'POST /light-rule-sets/:code/versions/:ruleVersion/retire',
  permission: 'lights.manage',
  input: VersionPath.extend({ reason: z.string().trim().min(1).max(500), expectedVersion: RecordVersion }),
  output: Changed,
})

/** Discard the draft of a rule set. */
export const discardDraft = command({
  id: 'lights.discard_draft',
  summary: 'Discard the draft of a rule set',
  route: 'POST /light-rule-sets/:code/draft/discard',
  permission: 'lights.manage',
  input: z.object({ code: Key, expectedVersion: RecordVersion }),
  output: z.object({ code: Key }),
})

/** Every operation of this capability. */
export const lightsContracts = [
  listRuleSets,
  showRuleSet,
  listBuiltInRules,
  draftRule,
  reviseDraft,
  checkCoverage,
  replayRule,
  publishRule,
  retireRule,
  discardDraft,
] as const
