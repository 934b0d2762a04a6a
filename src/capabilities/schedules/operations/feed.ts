import { dayOf } from '../../../kernel/day.ts'
import { type Locale, writtenLocale } from '../../../kernel/language.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { digestOf, newSecret } from '../../../platform/identity/tokens.ts'
import { listProjectStandings } from '../../key-projects/public.ts'
import { listOwnPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { isOwnNode } from '../rules/own-nodes.ts'
import { writeICalendar } from '../rules/icalendar.ts'
import { listProjectsCharged } from '../store/plans.ts'
import { dropFeed, findFeed, findReader, keepFeed } from '../store/feeds.ts'
import { linesOf, listStandingPlans, type PlainLine } from './nodes.ts'
import { inWholeRegion } from './open-plan.ts'

const FEED = 'schedule_feed'

/** The operations on a person's calendar. */
export const feedOperations = [
  implement(contract.showFeed, async (ctx) => ({
    openedAt: (await findFeed(ctx, ctx.actor.personId))?.toISOString() ?? null,
  })),

  implement(contract.openFeed, async (ctx, { language }) => {
    const secret = newSecret()
    await keepFeed(ctx, ctx.actor.personId, digestOf(secret))
    ctx.announce('schedules.feed_opened', { subject: { kind: FEED, id: ctx.actor.personId } })
    const path = `/api/schedules/feeds/${ctx.scope.region}/${secret}.ics?language=${language}`
    return { path, openedAt: ctx.now.toISOString() }
  }),

  implement(contract.closeFeed, async (ctx) => {
    const isClosed = await dropFeed(ctx, ctx.actor.personId)
    if (isClosed) ctx.announce('schedules.feed_closed', { subject: { kind: FEED, id: ctx.actor.personId } })
    return { isClosed }
  }),

  implement(contract.readFeed, async (ctx, { secret, language }) => {
    const personId = orNotFound(await findReader(ctx, digestOf(secret.replace(/\.ics$/, ''))))
    const lines = (await listOwnNodes({ ...ctx, actor: { ...ctx.actor, personId } })).filter(
      ({ finishedOn }) => finishedOn === null,
    )
    return calendarFile(ctx, language, ({ own }) => own, lines)
  }),
]

/** The nodes of all projects that concern the person who acts, as they stand today, the ones owed first ahead. */
export async function listOwnNodes(ctx: OperationContext): Promise<readonly PlainLine[]> {
  const posts = await listOwnPosts(ctx)
  const whole = inWholeRegion(ctx)
  const own = new Set(posts.map(({ id }) => id))
  const charged = await listProjectsCharged(ctx, { unitIds: posts.map(({ unitId }) => unitId), postIds: [...own] })
  const sponsoring = (await listProjectStandings(whole)).filter(
    ({ sponsorPostId }) => sponsorPostId !== null && own.has(sponsorPostId),
  )
  const plans = await listStandingPlans(whole, [...charged, ...sponsoring.map(({ id }) => id)])
  const sponsored = new Map(plans.map(({ project }) => [project.id, project.sponsorPostId]))
  const milestones = new Set(
    plans.flatMap(({ project, plan }) =>
      plan.network.nodes.filter((node) => node.milestone).map((node) => `${project.id} ${node.id}`),
    ),
  )
  return linesOf(plans).filter((line) =>
    isOwnNode(
      {
        unitId: line.unitId,
        postId: line.postId,
        sponsorPostId: sponsored.get(line.projectId) ?? null,
        isTurningPoint: line.critical || milestones.has(`${line.projectId} ${line.nodeId}`),
      },
      posts,
    ),
  )
}

type CalendarWords = (typeof schedulesMessages)['zh-CN']['calendar']

/** Nodes as a calendar in a language: each on the day it is owed by, with what there is to know about it. */
export function calendarFile(
  ctx: Pick<OperationContext, 'now'>,
  language: Locale,
  nameOf: (words: CalendarWords) => string,
  lines: readonly PlainLine[],
) {
  const words = schedulesMessages[writtenLocale(language)]
  const calendarName = nameOf(words.calendar)
  const text = writeICalendar({
    calendarName,
    events: lines.map((line) => ({
      uid: `${line.projectId}.${line.nodeId}@clarion`,
      summary: words.calendar.summary(line.name, line.projectName, words.verdicts[line.verdict]),
      on: line.finishedOn ?? line.dueOn,
      description: words.calendar.description(line, dayOf(ctx.now)),
    })),
    madeAt: ctx.now,
  })
  return { name: `${calendarName}.ics`, type: contract.CALENDAR, bytes: new TextEncoder().encode(text) }
}
