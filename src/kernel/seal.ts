/**
 * Sealed letters: text that only the holder of a private key can open, the one who sealed it no longer either. Elliptic curve P-256 with
 * a key of its own for every letter, HKDF-SHA-256 and AES-256-GCM (NIST SP 800-56A, RFC 5869, NIST SP 800-38D), by the Web Crypto that
 * browsers and Node share. A browser has it only on pages of HTTPS or of its own machine.
 */

/** A sealed letter: the key made for it (raw point), the nonce and the sealed text, each in base64url. */
export interface SealedText {
  readonly publicKey: string
  readonly iv: string
  readonly text: string
}

/** A pair of keys as text: the public one is the raw point, the private one PKCS #8, both in base64url. */
export interface SealKeys {
  readonly publicKey: string
  readonly privateKey: string
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const LABEL = new TextEncoder().encode('clarion ballot')
const IV_BYTES = 12

/** Whether this browser can seal: it can on pages of HTTPS or of its own machine. */
export function canSeal(): boolean {
  return typeof crypto === 'object' && typeof (crypto as Partial<Crypto>).subtle === 'object'
}

/** A new pair of keys for letters. */
export async function newSealKeys(): Promise<SealKeys> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const point = await crypto.subtle.exportKey('raw', pair.publicKey)
  const secret = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
  return { publicKey: base64UrlOf(new Uint8Array(point)), privateKey: base64UrlOf(new Uint8Array(secret)) }
}

/**
 * Seals a text for the holder of the private key. `bound` is said openly beside the letter (the id of a ballot): a letter moved to another one
 * does not open. The key of a letter is the first 32 bytes of HKDF-SHA-256 without salt, info `clarion ballot`; `bound` is additional data.
 */
export async function sealText(publicKey: string, text: string, bound: string): Promise<SealedText> {
  const receiver = await crypto.subtle.importKey('raw', bytesOf(publicKey), CURVE, false, [])
  const own = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const key = await letterKey(own.privateKey, receiver)
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const sealed = await crypto.subtle.encrypt(gcm(iv, bound), key, new TextEncoder().encode(text))
  return { publicKey: base64UrlOf(point), iv: base64UrlOf(iv), text: base64UrlOf(new Uint8Array(sealed)) }
}

/** Opens a sealed letter; `undefined` where it is broken, changed, bound to something else or sealed for somebody else. */
export async function openSealed(privateKey: string, letter: SealedText, bound: string): Promise<string | undefined> {
  const own = await crypto.subtle.importKey('pkcs8', bytesOf(privateKey), CURVE, false, ['deriveBits'])
  try {
    const sender = await crypto.subtle.importKey('raw', bytesOf(letter.publicKey), CURVE, false, [])
    const key = await letterKey(own, sender)
    const open = await crypto.subtle.decrypt(gcm(bytesOf(letter.iv), bound), key, bytesOf(letter.text))
    return new TextDecoder('utf-8', { fatal: true }).decode(open)
  } catch {
    return undefined
  }
}

async function letterKey(own: CryptoKey, other: CryptoKey): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const means = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: LABEL }
  return crypto.subtle.deriveKey(means, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function gcm(iv: Uint8Array<ArrayBuffer>, bound: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(bound) }
}

function base64UrlOf(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Bytes of a text in base64url; throws where it is none, or is not written as we write it, so that a letter has one form only. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))
  if (base64UrlOf(bytes) !== text) throw new TypeError('not base64url as we write it')
  return bytes
}
