import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { About } from './ballots.ts'
import { ContestAction, ContestState, Key } from './body.ts'

const Reason = z.string().trim().min(2).max(500)
const Instant = z.string()
const Order = z.record(z.string(), z.array(z.string()))

/**
 * The draw of the order. `commitment` is the SM3 of the seed, shown before; the seed itself and the order it gives by group are shown with the
 * draw. The order is a pure function of rules and seed (`rules/draw.ts`).
 */
export const Draw = z.object({
  commitment: z.string().nullable(),
  seed: z.string().nullable(),
  order: Order.nullable(),
  drawnAt: Instant.nullable(),
})

/** 候场 已上场 陈述 提问 已陈述（待评分） 评分中 评分锁定 已亮分: where an entrant is in the running. */
export const ENTRANT_STAGES = [
  'waiting',
  'called',
  'speaking',
  'questions',
  'heard',
  'scoring',
  'locked',
  'revealed',
] as const
/** Where an entrant is in the running. */
export const EntrantStage = z.enum(ENTRANT_STAGES)
export type EntrantStage = z.output<typeof EntrantStage>

/** The clock of the stage by the server's time: what runs, since when, when it warns and when it is up. `null` while nothing runs. */
export const StageClock = z.object({
  phase: z.enum(['speaking', 'questions', 'scoring']),
  startedAt: Instant,
  warnAt: Instant.nullable(),
  endsAt: Instant,
})
export type StageClock = z.output<typeof StageClock>

/** A window in which ballots about something are taken. */
export const Window = z.object({
  about: About,
  openedAt: Instant,
  closesAt: Instant,
  closedAt: Instant.nullable(),
  isOpen: z.boolean(),
})
export type Window = z.output<typeof Window>

/** An entrant as the desk sees it. `received` of `expected` ballots are there; `missing` are the numbers of the seats that have not voted: for the host alone. */
export const DeskEntrant = z.object({
  key: z.string(),
  name: z.string(),
  groupKey: z.string(),
  speaker: z.string(),
  order: z.int(),
  stage: EntrantStage,
  received: z.int(),
  expected: z.int(),
  missing: z.array(z.int()),
  deductions: z.array(z.object({ id: Id, points: z.string(), reason: z.string(), isReversed: z.boolean() })),
  score: z.string().nullable(),
})

/**
 * Everything the host's desk needs, in one answer. `score` is there only once it was revealed. `all` is the turnout of the one vote on all, where the
 * rules have it at the end: seats that may vote on at least one entrant.
 */
export const Desk = z.object({
  id: Id,
  state: ContestState,
  version: RecordVersion,
  actions: z.array(ContestAction),
  serverNow: Instant,
  ordinal: z.int(),
  draw: Draw,
  clock: StageClock.nullable(),
  windows: z.array(Window),
  entrants: z.array(DeskEntrant),
  all: DeskEntrant.pick({ received: true, expected: true, missing: true }).nullable(),
  isBoardFrozen: z.boolean(),
  revealedPlaces: z.int(),
  papersWaiting: z.int(),
  seats: z.int(),
  boundSeats: z.int(),
})
export type Desk = z.output<typeof Desk>

/** What every act of the host says: the contest, and how many events were seen (`ordinal` of the desk), so that two hosts do not cross each other. */
const Path = z.object({ contestId: Id, expectedOrdinal: z.int().min(0).optional() })
const OfEntrant = Path.extend({ entrantKey: Key })
/** What an act of the host answers: the number of the event it wrote; who is behind reads the desk anew. */
const Done = z.object({ ordinal: z.int(), at: Instant })

/** Shows the host's desk. */
export const showDesk = query({
  id: 'contests.desk',
  summary: "Show the host's desk: order, clock, windows, who has not voted yet",
  route: 'GET /contests/:contestId/desk',
  permission: 'contests.manage',
  input: z.object({ contestId: Id }),
  output: Desk,
})

/** Streams the desk as server-sent events, the whole of it each time it changes: a ballot that came in shows at once, to the host alone. */
export const watchDesk = query({
  id: 'contests.watch_desk',
  summary: "Stream the host's desk as server-sent events each time it changes",
  route: 'GET /contests/:contestId/desk/live',
  permission: 'contests.manage',
  input: z.object({ contestId: Id }),
  output: Desk.omit({ actions: true }),
  stream: 'desk',
})

const act = <I extends z.ZodObject>(id: string, summary: string, path: string, input: I) =>
  command({
    id: `contests.${id}`,
    summary,
    route: `POST /contests/:contestId/${path}`,
    permission: 'contests.manage',
    input,
    output: Done,
  })

/** Makes the seed of the draw and shows its commitment. Refused once the order is drawn. */
export const commitSeed = act('commit_seed', 'Make the seed of the draw and show its commitment', 'draw/seed', Path)

