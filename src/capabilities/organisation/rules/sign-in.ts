import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'

/** How sign-in behaves; every figure is configuration. */
export interface SignInSettings {
  /** A session ends after so many minutes without a request. */
  readonly idleMinutes: number
  /** A session ends after so many hours whatever happens. */
  readonly absoluteHours: number
  /** So many failures inside `failureWindowMinutes` lock the account. */
  readonly failuresToLock: number
  readonly failureWindowMinutes: number
  /** A lock ends by itself after so many minutes; without it only an administrator unlocks. */
  readonly lockMinutes?: number
  readonly passwordMinLength: number
  /** A password must be changed after so many days; without it passwords do not age. */
  readonly passwordMaxAgeDays?: number
  /** So many former passwords may not come back. */
  readonly passwordHistory: number
  /** A one-time password nobody used is void after so many days. */
  readonly firstPasswordDays: number
}

/** What holds unless the installation is configured otherwise. */
export const DEFAULT_SIGN_IN_SETTINGS: SignInSettings = {
  idleMinutes: 120,
  absoluteHours: 12,
  failuresToLock: 5,
  failureWindowMinutes: 15,
  passwordMinLength: 8,
  passwordHistory: 5,
  firstPasswordDays: 30,
}

const MINUTE = 60_000
const DAY = 86_400_000
const PASSPHRASE_LENGTH = 16
const KINDS_NEEDED = 3
const LONGEST_PASSWORD = 128

/** The state of an account's lock. */
export interface LockState {
  readonly failures: number
  readonly firstFailureAt: Date | null
  readonly lockedAt: Date | null
}

/** Whether the account is locked now, and until when (`null`: until an administrator unlocks it). */
export function lockOf(
  state: LockState,
  now: Date,
  settings: SignInSettings,
): { readonly until: Date | null } | undefined {
  if (!state.lockedAt) return undefined
  if (settings.lockMinutes === undefined) return { until: null }
  const until = new Date(state.lockedAt.getTime() + settings.lockMinutes * MINUTE)
  return now < until ? { until } : undefined
}

/** The state after one more failure: failures older than the window are forgotten, the last one allowed locks. */
export function afterFailure(state: LockState, now: Date, settings: SignInSettings): LockState {
  const windowStart = now.getTime() - settings.failureWindowMinutes * MINUTE
  const isNew = state.firstFailureAt === null || state.firstFailureAt.getTime() < windowStart
  const failures = isNew ? 1 : state.failures + 1
  return {
    failures,
    firstFailureAt: isNew ? now : state.firstFailureAt,
    lockedAt: failures >= settings.failuresToLock ? now : null,
  }
}

/** Whether a session still holds: not ended, not idle for too long, not older than allowed. */
export function sessionHolds(
  session: { readonly seenAt: Date; readonly expiresAt: Date; readonly endedAt: Date | null },
  now: Date,
  settings: SignInSettings,
): boolean {
  return (
    session.endedAt === null &&
    now < session.expiresAt &&
    now.getTime() - session.seenAt.getTime() < settings.idleMinutes * MINUTE
  )
}

/** Whether a password has to be changed before anything else: a first one, or one that is too old. */
export function mustChangePassword(
  password: { readonly mustChange: boolean; readonly setAt: Date },
  now: Date,
  settings: SignInSettings,
): boolean {
  const { passwordMaxAgeDays } = settings
  return (
    password.mustChange ||
    (passwordMaxAgeDays !== undefined && now.getTime() - password.setAt.getTime() >= passwordMaxAgeDays * DAY)
  )
}

/** Whether a one-time password waited too long for its first use. */
export function firstPasswordIsVoid(
  password: { readonly mustChange: boolean; readonly setAt: Date },
  now: Date,
  settings: SignInSettings,
): boolean {
  return password.mustChange && now.getTime() - password.setAt.getTime() >= settings.firstPasswordDays * DAY
}

/**
 * Whether a new password is good enough: long enough, at most 128 characters, three of the four kinds of characters (small, capital,
 * digit, other) unless it is a phrase of 16 or more, neither the account in it nor one character repeated throughout. Refuses with
 * every fault found, at path `newPassword`.
 */
export function checkNewPassword(password: string, account: string, settings: SignInSettings): Outcome<string> {
  const text = password.normalize('NFKC')
  const length = Array.from(text).length
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(text)).length
  const faults: Problem[] = []
  const fault = (code: string, params?: Problem['params']) => faults.push(problem(code, params, ['newPassword']))
  if (length < settings.passwordMinLength)
    fault('organisation.password_too_short', { minimum: settings.passwordMinLength })
  if (length > LONGEST_PASSWORD) fault('organisation.password_too_long', { maximum: LONGEST_PASSWORD })
  if (kinds < KINDS_NEEDED && length < PASSPHRASE_LENGTH) fault('organisation.password_too_simple')
  if (new Set(text).size < 4) fault('organisation.password_repeats')
  if (account.length >= 3 && text.toLowerCase().includes(account.toLowerCase()))
    fault('organisation.password_has_account')
  const [first, ...rest] = faults
  return first ? fail(first, ...rest) : ok(password)
}

/** The part of an account that is compared: trimmed, half-width, small letters. */
export function normalizeAccount(account: string): string {
  return account.normalize('NFKC').trim().toLowerCase()
}
