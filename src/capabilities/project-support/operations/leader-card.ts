import { type Day, dayOf } from '../../../kernel/day.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listCoSponsored, listProjectStandings, type ProjectStanding } from '../../key-projects/public.ts'
import { readPromises } from '../../obstacles/public.ts'
import { listOwnPosts, listPostsOfRoles, type PostTitle, titlesOfPosts } from '../../organisation/public.ts'
import { type PlanOutline, plansOf } from '../../schedules/public.ts'
import * as contract from '../contract.ts'
import { amountOf } from '../rules/amounts.ts'
import { byUrgency } from '../rules/leader-card.ts'
import { uncoveredOf } from '../rules/needs.ts'
import { listUncoveredNeeds } from '../store/needs.ts'
import { listLastVisits, listOpenVisits, listVisitPromises } from '../store/visits.ts'
import { madePromise } from './visits.ts'

/** The card of a sponsoring leader. */
export const leaderCardOperations = [
  implement(contract.showLeaderCard, async (ctx, { postId }) => {
    const today = dayOf(ctx.now)
    const sponsors = await listPostsOfRoles(ctx, ['sponsoring_leader', 'chief_leader'], today)
    const own = await listOwnPosts(ctx)
    const standings = await listProjectStandings(ctx)
    const leader = await leaderOf(ctx, postId, { sponsors, own, standings })
    const beside = new Set((leader ? await listCoSponsored(ctx, [leader.id]) : []).map((each) => each.projectId))
    const mine = leader ? standings.filter((row) => row.sponsorPostId === leader.id || beside.has(row.id)) : []
    return {
      today,
      leader: leader ? shownPost(leader) : null,
      isOwn: own.some((post) => post.id === leader?.id),
      leaders: sponsors.map(shownPost),
      items: (await shownProjects(ctx, mine, beside)).toSorted(byUrgency),
    }
  }),
]

interface Known {
  readonly sponsors: readonly PostTitle[]
  readonly own: readonly { readonly id: string }[]
  readonly standings: readonly ProjectStanding[]
}

/** Whose card: the one asked for, else the reader's own, else the first leader who sponsors a project. */
async function leaderOf(
  ctx: OperationContext,
  postId: string | undefined,
  { sponsors, own, standings }: Known,
): Promise<PostTitle | undefined> {
  if (postId) return (await titlesOfPosts(ctx, [postId])).get(postId)
  const sponsoring = new Set(standings.flatMap((row) => row.sponsorPostId ?? []))
  const mine = sponsors.filter((post) => own.some(({ id }) => id === post.id))
  return (
    mine.find((post) => sponsoring.has(post.id)) ??
    mine.find((post) => post.role === 'sponsoring_leader') ??
    sponsors.find((post) => sponsoring.has(post.id)) ??
    sponsors[0]
  )
}

function shownPost(post: PostTitle): contract.SponsorPost {
  return { postId: post.id, title: post.title, personName: post.personName }
}

async function shownProjects(
  ctx: OperationContext,
  projects: readonly ProjectStanding[],
  beside: ReadonlySet<string>,
): Promise<contract.SponsoredProject[]> {
  const ids = projects.map(({ id }) => id)
  const last = new Map((await listLastVisits(ctx, ids)).map((row) => [row.project_id, row]))
  const open = await listOpenVisits(ctx, ids)
  const made = await listVisitPromises(ctx, ids)
  const promises = await readPromises(
    ctx,
    made.map((each) => each.promise_id),
  )
  const needs = await listUncoveredNeeds(ctx, ids)
  const plans = await plansOf(ctx, ids)
  return projects.map((row) => {
    const visit = last.get(row.id)
    return {
      id: row.id,
      number: row.number,
      name: row.name,
      light: row.light,
      completion: row.completion,
      pace: row.pace,
      yearPlan: row.yearPlan,
      investedThisYear: row.investedThisYear,
      isCoSponsored: beside.has(row.id),
      lastVisit: visit
        ? {
            visitedOn: visit.visited_on as Day,
            sentence: visit.sentence,
            outcome: visit.outcome,
            nextOn: visit.next_on as Day | null,
          }
        : null,
      openProblems: open
        .filter((each) => each.project_id === row.id)
        .map((each) => ({ visitId: each.id, visitedOn: each.visited_on as Day, problem: each.problem })),
      promises: made
        .filter((each) => each.project_id === row.id)
        .flatMap((each) => promises.get(each.promise_id) ?? [])
        .filter((each) => each.state === 'open')
        .map(madePromise),
      uncovered: needs
        .filter((each) => each.project_id === row.id)
        .map((each) => ({ factor: each.factor, amount: amountOf(each.factor, uncoveredOf(each)) })),
      nextNode: nextNodeOf(plans.get(row.id), dayOf(ctx.now)),
    }
  })
}

/** The node a plan owes next: the first that is not finished, late where its day has passed. */
function nextNodeOf(plan: PlanOutline | undefined, today: Day): contract.SponsoredProject['nextNode'] {
  const next = plan?.nodes.find((node) => node.finishedOn === null)
  return next ? { name: next.name, dueOn: next.dueOn, isLate: next.dueOn < today } : null
}
