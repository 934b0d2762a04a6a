import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { FEBRUARY, type MonthBody, openRounds, type Rounds } from '../../../tests/support/rounds.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import type { Caller } from '../../platform/access.ts'
import { implement, type OperationContext } from '../../platform/run-operation.ts'
import { query } from '../../kernel/operation.ts'
import { z } from 'zod'
import * as contract from './contract.ts'
import { assessmentMessages } from './messages/index.ts'
import { assessmentFigures, assessmentLists, listRoundDuties } from './public.ts'

/** Runs something of the front door inside an operation, as a neighbour would. */
const ask = query({
  id: 'assessment.ask_in_test',
  summary: 'Ask the front door',
  route: 'GET /assessment/ask-in-test',
  permission: 'assessment.view',
  input: z.object({}),
  output: z.unknown(),
})
let asked: (ctx: OperationContext) => Promise<unknown> = async () => null

let rounds: Rounds
beforeAll(async () => {
  rounds = await openRounds([implement(ask, async (ctx) => asked(ctx))])
})
afterAll(() => rounds.library.test.close())

const run: Rounds['library']['test']['run'] = (spec, caller, input) => rounds.library.test.run(spec, caller, input)
const frontDoor = async <T>(as: Caller, work: (ctx: OperationContext) => Promise<T>) => {
  asked = work
  return (await run(ask, as, {})) as T
}

const withQuarter = (body: MonthBody) => ({
  ...body,
  levels: {
    ...body.levels,
    quarter: {
      criteria: [
        {
          key: 'months',
          name: '月度得分',
          points: '90',
          figures: [
            { key: 'first', name: '第一月', from: { kind: 'below', level: 'month', at: 1 } },
            { key: 'second', name: '第二月', from: { kind: 'below', level: 'month', at: 2 } },
            { key: 'third', name: '第三月', from: { kind: 'below', level: 'month', at: 3 } },
          ],
          method: {
            kind: 'additive',
            lines: [
              { of: 'first', each: '0.3' },
              { of: 'second', each: '0.3' },
              { of: 'third', each: '0.3' },
            ],
            least: '0',
            most: '90',
          },
        },
        {
          key: 'streak',
          name: '连续达标',
          points: '10',
          sourceUnitId: (body.levels['month'] as { criteria: { sourceUnitId: string }[] }).criteria[1]?.sourceUnitId,
          figures: [{ key: 'given', name: '评分', from: { kind: 'unit' } }],
          method: { kind: 'additive', lines: [{ of: 'given', each: '1' }], least: '0', most: '10' },
        },
      ],
    },
  },
})

