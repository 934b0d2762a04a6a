import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { exact } from '../../kernel/exact.ts'
import { asPeriod, type Period } from '../../kernel/period.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { NATIONAL_WORK_CALENDAR } from '../../kernel/work-calendar.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import * as contract from './contract.ts'
import { lightsOperations } from './operations.ts'
import { judgeAndKeep, judgeInForce, listShownLights, ruleInForce, type SubjectPeriod } from './public.ts'
import { findBuiltInRule } from './rules/built-in.ts'

let test: TestHouse
const office = personWith('project_office')
const leader = personWith('chief_leader')
beforeAll(async () => {
  test = await openTestHouse(lightsOperations)
})
afterAll(() => test.close())

const bodyOf = (code: string): contract.RuleBody => {
  const rule = findBuiltInRule(code)
  if (!rule) throw new Error(`no built-in rule ${code}`)
  return rule.body
}
const draft = (code: string, body: contract.RuleBody, subjectKind: contract.SubjectKind = 'target') =>
  test.run(contract.draftRule, office, { code, name: `示例规则 ${code}`, subjectKind, source: '示例依据', body })
const publish = (code: string, version: number, expectedVersion = 1, validFrom = '2026-03-16') =>
  test.run(contract.publishRule, office, {
    code,
    ruleVersion: version,
    validFrom: asDay(validFrom),
    expectedVersion,
  })
const show = (code: string) => test.run(contract.showRuleSet, leader, { code })
const statesOf = async (code: string) => (await show(code)).versions.map((each) => each.state)

/** Work as an operation of another capability would do it, in the same rights and the same transaction. */
const within = <T>(work: (ctx: OperationContext) => Promise<T>): Promise<T> =>
  inRegion(test.database.app.kysely, HOME, 'write', (tx) =>
    work({
      tx,
      actor: { personId: 'system', name: 'system', may: () => true, scopeOf: () => undefined, isOf: () => false },
      scope: { region: HOME, reach: 'region', unitIds: [] },
      now: test.now,
      calendar: NATIONAL_WORK_CALENDAR,
      files: test.house.files,
      announce: () => undefined,
    }),
  )
const month = (number: number): Period => asPeriod(`2026-M${String(number).padStart(2, '0')}`)
const behind = (
  subjectId: string,
  number: number,
  points: number,
  more: Partial<SubjectPeriod> = {},
): SubjectPeriod => ({
  subjectId,
  period: month(number),
  measures: { completion: exact(50 - points), pace: exact(50), values: {} },
  ...more,
})
/** Points behind as completion and pace in hundredths, so that the gap is exactly as many percentage points. */
const hundredths = (each: SubjectPeriod): SubjectPeriod => ({
  ...each,
  measures: {
    ...each.measures,
    completion: exact(String(Number(each.measures.completion?.numerator ?? 0n) / 100)),
    pace: exact('0.5'),
  },
})

