import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { VETO_GROUNDS } from './comparison.ts'
import { EditionLine, FigureLine, RoundState, SignatureMark } from './rounds.ts'
import { Level } from './scheme-body.ts'

const Text = z.string().trim().min(2).max(500)
const Round = z.object({ roundId: Id })
const Versioned = Round.extend({ expectedVersion: RecordVersion })
const Changed = z.object({ id: Id, version: RecordVersion })
const Params = z.record(z.string(), z.union([z.string(), z.number()]))

/** A sentence as data: its words stand in messages under `reasons`. */
export const Reason = z.object({ code: z.string(), params: Params })
export type Reason = z.output<typeof Reason>

const Shift = z.object({ unitId: Id, unitName: z.string(), from: z.int().nullable(), to: z.int().nullable() })

/** Starts the five working days in which assessed units check their figures. */
export const startChecking = command({
  id: 'assessment.start_checking',
  summary: 'Lay the figures before the assessed units for five working days',
  route: 'POST /assessment/rounds/:roundId/start-checking',
  permission: 'assessment.manage',
  input: Versioned,
  output: Changed.extend({ checkDueOn: z.string() }),
})

/** Settles a round: makes the ranking, sealed by SM3. */
export const settleRound = command({
  id: 'assessment.settle_round',
  summary:
    'Settle a round: rank it and keep the ranking with its SM3; refused while a signature is missing or an objection is open',
  route: 'POST /assessment/rounds/:roundId/settle',
  permission: 'assessment.manage',
  input: Versioned,
  output: Changed.extend({ edition: z.int(), digest: z.string() }),
})

/** Opens a settled round for checking again, or a published one for correction. */
export const reopenRound = command({
  id: 'assessment.reopen_round',
  summary: 'Take a settled round back to checking, or open a published one for correction, with the reason',
  route: 'POST /assessment/rounds/:roundId/reopen',
  permission: 'assessment.manage',
  input: Versioned.extend({ reason: Text }),
  output: Changed,
})

/** Publishes the settled edition, by name. */
export const publishRound = command({
  id: 'assessment.publish_round',
  summary: 'Publish the settled ranking of a round; the act carries its author',
  route: 'POST /assessment/rounds/:roundId/publish',
  permission: 'assessment.publish',
  input: Versioned.extend({ note: z.string().trim().max(500).default('') }),
  output: Changed.extend({ edition: z.int() }),
})

/** What a ranking led to, kept with it: 等次, stars, flags, lists and awards by unit, each with why; and who an excuse kept off a list. */
export const EditionMarks = z.record(
  Id,
  z.array(
    z.object({
      kind: z.enum(['band', 'red', 'black', 'excused', 'flag', 'star', 'progress']),
      key: z.string(),
      name: z.string(),
      /** Stars. */
      count: z.int().nullable(),
      reasons: z.array(Reason),
    }),
  ),
)
export type EditionMarks = z.output<typeof EditionMarks>

/** A place of a round's ranking. */
export const RoundPlace = z.object({
  unitId: Id,
  /** The unit's key in the exported comparison. */
  key: z.string(),
  unitName: z.string(),
  rank: z.int().nullable(),
  of: z.int(),
  before: z.int().nullable(),
  gained: z.int().nullable(),
  total: z.string(),
  bonus: z.string(),
  deduction: z.string(),
  isComplete: z.boolean(),
  veto: z.enum(VETO_GROUNDS).nullable(),
  toNext: z.string().nullable(),
  /** Points ahead of the place behind; `null` for the last. */
  margin: z.string().nullable(),
  criteria: z.array(
    z.object({ criterion: z.string(), state: z.enum(['scored', 'missing', 'left_out']), points: z.string() }),
  ),
  /** 等次, stars, flags, lists and awards, each with why. */
  marks: EditionMarks.valueType,
  isOwn: z.boolean(),
})
export type RoundPlace = z.output<typeof RoundPlace>

/** A unit on a list, with why. */
export const ListEntry = z.object({
  unitId: Id,
  unitName: z.string(),
  groupName: z.string(),
  rank: z.int().nullable(),
  count: z.int().nullable(),
  reasons: z.array(Reason),
})
export type ListEntry = z.output<typeof ListEntry>

/** The ranking of a round as the reader may see it. */
export const RoundRanking = z.object({
  roundId: Id,
  schemeName: z.string(),
  level: Level,
  period: PeriodText,
  state: RoundState,
  /** `null`: as the figures stand now, before anything is settled. */
  edition: EditionLine.nullable(),
  isPublished: z.boolean(),
  criteria: z.array(z.object({ criterion: z.string(), name: z.string(), points: z.string() })),
  groups: z.array(z.object({ group: z.string(), name: z.string(), places: z.array(RoundPlace) })),
  /** Lists and awards of the level in its order, empty ones too, and who an excuse kept off one. */
  lists: z.array(
    z.object({
      kind: z.enum(['red', 'black', 'flag', 'star', 'progress']),
      key: z.string(),
      name: z.string(),
      entries: z.array(ListEntry),
      excused: z.array(ListEntry),
    }),
  ),
  /** The reader sees his own groups alone, because nothing is published yet. */
  isNarrowed: z.boolean(),
})
export type RoundRanking = z.output<typeof RoundRanking>

