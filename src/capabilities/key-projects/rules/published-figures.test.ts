import { describe, expect, it } from 'vitest'
import { exact, divide, toNumber, toDecimal } from '../../../kernel/exact.ts'
import { asSquareMetres, parseArea } from '../../../kernel/area.ts'
import { formatMoney } from '../../../kernel/format.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { asRatio, toPercent, toPoints } from '../../../kernel/ratio.ts'
import { asYuan, fromYi } from '../../../kernel/yuan.ts'
import type { ListedProject } from '../contract.ts'
import { originsOf } from './lineage.ts'
import { type ListProgress, tallyOf } from './lists.ts'
import { yearProgress } from './project.ts'

const yi = (amount: string) => unwrap(fromYi(amount))
const entry = (projectId: string, yearPlan: string | null, more: Partial<ListedProject> = {}): ListedProject => ({
  projectId,
  listClass: 'continuing',
  category: null,
  industryCode: '',
  unitId: 'u',
  totalInvestment: null,
  yearPlan: yearPlan === null ? null : yi(yearPlan),
  ...more,
})
const standing = (more: Partial<ListProgress>): ListProgress => ({
  stage: 'under_construction',
  stageLeft: null,
  plannedStartOn: null,
  investedThisYear: null,
  planYear: null,
  investedAsOf: null,
  isRegistered: false,
  ...more,
})

describe('completion and pace as published', () => {
  const progressOf = (yearPlan: string, done: string, period: string) => {
    const { completion, pace } = yearProgress({
      planYear: null,
      yearPlan: yi(yearPlan),
      monthlyPlan: null,
      investedThisYear: yi(done),
      investedAsOf: asPeriod(period),
    })
    return { completion: asRatio(toNumber(completion ?? exact(0))), pace: asRatio(toNumber(pace ?? exact(0))) }
  }

  it.each([
    // 江门 2021 年一季度市重点项目通报：313.64 亿，年度计划 1015 亿，30.90 %，超序时 5.90 个百分点。
    ['江门 2021 一季度', '1015', '313.64', '2021-M03', '30.9005', '5.9005'],
    // 江门省重点项目 1—10 月通报：629.0 / 647.4 亿，97.2 %，超 13.8。
    ['江门 1—10 月', '647.4', '629.0', '2021-M10', '97.1579', '13.8245'],
    // 蕉岭 2020 年 1—10 月通报：18.28 / 27.35 亿，66.84 %，滞后 16.49（由已舍入的数相减）。
    ['蕉岭 2020 1—10 月', '27.35', '18.28', '2020-M10', '66.8373', '-16.4960'],
    // 洛南 2012 年 1—10 月：26.65 / 20.5 亿，130 %。
    ['洛南 2012 1—10 月', '20.5', '26.65', '2012-M10', '130.0000', '46.6667'],
    // 潍坊 2024 年：计划 518.7 + 779.5 + 1331.2 亿，完成 2723 亿。
    ['潍坊 2024', '2629.4', '2723', '2024-M12', '103.5597', '3.5597'],
  ])('%s', (_, plan, done, period, percent, points) => {
    const { completion, pace } = progressOf(plan, done, period)
    expect(toPercent(completion, 4)).toBe(percent)
    expect(toPoints(completion, pace, 4)).toBe(points)
  })

  it('蕉岭 prints 16.49 by subtracting rounded figures, 16.50 by unrounded ones; the ratio to pace is 80.20 %', () => {
    const { completion, pace } = progressOf('27.35', '18.28', '2020-M10')
    expect([toPoints(completion, pace, 2), toPoints(completion, pace, 2, 'from_rounded')]).toEqual(['-16.50', '-16.49'])
    expect(toPercent(asRatio(completion / pace), 2)).toBe('80.20')
  })

  it('江门 is 5.90 points ahead of the straight line and 10.90 ahead of the Sanya curve (20 % at the end of March)', () => {
    const { completion } = progressOf('1015', '313.64', '2021-M03')
    expect([toPoints(completion, asRatio(0.25), 2), toPoints(completion, asRatio(0.2), 2)]).toEqual(['5.90', '10.90'])
  })

  it.each([
    // 资阳 1—5 月：省重点 44 %，超序时 2.3；市重点 40.4 %，滞后 1.27。三明某区 2010 年 1—8 月：74 %，超 7.33。
    ['资阳省重点 1—5 月', '44', 5, '2.33'],
    ['资阳市重点 1—5 月', '40.4', 5, '-1.27'],
    ['三明某区 1—8 月', '74', 8, '7.33'],
  ])('%s', (_, percent, months, points) => {
    const { completion, pace } = progressOf('100', percent, `2026-M${String(months).padStart(2, '0')}`)
    expect(toPoints(completion, pace, 2)).toBe(points)
  })
})

