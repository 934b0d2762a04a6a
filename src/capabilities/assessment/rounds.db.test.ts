import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asPeriod, type Period } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { createUnit } from '../organisation/contract.ts'
import { asDay } from '../../kernel/day.ts'
import * as contract from './contract.ts'
import { assessmentOperations } from './operations/index.ts'
import { rankFile } from './public.ts'
import { sm3Of } from '../../platform/digest.ts'
import { canonicalJson } from './rules/canonical.ts'

const FEBRUARY = asPeriod('2026-M02')
const WAN = 10_000

let library: Library
let south: string
let schemeId: string
beforeAll(async () => {
  library = await openLibrary(assessmentOperations)
  south = (
    await library.test.run(createUnit, system(), {
      name: '示例南湖街道',
      shortName: '南湖街道',
      kind: 'township',
      openedOn: asDay('2020-01-01'),
    })
  ).id
  await project('示例东河项目', library.units.east, 10_000, 2_500)
  await project('示例西山项目', library.units.west, 10_000, 1_200)
  await project('示例南湖项目', south, 5_000, 1_500)
  schemeId = await frozenScheme('示例月度考核')
})
afterAll(() => library.test.close())

const at = (instant: string) => {
  library.test.now = new Date(instant)
}
const office = () => personWith('assessment_office', library.units.office)
const projects = () => personWith('project_office', library.units.office)
const bureau = () => personWith('department', library.units.bureau)
const leader = () => personWith('chief_leader', library.units.office)
const east = () => personWith('township', library.units.east)
const west = () => personWith('township', library.units.west)

const project = (name: string, unitId: string, plan: number, done: number) =>
  library.enter({
    name,
    unitId,
    stage: 'under_construction',
    memberships: [{ level: 'county', year: 2026, listClass: 'continuing' }],
    planYear: 2026,
    yearPlan: asYuan(plan * WAN),
    investedThisYear: asYuan(done * WAN),
    investedAsOf: FEBRUARY,
  } as never)

function monthBody(): object {
  return {
    groups: [{ key: 'towns', name: '镇街', unitIds: [library.units.east, library.units.west, south] }],
    levels: {
      month: {
        decimals: 2,
        bonusCap: '3',
        criteria: [
          {
            key: 'investment',
            name: '完成投资',
            points: '60',
            sourceUnitId: library.units.office,
            figures: [
              { key: 'done', name: '完成投资', unit: '元', from: { kind: 'ledger', figure: 'key_projects.invested' } },
              { key: 'plan', name: '年度计划', unit: '元', from: { kind: 'ledger', figure: 'key_projects.year_plan' } },
            ],
            method: { kind: 'proportional', terms: [{ actual: 'done', target: 'plan' }], cap: '1.2' },
          },
          {
            key: 'starts',
            name: '新开工',
            points: '40',
            sourceUnitId: library.units.bureau,
            figures: [{ key: 'started', name: '新开工项目', unit: '个', from: { kind: 'unit' } }],
            method: { kind: 'additive', lines: [{ of: 'started', each: '5' }], least: '0', most: '40' },
          },
        ],
        extras: [
          { key: 'honour', name: '上级表彰', kind: 'bonus', each: '2', evidence: '表彰文件' },
          { key: 'late', name: '逾期未开工', kind: 'deduction', each: '0.5', evidence: '核查单' },
        ],
        bands: [
          { key: 'good', name: '优秀', from: '30' },
          { key: 'plain', name: '合格', from: null },
        ],
      },
    },
  }
}

async function frozenScheme(name: string): Promise<string> {
  const made = await library.test.run(contract.createScheme, office(), {
    year: 2026,
    name,
    body: monthBody() as never,
  })
  await library.test.run(contract.freezeSchemeVersion, office(), {
    schemeId: made.id,
    number: made.number,
    expectedVersion: made.recordVersion,
  })
  return made.id
}

const open = async (period: Period = FEBRUARY, scheme = schemeId) =>
  (await library.test.run(contract.openRound, office(), { schemeId: scheme, level: 'month', period })).id
