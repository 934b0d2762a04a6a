import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { openRounds, type Rounds } from '../../../tests/support/rounds.ts'
import { rankAgain } from '../../../tests/support/second-ranking.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { sm3Of } from '../../platform/digest.ts'
import * as contract from './contract.ts'
import { rankFile } from './public.ts'
import { canonicalJson } from './rules/canonical.ts'

let rounds: Rounds
beforeAll(async () => {
  rounds = await openRounds()
})
afterAll(() => rounds.library.test.close())

const units = () => ({ ...rounds.library.units, south: rounds.south })
const run: Rounds['library']['test']['run'] = (spec, caller, input) => rounds.library.test.run(spec, caller, input)

describe('a round of assessment', () => {
  it('reads the ledgers when it opens, asks its source units for the rest, and is opened once', async () => {
    const schemeId = await rounds.frozenScheme('示例月度考核')
    const roundId = await rounds.open(schemeId)
    expect(await refusalOf(rounds.open(schemeId))).toEqual(['conflict', 'assessment.round_exists'])
    expect(await rounds.figure(roundId, units().east, 'investment', 'done')).toMatchObject({
      value: '25000000',
      kind: 'ledger',
      source: { ref: 'key_projects.invested', rows: 1 },
    })
    const page = await rounds.show(roundId)
    expect(page.counts).toMatchObject({ figures: 9, missing: 3, unsigned: 2 })
    expect(page.actions).not.toContain('start_checking')
    expect(await refusalOf(rounds.sign(roundId, 'starts'))).toEqual(['invalid', 'shape.too_small'])
    await rounds.enter(roundId, [
      [units().east, '2'],
      [units().west, '3'],
      [units().south, null],
    ])
    expect((await rounds.show(roundId)).counts.missing).toBe(0)
    expect(
      await refusalOf(
        run(contract.enterFigures, rounds.people.bureau, {
          roundId,
          criterion: 'investment',
          values: [{ unitId: units().south, figure: 'done', value: '1' }],
        }),
      ),
    ).toEqual(['forbidden', 'assessment.not_source_unit'])
    expect(await refusalOf(rounds.act(contract.startChecking, roundId))).toEqual([
      'rule_broken',
      'assessment.criterion_unsigned',
      'assessment.criterion_unsigned',
    ])
    expect(await refusalOf(rounds.open(schemeId, asPeriod('2026-M03')))).toEqual([
      'rule_broken',
      'assessment.period_running',
    ])
    expect(await refusalOf(rounds.open(schemeId, asPeriod('2026-Q1')))).toEqual([
      'rule_broken',
      'assessment.period_kind',
    ])
  })

  it('is checked in five working days, signed, settled with its SM3, published by name, and recomputed from its export', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例核对'))
    expect((await rounds.show(roundId)).checkDueOn).toBe('2026-03-23')
    expect(await refusalOf(rounds.act(contract.settleRound, roundId))).toEqual([
      'rule_broken',
      'assessment.check_running',
    ])
    rounds.at('2026-03-24T09:00:00+08:00')
    const { digest, edition } = await rounds.act(contract.settleRound, roundId)
    expect(edition).toBe(1)
    await rounds.act(contract.publishRound, roundId, rounds.people.leader)
    expect(await rounds.totals(roundId, rounds.people.east)).toEqual([
      ['东河镇', 1, '25.00'],
      ['南湖街道', 2, '23.00'],
      ['西山镇', 3, '22.20'],
    ])
    const file = async (part: 'comparison' | 'ranking') =>
      new TextDecoder().decode((await run(contract.exportRound, rounds.people.east, { roundId, part })).bytes)
    const again = rankFile(await file('comparison'))
    expect(again.ok && again.value).toEqual(JSON.parse(await file('ranking')))
    expect(rankAgain(await file('comparison')).map(({ rank, total }) => [rank, total])).toEqual([
      [1, '25.00'],
      [3, '22.20'],
      [2, '23.00'],
    ])
    expect(
      sm3Of(
        canonicalJson({ comparison: JSON.parse(await file('comparison')), ranking: JSON.parse(await file('ranking')) }),
      ),
    ).toBe(digest)
    expect((await rounds.show(roundId)).publishedByName).toBe('示例chief_leader')
  })

  it('shows a unit itself and its group before publication, and nothing to who is not concerned', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例可见'))
    expect(await rounds.totals(roundId, rounds.people.east)).toHaveLength(3)
    expect(await rounds.totals(roundId, rounds.people.bureau)).toEqual([])
    expect(await rounds.totals(roundId, personWith('statistics_bureau', units().bureau))).toEqual([])
    const seen = await run(contract.listRoundFigures, rounds.people.bureau, { roundId })
    expect(new Set(seen.items.map(({ criterion }) => criterion))).toEqual(new Set(['starts']))
    rounds.at('2026-03-24T09:00:00+08:00')
    await rounds.act(contract.settleRound, roundId)
    expect(await rounds.totals(roundId, rounds.people.bureau)).toEqual([])
    expect(await refusalOf(run(contract.showRanking, rounds.people.bureau, { roundId, edition: 1 }))).toEqual([
      'not_found',
      'assessment.edition_unknown',
    ])
    await rounds.act(contract.publishRound, roundId)
    expect(await rounds.totals(roundId, rounds.people.bureau)).toHaveLength(3)
  })

  it('is not settled over an objection without an answer; an upheld one is a printed line and asks for a new signature', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例申诉'))
    const about = { kind: 'figure' as const, criterion: 'starts', figure: 'started', wishedValue: '4' }
    const raise = (as = rounds.people.east, unitId = units().east) =>
      run(contract.raiseObjection, as, {
        roundId,
        unitId,
        about,
        reason: '漏计两个项目',
        evidence: '开工报告',
      })
    expect(await refusalOf(raise(rounds.people.west))).toEqual(['forbidden', 'access.not_allowed'])
    const { id, dueOn } = await raise()
    expect(dueOn).toBe('2026-03-23')
    expect(await refusalOf(raise())).toEqual(['rule_broken', 'assessment.objection_exists'])
    rounds.at('2026-03-24T09:00:00+08:00')
    expect(await refusalOf(raise(rounds.people.west, units().west))).toEqual(['rule_broken', 'assessment.check_over'])
    expect(await refusalOf(rounds.act(contract.settleRound, roundId))).toEqual([
      'rule_broken',
      'assessment.objections_open',
    ])
    const answer = (as: typeof rounds.people.east, value?: string) =>
      run(contract.answerObjection, as, {
        objectionId: id,
        expectedVersion: 1,
        decision: 'upheld',
        answer: '经核实补计',
        ...(value === undefined ? {} : { value }),
      })
    expect(await refusalOf(answer(rounds.people.projects, '4'))).toEqual(['forbidden', 'assessment.answer_not_yours'])
    expect(await refusalOf(answer(rounds.people.bureau))).toEqual(['rule_broken', 'assessment.corrected_value_wanted'])
    await answer(rounds.people.bureau, '4')
    expect(await refusalOf(rounds.act(contract.settleRound, roundId))).toEqual([
      'rule_broken',
      'assessment.signature_broken',
    ])
    const { items } = await run(contract.listRoundFigures, rounds.people.east, {
      roundId,
      unitId: units().east,
      criterion: 'starts',
      history: 'true',
    })
    expect(items.map(({ value, kind, isCurrent }) => [value, kind, isCurrent])).toEqual([
      ['2', 'entered', false],
      ['4', 'correction', true],
    ])
    await rounds.sign(roundId, 'starts')
    await rounds.act(contract.settleRound, roundId)
    expect((await rounds.totals(roundId)).find(([name]) => name === '东河镇')?.[2]).toBe('35.00')
  })

  it('taken back to checking before publication gives the units five working days again, and asks them again', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例退回核对'))
    const confirm = (unitId: string, as: Rounds['people']['east']) =>
      run(contract.confirmFigures, as, { roundId, unitId })
    const everybody = async () => {
      await confirm(units().east, rounds.people.east)
      await confirm(units().west, rounds.people.west)
      await confirm(units().south, personWith('township', units().south))
    }
    await everybody()
    rounds.at('2026-03-18T09:00:00+08:00')
    await rounds.act(contract.settleRound, roundId)
    expect((await rounds.show(roundId)).counts.confirmed).toBe(3)
    rounds.at('2026-04-01T09:00:00+08:00')
    const { version } = await rounds.show(roundId)
    const reason = '示例：统计口径有误'
    await run(contract.reopenRound, rounds.people.office, { roundId, expectedVersion: version, reason })
    const again = await rounds.show(roundId, rounds.people.east)
    expect(again.checkDueOn).toBe('2026-04-09')
    expect(again.counts.confirmed).toBe(0)
    expect(again.actions).toEqual(expect.arrayContaining(['confirm', 'object']))
    expect(await refusalOf(rounds.act(contract.settleRound, roundId))).toEqual([
      'rule_broken',
      'assessment.check_running',
    ])
    rounds.at('2026-04-01T10:00:00+08:00')
    await everybody()
    expect((await rounds.act(contract.settleRound, roundId)).edition).toBe(2)
  })

  it('keeps what was published while it is corrected, and tells the corrected ranking as the next edition', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例更正'))
    rounds.at('2026-03-24T09:00:00+08:00')
    await rounds.act(contract.settleRound, roundId)
    await rounds.act(contract.publishRound, roundId)
    const before = await rounds.totals(roundId, rounds.people.east)
    const { version } = await rounds.show(roundId)
    await run(contract.reopenRound, rounds.people.office, {
      roundId,
      expectedVersion: version,
      reason: '统计数据修订',
    })
    const line = await rounds.figure(roundId, units().west, 'starts', 'started')
    await run(contract.correctFigure, rounds.people.bureau, {
      roundId,
      lineId: line?.id ?? '',
      value: '6',
      reason: '补报',
      evidence: '开工报告',
    })
    expect(await rounds.totals(roundId, rounds.people.east)).toEqual(before)
    await rounds.sign(roundId, 'starts')
    await rounds.act(contract.settleRound, roundId)
    expect(await rounds.totals(roundId, personWith('superior', 'above'))).toEqual(before)
    await rounds.act(contract.publishRound, roundId)
    expect((await rounds.totals(roundId, rounds.people.east)).find(([name]) => name === '西山镇')?.[2]).toBe('37.20')
    const first = await run(contract.showRanking, rounds.people.east, { roundId, edition: 1 })
    expect(first.groups[0]?.places.map(({ unitName, rank, total }) => [unitName, rank, total])).toEqual(before)
  })

  it('is settled once, whoever asks at the same time', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例并发'))
    rounds.at('2026-03-24T09:00:00+08:00')
    const { version } = await rounds.show(roundId)
    const settle = () =>
      refusalOf(run(contract.settleRound, rounds.people.office, { roundId, expectedVersion: version }))
    const answers = await Promise.all([settle(), settle(), settle(), settle()])
    expect(answers.filter(([kind]) => kind === 'nothing refused')).toHaveLength(1)
    expect((await rounds.show(roundId)).editions).toHaveLength(1)
  })

  it('is never settled on a figure that changed after it was signed, whoever comes first', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例赛跑'))
    rounds.at('2026-03-24T09:00:00+08:00')
    const { version } = await rounds.show(roundId)
    const line = await rounds.figure(roundId, units().east, 'starts', 'started')
    const correction = { roundId, lineId: line?.id ?? '', value: '8', reason: '补报项目', evidence: '开工报告' }
    const [settled, ...corrected] = await Promise.all([
      refusalOf(run(contract.settleRound, rounds.people.office, { roundId, expectedVersion: version })),
      refusalOf(run(contract.correctFigure, rounds.people.bureau, correction)),
      refusalOf(run(contract.correctFigure, rounds.people.bureau, { ...correction, value: '9' })),
    ])
    const isSettled = settled?.[0] === 'nothing refused'
    expect(corrected.filter(([kind]) => kind === 'nothing refused')).toHaveLength(isSettled ? 0 : 1)
    if (!isSettled) expect(settled).toEqual(['rule_broken', 'assessment.signature_broken'])
    expect((await rounds.show(roundId)).state).toBe(isSettled ? 'settled' : 'checking')
  })

  it('counts bonuses up to their cap, takes lines back by lines, and leaves a unit under a veto without a place', async () => {
    const roundId = await rounds.laidOpen(await rounds.frozenScheme('示例加分'))
    const add = (unitId: string, rule: string, times: number, more: object = {}) =>
      run(contract.addEntry, rounds.people.office, {
        roundId,
        unitId,
        what: { kind: 'case', rule, times },
        reason: '示例',
        evidence: '示例文件1号',
        ...more,
      })
    const before = Object.fromEntries((await rounds.totals(roundId)).map(([name, , total]) => [name, Number(total)]))
    await add(units().east, 'honour', 2)
    const { entryId } = await add(units().west, 'late', 3)
    const between = Object.fromEntries((await rounds.totals(roundId)).map(([name, , total]) => [name, Number(total)]))
    expect(between['东河镇']).toBe((before['东河镇'] ?? 0) + 3)
    expect(between['西山镇']).toBe((before['西山镇'] ?? 0) - 1.5)
    const reverse = () =>
      run(contract.reverseEntry, rounds.people.office, {
        roundId,
        entryId,
        reason: '已赶上进度',
        evidence: '核查单2号',
      })
    await reverse()
    expect(await refusalOf(reverse())).toEqual(['conflict', 'assessment.already_reversed'])
    expect(await refusalOf(add(units().south, 'nothing', 1))).toEqual(['rule_broken', 'assessment.rule_unknown'])
    expect(await refusalOf(add(units().south, 'honour', 1, { expiresOn: asDay('2026-02-27') }))).toEqual([
      'rule_broken',
      'assessment.evidence_expired',
    ])
    const { vetoId } = await run(contract.addVeto, rounds.people.office, {
      roundId,
      unitId: units().south,
      ground: 'safety',
      document: '示例安委〔2026〕1号',
    })
    expect((await rounds.totals(roundId)).find(([name]) => name === '南湖街道')?.[1]).toBeNull()
    await run(contract.liftVeto, rounds.people.office, { roundId, vetoId, document: '示例安委〔2026〕2号' })
    expect((await rounds.totals(roundId)).find(([name]) => name === '南湖街道')?.[1]).not.toBeNull()
    const after = Object.fromEntries((await rounds.totals(roundId)).map(([name, , total]) => [name, Number(total)]))
    expect(after['西山镇']).toBe(before['西山镇'])
  })
})
