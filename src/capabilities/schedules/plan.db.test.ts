import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { type PlanningRoom, openPlanningRoom } from '../../../tests/support/schedules.ts'
import { addDays, asDay } from '../../kernel/day.ts'
import { addWorkdays, NATIONAL_WORK_CALENDAR } from '../../kernel/work-calendar.ts'
import * as contract from './contract.ts'

let room: PlanningRoom
beforeAll(async () => {
  room = await openPlanningRoom()
})
afterAll(() => room.library.test.close())

describe('a working plan', () => {
  it('begins with a template, whose nodes are dated back from the opening day and belong to the unit named', async () => {
    const { id: projectId } = await room.library.enter({ name: '示例模板项目', category: 'industry', nature: 'new' })
    const before = await room.run(contract.showPlan, room.office(), { projectId })
    expect(before).toMatchObject({ plan: null, suggested: { template: 'industrial_plant' }, actions: ['make'] })
    await room.run(contract.makePlan, room.office(), {
      projectId,
      template: 'industrial_plant',
      openOn: asDay('2028-06-30'),
      unitId: room.library.units.bureau,
    })
    const { plan } = await room.show(projectId)
    expect(plan.nodes.length).toBeGreaterThan(15)
    expect(plan.nodes.every(({ unitId }) => unitId === room.library.units.bureau)).toBe(true)
    expect(
      plan.nodes
        .map(({ lateFinish }) => lateFinish)
        .toSorted()
        .at(-1),
    ).toBe('2028-06-30')
    expect(plan.schedule.feasible).toBe(true)
    expect(plan.counts.all).toBe(plan.nodes.length)
  })

  it('dates each node by the working days of what comes after it, and by today forward', async () => {
    const { nodeOf, plan } = await room.show(await room.planned())
    const back = (from: string, days: number) => addWorkdays(NATIONAL_WORK_CALENDAR, asDay(from), -days).day
    expect(nodeOf('hall').lateFinish).toBe('2026-12-31')
    expect(nodeOf('hall').lateStart).toBe(back('2026-12-31', 29))
    expect(nodeOf('works').lateFinish).toBe(back('2026-12-31', 30))
    expect(nodeOf('permit').lateStart).toBe(back('2026-12-31', 99))
    expect(nodeOf('permit').earlyStart).toBe('2026-03-16')
    expect(nodeOf('permit').totalFloat).toBe(plan.schedule.margin)
  })

  it('is refused a second time unless the version it takes the place of is named', async () => {
    const projectId = await room.planned()
    const again = { projectId, template: null, openOn: asDay('2027-06-30') }
    expect(await refusalOf(room.run(contract.makePlan, room.office(), again))).toEqual([
      'rule_broken',
      'schedules.plan_there',
    ])
    expect(await refusalOf(room.run(contract.makePlan, room.office(), { ...again, expectedVersion: 1 }))).toEqual([
      'conflict',
      'schedules.plan_changed_since',
    ])
    await room.run(contract.makePlan, room.office(), { ...again, expectedVersion: 2 })
    expect((await room.show(projectId)).plan.nodes.map(({ id }) => id)).toEqual(['open'])
  })

  it('is changed as one act: a circle among the changes leaves everything as it was', async () => {
    const projectId = await room.planned()
    const circle = room.change(projectId, {
      expectedVersion: 2,
      changes: [
        { kind: 'set_days', nodeId: 'works', days: 20 },
        { kind: 'set_link', link: { from: 'hall', to: 'permit' } },
      ],
    })
    expect(await refusalOf(circle)).toEqual(['rule_broken', 'schedules.cycle'])
    const { plan, nodeOf } = await room.show(projectId)
    expect([plan.version, nodeOf('works').days, plan.links]).toEqual([2, 60, expect.objectContaining({ length: 3 })])
  })

  it('lets one of two people change it who saw the same version', async () => {
    const projectId = await room.planned()
    const edit = (days: number) =>
      room.change(projectId, { expectedVersion: 2, changes: [{ kind: 'set_days', nodeId: 'works', days }] })
    await edit(50)
    expect(await refusalOf(edit(40))).toEqual(['conflict', 'schedules.plan_changed_since'])
    expect((await room.show(projectId)).nodeOf('works').days).toBe(50)
  })

  it('loses a node with its links', async () => {
    const projectId = await room.planned()
    await room.change(projectId, { expectedVersion: 2, changes: [{ kind: 'remove_node', nodeId: 'works' }] })
    const { plan } = await room.show(projectId)
    expect(plan.nodes.map(({ id }) => id)).toEqual(['open', 'permit', 'hall'])
    expect(plan.links.map(({ from, to }) => `${from}-${to}`)).toEqual(['hall-open'])
  })

  it('keeps what happened to a node that is drawn anew', async () => {
    const projectId = await room.planned()
    const { nodeOf } = await room.show(projectId)
    await room.run(contract.recordFacts, room.office(), {
      projectId,
      nodeId: 'permit',
      expectedVersion: nodeOf('permit').version,
      startedOn: asDay('2026-03-02'),
      finishedOn: asDay('2026-03-13'),
    })
    const node = contract.PlanNode.parse({ id: 'permit', name: '施工许可证', days: 12 })
    await room.change(projectId, { expectedVersion: 2, changes: [{ kind: 'set_node', node }] })
    expect((await room.show(projectId)).nodeOf('permit')).toMatchObject({
      name: '施工许可证',
      days: 12,
      verdict: 'done',
      facts: { finishedOn: '2026-03-13' },
    })
  })

  it('names who answers for a node, and refuses a unit or post nobody has', async () => {
    const projectId = await room.planned()
    expect((await room.show(projectId)).nodeOf('works')).toMatchObject({
      unitId: room.library.units.west,
      unitName: '西山镇',
    })
    const stranger = { nodeId: 'works', unitId: '00000000-0000-7000-8000-000000000000' }
    expect(await refusalOf(room.change(projectId, { expectedVersion: 2, charges: [stranger] }))).toEqual([
      'rule_broken',
      'organisation.unit_unknown',
    ])
    expect(await refusalOf(room.change(projectId, { expectedVersion: 2, charges: [{ nodeId: 'nowhere' }] }))).toEqual([
      'rule_broken',
      'schedules.unknown_node',
    ])
    await room.change(projectId, {
      expectedVersion: 2,
      charges: [{ nodeId: 'works', postId: room.library.sponsor.postId }],
    })
    expect((await room.show(projectId)).nodeOf('works').postTitle).toBe(room.library.sponsor.title)
  })
})