/** Draws the order with the committed seed, joined with what the supervisor says aloud (`publicWord`), so that neither could choose it. */
export const drawOrder = act(
  'draw',
  'Draw the order by the committed seed and a word said aloud by the supervisor',
  'draw',
  Path.extend({ publicWord: z.string().trim().min(1).max(100) }),
)

/** Starts the event: seats are set, the order stands. Without a draw the entrants stand in the order of the rules. */
export const startContest = act('start', 'Start the event', 'start', Path.extend({ expectedVersion: RecordVersion }))

/** Calls an entrant to the stage (or the bus to a stop). */
export const callEntrant = act('call', 'Call an entrant to the stage', 'call', OfEntrant)

/** Starts the clock of the speech. */
export const beginSpeech = act('begin_speech', 'Start the clock of the speech', 'speech', OfEntrant)

/** Ends the speech and starts the clock of the questions; a speech too long or too short is a deduction by the rules. */
export const beginQuestions = act(
  'begin_questions',
  'End the speech and start the clock of the questions',
  'questions',
  OfEntrant,
)

/** Opens the window in which ballots about an entrant (or `*`, all of them) are taken. */
export const openWindow = act(
  'open_window',
  'Open the window for ballots about an entrant, or about all',
  'windows/open',
  Path.extend({ about: About, seconds: z.int().min(10).max(86_400).optional() }),
)

/**
 * Gives a window so many seconds more than it has left, or opens it again for so many from now, with the reason; until the entrant's score was
 * revealed.
 */
export const extendWindow = act(
  'extend_window',
  'Give a window more time or open it again, with the reason',
  'windows/extend',
  Path.extend({ about: About, seconds: z.int().min(10).max(86_400), reason: Reason }),
)

/** Closes a window before its time. */
export const closeWindow = act('close_window', 'Close a window', 'windows/close', Path.extend({ about: About }))

/** Reveals an entrant's score on the board, by the rule of the contest (one behind). */
export const revealScore = act('reveal', "Reveal an entrant's score on the board", 'reveal', OfEntrant)

/** Freezes the board: from here on it shows nothing that is revealed later. */
export const freezeBoard = act('freeze_board', 'Freeze the board', 'board/freeze', Path)

/** Thaws the board. */
export const thawBoard = act('thaw_board', 'Thaw the board', 'board/thaw', Path)

/** Shows the next places of the counted and signed ranking on the board: from the last to the first, or all at once. */
export const revealPlaces = act(
  'reveal_places',
  'Show the next places of the signed ranking on the board, from the last to the first',
  'board/places',
  Path.extend({ count: z.int().min(1).max(200).default(1) }),
)

/** Takes points off an entrant by the rules, as a line. */
export const deductPoints = act(
  'deduct',
  'Take points off an entrant, as a line with its reason',
  'deductions',
  OfEntrant.extend({ points: DecimalText, reason: Reason }),
)

/** Reverses a deduction by a line of its own. */
export const reverseDeduction = act(
  'reverse_deduction',
  'Reverse a deduction by a line of its own',
  'deductions/reverse',
  Path.extend({ deductionId: Id, reason: Reason }),
)

/** Closes the vote: no window opens any more. Refused while a window is open. */
export const closeVoting = act(
  'close_voting',
  'Close the vote of a contest',
  'close',
  Path.extend({ expectedVersion: RecordVersion }),
)

/** A ballot as the supervisor sees it. */
export const CastBallot = z.object({
  id: Id,
  seatNumber: z.int(),
  about: About,
  source: z.string(),
  receivedAt: Instant,
  isVoid: z.boolean(),
  voidReason: z.string().nullable(),
})

/** Lists who cast which ballot and how it came in, never what it says: what the supervisor holds against the list of seats. */
export const listBallots = query({
  id: 'contests.list_ballots',
  summary: 'List who cast which ballot and how it came in, never what it says',
  route: 'GET /contests/:contestId/ballots',
  permission: 'contests.supervise',
  audited: true,
  input: z.object({ contestId: Id }),
  output: z.object({ items: z.array(CastBallot) }),
})

/** Takes a ballot out of the count, with the reason; the seat may then vote again while a window is open, or on paper. */
export const voidBallot = command({
  id: 'contests.void_ballot',
  summary: 'Take a ballot out of the count by a line with its reason',
  route: 'POST /contests/:contestId/ballots/:ballotId/void',
  permission: 'contests.supervise',
  input: Path.extend({ ballotId: Id, reason: Reason }),
  output: Done,
})

/** The operations of the running event. */
export const eventContracts = [
  showDesk,
  watchDesk,
  commitSeed,
  drawOrder,
  startContest,
  callEntrant,
  beginSpeech,
  beginQuestions,
  openWindow,
  extendWindow,
  closeWindow,
  revealScore,
  freezeBoard,
  thawBoard,
  revealPlaces,
  deductPoints,
  reverseDeduction,
  closeVoting,
  listBallots,
  voidBallot,
] as const