/** Shows the ranking of a round. */
export const showRanking = query({
  id: 'assessment.show_ranking',
  summary: 'Show the ranking of a round: the last published edition, a named one, or as the figures stand now',
  route: 'GET /assessment/rounds/:roundId/ranking',
  permission: 'assessment.view',
  input: Round.extend({ edition: z.union([z.literal('now'), z.coerce.number().int().min(1)]).optional() }),
  output: RoundRanking,
})

/** How the points of one criterion came to be. */
export const CriterionExplanation = z.object({
  criterion: z.string(),
  name: z.string(),
  points: z.string(),
  state: z.enum(['scored', 'missing', 'left_out']),
  given: z.string(),
  method: z.string(),
  /** The formula in words with the numbers put in, step by step. */
  steps: z.array(Reason),
  /** Which of its figures are targets; what is held against them is the rest. */
  targets: z.array(z.string()),
  inputs: z.array(FigureLine.extend({ figureName: z.string(), unitText: z.string().nullable() })),
  /** Lines that were replaced, in print for good. */
  replaced: z.array(FigureLine),
  signature: SignatureMark.nullable(),
  sourceUnitName: z.string().nullable(),
  levers: z.array(z.object({ figure: z.string(), figureName: z.string(), from: z.string(), to: z.string() })),
})
export type CriterionExplanation = z.output<typeof CriterionExplanation>

/** A unit's place explained. */
export const UnitExplanation = z.object({
  place: RoundPlace,
  group: z.string(),
  groupName: z.string(),
  criteria: z.array(CriterionExplanation),
  /** How bonuses, their cap and deductions were counted. */
  beside: z.array(Reason),
  edition: z.int().nullable(),
})
export type UnitExplanation = z.output<typeof UnitExplanation>

/** Explains every point of a unit. */
export const explainUnit = query({
  id: 'assessment.explain_unit',
  summary: 'Explain every point of a unit: formula, inputs, cap, source, signer, and what would move it one place up',
  route: 'GET /assessment/rounds/:roundId/units/:unitId',
  permission: 'assessment.view',
  input: Round.extend({ unitId: Id, edition: z.union([z.literal('now'), z.coerce.number().int().min(1)]).optional() }),
  output: UnitExplanation,
})

/** Shows what the ranking hangs on. */
export const showSensitivity = query({
  id: 'assessment.show_sensitivity',
  summary: 'Show how places move with a tenth of a weight, a disputed value, one judge less',
  route: 'GET /assessment/rounds/:roundId/sensitivity',
  permission: 'assessment.view',
  input: Round,
  output: z.object({
    weights: z.array(
      z.object({ criterion: z.string(), name: z.string(), change: z.enum(['+10%', '-10%']), shifts: z.array(Shift) }),
    ),
    disputed: z.array(
      z.object({
        objectionId: Id,
        unitName: z.string(),
        criterionName: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        shifts: z.array(Shift),
      }),
    ),
    oneJudgeLess: z.array(
      z.object({ criterionName: z.string(), contest: z.string(), trials: z.int(), shifts: z.array(Shift) }),
    ),
    /** Weights tried in all, so that a reader knows that silence is stability. */
    tried: z.int(),
  }),
})

/** A unit's places over the rounds of a year. */
export const listUnitPlaces = query({
  id: 'assessment.list_unit_places',
  summary: 'List the published places of a unit, the latest period first',
  route: 'GET /assessment/units/:unitId/places',
  permission: 'assessment.view',
  input: z.object({ unitId: Id, limit: z.coerce.number().int().min(1).max(100).default(24) }),
  output: z.object({
    items: z.array(
      z.object({
        roundId: Id,
        schemeId: Id,
        schemeName: z.string(),
        level: Level,
        period: PeriodText,
        groupName: z.string(),
        rank: z.int().nullable(),
        of: z.int(),
        total: z.string(),
        publishedAt: z.string(),
      }),
    ),
  }),
})

/** Exports what a ranking was made of. */
export const exportRound = query({
  id: 'assessment.export_round',
  summary:
    'Download what a settled ranking was made of, as `clarion rank` reads it, or the ranking itself; SM3 covers both',
  route: 'GET /assessment/rounds/:roundId/export',
  permission: 'assessment.view',
  audited: true,
  fileOut: 'application/json',
  input: Round.extend({
    edition: z.coerce.number().int().min(1).optional(),
    part: z.enum(['comparison', 'ranking']).default('comparison'),
  }),
  output: FileAnswer,
})

/** Downloads the score sheet. */
export const downloadScoreSheet = query({
  id: 'assessment.score_sheet',
  summary: 'Download the score sheet (考核计分表) of a round, or of one unit, as Excel',
  route: 'GET /assessment/rounds/:roundId/score-sheet',
  permission: 'assessment.view',
  audited: true,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: Round.extend({ unitId: Id.optional(), edition: z.coerce.number().int().min(1).optional() }),
  output: FileAnswer,
})

/** The operations that make and tell rankings. */
export const resultsContracts = [
  startChecking,
  settleRound,
  reopenRound,
  publishRound,
  showRanking,
  explainUnit,
  showSensitivity,
  listUnitPlaces,
  exportRound,
  downloadScoreSheet,
] as const
