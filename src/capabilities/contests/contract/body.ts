import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id } from '../../../kernel/id.ts'

/** 现场观摩 · 擂台比武: what kind of contest it is. */
export const CONTEST_KINDS = ['tour', 'arena'] as const
/** What kind of contest it is. */
export const ContestKind = z.enum(CONTEST_KINDS)
export type ContestKind = z.output<typeof ContestKind>

/** The name by which the parts of a body refer to each other; not one that every object of the language has already. */
export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .refine((key) => !(key in {}))

const Name = z.string().trim().min(1).max(100)
const Words = z.string().trim().max(500)
/** A decimal not below zero, as text. */
export const NotNegative = DecimalText.refine((text) => !text.startsWith('-'))

/** Entrants are compared inside their group only. */
export const ContestGroup = z.strictObject({ key: Key, name: Name })

/**
 * 参赛对象: a unit or its projects. `speaker` is the post that speaks, never a person's name. `coefficient` is the difficulty decided beforehand,
 * `given` the values of parts that are not voted here, by the key of the part; `investment` (whole yuan, completed) only breaks ties.
 */
export const Entrant = z.strictObject({
  key: Key,
  name: Name,
  groupKey: Key,
  unitId: Id.nullable().default(null),
  projectIds: z.array(Id).max(20).default([]),
  speaker: Words.default(''),
  coefficient: NotNegative.default('1'),
  given: z.record(Key, NotNegative).default({}),
  investment: z.int().nullable().default(null),
})
export type Entrant = z.output<typeof Entrant>

/** 评分项: marks from 0 to `max` with so many decimals, worth `points`; a judge's score is the sum of `mark × points ÷ max`. `guidance` stands beside the mark. */
export const Criterion = z.strictObject({
  key: Key,
  name: Name,
  guidance: Words.default(''),
  max: NotNegative.default('100'),
  points: NotNegative,
  decimals: z.int().min(0).max(2).default(1),
})
export type Criterion = z.output<typeof Criterion>

/** 好 较好 一般 较差, the best first. `most` bounds how many entrants of a group one ballot may give the grade. */
export const Grade = z.strictObject({
  key: Key,
  name: Name,
  points: NotNegative,
  most: z.int().min(0).max(200).nullable().default(null),
})
export type Grade = z.output<typeof Grade>

/**
 * How judges vote: marks by criterion; one of the grades; every entrant of a group in its place (`first − step × (place − 1)` points, ties only
 * with the entrants of `mayTie`); or so many chosen of a group.
 */
export const BallotRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('score'), criteria: z.array(Criterion).min(1).max(20) }),
  z.strictObject({ kind: z.literal('grades'), grades: z.array(Grade).min(2).max(8) }),
  z.strictObject({
    kind: z.literal('ranking'),
    first: NotNegative.default('100'),
    step: NotNegative.default('3'),
    mayTie: z.array(Key).max(200).default([]),
  }),
  z.strictObject({ kind: z.literal('approve'), choose: z.int().min(1).max(200), exactly: z.boolean().default(true) }),
])
export type BallotRule = z.output<typeof BallotRule>

/** 评委类别 with its weight. The class of the leaders is asked first where a tie is broken by a class. */
export const JudgeClass = z.strictObject({
  key: Key,
  name: Name,
  weight: NotNegative,
  isLeaders: z.boolean().default(false),
})
export type JudgeClass = z.output<typeof JudgeClass>

/** 去最高最低分: so many of the highest and lowest scores of each judge class, once the class has given `atLeast`. Of equal extremes one goes. */
export const Trim = z.strictObject({
  highest: z.int().min(0).max(5),
  lowest: z.int().min(0).max(5),
  atLeast: z.int().min(1).max(200).default(5),
})
export type Trim = z.output<typeof Trim>

/**
 * 难度系数: none, as given with the entrants, or the median of what the judges say on their ballots between `least` and `most`. `normalise` divides by
 * the mean of the group, so that a group as a whole gains nothing.
 */
export const CoefficientRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('given'), normalise: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal('voted'),
    least: NotNegative.default('0.8'),
    most: NotNegative.default('1.2'),
    normalise: z.boolean().default(true),
  }),
])
export type CoefficientRule = z.output<typeof CoefficientRule>

/**
 * 成绩构成: the vote of this contest and what is added to it by share (the earlier site visit, the economic table). Exactly one part is `ballots`;
 * `entered` is given with each entrant; `contest` is the published score of the same unit in another contest, written into `given` at the freeze.
 */
