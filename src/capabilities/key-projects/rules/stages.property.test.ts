import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day } from '../../../kernel/day.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import {
  Achieved,
  ContractType,
  type Evidence,
  EvidenceKind,
  InvestorType,
  MOVE_GUARDS,
  PauseReason,
  STAGES,
  type Stage,
} from '../contract.ts'
import { checkMove, type MovingProject, possibleMoves, registrationProblems, stagePath } from './moves.ts'
import { CHAIN, hasReached, movesFrom, pathOf, reachedStage, STAGE_TABLE } from './stages.ts'

const TODAY = asDay('2026-03-16')
const stage = fc.constantFrom(...STAGES)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const money = maybe(fc.nat(1_000_000).map((value) => asYuan(value)))
const day: fc.Arbitrary<Day> = fc.integer({ min: -40, max: 5 }).map((days) => addDays(TODAY, days))
const project: fc.Arbitrary<MovingProject> = fc.record({
  stage,
  stageLeft: maybe(fc.constantFrom(...CHAIN)),
  stageSince: maybe(day),
  scope: fc.constantFrom('', '示例内容'),
  totalInvestment: money,
  investedBeforeYear: money,
  investedThisYear: money,
  investorType: maybe(fc.constantFrom(...InvestorType.options)),
  establishment: maybe(fc.constantFrom('approval' as const, 'verification' as const, 'filing' as const)),
  enterprise: fc.constantFrom('', '示例公司'),
  creditCode: fc.constantFrom(null, '91370786MA00DEM14W' as MovingProject['creditCode']),
  projectCodes: fc.constantFrom([], ['2603-370786-04-01-123456' as MovingProject['projectCodes'][number]]),
  expectedOutput: money,
  expectedTax: money,
  startedOn: maybe(day),
  completedOn: maybe(day),
  producedOn: maybe(day),
  openDuplicates: fc.constantFrom([], ['示例另一个项目']),
})
const asked = fc.record({
  to: stage,
  on: day,
  evidence: fc
    .subarray([...EvidenceKind.options])
    .map((kinds) => kinds.map((kind): Evidence => ({ kind, text: '示例', on: null }))),
  contractType: maybe(fc.constantFrom(...ContractType.options)),
  pauseReason: maybe(fc.constantFrom(...PauseReason.options)),
  achieved: maybe(
    fc.record({ output: money, tax: money, agreedShare: fc.constantFrom(0.5, 1) }).map((each) => Achieved.parse(each)),
  ),
  reason: fc.constantFrom('', '示例理由'),
})
const everything = (to: Stage, on: Day) => ({
  to,
  on,
  evidence: EvidenceKind.options.map((kind): Evidence => ({ kind, text: '示例', on: null })),
  contractType: 'formal' as const,
  pauseReason: 'design_change' as const,
  achieved: Achieved.parse({ output: 1_000, agreedShare: 1 }),
  reason: '示例理由',
})
const complete: MovingProject = {
  stage: 'reserve',
  stageLeft: null,
  stageSince: null,
  scope: '示例',
  totalInvestment: asYuan(100),
  investedBeforeYear: null,
  investedThisYear: null,
  investorType: 'private',
  establishment: 'filing',
  enterprise: '示例公司',
  creditCode: '91370786MA00DEM14W' as MovingProject['creditCode'],
  projectCodes: ['2603-370786-04-01-123456' as MovingProject['projectCodes'][number]],
  expectedOutput: asYuan(1_000),
  expectedTax: null,
  startedOn: null,
  completedOn: null,
  producedOn: null,
  openDuplicates: [],
}

