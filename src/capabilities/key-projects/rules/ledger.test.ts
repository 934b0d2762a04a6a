import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import { ProjectBody } from '../contract.ts'
import { type MatchedProject, matchRows } from './import-match.ts'
import { type ImportKnowledge, type LedgerRow, planRow } from './import-plan.ts'
import { comparableName, readLedgerWord, readMonth, readMonthOfHeading, readSection, readSpan } from './ledger-words.ts'

const UNIT = '0199c3f0-0000-7000-8000-000000000001'
const known: ImportKnowledge = {
  year: 2026,
  asOf: asPeriod('2026-M03'),
  defaultUnitId: null,
  unitOf: (name) => (name === '示例东河镇' ? UNIT : undefined),
  taskForceOf: () => undefined,
  sponsorOf: () => undefined,
  mayKeep: () => true,
  wordOf: (_, value) => value,
  choicesOf: () => '',
}
const rowOf = (texts: LedgerRow['texts'], more: Partial<LedgerRow> = {}): LedgerRow => ({
  row: 5,
  section: undefined,
  texts,
  amounts: {},
  days: {},
  months: [],
  faults: [],
  ...more,
})
const codesOf = (found: readonly { code: string }[]) => found.map((each) => each.code)

describe('the words of a ledger', () => {
  it.each([
    ['2025-2027', '2025-01-01', '2027-12-31'],
    ['2025—2027年', '2025-01-01', '2027-12-31'],
    ['2025年3月至2026年12月', '2025-03-01', '2026-12-31'],
    ['２０２５．３－２０２６．２', '2025-03-01', '2026-02-28'],
    ['2026年', '2026-01-01', '2026-12-31'],
  ])('read the years of %s', (text, from, to) => {
    expect(readSpan(text)).toEqual({ from, to })
  })

  it('read no years where there are none', () => {
    for (const text of ['', '三年', '24个月', '2025-27', '1—3月', '20250-2027']) expect(readSpan(text)).toBeUndefined()
  })

  it('write and read back every span of months', () => {
    const months = fc.tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(months, months, ([year, month], [lastYear, lastMonth]) => {
        const span = readSpan(`${year}年${month}月—${lastYear}年${lastMonth}月`)
        expect(span?.from.slice(0, 7)).toBe(`${year}-${String(month).padStart(2, '0')}`)
        expect(span?.to.slice(0, 7)).toBe(`${lastYear}-${String(lastMonth).padStart(2, '0')}`)
      }),
    )
  })

  it('tell stages apart, the particular before the general', () => {
    const stages = [
      '未开工',
      '已开工',
      '已开工在建',
      '主体施工',
      '竣工验收',
      '已投产',
      '停工',
      '前期手续',
      '签约',
      '谋划',
    ]
    expect(stages.map(readLedgerWord.stage)).toEqual([
      'permits',
      'started',
      'under_construction',
      'under_construction',
      'completed',
      'in_production',
      'paused',
      'permits',
      'signed',
      'reserve',
    ])
    expect(readLedgerWord.stage('甲')).toBeUndefined()
  })

  it('tell the level of a list, a county-level city being a county', () => {
    expect(['省重点', '市级', '县重点', '县级市重点', '区级'].map(readLedgerWord.level)).toEqual([
      'province',
      'city',
      'county',
      'county',
      'county',
    ])
    expect(readSection('一、省级重点项目（续建）')).toEqual({ level: 'province', listClass: 'continuing' })
    expect(readSection('高端化工产业')).toEqual({ level: undefined, listClass: undefined })
  })

  it('tell the month a cell names', () => {
    const written = ['2026年3月', '3月', '2025年12月底', '1—6月', '2026-M03', '13月', '一季度', '2026']
    expect(written.map((text) => readMonth(text, 2026))).toEqual([
      '2026-M03',
      '2026-M03',
      '2025-M12',
      '2026-M06',
      '2026-M03',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('tell up to which month a column counts', () => {
    expect(['1-3月累计完成投资', '1—11月累计', '截至6月底完成', '累计完成投资'].map(readMonthOfHeading)).toEqual([
      3,
      11,
      6,
      undefined,
    ])
  })
})

describe('matching rows with the library', () => {
  const project = (id: string, names: readonly string[], more: Partial<MatchedProject> = {}): MatchedProject => ({
    id,
    number: `N-${id}`,
    names,
    codes: [],
    isWithdrawn: false,
    isMine: true,
    ...more,
  })

  it('takes the number first, then the code, then any name it had', () => {
    const projects = [
      project('a', ['示例甲项目', '甲', '旧甲项目']),
      project('b', ['示例乙项目'], { codes: ['2303-370786-04-01-123456'] }),
    ]
    const found = matchRows(
      [
        rowOf({ number: 'N-b', name: '示例甲项目' }),
        rowOf({ name: '改了名的', projectCode: '2303-370786-04-01-123456' }, { row: 6 }),
        rowOf({ name: '旧甲 项目' }, { row: 7 }),
        rowOf({ name: '示例丙项目' }, { row: 8 }),
      ],
      projects,
    )
    expect(found.map((each) => each.project?.id)).toEqual(['b', undefined, 'a', undefined])
    expect(found.map((each) => each.fault?.code)).toEqual([undefined, 'twice', undefined, undefined])
  })

  it('asks instead of guessing, and never touches what is withdrawn or not in charge', () => {
    const projects = [
      project('a', ['示例甲']),
      project('b', ['示例甲']),
      project('c', ['示例丙'], { isWithdrawn: true }),
      project('d', ['示例丁'], { isMine: false }),
    ]
    const rows = [
      rowOf({ name: '示例甲' }),
      rowOf({ name: '示例丙' }),
      rowOf({ name: '示例丁' }),
      rowOf({ name: '示' }),
      rowOf({}),
      rowOf({ number: 'N-x', name: '示例' }),
    ]
    expect(matchRows(rows, projects).map((each) => each.fault?.code)).toEqual([
      'ambiguous',
      'withdrawn',
      'project_not_yours',
      'name_too_short',
      'name_missing',
      'number_unknown',
    ])
  })

  it('never gives one project to two rows', () => {
    const names = fc.constantFrom('示例甲', '示例乙', '示例丙', '示例·甲')
    fc.assert(
      fc.property(fc.array(names, { maxLength: 8 }), (written) => {
        const rows = written.map((name, index) => rowOf({ name }, { row: index + 2 }))
        const found = matchRows(rows, [project('a', ['示例甲']), project('b', ['示例乙'])])
        const free = found.flatMap((each, index) => (each.fault ? [] : [comparableName(written[index] ?? '')]))
        expect(new Set(free).size).toBe(free.length)
      }),
    )
  })
})

describe('planning a row', () => {
  it('makes a project of what is written and says what it guessed', () => {
    const plan = planRow(
      rowOf(
        {
          name: '示例甲项目',
          unit: '示例东河镇',
          level: '市重点',
          span: '2025—2027',
          sponsor: '示例某',
          nature: '技改',
        },
        { amounts: { totalInvestment: 500_000_000, yearPlan: 100_000_000, investedThisYear: 20_000_000 } },
      ),
      undefined,
      known,
    )
    expect(plan.outcome).toBe('create')
    expect(plan.body).toMatchObject({
      unitId: UNIT,
      nature: 'renovation',
      stage: 'under_construction',
      planYear: 2026,
      yearPlan: 100_000_000,
      investedAsOf: '2026-M03',
      plannedStartOn: '2025-01-01',
      plannedCompletionOn: '2027-12-31',
      memberships: [{ level: 'city', year: 2026, listClass: 'preparatory', batch: '' }],
    })
    expect(codesOf(plan.notices)).toEqual(['sponsor_unknown', 'guessed', 'guessed'])
  })

  it('leaves what a blank cell does not say, and changes nothing when nothing differs', () => {
    const before = ProjectBody.parse({
      name: '示例甲项目',
      unitId: UNIT,
      stage: 'started',
      note: '记着',
      memberships: [{ level: 'county', year: 2025, listClass: 'new_start', batch: '一' }],
    })
    expect(planRow(rowOf({ name: '示例甲项目', unit: '示例东河镇' }), before, known).outcome).toBe('same')
    const plan = planRow(rowOf({ name: '示例甲项目', level: '县级', listClass: '续建' }), before, known)
    expect(plan.changes.map((each) => each.field)).toEqual(['memberships'])
    expect(plan.body?.note).toBe('记着')
    expect(plan.body?.memberships).toHaveLength(2)
  })

  it('faults what would make a wrong record', () => {
    const bad = planRow(
      rowOf({ name: '示例甲项目', unit: '没有这个镇', projectCode: '123', span: '2027-2025' }),
      undefined,
      known,
    )
    expect(codesOf(bad.faults)).toEqual(['not_a_code', 'unit_unknown', 'span_backwards'])
    expect(bad.body).toBeUndefined()
    expect(codesOf(planRow(rowOf({ name: '示例甲' }), undefined, known).faults)).toEqual(['unit_missing'])
    const late = { ...known, asOf: null }
    const money = rowOf({ name: '示例甲', unit: '示例东河镇' }, { amounts: { investedThisYear: 1 } })
    expect(codesOf(planRow(money, undefined, late).faults)).toEqual(['as_of_missing'])
    const other = { ...known, mayKeep: () => false }
    expect(codesOf(planRow(rowOf({ name: '示例甲', unit: '示例东河镇' }), undefined, other).faults)).toEqual([
      'unit_not_yours',
    ])
  })
})
