import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../kernel/outcome.ts'
import { LINK_TYPES, type LinkType } from '../contract/network.ts'
import { type FileTask, type OffsetTask, scheduleOffsets } from './offsets.ts'

type Offsets = FileTask<number>

function schedule(tasks: readonly OffsetTask[], finish?: number) {
  const { length, tasks: dates } = unwrap(scheduleOffsets(tasks, finish))
  return { length, dates: dates as readonly Offsets[] }
}

/** Networks without a circle: links only lead to later tasks; then the tasks are shuffled. */
const networks = fc
  .record({
    days: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 14 }),
    pairs: fc.array(
      fc.record({
        one: fc.nat(13),
        other: fc.nat(13),
        type: fc.constantFrom(...LINK_TYPES),
        lag: fc.integer({ min: -6, max: 6 }),
      }),
      { maxLength: 30 },
    ),
    seed: fc.nat(),
  })
  .map(({ days, pairs, seed }): OffsetTask[] => {
    const tasks = days.map((each, id) => ({
      id,
      name: `节点${id}`,
      days: each,
      links: linksOf(id, days.length, pairs),
    }))
    return tasks.toSorted((left, right) => ((left.id * 7919 + seed) % 101) - ((right.id * 7919 + seed) % 101))
  })

function linksOf(
  from: number,
  count: number,
  pairs: readonly { one: number; other: number; type: LinkType; lag: number }[],
): OffsetTask['links'] {
  const seen = new Set<string>()
  return pairs.flatMap(({ one, other, type, lag }) => {
    const [first, to] = [Math.min(one, other), Math.max(one, other)]
    const isNew = first === from && to < count && to > from && !seen.has(`${to}${type}`)
    if (isNew) seen.add(`${to}${type}`)
    return isNew ? [{ to, type, lag }] : []
  })
}

/** How much a link leaves between two placed tasks. */
function slackOf(from: Pick<Offsets, 'earlyStart' | 'earlyFinish'>, to: typeof from, type: LinkType, lag: number) {
  const [one, other] = [
    type === 'FS' || type === 'FF' ? from.earlyFinish : from.earlyStart,
    type === 'FS' || type === 'SS' ? to.earlyStart : to.earlyFinish,
  ]
  return other - one - lag
}

/** A second way of reckoning: push every task that breaks a rule, until none does. */
function naive(tasks: readonly OffsetTask[], finish?: number) {
  const start = new Map(tasks.map((task) => [task.id, 0]))
  const days = new Map(tasks.map((task) => [task.id, task.days]))
  const place = (starts: ReadonlyMap<unknown, number>, id: string | number) => ({
    earlyStart: starts.get(id) ?? 0,
    earlyFinish: (starts.get(id) ?? 0) + (days.get(id) ?? 0),
  })
  const all = tasks.flatMap((task) => task.links.map((link) => ({ from: task.id, ...link })))
  for (let moved = true; moved; ) {
    moved = false
    for (const { from, to, type, lag } of all) {
      const short = -slackOf(place(start, from), place(start, to), type, lag)
      if (short > 0) {
        start.set(to, (start.get(to) ?? 0) + short)
        moved = true
      }
    }
  }
  const length = Math.max(...tasks.map(({ id }) => place(start, id).earlyFinish))
  const late = new Map(tasks.map((task) => [task.id, (finish ?? length) - task.days]))
  for (let moved = true; moved; ) {
    moved = false
    for (const { from, to, type, lag } of all) {
      const short = -slackOf(place(late, from), place(late, to), type, lag)
      if (short > 0) {
        late.set(from, (late.get(from) ?? 0) - short)
        moved = true
      }
    }
  }
  return {
    length,
    start,
    late,
    slack: all.map((link) => ({
      ...link,
      slack: slackOf(place(start, link.from), place(start, link.to), link.type, link.lag),
    })),
  }
}

const REVERSED = { FS: 'FS', SS: 'FF', FF: 'SS', SF: 'SF' } as const satisfies Record<LinkType, LinkType>

function reversed(tasks: readonly OffsetTask[]): OffsetTask[] {
  const all = tasks.flatMap((task) => task.links.map((link) => ({ from: task.id, ...link })))
  return tasks.map((task) => ({
    ...task,
    links: all
      .filter(({ to }) => to === task.id)
      .map(({ from, type, lag }) => ({ to: from, type: REVERSED[type], lag })),
  }))
}

