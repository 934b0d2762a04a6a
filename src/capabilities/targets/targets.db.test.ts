import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import * as contract from './contract.ts'

let house: TargetsHouse
beforeAll(async () => {
  house = await openTargetsHouse()
})
afterAll(() => house.test.close())

describe('a target', () => {
  it('without an owner is refused, with a goal that lacks its value too', async () => {
    const fdi = await house.indicator()
    const draft = (more: object) =>
      codesOf(
        house.test.run(contract.createTarget, house.office, {
          indicatorId: fdi,
          year: 2026,
          unitId: house.county,
          goal: { comparator: '>=', value: '5' },
          owner: { unitId: house.commerce },
          ...more,
        }),
      )
    expect(await draft({ owner: null, goal: { comparator: 'n_fold', value: '2' } })).toEqual([
      'rule_broken',
      'targets.owner_missing',
      'targets.goal_incomplete',
      'targets.goal_incomplete',
    ])
    expect(await draft({})).toEqual(['nothing refused'])
    expect(await draft({})).toEqual(['rule_broken', 'targets.target_exists'])
  })

  it('revised keeps both versions with reason and approver, and completion against each', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '120')
    await house.enter([house.cell(fdi, '2026-M02', '24')])
    const revise = (more: object) =>
      house.test.run(contract.reviseTarget, house.leader, {
        targetId: id,
        expectedVersion: 3,
        goal: { comparator: '>=', value: '100' },
        reason: '上级调减',
        approvingBody: '市委常委会',
        decidedOn: asDay('2026-03-01'),
        effectiveOn: asDay('2026-03-01'),
        ...more,
      })
    expect(await codesOf(revise({ approvingBody: '示例办公室' }))).toEqual([
      'rule_broken',
      'targets.revision_other_body',
    ])
    await revise({})
    const shown = await house.show(id)
    expect(shown.versions).toMatchObject([
      { number: 1, goal: { value: '120' }, approverName: '示例assessment_office' },
      { number: 2, goal: { value: '100' }, reason: '上级调减', approverName: '示例chief_leader' },
    ])
    expect(shown.completions).toEqual([
      { number: 1, completion: '0.2' },
      { number: 2, completion: '0.24' },
    ])
    expect(shown.target.progress).toMatchObject({ period: '2026-M02', completion: '0.2' })
    expect(await codesOf(revise({ goal: { comparator: '>=', value: '90' } }))).toEqual([
      'conflict',
      'operation.conflict',
    ])
  })

  it('split down shows its balance live and warns past ten percent', async () => {
    const invest = await house.indicator()
    const parent = await house.issued(invest, '100')
    const allot = (values: readonly string[]) =>
      house.test.run(contract.allotTarget, house.office, {
        targetId: parent,
        expectedVersion: 3,
        children: values.map((value, index) => ({
          unitId: house.towns[index] ?? '',
          goal: { comparator: '>=' as const, value },
          owner: { unitId: house.towns[index] ?? '' },
          weight: null,
        })),
      })
    expect(await codesOf(allot(['40', '30', '30']).then(() => allot(['50'])))).toEqual([
      'rule_broken',
      'targets.target_exists',
    ])
    const shown = await house.show(parent)
    expect(shown.balance).toMatchObject({ state: 'even', total: '100', overAllotment: '0' })
    const answer = await house.test.run(contract.allotTarget, house.office, {
      targetId: parent,
      expectedVersion: 3,
      children: shown.children.map((child) => ({
        childId: child.id,
        unitId: child.unitId,
        goal: { ...child.goal, value: '40' },
        owner: child.owner,
        weight: null,
      })),
    })
    expect(answer.balance).toMatchObject({ state: 'over_limit', total: '120', overAllotment: '0.2' })
    expect((await house.show(shown.children[0]?.id ?? '')).ancestors.map((each) => each.id)).toEqual([parent])
    expect(
      await codesOf(
        allot([]).then(() =>
          house.test.run(contract.prepareTarget, house.office, {
            targetId: parent,
            expectedVersion: 3,
            action: 'withdraw',
            reason: '误建',
          }),
        ),
      ),
    ).toEqual(['rule_broken', 'targets.has_children'])
  })

  it('has a place among the units it was split to, equals sharing one, with the places gained', async () => {
    const invest = await house.indicator()
    const parent = await house.issued(invest, '300')
    for (const town of house.towns) await house.issued(invest, '100', { unitId: town, parentId: parent })
    const month = (period: string, values: readonly string[]) =>
      house.enter(values.map((value, index) => house.cell(invest, period, value, { unitId: house.towns[index] ?? '' })))
    await month('2026-M01', ['5', '9', '12'])
    await month('2026-M02', ['20', '18', '18'])
    const { children } = await house.show(parent)
    expect(children.map((each) => each.rank && [each.rank.rank, each.rank.of, each.rank.change])).toEqual([
      [1, 3, 2],
      [2, 3, 0],
      [2, 3, -1],
    ])
    const ranks = await house.test.run(contract.rankUnits, house.office, {
      indicatorId: invest,
      period: asPeriod('2026-M02'),
      by: 'value',
    })
    expect(ranks.rows.map((each) => [each.unitName, each.rank, each.tied])).toEqual([
      ['示例东镇', 1, false],
      ['示例西镇', 2, true],
      ['示例南镇', 2, true],
    ])
    expect(ranks.rows.map((each) => each.groupKey)).toEqual([null, null, null])
  })

  it('pages through a list in every order without losing or repeating one', async () => {
    const all = await house.test.run(contract.listTargets, house.office, { year: 2026, limit: 200 })
    for (const sort of contract.TargetSort.options) {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page: { items: readonly contract.TargetRow[]; nextCursor: string | null } = await house.test.run(
          contract.listTargets,
          house.office,
          { year: 2026, limit: 3, sort, descending: true, ...(cursor ? { cursor } : {}) },
        )
        ids.push(...page.items.map((each) => each.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect([sort, ids.toSorted()]).toEqual([sort, all.items.map((each) => each.id).toSorted()])
    }
  })
})

describe('a year', () => {
  it('closed takes no figure and no target, and is carried over as drafts with its split', async () => {
    const old = await house.indicator()
    const parent = await house.target(old, '10', { year: 2025 })
    await house.target(old, '10', { year: 2025, unitId: house.towns[0] ?? '', parentId: parent })
    await house.test.run(contract.moveYear, house.office, {
      year: 2025,
      action: 'close',
      reason: '年度核定完成',
      expectedVersion: 0,
    })
    expect(await codesOf(house.enter([house.cell(old, '2025-M12', '9')]))).toEqual([
      'rule_broken',
      'targets.year_closed',
    ])
    expect(await codesOf(house.target(old, '1', { year: 2025, unitId: house.towns[1] ?? '' }))).toEqual([
      'rule_broken',
      'targets.year_closed',
    ])
    expect(await house.test.run(contract.carryYearOver, house.office, { year: 2025 })).toEqual({ drafted: 2 })
    expect(await house.test.run(contract.carryYearOver, house.office, { year: 2025 })).toEqual({ drafted: 0 })
    const next = await house.test.run(contract.listTargets, house.office, { year: 2026, indicatorId: old })
    expect(next.items.map((each) => [each.state, each.parentId])).toEqual([
      ['draft', null],
      ['draft', next.items[0]?.id],
    ])
    const { items } = await house.test.run(contract.listYears, house.office, {})
    expect(items.find((each) => each.year === 2025)).toMatchObject({ isClosed: true, targets: 2 })
  })
})