const show = (roundId: string, as = office()) => library.test.run(contract.showRound, as, { roundId })
const enter = (roundId: string, values: readonly [string, string | null][]) =>
  library.test.run(contract.enterFigures, bureau(), {
    roundId,
    criterion: 'starts',
    values: values.map(([unitId, value]) => ({ unitId, figure: 'started', value })),
  })
async function sign(roundId: string, criterion: string, as = criterion === 'starts' ? bureau() : projects()) {
  const page = await show(roundId)
  const digest = page.criteria.find((each) => each.criterion === criterion)?.digest ?? ''
  return library.test.run(contract.signCriterion, as, { roundId, criterion, digest })
}
async function act(
  spec: typeof contract.startChecking | typeof contract.settleRound | typeof contract.publishRound,
  roundId: string,
  as = office(),
) {
  const { version } = await show(roundId)
  return library.test.run(spec as typeof contract.settleRound, as, { roundId, expectedVersion: version })
}
/** A round with every figure and signature, laid before the units on Monday 16 March. */
async function laidOpen(scheme: string, period = FEBRUARY): Promise<string> {
  at('2026-03-16T09:00:00+08:00')
  const roundId = await open(period, scheme)
  await enter(roundId, [
    [library.units.east, '2'],
    [library.units.west, '3'],
    [south, '1'],
  ])
  await sign(roundId, 'starts')
  await sign(roundId, 'investment')
  await act(contract.startChecking, roundId)
  return roundId
}
const figure = async (roundId: string, unitId: string, criterion: string, key: string) =>
  (await library.test.run(contract.listRoundFigures, office(), { roundId })).items.find(
    (each) => each.unitId === unitId && each.criterion === criterion && each.figure === key,
  )
const totals = async (roundId: string, as = office()) =>
  (await library.test.run(contract.showRanking, as, { roundId })).groups.flatMap(({ places }) =>
    places.map(({ unitName, rank, total }) => [unitName, rank, total]),
  )

