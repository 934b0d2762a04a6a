import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { ReportBody } from '../contract.ts'
import { problemsOfReport } from './check.ts'
import { type EarlierReport, type KnownFacts, knownOf, reuseOf } from './known.ts'

const OCTOBER = asPeriod('2026-M10')
const project = {
  planYear: 2026,
  yearPlan: 1_200,
  monthlyPlan: null,
  investedThisYear: 600,
  investedAsOf: '2026-M09' as string | null,
  fundsInPlace: 50,
  physicalProgress: '示例封顶',
}
const facts = (more: Partial<KnownFacts> = {}): KnownFacts => ({
  period: OCTOBER,
  project,
  earlier: [],
  ledger: [],
  nodes: [],
  nextNodes: [],
  ...more,
})
const earlier = (period: string, body: Partial<EarlierReport['body']>): EarlierReport => ({
  period: asPeriod(period),
  body: ReportBody.parse(body),
})

describe('what is known before a report is filled in', () => {
  it('counts on from the later of record and report', () => {
    expect(knownOf(facts()).base).toEqual({ amount: 600, period: '2026-M09', from: 'record' })
    const same = earlier('2026-M09', { investedThisYear: asYuan(650) })
    expect(knownOf(facts({ earlier: [same] })).base).toMatchObject({ amount: 600, from: 'record' })
    const held = { ...project, investedAsOf: '2026-M08' }
    expect(knownOf(facts({ earlier: [same], project: held })).base).toMatchObject({ amount: 650, from: 'last_report' })
    const old = earlier('2026-M08', { investedThisYear: asYuan(500) })
    expect(knownOf(facts({ earlier: [old] })).base).toMatchObject({ amount: 600, from: 'record' })
  })

  it('takes the month before from the ledger where record and reports have moved on', () => {
    const august = facts({
      period: asPeriod('2026-M08'),
      ledger: [
        { period: asPeriod('2026-M06'), amount: 400 },
        { period: asPeriod('2026-M07'), amount: 450 },
        { period: asPeriod('2026-M08'), amount: 520 },
      ],
    })
    const { base, body } = knownOf(august)
    expect(base).toEqual({ amount: 450, period: '2026-M07', from: 'ledger' })
    expect([body.investedThisYear, body.investedInPeriod]).toEqual([520, 70])
  })

  it('begins a year at nothing and never carries the year before over', () => {
    const january = facts({ period: asPeriod('2027-M01'), project: { ...project, planYear: 2027 } })
    expect(knownOf(january).base).toEqual({ amount: 0, period: null, from: 'record' })
    const february = facts({ period: asPeriod('2027-M02'), project: { ...project, planYear: 2027 } })
    expect(knownOf(february).base).toBeNull()
  })

  it('takes the month from the weeks inside it', () => {
    // Week 43 of 2026 ends on 25 October.
    const week = earlier('2026-W43', { investedThisYear: asYuan(680) })
    const { body, from } = knownOf(facts({ earlier: [week] }))
    expect([body.investedThisYear, body.investedInPeriod]).toEqual([680, 80])
    expect(from.investedThisYear).toBe('last_report')
  })

  it('takes the plan from its months, else month by month alike', () => {
    expect(knownOf(facts()).plannedToDate).toBe(1_000)
    const monthlyPlan = [0, 0, 100, 100, 100, 100, 100, 100, 100, 150, 150, 200]
    const known = knownOf(facts({ project: { ...project, monthlyPlan } }))
    expect([known.plannedToDate, known.plannedInPeriod, known.body.nextInvestment]).toEqual([850, 150, 150])
    const promised = earlier('2026-M09', { nextInvestment: asYuan(170) })
    expect(knownOf(facts({ earlier: [promised] })).plannedInPeriod).toBe(170)
  })

  it('says for every field it fills in where it was taken from', () => {
    fc.assert(
      fc.property(
        fc.record({
          investedThisYear: fc.option(fc.nat(10_000).map(asYuan)),
          physicalShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
          yearForecast: fc.option(fc.nat(10_000).map(asYuan)),
          fundsInPlace: fc.option(fc.nat(10_000).map(asYuan)),
        }),
        fc.constantFrom('2026-M09', '2026-M03', '2026-W43', '2025-M12'),
        fc.boolean(),
        (said, period, isKept) => {
          const known = knownOf(
            facts({
              earlier: [earlier(period, said)],
              project: { ...project, investedAsOf: isKept ? '2026-M10' : null },
            }),
          )
          for (const [field, value] of Object.entries(known.body)) {
            if (Array.isArray(value)) continue
            const isFilled = value !== null && value !== ''
            expect(isFilled).toBe(field in known.from)
          }
        },
      ),
    )
  })
})

