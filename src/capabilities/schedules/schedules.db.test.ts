import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { addDays, asDay } from '../../kernel/day.ts'
import { addWorkdays, NATIONAL_WORK_CALENDAR } from '../../kernel/work-calendar.ts'
import type { SentOf } from '../../kernel/operation.ts'
import * as contract from './contract.ts'
import { schedulesOperations } from './operations/index.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary(schedulesOperations)
})
afterAll(() => library.test.close())

const office = () => personWith('project_office', library.units.office)
const east = () => personWith('township', library.units.east)
const west = () => personWith('township', library.units.west)
const run: Library['test']['run'] = (...given) => library.test.run(...given)
let made = 0

/** A project of the east town with a plan: a permit of 10 days, works of 60 and a machine hall of 30 after them, then the opening. */
async function planned(openOn = '2026-12-31') {
  const { id: projectId } = await library.enter({ name: `示例排期项目${(made += 1)}` })
  await run(contract.makePlan, office(), { projectId, template: null, openOn: asDay(openOn) })
  const node = (id: string, name: string, days: number): contract.PlanNode =>
    contract.PlanNode.parse({ id, name, days })
  const links = [
    ['permit', 'works'],
    ['works', 'hall'],
    ['hall', 'open'],
  ] as const
  await run(contract.changePlan, office(), {
    projectId,
    expectedVersion: 1,
    changes: [
      { kind: 'set_node', node: node('permit', '施工许可', 10) },
      { kind: 'set_node', node: node('works', '主体施工', 60) },
      { kind: 'set_node', node: node('hall', '设备安装', 30) },
      ...links.map(([from, to]) => ({ kind: 'set_link' as const, link: contract.PlanLink.parse({ from, to }) })),
    ],
    charges: [{ nodeId: 'works', unitId: library.units.west }],
  })
  return projectId
}

const show = async (projectId: string, caller = office()) => {
  const { plan, ...rest } = await run(contract.showPlan, caller, { projectId })
  if (!plan) throw new Error('no plan')
  const nodeOf = (id: string) => {
    const node = plan.nodes.find((each) => each.id === id)
    if (!node) throw new Error(`no node ${id}`)
    return node
  }
  return { ...rest, plan, nodeOf }
}

const change = (projectId: string, input: Omit<SentOf<typeof contract.changePlan>, 'projectId'>, caller = office()) =>
  run(contract.changePlan, caller, { projectId, ...input })

