import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { addDays, asDay, type Day } from '../../kernel/day.ts'
import type { Duty } from '../../kernel/duty.ts'
import { query } from '../../kernel/operation.ts'
import type { Caller } from '../../platform/access.ts'
import { implement, runOperation } from '../../platform/run-operation.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import * as contract from './contract.ts'
import { projectSupportOperations } from './operations/index.ts'
import { listNeedDuties } from './public.ts'
import { tallyOf } from './rules/needs.ts'

const probe = query({
  id: 'project_support.probe',
  summary: '',
  route: 'GET /probe',
  permission: 'project_support.allocate',
  input: z.object({}),
  output: z.unknown(),
})

let library: Library
let office: Caller
let keeper: Caller
let town: Caller
let chiefPostId: string
const today = asDay('2026-03-16')
const PAPER = '示例〔2026〕5号'
beforeAll(async () => {
  library = await openLibrary([...projectSupportOperations])
  office = personWith('project_office', library.units.office)
  keeper = personWith('department', library.units.bureau)
  town = personWith('township', library.units.east)
  const { id: personId } = await library.test.run(createPerson, system(), { name: '示例主要', account: 'chief001' })
  chiefPostId = (
    await library.test.run(appoint, system(), {
      personId,
      unitId: library.units.office,
      role: 'chief_leader',
      title: '主要负责同志',
      fromOn: asDay('2020-01-01'),
    })
  ).id
})
afterAll(() => library.test.close())

const ask = async (factor: contract.Factor, amount: number, caller = town, year = 2026) => {
  const { id: projectId } = await library.enter({ name: `示例要素${factor}${amount}项目` })
  const { id } = await library.test.run(contract.askFactor, caller, {
    projectId,
    factor,
    year,
    amount,
    unitId: library.units.bureau,
    neededOn: addDays(today, 30),
  })
  return id
}
const show = (needId: string, caller = office) => library.test.run(contract.showNeed, caller, { needId })
const move = async (
  needId: string,
  kind: contract.Movement,
  amount: number,
  more: { caller?: Caller; approval?: contract.Approval; lender?: string } = {},
) =>
  library.test.run(contract.enterMovement, more.caller ?? keeper, {
    needId,
    expectedVersion: (await show(needId)).version,
    kind,
    amount,
    onDay: today,
    basis: PAPER,
    ...(kind === 'borrowed' ? { lender: more.lender ?? '示例市', dueOn: addDays(today, 200) } : {}),
    ...(more.approval ? { approval: more.approval } : {}),
  })
const supply = (factor: contract.Factor, amount: number, more: object = {}) =>
  library.test.run(contract.enterSupply, office, { factor, year: 2026, amount, onDay: today, basis: PAPER, ...more })
const balanceOf = async (factor: contract.Factor) =>
  (await library.test.run(contract.showBalance, office, { year: 2026 })).items.find((each) => each.factor === factor)