export const Part = z.strictObject({
  key: Key,
  name: Name,
  share: NotNegative,
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ballots') }),
    z.strictObject({ kind: z.literal('entered') }),
    z.strictObject({ kind: z.literal('contest'), contestId: Id }),
  ]),
})
export type Part = z.output<typeof Part>

/**
 * How equals are told apart, in the order given; who is still equal shares the place and leaves the next one empty. Never a draw.
 * `top_grades` more of the best grade · `unrounded` more decimals · `leader_mean` the mean of the leaders' class · `data` the part with the key
 * `data` · `investment` the larger completed investment.
 */
export const TIE_STEPS = ['top_grades', 'unrounded', 'leader_mean', 'data', 'investment'] as const
/** A step of the tie ladder. */
export const TieStep = z.enum(TIE_STEPS)
export type TieStep = z.output<typeof TieStep>

/** 时间与扣分, in seconds and points: what the stage clock shows and what too long or too short a speech costs. */
export const Timing = z.strictObject({
  speakSeconds: z.int().min(0).max(7200).default(360),
  warnSeconds: z.int().min(0).max(600).default(30),
  questionSeconds: z.int().min(0).max(3600).default(120),
  scoringSeconds: z.int().min(10).max(86_400).default(90),
  overtimePoints: NotNegative.default('0'),
  shortSeconds: z.int().min(0).max(7200).nullable().default(null),
  shortPoints: NotNegative.default('0'),
})
export type Timing = z.output<typeof Timing>

/** 奖项: the places from–through of a group (every group without one). */
export const Award = z.strictObject({
  kind: z.enum(['flag', 'title', 'award']),
  name: Name,
  groupKey: Key.nullable().default(null),
  from: z.int().min(1),
  through: z.int().min(1),
})
export type Award = z.output<typeof Award>

/**
 * 比赛规则: everything that decides who wins, frozen with its hash before the first vote. `casting`: a window for each entrant, or one vote
 * after all. `reveal`: an entrant's score after the next one spoke, at once, or all at the end. `bottom`: how many at the end of each group
 * commit themselves in public.
 */
export const ContestBody = z.strictObject({
  groups: z.array(ContestGroup).min(1).max(20),
  entrants: z.array(Entrant).max(200),
  ballot: BallotRule,
  classes: z.array(JudgeClass).min(1).max(10),
  parts: z.array(Part).min(1).max(6),
  trim: Trim.nullable().default(null),
  coefficient: CoefficientRule.default({ kind: 'none' }),
  tieLadder: z.array(TieStep).max(TIE_STEPS.length).default([]),
  decimals: z.int().min(0).max(6).default(2),
  casting: z.enum(['per_entrant', 'at_end']).default('per_entrant'),
  reveal: z.enum(['after_next', 'at_once', 'at_end']).default('after_next'),
  ballots: z.enum(['named', 'anonymous']).default('named'),
  /** Whether a ballot sealed on a device before its window closed still counts when it arrives before the vote as a whole is closed. */
  lateSealed: z.boolean().default(true),
  timing: Timing.default(Timing.parse({})),
  awards: z.array(Award).max(30).default([]),
  bottom: z.int().min(0).max(20).default(0),
})
export type ContestBody = z.output<typeof ContestBody>

/** The rules as they are read aloud: everything a hall and a judge should know before the first vote. */
export const SpokenRules = ContestBody.pick({
  ballot: true,
  classes: true,
  parts: true,
  trim: true,
  coefficient: true,
  tieLadder: true,
  decimals: true,
  casting: true,
  reveal: true,
  ballots: true,
})
export type SpokenRules = z.output<typeof SpokenRules>

/**
 * 草稿 规则已冻结 进行中 投票已截止 已统分 监督已签字 已公布 已取消. A change of rules after the freeze is another contest: copy it.
 */
export const CONTEST_STATES = [
  'draft',
  'frozen',
  'running',
  'closed',
  'counted',
  'signed',
  'published',
  'cancelled',
] as const
/** Where a contest stands. */
export const ContestState = z.enum(CONTEST_STATES)
export type ContestState = z.output<typeof ContestState>

/** What somebody may do to a contest just now. `seats` sets seats and their links, `host` everything of the running event, `papers` types and checks paper ballots. */
export const CONTEST_ACTIONS = [
  'edit',
  'freeze',
  'seats',
  'draw',
  'start',
  'host',
  'deduct',
  'papers',
  'void',
  'close',
  'count',
  'send_back',
  'sign',
  'reveal_places',
  'publish',
  'decide',
  'cancel',
  'copy',
] as const
/** What somebody may do to a contest just now. */
export const ContestAction = z.enum(CONTEST_ACTIONS)
export type ContestAction = z.output<typeof ContestAction>