describe('a working plan', () => {
  it('begins with a template, whose nodes are dated back from the opening day and belong to the unit named', async () => {
    const { id: projectId } = await library.enter({ name: '示例模板项目', category: 'industry', nature: 'new' })
    const before = await run(contract.showPlan, office(), { projectId })
    expect(before).toMatchObject({ plan: null, suggested: { template: 'industrial_plant' }, actions: ['make'] })
    await run(contract.makePlan, office(), {
      projectId,
      template: 'industrial_plant',
      openOn: asDay('2028-06-30'),
      unitId: library.units.bureau,
    })
    const { plan } = await show(projectId)
    expect(plan.nodes.length).toBeGreaterThan(15)
    expect(plan.nodes.every(({ unitId }) => unitId === library.units.bureau)).toBe(true)
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
    const { nodeOf, plan } = await show(await planned())
    const back = (from: string, days: number) => addWorkdays(NATIONAL_WORK_CALENDAR, asDay(from), -days).day
    expect(nodeOf('hall').lateFinish).toBe('2026-12-31')
    expect(nodeOf('hall').lateStart).toBe(back('2026-12-31', 29))
    expect(nodeOf('works').lateFinish).toBe(back('2026-12-31', 30))
    expect(nodeOf('permit').lateStart).toBe(back('2026-12-31', 99))
    expect(nodeOf('permit').earlyStart).toBe('2026-03-16')
    expect(nodeOf('permit').totalFloat).toBe(plan.schedule.margin)
  })

  it('is refused a second time unless the version it takes the place of is named', async () => {
    const projectId = await planned()
    const again = { projectId, template: null, openOn: asDay('2027-06-30') }
    expect(await refusalOf(run(contract.makePlan, office(), again))).toEqual(['rule_broken', 'schedules.plan_there'])
    expect(await refusalOf(run(contract.makePlan, office(), { ...again, expectedVersion: 1 }))).toEqual([
      'conflict',
      'schedules.plan_changed_since',
    ])
    await run(contract.makePlan, office(), { ...again, expectedVersion: 2 })
    expect((await show(projectId)).plan.nodes.map(({ id }) => id)).toEqual(['open'])
  })

  it('is changed as one act: a circle among the changes leaves everything as it was', async () => {
    const projectId = await planned()
    const circle = change(projectId, {
      expectedVersion: 2,
      changes: [
        { kind: 'set_days', nodeId: 'works', days: 20 },
        { kind: 'set_link', link: { from: 'hall', to: 'permit' } },
      ],
    })
    expect(await refusalOf(circle)).toEqual(['rule_broken', 'schedules.cycle'])
    const { plan, nodeOf } = await show(projectId)
    expect([plan.version, nodeOf('works').days, plan.links]).toEqual([2, 60, expect.objectContaining({ length: 3 })])
  })

  it('lets one of two people change it who saw the same version', async () => {
    const projectId = await planned()
    const edit = (days: number) =>
      change(projectId, { expectedVersion: 2, changes: [{ kind: 'set_days', nodeId: 'works', days }] })
    await edit(50)
    expect(await refusalOf(edit(40))).toEqual(['conflict', 'schedules.plan_changed_since'])
    expect((await show(projectId)).nodeOf('works').days).toBe(50)
  })

  it('loses a node with its links', async () => {
    const projectId = await planned()
    await change(projectId, { expectedVersion: 2, changes: [{ kind: 'remove_node', nodeId: 'works' }] })
    const { plan } = await show(projectId)
    expect(plan.nodes.map(({ id }) => id)).toEqual(['open', 'permit', 'hall'])
    expect(plan.links.map(({ from, to }) => `${from}-${to}`)).toEqual(['hall-open'])
  })

  it('keeps what happened to a node that is drawn anew', async () => {
    const projectId = await planned()
    const { nodeOf } = await show(projectId)
    await run(contract.recordFacts, office(), {
      projectId,
      nodeId: 'permit',
      expectedVersion: nodeOf('permit').version,
      startedOn: asDay('2026-03-02'),
      finishedOn: asDay('2026-03-13'),
    })
    const node = contract.PlanNode.parse({ id: 'permit', name: '施工许可证', days: 12 })
    await change(projectId, { expectedVersion: 2, changes: [{ kind: 'set_node', node }] })
    expect((await show(projectId)).nodeOf('permit')).toMatchObject({
      name: '施工许可证',
      days: 12,
      verdict: 'done',
      facts: { finishedOn: '2026-03-13' },
    })
  })

  it('names who answers for a node, and refuses a unit or post nobody has', async () => {
    const projectId = await planned()
    expect((await show(projectId)).nodeOf('works')).toMatchObject({ unitId: library.units.west, unitName: '西山镇' })
    const stranger = { nodeId: 'works', unitId: '00000000-0000-7000-8000-000000000000' }
    expect(await refusalOf(change(projectId, { expectedVersion: 2, charges: [stranger] }))).toEqual([
      'rule_broken',
      'organisation.unit_unknown',
    ])
    expect(await refusalOf(change(projectId, { expectedVersion: 2, charges: [{ nodeId: 'nowhere' }] }))).toEqual([
      'rule_broken',
      'schedules.unknown_node',
    ])
    await change(projectId, { expectedVersion: 2, charges: [{ nodeId: 'works', postId: library.sponsor.postId }] })
    expect((await show(projectId)).nodeOf('works').postTitle).toBe(library.sponsor.title)
  })
})

