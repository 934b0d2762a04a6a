import { asDay } from '../../src/kernel/day.ts'
import type { OutputOf, SentOf } from '../../src/kernel/operation.ts'
import { asRegionCode } from '../../src/kernel/region-code.ts'
import type { Caller } from '../../src/platform/access.ts'
import * as contract from '../../src/capabilities/obstacles/contract.ts'
import { obstaclesOperations } from '../../src/capabilities/obstacles/operations/index.ts'
import { createUnit, setUp } from '../../src/capabilities/organisation/contract.ts'
import { organisationOperations } from '../../src/capabilities/organisation/operations/index.ts'
import type { Implementation } from '../../src/platform/run-operation.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from './house.ts'

type Moved = OutputOf<typeof contract.signItem>

/** A region with an office, two towns, two bureaus and an enterprise, in which items are brought up and settled. */
export interface LoopRoom {
  readonly test: TestHouse
  readonly run: TestHouse['run']
  readonly units: Readonly<Record<'office' | 'east' | 'west' | 'bureau' | 'water' | 'firm', string>>
  readonly office: () => Caller
  readonly east: () => Caller
  readonly west: () => Caller
  readonly bureau: () => Caller
  readonly firm: () => Caller
  readonly chief: () => Caller
  readonly report: (
    body?: Partial<SentOf<typeof contract.reportItem>['body']>,
    by?: Caller,
    unitId?: string,
  ) => Promise<Moved>
  /** Reported by the east town, verified, assigned to the bureau. */
  readonly assigned: (assignment?: Partial<SentOf<typeof contract.assignItem>['assignment']>) => Promise<Moved>
  /** The same, and signed by the bureau. */
  readonly signed: (assignment?: Partial<SentOf<typeof contract.assignItem>['assignment']>) => Promise<Moved>
  readonly answered: () => Promise<Moved>
  /** Answered, agreed to by the east town and the office, and thereby closed. */
  readonly closed: () => Promise<Moved>
  readonly at: (item: { readonly id: string; readonly version: number }) => {
    readonly itemId: string
    readonly expectedVersion: number
  }
  readonly show: (itemId: string, by?: Caller) => Promise<OutputOf<typeof contract.showItem>>
  readonly kindsOf: (itemId: string) => Promise<readonly string[]>
}

/** Opens a house in which items are brought up and settled. Monday, 16 March 2026, nine o'clock. */
export async function openLoopRoom(more: readonly Implementation[] = [], region = HOME): Promise<LoopRoom> {
  const test = await openTestHouse([...organisationOperations, ...obstaclesOperations, ...more])
  const run: TestHouse['run'] = (...given) => test.run(...given)
  await run(setUp, system(region), {
    regionCode: asRegionCode(region),
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  const unit = async (name: string, kind: 'office' | 'township' | 'department' | 'enterprise') =>
    (await run(createUnit, system(region), { name, shortName: name.slice(2), kind, openedOn: asDay('2020-01-01') })).id
  const units = {
    office: await unit('示例督查室', 'office'),
    east: await unit('示例东河镇', 'township'),
    west: await unit('示例西山镇', 'township'),
    bureau: await unit('示例自然资源局', 'department'),
    water: await unit('示例水利局', 'department'),
    firm: await unit('示例制造企业', 'enterprise'),
  }
  const office = () => personWith('supervision_office', units.office)
  const east = () => personWith('township', units.east)
  const bureau = () => personWith('department', units.bureau)
  const at: LoopRoom['at'] = ({ id, version }) => ({ itemId: id, expectedVersion: version })
  const report: LoopRoom['report'] = (body = {}, by = east(), unitId = units.east) =>
    run(contract.reportItem, by, {
      unitId,
      body: {
        class: 'site_conditions',
        title: '示例：厂区外排水管线未迁改',
        text: '示例：管线压占施工便道，桩基无法进场。',
        desiredResult: '示例：管线迁出红线外',
        ...body,
      },
    })
  const assigned: LoopRoom['assigned'] = async (assignment = {}) => {
    const verified = await run(contract.verifyItem, office(), at(await report()))
    return run(contract.assignItem, office(), {
      ...at(verified),
      assignment: {
        leadUnitId: units.bureau,
        closingStandard: '示例：管线迁改完成并通水',
        closingProof: 'statement',
        ...assignment,
      },
    })
  }
  const signed: LoopRoom['signed'] = async (assignment) =>
    run(contract.signItem, bureau(), at(await assigned(assignment)))
  const answered = async () =>
    run(contract.answerItem, bureau(), {
      ...at(await signed()),
      text: '示例：已迁改完成',
      approvedBy: '示例局长',
    })
  return {
    test,
    run,
    units,
    office,
    east,
    west: () => personWith('township', units.west),
    bureau,
    firm: () => personWith('enterprise', units.firm),
    chief: () => personWith('chief_leader', units.office),
    report,
    assigned,
    signed,
    answered,
    closed: async () => {
      const byProposer = await run(contract.agreeToItem, east(), { ...at(await answered()), as: 'proposer' })
      return run(contract.agreeToItem, office(), { ...at(byProposer), as: 'assigner' })
    },
    at,
    show: (itemId, by = office()) => run(contract.showItem, by, { itemId }),
    kindsOf: async (itemId) =>
      (await run(contract.listItemHistory, office(), { itemId })).items.map(({ kind }) => kind),
  }
}
