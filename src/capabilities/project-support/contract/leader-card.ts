import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { FactorAmount, Factor } from './factors.ts'
import { MadePromise, VisitOutcome } from './visits.ts'

/** A leader's post that sponsors projects. */
export const SponsorPost = z.object({ postId: Id, title: z.string(), personName: z.string() })
export type SponsorPost = z.output<typeof SponsorPost>

/** A project on the card of its leader: where it stands, the last visit, what is open, what comes next. Money is whole yuan. */
export const SponsoredProject = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  light: z.enum(['green', 'yellow', 'red', 'none']),
  completion: z.number().nullable(),
  pace: z.number().nullable(),
  yearPlan: z.number().nullable(),
  investedThisYear: z.number().nullable(),
  isCoSponsored: z.boolean(),
  lastVisit: z
    .object({ visitedOn: DayText, sentence: z.string(), outcome: VisitOutcome, nextOn: DayText.nullable() })
    .nullable(),
  openProblems: z.array(z.object({ visitId: Id, visitedOn: DayText, problem: z.string() })),
  promises: z.array(MadePromise),
  uncovered: z.array(z.object({ factor: Factor, amount: FactorAmount })),
  nextNode: z.object({ name: z.string(), dueOn: DayText, isLate: z.boolean() }).nullable(),
})
export type SponsoredProject = z.output<typeof SponsoredProject>

/**
 * The card of a sponsoring leader: own projects, the reddest first. Without `postId` it is the reader's own post, else the first sponsoring
 * leader's. How often somebody came is not counted anywhere.
 */
export const showLeaderCard = query({
  id: 'project_support.leader_card',
  summary: "Show a sponsoring leader's card: projects, last visits, open problems, promises, next nodes",
  route: 'GET /leader-card',
  permission: 'project_support.view',
  input: z.object({ postId: Id.optional() }),
  output: z.object({
    today: DayText,
    leader: SponsorPost.nullable(),
    isOwn: z.boolean(),
    leaders: z.array(SponsorPost),
    items: z.array(SponsoredProject),
  }),
})
