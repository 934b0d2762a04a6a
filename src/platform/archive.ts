import { promisify } from 'node:util'
import { crc32, deflateRaw, inflateRaw } from 'node:zlib'
import { fail, ok, type Outcome } from '../kernel/outcome.ts'
import { problem } from '../kernel/problem.ts'

const inflate = promisify(inflateRaw)
const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw)

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const ZIP64_FIELD = 1
const STORED = 0
const DEFLATED = 8
/** Unpackers of Unix take names in UTF-8 as they are only from archives made on Unix, and then look for the rights of each file. */
const MADE_ON_UNIX = Buffer.from([20, 3])
const READABLE_FILE = (0o100644 << 16) >>> 0
const UNKNOWN_32 = 0xffffffff
const MEBIBYTE = 1024 * 1024

/** How much a zip archive that a person uploads may hold. Sizes in bytes. */
export interface ArchiveLimits {
  readonly maxBytes: number
  /** Sum of the sizes after unpacking, of all entries together. */
  readonly maxUnpackedBytes: number
  readonly maxEntries: number
  /** Largest unpacked : packed proportion of one entry; entries under 8 MiB are let through. */
  readonly maxRatio: number
}

/** Limits that an office file of a county stays far below. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  maxBytes: 20 * MEBIBYTE,
  maxUnpackedBytes: 100 * MEBIBYTE,
  maxEntries: 2_000,
  maxRatio: 250,
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly packedSize: number
  readonly unpackedSize: number
  readonly offset: number
}

/** The first bytes of an old Office file, of an encrypted one, and of WPS's own formats (the OLE compound file). */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, index) => bytes[index] === byte)
}

/** Whether a compound file is the envelope Office puts around a document with a password. */
export function isEncryptedOffice(bytes: Uint8Array): boolean {
  return isCompoundFile(bytes) && Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** Whether the bytes begin like a zip archive. */
export function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
}

/** A size for a sentence: `20 MB`. */
export function sizeText(bytes: number): string {
  return bytes >= MEBIBYTE ? `${Math.round(bytes / MEBIBYTE)} MB` : `${Math.ceil(bytes / 1024)} KB`
}

/**
 * Unpacks the entries whose name is wanted, all others stay packed. Nothing unpacks to more than its directory declares, and what
 * the directory declares is held against the limits first, so that a bomb costs its reading and no more.
 * Refuses `file.too_large`, `archive.not_a_zip`, `archive.damaged`, `archive.encrypted`, `archive.too_much_inside`.
 */
export async function openArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits,
  isWanted: (name: string) => boolean,
): Promise<Outcome<ReadonlyMap<string, Uint8Array>>> {
  if (bytes.length > limits.maxBytes) return fail(problem('file.too_large', { maximum: sizeText(limits.maxBytes) }))
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listed = listEntries(data, limits)
  if (!listed.ok) return listed
  const parts = new Map<string, Uint8Array>()
  for (const entry of listed.value) {
    if (!isWanted(entry.name)) continue
    const part = await unpack(data, entry)
    if (!part.ok) return part
    parts.set(entry.name, part.value)
  }
  return ok(parts)
}

/** A zip archive of the parts, stored without compression; libraries read it in place of one that somebody sent. */
export function packArchive(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipOf([...parts].map(([name, part]) => ({ name, part, packed: part, method: STORED })))
}

/** A zip archive of the parts to be taken away; what grows no smaller by packing is stored as it is. */
export async function packDeflated(parts: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const members: Member[] = []
  for (const [name, part] of parts) {
    const smaller = await deflate(part, { level: 6 })
    members.push(
      smaller.length < part.length
        ? { name, part, packed: smaller, method: DEFLATED }
        : { name, part, packed: part, method: STORED },
    )
  }
  return zipOf(members)
}

interface Member {
  readonly name: string
  readonly part: Uint8Array
  readonly packed: Uint8Array
  readonly method: typeof STORED | typeof DEFLATED
}

function zipOf(members: readonly Member[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, part, packed, method } of members) {
    const nameBytes = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt16LE(33, 8)
    common.writeUInt32LE(crc32(part), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    bodies.push(word(LOCAL_HEADER), common, nameBytes, Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength))
    const place = Buffer.alloc(14)
    place.writeUInt32LE(READABLE_FILE, 6)
    place.writeUInt32LE(offset, 10)
    directory.push(word(CENTRAL_HEADER), MADE_ON_UNIX, common, place, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...bodies, listing, word(END_OF_DIRECTORY), end]))
}

