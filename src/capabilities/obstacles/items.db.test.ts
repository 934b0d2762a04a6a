import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type LoopRoom, openLoopRoom } from '../../../tests/support/items.ts'
import { refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import * as contract from './contract.ts'
import { brokenSeal, listItemEvents } from './store/item-events.ts'
import { inRegion } from '../../platform/transaction.ts'

const MORNING = new Date('2026-03-16T09:00:00+08:00')
let room: LoopRoom
beforeAll(async () => {
  room = await openLoopRoom()
})
afterAll(() => room.test.close())

const travel = (text: string) => {
  room.test.now = new Date(text)
}
const back = () => {
  room.test.now = MORNING
}

/** One grey point, with a comment that is nobody's business. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAADHRFWHRDb21tZW50AGhlcmU+BdJ9AAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='

describe('an item', () => {
  it('travels from its report to a closing both sides agreed to, each step a line of the log', async () => {
    const closed = await room.closed()
    expect(closed.state).toBe('closed')
    expect(await room.kindsOf(closed.id)).toEqual([
      'reported',
      'verified',
      'assigned',
      'signed',
      'answered',
      'proposer_agreed',
      'assigner_agreed',
      'closed',
    ])
    const item = await room.show(closed.id)
    expect(item.number).toMatch(/^WT-2026-\d{4}$/)
    expect(item).toMatchObject({
      leadUnit: { name: '自然资源局' },
      isOverdue: false,
      isLate: false,
      actions: ['reopen'],
    })
  })

  it('gets numbers of its kind, one after the other', async () => {
    const [one, other] = [await room.report(), await room.report()]
    const serial = async (id: string) => Number((await room.show(id)).number?.slice(-4))
    expect(await serial(other.id)).toBe((await serial(one.id)) + 1)
    const task = await room.report({ kind: 'task', origin: 'campaign' })
    expect((await room.show(task.id)).number).toMatch(/^RW-/)
  })

  it('has no number and no reader but its writer while it is a draft', async () => {
    const draft = await room.run(contract.reportItem, room.east(), {
      unitId: room.units.east,
      send: false,
      body: { class: 'labour', title: '示例：招工难', text: '示例：缺焊工三十名。' },
    })
    expect(draft.state).toBe('draft')
    expect(await refusalOf(room.show(draft.id))).toEqual(['not_found', 'record.not_found'])
    const sent = await room.run(contract.sendItem, room.east(), room.at(draft))
    expect(sent.state).toBe('reported')
    expect((await room.show(draft.id)).number).toMatch(/^WT-/)
  })

  it('is closed by nobody who handles it, nor agreed to by them', async () => {
    const answered = await room.answered()
    for (const as of ['proposer', 'assigner'] as const)
      expect(await refusalOf(room.run(contract.agreeToItem, room.bureau(), { ...room.at(answered), as }))).toEqual([
        'forbidden',
        'obstacles.item_not_yours',
      ])
    expect(await refusalOf(room.run(contract.closeItem, room.office(), room.at(answered)))).toEqual([
      'rule_broken',
      'obstacles.item_not_now',
    ])
  })

  it('is not agreed to in the place of its proposer by the office that assigned it', async () => {
    const answered = await room.answered()
    const byOffice = room.run(contract.agreeToItem, room.office(), { ...room.at(answered), as: 'proposer' })
    expect(await refusalOf(byOffice)).toEqual(['forbidden', 'obstacles.item_not_yours'])
  })

  it('is hidden from units that have no part in it', async () => {
    const { id } = await room.assigned()
    expect(await refusalOf(room.show(id, room.west()))).toEqual(['not_found', 'record.not_found'])
    expect((await room.show(id, room.bureau())).actions).toContain('sign')
    expect((await room.show(id, room.east())).actions).not.toContain('sign')
    const seen = await room.run(contract.listItems, room.west(), {})
    expect(seen.items.some((item) => item.id === id)).toBe(false)
  })

  it('goes back for rework and counts it, and the clock goes on where it stood', async () => {
    const answered = await room.answered()
    const sent = await room.run(contract.sendItemBack, room.office(), { ...room.at(answered), reason: '示例：无照片' })
    const contradicted = await room.run(contract.answerItem, room.bureau(), {
      ...room.at(sent),
      text: '示例：已补',
      approvedBy: '示例局长',
    })
    const again = await room.run(contract.contradictItem, room.east(), {
      ...room.at(contradicted),
      reason: '示例：仍不通水',
    })
    expect(again.state).toBe('in_hand')
    expect(await room.show(again.id)).toMatchObject({ returns: 2, answeredAt: null })
  })

  it('is returned once inside one working day with the law, and is then assigned anew', async () => {
    const signed = await room.signed()
    const returned = await room.run(contract.returnItem, room.bureau(), {
      ...room.at(signed),
      reason: '示例：不属我局职责',
      lawBasis: '示例：水法第三十八条',
    })
    expect(returned.state).toBe('verified')
    expect(await refusalOf(room.show(returned.id, room.bureau()))).toEqual(['not_found', 'record.not_found'])
    const assignment = {
      leadUnitId: room.units.water,
      closingStandard: '示例：管线迁改完成',
      closingProof: 'statement' as const,
    }
    const anew = await room.run(contract.assignItem, room.office(), { ...room.at(returned), assignment })
    const water = () => personWith('department', room.units.water)
    const taken = await room.run(contract.signItem, water(), room.at(anew))
    const twice = room.run(contract.returnItem, water(), { ...room.at(taken), reason: '示例', lawBasis: '示例法条' })
    expect(await refusalOf(twice)).toEqual(['rule_broken', 'obstacles.returned_once'])
  })

  it('is not given to the unit that proposed it', async () => {
    const verified = await room.run(contract.verifyItem, room.office(), room.at(await room.report()))
    const own = room.run(contract.assignItem, room.office(), {
      ...room.at(verified),
      assignment: { leadUnitId: room.units.east, closingStandard: '示例标准', closingProof: 'statement' },
    })
    expect(await refusalOf(own)).toEqual(['rule_broken', 'obstacles.handler_is_proposer'])
  })

  it('is answered only with the proof agreed at its assignment', async () => {
    const signed = await room.signed({ closingProof: 'photo' })
    const answer = { ...room.at(signed), text: '示例：已完成', approvedBy: '示例局长' }
    expect(await refusalOf(room.run(contract.answerItem, room.bureau(), answer))).toEqual([
      'rule_broken',
      'obstacles.proof_missing',
    ])
    const upload = { name: '示例.png', type: 'image/png', bytes: Buffer.from(PICTURE, 'base64') }
    const file = await room.run(contract.addItemFile, room.bureau(), { itemId: signed.id }, { upload })
    const answered = await room.run(contract.answerItem, room.bureau(), { ...answer, fileIds: [file.id] })
    expect(answered.state).toBe('answered')
    const { items } = await room.run(contract.listItemHistory, room.east(), { itemId: signed.id })
    expect(items.at(-1)?.files.map(({ name }) => name)).toEqual(['示例.png'])
    const shown = await room.run(contract.showItemFile, room.east(), { itemId: signed.id, fileId: file.id })
    // The picture without what else stood in the file.
    expect(Buffer.from(shown.bytes).includes('IDAT')).toBe(true)
    expect(Buffer.from(shown.bytes).includes('here')).toBe(false)
  })

  it('is given more days only when they are asked for before the deadline; refused, the first deadline stays', async () => {
    const signed = await room.signed()
    const first = (await room.show(signed.id)).dueAt
    const ask = { days: 5, reason: '示例：等待批复', progress: '示例：已报市局' }
    const asked = await room.run(contract.askItemExtension, room.bureau(), { ...room.at(signed), ...ask })
    const refused = await room.run(contract.decideItemExtension, room.office(), {
      ...room.at(asked),
      granted: false,
      reason: '示例：理由不足',
    })
    expect((await room.show(signed.id)).dueAt).toBe(first)
    const again = await room.run(contract.askItemExtension, room.bureau(), { ...room.at(refused), ...ask })
    const more = { ...room.at(again), granted: true, days: 6, reason: '示例：同意' }
    expect(await refusalOf(room.run(contract.decideItemExtension, room.office(), more))).toEqual([
      'rule_broken',
      'obstacles.more_days_than_asked',
    ])
    const granted = await room.run(contract.decideItemExtension, room.office(), { ...more, days: 5 })
    const item = await room.show(granted.id)
    expect(item.extensions).toBe(1)
    expect(String(item.dueAt) > String(first)).toBe(true)
    travel('2026-06-01T09:00:00+08:00')
    const late = room.run(contract.askItemExtension, room.bureau(), { ...room.at(granted), ...ask })
    expect(await refusalOf(late)).toEqual(['rule_broken', 'obstacles.deadline_passed'])
    back()
  })

  it('stands still only by the word of a county leader, and goes on in the state it was left in', async () => {
    const signed = await room.signed()
    const words = { cause: 'policy' as const, reason: '示例：上级政策调整', reviewOn: asDay('2026-04-15') }
    expect(await refusalOf(room.run(contract.suspendItem, room.office(), { ...room.at(signed), ...words }))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
    const suspended = await room.run(contract.suspendItem, room.chief(), { ...room.at(signed), ...words })
    expect((await room.show(suspended.id)).suspension).toMatchObject({ reviewOn: '2026-04-15' })
    const resumed = await room.run(contract.resumeItem, room.chief(), { ...room.at(suspended), reason: '示例：可办' })
    expect(resumed.state).toBe('signed')
  })

  it('ends honestly where it needs the level above, with what is asked of whom', async () => {
    const signed = await room.signed()
    const above = await room.run(contract.needLevelAbove, room.chief(), {
      ...room.at(signed),
      body: '示例：市自然资源局',
      ask: '示例：请求调剂林地定额',
    })
    expect(above.state).toBe('level_above')
    expect((await room.show(above.id)).levelAbove).toMatchObject({ body: '示例：市自然资源局' })
    expect((await room.run(contract.listItems, room.office(), { open: true })).items.map(({ id }) => id)).not.toContain(
      above.id,
    )
  })

  it('is opened again within thirty days as a false closing, and not after', async () => {
    const closed = await room.closed()
    travel('2026-04-16T09:00:00+08:00')
    const late = room.run(contract.reopenItem, room.east(), { ...room.at(closed), reason: '示例：又堵了' })
    expect(await refusalOf(late)).toEqual(['rule_broken', 'obstacles.reopen_too_late'])
    travel('2026-04-15T09:00:00+08:00')
    const reopened = await room.run(contract.reopenItem, room.east(), { ...room.at(closed), reason: '示例：又堵了' })
    expect(reopened.state).toBe('in_hand')
    const { total } = await room.run(contract.showItemStatistics, room.office(), {
      from: asDay('2026-03-01'),
      to: asDay('2026-03-31'),
    })
    expect(total.falseClosing.numerator).toBe(1)
    expect(total.falseClosing.denominator).toBeGreaterThan(1)
    back()
  })

  it('of an enterprise waits for its rating, is not closed on a bad one, and the next answer is rated anew', async () => {
    const reported = await room.report({ class: 'labour' }, room.firm(), room.units.firm)
    const verified = await room.run(contract.verifyItem, room.office(), room.at(reported))
    const assignment = {
      leadUnitId: room.units.bureau,
      closingStandard: '示例：招到工人',
      closingProof: 'statement' as const,
    }
    const assigned = await room.run(contract.assignItem, room.office(), { ...room.at(verified), assignment })
    const signed = await room.run(contract.signItem, room.bureau(), room.at(assigned))
    const answer = { ...room.at(signed), text: '示例：已招到', approvedBy: '示例局长' }
    const answered = await room.run(contract.answerItem, room.bureau(), answer)
    const one = await room.run(contract.agreeToItem, room.office(), { ...room.at(answered), as: 'assigner' })
    const both = await room.run(contract.agreeToItem, room.firm(), { ...room.at(one), as: 'proposer' })
    expect(both.state).toBe('agreed')
    expect(await refusalOf(room.run(contract.closeItem, room.office(), room.at(both)))).toEqual([
      'rule_broken',
      'obstacles.rating_not_settled',
    ])
    const unhappy = await room.run(contract.rateItem, room.firm(), { ...room.at(both), rating: 'not_satisfied' })
    expect(unhappy.state).toBe('agreed')
    expect(await refusalOf(room.run(contract.closeItem, room.office(), room.at(unhappy)))).toEqual([
      'rule_broken',
      'obstacles.rating_not_settled',
    ])
    const back = { ...room.at(unhappy), reason: '示例：企业不满意' }
    const again = await room.run(contract.sendItemBack, room.office(), back)
    const better = { ...room.at(again), text: '示例：又招到两人', approvedBy: '示例局长' }
    const answeredAgain = await room.run(contract.answerItem, room.bureau(), better)
    const first = await room.run(contract.agreeToItem, room.office(), { ...room.at(answeredAgain), as: 'assigner' })
    const second = await room.run(contract.agreeToItem, room.firm(), { ...room.at(first), as: 'proposer' })
    expect(second.state).toBe('agreed')
    const rated = await room.run(contract.rateItem, room.firm(), { ...room.at(second), rating: 'satisfied' })
    expect(rated.state).toBe('closed')
  })

  it('of an enterprise that does not rate it is closed by itself when the days to rate are over', async () => {
    const reported = await room.report({ class: 'labour' }, room.firm(), room.units.firm)
    const verified = await room.run(contract.verifyItem, room.office(), room.at(reported))
    const assignment = {
      leadUnitId: room.units.bureau,
      closingStandard: '示例：招到工人',
      closingProof: 'statement' as const,
    }
    const assigned = await room.run(contract.assignItem, room.office(), { ...room.at(verified), assignment })
    const signed = await room.run(contract.signItem, room.bureau(), room.at(assigned))
    const answer = { ...room.at(signed), text: '示例：已招到', approvedBy: '示例局长' }
    const answered = await room.run(contract.answerItem, room.bureau(), answer)
    const one = await room.run(contract.agreeToItem, room.office(), { ...room.at(answered), as: 'assigner' })
    await room.run(contract.agreeToItem, room.firm(), { ...room.at(one), as: 'proposer' })
    const stateAfter = async (text: string) => {
      travel(text)
      await room.run(contract.sweepItems, room.office(), {})
      return (await room.show(reported.id)).state
    }
    expect(await stateAfter('2026-03-19T17:30:00+08:00')).toBe('agreed')
    expect(await stateAfter('2026-03-19T17:31:00+08:00')).toBe('closed')
    back()
  })

  it('and others like it become one systemic item that their proposers see and agree to', async () => {
    const [one, other] = [await room.report(), await room.report({}, room.west(), room.units.west)]
    const { items } = await room.run(contract.findSimilarItems, room.office(), {
      title: '示例：厂区外排水管线未迁改',
      text: '示例：管线压占施工便道，桩基无法进场。',
    })
    expect(items.length).toBeGreaterThan(1)
    const { systemicId } = await room.run(contract.joinItems, room.office(), {
      body: { class: 'site_conditions', title: '示例：管线迁改普遍滞后', text: '示例：多个项目受阻，需统一迁改。' },
      items: [one, other].map(({ id, version }) => ({ id, expectedVersion: version })),
      reason: '示例：同类问题合并办理',
    })
    expect((await room.show(one.id, room.east())).state).toBe('merged')
    const systemic = await room.show(systemicId, room.west())
    expect(systemic.joined.map(({ id }) => id).toSorted()).toEqual([one.id, other.id].toSorted())
  })

  it('keeps a log nobody can change unseen', async () => {
    const { id } = await room.closed()
    const scope = { region: '370786', reach: 'region', unitIds: [] } as const
    const log = await inRegion(room.test.database.app.kysely, '370786', 'read', (tx) =>
      listItemEvents({ tx, scope }, [id]),
    )
    expect(brokenSeal(log)).toBeNull()
    expect(brokenSeal(log.map((line, at) => (at === 2 ? { ...line, text: '改过' } : line)))).toBe(3)
    expect(brokenSeal(log.filter((_line, at) => at !== 4))).toBe(5)
    await expect(
      room.test.database.app.pool.query(
        `begin; set local app.region='370786'; update item_events set text = 'x'; commit`,
      ),
    ).rejects.toThrow(/permission denied/)
    await room.test.database.app.pool.query('rollback')
  })

  it('is drawn for a look-back by a seed anybody can draw again; a false closing opens it', async () => {
    const closed = await room.closed()
    const span = { from: asDay('2026-03-16'), to: asDay('2026-03-16'), share: 1 }
    const draw = await room.run(contract.drawLookBack, room.office(), { seed: '示例种子', ...span })
    const again = await room.run(contract.drawLookBack, room.office(), { seed: '示例种子', ...span })
    const itemsOf = async (drawId: string) =>
      (await room.run(contract.showLookBackDraw, room.office(), { drawId })).items
    const [first, second] = [await itemsOf(draw.id), await itemsOf(again.id)]
    expect(first.map(({ itemId }) => itemId).toSorted()).toEqual(second.map(({ itemId }) => itemId).toSorted())
    const own = first.find(({ itemId }) => itemId === closed.id)
    await room.run(contract.recordLookBack, room.office(), {
      drawId: draw.id,
      lookBackId: own?.id ?? '',
      expectedVersion: own?.version ?? 1,
      result: 'false_closing',
      text: '示例：现场仍未通水',
    })
    expect((await room.show(closed.id)).state).toBe('in_hand')
  })
})
