/** A place in a file that holds numbers of one or more bytes; reading past the end gives `undefined`, never an error. */
export interface Reader {
  readonly bytes: Uint8Array
  readonly isLittle: boolean
}

/** The byte at a place. */
export function byteAt({ bytes }: Reader, at: number): number | undefined {
  return bytes[at]
}

/** The 16-bit number at a place. */
export function wordAt(reader: Reader, at: number): number | undefined {
  return numberAt(reader, at, 2)
}

/** The 32-bit number at a place, unsigned. */
export function longAt(reader: Reader, at: number): number | undefined {
  return numberAt(reader, at, 4)
}

/** A number of `size` bytes at a place; the four-byte ones stay below 2³². */
export function numberAt({ bytes, isLittle }: Reader, at: number, size: number): number | undefined {
  if (at < 0 || at + size > bytes.length) return undefined
  let value = 0
  for (let index = 0; index < size; index += 1) {
    const byte = bytes[isLittle ? at + size - 1 - index : at + index] ?? 0
    value = value * 256 + byte
  }
  return value
}

/** Letters of ASCII at a place; what is beyond the end is left out. */
export function lettersAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

/** Pieces laid one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
