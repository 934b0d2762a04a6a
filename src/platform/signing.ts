import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** A pair of keys for signatures, Ed25519 (RFC 8032), as base64: the public one SPKI, the private one PKCS #8. */
export interface SigningKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** A new pair of keys. */
export function newSigningKeys(): SigningKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
}

/** The signature of a text in UTF-8, as base64. */
export function signText(privateKey: string, text: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64')
}

/** Whether a signature is that of a text by the holder of a key; false for anything that is no signature or no key. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** What a public key is known by when it is read aloud or printed: the SM3 of its SPKI form, 64 hexadecimal digits. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sm3').update(Buffer.from(publicKey, 'base64')).digest('hex')
}
