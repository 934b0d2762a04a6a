import { createHash } from 'node:crypto'
import { fail, ok, type Outcome } from '../kernel/outcome.ts'
import { problem } from '../kernel/problem.ts'
import { openArchive, packDeflated } from './archive.ts'

/** One file of an archive: its path in it, what it is, its bytes, and how many rows it holds where it holds rows. */
export interface ArchivePart {
  readonly path: string
  readonly holds: 'ledger' | 'rows' | 'audit' | 'attachment' | 'readme'
  readonly bytes: Uint8Array
  readonly rows?: number
  /** Whatever else is to be known of it: the operation of a ledger, the scope of a table, the name a file was sent under. */
  readonly about?: Readonly<Record<string, unknown>>
}

/** What an archive says of itself. */
export interface ArchiveHead {
  readonly kind: 'clarion-year'
  readonly version: 1
  readonly region: string
  readonly regionName: string
  readonly year: number
  readonly isClosed: boolean
  readonly madeAt: string
  readonly madeBy: string
  /** Name of the migration the rows belong to. */
  readonly schema: string
  readonly leftOut: readonly { readonly what: string; readonly why: string }[]
}

/** The manifest: the head, and every file with size and digests. */
export interface ArchiveManifest extends ArchiveHead {
  readonly files: readonly (Omit<ArchivePart, 'bytes'> & {
    readonly size: number
    readonly sha256: string
    readonly sm3: string
  })[]
}

/** A finished archive with the digest of its manifest, which vouches for every file. */
export interface MadeArchive {
  readonly bytes: Uint8Array
  readonly manifestSha256: string
  readonly manifestSm3: string
  readonly files: number
}

const MANIFEST = 'manifest.json'
const SUMS = { sha256: 'SHA256SUMS', sm3: 'SM3SUMS' } as const
const GIBIBYTE = 1024 ** 3
/** What an archive may hold when it is checked: as much as one that is made. */
const LIMITS = { maxBytes: 4 * GIBIBYTE, maxUnpackedBytes: 16 * GIBIBYTE, maxEntries: 65_000, maxRatio: 100_000 }

/**
 * Packs files into one zip with a manifest (size, SHA-256 and SM3 of each) and the lists `SHA256SUMS` and `SM3SUMS`, which
 * `sha256sum -c` and any tool for SM3 read: nothing of ours is needed to check it.
 */
export async function makeYearArchive(head: ArchiveHead, parts: readonly ArchivePart[]): Promise<MadeArchive> {
  const files = parts.map(({ bytes, ...part }) => ({
    ...part,
    size: bytes.byteLength,
    sha256: digest('sha256', bytes),
    sm3: digest('sm3', bytes),
  }))
  const manifest = encoded(`${JSON.stringify({ ...head, files } satisfies ArchiveManifest, null, 1)}\n`)
  const [manifestSha256, manifestSm3] = [digest('sha256', manifest), digest('sm3', manifest)]
  const lines = (own: string, key: 'sha256' | 'sm3') =>
    encoded([`${own}  ${MANIFEST}`, ...files.map((each) => `${each[key]}  ${each.path}`), ''].join('\n'))
  const bytes = await packDeflated(
    new Map([
      [MANIFEST, manifest],
      [SUMS.sha256, lines(manifestSha256, 'sha256')],
      [SUMS.sm3, lines(manifestSm3, 'sm3')],
      ...parts.map((part) => [part.path, part.bytes] as const),
    ]),
  )
  return { bytes, manifestSha256, manifestSm3, files: files.length }
}

/**
 * Checks an archive against its manifest without a database: every file named is there, whole and unchanged, and nothing else is. Refuses
 * `archive.not_a_zip`, `archive.not_a_year`, `archive.file_missing`, `archive.file_changed`, `archive.file_unknown`, each with `path`.
 */
export async function verifyYearArchive(
  bytes: Uint8Array,
): Promise<Outcome<ArchiveManifest & { readonly manifestSha256: string }>> {
  const opened = await openArchive(bytes, LIMITS, () => true)
  if (!opened.ok) return opened
  const parts = opened.value
  const raw = parts.get(MANIFEST)
  const manifest = raw && manifestIn(raw)
  if (!raw || !manifest) return fail(problem('archive.not_a_year'))
  const manifestSha256 = digest('sha256', raw)
  const sums = new TextDecoder().decode(parts.get(SUMS.sha256))
  if (!sums.startsWith(`${manifestSha256}  ${MANIFEST}\n`))
    return fail(problem('archive.file_changed', { path: MANIFEST }))
  const known = new Set<string>([MANIFEST, ...Object.values(SUMS), ...manifest.files.map((each) => each.path)])
  const [first, ...rest] = [
    ...manifest.files.flatMap(({ path, size, sha256, sm3 }) => {
      const part = parts.get(path)
      if (!part) return [problem('archive.file_missing', { path })]
      const isSame = part.byteLength === size && digest('sha256', part) === sha256 && digest('sm3', part) === sm3
      return isSame ? [] : [problem('archive.file_changed', { path })]
    }),
    ...[...parts.keys()].flatMap((path) => (known.has(path) ? [] : [problem('archive.file_unknown', { path })])),
  ]
  return first ? fail(first, ...rest) : ok({ ...manifest, manifestSha256 })
}

function manifestIn(bytes: Uint8Array): ArchiveManifest | undefined {
  try {
    const found = JSON.parse(new TextDecoder().decode(bytes)) as Partial<ArchiveManifest>
    const isOurs = found.kind === 'clarion-year' && found.version === 1 && Array.isArray(found.files)
    return isOurs ? (found as ArchiveManifest) : undefined
  } catch {
    return undefined
  }
}

function digest(algorithm: 'sha256' | 'sm3', bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex')
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
