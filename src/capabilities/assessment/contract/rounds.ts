import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { Key } from './comparison.ts'
import { ExtraRule, FigureOrigin, Level } from './scheme-body.ts'

const Name = z.string().trim().min(1).max(100)
const Text = z.string().trim().min(2).max(500)
const Changed = z.object({ id: Id, version: RecordVersion })
const Round = z.object({ roundId: Id })
const Versioned = Round.extend({ expectedVersion: RecordVersion })

/**
 * 考核期 states: figures come in (`open` 填报), assessed units check (`checking` 核对), the ranking is made (`settled` 已定), it is told (`published` 公布);
 * `correcting` 更正 is a published round whose figures are corrected while its last published edition stands.
 */
export const ROUND_STATES = ['open', 'checking', 'settled', 'published', 'correcting'] as const
/** One of `ROUND_STATES`. */
export const RoundState = z.enum(ROUND_STATES)
export type RoundState = z.output<typeof RoundState>

/** What can be done to a round. */
export const ROUND_ACTIONS = [
  'collect',
  'enter',
  'sign',
  'add_entry',
  'reverse_entry',
  'add_veto',
  'lift_veto',
  'start_checking',
  'confirm',
  'object',
  'answer',
  'correct',
  'settle',
  'reopen',
  'publish',
] as const
/** One of `ROUND_ACTIONS`. */
export const RoundAction = z.enum(ROUND_ACTIONS)
export type RoundAction = z.output<typeof RoundAction>

/** A round in lists: a scheme's level in one period. `checkDueOn` is the last day on which assessed units may object. */
export const RoundLine = z.object({
  id: Id,
  schemeId: Id,
  schemeName: z.string(),
  versionId: Id,
  level: Level,
  period: PeriodText,
  state: RoundState,
  openedAt: z.string(),
  checkDueOn: DayText.nullable(),
  /** The number of the last settled and of the last published edition; `null` where there is none. */
  edition: z.int().nullable(),
  publishedEdition: z.int().nullable(),
  publishedAt: z.string().nullable(),
  publishedByName: z.string().nullable(),
  counts: z.object({
    /** Figures the round asks for, and those not there yet. */
    figures: z.int(),
    missing: z.int(),
    /** Signatures the round asks for that are not there, or broken by a later change. */
    unsigned: z.int(),
    openObjections: z.int(),
    /** Assessed units, and those that said that their figures are right. */
    units: z.int(),
    confirmed: z.int(),
  }),
  version: RecordVersion,
  actions: z.array(RoundAction),
})
export type RoundLine = z.output<typeof RoundLine>

/** A signature as it stands: `isBroken` where a figure changed after it. */
export const SignatureMark = z.object({
  byName: z.string(),
  unitName: z.string().nullable(),
  at: z.string(),
  digest: z.string(),
  isBroken: z.boolean(),
})
export type SignatureMark = z.output<typeof SignatureMark>

/** A criterion of a round with what is still missing of it. `digest` is what a signature now would be given for. */
export const RoundCriterion = z.object({
  criterion: z.string(),
  name: z.string(),
  points: z.string(),
  /** 数据来源单位, which enters and signs; `null` where every figure is a result of other rounds or of a contest. */
  sourceUnitId: Id.nullable(),
  sourceUnitName: z.string().nullable(),
  isExpected: z.boolean(),
  figures: z.array(z.object({ key: z.string(), name: z.string(), unit: z.string(), from: FigureOrigin })),
  asked: z.int(),
  missing: z.int(),
  digest: z.string().nullable(),
  signature: SignatureMark.nullable(),
  actions: z.array(z.enum(['enter', 'sign', 'correct'])),
})
export type RoundCriterion = z.output<typeof RoundCriterion>

/** An assessed unit in a round and whether it has looked at its figures. */
export const RoundUnit = z.object({
  unitId: Id,
  unitName: z.string(),
  group: z.string(),
  groupName: z.string(),
  confirmedAt: z.string().nullable(),
  confirmedByName: z.string().nullable(),
  openObjections: z.int(),
  isOwn: z.boolean(),
})

/** An edition of a round's ranking. */
export const EditionLine = z.object({
  edition: z.int(),
  digest: z.string(),
  settledAt: z.string(),
  settledByName: z.string(),
  publishedAt: z.string().nullable(),
  publishedByName: z.string().nullable(),
  note: z.string(),
})
export type EditionLine = z.output<typeof EditionLine>

/** What keeps a round from its next step, as problems with ready sentences in `message`. */
const Hindrance = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** A round as its desk shows it. */
export const RoundPage = RoundLine.extend({
  groups: z.array(z.object({ key: z.string(), name: z.string(), units: z.int() })),
  criteria: z.array(RoundCriterion),
  units: z.array(RoundUnit),
  /** Bonuses and deductions the round's version knows. */
  extras: z.array(ExtraRule),
  editions: z.array(EditionLine),
  /** What stands between the round and being settled; empty where nothing does. */
  hindrances: z.array(Hindrance),
  checkStartedOn: DayText.nullable(),
  reopenReason: z.string().nullable(),
})
export type RoundPage = z.output<typeof RoundPage>