describe('the stage table', () => {
  it('has a line for every stage of the chain but the last, and every guard is used', () => {
    for (const from of CHAIN.slice(0, -1))
      expect([from, STAGE_TABLE[from].map(({ to }) => to)]).toEqual([from, expect.arrayContaining(['paused', 'ended'])])
    const used = new Set(Object.values(STAGE_TABLE).flatMap((rules) => rules.flatMap(({ guards }) => guards)))
    expect([...used].toSorted()).toEqual([...MOVE_GUARDS].toSorted())
  })

  it('leads a complete project through every stage of its way, whoever invests, and nothing is skipped', () => {
    for (const investorType of [null, ...InvestorType.options]) {
      const establishment = investorType === 'government' ? ('approval' as const) : ('filing' as const)
      const way = pathOf(investorType)
      for (const [index, from] of way.slice(0, -1).entries()) {
        const next = way[index + 1] as Stage
        const here = { ...complete, investorType, establishment, stage: from }
        const outcome = checkMove(here, everything(next, TODAY), TODAY)
        expect([from, next, outcome.ok]).toEqual([from, next, true])
        const forward = movesFrom(from, investorType, null).filter(({ to }) => CHAIN.includes(to))
        expect(forward.map(({ to }) => to)).toEqual([next])
      }
    }
  })

  it('is reached only step by step: a move goes to the next stage of the way, beside it, or back to where it stood', () => {
    fc.assert(
      fc.property(project, asked, (from, request) => {
        const outcome = checkMove(from, request, TODAY)
        if (!outcome.ok) return
        const way = pathOf(from.investorType)
        const isStep =
          from.stage !== 'paused' && CHAIN.indexOf(request.to) > CHAIN.indexOf(from.stage) && CHAIN.includes(request.to)
        const between = CHAIN.slice(CHAIN.indexOf(from.stage) + 1, CHAIN.indexOf(request.to))
        if (isStep) expect(between.filter((each) => way.includes(each))).toEqual([])
        else expect(['paused', 'ended', from.stageLeft ?? 'reserve']).toContain(request.to)
      }),
    )
  })

  it('is walked exactly when nothing it shows as needed is missing', () => {
    fc.assert(
      fc.property(project, asked, (from, request) => {
        const shown = possibleMoves(from, () => true).find(({ to }) => to === request.to)
        const outcome = checkMove(from, request, TODAY)
        if (!shown) {
          expect(outcome.ok).toBe(false)
          return
        }
        const has = new Set(request.evidence.map(({ kind }) => kind))
        const papers = shown.evidence.every((kinds) => kinds.some((kind) => has.has(kind)))
        const blocked = shown.guards.some(({ state }) => state === 'unmet')
        if (outcome.ok) expect([papers, blocked]).toEqual([true, false])
        if (!papers || blocked) expect(outcome.ok).toBe(false)
      }),
    )
  })

  it('takes no day to come and none before the present stage was reached', () => {
    fc.assert(
      fc.property(project, asked, (from, request) => {
        const outcome = checkMove(from, request, TODAY)
        if (outcome.ok)
          expect(request.on <= TODAY && (from.stageSince === null || request.on >= from.stageSince)).toBe(true)
      }),
    )
  })

  it('remembers in a pause or an end where the project stood, so that nothing reached is lost', () => {
    fc.assert(
      fc.property(project, asked, (from, request) => {
        const outcome = checkMove(from, request, TODAY)
        if (!outcome.ok) return
        const before = reachedStage(from.stage, from.stageLeft)
        const after = reachedStage(request.to, outcome.value.stageLeft)
        expect(CHAIN.indexOf(after)).toBeGreaterThanOrEqual(CHAIN.indexOf(before))
      }),
    )
  })

  it('names the stages there are when it refuses one', () => {
    const outcome = checkMove({ ...complete, stage: 'landed' }, everything('completed', TODAY), TODAY)
    expect(outcome).toMatchObject({
      ok: false,
      problems: [{ code: 'key_projects.no_such_move', params: { next: 'established,paused,ended' } }],
    })
  })
})

describe('what is drawn', () => {
  it('has one present stage on every path, done ones before it and none after it with a day', () => {
    fc.assert(
      fc.property(project, (from) => {
        const steps = stagePath(from, new Map(CHAIN.map((each) => [each, TODAY])))
        const place = steps.findIndex(({ state }) => state === 'current')
        expect(steps.map(({ state }) => state)).toEqual(
          steps.map((_, index) => (index < place ? 'done' : index === place ? 'current' : 'ahead')),
        )
        expect(steps[place]?.stage).toBe(reachedStage(from.stage, from.stageLeft))
        expect(steps.filter(({ state, on }) => state === 'ahead' && on !== null)).toEqual([])
      }),
    )
  })
})

describe('registrations', () => {
  it('stand from the start on and from production on, never before', () => {
    fc.assert(
      fc.property(project, maybe(day), maybe(day), (from, investmentRegisteredOn, fourAboveOn) => {
        const codes = registrationProblems(from, { investmentRegisteredOn, fourAboveOn }).map(({ code }) => code)
        const early =
          investmentRegisteredOn !== null &&
          (!hasReached(from, 'started') || (from.startedOn !== null && investmentRegisteredOn < from.startedOn))
        expect(codes.includes('key_projects.registered_too_early')).toBe(early)
        expect(codes.includes('key_projects.four_above_too_early')).toBe(
          fourAboveOn !== null && !hasReached(from, 'in_production'),
        )
      }),
    )
  })
})