describe('what comes of a round', () => {
  it('is explained down to the line, its source and who signed, and the levers lead one place up', async () => {
    const roundId = await rounds.published(await rounds.frozenScheme('示例说明'))
    const { south } = rounds
    const told = await run(contract.explainUnit, rounds.people.east, { roundId, unitId: south })
    expect(told.place).toMatchObject({ rank: 2, of: 3, total: '23.00', toNext: '2.00', margin: '0.80' })
    const [investment, starts] = told.criteria
    const say = ({ code, params }: contract.Reason) =>
      (assessmentMessages['zh-CN'].reasons as Record<string, (params: object) => string>)[code]?.(params)
    expect(investment?.steps.map(say)).toEqual([
      '完成投资 15000000 ÷ 年度计划 50000000 = 0.3',
      '未超过封顶 1.2',
      '0.3 × 分值 60 = 18',
      '按 2 位小数计 18.00 分',
    ])
    expect(investment?.inputs.map(({ figureName, value, source }) => [figureName, value, source?.ref])).toEqual(
      expect.arrayContaining([
        ['完成投资', '15000000', 'key_projects.invested'],
        ['年度计划', '50000000', 'key_projects.year_plan'],
      ]),
    )
    expect(investment?.signature).toMatchObject({ byName: '示例project_office', isBroken: false })
    expect(starts?.levers).toEqual([{ figure: 'started', figureName: '新开工项目', from: '1', to: '2' }])
    expect(told.place.marks.map(({ kind, name }) => [kind, name])).toEqual([['band', '合格']])
  })

  it('says which places hang on a tenth of a weight and on a disputed value', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例敏感'))
    const { west } = rounds.library.units
    await run(contract.raiseObjection, rounds.people.west, {
      roundId,
      unitId: west,
      about: { kind: 'figure', criterion: 'starts', figure: 'started', wishedValue: '4' },
      reason: '漏计一个项目',
      evidence: '开工报告',
    })
    const told = await run(contract.showSensitivity, rounds.people.office, { roundId })
    expect(told.tried).toBe(4)
    const moved = told.weights.map(({ criterion, change, shifts }) =>
      [`${criterion} ${change}`, ...shifts.map(({ unitName, from, to }) => `${unitName} ${from}→${to}`)].toSorted(),
    )
    expect(moved).toEqual([
      ['investment -10%', '南湖街道 2→3', '西山镇 3→2'],
      ['starts +10%', '南湖街道 2→3', '西山镇 3→2'],
    ])
    expect(told.disputed).toMatchObject([
      { unitName: '西山镇', from: '3', to: '4', shifts: expect.arrayContaining([expect.objectContaining({ to: 1 })]) },
    ])
  })

  it('is a quarter of three months at 30 % and ten points beside, read from what was published alone', async () => {
    const schemeId = await rounds.frozenScheme('示例季度', withQuarter)
    const month = await rounds.published(schemeId)
    rounds.at('2026-04-02T09:00:00+08:00')
    const roundId = await rounds.open(schemeId, asPeriod('2026-Q1'), 'quarter')
    const { east } = rounds.library.units
    expect(await rounds.figure(roundId, east, 'months', 'second')).toMatchObject({ value: '25.00', kind: 'below' })
    expect(await rounds.figure(roundId, east, 'months', 'first')).toMatchObject({ value: null })
    const page = await rounds.show(roundId)
    expect(
      page.criteria.map(({ criterion, sourceUnitId, missing }) => [criterion, sourceUnitId === null, missing]),
    ).toEqual([
      ['months', true, 0],
      ['streak', false, 3],
    ])
    const places = (await run(contract.showRanking, rounds.people.office, { roundId })).groups[0]?.places
    expect(places?.every(({ isComplete }) => !isComplete)).toBe(true)
    const own = await run(contract.listUnitPlaces, rounds.people.east, { unitId: east })
    expect(own.items.find((each) => each.roundId === month)).toMatchObject({ rank: 1, of: 3, total: '25.00' })
  })

  it('counts periods in a row as figures come in, over the rounds before without a gap', async () => {
    const schemeId = await rounds.frozenScheme('示例连续', (body) => {
      const month = body.levels['month'] as { criteria: { sourceUnitId: string }[] }
      const streak = {
        key: 'row',
        name: '连续开工',
        points: '10',
        sourceUnitId: month.criteria[1]?.sourceUnitId,
        figures: [
          {
            key: 'times',
            name: '连续月数',
            from: {
              kind: 'streak',
              criterion: 'starts',
              measure: { kind: 'figure', of: 'started' },
              is: 'at_least',
              value: '2',
            },
          },
        ],
        method: { kind: 'additive', lines: [{ of: 'times', each: '5' }], least: '0', most: '10' },
      }
      return { ...body, levels: { month: { ...month, criteria: [...month.criteria, streak] } } }
    })
    rounds.at('2026-03-16T09:00:00+08:00')
    const { east, west } = rounds.library.units
    const months = ['2026-M01', '2026-M02'].map(asPeriod)
    for (const period of months) {
      const roundId = await rounds.open(schemeId, period)
      expect(await rounds.figure(roundId, east, 'row', 'times')).toMatchObject({ value: null, kind: 'streak' })
      await rounds.enter(roundId, [
        [east, '2'],
        [west, period === months[0] ? '1' : '3'],
        [rounds.south, '0'],
      ])
      const times = await Promise.all(
        [east, west, rounds.south].map((unit) => rounds.figure(roundId, unit, 'row', 'times')),
      )
      expect(times.map((each) => each?.value)).toEqual(period === months[0] ? ['1', '0', '0'] : ['2', '1', '0'])
    }
  })

  it('is told to neighbours as figures and lists once it is published, and never before', async () => {
    const name = '示例通报'
    const roundId = await rounds.laidOpen(await rounds.frozenScheme(name))
    const rows = (id: string) =>
      frontDoor(rounds.people.office, async (ctx) => {
        const list = assessmentLists.find(({ spec }) => spec.id === id)
        return (await list?.tell(ctx, FEBRUARY)) ?? []
      })
    const ofScheme = async (id: string) =>
      (await rows(id)).filter(({ group }) => group === `${name}·镇街` || group === '镇街')
    expect((await rows('assessment.ranking')).filter(({ group }) => group?.startsWith(name))).toEqual([])
    rounds.at('2026-03-24T09:00:00+08:00')
    await rounds.act(contract.settleRound, roundId)
    await rounds.act(contract.publishRound, roundId)
    expect(await ofScheme('assessment.ranking')).toEqual([
      { group: `${name}·镇街`, place: '第1', unit: '东河镇', score: '25.00', gained: null, band: '优秀' },
      { group: `${name}·镇街`, place: '第2', unit: '南湖街道', score: '23.00', gained: null, band: '合格' },
      { group: `${name}·镇街`, place: '第3', unit: '西山镇', score: '22.20', gained: null, band: '合格' },
    ])
    expect((await ofScheme('assessment.red_black')).map(({ list, unit }) => [list, unit])).toEqual([
      ['红榜·红榜', '东河镇'],
      ['黑榜·黑榜', '西山镇'],
    ])
    const answers = await frontDoor(rounds.people.office, async (ctx) => {
      const score = assessmentFigures.find(({ spec }) => spec.id === 'assessment.score')
      return [...((await score?.tell(ctx, FEBRUARY, [rounds.library.units.east, 'nobody'])) ?? [])]
    })
    expect(answers.map(([, { value }]) => value)).toEqual(['25.00', null])
  })

  it('is owed step by step by who has to take it, and by nobody else', async () => {
    const schemeId = await rounds.frozenScheme('示例待办')
    const owed = async (as: Caller) =>
      (await frontDoor(as, (ctx) => listRoundDuties(ctx, asDay('2026-12-31'))))
        .filter(({ title }) => title.startsWith('示例待办'))
        .map(({ kind, dueOn }) => [kind, dueOn])
    rounds.at('2026-03-16T09:00:00+08:00')
    const { people, library, south } = rounds
    const roundId = await rounds.open(schemeId)
    expect(await owed(people.bureau)).toEqual([['assessment.to_enter', null]])
    expect(await owed(people.projects)).toEqual([['assessment.to_sign', null]])
    expect(await owed(people.east)).toEqual([])
    await rounds.enter(
      roundId,
      [library.units.east, library.units.west, south].map((unit) => [unit, '1'] as const),
    )
    await rounds.sign(roundId, 'starts')
    await rounds.sign(roundId, 'investment')
    expect(await owed(people.bureau)).toEqual([])
    expect(await owed(people.office)).toEqual([['assessment.to_start_checking', null]])
    await rounds.act(contract.startChecking, roundId)
    expect(await owed(people.east)).toEqual([['assessment.to_check', '2026-03-23']])
    for (const [as, unitId] of [
      [people.east, library.units.east],
      [people.west, library.units.west],
      [personWith('township', south), south],
    ] as const)
      await run(contract.confirmFigures, as, { roundId, unitId })
    expect(await owed(people.east)).toEqual([])
    expect(await owed(people.office)).toEqual([['assessment.to_settle', null]])
    await rounds.act(contract.settleRound, roundId)
    expect(await owed(people.leader)).toEqual([['assessment.to_publish', null]])
  })

  it('leaves the house as a score sheet a reader may see, and not before', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例计分表'))
    const sheet = (as: Caller) => run(contract.downloadScoreSheet, as, { roundId })
    expect(await refusalOf(sheet(rounds.people.bureau))).toEqual(['not_found', 'record.not_found'])
    const file = await sheet(rounds.people.office)
    expect(file.name).toBe('2026年2月示例计分表考核计分表.xlsx')
    expect(new TextDecoder().decode(file.bytes.slice(0, 2))).toBe('PK')
    expect(await refusalOf(run(contract.exportRound, rounds.people.east, { roundId }))).toEqual([
      'not_found',
      'assessment.edition_unknown',
    ])
  })
})
