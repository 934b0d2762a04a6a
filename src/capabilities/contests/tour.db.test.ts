import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import { listNotices } from '../notices/contract.ts'
import { noticesOperations } from '../notices/operations/index.ts'
import { listPromises } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import { recordVisit } from '../project-support/contract.ts'
import { projectSupportOperations } from '../project-support/operations/index.ts'
import * as contract from './contract.ts'
import { contestsOperations } from './operations/index.ts'

let library: Library
let desk: Caller
let projectId = ''
beforeAll(async () => {
  library = await openLibrary([
    ...contestsOperations,
    ...noticesOperations,
    ...obstaclesOperations,
    ...projectSupportOperations,
  ])
  desk = personWith('project_office', library.units.office)
  const sponsorPostId = library.sponsor.postId
  projectId = (await library.enter({ name: '示例新材料项目', totalInvestment: asYuan(500_000_000), sponsorPostId })).id
})
afterAll(() => library.test.close())

const stop = (name: string, arriveAt: string, more: Partial<contract.StopBody> = {}) => ({
  name,
  arriveAt,
  on: asDay('2026-03-16'),
  minutes: 20,
  driveMinutes: 15,
  entrantKey: 'east',
  projectId,
  ...more,
})

/** Makes a tour of two towns on a day, frozen, with one judge: the leader who sponsors the project. */
async function openTour(name: string, heldOn: string): Promise<string> {
  const { test, units, sponsor } = library
  const { id } = await test.run(contract.createContest, desk, {
    head: { kind: 'tour', name, heldOn: asDay(heldOn), period: '2026-Q1', place: '' },
  })
  const { body, kind, period, version } = await test.run(contract.showContest, desk, { contestId: id })
  const group = body.groups[0]?.key ?? ''
  const saved = await test.run(contract.saveContest, desk, {
    contestId: id,
    expectedVersion: version,
    head: { kind, name, heldOn: asDay(heldOn), period, place: '' },
    body: {
      ...body,
      entrants: [
        { key: 'east', name: '示例东河镇', groupKey: group, unitId: units.east, projectIds: [projectId] },
        { key: 'west', name: '示例西山镇', groupKey: group, unitId: units.west },
      ],
    },
  })
  await test.run(contract.freezeContest, desk, { contestId: id, expectedVersion: saved.version })
  const seat = { number: 1, classKey: body.classes[0]?.key ?? '', label: '包靠领导（一）', postId: sponsor.postId }
  const { items } = await test.run(contract.saveSeats, desk, { contestId: id, seats: [seat] })
  expect(items[0]?.excluded).toEqual(['east'])
  return id
}

/** Ends a tour nobody voted on, by its way through the supervisor, and publishes it. */
async function publish(contestId: string): Promise<void> {
  const { test, units } = library
  const supervisor = personWith('discipline_inspection', units.office)
  const at = async () => {
    const { version } = await test.run(contract.showContest, desk, { contestId })
    return { contestId, expectedVersion: version }
  }
  await test.run(contract.closeVoting, desk, await at())
  const { digest } = await test.run(contract.countContest, desk, await at())
  await test.run(contract.signCount, supervisor, { ...(await at()), digest })
  await test.run(contract.publishContest, desk, await at())
}

async function start(contestId: string): Promise<void> {
  const { version } = await library.test.run(contract.showContest, desk, { contestId })
  await library.test.run(contract.startContest, desk, { contestId, expectedVersion: version })
}

it('sets a route, and says where the bus would come too late', async () => {
  const contestId = await openTour('示例观摩（路线）', '2026-03-16')
  const { test } = library
  const stops = [stop('示例一号厂房', '09:00'), stop('示例二号厂房', '09:30'), stop('示例展厅', '10:30')]
  const { items } = await test.run(contract.saveStops, desk, { contestId, stops })
  expect(items.map(({ ordinal, isLate }) => [ordinal, isLate])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ])
  const [first, second] = items
  const again = await test.run(contract.saveStops, desk, {
    contestId,
    stops: [stop('示例二号厂房', '10:00', {}), { ...stop('示例一号厂房', '09:00'), id: first?.id ?? '' }],
  })
  expect(again.items.map(({ id, ordinal }) => [id === first?.id, ordinal])).toEqual([
    [false, 1],
    [true, 2],
  ])
  expect(again.items.some(({ id }) => id === second?.id)).toBe(false)
  const wrong = test.run(contract.saveStops, desk, {
    contestId,
    stops: [stop('示例站', '09:00', { entrantKey: 'south' })],
  })
  expect(await refusalOf(wrong)).toEqual(['invalid', 'contests.no_such_entrant'])
})

