import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOME, system } from '../../../tests/support/house.ts'
import { type LoopRoom, openLoopRoom } from '../../../tests/support/items.ts'
import { asDay, dayOf } from '../../kernel/day.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { createUnit } from '../organisation/contract.ts'
import { countItems, ITEM_STATES } from './contract.ts'
import { sampleItems } from './sample.ts'

let room: LoopRoom
beforeAll(async () => {
  room = await openLoopRoom()
})
afterAll(() => room.test.close())

it('the sample has items in every state but drafts, all of them marked and none of a published project', async () => {
  const names = [
    '示例住房和城乡建设局',
    '示例工业和信息化局',
    '示例行政审批服务局',
    '示例发展和改革局',
    '示例生态环境局',
    '示例自然资源和规划局',
    '示例财政局',
    '示例科学技术局',
    '示例新材料有限公司',
  ]
  const units = new Map<string, string>()
  for (const name of names) {
    const unit = await room.run(createUnit, system(), { name, kind: 'department', openedOn: asDay('2020-01-01') })
    units.set(name, unit.id)
  }
  const write: SampleWriter = {
    region: HOME,
    regionName: '示例县',
    today: dayOf(room.test.now),
    password: '',
    ids: { units, posts: new Map(), indicators: new Map() },
    run: (spec, input) => room.run(spec, system(), input),
  }
  const project = (id: string, name: string) => ({ id, name, unitId: room.units.east })
  await sampleItems(write, [project('p1', '示例一期'), project('p2', '示例二期'), project('p3', '真实项目')])
  const counted = await room.run(countItems, room.office(), {})
  const present = new Set(counted.byState.map(({ state }) => state))
  expect(ITEM_STATES.filter((state) => !present.has(state))).toEqual(['draft'])
  const { rows } = await room.test.database.admin.pool.query<{ title: string; subject_title: string }>(
    'select title, subject_title from items',
  )
  expect(rows.every(({ title }) => title.startsWith('示例：'))).toBe(true)
  expect(rows.every(({ subject_title }) => subject_title === '' || subject_title.startsWith('示例'))).toBe(true)
})