describe('a round of assessment', () => {
  it('reads the ledgers when it opens, asks its source units for the rest, and is opened once', async () => {
    const roundId = await open()
    expect(await refusalOf(open())).toEqual(['conflict', 'assessment.round_exists'])
    expect(await figure(roundId, library.units.east, 'investment', 'done')).toMatchObject({
      value: '25000000',
      kind: 'ledger',
      source: { ref: 'key_projects.invested', rows: 1 },
    })
    const page = await show(roundId)
    expect(page.counts).toMatchObject({ figures: 9, missing: 3, unsigned: 2 })
    expect(page.actions).not.toContain('start_checking')
    expect(await refusalOf(sign(roundId, 'starts'))).toEqual(['invalid', 'shape.too_small'])
    await enter(roundId, [
      [library.units.east, '2'],
      [library.units.west, '3'],
      [south, null],
    ])
    expect((await show(roundId)).counts.missing).toBe(0)
    expect(
      await refusalOf(
        library.test.run(contract.enterFigures, bureau(), {
          roundId,
          criterion: 'investment',
          values: [{ unitId: south, figure: 'done', value: '1' }],
        }),
      ),
    ).toEqual(['forbidden', 'assessment.not_source_unit'])
    expect(await refusalOf(act(contract.startChecking, roundId))).toEqual([
      'rule_broken',
      'assessment.criterion_unsigned',
      'assessment.criterion_unsigned',
    ])
    expect(await refusalOf(open(asPeriod('2026-M03')))).toEqual(['rule_broken', 'assessment.period_running'])
    expect(await refusalOf(open(asPeriod('2026-Q1')))).toEqual(['rule_broken', 'assessment.period_kind'])
  })

  it('is checked in five working days, signed, settled with its SM3, published by name, and recomputed from its export', async () => {
    const roundId = await laidOpen(await frozenScheme('示例核对'))
    expect((await show(roundId)).checkDueOn).toBe('2026-03-23')
    expect(await refusalOf(act(contract.settleRound, roundId))).toEqual(['rule_broken', 'assessment.check_running'])
    at('2026-03-24T09:00:00+08:00')
    const { digest, edition } = await act(contract.settleRound, roundId)
    expect(edition).toBe(1)
    await act(contract.publishRound, roundId, leader())
    expect(await totals(roundId, east())).toEqual([
      ['东河镇', 1, '25.00'],
      ['南湖街道', 2, '23.00'],
      ['西山镇', 3, '22.20'],
    ])
    const file = async (part: 'comparison' | 'ranking') =>
      new TextDecoder().decode((await library.test.run(contract.exportRound, east(), { roundId, part })).bytes)
    const again = rankFile(await file('comparison'))
    expect(again.ok && again.value).toEqual(JSON.parse(await file('ranking')))
    expect(
      sm3Of(
        canonicalJson({ comparison: JSON.parse(await file('comparison')), ranking: JSON.parse(await file('ranking')) }),
      ),
    ).toBe(digest)
    expect((await show(roundId)).publishedByName).toBe('示例chief_leader')
  })

  it('shows a unit itself and its group before publication, and nothing to who is not concerned', async () => {
    const roundId = await laidOpen(await frozenScheme('示例可见'))
    expect(await totals(roundId, east())).toHaveLength(3)
    expect(await totals(roundId, bureau())).toEqual([])
    expect(await totals(roundId, personWith('statistics_bureau', library.units.bureau))).toEqual([])
    const seen = await library.test.run(contract.listRoundFigures, bureau(), { roundId })
    expect(new Set(seen.items.map(({ criterion }) => criterion))).toEqual(new Set(['starts']))
    at('2026-03-24T09:00:00+08:00')
    await act(contract.settleRound, roundId)
    expect(await totals(roundId, bureau())).toEqual([])
    expect(await refusalOf(library.test.run(contract.showRanking, bureau(), { roundId, edition: 1 }))).toEqual([
      'not_found',
      'assessment.edition_unknown',
    ])
    await act(contract.publishRound, roundId)
    expect(await totals(roundId, bureau())).toHaveLength(3)
  })

  it('is not settled over an objection without an answer; an upheld one is a printed line and asks for a new signature', async () => {
    const roundId = await laidOpen(await frozenScheme('示例申诉'))
    const about = { kind: 'figure' as const, criterion: 'starts', figure: 'started', wishedValue: '4' }
    const raise = (as = east(), unitId = library.units.east) =>
      library.test.run(contract.raiseObjection, as, {
        roundId,
        unitId,
        about,
        reason: '漏计两个项目',
        evidence: '开工报告',
      })
    expect(await refusalOf(raise(west()))).toEqual(['forbidden', 'access.not_allowed'])
    const { id, dueOn } = await raise()
    expect(dueOn).toBe('2026-03-23')
    expect(await refusalOf(raise())).toEqual(['rule_broken', 'assessment.objection_exists'])
    at('2026-03-24T09:00:00+08:00')
    expect(await refusalOf(raise(west(), library.units.west))).toEqual(['rule_broken', 'assessment.check_over'])
    expect(await refusalOf(act(contract.settleRound, roundId))).toEqual(['rule_broken', 'assessment.objections_open'])
    const answer = (as: ReturnType<typeof east>, value?: string) =>
      library.test.run(contract.answerObjection, as, {
        objectionId: id,
        expectedVersion: 1,
        decision: 'upheld',
        answer: '经核实补计',
        ...(value === undefined ? {} : { value }),
      })
    expect(await refusalOf(answer(projects(), '4'))).toEqual(['forbidden', 'assessment.answer_not_yours'])
    expect(await refusalOf(answer(bureau()))).toEqual(['rule_broken', 'assessment.corrected_value_wanted'])
    await answer(bureau(), '4')
    expect(await refusalOf(act(contract.settleRound, roundId))).toEqual(['rule_broken', 'assessment.signature_broken'])
    const { items } = await library.test.run(contract.listRoundFigures, east(), {
      roundId,
      unitId: library.units.east,
      criterion: 'starts',
      history: 'true' as never,
    })
    expect(items.map(({ value, kind, isCurrent }) => [value, kind, isCurrent])).toEqual([
      ['2', 'entered', false],
      ['4', 'correction', true],
    ])
    await sign(roundId, 'starts')
    await act(contract.settleRound, roundId)
    expect((await totals(roundId)).find(([name]) => name === '东河镇')?.[2]).toBe('35.00')
  })

  it('keeps what was published while it is corrected, and tells the corrected ranking as the next edition', async () => {
    const roundId = await laidOpen(await frozenScheme('示例更正'))
    at('2026-03-24T09:00:00+08:00')
    await act(contract.settleRound, roundId)
    await act(contract.publishRound, roundId)
    const before = await totals(roundId, east())
    const { version } = await show(roundId)
    await library.test.run(contract.reopenRound, office(), {
      roundId,
      expectedVersion: version,
      reason: '统计数据修订',
    })
    const line = await figure(roundId, library.units.west, 'starts', 'started')
    await library.test.run(contract.correctFigure, bureau(), {
      roundId,
      lineId: line?.id ?? '',
      value: '6',
      reason: '补报',
      evidence: '开工报告',
    })
    expect(await totals(roundId, east())).toEqual(before)
    await sign(roundId, 'starts')
    await act(contract.settleRound, roundId)
    expect(await totals(roundId, personWith('superior', 'above'))).toEqual(before)
    await act(contract.publishRound, roundId)
    expect((await totals(roundId, east())).find(([name]) => name === '西山镇')?.[2]).toBe('37.20')
    const first = await library.test.run(contract.showRanking, east(), { roundId, edition: 1 })
    expect(first.groups[0]?.places.map(({ unitName, rank, total }) => [unitName, rank, total])).toEqual(before)
  })

  it('is settled once, whoever asks at the same time', async () => {
    const roundId = await laidOpen(await frozenScheme('示例并发'))
    at('2026-03-24T09:00:00+08:00')
    const { version } = await show(roundId)
    const settle = () =>
      refusalOf(library.test.run(contract.settleRound, office(), { roundId, expectedVersion: version }))
    const answers = await Promise.all([settle(), settle(), settle(), settle()])
    expect(answers.filter(([kind]) => kind === 'nothing refused')).toHaveLength(1)
    expect((await show(roundId)).editions).toHaveLength(1)
  })

  it('counts bonuses up to their cap, takes lines back by lines, and leaves a unit under a veto without a place', async () => {
    const roundId = await laidOpen(await frozenScheme('示例加分'))
    const add = (unitId: string, rule: string, times: number, more: object = {}) =>
      library.test.run(contract.addEntry, office(), {
        roundId,
        unitId,
        what: { kind: 'case', rule, times },
        reason: '示例',
        evidence: '示例文件1号',
        ...more,
      })
    const before = Object.fromEntries((await totals(roundId)).map(([name, , total]) => [name, Number(total)]))
    await add(library.units.east, 'honour', 2)
    const { entryId } = await add(library.units.west, 'late', 3)
    const between = Object.fromEntries((await totals(roundId)).map(([name, , total]) => [name, Number(total)]))
    expect(between['东河镇']).toBe((before['东河镇'] ?? 0) + 3)
    expect(between['西山镇']).toBe((before['西山镇'] ?? 0) - 1.5)
    const reverse = () =>
      library.test.run(contract.reverseEntry, office(), {
        roundId,
        entryId,
        reason: '已赶上进度',
        evidence: '核查单2号',
      })
    await reverse()
    expect(await refusalOf(reverse())).toEqual(['conflict', 'assessment.already_reversed'])
    expect(await refusalOf(add(south, 'nothing', 1))).toEqual(['rule_broken', 'assessment.rule_unknown'])
    expect(await refusalOf(add(south, 'honour', 1, { expiresOn: asDay('2026-02-27') }))).toEqual([
      'rule_broken',
      'assessment.evidence_expired',
    ])
    const { vetoId } = await library.test.run(contract.addVeto, office(), {
      roundId,
      unitId: south,
      ground: 'safety',
      document: '示例安委〔2026〕1号',
    })
    expect((await totals(roundId)).find(([name]) => name === '南湖街道')?.[1]).toBeNull()
    await library.test.run(contract.liftVeto, office(), { roundId, vetoId, document: '示例安委〔2026〕2号' })
    expect((await totals(roundId)).find(([name]) => name === '南湖街道')?.[1]).not.toBeNull()
    const after = Object.fromEntries((await totals(roundId)).map(([name, , total]) => [name, Number(total)]))
    expect(after['西山镇']).toBe(before['西山镇'])
  })
})
