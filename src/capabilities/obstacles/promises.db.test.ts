import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { createUnit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import * as contract from './contract.ts'
import { obstaclesOperations } from './operations/index.ts'

let test: TestHouse
let bureau: string
let town: string
const office = () => personWith('supervision_office', bureau)
const townPost = () => personWith('township', town)

const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

const promise = (action: string, more: Partial<contract.PromiseBody> = {}) =>
  test.run(contract.createPromise, office(), { action, ownerText: '示例发改局', unitId: bureau, ...more })

const show = (promiseId: string, as = office()) => test.run(contract.showPromise, as, { promiseId })

beforeAll(async () => {
  test = await openTestHouse([...organisationOperations, ...obstaclesOperations])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  const boss = personWith('administrator', made.unitId)
  const unit = async (name: string, kind: 'department' | 'township') =>
    (await test.run(createUnit, boss, { name, kind, openedOn: asDay('2020-01-01') })).id
  bureau = await unit('示例发展和改革局', 'department')
  town = await unit('示例柳林镇', 'township')
})
afterAll(() => test.close())

describe('a promise', () => {
  it('is kept in time with its evidence, and every step stays in its history', async () => {
    const { id } = await promise('建成示例东河大桥并通车', { dueOn: asDay('2026-06-30') })
    expect(await show(id)).toMatchObject({ state: 'open', daysLeft: 106, unitName: '示例发展和改革局' })
    const input = { promiseId: id, expectedVersion: 1, keptOn: asDay('2026-03-15'), evidence: '竣工验收报告' }
    await test.run(contract.keepPromise, office(), input)
    expect(await show(id)).toMatchObject({ state: 'kept', evidence: '竣工验收报告', actions: ['reopen', 'withdraw'] })
    expect(await codesOf(test.run(contract.keepPromise, office(), { ...input, expectedVersion: 2 }))).toEqual([
      'rule_broken',
      'obstacles.promise_not_now',
    ])
    const history = await test.run(contract.listPromiseHistory, office(), { promiseId: id })
    expect(history.items.map((each) => each.topic)).toEqual(['obstacles.promise_kept', 'obstacles.promise_created'])
  })

  it('counts as late after its last day, and cannot be kept tomorrow', async () => {
    const { id } = await promise('三月上旬前完成示例清单梳理', { dueOn: asDay('2026-03-10') })
    expect(await show(id)).toMatchObject({ isOverdue: true, daysLeft: -6 })
    const keep = (day: string) =>
      test.run(contract.keepPromise, office(), {
        promiseId: id,
        expectedVersion: 1,
        keptOn: asDay(day),
        evidence: '清单已印发',
      })
    expect(await codesOf(keep('2026-03-17'))).toEqual(['rule_broken', 'obstacles.kept_in_future'])
    await keep('2026-03-12')
    expect((await show(id)).state).toBe('late')
  })

  it('is withdrawn with a reason, leaves the list, and comes back as it was', async () => {
    const { id } = await promise('示例撤下的承诺', { dueOn: asDay('2026-05-01') })
    await test.run(contract.breakPromise, office(), { promiseId: id, expectedVersion: 1, reason: '资金没有到位' })
    await test.run(contract.withdrawPromise, office(), { promiseId: id, expectedVersion: 2, reason: '登记重复' })
    const find = () => test.run(contract.listPromises, office(), { text: '示例撤下' })
    expect((await find()).items).toEqual([])
    await test.run(contract.restorePromise, office(), { promiseId: id, expectedVersion: 3 })
    expect((await find()).items).toMatchObject([{ id, state: 'broken' }])
  })

  it('changed by two people at once refuses the second', async () => {
    const { id } = await promise('示例两人同改')
    const body = { action: '示例两人同改（改）', ownerText: '', unitId: bureau, dueOn: null, madeOn: null }
    const change = () =>
      test.run(contract.updatePromise, office(), { promiseId: id, expectedVersion: 1, body, reason: '补充表述' })
    await change()
    expect(await codesOf(change())).toEqual(['conflict', 'operation.conflict'])
  })
})

describe('the ledger of promises', () => {
  it('lists the next due first over pages, those without a day last, and none twice', async () => {
    await promise('示例分页甲', { dueOn: asDay('2026-09-01') })
    await promise('示例分页乙')
    await promise('示例分页丙', { dueOn: asDay('2026-08-01') })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await test.run(contract.listPromises, office(), {
        text: '示例分页',
        limit: 1,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map((each) => each.action))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(['示例分页丙', '示例分页甲', '示例分页乙'])
  })

  it('shows a town its own promises only, and lets it settle no other', async () => {
    const { id } = await promise('示例别人的承诺')
    const own = await test.run(contract.createPromise, townPost(), { action: '示例本镇的承诺', unitId: town })
    const { items } = await test.run(contract.listPromises, townPost(), {})
    expect(items.map((each) => each.id)).toEqual([own.id])
    expect(await codesOf(show(id, townPost()))).toEqual(['not_found', 'record.not_found'])
    const keep = { promiseId: id, expectedVersion: 1, keptOn: asDay('2026-03-01'), evidence: '没有' }
    expect(await codesOf(test.run(contract.keepPromise, townPost(), keep))).toEqual(['not_found', 'record.not_found'])
    expect(
      await codesOf(test.run(contract.createPromise, townPost(), { action: '示例越权登记', unitId: bureau })),
    ).toEqual(['forbidden', 'obstacles.unit_not_yours'])
  })

  it('takes hostile text as text', async () => {
    const action = `'; drop table promises; --<script>alert(1)</script>=cmd|' /C calc'!A0 ../../etc/passwd %_\\`
    const { id } = await promise(action)
    expect((await show(id)).action).toBe(action)
    const { items } = await test.run(contract.listPromises, office(), { text: `%_'; --` })
    expect(items.length).toBeGreaterThan(0)
    expect(await codesOf(test.run(contract.listPromises, office(), { cursor: `' or 1=1` }))).toEqual([
      'invalid',
      'obstacles.bad_cursor',
    ])
  })
})
