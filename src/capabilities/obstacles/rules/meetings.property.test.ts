import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, weekday } from '../../../kernel/day.ts'
import { AGENDA_KINDS, MEETING_STATES, STANDINGS } from '../contract.ts'
import {
  actionsOnMeeting,
  daysLate,
  inAgendaOrder,
  readMinute,
  redrawAgenda,
  standingOfDecision,
  standingOfPromise,
} from './meetings.ts'
import { trackedLine, trackedTotal, worstFirst } from './promise-tracker.ts'

const day = fc.integer({ min: 0, max: 800 }).map((count) => addDays(asDay('2026-01-01'), count))
const subject = fc.record({ kind: fc.constantFrom('item', 'promise', 'target'), id: fc.constantFrom('1', '2', '3') })
const drawn = fc.array(
  fc.record({ kind: fc.constantFrom(...AGENDA_KINDS), subject: subject.map((each) => ({ ...each, title: '示例' })) }),
)
const standing = fc.uniqueArray(subject, { selector: ({ kind, id }) => `${kind}:${id}` }).chain((subjects) =>
  fc.tuple(
    ...subjects.map((each, index) =>
      fc.record({
        id: fc.constant(`line-${index}`),
        subject: fc.constant(each),
        dropped: fc.constantFrom(null, 'person' as const, 'settled' as const),
        hasMinutes: fc.boolean(),
      }),
    ),
  ),
)

describe('an agenda drawn anew', () => {
  it('has every matter once, in the order of an agenda, and takes nothing away a person touched', () => {
    fc.assert(
      fc.property(standing, drawn, (lines, wanted) => {
        const { lines: next, settled } = redrawAgenda(lines, wanted)
        const keys = next.map((line) => `${line.subject.kind}:${line.subject.id}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(new Set(keys)).toEqual(new Set(wanted.map((line) => `${line.subject.kind}:${line.subject.id}`)))
        expect(inAgendaOrder(next)).toEqual(next)
        for (const line of lines.filter(({ id }) => settled.includes(id))) {
          expect([line.dropped, line.hasMinutes]).toEqual([null, false])
          expect(keys).not.toContain(`${line.subject.kind}:${line.subject.id}`)
        }
      }),
    )
  })

  it('drawn twice changes nothing the second time', () => {
    fc.assert(
      fc.property(drawn, (wanted) => {
        const { lines } = redrawAgenda([], wanted)
        const there = lines.map((line, index) => ({
          id: String(index),
          subject: line.subject,
          dropped: null,
          hasMinutes: false,
        }))
        expect(redrawAgenda(there, wanted)).toEqual({ lines, settled: [] })
      }),
    )
  })
})

describe('what became of a promise or a decision', () => {
  it('is one of the five, and late by days exactly when it is neither open nor kept', () => {
    const promise = fc.record({
      state: fc.constantFrom('open' as const, 'kept' as const, 'late' as const, 'broken' as const),
      dueOn: day,
    })
    fc.assert(
      fc.property(promise, day, (given, today) => {
        const found = standingOfPromise(given, today)
        expect(STANDINGS).toContain(found)
        if (found === null) return
        const late = daysLate({ dueOn: given.dueOn, keptOn: null, standing: found }, today)
        if (found === 'open' || found === 'kept') expect(late).toBe(0)
        if (found === 'overdue') expect(late).toBeGreaterThan(0)
      }),
    )
  })

  it('a decision closed on its day is kept, a day later late, never before either', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -30, max: 30 }), (dueOn, off) => {
        const found = standingOfDecision({ dueOn, closedOn: addDays(dueOn, off), isGivenUp: false }, addDays(dueOn, 99))
        expect(found).toBe(off > 0 ? 'late' : 'kept')
      }),
    )
  })
})

describe('what may be done to a meeting', () => {
  it('nothing where it is over or nobody may, and no minutes before its day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MEETING_STATES), day, day, fc.boolean(), (state, heldOn, today, may) => {
        const actions = actionsOnMeeting({ state, heldOn }, today, may)
        if (!may || state !== 'planned') expect(actions).toEqual([])
        else expect(actions.includes('write')).toBe(heldOn <= today)
      }),
    )
  })
})

describe('a typed line of minutes', () => {
  const units = [
    { id: 'power', name: '示例供电公司', shortName: '供电公司' },
    { id: 'bureau', name: '示例发展和改革局', shortName: '发改局' },
    { id: 'long', name: '示例供电公司城区分公司', shortName: '城区分公司' },
  ]
  const on = asDay('2026-11-23')
  it.each([
    ['供电公司12月1日前完成线路迁改', 'power', '2026-12-01'],
    ['请示例供电公司城区分公司、发改局于2026年12月5日前会商', 'long', '2026-12-05'],
    ['发改局牵头，供电公司配合，12月底前办结', 'bureau', '2026-12-31'],
    ['发改局1月8日前报方案', 'bureau', '2027-01-08'],
    ['供电公司下周三前送电', 'power', '2026-12-02'],
    ['供电公司本周五报进展', 'power', '2026-11-27'],
    ['发改局3天内答复', 'bureau', '2026-11-26'],
    ['年底前建成投产', null, '2026-12-31'],
    ['会议强调要加快进度', null, null],
    ['供电公司2月30日前完成', 'power', null],
  ])('%s', (text, unitId, dueOn) => {
    expect(readMinute(text, units, on)).toEqual({ unitId, dueOn })
  })

  it('names only units there are, and a day without its year never lies before the meeting', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.string(),
        (heldOn, month, date, noise) => {
          const read = readMinute(`${noise.replace(/\d/g, '')}${month}月${date}日`, units, heldOn)
          expect([null, ...units.map(({ id }) => id)]).toContain(read.unitId)
          if (read.dueOn !== null) expect(read.dueOn >= heldOn).toBe(true)
        },
      ),
    )
  })

  it('a day of next week falls into it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 7 }), (heldOn, wanted) => {
        const { dueOn } = readMinute(`下周${'一二三四五六日'[wanted - 1]}`, [], heldOn)
        expect(dueOn).toBe(addDays(heldOn, 7 - weekday(heldOn) + wanted))
      }),
    )
  })
})

describe('promises by who made them', () => {
  const count = fc.integer({ min: 0, max: 50 })
  const counts = fc
    .record({ key: fc.uuid(), open: count, overdue: count, kept: count, late: count, broken: count })
    .map((each) => ({ ...each, total: each.open + each.overdue + each.kept + each.late + each.broken }))
  it('the parts make the whole, a share is of what was due alone', () => {
    fc.assert(
      fc.property(fc.array(counts), (owners) => {
        const lines = owners.map((each) => trackedLine(each, each.key))
        const whole = trackedTotal(owners, '')
        expect(whole.total).toBe(lines.reduce((sum, line) => sum + line.due + line.open, 0))
        for (const line of lines) {
          if (line.due === 0) expect(line.keptShare).toBeNull()
          else expect(line.keptShare).toBeCloseTo(line.kept / line.due, 12)
        }
        const order = worstFirst(lines).map((line) => line.keptShare ?? 2)
        expect(order).toEqual(order.toSorted((one, other) => one - other))
      }),
    )
  })
})
