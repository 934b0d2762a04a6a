import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Seals short secrets so that the database alone does not give them away (AES-256-GCM). */
export interface Vault {
  /** A secret as it is kept; `owner` names whose it is, and another's place does not open it. */
  seal(secret: string, owner: string): string
  /** What was sealed; a secret kept before there was a vault comes as it is; `undefined` where this key does not open it. */
  open(kept: string, owner: string): string | undefined
}

const FORM = /^v1\.([0-9a-f]{8})\.([\w-]{16})\.([\w-]{22})\.([\w-]+)$/
const KEY = /^[0-9a-f]{64}$/i
const FILE = 'secret.key'

/** Whether a kept secret is sealed. */
export function isSealed(kept: string): boolean {
  return FORM.test(kept)
}

/** A vault with a key of 32 bytes. */
export function makeVault(key: Uint8Array): Vault {
  if (key.byteLength !== 32) throw new RangeError('a key of the vault has 32 bytes')
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return {
    seal(secret, owner) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return ['v1', mark, text(iv), text(cipher.getAuthTag()), text(sealed)].join('.')
    },
    open(kept, owner) {
      const found = FORM.exec(kept)
      if (!found) return kept
      const [, of = '', iv = '', tag = '', sealed = ''] = found
      if (of !== mark) return undefined
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes(iv)).setAAD(Buffer.from(owner)).setAuthTag(bytes(tag))
        return Buffer.concat([cipher.update(bytes(sealed)), cipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

/**
 * The vault of an installation: its key as configured (64 hexadecimal digits), else kept in the data folder, readable by its owner alone and
 * made on the first start. Whoever has the database without this key has no secret; whoever loses the key loses them.
 */
export function openVault(folder: string, configured?: string): Vault {
  return makeVault(Buffer.from(configured ?? keyIn(join(folder, FILE)), 'hex'))
}

function keyIn(file: string): string {
  const kept = readKey(file)
  if (kept) return kept
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another server on the same folder was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const made = readKey(file)
  if (made) return made
  throw new Error(`${file} holds no key`)
}

function readKey(file: string): string | undefined {
  try {
    const key = readFileSync(file, 'utf8').trim()
    return KEY.test(key) ? key : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function text(of: Uint8Array): string {
  return Buffer.from(of).toString('base64url')
}

function bytes(of: string): Buffer {
  return Buffer.from(of, 'base64url')
}
