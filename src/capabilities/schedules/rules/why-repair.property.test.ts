import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { DATE_NAMES, type Network, PlanFrame } from '../contract/network.ts'
import { applyChanges, whatIf } from './change.ts'
import { baselineOf, compareSchedules } from './compare.ts'
import { findRepairs } from './repair.ts'
import { scheduleNetwork } from './schedule.ts'
import { networkFromTemplate, planTemplates } from './templates.ts'
import { whyThisDate } from './why.ts'

const CALENDAR = NATIONAL_WORK_CALENDAR
const TODAY = asDay('2026-03-16')

/** Plans from the templates with some facts and an opening day from far too early to comfortable. */
const plans = fc
  .record({
    template: fc.constantFrom(...planTemplates),
    opensIn: fc.integer({ min: 200, max: 1400 }),
    done: fc.nat(4),
    isBackward: fc.boolean(),
  })
  .map(({ template, opensIn, done, isBackward }) => {
    const { network, winterStop } = unwrap(networkFromTemplate(template.id, 'zh'))
    const first = network.nodes.filter((node) => !network.links.some(({ to }) => to === node.id))
    const begun = new Set(first.slice(0, done).map(({ id }) => id))
    const nodes = network.nodes.map((node) =>
      begun.has(node.id)
        ? {
            ...node,
            facts: {
              startedOn: asDay('2026-03-02'),
              finishedOn: node.days < 8 ? asDay('2026-03-11') : null,
              remainingDays: null,
            },
          }
        : node,
    )
    const openOn = isBackward ? addDays(TODAY, opensIn) : null
    return { network: { ...network, nodes }, frame: PlanFrame.parse({ openOn, winterStop }) }
  })

const ROOTS = new Set([
  'opening_day',
  'plan_finish',
  'today',
  'plan_start',
  'fact_started',
  'fact_finished',
  'not_before',
  'not_after',
  'start_not_after',
  'finish_not_before',
  'remaining',
])

describe('why a date is so', () => {
  it('is answered from the date asked about to a root, by rules only, and no step names a date the plan has not', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.constantFrom(...DATE_NAMES), ({ network, frame }, pick, date) => {
        const schedule = unwrap(scheduleNetwork(network, frame, CALENDAR, TODAY))
        const node = network.nodes[pick % network.nodes.length]
        const steps = unwrap(whyThisDate(network, frame, CALENDAR, TODAY, node?.id ?? '', date))
        expect([steps[0]?.nodeId, steps[0]?.date]).toEqual([node?.id, date])
        for (const [index, step] of steps.entries()) {
          const dates = schedule.nodes.find(({ id }) => id === step.nodeId)
          expect(step.on).toBe(dates?.[step.date])
          expect(ROOTS.has(step.code)).toBe(index === steps.length - 1)
        }
      }),
      { numRuns: 120 },
    )
  })

  it('follows a link only to the node at its other end', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.constantFrom(...DATE_NAMES), ({ network, frame }, pick, date) => {
        const node = network.nodes[pick % network.nodes.length]
        const steps = unwrap(whyThisDate(network, frame, CALENDAR, TODAY, node?.id ?? '', date))
        for (const [index, step] of steps.entries()) {
          const next = steps[index + 1]
          if (step.code === 'link') expect(next?.nodeId).toBe(step.params['otherId'])
          if (step.code === 'duration') expect(next?.nodeId).toBe(step.nodeId)
        }
      }),
    )
  })
})