describe('the share of what was reused', () => {
  it('is whole where a report is sent as it opened, whatever was known', () => {
    fc.assert(
      fc.property(fc.nat(600), (month) => {
        const known = knownOf(
          facts({
            project: { ...project, investedThisYear: 600 + month, investedAsOf: '2026-M10' },
            earlier: [earlier('2026-M09', { investedThisYear: asYuan(600) })],
          }),
        )
        const { asked, reused, changed } = reuseOf('month', known.body, known)
        expect(reused).toBe(asked)
        expect(asked).toBeGreaterThan(3)
        expect(changed).toEqual([])
      }),
    )
  })

  it('never exceeds what was asked and counts a changed field once', () => {
    const known = knownOf(facts())
    const body = ReportBody.parse({
      ...known.body,
      physicalProgress: '示例装修',
      investedInPeriod: 100,
      investedThisYear: 700,
    })
    expect(reuseOf('month', body, known)).toEqual({ asked: 5, reused: 3, changed: ['physicalProgress'] })
  })
})

describe('what keeps a report from being sent', () => {
  const sending = { kind: 'month' as const, period: OCTOBER, known: knownOf(facts()), today: '2026-11-02' as never }
  const good = ReportBody.parse({
    investedInPeriod: 100,
    investedThisYear: 700,
    physicalProgress: '示例封顶',
    yearForecast: 1_200,
    nextPlan: '示例装修',
    slipReason: 'weather',
  })
  const codes = (more: object) =>
    problemsOfReport(ReportBody.parse({ ...good, ...more }), sending).map((each) => each.code.split('.')[1])

  it('is nothing where it adds up', () => {
    expect(codes({})).toEqual([])
  })

  it('is a sum that does not follow from the last figure, unless it is explained', () => {
    expect(codes({ investedThisYear: 720 })).toEqual(['sum_differs'])
    expect(codes({ investedThisYear: 720, adjustReason: '审计核增' })).toEqual([])
    expect(codes({ investedInPeriod: 900 })).toEqual(['period_above_year'])
  })

  it('is a slip without its reason, and no reason asked where the plan is kept', () => {
    expect(codes({ slipReason: null })).toEqual(['slip_reason_missing'])
    expect(codes({ slipReason: 'other' })).toEqual(['slip_text_missing'])
    expect(codes({ slipReason: null, investedInPeriod: 400, investedThisYear: 1_000 })).toEqual([])
  })

  it('is a missed node without its reason or one done tomorrow', () => {
    const node = { nodeId: 'n', name: '示例封顶', plannedOn: '2026-10-20' }
    expect(codes({ nodes: [node] })).toEqual(['node_reason_missing'])
    expect(codes({ nodes: [{ ...node, reason: '钢材迟到' }] })).toEqual([])
    expect(codes({ nodes: [{ ...node, doneOn: '2026-10-19' }] })).toEqual([])
    expect(codes({ nodes: [{ ...node, doneOn: '2026-11-05' }] })).toEqual(['node_ahead'])
  })

  it('is a promise whose day has passed', () => {
    const problem = (dueOn: string) => ({ text: '示例断路', promise: { action: '修路', dueOn } })
    expect(codes({ problems: [problem('2026-10-30')] })).toEqual(['promise_past'])
    expect(codes({ problems: [problem('2026-11-30')] })).toEqual([])
  })
})