describe('what one may do', () => {
  it('is to plan the own projects: a neighbour sees neither plan nor project', async () => {
    const projectId = await planned()
    await change(projectId, { expectedVersion: 2, changes: [{ kind: 'set_days', nodeId: 'hall', days: 20 }] }, east())
    const other = personWith('township', library.units.bureau)
    expect(await refusalOf(show(projectId, other))).toEqual(['not_found', 'record.not_found'])
    expect(
      await refusalOf(
        change(projectId, { expectedVersion: 3, changes: [{ kind: 'set_open_on', on: asDay('2027-01-31') }] }, west()),
      ),
    ).toEqual(['not_found', 'record.not_found'])
  })

  it('is to report the node one answers for in the project of another, and no other node', async () => {
    const projectId = await planned()
    const { nodeOf, actions } = await show(projectId, west())
    expect([actions, nodeOf('works').actions, nodeOf('hall').actions]).toEqual([[], ['record'], []])
    const report = (nodeId: string) =>
      run(contract.recordFacts, west(), {
        projectId,
        nodeId,
        expectedVersion: nodeOf(nodeId).version,
        startedOn: asDay('2026-03-10'),
        remainingDays: 55,
        slipReason: '示例：桩机晚到',
      })
    expect(await refusalOf(report('hall'))).toEqual(['forbidden', 'schedules.node_not_yours'])
    expect(await report('works')).toMatchObject({ nodeId: 'works', verdict: 'running' })
    expect((await show(projectId)).nodeOf('works').slipReason).toBe('示例：桩机晚到')
  })

  it('ends with the withdrawal of the project', async () => {
    const projectId = await planned()
    const { withdrawProject } = await import('../key-projects/contract.ts')
    await run(withdrawProject, office(), { projectId, expectedVersion: 1, reason: '示例重复' })
    const { actions, nodeOf } = await show(projectId)
    expect([actions, nodeOf('works').actions]).toEqual([[], []])
    expect(await refusalOf(change(projectId, { expectedVersion: 2 }))).toEqual([
      'rule_broken',
      'schedules.project_withdrawn',
    ])
  })
})

