import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, system, type TestHouse } from '../../../tests/support/house.ts'
import { dayOf } from '../../kernel/day.ts'
import { asRegionCode } from '../../kernel/region-code.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { keyProjectsOperations } from '../key-projects/operations/index.ts'
import { lightsOperations } from '../lights/operations.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import { samplePublishedRegion } from '../organisation/sample.ts'
import { listClaims, listTargets } from '../targets/contract.ts'
import { targetsOperations } from '../targets/operations/index.ts'
import { listDispatches } from './contract.ts'
import { dispatchesOperations } from './operations/index.ts'
import { samplePublishedClaims } from './sample.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse([
    ...organisationOperations,
    ...lightsOperations,
    ...targetsOperations,
    ...keyProjectsOperations,
    ...obstaclesOperations,
    ...dispatchesOperations,
  ])
})
afterAll(() => test.close())

const sampled = async (region: string, regionName: string) => {
  const caller = system(region)
  const write: SampleWriter = {
    region,
    regionName,
    password: 'Probe-2026-Horn',
    today: dayOf(test.house.clock()),
    ids: { units: new Map(), posts: new Map(), indicators: new Map() },
    run: (spec, input) => test.run(spec, caller, input),
  }
  await test.run(setUp, caller, {
    regionCode: asRegionCode(region),
    regionName,
    administratorName: '示例·建库管理员',
    account: `setup.${region}`,
    unitName: '示例管理办公室',
    isSample: true,
  })
  await samplePublishedRegion(write)
  await samplePublishedClaims(write)
  const { items } = await test.run(listClaims, caller, { limit: 200 })
  return { caller, claims: items }
}
const figures = (claims: Awaited<ReturnType<typeof sampled>>['claims']) =>
  claims.map((each) => `${each.indicatorName} ${each.value}${each.unitText} ${each.period}`)

describe('figures reached that dispatches published', () => {
  it('of 冠县 stand as open claims citing their dispatch, and nothing else is made of them', async () => {
    const { caller, claims } = await sampled('371525', '冠县')
    // 新聊城客户端 2023-08-23
    expect(figures(claims)).toEqual(
      expect.arrayContaining([
        '地区生产总值 6.4% 2023-H1',
        '网络零售额 44.6% 2023-H1',
        '新增创新型中小企业数 59家 2023',
      ]),
    )
    expect(claims).toHaveLength(10)
    const [dispatch] = (await test.run(listDispatches, caller, {})).items
    for (const claim of claims)
      expect(claim).toMatchObject({
        state: 'open',
        status: 'achieved',
        actual: null,
        source: { dispatchId: dispatch?.id, title: expect.stringContaining('新聊城客户端 2023-08-23') },
      })
    expect(dispatch?.counts).toMatchObject({ proposed: 0, accepted: 10 })
    for (const year of [2023, 2024]) expect((await test.run(listTargets, caller, { year })).items).toEqual([])
  })

  it('of 临朐 keep what was published as a bound a bound', async () => {
    const { claims } = await sampled('370724', '临朐县')
    // 大众网 2024-04-08
    expect(figures(claims)).toEqual(expect.arrayContaining(['规上工业总产值 613亿元 2024', '省级重点项目数 15个 2024']))
    expect(claims.find((each) => each.indicatorName.includes('计划投资额'))).toMatchObject({
      comparator: '>=',
      value: '40',
      period: '2024-Q1',
    })
  })
})
