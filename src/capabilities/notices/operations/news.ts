import { dayOf } from '../../../kernel/day.ts'
import { ROLES } from '../../../kernel/permissions.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listPostsOfRoles } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import { type Happened, NEWS_TOPICS, type Story, storyOf } from '../rules/news.ts'
import { findReadTo, listHappened, saveReadTo } from '../store/news.ts'
import { tell } from './tell.ts'

/** How long what was announced may take to become visible: longer than the longest transaction. Read twice it is told once. */
const SETTLING_MS = 60_000
/** How far the first reading looks back. */
const FIRST_LOOK_MS = 3_600_000
/** The most that is read at once; the rest waits for the next minute. */
const MOST_AT_ONCE = 2_000

type Reader = Pick<OperationContext, 'tx' | 'scope' | 'now'>

/** From when on something may have happened that was not read. */
async function unreadSince({ now, ...ctx }: Reader): Promise<Date> {
  return (await findReadTo(ctx)) ?? new Date(now.getTime() - FIRST_LOOK_MS)
}

/** Whether anything happened since the last reading that is told. */
export async function hasNews(ctx: Reader): Promise<boolean> {
  return (await listHappened(ctx, NEWS_TOPICS, await unreadSince(ctx), 1)).length > 0
}

/** The reading of what happened. */
export const newsOperations = [
  implement(contract.readNews, async (ctx) => {
    const happened = await listHappened(ctx, NEWS_TOPICS, await unreadSince(ctx), MOST_AT_ONCE)
    const told = await tell(ctx, await tellingsOf(ctx, happened))
    const settled = new Date(ctx.now.getTime() - SETTLING_MS)
    const last = happened.length < MOST_AT_ONCE ? undefined : happened.at(-1)?.at
    await saveReadTo(ctx, last && last < settled ? last : settled)
    return { told }
  }),
]

async function tellingsOf(ctx: OperationContext, happened: readonly Happened[]): Promise<contract.Telling[]> {
  const posts = await listPostsOfRoles(ctx, ROLES, dayOf(ctx.now))
  return happened.flatMap((each) => {
    const story = storyOf(each)
    if (!story) return []
    const people = posts
      .filter((post) => story.unitIds.includes(post.unitId) || story.roles.includes(post.role))
      .map((post) => post.personId)
      .filter((personId) => personId !== each.actorId)
    return people.length === 0 ? [] : [tellingOf(story, [...new Set(people)])]
  })
}

function tellingOf(story: Story, personIds: string[]): contract.Telling {
  const words = (locale: 'zh-CN' | 'en') => {
    const news = noticesMessages[locale].news
    return (news[story.topic] ?? news.other)(story.tier)
  }
  return {
    key: story.key,
    group: story.group,
    kind: story.topic,
    words: { 'zh-CN': words('zh-CN'), en: words('en') },
    title: story.title.slice(0, 500),
    unitName: '',
    dueOn: story.dueOn,
    path: story.path,
    personIds,
  }
}