describe('repairs of a plan that cannot be kept', () => {
  it('do what they say when they are applied, and there are none for a plan that can', () => {
    fc.assert(
      fc.property(plans, ({ network, frame }) => {
        const before = unwrap(scheduleNetwork(network, frame, CALENDAR, TODAY))
        const repairs = unwrap(findRepairs(network, frame, CALENDAR, TODAY))
        if (before.feasible) expect(repairs).toEqual([])
        for (const repair of repairs) {
          const { network: changed, frame: at } = unwrap(applyChanges(network, frame, repair.changes))
          const after = unwrap(scheduleNetwork(changed, at, CALENDAR, TODAY))
          expect(after.margin).toBe(repair.marginAfter)
          expect(after.finishOn).toBe(repair.finishOnAfter)
          expect(repair.gainDays).toBe(after.margin - before.margin)
          expect(repair.gainDays).toBeGreaterThan(0)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('always end with moving the opening day to the earliest finish, which makes the plan possible', () => {
    fc.assert(
      fc.property(plans, ({ network, frame }) => {
        const before = unwrap(scheduleNetwork(network, frame, CALENDAR, TODAY))
        fc.pre(!before.feasible)
        const last = unwrap(findRepairs(network, frame, CALENDAR, TODAY)).at(-1)
        expect(last).toMatchObject({ kind: 'move_opening', marginAfter: 0 })
        expect(last?.changes).toEqual([{ kind: 'set_open_on', on: before.finishOn }])
      }),
      { numRuns: 12 },
    )
  })

  it('put what makes the plan possible before what only helps, and the greater effect before the smaller', () => {
    fc.assert(
      fc.property(plans, ({ network, frame }) => {
        const kept = unwrap(findRepairs(network, frame, CALENDAR, TODAY)).filter(({ kind }) => kind !== 'move_opening')
        for (const [index, repair] of kept.entries()) {
          const next = kept[index + 1]
          if (!next) continue
          const [one, other] = [repair.marginAfter >= 0, next.marginAfter >= 0]
          expect(one || !other).toBe(true)
          if (one === other) expect(repair.gainDays).toBeGreaterThanOrEqual(next.gainDays)
        }
      }),
      { numRuns: 12 },
    )
  })
})

const template = unwrap(networkFromTemplate('industrial_plant', 'zh'))
const frame = PlanFrame.parse({ openOn: '2027-02-26', winterStop: template.winterStop })

describe('a plant that must open before it can', () => {
  it('is offered to defer, to overlap, to shorten, and to move the opening day', () => {
    const kinds = unwrap(findRepairs(template.network, frame, CALENDAR, TODAY)).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['overlap', 'shorten', 'together', 'move_opening']))
  })

  it('gains by a permit whose paper may follow, where that permit is what everything waits for', () => {
    const slow: Network = {
      ...template.network,
      nodes: template.network.nodes.map((node) => (node.id === 'water_soil' ? { ...node, days: 200 } : node)),
    }
    const [best] = unwrap(findRepairs(slow, frame, CALENDAR, TODAY)).filter(({ kind }) => kind === 'defer_permit')
    expect(best?.nodes).toEqual([{ id: 'water_soil', name: '水土保持方案审批' }])
    expect(best?.gainDays).toBeGreaterThan(50)
  })
})

describe('a what-if', () => {
  it('tells what moves and keeps nothing', () => {
    const copy = structuredClone(template.network)
    const late: Day = asDay('2027-03-05')
    const answer = unwrap(whatIf(template.network, frame, CALENDAR, TODAY, [{ kind: 'set_open_on', on: late }]))
    expect(template.network).toEqual(copy)
    expect(answer.after.openOn).toBe(late)
    expect(answer.moved.every(({ finishDays }) => (finishDays ?? 0) >= 0)).toBe(true)
    expect(answer.moved.find(({ id }) => id === 'production')).toMatchObject({ finishDays: 5, change: 'moved' })
  })

  it('moves nothing by no change', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(unwrap(whatIf(plan.network, plan.frame, CALENDAR, TODAY, [])).moved).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('refuses changes of what is not there, at their number', () => {
    const refused = applyChanges(template.network, frame, [
      { kind: 'set_days', nodeId: 'foundation', days: 40 },
      { kind: 'remove_link', from: 'filing', to: 'production', type: 'FS' },
    ])
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'schedules.unknown_link', path: ['changes', 1] }] })
    expect(applyChanges(template.network, frame, [{ kind: 'defer_permit', nodeId: 'eia' }])).toMatchObject({
      ok: false,
      problems: [{ code: 'schedules.not_deferrable', params: { node: '环境影响评价审批（报告表）' } }],
    })
  })

  it('takes a node out with its links and puts one in', () => {
    const changed = unwrap(applyChanges(template.network, frame, [{ kind: 'remove_node', nodeId: 'site' }])).network
    expect(changed.nodes.some(({ id }) => id === 'site')).toBe(false)
    expect(changed.links.some(({ from, to }) => from === 'site' || to === 'site')).toBe(false)
    const [first] = template.network.nodes
    if (!first) throw new Error('a template without nodes')
    const more = unwrap(applyChanges(changed, frame, [{ kind: 'set_node', node: { ...first, id: 'new' } }])).network
    expect(more.nodes.at(-1)?.id).toBe('new')
  })
})

describe('a baseline', () => {
  it('keeps latest days, and what really happened where it has', () => {
    const schedule = unwrap(scheduleNetwork(template.network, frame, CALENDAR, TODAY))
    const kept = baselineOf(template.network, schedule)
    expect(kept.find(({ id }) => id === 'production')?.finishOn).toBe(frame.openOn)
  })

  it('names nodes that came and went, and counts working days', () => {
    const node = (id: string, startOn: string, finishOn: string) => ({
      id,
      name: id,
      startOn: asDay(startOn),
      finishOn: asDay(finishOn),
    })
    const before = [node('留', '2026-09-28', '2026-09-30'), node('去', '2026-09-28', '2026-09-29')]
    const now = [node('留', '2026-09-28', '2026-10-09'), node('来', '2026-10-08', '2026-10-09')]
    expect(
      compareSchedules(before, now, CALENDAR).map(({ id, change, finishDays }) => [id, change, finishDays]),
    ).toEqual([
      ['留', 'moved', 2],
      ['来', 'added', null],
      ['去', 'removed', null],
    ])
  })
})

describe('templates', () => {
  it.each(planTemplates.map(({ id }) => [id]))(
    '%s can be scheduled in both languages and keeps every legal ceiling',
    (id) => {
      for (const locale of ['zh', 'en'] as const) {
        const { network, winterStop } = unwrap(networkFromTemplate(id, locale))
        const schedule = unwrap(scheduleNetwork(network, PlanFrame.parse({ winterStop }), CALENDAR, TODAY))
        expect(schedule.warnings).toEqual([])
        expect(schedule.nodes.at(-1)).toMatchObject({ critical: true, earlyFinish: schedule.finishOn })
        for (const { permit } of network.nodes) if (permit) expect(permit.basis).not.toBe('')
        expect(network.nodes.every(({ name }) => /[\u4E00-\u9FFF]/.test(name) === (locale === 'zh'))).toBe(true)
      }
    },
  )

  it('say when a promise passes the ceiling of the law', () => {
    const nodes = template.network.nodes.map((node) => (node.id === 'scheme' ? { ...node, days: 25 } : node))
    const schedule = unwrap(scheduleNetwork({ ...template.network, nodes }, frame, CALENDAR, TODAY))
    expect(schedule.warnings).toEqual([
      { code: 'schedules.permit_beyond_ceiling', params: { node: '规划设计方案审查', days: 25, ceiling: 20 } },
    ])
  })
})
