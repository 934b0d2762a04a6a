import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { openNotices } from '../../../tests/support/notices.ts'
import { addDays, asDay } from '../../kernel/day.ts'
import { listNotices } from '../notices/contract.ts'
import { createPromise } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import { listOwed, remind } from './contract.ts'
import { remindRegion } from './jobs.ts'
import { overviewOperations } from './operations/index.ts'

const DUE = asDay('2026-03-20')
let world: Awaited<ReturnType<typeof openNotices>>
beforeAll(async () => {
  world = await openNotices([...obstaclesOperations, ...overviewOperations])
})
afterAll(() => world.close())

const promise = (action: string, unitId: string, dueOn = DUE) =>
  world.test.run(createPromise, personWith('supervision_office', world.units.office), {
    ownerText: '示例局',
    unitId,
    action,
    dueOn,
    madeOn: asDay('2026-03-01'),
  })
const heardBy = async (who: typeof world.town) =>
  (await world.test.run(listNotices, who.caller, { group: 'due' })).items.map(({ title, words, dueOn }) => ({
    title,
    words: words['zh-CN'],
    dueOn,
  }))
const on = async (day: string, time = '07:00') => {
  world.test.now = new Date(`${day}T${time}:00+08:00`)
  await remindRegion(world.test.house, HOME)
}

describe('the daily round', () => {
  it('reminds three days before and on the day, once each, of what the person owes', async () => {
    await promise('示例修通道路', world.units.east)
    for (let day = asDay('2026-03-12'); day <= addDays(DUE, 5); day = addDays(day, 1)) {
      await on(day)
      await on(day, '13:00')
    }
    const heard = await heardBy(world.town)
    expect(heard.map(({ title, dueOn }) => [title, dueOn])).toEqual([
      ['示例修通道路', DUE],
      ['示例修通道路', DUE],
    ])
    expect(heard.map(({ words }) => words.slice(0, 2))).toEqual(['今天', '快到'])
    expect(await heardBy(world.other)).toEqual([])
  })

  it('reminds later where it did not run, and of a day that was moved anew', async () => {
    await promise('示例拆除围挡', world.units.bureau, asDay('2026-04-10'))
    await on('2026-04-08')
    expect(await heardBy(world.other)).toHaveLength(1)
    await on('2026-04-09')
    expect(await heardBy(world.other)).toHaveLength(1)
    await on('2026-04-10')
    expect(await heardBy(world.other)).toHaveLength(2)
  })

  it('comes to everybody, however few are taken at once', async () => {
    for (let count = 0; count < 5; count += 1) {
      const { id } = await world.test.run(createPerson, system(), {
        name: `示例员${count}`,
        account: `clerk00${count}`,
      })
      await world.test.run(appoint, system(), {
        personId: id,
        unitId: world.units.west,
        role: 'township',
        title: '示例员',
        fromOn: asDay('2020-01-01'),
      })
    }
    world.test.now = new Date('2026-05-06T07:00:00+08:00')
    const rounds: number[] = []
    let after: string | null = ''
    do {
      const { people, next }: { people: number; next: string | null } = await world.test.run(remind, system(), {
        after,
        limit: 2,
      })
      rounds.push(people)
      after = next
    } while (after !== null)
    const all = await world.test.run(remind, system(), { limit: 200 })
    expect(rounds.reduce((sum, each) => sum + each, 0)).toBe(all.people)
    expect(all.people).toBeGreaterThanOrEqual(8)
  })

  it('tells of nothing the person is not shown in the own list', async () => {
    world.test.now = new Date('2026-06-01T07:00:00+08:00')
    await promise('示例甲', world.units.east, asDay('2026-06-03'))
    await promise('示例乙', world.units.bureau, asDay('2026-06-03'))
    await remindRegion(world.test.house, HOME)
    const owed = (await world.test.run(listOwed, world.town.caller, {})).items.map(({ title }) => title)
    const heard = (await heardBy(world.town)).filter(({ dueOn }) => dueOn === '2026-06-03').map(({ title }) => title)
    expect(heard).toEqual(['示例甲'])
    expect(owed).toEqual(expect.arrayContaining(heard))
  })
})
