import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { dayOf } from '../../kernel/day.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { createUnit } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import * as contract from './contract.ts'
import { contestsOperations } from './operations/index.ts'
import { sampleContests } from './sample.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse([...contestsOperations, ...organisationOperations])
})
afterAll(() => house.close())

it('the sample has a published tour with its count signed and an arena of seven ready to run, all marked', async () => {
  const units = new Map<string, string>()
  for (const name of ['东河镇', '西山镇', '南湖街道', '北塘镇', '柳林镇', '青石镇', '云溪镇', '白沙镇']) {
    const openedOn = dayOf(new Date('2020-01-01T00:00:00+08:00'))
    const unit = await house.run(createUnit, system(), { name: `示例${name}`, kind: 'township', openedOn })
    units.set(`示例${name}`, unit.id)
  }
  const write: SampleWriter = {
    region: HOME,
    regionName: '示例县',
    today: dayOf(house.now),
    password: '',
    ids: { units, posts: new Map(), indicators: new Map() },
    run: (spec, input) => house.run(spec, system(), input),
  }
  await sampleContests(write, [])
  const reader = personWith('township')
  const { items } = await house.run(contract.listContests, reader, {})
  expect(items.map(({ kind, state, entrants }) => [kind, state, entrants])).toEqual([
    ['arena', 'frozen', 7],
    ['tour', 'published', 8],
  ])
  expect(items.every(({ name }) => name.startsWith('示例'))).toBe(true)
  const tour = items.find(({ kind }) => kind === 'tour')
  const { result, counts, isGenuine, decisions } = await house.run(contract.showResult, reader, {
    contestId: tour?.id ?? '',
  })
  expect(isGenuine).toBe(true)
  expect(counts[0]?.signedAt).not.toBeNull()
  expect(result?.ballots).toBe(14)
  for (const { places } of result?.groups ?? []) {
    expect(places.map(({ rank }) => rank)[0]).toBe(1)
    expect(places.filter(({ commits }) => commits)).not.toHaveLength(0)
  }
  // Two of the judges belong to towns that were compared: they did not vote on themselves.
  const own = result?.groups.flatMap(({ places }) => places.filter(({ excluded }) => excluded === 1)) ?? []
  expect(own.map(({ name }) => name).toSorted()).toEqual(['示例东河镇', '示例柳林镇'])
  expect(decisions.every(({ text }) => text.startsWith('示例'))).toBe(true)
  const stops = await house.run(contract.listStops, reader, { contestId: tour?.id ?? '' })
  expect(stops.items).toHaveLength(8)
})