describe('what one may do', () => {
  it('is to plan the own projects: a neighbour sees neither plan nor project', async () => {
    const projectId = await room.planned()
    await room.change(
      projectId,
      { expectedVersion: 2, changes: [{ kind: 'set_days', nodeId: 'hall', days: 20 }] },
      room.east(),
    )
    const other = personWith('township', room.library.units.bureau)
    expect(await refusalOf(room.show(projectId, other))).toEqual(['not_found', 'record.not_found'])
    expect(
      await refusalOf(
        room.change(
          projectId,
          { expectedVersion: 3, changes: [{ kind: 'set_open_on', on: asDay('2027-01-31') }] },
          room.west(),
        ),
      ),
    ).toEqual(['not_found', 'record.not_found'])
  })

  it('is to report the node one answers for in the project of another, and no other node', async () => {
    const projectId = await room.planned()
    const { nodeOf, actions } = await room.show(projectId, room.west())
    expect([actions, nodeOf('works').actions, nodeOf('hall').actions]).toEqual([[], ['record'], []])
    const report = (nodeId: string) =>
      room.run(contract.recordFacts, room.west(), {
        projectId,
        nodeId,
        expectedVersion: nodeOf(nodeId).version,
        startedOn: asDay('2026-03-10'),
        remainingDays: 55,
        slipReason: '示例：桩机晚到',
      })
    expect(await refusalOf(report('hall'))).toEqual(['forbidden', 'schedules.node_not_yours'])
    expect(await report('works')).toMatchObject({ nodeId: 'works', verdict: 'running' })
    expect((await room.show(projectId)).nodeOf('works').slipReason).toBe('示例：桩机晚到')
  })

  it('ends with the withdrawal of the project', async () => {
    const projectId = await room.planned()
    const { withdrawProject } = await import('../key-projects/contract.ts')
    await room.run(withdrawProject, room.office(), { projectId, expectedVersion: 1, reason: '示例重复' })
    const { actions, nodeOf } = await room.show(projectId)
    expect([actions, nodeOf('works').actions]).toEqual([[], []])
    expect(await refusalOf(room.change(projectId, { expectedVersion: 2 }))).toEqual([
      'rule_broken',
      'schedules.project_withdrawn',
    ])
  })
})