/** Lists rounds, the latest period first. */
export const listRounds = query({
  id: 'assessment.list_rounds',
  summary: 'List rounds of assessment, the latest period first',
  route: 'GET /assessment/rounds',
  permission: 'assessment.view',
  input: z.object({
    year: z.coerce.number().int().min(2000).max(2100).optional(),
    schemeId: Id.optional(),
    level: Level.optional(),
    state: RoundState.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(RoundLine), nextCursor: z.string().nullable() }),
})

/** Opens a round: freezes which version of the scheme counts and reads what the ledgers know. */
export const openRound = command({
  id: 'assessment.open_round',
  summary: 'Open the round of a scheme for a month, quarter or year and read what the ledgers know',
  route: 'POST /assessment/rounds',
  permission: 'assessment.manage',
  input: z.object({ schemeId: Id, level: Level, period: PeriodText }),
  output: Changed.extend({ collected: z.int(), missing: z.int() }),
})

/** Shows a round. */
export const showRound = query({
  id: 'assessment.show_round',
  summary: 'Show a round: what is missing, who signs, who has checked, what keeps it from being settled',
  route: 'GET /assessment/rounds/:roundId',
  permission: 'assessment.view',
  input: Round,
  output: RoundPage,
})

/** Where a figure was read: a ledger's figure by its reference, or the round or contest it is a result of. */
export const FigureSource = z.object({
  ref: z.string(),
  period: z.string(),
  asOf: z.string().nullable(),
  rows: z.int().nullable(),
  path: z.string().nullable(),
  /** What it is counted in, where the ledger says so. */
  unitText: z.string().nullable(),
})
export type FigureSource = z.output<typeof FigureSource>

/** How a line of a figure came to be. */
export const FIGURE_KINDS = ['entered', 'ledger', 'below', 'contest', 'streak', 'correction'] as const
/** One of `FIGURE_KINDS`. */
export const FigureKind = z.enum(FIGURE_KINDS)
export type FigureKind = z.output<typeof FigureKind>

/** A line of a figure: kept for good, replaced by another line at the most. */
export const FigureLine = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  criterion: z.string(),
  figure: z.string(),
  /** `null` where the source says that there is none. */
  value: z.string().nullable(),
  kind: FigureKind,
  source: FigureSource.nullable(),
  evidence: z.string(),
  reason: z.string().nullable(),
  authorName: z.string(),
  at: z.string(),
  replaces: Id.nullable(),
  isCurrent: z.boolean(),
  objectionId: Id.nullable(),
})
export type FigureLine = z.output<typeof FigureLine>

/** Shows the figures of a round that the reader may see. */
export const listRoundFigures = query({
  id: 'assessment.list_figures',
  summary: 'List the figures of a round with their source, evidence and author; with `history` the replaced lines too',
  route: 'GET /assessment/rounds/:roundId/figures',
  permission: 'assessment.view',
  input: Round.extend({
    criterion: Key.optional(),
    unitId: Id.optional(),
    history: z.stringbool().default(false),
  }),
  output: z.object({ items: z.array(FigureLine) }),
})

/** Reads the ledgers, lower rounds and contests once more. */
export const collectFigures = command({
  id: 'assessment.collect_figures',
  summary: 'Read again what the ledgers, the rounds below and the contests know',
  route: 'POST /assessment/rounds/:roundId/collect',
  permission: 'assessment.manage',
  input: Versioned,
  output: Changed.extend({ collected: z.int(), missing: z.int() }),
})

/** Enters figures of one criterion. A change after a signature breaks it. */
export const enterFigures = command({
  id: 'assessment.enter_figures',
  summary: 'Enter the figures of a criterion, as its source unit',
  route: 'POST /assessment/rounds/:roundId/figures',
  permission: 'assessment.sign',
  input: Round.extend({
    criterion: Key,
    values: z
      .array(
        z.object({
          unitId: Id,
          figure: Key,
          value: DecimalText.nullable(),
          evidence: z.string().trim().max(300).default(''),
        }),
      )
      .min(1)
      .max(2000),
  }),
  output: Changed.extend({ entered: z.int() }),
})

/** Signs a criterion's figures as they were seen. */
export const signCriterion = command({
  id: 'assessment.sign_criterion',
  summary: 'Sign the figures of a criterion as they were shown (`digest`), as its source unit',
  route: 'POST /assessment/rounds/:roundId/sign',
  permission: 'assessment.sign',
  input: Round.extend({ criterion: Key, digest: z.string().length(64) }),
  output: Changed.extend({ signedAt: z.string() }),
})

/** Corrects a figure by a printed line. */
export const correctFigure = command({
  id: 'assessment.correct_figure',
  summary: 'Correct a figure by a new line with reason and evidence, as its source unit; the old line stays in print',
  route: 'POST /assessment/rounds/:roundId/corrections',
  permission: 'assessment.sign',
  input: Round.extend({
    /** The line that is replaced, as it was seen. */
    lineId: Id,
    value: DecimalText.nullable(),
    reason: Text,
    evidence: Name,
  }),
  output: Changed.extend({ lineId: Id }),
})

/** The operations on rounds and what goes into them. */
export const roundsContracts = [
  listRounds,
  openRound,
  showRound,
  listRoundFigures,
  collectFigures,
  enterFigures,
  signCriterion,
  correctFigure,
] as const