it('puts a promise made at a stop on its unit, and shows it at the next visit with what became of the project; a published tour is looked back at', async () => {
  const { test, units, sponsor } = library
  const before = await openTour('示例观摩（一季度）', '2026-02-10')
  const { items } = await test.run(contract.saveStops, desk, {
    contestId: before,
    stops: [stop('示例一号厂房', '09:00', { on: asDay('2026-02-10') })],
  })
  const [stopId = ''] = items.map(({ id }) => id)
  const mark = (what: 'arrived' | 'left', promise: { action: string; dueOn?: string } | null = null) =>
    test.run(contract.markStop, desk, {
      contestId: before,
      stopId,
      what,
      promise: promise && { action: promise.action, dueOn: promise.dueOn ? asDay(promise.dueOn) : null },
    })
  expect(await refusalOf(mark('arrived'))).toEqual(['rule_broken', 'contests.not_in_state'])
  await start(before)
  expect(await refusalOf(mark('left'))).toEqual(['rule_broken', 'contests.not_arrived'])
  await mark('arrived')
  await mark('left', { action: '示例：三月底主体封顶', dueOn: '2026-03-31' })
  expect(await refusalOf(mark('left'))).toEqual(['rule_broken', 'contests.stop_marked'])
  const promises = await test.run(listPromises, desk, {})
  expect(promises.items).toMatchObject([{ ownerText: '示例东河镇', unitId: units.east, dueOn: '2026-03-31' }])
  await test.run(recordVisit, desk, {
    projectId,
    visitedOn: asDay('2026-03-01'),
    visitorPostId: sponsor.postId,
    sentence: '示例：设备进场',
    outcome: 'smooth',
    promises: [{ action: '示例：协调用电', dueOn: asDay('2026-03-20'), unitId: units.bureau }],
  })
  const now = await openTour('示例观摩（二次）', '2026-03-16')
  const route = await test.run(contract.saveStops, desk, { contestId: now, stops: [stop('示例一号厂房', '09:00')] })
  const card = await test.run(contract.showStopCard, desk, { contestId: now, stopId: route.items[0]?.id ?? '' })
  expect(card).toMatchObject({
    project: { name: '示例新材料项目', totalInvestment: 500_000_000 },
    lastVisit: { contestId: before, heldOn: '2026-02-10', promise: '示例：三月底主体封顶' },
    obstacles: [],
    photosThen: [],
  })
  expect(card.promises.map(({ action }) => action)).toEqual(['示例：三月底主体封顶', '示例：协调用电'])
  const lookBacks = () => test.run(contract.listLookBacks, desk, { contestId: now })
  expect((await lookBacks()).from).toBeNull()
  await publish(before)
  expect(await lookBacks()).toMatchObject({
    from: { contestId: before, heldOn: '2026-02-10' },
    items: [{ name: '示例一号厂房', projectId, promise: '示例：三月底主体封顶' }],
  })
})

it('shows on its card nothing of a project the reader may not see', async () => {
  const { test, units } = library
  const contestId = await openTour('示例观摩（范围）', '2026-03-17')
  const { items } = await test.run(contract.saveStops, desk, { contestId, stops: [stop('示例一号厂房', '09:00')] })
  const stopId = items[0]?.id ?? ''
  const west = personWith('township', units.west)
  const card = await test.run(contract.showStopCard, west, { contestId, stopId })
  expect(card).toMatchObject({ project: null, lastVisit: null, promises: [], obstacles: [] })
  expect(card.stop.projectName).toBeNull()
  const east = personWith('township', units.east)
  expect((await test.run(contract.showStopCard, east, { contestId, stopId })).project?.name).toBe('示例新材料项目')
})

it('is not what an arena has', async () => {
  const { test } = library
  const arena = await test.run(contract.createContest, desk, {
    head: { kind: 'arena', name: '示例擂台', heldOn: asDay('2026-04-02'), period: '2026-Q2', place: '' },
  })
  const route = test.run(contract.saveStops, desk, { contestId: arena.id, stops: [] })
  expect(await refusalOf(route)).toEqual(['rule_broken', 'contests.not_a_tour'])
})

it('a published result is told once to the people of the units that took part, and to nobody else', async () => {
  const { test, units } = library
  const [inside, outside] = await Promise.all(
    [units.east, units.bureau].map(async (unitId, at) => {
      const { id: personId } = await test.run(createPerson, system(HOME), { name: '示例乙', account: `told000${at}` })
      const role = at === 0 ? 'township' : 'department'
      await test.run(appoint, system(HOME), { personId, unitId, role, title: '联络员', fromOn: asDay('2020-01-01') })
      return personWith(role, unitId, { personId })
    }),
  )
  const told = async (who: Caller | undefined) =>
    who ? (await test.run(listNotices, who, {})).items.map(({ kind, path }) => ({ kind, path })) : null
  const tour = await openTour('示例五月观摩', '2026-05-16')
  await start(tour)
  expect(await told(inside)).toEqual([])
  await publish(tour)
  expect(await told(inside)).toEqual([{ kind: 'contests.result_published', path: `/contests/${tour}/result` }])
  expect(await told(outside)).toEqual([])
})
