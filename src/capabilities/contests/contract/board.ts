import { z } from 'zod'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { CONTEST_STATES, ContestKind, SpokenRules } from './body.ts'
import { EntrantStage, StageClock } from './event.ts'
import { LinkPath } from './judge.ts'

const Instant = z.string()

/** An entrant on the board; `score` and the place among those shown once revealed. */
export const BoardEntrant = z.object({
  key: z.string(),
  name: z.string(),
  groupKey: z.string(),
  order: z.int(),
  stage: EntrantStage,
  score: z.string().nullable(),
  place: z.int().nullable(),
})

/** A place of the final ranking as it is shown, the last shown first. */
export const BoardPlace = z.object({
  groupKey: z.string(),
  entrantKey: z.string(),
  name: z.string(),
  rank: z.int().nullable(),
  isJoint: z.boolean(),
  score: z.string().nullable(),
  awards: z.array(z.string()),
  tieStep: z.string().nullable(),
})
export type BoardPlace = z.output<typeof BoardPlace>

/**
 * 大屏: what everybody may see, a pure function of the rules and of what happened (`rules/board.ts`). No ballot is an input of it: no counts, no totals,
 * nobody who has not voted.
 */
export const Board = z.object({
  contestId: Id,
  kind: ContestKind,
  name: z.string(),
  place: z.string(),
  heldOn: z.string(),
  isRehearsal: z.boolean(),
  state: z.enum(CONTEST_STATES),
  rulesHash: z.string().nullable(),
  rules: SpokenRules,
  groups: z.array(z.object({ key: z.string(), name: z.string() })),
  entrants: z.array(BoardEntrant),
  current: z.string().nullable(),
  clock: StageClock.nullable(),
  draw: z.object({ commitment: z.string().nullable(), seed: z.string().nullable(), publicWord: z.string().nullable() }),
  isFrozen: z.boolean(),
  ranking: z.array(BoardPlace),
  isComplete: z.boolean(),
  checksums: z.array(z.object({ groupKey: z.string(), sum: z.string(), expected: z.string() })),
  ordinal: z.int(),
})
export type Board = z.output<typeof Board>

const Path = z.object({ contestId: Id })

/** A link to the board. */
export const BoardLink = z.object({
  id: Id,
  label: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
})

/** Shows the board to who is signed in. */
export const showBoard = query({
  id: 'contests.board',
  summary: 'Show the board of a contest',
  route: 'GET /contests/:contestId/board',
  permission: 'contests.view',
  input: Path,
  output: Board.extend({ serverNow: Instant }),
})

/** Lists the links to the board. */
export const listBoardLinks = query({
  id: 'contests.list_board_links',
  summary: 'List the links to the board of a contest',
  route: 'GET /contests/:contestId/board-links',
  permission: 'contests.manage',
  input: Path,
  output: z.object({ items: z.array(BoardLink) }),
})

/** Opens a secret link to the board for a screen or the hall; its path is told once. */
export const openBoardLink = command({
  id: 'contests.open_board_link',
  summary: 'Open a secret link to the board for a screen or the hall, told once',
  route: 'POST /contests/:contestId/board-links',
  permission: 'contests.manage',
  input: Path.extend({ label: z.string().trim().min(1).max(60) }),
  output: z.object({ id: Id, path: z.string() }),
})

/** Closes a link to the board: it answers nothing any more. */
export const closeBoardLink = command({
  id: 'contests.close_board_link',
  summary: 'Close a link to the board',
  route: 'POST /contests/:contestId/board-links/:linkId/close',
  permission: 'contests.manage',
  input: Path.extend({ linkId: Id }),
  output: z.object({ id: Id }),
})

/** Reads the board by its link. */
export const readBoard = query({
  id: 'contests.read_board',
  summary: 'Read a board by its secret link',
  route: 'GET /contests/boards/:region/:secret',
  permission: 'contests.board',
  secret: ['secret'],
  input: LinkPath,
  output: Board.extend({ serverNow: Instant }),
})

/** Watches the board by its link: the whole board at once and each time it changes. */
export const watchBoard = query({
  id: 'contests.watch_board',
  summary: 'Stream the board by its secret link as server-sent events: the whole board each time it changes',
  route: 'GET /contests/boards/:region/:secret/live',
  permission: 'contests.board',
  secret: ['secret'],
  input: LinkPath,
  output: Board.extend({ serverNow: Instant }),
  stream: 'board',
})

/** The operations of the board. */
export const boardContracts = [showBoard, listBoardLinks, openBoardLink, closeBoardLink, readBoard, watchBoard] as const