describe('a need', () => {
  it('goes from asked to delivered, each side doing its part, and its sums are those of its ledger', async () => {
    const needId = await ask('power', 5000)
    expect((await show(needId, town)).actions).toEqual(['ask', 'withdraw'])
    await supply('power', 10_000)
    await move(needId, 'verified', 4000)
    await move(needId, 'allocated', 3000)
    await move(needId, 'borrowed', 1000)
    await move(needId, 'delivered', 2500)
    await move(needId, 'repaid', 400)
    const need = await show(needId)
    expect(need).toMatchObject({ state: 'covered', allocated: 3400, borrowed: 600, delivered: 2500, uncovered: 0 })
    expect(need.entries.map(({ kind }) => kind)).toEqual([
      'repaid',
      'delivered',
      'borrowed',
      'allocated',
      'verified',
      'asked',
    ])
    const lines = need.entries.map(({ id, kind, amount, reversesId }) => ({ id, kind, parts: amount, reversesId }))
    expect(tallyOf(lines.toReversed())).toEqual({
      asked: need.asked,
      verified: need.verified,
      allocated: need.allocated,
      borrowed: need.borrowed,
      delivered: need.delivered,
    })
    expect(await balanceOf('power')).toMatchObject({ supply: 10_000, allocated: 3400, borrowed: 600, left: 6600 })
  })

  it('keeps a mistaken line and the line that strikes it out', async () => {
    const needId = await ask('labour', 200)
    await move(needId, 'verified', 20)
    const [mistake] = (await show(needId)).entries
    const strike = async () =>
      library.test.run(contract.reverseEntry, keeper, {
        needId,
        entryId: mistake?.id ?? '',
        expectedVersion: (await show(needId)).version,
        reason: '示例：少写一个零',
      })
    await strike()
    const need = await show(needId)
    expect(need).toMatchObject({ state: 'asked', verified: null })
    expect(need.entries.map(({ kind, isReversed }) => [kind, isReversed])).toEqual([
      ['reversed', false],
      ['verified', true],
      ['asked', false],
    ])
    expect(await refusalOf(strike())).toEqual(['rule_broken', 'project_support.reversed_already'])
  })

  it('is moved by the unit that answers for it and by no other department', async () => {
    const needId = await ask('water', 300)
    const other = personWith('department', library.units.office)
    expect((await show(needId, other)).actions).toEqual([])
    expect(await refusalOf(move(needId, 'verified', 100, { caller: other }))).toEqual(['not_found', 'record.not_found'])
    expect(await refusalOf(move(needId, 'verified', 100, { caller: town }))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
    await move(needId, 'verified', 100)
    expect((await show(needId)).state).toBe('verified')
  })

  it('is withdrawn only while nothing is covered, and comes back as it was', async () => {
    const needId = await ask('energy', 10.5)
    await supply('energy', 50)
    await move(needId, 'verified', 10.5)
    await move(needId, 'allocated', 2.25)
    const withdraw = async () =>
      library.test.run(contract.withdrawNeed, town, {
        needId,
        expectedVersion: (await show(needId)).version,
        reason: '示例：不建了',
      })
    expect(await refusalOf(withdraw())).toEqual(['rule_broken', 'project_support.not_now'])
    await move(needId, 'released', 2.25)
    await withdraw()
    expect(await balanceOf('energy')).toMatchObject({ needs: 0, left: 50 })
    await library.test.run(contract.restoreNeed, town, { needId, expectedVersion: (await show(needId)).version })
    expect(await show(needId)).toMatchObject({ state: 'verified', verified: 10.5 })
  })

  it('is in the list of those who may see its project or answer for it', async () => {
    const needId = await ask('emission_nox', 1.234)
    const ids = async (caller: Caller) =>
      (await library.test.run(contract.listNeeds, caller, { factor: ['emission_nox'] })).items.map(({ id }) => id)
    expect(await ids(town)).toEqual([needId])
    expect(await ids(personWith('township', library.units.west))).toEqual([])
    expect(await ids(personWith('task_force', library.units.bureau))).toEqual([needId])
  })

  it('refuses an amount finer than the factor is counted', async () => {
    expect(await refusalOf(ask('land', 1.001))).toEqual(['rule_broken', 'project_support.too_many_decimals'])
  })
})

describe('the balance of a region', () => {
  it('goes below nothing only with the name of a chief leader and a document, which stay beside it', async () => {
    const needId = await ask('land', 100)
    await supply('land', 60)
    await move(needId, 'verified', 100)
    const over = (approval?: contract.Approval) => move(needId, 'allocated', 60.01, approval ? { approval } : {})
    expect(await refusalOf(over())).toEqual(['rule_broken', 'project_support.overdrawn'])
    const document = '示例会议纪要〔2026〕3号'
    expect(await refusalOf(over({ postId: library.sponsor.postId, document }))).toEqual([
      'rule_broken',
      'project_support.not_a_chief',
    ])
    await over({ postId: chiefPostId, document })
    expect(await balanceOf('land')).toMatchObject({
      left: -0.01,
      approvals: [{ title: '主要负责同志', personName: '示例主要', document, onDay: today }],
    })
    expect(await refusalOf(supply('land', -1))).toEqual(['rule_broken', 'project_support.overdrawn'])
    await supply('land', 0.01)
    expect((await balanceOf('land'))?.left).toBe(0)
  })

  it('gives the last of it to one of two who take it at the same time', async () => {
    await supply('funds', 1_000_000)
    const needs = [await ask('funds', 800_000), await ask('funds', 900_000)]
    for (const needId of needs) await move(needId, 'verified', 800_000)
    const answers = await Promise.all(needs.map((needId) => refusalOf(move(needId, 'allocated', 800_000))))
    expect(answers.map(([kind]) => kind).toSorted((one = '', other = '') => one.localeCompare(other))).toEqual([
      'nothing refused',
      'rule_broken',
    ])
    expect(await balanceOf('funds')).toMatchObject({ allocated: 800_000, left: 200_000 })
  })

  it('is kept apart by year and by region', async () => {
    await ask('emission_cod', 2, town, 2027)
    expect(await balanceOf('emission_cod')).toMatchObject({ needs: 0, asked: 0 })
    const stranger = personWith('project_office', 'unit-x', { region: '370724' })
    const { items } = await library.test.run(contract.showBalance, stranger, { year: 2026 })
    expect(items.every(({ supply: there, needs }) => there === 0 && needs === 0)).toBe(true)
    expect(HOME).not.toBe('370724')
  })
})

describe('what a unit owes', () => {
  it('names the needs it has to verify or cover by the day, and nobody else is told', async () => {
    const told = (caller: Caller, until: Day) =>
      runOperation(
        library.test.house,
        implement(probe, (ctx) => listNeedDuties(ctx, until)),
        { caller, input: {}, requestId: 'probe' },
      ) as Promise<readonly Duty[]>
    const needId = await ask('water', 77)
    const own = async (caller: Caller, until: Day) =>
      (await told(caller, until)).filter(({ key, count }) => key.endsWith(needId) || count > 1)
    const byThen = addDays(today, 31)
    expect((await own(keeper, byThen)).length).toBe(1)
    expect((await told(keeper, addDays(today, -400))).length).toBe(0)
    const stranger = personWith('department', library.units.east)
    expect(await told(stranger, byThen)).toEqual([])
    // The office is told of what is late in the region; this need has a month yet.
    expect(await own(office, byThen)).toEqual([])
  })
})
