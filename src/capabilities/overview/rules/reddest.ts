import { compareDays } from '../../../kernel/day.ts'
import { asPeriod, monthsElapsed, periodYear } from '../../../kernel/period.ts'
import type { Decision, LeaderItem, RedLine } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }

/**
 * How far behind its pace something is, as a share of the pace: 1 − completion ÷ pace, below zero when ahead; `null` without both or
 * with a pace of nothing. Comparable between money, counts and growth.
 */
export function shortfallOf(completion: number | null, pace: number | null): number | null {
  return completion === null || pace === null || pace <= 0 ? null : 1 - completion / pace
}

/** Money missing to be on pace, whole yuan; `null` where it is not behind or not known. */
export function moneyBehind(yearPlan: number | null, invested: number | null, pace: number | null): number | null {
  if (yearPlan === null || invested === null || pace === null) return null
  const missing = Math.round(yearPlan * pace - invested)
  return missing > 0 ? missing : null
}

/** Money a month needed from after `asOf` until December to end the year on plan; `null` where the plan is met or the year over. */
export function moneyPerMonth(
  planYear: number | null,
  yearPlan: number | null,
  invested: number | null,
  asOf: string | null,
): number | null {
  if (yearPlan === null || invested === null || asOf === null || yearPlan <= invested) return null
  const period = asPeriod(asOf)
  if (planYear !== null && periodYear(period) !== planYear) return null
  const left = Math.ceil(12 - monthsElapsed(period))
  return left > 0 ? Math.round((yearPlan - invested) / left) : null
}

/** Red things, the furthest behind first; those whose distance is not known last; ties by money, then by title and id. */
export function byRedness(lines: readonly RedLine[]): readonly RedLine[] {
  return lines.toSorted(
    (one, other) =>
      descending(one.shortfall, other.shortfall) ||
      descending(one.behind, other.behind) ||
      compareText(one.title, other.title) ||
      compareText(one.subject.id, other.subject.id),
  )
}

function descending(one: number | null, other: number | null): number {
  return (other ?? Number.NEGATIVE_INFINITY) === (one ?? Number.NEGATIVE_INFINITY)
    ? 0
    : (other ?? Number.NEGATIVE_INFINITY) > (one ?? Number.NEGATIVE_INFINITY)
      ? 1
      : -1
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

type Asked = Pick<RedLine, 'subject' | 'hasOwner' | 'streak' | 'shortfall'>

/** Each row: the decision, and when it is the one to ask; the first that fits. */
const ASKED: readonly (readonly [Decision, (line: Asked) => boolean])[] = [
  ['decide_item', ({ subject }) => subject.kind === 'item'],
  ['settle_promise', ({ subject }) => subject.kind === 'promise'],
  ['name_owner', ({ hasOwner }) => !hasOwner],
  ['escalate_streak', ({ streak }) => (streak ?? 0) > 1],
  ['call_on_site', ({ shortfall }) => (shortfall ?? 0) >= defaults.callOnSiteShortfall],
  ['set_catch_up_day', () => true],
]

/** The one decision a red thing asks of a leader. */
export function decisionFor(line: Asked): Decision {
  return ASKED.find(([, fits]) => fits(line))?.[0] ?? 'set_catch_up_day'
}

/**
 * The three things a leader is shown: what climbed the ladder to him and the reddest of each kind first, so that none crowds out the rest, then
 * the reddest of what is left; climbed items ahead, then in the order of redness, overdue promises by how long they are.
 */
export function pickThree(items: readonly LeaderItem[]): readonly LeaderItem[] {
  const kinds = ['item', 'key_project', 'target', 'promise'] as const
  const byDay = (kind: LeaderItem['subject']['kind']) =>
    items
      .filter(({ subject }) => subject.kind === kind)
      .toSorted((one, other) => (one.dueOn && other.dueOn ? compareDays(one.dueOn, other.dueOn) : 0))
  const isMeasured = ({ subject }: LeaderItem) => subject.kind === 'key_project' || subject.kind === 'target'
  const ordered = [
    ...byDay('item'),
    ...(byRedness(items.filter(isMeasured)) as readonly LeaderItem[]),
    ...byDay('promise'),
  ]
  const first = kinds.flatMap((kind) => ordered.find(({ subject }) => subject.kind === kind) ?? [])
  const rest = ordered.filter((item) => !first.includes(item))
  const picked = [...first, ...rest].slice(0, 3)
  return ordered.filter((item) => picked.includes(item))
}
