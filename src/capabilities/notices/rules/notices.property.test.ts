import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, daysBetween } from '../../../kernel/day.ts'
import { NOTICE_GROUPS } from '../contract.ts'
import { channelToKeep, shortAddress } from './channels.ts'
import { cellsOf } from './load.ts'
import { reminderKey, reminderOn } from './reminders.ts'
import { DEFAULT_PREFERENCES, waysOf } from './routing.ts'
import { afterTry, retryAfter, SENDING } from './sending.ts'
import { afterQuiet, atTime, isQuiet, timeToSend } from './times.ts'

const time = fc
  .integer({ min: 0, max: 1439 })
  .map((of) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`)
const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
const quiet = fc.record({ quietFrom: time, quietTo: time })

describe('the hours of notices', () => {
  it('let nothing out in the quiet hours, and hold nothing longer than they last', () => {
    fc.assert(
      fc.property(instant, quiet, (now, hours) => {
        const then = afterQuiet(now, hours)
        expect(isQuiet(then, hours)).toBe(false)
        expect(then.getTime() - now.getTime()).toBeLessThan(86_400_000)
        if (!isQuiet(now, hours)) expect(then).toEqual(now)
      }),
    )
  })

  it('let a digest go at its next time or when the quiet hours over it end', () => {
    fc.assert(
      fc.property(instant, time, quiet, (now, digestAt, hours) => {
        const then = timeToSend(now, digestAt, hours)
        expect(then >= now).toBe(true)
        expect(then.getTime() - now.getTime()).toBeLessThan(2 * 86_400_000)
        expect(isQuiet(then, hours)).toBe(false)
        const clock = then.toLocaleTimeString('en-GB', {
          timeZone: 'Asia/Shanghai',
          hour: '2-digit',
          minute: '2-digit',
        })
        expect([digestAt, hours.quietTo]).toContain(clock)
      }),
    )
  })

  it('read a time of day as that of Asia/Shanghai', () => {
    expect(atTime(new Date('2026-03-15T23:30:00Z'), '08:00')).toEqual(new Date('2026-03-16T00:00:00Z'))
  })
})

describe('reminders', () => {
  it('come three days before and on the day, once each, whenever the daily round missed days', () => {
    const dueOn = asDay('2026-03-20')
    fc.assert(
      fc.property(fc.subarray([...Array(12).keys()]), (offsets) => {
        const keys = offsets.flatMap((offset) => {
          const today = addDays(asDay('2026-03-12'), offset)
          const reminder = reminderOn(dueOn, today)
          return reminder ? [reminderKey('a', dueOn, reminder)] : []
        })
        expect(new Set(keys).size).toBeLessThanOrEqual(2)
        for (const offset of offsets) {
          const left = daysBetween(addDays(asDay('2026-03-12'), offset), dueOn)
          expect(reminderOn(dueOn, addDays(asDay('2026-03-12'), offset))).toBe(
            left === 0 ? 'today' : left > 0 && left <= 3 ? 'soon' : undefined,
          )
        }
      }),
    )
  })
})

describe('what is sent in vain', () => {
  it('is tried for days, ever less often, and given up neither early nor never', () => {
    const start = new Date('2026-03-16T09:00:00+08:00')
    const hours = { quietFrom: '20:00', quietTo: '07:30' }
    let now = start
    let attempts = 0
    for (;;) {
      attempts += 1
      const after = afterTry({ outcome: 'failed', reason: 'x' }, { attempts, firstTriedAt: start, quiet: hours }, now)
      if (after.state === 'dead') break
      expect(after.notBefore && after.notBefore > now).toBe(true)
      now = after.notBefore ?? now
      expect(isQuiet(now, hours)).toBe(false)
    }
    const days = (now.getTime() - start.getTime()) / 86_400_000
    expect(days).toBeGreaterThanOrEqual(SENDING.giveUpAfterDays)
    expect(days).toBeLessThan(SENDING.giveUpAfterDays + 1.5)
    expect(attempts).toBeGreaterThan(8)
    expect(attempts).toBeLessThan(30)
    for (let n = 1; n < 20; n += 1) expect(retryAfter(n + 1)).toBeGreaterThanOrEqual(retryAfter(n))
  })

  it('is given up at once where it is refused for good', () => {
    const delivery = { attempts: 1, firstTriedAt: new Date(0), quiet: { quietFrom: '00:00', quietTo: '00:00' } }
    expect(afterTry({ outcome: 'refused', reason: '550' }, delivery, new Date(0)).state).toBe('dead')
    expect(afterTry({ outcome: 'sent' }, delivery, new Date(0)).state).toBe('sent')
  })
})

describe('the ways a notice goes', () => {
  const hearer = fc.record({
    personId: fc.uuid(),
    unitIds: fc.subarray(['u1', 'u2', 'u3']),
    preferences: fc.record({
      email: fc.constantFrom('', 'a@x.cn', 'A@x.cn', 'b@x.cn'),
      pace: fc.constantFrom('off', 'digest', 'at_once'),
    }),
  })
  const way = fc.record({
    kind: fc.constantFrom('mail' as const, 'wecom' as const, 'dingtalk' as const, 'webhook' as const),
    groups: fc.subarray([...NOTICE_GROUPS]),
    unitIds: fc.subarray(['u1', 'u2', 'u3']),
    digestAt: fc.option(time),
  })

  it('are each taken once, never by who turned them off, never to a robot of other units', () => {
    const now = new Date('2026-03-16T09:00:00+08:00')
    fc.assert(
      fc.property(fc.array(hearer), fc.array(way), (people, channels) => {
        const hearers = people.map(({ personId, unitIds, preferences: { email, pace } }) => ({
          personId,
          unitIds,
          preferences: {
            ...DEFAULT_PREFERENCES,
            email,
            paces: { ...DEFAULT_PREFERENCES.paces, due: pace as 'off' },
          },
        }))
        const ways = channels.map((each, index) => ({ ...each, id: `c${index}`, quietFrom: '20:00', quietTo: '07:30' }))
        const routed = waysOf('due', hearers, ways, now)
        const keys = routed.map(({ channelId, recipient }) => `${channelId} ${recipient}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const each of ways) {
          const own = routed.filter(({ channelId }) => channelId === each.id)
          const carries = each.groups.includes('due')
          const addresses = new Set(
            hearers
              .filter(({ preferences }) => preferences.email && preferences.paces.due !== 'off')
              .map(({ preferences }) => preferences.email.toLowerCase()),
          )
          const isFor =
            each.unitIds.length === 0 || hearers.some((one) => one.unitIds.some((id) => each.unitIds.includes(id)))
          const wanted = each.kind === 'mail' ? addresses.size : hearers.length > 0 && isFor ? 1 : 0
          expect(own).toHaveLength(carries ? wanted : 0)
        }
      }),
    )
  })
})

