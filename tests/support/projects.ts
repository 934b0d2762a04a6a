import { asDay } from '../../src/kernel/day.ts'
import { asRegionCode } from '../../src/kernel/region-code.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import type { Implementation } from '../../src/platform/run-operation.ts'
import { createProject, type ProjectBody } from '../../src/capabilities/key-projects/contract.ts'
import { keyProjectsOperations } from '../../src/capabilities/key-projects/operations/index.ts'
import { appoint, createPerson, createUnit, setUp } from '../../src/capabilities/organisation/contract.ts'
import { organisationOperations } from '../../src/capabilities/organisation/operations/index.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from './house.ts'

/** A region with an office, two towns and a sponsoring leader's post, to keep projects in. */
export interface Library {
  readonly test: TestHouse
  readonly units: { readonly office: string; readonly east: string; readonly west: string; readonly bureau: string }
  readonly sponsor: { readonly postId: string; readonly name: string; readonly title: string }
  /** Enters a project as the project office. */
  readonly enter: (body: Partial<ProjectBody> & { readonly name: string }) => Promise<{ id: string; number: string }>
}

/** Opens a house with units and posts in which key projects can be kept. */
export async function openLibrary(more: readonly Implementation[] = [], region = HOME): Promise<Library> {
  const test = await openTestHouse([...organisationOperations, ...keyProjectsOperations, ...more])
  await test.run(setUp, system(region), {
    regionCode: asRegionCode(region),
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  const unit = async (name: string, kind: 'office' | 'township' | 'department') =>
    (
      await test.run(createUnit, system(region), {
        name,
        shortName: name.slice(2),
        kind,
        openedOn: asDay('2020-01-01'),
      })
    ).id
  const units = {
    office: await unit('示例重点项目办公室', 'office'),
    east: await unit('示例东河镇', 'township'),
    west: await unit('示例西山镇', 'township'),
    bureau: await unit('示例工业和信息化局', 'department'),
  }
  const name = '示例甲'
  const title = '包靠领导（一）'
  const { id: personId } = await test.run(createPerson, system(region), { name, account: 'sponsor01' })
  const { id: postId } = await test.run(appoint, system(region), {
    personId,
    unitId: units.office,
    role: 'sponsoring_leader',
    title,
    fromOn: asDay('2020-01-01'),
  })
  return {
    test,
    units,
    sponsor: { postId, name, title },
    enter: (body) =>
      test.run(createProject, personWith('project_office', units.office), { unitId: units.east, ...body }),
  }
}

/** The kind and codes of the refusal a piece of work ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.kind, ...error.problems.map((each) => each.code)]
  }
  return ['nothing refused']
}
