import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { TieStep } from './body.ts'

const Text = z.string()
const Reason = z.string().trim().min(2).max(500)

/**
 * An entrant as counted, the numbers exact decimal text. `score` has the decimals of the rules; `exact` is unrounded. `received` of `expected` ballots
 * count for it, `excluded` voters may not vote on it. `tieStep` is the step that told it from the one just above with the same score, `toAbove`
 * the points missing to the place above. Without any ballot there is neither score nor rank.
 */
export const CountedPlace = z.object({
  entrantKey: Text,
  name: Text,
  rank: z.int().nullable(),
  of: z.int(),
  isJoint: z.boolean(),
  score: Text.nullable(),
  exact: Text.nullable(),
  parts: z.array(z.object({ key: Text, share: Text, value: Text.nullable() })),
  classes: z.array(z.object({ classKey: Text, received: z.int(), counted: z.int(), mean: Text.nullable() })),
  coefficient: Text,
  deduction: Text,
  received: z.int(),
  expected: z.int(),
  excluded: z.int(),
  topGrades: z.int().nullable(),
  grades: z.record(z.string(), z.int()),
  tieStep: TieStep.nullable(),
  toAbove: Text.nullable(),
  awards: z.array(Text),
  commits: z.boolean(),
})
export type CountedPlace = z.output<typeof CountedPlace>

/**
 * A group as counted, the best first. `checksum`: for complete strict rankings the scores must add up to the points of all places (济宁: 1066.00);
 * `null` where a ballot is not of that kind. `oneJudgeLess`: of so many voters, how many change the first place, and any place, by their absence alone.
 */
export const CountedGroup = z.object({
  groupKey: Text,
  name: Text,
  places: z.array(CountedPlace),
  checksum: z.object({ sum: Text, expected: Text, holds: z.boolean() }).nullable(),
  oneJudgeLess: z.object({ voters: z.int(), firstChanges: z.int(), anyChanges: z.int() }),
})
export type CountedGroup = z.output<typeof CountedGroup>

/** 统分结果. `ballots` are counted, `voided` are not. */
export const TallyResult = z.object({ groups: z.array(CountedGroup), ballots: z.int(), voided: z.int() })
export type TallyResult = z.output<typeof TallyResult>

/** One count of a contest with its package. `digest` is the SM3 of the package's content, `fingerprint` the SM3 of the key it is signed with. */
export const CountRecord = z.object({
  id: Id,
  ordinal: z.int(),
  countedAt: Text,
  countedBy: Text,
  digest: Text,
  fingerprint: Text,
  signedAt: Text.nullable(),
  signedBy: Text.nullable(),
  signNote: Text,
  sentBackAt: Text.nullable(),
  sentBackReason: Text.nullable(),
})
export type CountRecord = z.output<typeof CountRecord>

const Path = z.object({ contestId: Id, expectedVersion: RecordVersion })
const Changed = z.object({ id: Id, version: RecordVersion })

/**
 * Counts the votes and seals the package. Refuses `contests.papers_waiting` while a paper ballot waits for the second person.
 * A count is a row of its own; another one after it was sent back leaves the first.
 */
export const countContest = command({
  id: 'contests.count',
  summary: 'Count the votes of a contest whose voting is closed, and seal the signed package',
  route: 'POST /contests/:contestId/count',
  permission: 'contests.manage',
  input: Path,
  output: Changed.extend({ countId: Id, digest: Text }),
})