describe('a draft', () => {
  it('with a hole is kept and cannot be published, and the refusal names the hole with its ends', async () => {
    await draft('yinchuan', bodyOf('yinchuan_2025_published'))
    const proof = await test.run(contract.checkCoverage, leader, { code: 'yinchuan', ruleVersion: 1 })
    expect(proof).toEqual({
      publishable: false,
      dimensions: [
        {
          key: 'progress',
          holes: [{ from: '-10', to: '0', fromClosed: false, toClosed: false }],
          overlaps: [],
          empties: [],
        },
      ],
    })
    const refused: unknown = await publish('yinchuan', 1).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).problems).toEqual([
      { code: 'lights.hole', params: { dimension: 'progress', span: '(-10,0)' }, path: ['dimensions', 0, 'intervals'] },
    ])
    expect(await statesOf('yinchuan')).toEqual(['draft'])
  })

  it('is one a rule set, changed only by who saw its last state, and dropped with the rule set it began', async () => {
    expect(await refusalOf(draft('yinchuan', bodyOf('target_pace')))).toEqual(['rule_broken', 'lights.draft_exists'])
    const revise = (expectedVersion: number) =>
      test.run(contract.reviseDraft, office, {
        code: 'yinchuan',
        name: '改名',
        source: '',
        body: bodyOf('target_pace'),
        expectedVersion,
      })
    expect((await revise(1)).recordVersion).toBe(2)
    expect(await refusalOf(revise(1))).toEqual(['conflict', 'operation.conflict'])
    const discard = (expectedVersion: number) =>
      test.run(contract.discardDraft, office, { code: 'yinchuan', expectedVersion })
    expect(await refusalOf(discard(1))).toEqual(['conflict', 'operation.conflict'])
    await discard(2)
    expect(await refusalOf(show('yinchuan'))).toEqual(['not_found', 'record.not_found'])
  })

  it('is nothing for readers', async () => {
    const input = { code: 'mine', name: '甲', subjectKind: 'target' as const, source: '', body: bodyOf('target_pace') }
    expect(await refusalOf(test.run(contract.draftRule, leader, input))).toEqual(['forbidden', 'access.not_allowed'])
    expect((await test.run(contract.listRuleSets, leader, {})).actions).toEqual([])
    expect((await test.run(contract.listRuleSets, office, {})).actions).toEqual(['draft'])
  })
})

describe('the rule in force', () => {
  it('is the built-in one until the region publishes its own, and that again when it is retired', async () => {
    expect((await within((ctx) => ruleInForce(ctx, 'obstacle'))).code).toBe('deadline_three_days')
    await draft('own_days', bodyOf('deadline_three_days'), 'obstacle')
    expect((await within((ctx) => ruleInForce(ctx, 'obstacle'))).code).toBe('deadline_three_days')
    await publish('own_days', 1)
    expect(await within((ctx) => ruleInForce(ctx, 'obstacle'))).toMatchObject({ code: 'own_days', version: 1 })
    await test.run(contract.retireRule, office, {
      code: 'own_days',
      ruleVersion: 1,
      reason: '改用默认',
      expectedVersion: 2,
    })
    expect((await within((ctx) => ruleInForce(ctx, 'obstacle'))).code).toBe('deadline_three_days')
  })

  it('waits for its day while the version before it stays in force, and never begins before today', async () => {
    await draft('growth', bodyOf('wuhan_month'), 'key_project')
    expect(await refusalOf(publish('growth', 1, 1, '2026-03-15'))).toEqual(['rule_broken', 'lights.valid_from_past'])
    await publish('growth', 1)
    await draft('growth', bodyOf('sanya_2022_project'), 'key_project')
    await publish('growth', 2, 1, '2026-04-01')
    expect(await statesOf('growth')).toEqual(['published', 'published'])
    expect((await show('growth')).ruleSet.published).toBe(1)
    expect((await within((ctx) => ruleInForce(ctx, 'key_project'))).version).toBe(1)
    expect(await within((ctx) => ruleInForce(ctx, 'key_project', asDay('2026-04-01')))).toMatchObject({
      code: 'growth',
      version: 2,
    })
    expect(await refusalOf(publish('growth', 1, 2))).toEqual(['rule_broken', 'lights.not_now'])
    test.now = new Date('2026-04-02T09:00:00+08:00')
    expect(await statesOf('growth')).toEqual(['published', 'retired'])
    expect((await show('growth')).ruleSet.published).toBe(2)
  })
})

