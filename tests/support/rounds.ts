import * as contract from '../../src/capabilities/assessment/contract.ts'
import { assessmentOperations } from '../../src/capabilities/assessment/operations/index.ts'
import { createUnit } from '../../src/capabilities/organisation/contract.ts'
import { asDay } from '../../src/kernel/day.ts'
import { asPeriod, type Period } from '../../src/kernel/period.ts'
import { asYuan } from '../../src/kernel/yuan.ts'
import type { Caller } from '../../src/platform/access.ts'
import type { Implementation } from '../../src/platform/run-operation.ts'
import { personWith, system } from './house.ts'
import { type Library, openLibrary } from './projects.ts'

/** The month the rounds of a test are of. */
export const FEBRUARY = asPeriod('2026-M02')
const WAN = 10_000

type Act = typeof contract.settleRound

/** A region with three towns, projects in each, and schemes to assess them by. */
export interface Rounds {
  readonly library: Library
  readonly south: string
  readonly people: Readonly<Record<'office' | 'projects' | 'bureau' | 'leader' | 'east' | 'west', Caller>>
  /** Travels to an instant. */
  readonly at: (instant: string) => void
  /** Freezes a scheme of the month, changed as told. */
  readonly frozenScheme: (name: string, change?: (body: MonthBody) => unknown) => Promise<string>
  readonly open: (schemeId: string, period?: Period, level?: 'month' | 'quarter') => Promise<string>
  readonly show: (roundId: string, as?: Caller) => Promise<contract.RoundPage>
  /** Enters how many projects a unit started, as the bureau. */
  readonly enter: (roundId: string, values: readonly (readonly [string, string | null])[]) => Promise<unknown>
  /** Signs a criterion as it stands, as its source unit unless told otherwise. */
  readonly sign: (roundId: string, criterion: string, as?: Caller) => Promise<unknown>
  readonly act: (
    spec: typeof contract.startChecking | typeof contract.settleRound | typeof contract.publishRound,
    roundId: string,
    as?: Caller,
  ) => Promise<{ readonly edition: number; readonly digest: string }>
  /** A round of February with every figure and signature, laid before the units on Monday 16 March 2026. */
  readonly laidOpen: (schemeId: string) => Promise<string>
  /** The same, settled and published on 24 March. */
  readonly published: (schemeId: string) => Promise<string>
  readonly figure: (
    roundId: string,
    unitId: string,
    criterion: string,
    key: string,
  ) => Promise<contract.FigureLine | undefined>
  /** Unit, place and total of every place a reader sees. */
  readonly totals: (roundId: string, as?: Caller) => Promise<readonly (readonly [string, number | null, string])[]>
}

/** Body of the month's scheme before it is frozen. */
export type MonthBody = ReturnType<typeof monthBody>

function monthBody(units: { readonly east: string; readonly west: string; readonly south: string } & Sources) {
  return {
    groups: [{ key: 'towns', name: '镇街', unitIds: [units.east, units.west, units.south] }],
    levels: {
      month: {
        decimals: 2,
        bonusCap: '3',
        criteria: [
          {
            key: 'investment',
            name: '完成投资',
            points: '60',
            sourceUnitId: units.office,
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
            sourceUnitId: units.bureau,
            figures: [{ key: 'started', name: '新开工项目', unit: '个', from: { kind: 'unit' } }],
            method: { kind: 'additive', lines: [{ of: 'started', each: '5' }], least: '0', most: '40' },
          },
        ],
        extras: [
          { key: 'honour', name: '上级表彰', kind: 'bonus', each: '2', evidence: '表彰文件' },
          { key: 'late', name: '逾期未开工', kind: 'deduction', each: '0.5', evidence: '核查单' },
        ],
        bands: [
          { key: 'good', name: '优秀', from: '25' },
          { key: 'plain', name: '合格', from: null },
        ],
        lists: [
          { key: 'red', name: '红榜', colour: 'red', places: 1, conditions: [] },
          {
            key: 'black',
            name: '黑榜',
            colour: 'black',
            places: 1,
            conditions: [{ of: 'total', is: 'below', value: '25' }],
          },
        ],
        awards: [{ key: 'flag', name: '流动红旗', sign: 'flag', by: { kind: 'first', places: 1 } }],
      },
    } as Record<string, unknown>,
  }
}