describe('lists as published', () => {
  it('潍坊 2024: the three lists add up to 2629.4 亿 and 103.56 % of it was done', () => {
    const plans = ['518.7', '779.5', '1331.2']
    const entries = plans.map((plan, index) => entry(String(index), plan))
    const done = standing({ investedThisYear: yi('2723'), investedAsOf: '2024-M12' })
    const none = standing({})
    const tally = tallyOf(entries, (id) => (id === '0' ? done : none), { year: 2024, today: '2024-12-31' })
    expect(formatMoney(tally.yearPlan, 'zh-CN')).toBe('2,629.40亿元')
    expect(toPercent(asRatio(tally.completion ?? 0), 2)).toBe('103.56')
  })

  const newStarts = (all: number, started: number, due: number) =>
    tallyOf(
      Array.from({ length: all }, (_, index) => entry(String(index), null, { listClass: 'new_start' })),
      (id) =>
        standing({
          stage: Number(id) < started ? 'started' : 'permits',
          plannedStartOn: Number(id) < due ? '2021-03-01' : '2021-12-01',
        }),
      { year: 2021, today: '2021-10-31' },
    )

  it('江门: starts show what they are a share of, 129 of 270 at first, 206 of 255 of the year and of 223 due by October', () => {
    const first = newStarts(270, 129, 0)
    const share = asRatio(first.started / first.toStart)
    expect([toPercent(share, 2), toPercent(share, 0, 'truncate')]).toEqual(['47.78', '47'])
    const later = newStarts(255, 206, 223)
    expect([later.started, later.toStart, later.dueToStart]).toEqual([206, 255, 223])
    expect(toPercent(asRatio(later.started / later.toStart), 2)).toBe('80.78')
    expect(toPercent(asRatio(later.started / later.dueToStart), 2)).toBe('92.38')
  })

  it('江门 had a list of 444: taking the slow ones off raises completion of what is left, and never of the frozen list', () => {
    const frozen = Array.from({ length: 444 }, (_, index) => entry(String(index), '1'))
    const done = (id: string) =>
      Number(id) < 222 ? standing({ investedThisYear: yi('1'), investedAsOf: '2021-M10' }) : standing({})
    const about = { year: 2021, today: '2021-10-31' }
    const adjusted = frozen.filter(({ projectId }) => Number(projectId) < 300)
    const completionOf = (entries: readonly ListedProject[]) =>
      toPercent(asRatio(tallyOf(entries, done, about).completion ?? 0), 2)
    expect([completionOf(frozen), completionOf(adjusted)]).toEqual(['50.00', '74.00'])
  })
})

describe('counts and sums as published', () => {
  it('潍坊 2024: 38 and 106 provincial, 256 municipal and 1,127 county projects are 1,527', () => {
    const lists = [38, 106, 256, 1127]
    const entries = lists.flatMap((count, list) =>
      Array.from({ length: count }, (_, index) => entry(`${list}-${index}`, null)),
    )
    expect(tallyOf(entries, () => standing({}), { year: 2024, today: '2024-12-31' }).count).toBe(1527)
  })

  it('江门 2021: 153.34 亿 more than 160.30 亿 are 313.64 亿, 95.66 % more', () => {
    const [before, more] = [yi('160.30'), yi('153.34')]
    expect(formatMoney(asYuan(before + more), 'zh-CN')).toBe('313.64亿元')
    expect(toPercent(asRatio(more / before), 2)).toBe('95.66')
  })

  it('资阳 1—5 月: 294.9 亿 as 40.4 % mean a plan of about 730 亿', () => {
    const plan = divide(exact(yi('294.9')), exact('0.404')) ?? exact(0)
    expect(formatMoney(asYuan(Math.round(toNumber(plan) / 100_000_000) * 100_000_000), 'zh-CN')).toBe('730.00亿元')
  })

  it('江门: a list of 444 undertakings is one of 569 after splitting, and both are said', () => {
    const links = Array.from({ length: 569 - 444 }, (_, index) => ({
      kind: 'split' as const,
      fromId: `o${index}`,
      toId: `p${index}`,
      on: '2021-06-01',
      amount: null,
      insideScope: false,
    }))
    const originOf = originsOf(links)
    const ids = [...Array.from({ length: 444 }, (_, index) => `o${index}`), ...links.map(({ toId }) => toId)]
    expect([ids.length, new Set(ids.map(originOf)).size]).toEqual([569, 444])
  })
})

describe('昌邑 2023 and 冠州陆港', () => {
  it('54 projects of 166.5 亿 are 3.08 亿 each, 98 into production are 53.6 % of 183', () => {
    const average = asYuan(Math.round(yi('166.5') / 54))
    expect(formatMoney(average, 'zh-CN')).toBe('3.08亿元')
    expect(toPercent(asRatio(98 / 183), 1)).toBe('53.6')
    expect(formatMoney(asYuan(Math.round(yi('1010') / 183)), 'zh-CN')).toBe('5.52亿元')
  })

  it('3207 亩 and 102 亿 are 318 万元 a 亩', () => {
    const land = unwrap(parseArea('3207', 'mu'))
    const mu = divide(exact(asSquareMetres(land)), divide(exact(2000), exact(3)) ?? exact(1)) ?? exact(1)
    const perMu = divide(exact(yi('102')), mu) ?? exact(0)
    expect(toDecimal(divide(perMu, exact(10_000)) ?? exact(0), 0)).toBe('318')
  })
})
