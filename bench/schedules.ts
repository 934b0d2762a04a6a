import { asDay } from '../src/kernel/day.ts'
import { NATIONAL_WORK_CALENDAR } from '../src/kernel/work-calendar.ts'
import { Network, PlanFrame } from '../src/capabilities/schedules/contract/network.ts'
import { type OffsetTask, scheduleOffsets } from '../src/capabilities/schedules/rules/offsets.ts'
import { scheduleNetwork } from '../src/capabilities/schedules/rules/schedule.ts'

/**
 * How long scheduling takes in process, `[rounds]` times over; README.md has the command. A network of layers, every node with two to four links to later
 * ones, all link types, lags, calendars. Printed are milliseconds of the process's own
 * CPU time, which a busy machine leaves alone, and of the clock on the wall: the first run, and median and best of the rest.
 */
const rounds = Number(process.argv[2] ?? 9)
const TYPES = ['FS', 'FS', 'FS', 'SS', 'FF', 'SF'] as const
const CALENDARS = ['standard', 'standard', 'outdoor', 'continuous'] as const

/** Numbers that look random and are the same at every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function makeNetwork(count: number): Network {
  const random = makeRandom(count)
  const node = Network.shape.nodes.element
  const link = Network.shape.links.element
  const seen = new Set<string>()
  // A hundred nodes in a row at most, so that the plan stays inside the calendar.
  const layer = Math.max(1, Math.ceil(count / 100))
  const nodes = Array.from({ length: count }, (_, index) =>
    node.parse({ id: String(index), name: `节点${index}`, days: 1 + random(9), calendar: CALENDARS[random(4)] }),
  )
  const links = nodes.flatMap(({ id }) =>
    Array.from({ length: 2 + random(3) }, () => Number(id) + 1 + random(2 * layer)).flatMap((to) => {
      const bond = link.parse({ from: id, to: String(to), type: TYPES[random(6)], lag: random(4) - 1 })
      const key = `${id} ${to} ${bond.type}`
      const isNew = to < count && !seen.has(key)
      seen.add(key)
      return isNew ? [bond] : []
    }),
  )
  return { nodes, links }
}

function measure(label: string, run: () => unknown): void {
  const times = Array.from({ length: rounds }, () => {
    const [begun, cpu] = [performance.now(), process.cpuUsage()]
    run()
    const { user, system } = process.cpuUsage(cpu)
    return { cpu: (user + system) / 1000, wall: performance.now() - begun }
  })
  const figures = (name: 'cpu' | 'wall'): string => {
    const [first = 0, ...rest] = times.map((time) => time[name])
    const sorted = rest.toSorted((left, right) => left - right)
    const shown = [first, sorted[Math.floor(sorted.length / 2)] ?? first, sorted[0] ?? first]
    return `${name} ${shown.map((time) => time.toFixed(1).padStart(8)).join(' ')}`
  }
  console.log(`${label.padEnd(44)} first, median, best: ${figures('cpu')}   ${figures('wall')}`)
}

for (const count of [50, 5000, 100_000]) {
  const network = makeNetwork(count)
  const frame = PlanFrame.parse({ openOn: '2040-06-30', winterStop: { from: '12-01', through: '02-28' } })
  const tasks: OffsetTask[] = network.nodes.map((node) => ({ ...node, links: [] }))
  const byId = new Map(tasks.map((task) => [task.id, task]))
  for (const { from, to, type, lag } of network.links) {
    const task = byId.get(from)
    if (task) byId.set(from, { ...task, links: [...task.links, { to, type, lag }] })
  }
  const offsets = [...byId.values()]
  const today = asDay('2026-11-22')
  measure(`${count} nodes, ${network.links.length} links, calendars`, () => {
    const schedule = scheduleNetwork(network, frame, NATIONAL_WORK_CALENDAR, today)
    if (!schedule.ok) throw new Error(JSON.stringify(schedule.problems))
  })
  measure(`${count} nodes, ${network.links.length} links, offsets`, () => {
    const schedule = scheduleOffsets(offsets)
    if (!schedule.ok) throw new Error(JSON.stringify(schedule.problems))
  })
}