function listEntries(data: Buffer, limits: ArchiveLimits): Outcome<readonly Entry[]> {
  const directory = findDirectory(data)
  if (!directory) return fail(problem('archive.not_a_zip'))
  if (directory.count > limits.maxEntries) return tooMuch()
  const entries: Entry[] = []
  let at = directory.offset
  for (let index = 0; index < directory.count; index += 1) {
    const entry = readEntry(data, at)
    if (!entry) return fail(problem('archive.damaged'))
    entries.push(entry.entry)
    at = entry.next
  }
  if (sumOf(entries, (each) => each.packedSize) > data.length) return tooMuch()
  if (sumOf(entries, (each) => each.unpackedSize) > limits.maxUnpackedBytes) return tooMuch()
  const isBomb = entries.some(
    (each) => each.unpackedSize > 8 * MEBIBYTE && each.unpackedSize > each.packedSize * limits.maxRatio,
  )
  if (isBomb) return tooMuch()
  return entries.some((each) => each.isEncrypted) ? fail(problem('archive.encrypted')) : ok(entries)
}

function findDirectory(data: Buffer): { count: number; offset: number } | undefined {
  for (let at = data.length - 22; at >= Math.max(0, data.length - 22 - 0xffff); at -= 1) {
    if (data.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    const count = data.readUInt16LE(at + 10)
    const offset = data.readUInt32LE(at + 16)
    return count === 0xffff || offset === UNKNOWN_32 ? findDirectory64(data, at) : { count, offset }
  }
  return undefined
}

function findDirectory64(data: Buffer, end: number): { count: number; offset: number } | undefined {
  const locator = end - 20
  if (locator < 0 || data.readUInt32LE(locator) !== LOCATOR_64) return undefined
  const at = Number(data.readBigUInt64LE(locator + 8))
  if (!(at + 56 <= data.length) || data.readUInt32LE(at) !== END_OF_DIRECTORY_64) return undefined
  return { count: Number(data.readBigUInt64LE(at + 32)), offset: Number(data.readBigUInt64LE(at + 48)) }
}

function readEntry(data: Buffer, at: number): { entry: Entry; next: number } | undefined {
  if (!(at + 46 <= data.length) || data.readUInt32LE(at) !== CENTRAL_HEADER) return undefined
  const nameLength = data.readUInt16LE(at + 28)
  const extraLength = data.readUInt16LE(at + 30)
  const next = at + 46 + nameLength + extraLength + data.readUInt16LE(at + 32)
  if (next > data.length) return undefined
  const sizes = [data.readUInt32LE(at + 24), data.readUInt32LE(at + 20), data.readUInt32LE(at + 42)]
  const extra = data.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
  const wide = sizes.some((size) => size === UNKNOWN_32) ? withWideSizes(sizes, extra) : sizes
  if (!wide) return undefined
  const [unpackedSize = 0, packedSize = 0, offset = 0] = wide
  const entry = {
    name: data.toString('utf8', at + 46, at + 46 + nameLength),
    method: data.readUInt16LE(at + 10),
    isEncrypted: (data.readUInt16LE(at + 8) & 1) === 1,
    packedSize,
    unpackedSize,
    offset,
  }
  return { entry, next }
}

/** Replaces the sizes that do not fit 32 bits by those of the ZIP64 extra field, in the order the format gives them. */
function withWideSizes(sizes: readonly number[], extra: Buffer): readonly number[] | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue
    let from = at + 4
    const wide = sizes.map((size) => {
      if (size !== UNKNOWN_32) return size
      from += 8
      return from <= extra.length ? Number(extra.readBigUInt64LE(from - 8)) : Number.NaN
    })
    return wide.every(Number.isSafeInteger) ? wide : undefined
  }
  return undefined
}

async function unpack(data: Buffer, entry: Entry): Promise<Outcome<Uint8Array>> {
  if (!(entry.offset + 30 <= data.length) || data.readUInt32LE(entry.offset) !== LOCAL_HEADER) {
    return fail(problem('archive.damaged'))
  }
  const from = entry.offset + 30 + data.readUInt16LE(entry.offset + 26) + data.readUInt16LE(entry.offset + 28)
  const packed = data.subarray(from, from + entry.packedSize)
  if (packed.length !== entry.packedSize) return fail(problem('archive.damaged'))
  if (entry.unpackedSize === 0) return ok(new Uint8Array())
  if (entry.method === STORED) {
    return entry.packedSize === entry.unpackedSize ? ok(packed) : fail(problem('archive.damaged'))
  }
  if (entry.method !== DEFLATED) return fail(problem('archive.damaged'))
  try {
    const part = await inflate(packed, { maxOutputLength: entry.unpackedSize })
    return part.length === entry.unpackedSize ? ok(part) : fail(problem('archive.damaged'))
  } catch {
    return fail(problem('archive.damaged'))
  }
}

function tooMuch(): Outcome<never> {
  return fail(problem('archive.too_much_inside'))
}

function sumOf(entries: readonly Entry[], sizeOf: (entry: Entry) => number): number {
  return entries.reduce((sum, each) => sum + sizeOf(each), 0)
}

function word(signature: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}
