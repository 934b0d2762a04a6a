import { z } from 'zod'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { About, BallotContent } from './ballots.ts'

const Path = z.object({ contestId: Id })

/** 待核对 已确认 已退回: a paper ballot between the two people who type it. */
export const PAPER_STATES = ['typed', 'confirmed', 'rejected'] as const
/** Where a paper ballot is between the two people who type it. */
export const PaperState = z.enum(PAPER_STATES)
export type PaperState = z.output<typeof PaperState>

/** A paper ballot as typed. The content is shown to the second person, who holds it against the sheet, and to the supervisor. */
export const PaperBallot = z.object({
  id: Id,
  seatId: Id,
  seatNumber: z.int(),
  about: About,
  content: BallotContent,
  state: PaperState,
  typedBy: z.string(),
  typedAt: z.string(),
  checkedBy: z.string().nullable(),
  checkedAt: z.string().nullable(),
  reason: z.string().nullable(),
  canCheck: z.boolean(),
})

/** Lists paper ballots. */
export const listPapers = query({
  id: 'contests.list_papers',
  summary: 'List the paper ballots typed in, those that wait for the second person first',
  route: 'GET /contests/:contestId/papers',
  permission: 'contests.papers',
  audited: true,
  input: Path,
  output: z.object({ items: z.array(PaperBallot) }),
})

/** Types a paper ballot in. It counts only after another person confirmed it. */
export const typePaper = command({
  id: 'contests.type_paper',
  summary: 'Type a paper ballot in; it counts only after another person confirmed it',
  route: 'POST /contests/:contestId/papers',
  permission: 'contests.papers',
  secret: ['content'],
  input: Path.extend({ seatId: Id, about: About, content: BallotContent }),
  output: z.object({ id: Id }),
})

/** The second person confirms or rejects what was typed, and can do nothing else. Refuses `contests.same_person` to who typed it. */
export const checkPaper = command({
  id: 'contests.check_paper',
  summary: 'Confirm or reject a typed paper ballot as the second person',
  route: 'POST /contests/:contestId/papers/:paperId/check',
  permission: 'contests.papers',
  input: Path.extend({
    paperId: Id,
    isRight: z.boolean(),
    reason: z.string().trim().max(500).default(''),
  }),
  output: z.object({ id: Id, ballotId: Id.nullable() }),
})

/** The operations on paper ballots. */
export const paperContracts = [listPapers, typePaper, checkPaper] as const