describe('facts', () => {
  it('move what comes after: days still needed are planned from today on', async () => {
    const projectId = await planned()
    const { nodeOf } = await show(projectId)
    await run(contract.recordFacts, office(), {
      projectId,
      nodeId: 'permit',
      expectedVersion: nodeOf('permit').version,
      startedOn: asDay('2026-03-02'),
      remainingDays: 20,
    })
    const after = await show(projectId)
    const finish = addWorkdays(NATIONAL_WORK_CALENDAR, asDay('2026-03-16'), 19).day
    expect(after.nodeOf('permit').earlyFinish).toBe(finish)
    expect(after.nodeOf('works').earlyStart).toBe(addWorkdays(NATIONAL_WORK_CALENDAR, finish, 1).day)
  })

  it.each([
    [{ startedOn: '2026-03-10', finishedOn: '2026-03-02' }, 'schedules.facts_contradict'],
    [{ finishedOn: '2026-03-17' }, 'schedules.finished_in_future'],
    [{ remainingDays: 5 }, 'schedules.facts_contradict'],
  ])('are refused where they cannot be: %o', async (facts, code) => {
    const projectId = await planned()
    const { nodeOf } = await show(projectId)
    const report = run(contract.recordFacts, office(), {
      projectId,
      nodeId: 'permit',
      expectedVersion: nodeOf('permit').version,
      ...(facts as object),
    })
    expect(await refusalOf(report)).toEqual(['rule_broken', code])
  })

  it('of two nodes are reported at the same time, of one node by the one who saw it last', async () => {
    const projectId = await planned()
    const { nodeOf } = await show(projectId)
    const report = (nodeId: string) =>
      run(contract.recordFacts, office(), {
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
    const projectId = await planned()
    const answer = await run(contract.whatIfPlan, east(), {
      projectId,
      changes: [{ kind: 'set_open_on', on: asDay('2026-11-30') }],
    })
    expect(answer.after.openOn).toBe('2026-11-30')
    expect(answer.after.margin).toBeLessThan(answer.before.margin)
    expect(answer.moved.map(({ id }) => id).toSorted()).toEqual(['hall', 'open', 'permit', 'works'])
    const { plan } = await show(projectId)
    expect([plan.version, plan.frame.openOn]).toEqual([2, '2026-12-31'])
  })
})

describe('a date', () => {
  it('is explained by the chain of rules down to the opening day or to today', async () => {
    const projectId = await planned()
    const late = await run(contract.explainDate, office(), { projectId, nodeId: 'permit', date: 'lateStart' })
    expect(late.steps.map(({ code }) => code)).toEqual([
      'duration',
      'link',
      'duration',
      'link',
      'duration',
      'link',
      'opening_day',
    ])
    const early = await run(contract.explainDate, office(), { projectId, nodeId: 'permit', date: 'earlyStart' })
    expect(early.steps.map(({ code }) => code)).toEqual(['today'])
  })
})

describe('a plan that cannot be kept', () => {
  it('offers ways out, and the first one applied brings back the days it promised', async () => {
    const projectId = await planned('2026-07-31')
    const { plan } = await show(projectId)
    expect(plan.schedule.feasible).toBe(false)
    const { items, margin, version } = await run(contract.listRepairs, office(), { projectId })
    expect([margin, version]).toEqual([plan.schedule.margin, plan.version])
    const [first] = items
    if (!first) throw new Error('no way out')
    await change(projectId, { expectedVersion: version, changes: first.changes, reason: '示例补救' })
    const after = await show(projectId)
    expect(after.plan.schedule.margin).toBe(first.marginAfter)
    expect(after.plan.schedule.margin - margin).toBe(first.gainDays)
  })

  it('has none where it can be kept', async () => {
    expect((await run(contract.listRepairs, office(), { projectId: await planned() })).items).toEqual([])
  })
})

describe('a baseline', () => {
  it('stays as it was kept, and the plan is compared with it in working days', async () => {
    const projectId = await planned()
    const { baselineId, version } = await run(contract.keepBaseline, office(), {
      projectId,
      expectedVersion: 2,
      name: '下达',
    })
    await change(projectId, { expectedVersion: version, changes: [{ kind: 'set_open_on', on: asDay('2026-12-24') }] })
    const { items, other } = await run(contract.compareBaselines, office(), { projectId, baselineId })
    expect(other).toBeNull()
    expect(items.find(({ id }) => id === 'open')).toMatchObject({
      change: 'moved',
      baselineFinish: '2026-12-31',
      finishOn: '2026-12-24',
      finishDays: -5,
    })
    const again = await run(contract.keepBaseline, office(), {
      projectId,
      expectedVersion: 4,
      name: '调整',
      isReference: false,
    })
    const between = await run(contract.compareBaselines, office(), { projectId, baselineId, withId: again.baselineId })
    expect(between.items).toEqual(items)
    const { plan } = await show(projectId)
    expect(plan.baselines.map(({ name, isReference }) => [name, isReference])).toEqual([
      ['调整', false],
      ['下达', true],
    ])
  })

  it('has a name of its own', async () => {
    const projectId = await planned()
    const keep = (expectedVersion: number) =>
      run(contract.keepBaseline, office(), { projectId, expectedVersion, name: '下达' })
    await keep(2)
    expect(await refusalOf(keep(3))).toEqual(['rule_broken', 'schedules.baseline_name_taken'])
  })
})

describe('the nodes of all projects', () => {
  it('are listed page by page in the order they are owed, for a unit its own and those of its projects', async () => {
    await planned()
    const whole = await run(contract.listNodes, office(), { limit: 200 })
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await run(contract.listNodes, office(), { limit: 3, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items.map(({ projectId, nodeId }) => `${projectId} ${nodeId}`))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole.items.map(({ projectId, nodeId }) => `${projectId} ${nodeId}`))
    expect(whole.items.map(({ dueOn }) => dueOn)).toEqual(whole.items.map(({ dueOn }) => dueOn).toSorted())
    const theirs = await run(contract.listNodes, west(), { limit: 200, unitId: [library.units.west] })
    expect(theirs.items.length).toBeGreaterThan(0)
    expect(new Set(theirs.items.map(({ name }) => name))).toEqual(new Set(['主体施工']))
  })

  it('refuse a cursor nobody gave out', async () => {
    expect(await refusalOf(run(contract.listNodes, office(), { cursor: 'x' }))).toEqual([
      'invalid',
      'schedules.bad_cursor',
    ])
  })

  it('belong to one region', async () => {
    expect((await run(contract.listNodes, system('370724'), {})).items).toEqual([])
  })
})

describe('the history of a plan', () => {
  it('tells what was changed by the names people know, the latest first', async () => {
    const projectId = await planned()
    await change(projectId, {
      expectedVersion: 2,
      changes: [{ kind: 'set_days', nodeId: 'works', days: 50 }],
      reason: '示例加班',
    })
    const { items } = await run(contract.listPlanHistory, office(), { projectId })
    expect(items.map(({ topic }) => topic)).toEqual(['schedules.changed', 'schedules.changed', 'schedules.made'])
    expect(items[0]).toMatchObject({
      reason: '示例加班',
      changes: [{ nodeName: '主体施工', field: 'days', before: 60, after: 50 }],
    })
  })
})

describe("a person's calendar", () => {
  const anybody = (region = '370786') => ({ kind: 'anonymous', region }) as const
  const read = async (path: string, region?: string) => {
    const secret = path.split('/').at(-1) ?? ''
    const file = await run(contract.readFeed, anybody(region), { region: '370786', secret })
    return new TextDecoder().decode(file.bytes)
  }

  it('answers whoever holds its address, until a new one is made or it is closed', async () => {
    await planned()
    const first = await run(contract.openFeed, office(), {})
    expect(await read(first.path)).toContain('BEGIN:VCALENDAR')
    const second = await run(contract.openFeed, office(), {})
    expect(await refusalOf(read(first.path))).toEqual(['not_found', 'record.not_found'])
    expect(await read(second.path)).toContain('END:VCALENDAR')
    expect(await refusalOf(read(second.path, '370724'))).toEqual(['not_found', 'record.not_found'])
    expect(await run(contract.closeFeed, office(), {})).toEqual({ isClosed: true })
    expect(await refusalOf(read(second.path))).toEqual(['not_found', 'record.not_found'])
    expect(await run(contract.closeFeed, office(), {})).toEqual({ isClosed: false })
  })

  it('keeps nothing of the secret but a digest, not in the audit trail either', async () => {
    const { path } = await run(contract.openFeed, office(), {})
    const secret = path.split('/').at(-1)?.replace('.ics', '') ?? ''
    await read(path)
    const { pool } = library.test.database.admin
    const { rows } = await pool.query<{ text: string }>(
      `select f::text as text from schedule_feeds f union all select a::text from audit_entries a union all select o::text from outbox_events o`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ text }) => text.includes(secret))).toEqual([])
  })
})