describe('facts', () => {
  it('move what comes after: days still needed are planned from today on', async () => {
    const projectId = await room.planned()
    const { nodeOf } = await room.show(projectId)
    await room.run(contract.recordFacts, room.office(), {
      projectId,
      nodeId: 'permit',
      expectedVersion: nodeOf('permit').version,
      startedOn: asDay('2026-03-02'),
      remainingDays: 20,
    })
    const after = await room.show(projectId)
    const finish = addWorkdays(NATIONAL_WORK_CALENDAR, asDay('2026-03-16'), 19).day
    expect(after.nodeOf('permit').earlyFinish).toBe(finish)
    expect(after.nodeOf('works').earlyStart).toBe(addWorkdays(NATIONAL_WORK_CALENDAR, finish, 1).day)
  })

  it.each([
    [{ startedOn: '2026-03-10', finishedOn: '2026-03-02' }, 'schedules.facts_contradict'],
    [{ finishedOn: '2026-03-17' }, 'schedules.finished_in_future'],
    [{ remainingDays: 5 }, 'schedules.facts_contradict'],
  ])('are refused where they cannot be: %o', async (facts, code) => {
    const projectId = await room.planned()
    const { nodeOf } = await room.show(projectId)
    const report = room.run(contract.recordFacts, room.office(), {
      projectId,
      nodeId: 'permit',
      expectedVersion: nodeOf('permit').version,
      ...(facts as object),
    })
    expect(await refusalOf(report)).toEqual(['rule_broken', code])
  })

  it('of two nodes are reported at the same time, of one node by the one who saw it last', async () => {
    const projectId = await room.planned()
    const { nodeOf } = await room.show(projectId)
    const report = (nodeId: string) =>
      room.run(contract.recordFacts, room.office(), {
        projectId,
        nodeId,
        expectedVersion: nodeOf(nodeId).version,
        startedOn: asDay('2026-03-02'),
      })
    await Promise.all([report('permit'), report('works')])
    expect(await refusalOf(report('permit'))).toEqual(['conflict', 'schedules.node_changed_since'])
  })
})

describe('a what-if', () => {
  it('tells what moves and keeps nothing', async () => {
    const projectId = await room.planned()
    const answer = await room.run(contract.whatIfPlan, room.east(), {
      projectId,
      changes: [{ kind: 'set_open_on', on: asDay('2026-11-30') }],
    })
    expect(answer.after.openOn).toBe('2026-11-30')
    expect(answer.after.margin).toBeLessThan(answer.before.margin)
    expect(answer.moved.map(({ id }) => id).toSorted()).toEqual(['hall', 'open', 'permit', 'works'])
    const { plan } = await room.show(projectId)
    expect([plan.version, plan.frame.openOn]).toEqual([2, '2026-12-31'])
  })
})

describe('a date', () => {
  it('is explained by the chain of rules down to the opening day or to today', async () => {
    const projectId = await room.planned()
    const late = await room.run(contract.explainDate, room.office(), { projectId, nodeId: 'permit', date: 'lateStart' })
    expect(late.steps.map(({ code }) => code)).toEqual([
      'duration',
      'link',
      'duration',
      'link',
      'duration',
      'link',
      'opening_day',
    ])
    const early = await room.run(contract.explainDate, room.office(), {
      projectId,
      nodeId: 'permit',
      date: 'earlyStart',
    })
    expect(early.steps.map(({ code }) => code)).toEqual(['today'])
  })
})