describe('a channel', () => {
  const body = {
    kind: 'webhook' as const,
    name: '示例',
    isOn: true,
    groups: [],
    unitIds: [],
    digestAt: null,
    quietFrom: '20:00',
    quietTo: '07:30',
    mail: null,
  }

  it('needs an address, of the web', () => {
    expect(channelToKeep(body, {})).toMatchObject({ ok: false, problems: [{ code: 'notices.secret_missing' }] })
    expect(channelToKeep(body, { url: 'ftp://x.cn/' })).toMatchObject({ problems: [{ code: 'notices.not_https' }] })
    expect(channelToKeep(body, { url: 'https://x.cn/' })).toMatchObject({ ok: true })
    expect(channelToKeep({ ...body, kind: 'mail' }, {})).toMatchObject({ problems: [{ code: 'notices.mail_unset' }] })
    expect(channelToKeep({ ...body, kind: 'dingtalk' }, { url: 'https://x.cn/', signing: 'abc' })).toMatchObject({
      problems: [{ code: 'notices.bad_signing' }],
    })
  })

  it('shows enough of an address to know it by', () => {
    expect(shortAddress('wangxiao@example.com')).toBe('wa***@example.com')
  })
})

describe('the load meter', () => {
  const unit = (asked: number, held = 0) => [{ unitId: 'u', kind: 'report' as const, asked, held }]

  it('takes the limit of the unit before that of all, and last year’s count where none is set', () => {
    const all = { kind: 'report' as const, unitId: null, limit: 10, source: '示例甲' }
    const own = { kind: 'report' as const, unitId: 'u', limit: 3, source: '示例乙' }
    expect(cellsOf('u', unit(5, 4), unit(7), [all, own])[0]).toMatchObject({
      asked: 5,
      held: 4,
      limit: 3,
      isOver: true,
    })
    expect(cellsOf('u', unit(5), unit(7), [all])[0]).toMatchObject({ limit: 10, isOver: false, share: 0.5 })
    expect(cellsOf('u', unit(8), unit(7), [])[0]).toMatchObject({ limit: 7, isOver: true })
    expect(cellsOf('u', unit(8), [], [])[0]).toMatchObject({ limit: null, isOver: false, share: null })
  })
})
