import { addDays, asDay, dayOf } from '../../../kernel/day.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listClimbedItems, listOwedPromises } from '../../obstacles/public.ts'
import { listOwnPosts, namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { countLights } from '../rules/figures.ts'
import { decisionFor, moneyPerMonth, pickThree } from '../rules/reddest.ts'
import { redProjects, redTargets } from './reds.ts'
import { roomOf } from './rooms.ts'
import { projectsSeen, targetsSeen } from './states.ts'

/** More than a leader can decide at once. */
const MOST_CLIMBED = 20

/** The page of a leader. */
export const leaderOperations = [
  implement(contract.showLeaderPage, async (ctx) => ({ day: dayOf(ctx.now), ...(await leaderItems(ctx)) })),
]

/**
 * Three red things with their decisions. A leader who sponsors projects is asked about those; the chief leader, and everybody who sponsors
 * none, about the whole region.
 */
export async function leaderItems(ctx: OperationContext) {
  const posts = await listOwnPosts(ctx)
  const own = new Set(posts.filter(({ role }) => role === 'sponsoring_leader').map(({ id }) => id))
  const all = await projectsSeen(ctx)
  const sponsored = (all ?? []).filter((row) => row.sponsorPostId !== null && own.has(row.sponsorPostId))
  const isOwn = sponsored.length > 0 && !posts.some(({ role }) => role === 'chief_leader')
  const projects = isOwn ? sponsored : all
  const targets = isOwn ? undefined : await targetsSeen(ctx)
  const redRows = (projects ?? []).filter(({ light }) => light === 'red')
  const perMonth = new Map(
    redRows.map((row) => [row.id, moneyPerMonth(row.planYear, row.yearPlan, row.investedThisYear, row.investedAsOf)]),
  )
  const lines = [
    ...(await redProjects(ctx, redRows)),
    ...redTargets((targets ?? []).filter(({ light }) => light === 'red')),
  ]
  const promises = isOwn ? [] : await overduePromises(ctx)
  const climbed = posts.some(({ role }) => role === 'chief_leader') ? await climbedItems(ctx) : []
  const items = [
    ...climbed,
    ...lines.map((line) => ({ ...line, dueOn: null, perMonth: perMonth.get(line.subject.id) ?? null, tier: null })),
    ...promises,
  ].map((line) => ({ ...line, decision: decisionFor(line) })) as contract.LeaderItem[]
  return {
    isOwn,
    items: [...pickThree(items)],
    reds: items.length,
    projects: projects ? countLights(projects) : null,
    targets: targets ? countLights(targets) : null,
  }
}

async function overduePromises(ctx: OperationContext) {
  const room = roomOf(ctx, 'promises.view')
  if (!room) return []
  const owed = await listOwedPromises(room, { dueTo: addDays(dayOf(ctx.now), -1), limit: 50 })
  const units = await namesOfUnits(
    ctx,
    owed.map(({ unitId }) => unitId),
  )
  return owed
    .filter(({ isOverdue }) => isOverdue)
    .map(({ id, action, ownerText, unitId, dueOn }) => ({
      subject: { kind: 'promise' as const, id },
      title: action,
      unitName: (unitId && units.get(unitId)?.shortName) || '',
      ownerName: ownerText,
      hasOwner: true,
      period: null,
      completion: null,
      pace: null,
      gapPoints: null,
      shortfall: null,
      behind: null,
      streak: null,
      path: `/promises/${id}`,
      dueOn: dueOn === null ? null : asDay(dueOn),
      perMonth: null,
      tier: null,
    }))
}

/** Items that climbed the ladder to the chief leaders, by themselves. */
async function climbedItems(ctx: OperationContext) {
  return (await listClimbedItems(ctx, MOST_CLIMBED)).map(({ id, title, tier, unitName, dueOn }) => ({
    subject: { kind: 'item' as const, id },
    title,
    unitName,
    ownerName: unitName,
    hasOwner: true,
    period: null,
    completion: null,
    pace: null,
    gapPoints: null,
    shortfall: null,
    behind: null,
    streak: null,
    path: `/obstacles/${id}`,
    dueOn,
    perMonth: null,
    tier,
  }))
}