describe('a plan that cannot be kept', () => {
  it('offers ways out, and the first one applied brings back the days it promised', async () => {
    const projectId = await room.planned('2026-07-31')
    const { plan } = await room.show(projectId)
    expect(plan.schedule.feasible).toBe(false)
    const { items, margin, version } = await room.run(contract.listRepairs, room.office(), { projectId })
    expect([margin, version]).toEqual([plan.schedule.margin, plan.version])
    const [first] = items
    if (!first) throw new Error('no way out')
    await room.change(projectId, { expectedVersion: version, changes: first.changes, reason: '示例补救' })
    const after = await room.show(projectId)
    expect(after.plan.schedule.margin).toBe(first.marginAfter)
    expect(after.plan.schedule.margin - margin).toBe(first.gainDays)
  })

  it('has none where it can be kept', async () => {
    expect((await room.run(contract.listRepairs, room.office(), { projectId: await room.planned() })).items).toEqual([])
  })
})

describe('a baseline', () => {
  it('stays as it was kept, and the plan is compared with it in working days', async () => {
    const projectId = await room.planned()
    const { baselineId, version } = await room.run(contract.keepBaseline, room.office(), {
      projectId,
      expectedVersion: 2,
      name: '下达',
    })
    await room.change(projectId, {
      expectedVersion: version,
      changes: [{ kind: 'set_open_on', on: asDay('2026-12-24') }],
    })
    const { items, other } = await room.run(contract.compareBaselines, room.office(), { projectId, baselineId })
    expect(other).toBeNull()
    expect(items.find(({ id }) => id === 'open')).toMatchObject({
      change: 'moved',
      baselineFinish: '2026-12-31',
      finishOn: '2026-12-24',
      finishDays: -5,
    })
    const again = await room.run(contract.keepBaseline, room.office(), {
      projectId,
      expectedVersion: 4,
      name: '调整',
      isReference: false,
    })
    const between = await room.run(contract.compareBaselines, room.office(), {
      projectId,
      baselineId,
      withId: again.baselineId,
    })
    expect(between.items).toEqual(items)
    const { plan } = await room.show(projectId)
    expect(plan.baselines.map(({ name, isReference }) => [name, isReference])).toEqual([
      ['调整', false],
      ['下达', true],
    ])
  })

  it('has a name of its own', async () => {
    const projectId = await room.planned()
    const keep = (expectedVersion: number) =>
      room.run(contract.keepBaseline, room.office(), { projectId, expectedVersion, name: '下达' })
    await keep(2)
    expect(await refusalOf(keep(3))).toEqual(['rule_broken', 'schedules.baseline_name_taken'])
  })
})

describe('the history of a plan', () => {
  it('tells what was changed by the names people know, the latest first', async () => {
    const projectId = await room.planned()
    await room.change(projectId, {
      expectedVersion: 2,
      changes: [{ kind: 'set_days', nodeId: 'works', days: 50 }],
      reason: '示例加班',
    })
    const { items } = await room.run(contract.listPlanHistory, room.office(), { projectId })
    expect(items.map(({ topic }) => topic)).toEqual(['schedules.changed', 'schedules.changed', 'schedules.made'])
    expect(items[0]).toMatchObject({
      reason: '示例加班',
      changes: [{ nodeName: '主体施工', field: 'days', before: 60, after: 50 }],
    })
  })
})

it('plans a week later what opens a week later', async () => {
  const projectId = await room.planned('2026-11-20')
  const before = await room.show(projectId)
  await room.change(projectId, {
    expectedVersion: 2,
    changes: [{ kind: 'set_open_on', on: addDays(asDay('2026-11-20'), 7) }],
  })
  const after = await room.show(projectId)
  expect(after.nodeOf('hall').lateFinish).toBe(addDays(before.nodeOf('hall').lateFinish, 7))
})
