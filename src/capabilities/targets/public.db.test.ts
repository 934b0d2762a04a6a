import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf, openTargetsHouse, type TargetsHouse } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import * as contract from './contract.ts'
import {
  type AcceptedTarget,
  acceptReadTarget,
  countTargetLights,
  listHeadlines,
  listOwedFigures,
  listTargetChanges,
  listWaitingClaims,
  paceOfTargets,
  type PublishedClaim,
  type Receipt,
  recordPublishedClaim,
  reddestTargets,
  takeBackPublishedClaim,
  takeBackReadTarget,
} from './public.ts'

let house: TargetsHouse
beforeAll(async () => {
  house = await openTargetsHouse()
})
afterAll(() => house.test.close())

describe('a published claim', () => {
  const source = {
    dispatchId: '0190a000-0000-7000-8000-00000000000a',
    rowId: '0190a000-0000-7000-8000-00000000000b',
    title: '示例动员会',
    quote: '前两月完成18亿元',
  }
  const claim = (id: string, more: Partial<PublishedClaim> = {}) =>
    house.asSystem((ctx) =>
      recordPublishedClaim(ctx, {
        indicator: { id },
        unitId: house.county,
        period: asPeriod('2026-M02'),
        status: 'achieved',
        comparator: '=',
        value: '18',
        upper: null,
        from: null,
        unitText: '亿元',
        source,
        ...more,
      }),
    )

  it('stands beside the actual, changes no light, and becomes one by the source unit alone', async () => {
    const fdi = await house.indicator()
    const id = await house.issued(fdi, '120')
    const { id: claimId } = await claim(fdi)
    expect(await claim(fdi)).toMatchObject({ id: claimId, outcome: 'confirmed' })
    expect(await house.show(id)).toMatchObject({
      target: { light: { light: 'none' } },
      claims: [{ value: '18', actual: null, actions: [] }],
    })
    const adopt = (as: TargetsHouse['office']) =>
      house.test.run(contract.adoptClaim, as, {
        claimId,
        expectedVersion: 1,
        exactValue: null,
        status: 'flash',
        asOf: asDay('2026-03-10'),
      })
    expect(await codesOf(adopt(house.statistics))).toEqual(['rule_broken', 'targets.not_source_unit'])
    const waiting = () => house.asSystem((ctx) => listWaitingClaims(ctx, [house.commerce]))
    expect(await waiting()).toMatchObject([{ id: claimId, period: '2026-M02', unitId: house.county }])
    expect(await house.asSystem((ctx) => listWaitingClaims(ctx, house.towns))).toEqual([])
    await adopt(house.ministry)
    expect(await waiting()).toEqual([])
    expect(await house.show(id)).toMatchObject({
      target: { light: { light: 'yellow' }, actual: { value: '18', evidence: [{ text: source.quote }] } },
      claims: [{ state: 'adopted', source: { title: '示例动员会' } }],
    })
    expect(
      await codesOf(
        house.asSystem((ctx) =>
          takeBackPublishedClaim(ctx, { id: claimId, version: 1, outcome: 'created', before: null }, '误读'),
        ),
      ),
    ).toEqual(['rule_broken', 'targets.claim_adopted'])
  })
})

describe('a target read from a document', () => {
  const source = {
    dispatchId: '0190a000-0000-7000-8000-00000000000a',
    rowId: '0190a000-0000-7000-8000-00000000000c',
    title: '示例动员会报道',
    quote: '技改投资增长12%',
  }
  const accept = (more: Partial<AcceptedTarget>) =>
    house.asSystem((ctx) =>
      acceptReadTarget(ctx, {
        indicator: { name: '示例技改投资', unitText: '亿元', measure: 'level', direction: 'higher' },
        existing: null,
        year: 2026,
        unitId: house.county,
        goal: contract.Goal.parse({ comparator: '>=', value: '80' }),
        reason: '',
        source,
        ...more,
      }),
    )
  const takeBack = (receipt: Receipt) => house.asSystem((ctx) => takeBackReadTarget(ctx, receipt, '读错了'))

  it('is issued at once with its source, mended as a new version, and taken back step by step', async () => {
    const made = await accept({})
    expect(made).toMatchObject({ outcome: 'created' })
    expect(await house.show(made.id)).toMatchObject({
      target: { state: 'issued', source, indicator: { kind: 'work', name: '示例技改投资' } },
      versions: [{ number: 1, approvingBody: '示例动员会报道' }],
    })
    const existing = { id: made.id, expectedVersion: made.version }
    expect(await accept({ existing })).toMatchObject({ outcome: 'confirmed', version: made.version })
    const mended = await accept({ existing, goal: contract.Goal.parse({ comparator: '>=', value: '90' }) })
    expect(await codesOf(takeBack(made))).toEqual(['rule_broken', 'targets.changed_since'])
    await takeBack(mended)
    const back = await house.show(made.id)
    expect(back.versions.map((each) => each.goal.value)).toEqual(['80', '90', '80'])
    await takeBack({ ...made, version: back.target.version })
    expect((await house.show(made.id)).target).toMatchObject({ state: 'withdrawn', withdrawnReason: '读错了' })
    expect(await accept({})).toMatchObject({ id: made.id, outcome: 'created' })
    expect((await house.show(made.id)).target.state).toBe('issued')
  })
})

describe('the overview', () => {
  it('lists the reddest first with reason and owner, what turned, and what source units owe', async () => {
    const fdi = await house.indicator()
    await house.issued(fdi, '1200')
    const before = house.test.now
    house.test.now = new Date('2026-03-16T10:00:00+08:00')
    await house.enter([house.cell(fdi, '2026-M01', '1')])
    const seen = await house.asSystem(async (ctx) => ({
      reddest: await reddestTargets(ctx, { year: 2026, limit: 3 }),
      changes: await listTargetChanges(ctx, { since: house.test.now, year: 2026 }),
      owed: await listOwedFigures(ctx, [house.commerce], asDay('2026-03-16')),
      counts: await countTargetLights(ctx, { year: 2026 }),
      headlines: await listHeadlines(ctx, { year: 2026 }),
      pace: await paceOfTargets(ctx, { year: 2026, roots: true }),
    }))
    house.test.now = before
    expect(seen.reddest[0]).toMatchObject({ owner: '示例商务局', reason: { code: 'lights.reason_interval' } })
    expect(seen.reddest.map((each) => Number(each.gapPoints))).toEqual(
      seen.reddest.map((each) => Number(each.gapPoints)).toSorted((one, other) => one - other),
    )
    expect(seen.changes).toMatchObject({
      lights: [{ changedFrom: 'none', light: 'red' }],
      figures: [{ period: '2026-M01', value: '1', before: null }],
    })
    expect(seen.owed.filter((each) => each.indicatorId === fdi)).toMatchObject([
      { period: '2026-M02', dueOn: '2026-03-10', isOverdue: true },
    ])
    expect(seen.counts.red).toBeGreaterThan(0)
    expect(seen.headlines.every((each) => each.parentId === null)).toBe(true)
    expect(seen.pace.length).toBeGreaterThanOrEqual(seen.headlines.length)
  })
})
