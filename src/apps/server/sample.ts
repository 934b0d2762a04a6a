import { dayOf } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { OperationSpec, OutputOf, SentOf } from '../../kernel/operation.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { asRegionCode } from '../../kernel/region-code.ts'
import { sampleBulletins } from '../../capabilities/bulletins/sample.ts'
import { sampleContests } from '../../capabilities/contests/sample.ts'
import { sampleAssessment } from '../../capabilities/assessment/sample.ts'
import { samplePublishedClaims } from '../../capabilities/dispatches/sample.ts'
import { sampleInventedProjects, sampleMoney, samplePublishedProjects } from '../../capabilities/key-projects/sample.ts'
import { listProjects } from '../../capabilities/key-projects/contract.ts'
import { sampleItems } from '../../capabilities/obstacles/sample.ts'
import { listPeople, resetPassword, setUp } from '../../capabilities/organisation/contract.ts'
import { sampleOrganisation, samplePublishedRegion } from '../../capabilities/organisation/sample.ts'
import { sampleDays } from '../../capabilities/overview/sample.ts'
import { sampleReports } from '../../capabilities/progress-reports/sample.ts'
import { sampleProjectSupport } from '../../capabilities/project-support/sample.ts'
import { sampleSchedules } from '../../capabilities/schedules/sample.ts'
import { sampleInventedTargets, samplePublishedTargets } from '../../capabilities/targets/sample.ts'
import { type House, runOperation } from '../../platform/run-operation.ts'
import { implementations } from './registry.ts'

/** The regions of the sample; the first one is filled with invented units, people, projects and months, the others show published figures. */
const REGIONS = [
  ['370786', '昌邑市'],
  ['370724', '临朐县'],
  ['371525', '冠县'],
  ['370700', '潍坊市'],
  ['370400', '枣庄市'],
] as const

/** Fills an empty installation with the sample regions, through operations alone. */
export async function openSample(house: House, password: string): Promise<void> {
  for (const [region, regionName] of REGIONS) {
    const write = writerOf(house, region, regionName, password)
    await write.run(setUp, {
      regionCode: asRegionCode(region),
      regionName,
      administratorName: '示例·建库管理员',
      account: `setup.${region}`,
      unitName: '示例管理办公室',
      isSample: true,
    })
    const isFull = region === REGIONS[0][0]
    await (isFull ? sampleOrganisation(write) : samplePublishedRegion(write))
    await samplePublishedTargets(write)
    await samplePublishedProjects(write)
    await samplePublishedClaims(write)
    if (!isFull) continue
    await sampleInventedTargets(write)
    await sampleInventedProjects(write)
    await sampleMoney(write)
    await sampleSchedules(write)
    await sampleProjectSupport(write)
    await sampleReports(write)
    const { items: projects } = await write.run(listProjects, { text: '示例', sort: 'number', limit: 60 })
    await sampleItems(write, projects)
    await sampleAssessment(write)
    await sampleContests(write, projects)
    await sampleDays(write)
    await sampleBulletins(write)
  }
}

/** Gives every sample person of a region another password; people somebody registered there keep theirs. */
export async function renewPasswords(house: House, region: string, password: string): Promise<void> {
  const write = writerOf(house, region, '', password)
  const { items } = await write.run(listPeople, { search: '示例', state: 'active', limit: 200 })
  for (const { id: personId, name, mustChangePassword } of items)
    if (name.startsWith('示例·') && !mustChangePassword)
      await write.run(resetPassword, { personId, samplePassword: password })
}

function writerOf(house: House, region: string, regionName: string, password: string): SampleWriter {
  const byId = new Map(implementations.map((each) => [each.spec.id, each]))
  return {
    region,
    regionName,
    password,
    today: dayOf(house.clock()),
    ids: { units: new Map(), posts: new Map(), indicators: new Map() },
    async run<S extends OperationSpec>(spec: S, input: SentOf<S>) {
      const implementation = byId.get(spec.id)
      if (!implementation) throw new Error(`not registered: ${spec.id}`)
      const caller = { kind: 'system', name: '示例数据', region } as const
      return (await runOperation(house, implementation, { caller, input, requestId: newId() })) as OutputOf<S>
    },
  }
}