describe('lights that are kept', () => {
  it('are the golden vector: 16.50 points behind, 80.20 % of pace, is green in Wuhan and yellow in Sanya', async () => {
    const values = { year_plan_yuan: exact(50_000_000) }
    const measures = { completion: exact('0.6680'), pace: exact('0.8330'), values }
    const judged = async (at: string) => {
      test.now = new Date(at)
      return within((ctx) => judgeInForce(ctx, 'key_project', measures))
    }
    const [wuhan, sanya] = [await judged('2026-03-20T09:00:00+08:00'), await judged('2026-04-02T09:00:00+08:00')]
    expect([wuhan.rule, wuhan.light]).toEqual([{ code: 'growth', version: 1 }, 'green'])
    expect([sanya.rule, sanya.light]).toEqual([{ code: 'growth', version: 2 }, 'yellow'])
  })

  it('see the months before them: a second missed month in a row is worse than one', async () => {
    const body = bodyOf('target_pace')
    const strict: contract.RuleBody = {
      ...body,
      dimensions: body.dimensions.map((each) => ({
        ...each,
        streak: { atLeast: 'yellow', times: 2, becomes: 'red' },
      })),
    }
    await draft('streaks', strict)
    await publish('streaks', 1, 1, '2026-04-02')
    const [first] = await within((ctx) => judgeAndKeep(ctx, 'target', [hundredths(behind('甲', 1, 5))]))
    const [second] = await within((ctx) => judgeAndKeep(ctx, 'target', [hundredths(behind('甲', 2, 5))]))
    expect([first?.light, second?.light]).toEqual(['yellow', 'red'])
    expect(second?.reason.code).toBe('lights.reason_streak')
    expect(second?.rule).toEqual({ code: 'streaks', version: 1 })
  })

  it('of a made-up month are yellow, never green, and the streak still sees what was missed', async () => {
    const lights = await within((ctx) =>
      judgeAndKeep(ctx, 'target', [
        hundredths(behind('乙', 1, 40, { madeUpIn: month(3) })),
        hundredths(behind('乙', 2, 5)),
        hundredths(behind('乙', 3, 0, { madeUpIn: month(4) })),
      ]),
    )
    expect(lights.map(({ light, madeUpFrom }) => [light, madeUpFrom])).toEqual([
      ['yellow', 'red'],
      ['red', null],
      ['green', null],
    ])
    expect(lights[0]?.reason).toEqual({
      code: 'lights.reason_made_up',
      values: { was: 'red', madeUpIn: '2026-M03' },
    })
    expect(await within((ctx) => listShownLights(ctx, 'target', ['乙']))).toEqual(lights)
  })

  it('are one a subject and month: judged again, the last judgement stands', async () => {
    await within((ctx) => judgeAndKeep(ctx, 'target', [hundredths(behind('丙', 1, 40))]))
    await within((ctx) => judgeAndKeep(ctx, 'target', [hundredths(behind('丙', 1, 0))]))
    const kept = await within((ctx) => listShownLights(ctx, 'target', ['丙']))
    expect(kept.map((each) => each.light)).toEqual(['green'])
  })

  it('belong to their region', async () => {
    const other = await inRegion(test.database.app.kysely, '370724', 'read', (tx) =>
      listShownLights({ tx, scope: { region: '370724', reach: 'region', unitIds: [] }, now: test.now }, 'target', [
        '甲',
        '乙',
        '丙',
      ]),
    )
    expect(other).toEqual([])
  })
})

describe('a replay', () => {
  it('lists who would change colour on the months that were kept, and changes nothing', async () => {
    await draft('streaks', bodyOf('yinchuan_2025_published'))
    const replayed = await test.run(contract.replayRule, leader, {
      code: 'streaks',
      ruleVersion: 2,
      from: month(1),
      until: month(3),
    })
    expect(replayed.changes.map(({ subject, period, before, after }) => [subject, period, before, after])).toEqual([
      ['乙', '2026-M02', 'red', 'none'],
      ['甲', '2026-M01', 'yellow', 'none'],
      ['甲', '2026-M02', 'red', 'none'],
    ])
    expect(replayed.changes[0]?.afterReason.code).toBe('lights.reason_hole')
    const kept = await within((ctx) => listShownLights(ctx, 'target', ['甲']))
    expect(kept.map((each) => each.light)).toEqual(['yellow', 'red'])
    const none = { code: 'streaks', ruleVersion: 2, from: month(7), until: month(9) }
    expect((await test.run(contract.replayRule, system(), none)).changes).toEqual([])
  })
})