describe('a network without a calendar', () => {
  it('has the dates and floats that pushing tasks one by one ends in', () => {
    fc.assert(
      fc.property(networks, fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined }), (tasks, finish) => {
        const { length, dates } = schedule(tasks, finish)
        const second = naive(tasks, finish)
        expect(length).toBe(second.length)
        for (const task of dates) {
          const late = second.late.get(task.id) ?? 0
          const total = late - (second.start.get(task.id) ?? 0)
          const end = Math.max(finish ?? length, length)
          const room = Math.min(
            end - task.earlyFinish,
            ...second.slack.filter(({ from }) => from === task.id).map(({ slack }) => slack),
          )
          expect([task.earlyStart, task.lateStart, task.totalFloat, task.freeFloat]).toEqual([
            second.start.get(task.id),
            late,
            total,
            Math.max(0, total >= 0 ? Math.min(room, total) : room),
          ])
        }
      }),
      { numRuns: 400 },
    )
  })

  it('finishes a task its days after its start, early and late', () => {
    fc.assert(
      fc.property(networks, (tasks) => {
        const { dates } = schedule(tasks)
        dates.forEach((task, index) => {
          expect(task.earlyFinish - task.earlyStart).toBe(tasks[index]?.days)
          expect(task.lateFinish - task.lateStart).toBe(tasks[index]?.days)
        })
      }),
    )
  })

  it('is as long backwards as forwards', () => {
    fc.assert(
      fc.property(networks, (tasks) => {
        expect(schedule(reversed(tasks)).length).toBe(schedule(tasks).length)
      }),
    )
  })

  it('never has negative float, and has a chain without any, when nothing but its own length bounds it', () => {
    fc.assert(
      fc.property(networks, (tasks) => {
        const { dates } = schedule(tasks)
        expect(Math.min(...dates.map(({ totalFloat }) => totalFloat))).toBe(0)
        expect(dates.some(({ critical, earlyFinish }) => critical && earlyFinish >= 0)).toBe(true)
        for (const { totalFloat, freeFloat, critical } of dates) {
          expect(freeFloat).toBeLessThanOrEqual(totalFloat)
          expect(critical).toBe(totalFloat === 0)
        }
      }),
    )
  })

  it('never becomes shorter by another link', () => {
    fc.assert(
      fc.property(
        networks,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...LINK_TYPES),
        fc.integer({ min: -3, max: 9 }),
        (tasks, a, b, type, lag) => {
          const ids = tasks.map(({ id }) => Number(id)).toSorted((left, right) => left - right)
          const [one, other] = [ids[a % ids.length] ?? 0, ids[b % ids.length] ?? 0]
          const [from, to] = [Math.min(one, other), Math.max(one, other)]
          fc.pre(
            from !== to &&
              !tasks.some(
                (task) => task.id === from && task.links.some((link) => link.to === to && link.type === type),
              ),
          )
          const more = tasks.map((task) =>
            task.id === from ? { ...task, links: [...task.links, { to, type, lag }] } : task,
          )
          expect(schedule(more).length).toBeGreaterThanOrEqual(schedule(tasks).length)
        },
      ),
    )
  })

  it('moves every latest date with the finish', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 0, max: 40 }), (tasks, later) => {
        const [one, other] = [schedule(tasks, 50), schedule(tasks, 50 + later)]
        one.dates.forEach((task, index) => {
          expect((other.dates[index]?.lateFinish ?? 0) - task.lateFinish).toBe(later)
        })
      }),
    )
  })
})

describe('a network that cannot be scheduled', () => {
  const task = (id: string, days: number, ...links: readonly string[]): OffsetTask => ({
    id,
    name: id,
    days,
    links: links.map((to) => ({ to, type: 'FS', lag: 0 })),
  })
  const codes = (tasks: readonly OffsetTask[]) => {
    const outcome = scheduleOffsets(tasks)
    return outcome.ok ? [] : outcome.problems.map(({ code, params }) => [code, params?.['nodes'] ?? params?.['node']])
  }

  it('names the nodes of its circle in order', () => {
    expect(codes([task('备案', 1, '规划'), task('规划', 2, '许可'), task('许可', 3, '备案'), task('孤立', 1)])).toEqual(
      [['schedules.cycle', '备案 → 规划 → 许可 → 备案']],
    )
  })

  it('names unknown, doubled and self-linked nodes, and days that are none', () => {
    expect(codes([task('a', 1, 'x'), task('a', 2), task('b', -1, 'b'), task('c', 0.5), task('d', 1e15)])).toEqual([
      ['schedules.node_twice', 'a'],
      ['schedules.days_invalid', 'b'],
      ['schedules.days_invalid', 'c'],
      ['schedules.unknown_node', 'x'],
      ['schedules.link_to_itself', 'b'],
    ])
    expect(codes([task('a', 5), task('久', 2_000_000_000)])).toEqual([['schedules.days_too_long', '久']])
    expect(codes([])).toEqual([['schedules.nothing_to_schedule', undefined]])
  })

  it('takes a node of no days as a moment', () => {
    const { dates, length } = schedule([task('a', 3, 'm'), task('m', 0, 'b'), task('b', 2)])
    expect(length).toBe(5)
    expect(dates[1]).toMatchObject({ earlyStart: 3, earlyFinish: 3, lateStart: 3, critical: true })
  })
})
