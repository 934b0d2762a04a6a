import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { NATIONAL_WORK_CALENDAR, workdaysBetween } from '../../../kernel/work-calendar.ts'
import { Network, PlanFrame } from '../contract/network.ts'
import { type NodeObstacle, obstacleEffects } from './obstacles.ts'
import { scheduleNetwork } from './schedule.ts'
import { networkFromTemplate, planTemplates } from './templates.ts'

const CALENDAR = NATIONAL_WORK_CALENDAR
const TODAY = asDay('2026-03-16')

const cases = fc
  .record({
    template: fc.constantFrom(...planTemplates),
    begun: fc.nat(3),
    obstacles: fc.array(fc.record({ pick: fc.nat(), days: fc.integer({ min: 0, max: 400 }) }), { maxLength: 5 }),
  })
  .map(({ template, begun, obstacles }) => {
    const { network, winterStop } = unwrap(networkFromTemplate(template.id, 'zh'))
    const first = network.nodes.filter((node) => !network.links.some(({ to }) => to === node.id))
    const started = new Set(first.slice(0, begun).map(({ id }) => id))
    const nodes = network.nodes.map((node) =>
      started.has(node.id)
        ? { ...node, facts: { startedOn: asDay('2026-03-02'), finishedOn: null, remainingDays: null } }
        : node,
    )
    return {
      network: { ...network, nodes },
      frame: PlanFrame.parse({ openOn: '2028-06-30', winterStop }),
      obstacles: obstacles.map(
        ({ pick, days }): NodeObstacle => ({
          nodeId: nodes[pick % nodes.length]?.id ?? '',
          inTheWayThrough: addDays(TODAY, days),
        }),
      ),
    }
  })

/** A network of one chain: works of 10 days, then the opening. */
const chain = (facts: object = {}) => ({
  network: Network.parse({
    nodes: [
      { id: 'works', name: '施工', days: 10, facts },
      { id: 'spare', name: '绿化', days: 1 },
      { id: 'open', name: '投产', days: 0, milestone: true },
    ],
    links: [
      { from: 'works', to: 'open' },
      { from: 'spare', to: 'open' },
    ],
  }),
  frame: PlanFrame.parse({ openOn: '2026-06-30' }),
})

describe('an obstacle on a node', () => {
  it('never brings the finish forward; together they weigh at least as much as the heaviest alone', () => {
    fc.assert(
      fc.property(cases, ({ network, frame, obstacles }) => {
        const { before, together, each } = unwrap(obstacleEffects({ network, frame }, CALENDAR, TODAY, obstacles))
        expect(before.finishOn).toBe(unwrap(scheduleNetwork(network, frame, CALENDAR, TODAY)).finishOn)
        expect(each).toHaveLength(obstacles.length)
        for (const { days } of each) expect(days).toBeGreaterThanOrEqual(0)
        expect(together.days).toBeGreaterThanOrEqual(Math.max(0, ...each.map(({ days }) => days)))
      }),
      { numRuns: 100 },
    )
  })

  it('weighs no less the longer it stands', () => {
    fc.assert(
      fc.property(cases, fc.nat(60), ({ network, frame, obstacles }, more) => {
        const longer = obstacles.map((each) => ({ ...each, inTheWayThrough: addDays(each.inTheWayThrough, more) }))
        const [short, long] = [obstacles, longer].map(
          (some) => unwrap(obstacleEffects({ network, frame }, CALENDAR, TODAY, some)).together,
        )
        expect(long?.days).toBeGreaterThanOrEqual(short?.days ?? 0)
      }),
      { numRuns: 60 },
    )
  })

  it('moves the finish of a chain by the working days from today to its last day, and takes them from the margin', () => {
    const through = asDay('2026-03-27')
    const { before, together } = unwrap(
      obstacleEffects(chain(), CALENDAR, TODAY, [{ nodeId: 'works', inTheWayThrough: through }]),
    )
    expect(together.days).toBe(workdaysBetween(CALENDAR, addDays(TODAY, -1), through).workdays)
    expect(together.margin).toBe(before.margin - together.days)
  })

  it('does nothing where the float takes it up, or to a node that is finished', () => {
    const on = (nodeId: string, day: string) => [{ nodeId, inTheWayThrough: asDay(day) }]
    const done = { startedOn: '2026-03-02', finishedOn: '2026-03-13' }
    expect(unwrap(obstacleEffects(chain(), CALENDAR, TODAY, on('spare', '2026-03-20'))).together.days).toBe(0)
    expect(unwrap(obstacleEffects(chain(done), CALENDAR, TODAY, on('works', '2026-05-20'))).together.days).toBe(0)
    expect(unwrap(obstacleEffects(chain(), CALENDAR, TODAY, on('gone', '2026-05-20'))).together.days).toBe(0)
  })

  it('keeps a node that has begun from being finished before it is gone', () => {
    const begun = chain({ startedOn: '2026-03-02' })
    const { together } = unwrap(
      obstacleEffects(begun, CALENDAR, TODAY, [{ nodeId: 'works', inTheWayThrough: asDay('2026-05-20') }]),
    )
    expect(together.finishOn).toBe('2026-05-20')
  })
})
