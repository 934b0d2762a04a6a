import { Secret, TOTP } from 'otpauth'

const PERIOD_MS = 30_000
const WINDOW = 1

/** A new secret for a one-time code generator (RFC 6238: SHA-1, 6 digits, 30 seconds), in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address an authenticator app reads from a QR code. */
export function totpAddress(secret: string, issuer: string, account: string): string {
  return new TOTP({ issuer, label: account, secret: Secret.fromBase32(secret) }).toString()
}

/**
 * The time step a code belongs to, or nothing when it fits none around `now` (one step before or after). A step may be used once: the
 * caller keeps the last one used and refuses any that is not later.
 */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: now.getTime(),
    window: WINDOW,
  })
  return delta === null ? undefined : Math.floor(now.getTime() / PERIOD_MS) + delta
}

/** Whose secret it is, as the vault seals it: nobody else's place opens it. */
export function totpOwner(region: string, personId: string): string {
  return `totp:${region}:${personId}`
}
