import { z } from 'zod'
import * as contract from '../../src/capabilities/targets/contract.ts'
import { createUnit, setUp } from '../../src/capabilities/organisation/contract.ts'
import { organisationOperations } from '../../src/capabilities/organisation/operations/index.ts'
import { archiveOperations, targetsOperations } from '../../src/capabilities/targets/operations/index.ts'
import { asDay } from '../../src/kernel/day.ts'
import { newId } from '../../src/kernel/ids.ts'
import { command } from '../../src/kernel/operation.ts'
import { asPeriod } from '../../src/kernel/period.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import { implement, type OperationContext, runOperation } from '../../src/platform/run-operation.ts'
import { HOME, openTestHouse, personWith, system } from './house.ts'

const anything = command({
  id: 'test.anything',
  summary: 'Whatever a neighbour does',
  route: 'POST /anything',
  permission: 'targets.manage',
  input: z.object({}),
  output: z.any(),
})

type Caller = ReturnType<typeof personWith>

/** The codes a refusal carries, its kind first. */
export const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

/** A county with a statistics bureau, a commerce bureau that is the source of its indicators, three towns, and hands to enter targets and figures with. */
export async function openTargetsHouse() {
  const own = [...organisationOperations, ...targetsOperations]
  const test = await openTestHouse([...own, ...archiveOperations(own)])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  const county = made.unitId
  const boss = personWith('administrator', county)
  const unit = async (name: string, kind: 'department' | 'township') =>
    (await test.run(createUnit, boss, { name, kind, openedOn: asDay('2020-01-01') })).id
  const bureau = await unit('示例统计局', 'department')
  const commerce = await unit('示例商务局', 'department')
  const towns = [
    await unit('示例东镇', 'township'),
    await unit('示例西镇', 'township'),
    await unit('示例南镇', 'township'),
  ]
  const office = personWith('assessment_office', county)
  const ministry = personWith('department', commerce)
  let serial = 0

  const indicator = async (more: Partial<contract.IndicatorBody> = {}) => {
    serial += 1
    const { id } = await test.run(contract.createIndicator, office, {
      code: `I${serial}`,
      name: `示例指标${serial}`,
      unitText: '亿元',
      kind: 'work',
      direction: 'higher',
      measure: 'level',
      statistical: false,
      sourceUnitId: commerce,
      frequency: 'month',
      firstMonths: 'separate',
      cumulative: true,
      overTime: 'sum',
      overUnits: 'sum',
      ...more,
    })
    return id
  }
  const target = async (indicatorId: string, value: string, more: Partial<contract.TargetBody> = {}) =>
    (
      await test.run(contract.createTarget, office, {
        indicatorId,
        year: 2026,
        unitId: county,
        goal: { comparator: '>=', value },
        owner: { unitId: commerce },
        ...more,
      })
    ).id
  const issue = async (targetId: string) => {
    const decision = { reason: '年初部署', approvingBody: '市委常委会', effectiveOn: asDay('2026-01-05') }
    const step = { targetId, ...decision }
    const { version } = await test.run(contract.decideTarget, office, {
      ...step,
      expectedVersion: 1,
      action: 'approve',
    })
    await test.run(contract.decideTarget, office, { ...step, expectedVersion: version, action: 'issue' })
    return targetId
  }
  return {
    test,
    county,
    bureau,
    commerce,
    towns,
    office,
    ministry,
    leader: personWith('chief_leader', county),
    statistics: personWith('statistics_bureau', bureau),
    indicator,
    target,
    issued: async (indicatorId: string, value: string, more: Partial<contract.TargetBody> = {}) =>
      issue(await target(indicatorId, value, more)),
    cell: (
      indicatorId: string,
      period: string,
      value: string | null,
      more: { unitId?: string; expectedVersion?: number } & Partial<contract.ActualVersion> = {},
    ) => {
      const { unitId = county, expectedVersion = 0, ...entry } = more
      const day = asDay('2026-03-10')
      return {
        indicatorId,
        unitId,
        period: asPeriod(period),
        expectedVersion,
        entry: { value, status: 'preliminary' as const, asOf: day, releasedOn: day, ...entry },
      }
    },
    enter: (cells: z.input<typeof contract.CellEntry>[], as: Caller = ministry) =>
      test.run(contract.enterActuals, as, { cells }),
    show: (targetId: string, as: Caller = office, period?: string) =>
      test.run(contract.showTarget, as, { targetId, ...(period ? { period: asPeriod(period) } : {}) }),
    /** Calls a front door as a neighbour's operation does. */
    asSystem: async <T>(work: (ctx: OperationContext) => Promise<T>): Promise<T> =>
      (await runOperation(test.house, implement(anything, work), {
        caller: system(),
        input: {},
        requestId: newId(),
      })) as T,
  }
}

/** What `openTargetsHouse` answers. */
export type TargetsHouse = Awaited<ReturnType<typeof openTargetsHouse>>
