import type {
  Age,
  Exclusion,
  ItemClass,
  ItemFigures,
  ItemKind,
  ItemState,
  Rate,
  Rating,
  StatisticsGroup,
} from '../contract.ts'

/** A closing of an item: working days of the clock to the accepted answer, whether a deadline had passed, and whether it was a false one. */
export interface CountedClosing {
  readonly usedDays: number
  readonly isLate: boolean
  readonly isFalse: boolean
}

/** An item as statistics count it. `closings` are those of the days looked at; `ageDays` working days since it was assigned, null before. */
export interface CountedItem {
  readonly leadUnitId: string | null
  readonly kind: ItemKind
  readonly class: ItemClass
  readonly tier: number | null
  readonly state: ItemState
  readonly isAssigned: boolean
  readonly isOverdue: boolean
  readonly isLate: boolean
  readonly ageDays: number | null
  readonly returns: number
  readonly extensions: number
  readonly escalations: number
  readonly reopenings: number
  readonly rating: Rating | null
  readonly closings: readonly CountedClosing[]
}

/** The group an item falls into; text, so that one table holds them all. */
export function groupOf(item: CountedItem, by: StatisticsGroup): string {
  return GROUPS[by](item)
}

const GROUPS: Readonly<Record<StatisticsGroup, (item: CountedItem) => string>> = {
  unit: ({ leadUnitId }) => leadUnitId ?? 'none',
  class: (item) => item.class,
  kind: ({ kind }) => kind,
  tier: ({ tier }) => (tier === null ? 'none' : String(tier)),
  age: ({ ageDays }) => ageOf(ageDays),
}

const AGE_LIMITS: readonly (readonly [number, Age])[] = [
  [5, 'to_5'],
  [10, 'to_10'],
  [20, 'to_20'],
  [60, 'to_60'],
]

/** The age of an item by working days since it was assigned. */
export function ageOf(ageDays: number | null): Age {
  if (ageDays === null) return 'none'
  return AGE_LIMITS.find(([limit]) => ageDays <= limit)?.[1] ?? 'over_60'
}

/**
 * What items add up to. On time: of all that were closed or whose deadline passed, those whose deadline never passed; an item that is
 * suspended or sent to the level above after it was late still counts as late. Closing: closed of all assigned, without those that stand
 * by a leader's word. False closings: of all closings. What is left out is counted by its reason; numerator, denominator and exclusions of
 * the first two rates add up to the items.
 */
export function figuresOf(items: readonly CountedItem[]): ItemFigures {
  const closings = items.flatMap((item) => item.closings)
  const days = closings.map(({ usedDays }) => usedDays)
  return {
    reported: items.length,
    assigned: count(items, ({ isAssigned }) => isAssigned),
    open: count(items, isOpen),
    overdue: count(items, ({ isOverdue }) => isOverdue),
    closed: count(items, ({ state }) => state === 'closed'),
    onTime: rateOf(items, outOfOnTime, ({ isLate }) => !isLate),
    closing: rateOf(items, outOfClosing, ({ state }) => state === 'closed'),
    falseClosing: rate(
      count(closings, ({ isFalse }) => isFalse),
      closings.length,
      [],
    ),
    medianDays: medianOf(days),
    ninetiethDays: percentileOf(days, 90),
    returns: sum(items, ({ returns }) => returns),
    extensions: sum(items, ({ extensions }) => extensions),
    escalations: sum(items, ({ escalations }) => escalations),
    reopenings: sum(items, ({ reopenings }) => reopenings),
    notSatisfied: count(items, ({ rating }) => rating === 'not_satisfied'),
  }
}

/** Figures of each group, in the order of their keys. */
export function figuresBy(
  items: readonly CountedItem[],
  by: StatisticsGroup,
): readonly { readonly key: string; readonly figures: ItemFigures }[] {
  const groups = new Map<string, CountedItem[]>()
  for (const item of items) {
    const key = groupOf(item, by)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, group]) => ({ key, figures: figuresOf(group) }))
}

/** The median: the middle value, or the mean of the two in the middle; null of nothing. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** A percentile by nearest rank: the smallest value that is not exceeded by `percent` of them; null of nothing. */
export function percentileOf(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1] ?? null
}

const ASIDE: Readonly<Partial<Record<ItemState, Exclusion>>> = { merged: 'merged', withdrawn: 'withdrawn' }
const STANDING: Readonly<Partial<Record<ItemState, Exclusion>>> = {
  ...ASIDE,
  suspended: 'suspended',
  level_above: 'level_above',
}

function outOfOnTime(item: CountedItem): Exclusion | null {
  const aside = ASIDE[item.state]
  if (aside) return aside
  if (item.isLate || item.state === 'closed') return null
  return STANDING[item.state] ?? (item.isAssigned ? 'not_due' : 'not_assigned')
}

function outOfClosing(item: CountedItem): Exclusion | null {
  return STANDING[item.state] ?? (item.isAssigned ? null : 'not_assigned')
}

function isOpen({ state }: CountedItem): boolean {
  return state !== 'closed' && STANDING[state] === undefined
}

function rateOf(
  items: readonly CountedItem[],
  outOf: (item: CountedItem) => Exclusion | null,
  isIn: (item: CountedItem) => boolean,
): Rate {
  const counted = items.filter((item) => outOf(item) === null)
  const reasons = new Map<Exclusion, number>()
  for (const item of items) {
    const reason = outOf(item)
    if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  return rate(
    count(counted, isIn),
    counted.length,
    [...reasons].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([reason, of]) => ({ reason, count: of })),
  )
}

function rate(numerator: number, denominator: number, exclusions: Rate['exclusions']): Rate {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator, exclusions }
}

function count<T>(values: readonly T[], isCounted: (value: T) => boolean): number {
  return values.filter(isCounted).length
}

function sum(items: readonly CountedItem[], of: (item: CountedItem) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