interface Sources {
  readonly office: string
  readonly bureau: string
}

/** Opens a region with rounds; `more` are operations of neighbours the test needs. */
export async function openRounds(more: readonly Implementation[] = []): Promise<Rounds> {
  const library = await openLibrary([...assessmentOperations, ...more])
  const { test, units } = library
  const south = (
    await test.run(createUnit, system(), {
      name: '示例南湖街道',
      shortName: '南湖街道',
      kind: 'township',
      openedOn: asDay('2020-01-01'),
    })
  ).id
  const project = (name: string, unitId: string, plan: number, done: number) =>
    library.enter({
      name,
      unitId,
      stage: 'under_construction',
      memberships: [{ level: 'county', year: 2026, listClass: 'continuing', batch: '' }],
      planYear: 2026,
      yearPlan: asYuan(plan * WAN),
      investedThisYear: asYuan(done * WAN),
      investedAsOf: FEBRUARY,
    })
  await project('示例东河项目', units.east, 10_000, 2_500)
  await project('示例西山项目', units.west, 10_000, 1_200)
  await project('示例南湖项目', south, 5_000, 1_500)
  const people = {
    office: personWith('assessment_office', units.office),
    projects: personWith('project_office', units.office),
    bureau: personWith('department', units.bureau),
    leader: personWith('chief_leader', units.office),
    east: personWith('township', units.east),
    west: personWith('township', units.west),
  }
  const { office, projects, bureau } = people
  const at = (instant: string) => {
    test.now = new Date(instant)
  }
  const show: Rounds['show'] = (roundId, as = office) => test.run(contract.showRound, as, { roundId })
  const act: Rounds['act'] = async (spec, roundId, as = office) => {
    const { version } = await show(roundId)
    return test.run(spec as Act, as, { roundId, expectedVersion: version })
  }
  const open: Rounds['open'] = async (schemeId, period = FEBRUARY, level = 'month') =>
    (await test.run(contract.openRound, office, { schemeId, level, period })).id
  const enter: Rounds['enter'] = (roundId, values) =>
    test.run(contract.enterFigures, bureau, {
      roundId,
      criterion: 'starts',
      values: values.map(([unitId, value]) => ({ unitId, figure: 'started', value })),
    })
  const sign: Rounds['sign'] = async (roundId, criterion, as = criterion === 'starts' ? bureau : projects) => {
    const page = await show(roundId)
    const digest = page.criteria.find((each) => each.criterion === criterion)?.digest ?? ''
    return test.run(contract.signCriterion, as, { roundId, criterion, digest })
  }
  const laidOpen: Rounds['laidOpen'] = async (schemeId) => {
    at('2026-03-16T09:00:00+08:00')
    const roundId = await open(schemeId)
    await enter(roundId, [
      [units.east, '2'],
      [units.west, '3'],
      [south, '1'],
    ])
    await sign(roundId, 'starts')
    await sign(roundId, 'investment')
    await act(contract.startChecking, roundId)
    return roundId
  }
  return {
    library,
    south,
    people,
    at,
    show,
    act,
    open,
    enter,
    sign,
    laidOpen,
    frozenScheme: async (name, change = (body) => body) => {
      const body = change(monthBody({ ...units, south })) as never
      const made = await test.run(contract.createScheme, office, { year: 2026, name, body })
      await test.run(contract.freezeSchemeVersion, office, {
        schemeId: made.id,
        number: made.number,
        expectedVersion: made.recordVersion,
      })
      return made.id
    },
    published: async (schemeId) => {
      const roundId = await laidOpen(schemeId)
      at('2026-03-24T09:00:00+08:00')
      await act(contract.settleRound, roundId)
      await act(contract.publishRound, roundId)
      return roundId
    },
    figure: async (roundId, unitId, criterion, key) =>
      (await test.run(contract.listRoundFigures, office, { roundId })).items.find(
        (each) => each.unitId === unitId && each.criterion === criterion && each.figure === key,
      ),
    totals: async (roundId, as = office) =>
      (await test.run(contract.showRanking, as, { roundId })).groups.flatMap(({ places }) =>
        places.map(({ unitName, rank, total }) => [unitName, rank, total] as const),
      ),
  }
}
