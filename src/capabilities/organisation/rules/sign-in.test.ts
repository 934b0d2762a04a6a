import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterFailure,
  checkNewPassword,
  DEFAULT_SIGN_IN_SETTINGS as settings,
  lockOf,
  type LockState,
  mustChangePassword,
  sessionHolds,
} from './sign-in.ts'

const START = Date.UTC(2026, 2, 1)
const minute = (count: number) => new Date(START + count * 60_000)
const fresh: LockState = { failures: 0, firstFailureAt: null, lockedAt: null }

describe('the lock of an account', () => {
  it('falls with the fifth failure inside fifteen minutes of the first, never before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }), (gaps) => {
        let at = 0
        let state = fresh
        let window: number[] = []
        for (const gap of gaps) {
          at += gap
          if (lockOf(state, minute(at), settings)) return
          state = afterFailure(state, minute(at), settings)
          const first = window[0]
          window = first === undefined || at - first > 15 ? [at] : [...window, at]
          expect(lockOf(state, minute(at), settings) !== undefined).toBe(window.length >= 5)
        }
      }),
    )
  })

  it('stays until an administrator unlocks, unless it is set to end by itself', () => {
    const locked = { failures: 5, firstFailureAt: minute(0), lockedAt: minute(1) }
    expect(lockOf(locked, minute(1_000_000), settings)).toEqual({ until: null })
    const limited = { ...settings, lockMinutes: 30 }
    expect(lockOf(locked, minute(30), limited)).toEqual({ until: minute(31) })
    expect(lockOf(locked, minute(31), limited)).toBeUndefined()
  })
})

describe('a session', () => {
  it('holds only while it is neither ended nor idle nor too old', () => {
    const session = { seenAt: minute(0), expiresAt: minute(720), endedAt: null }
    expect(sessionHolds(session, minute(119), settings)).toBe(true)
    expect(sessionHolds(session, minute(120), settings)).toBe(false)
    expect(sessionHolds({ ...session, seenAt: minute(719) }, minute(720), settings)).toBe(false)
    expect(sessionHolds({ ...session, endedAt: minute(1) }, minute(2), settings)).toBe(false)
  })
})

describe('a password', () => {
  it('ages only where the installation says so', () => {
    const password = { mustChange: false, setAt: minute(0) }
    const tenYears = minute(60 * 24 * 3650)
    expect(mustChangePassword(password, tenYears, settings)).toBe(false)
    expect(mustChangePassword(password, tenYears, { ...settings, passwordMaxAgeDays: 90 })).toBe(true)
    expect(mustChangePassword({ ...password, mustChange: true }, minute(1), settings)).toBe(true)
  })

  it('names every fault it has, at the field', () => {
    const found = checkNewPassword('aaaa', 'aaa', settings)
    expect(found.ok ? [] : found.problems.map((each) => `${each.code} ${each.path?.join('.')}`)).toEqual([
      'organisation.password_too_short newPassword',
      'organisation.password_too_simple newPassword',
      'organisation.password_repeats newPassword',
      'organisation.password_has_account newPassword',
    ])
  })

  it('may be a phrase of sixteen characters of any kind, Chinese included', () => {
    expect(checkNewPassword('春风又绿江南岸明月何时照我还呀', 'root', settings).ok).toBe(false)
    expect(checkNewPassword('春风又绿江南岸明月何时照我还呀呀', 'root', settings).ok).toBe(true)
    expect(checkNewPassword('Abc-12345', 'root', settings).ok).toBe(true)
  })
})