/** Sends a count back before it is signed: the desk voids or replaces what is wrong and counts again. */
export const sendCountBack = command({
  id: 'contests.send_back',
  summary: 'Send a count back with the reason, so that the desk puts it right and counts again',
  route: 'POST /contests/:contestId/send-back',
  permission: 'contests.supervise',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** Signs the count as the supervisor who saw it: `compared` are the entrants whose paper or device ballots were held against the count. */
export const signCount = command({
  id: 'contests.sign',
  summary: 'Sign the count as supervisor, naming the digest that was checked',
  route: 'POST /contests/:contestId/sign',
  permission: 'contests.supervise',
  input: Path.extend({
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    compared: z.array(z.string().max(40)).max(200).default([]),
    note: z.string().trim().max(500).default(''),
  }),
  output: Changed,
})

/** Publishes a signed result: an act with an author. A rehearsal is never published. */
export const publishContest = command({
  id: 'contests.publish',
  summary: 'Publish the signed result',
  route: 'POST /contests/:contestId/publish',
  permission: 'contests.manage',
  input: Path,
  output: Changed,
})

/** A thing decided on the result: an award, what one of the last commits itself to, or another decision; `itemId` is the supervised item made of it. */
export const Decision = z.object({
  id: Id,
  kind: z.enum(['award', 'commitment', 'decision']),
  entrantKey: Text.nullable(),
  text: Text,
  unitId: Id.nullable(),
  dueOn: Text.nullable(),
  itemId: Id.nullable(),
  decidedAt: Text,
  decidedBy: Text,
})
export type Decision = z.output<typeof Decision>

/**
 * Shows the result as it was counted last. Before publication only those who run or supervise the contest see it (`not_found` for others).
 * `isGenuine`: the kept package still carries the digest and the signature it was given.
 */
export const showResult = query({
  id: 'contests.result',
  summary: 'Show the counted result with its checksum, margins, counts and signatures',
  route: 'GET /contests/:contestId/result',
  permission: 'contests.view',
  input: z.object({ contestId: Id }),
  output: z.object({
    result: TallyResult.nullable(),
    counts: z.array(CountRecord),
    isGenuine: z.boolean().nullable(),
    decisions: z.array(Decision),
  }),
})

/**
 * The package of the last count (or of `ordinal`): rules and their hash, draw, voters by number, ballots, voids, deductions, events and the
 * result, with SM3 digest and Ed25519 signature. The supervisor has it once it is counted; others (the desk at once, every reader after publication)
 * only where no voter could be told by a conflict of interest or an early leave: refuses `contests.package_tells_voters`.
 */
export const downloadPackage = query({
  id: 'contests.package',
  summary: 'Download the signed package a contest can be recounted from',
  route: 'GET /contests/:contestId/package.json',
  permission: 'contests.view',
  audited: true,
  fileOut: 'application/json',
  input: z.object({ contestId: Id, ordinal: z.int().min(1).optional() }),
  output: FileAnswer,
})

/** The stand-alone script that recounts a package with nothing but Node. */
export const downloadRecount = query({
  id: 'contests.recount_script',
  summary: 'Download the stand-alone script that recounts a package with plain Node',
  route: 'GET /contests/recount.mjs',
  permission: 'contests.view',
  fileOut: 'text/javascript',
  input: z.object({}),
  output: FileAnswer,
})

/** 评分汇总表 as a workbook: the result, and to the supervisor every ballot by seat. */
export const downloadScoreSheet = query({
  id: 'contests.score_sheet',
  summary: 'Download the result as a workbook; the supervisor also gets the ballots by seat',
  route: 'GET /contests/:contestId/score-sheet.xlsx',
  permission: 'contests.view',
  audited: true,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: z.object({ contestId: Id }),
  output: FileAnswer,
})

/** 纸质评议票 as a workbook, a sheet a seat, as a spare for a device that fails. */
export const downloadPaperBallots = query({
  id: 'contests.paper_ballots',
  summary: 'Download paper ballots to print, one sheet a seat',
  route: 'GET /contests/:contestId/paper-ballots.xlsx',
  permission: 'contests.manage',
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: z.object({ contestId: Id }),
  output: FileAnswer,
})

/**
 * Writes down what was decided on a published or signed result. A commitment with `unitId` and `asItem` becomes a supervised item of the
 * closed loop.
 */
export const decideOnResult = command({
  id: 'contests.decide',
  summary: 'Write down an award, a commitment or a decision; a commitment may become a supervised item',
  route: 'POST /contests/:contestId/decisions',
  permission: 'contests.manage',
  input: z.object({
    contestId: Id,
    kind: z.enum(['award', 'commitment', 'decision']),
    entrantKey: z.string().max(40).nullable().default(null),
    text: z.string().trim().min(2).max(1000),
    unitId: Id.nullable().default(null),
    dueOn: z.iso.date().nullable().default(null),
    asItem: z.boolean().default(false),
  }),
  output: z.object({ id: Id, itemId: Id.nullable() }),
})

/** The operations on results. */
export const resultContracts = [
  countContest,
  sendCountBack,
  signCount,
  publishContest,
  showResult,
  downloadRecount,
  downloadPackage,
  downloadScoreSheet,
  downloadPaperBallots,
  decideOnResult,
] as const
