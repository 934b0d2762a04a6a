import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf } from './casting.ts'
import { windowsOf } from './running.ts'

const START = Date.parse('2026-03-16T07:00:00Z')
const instant = (second: number) => new Date(START + second * 1000)
const SEAT = { hasLeft: false, excluded: [] }

/** A window open from second 0 to `through`, seen at second `at`. */
function windowAt(through: number, at: number) {
  const opened = { about: 'e1', closesAt: instant(through).toISOString() }
  const event = { ordinal: 1, kind: 'window_opened' as const, at: instant(0).toISOString(), data: opened }
  return windowsOf([event], instant(at)).find(({ about }) => about === 'e1')
}

const second = fc.integer({ min: -60, max: 600 })

describe('a ballot', () => {
  it('is taken while its window is open, whatever the clock of the device says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), second, fc.boolean(), (through, madeAt, isSealed) => {
        const receivedAt = Math.floor(through / 2)
        // A device that claims a time before the window was opened speaks of another moment.
        fc.pre(madeAt >= 0)
        const arrival = {
          about: 'e1',
          madeAt: instant(madeAt).getTime(),
          receivedAt: instant(receivedAt).getTime(),
          isSealed,
        }
        expect(refusalOf({ lateSealed: false }, windowAt(through, receivedAt), SEAT, arrival)).toBeUndefined()
      }),
    )
  })

  it('that arrives after the close counts only where it was made before it, and only as the rules say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 300 }),
        second,
        fc.integer({ min: 1, max: 600 }),
        fc.boolean(),
        fc.boolean(),
        (through, madeAt, delay, isSealed, lateSealed) => {
          const receivedAt = through + delay
          const arrival = {
            about: 'e1',
            madeAt: instant(madeAt).getTime(),
            receivedAt: instant(receivedAt).getTime(),
            isSealed,
          }
          const code = refusalOf({ lateSealed }, windowAt(through, receivedAt), SEAT, arrival)
          const isInTime = Math.min(madeAt, receivedAt) <= through && madeAt >= -5
          const isOnItsWay = delay <= 5
          const isWelcome = isInTime && (isOnItsWay || (isSealed && lateSealed))
          expect(code === undefined).toBe(isWelcome)
        },
      ),
    )
  })

  it('of who left, or who may not vote on the entrant, is never taken', () => {
    const arrival = { about: 'e1', madeAt: START, receivedAt: START, isSealed: false }
    const body = { lateSealed: true }
    expect(refusalOf(body, windowAt(60, 0), { hasLeft: true, excluded: [] }, arrival)).toBe('contests.seat_left')
    expect(refusalOf(body, windowAt(60, 0), { hasLeft: false, excluded: ['e1'] }, arrival)).toBe('contests.excluded')
    expect(refusalOf(body, undefined, SEAT, arrival)).toBe('contests.not_open_yet')
  })

  it('made between a close and a new opening is not in time', () => {
    const at = (seconds: number) => instant(seconds).toISOString()
    const events = [
      { ordinal: 1, kind: 'window_opened' as const, at: at(0), data: { about: 'e1', closesAt: at(60) } },
      { ordinal: 2, kind: 'window_closed' as const, at: at(30), data: { about: 'e1' } },
      {
        ordinal: 3,
        kind: 'window_extended' as const,
        at: at(200),
        data: { about: 'e1', closesAt: at(260), reason: '' },
      },
    ]
    const window = windowsOf(events, instant(400)).find(({ about }) => about === 'e1')
    const sealed = (madeAt: number) => ({
      about: 'e1',
      madeAt: instant(madeAt).getTime(),
      receivedAt: instant(400).getTime(),
      isSealed: true,
    })
    const codes = [20, 100, 210, 300].map((madeAt) => refusalOf({ lateSealed: true }, window, SEAT, sealed(madeAt)))
    expect(codes).toEqual([undefined, 'contests.window_closed', undefined, 'contests.window_closed'])
  })
})
