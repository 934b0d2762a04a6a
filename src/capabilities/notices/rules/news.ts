import { type Day, dayOf } from '../../../kernel/day.ts'
import type { Role } from '../../../kernel/permissions.ts'
import type { NoticeGroup } from '../contract.ts'
import data from '../data/news.json' with { type: 'json' }

/** Which announcements are told: the topics that are read. */
export const NEWS_TOPICS: readonly string[] = data.news.map(({ topic }) => topic)

/** Something that happened, as it was announced. */
export interface Happened {
  readonly id: string
  readonly topic: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly actorId: string
  readonly after: Readonly<Record<string, unknown>>
  readonly data: Readonly<Record<string, unknown>>
}

/** Something that happened as it is told: to whom by units and roles; `tier` where it stands on a ladder. */
export interface Story {
  readonly key: string
  readonly group: NoticeGroup
  readonly topic: string
  readonly title: string
  readonly dueOn: Day | null
  readonly path: `/${string}`
  readonly unitIds: readonly string[]
  readonly roles: readonly Role[]
  readonly tier: number | null
}

/** Pages of the kinds of records that are told of. */
const PATHS: Readonly<Record<string, (id: string) => `/${string}`>> = {
  item: (id) => `/obstacles/${id}`,
}

interface Line {
  readonly topic: string
  readonly group: string
  readonly to: { readonly units?: readonly string[]; readonly roles?: readonly string[] }
  readonly fromTier?: { readonly tier: number; readonly roles: readonly string[] }
}

const LINES: ReadonlyMap<string, Line> = new Map(data.news.map((line) => [line.topic, line]))

/**
 * What happened as it is told; nothing where nobody is told of such things or it has no page. The chief leader hears of what climbs from
 * the tier that is his on (kept as data).
 */
export function storyOf(happened: Happened): Story | undefined {
  const line = LINES.get(happened.topic)
  const path = PATHS[happened.subject.kind]
  if (!line || !path) return undefined
  const tier = typeof happened.after['tier'] === 'number' ? happened.after['tier'] : null
  const isHigh = line.fromTier !== undefined && tier !== null && tier >= line.fromTier.tier
  const named = (line.to.units ?? []).map((field) => happened.data[field])
  const due = happened.after['dueAt']
  return {
    key: `news:${happened.id}`,
    group: line.group as NoticeGroup,
    topic: happened.topic,
    title: [happened.data['number'], happened.data['title']].filter((each) => typeof each === 'string').join(' '),
    dueOn: typeof due === 'string' && line.group !== 'told' ? dayOf(new Date(due)) : null,
    path: path(happened.subject.id),
    unitIds: [...new Set(named.filter((each): each is string => typeof each === 'string'))],
    roles: [...(line.to.roles ?? []), ...(isHigh ? (line.fromTier?.roles ?? []) : [])] as Role[],
    tier,
  }
}