describe('a file', () => {
  it('of a plan is read back as the same plan, by Project and as a table', async () => {
    const projectId = await planned()
    const mspdi = await run(contract.exportMspdi, office(), { projectId })
    const upload = { name: 'plan.xml', type: 'application/xml', bytes: mspdi.bytes }
    const reading = { projectId, year: 2026, holdsNoSecret: true } as const
    const seen = await run(contract.previewPlanImport, office(), reading, { upload })
    expect(seen).toMatchObject({ faults: [], nodes: 4, links: 3, openOn: '2026-12-31' })
    const table = await run(contract.exportSheet, office(), { year: 2026, projectId: [projectId] })
    const sheet = { name: 'plan.xlsx', type: '', bytes: table.bytes }
    expect(await run(contract.previewPlanImport, office(), reading, { upload: sheet })).toMatchObject({
      faults: [],
      notices: [],
      added: [],
      changed: [],
      removed: [],
    })
  })

  it('of a table makes a plan where there is none: its months are the latest finish', async () => {
    const projectId = await planned()
    const table = await run(contract.exportSheet, office(), { year: 2026, projectId: [projectId] })
    const { id, name } = await library
      .enter({ name: '示例另一个项目' })
      .then(async (project) => ({ ...project, name: '' }))
    expect(name).toBe('')
    const upload = { name: 'plan.xlsx', type: '', bytes: table.bytes }
    const reading = { projectId: id, year: 2026, holdsNoSecret: true } as const
    const other = await run(contract.previewPlanImport, office(), reading, { upload })
    expect(new Set(other.notices.map(({ code }) => code))).toEqual(new Set(['schedules.sheet_other_project']))
  })

  it('is refused where it is neither', async () => {
    const projectId = await planned()
    const upload = { name: 'plan.xml', type: '', bytes: new TextEncoder().encode('<a/>') }
    const [kind] = await refusalOf(
      run(contract.previewPlanImport, office(), { projectId, year: 2026, holdsNoSecret: true }, { upload }),
    )
    expect(kind).toBe('invalid')
  })
})

it('plans a week later what opens a week later', async () => {
  const projectId = await planned('2026-11-20')
  const before = await show(projectId)
  await change(projectId, {
    expectedVersion: 2,
    changes: [{ kind: 'set_open_on', on: addDays(asDay('2026-11-20'), 7) }],
  })
  const after = await show(projectId)
  expect(after.nodeOf('hall').lateFinish).toBe(addDays(before.nodeOf('hall').lateFinish, 7))
})
