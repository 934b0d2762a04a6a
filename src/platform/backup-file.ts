import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline as joined, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip, createGzip } from 'node:zlib'
import type { Pool } from 'pg'
import { type BackupCount, backupLines, restoreLines } from './backup.ts'
import type { Files } from './files.ts'

/** Writes a backup (`backupLines`, gzip) to a file that only its owner may read. It appears under its name when it is whole. */
export async function writeBackup(
  pool: Pool,
  files: Files,
  options: { readonly regions: readonly string[] | 'all'; readonly file: string; readonly now: Date },
): Promise<BackupCount> {
  const half = `${options.file}.half`
  let count: BackupCount = { regions: [], rows: 0, files: 0 }
  async function* lines() {
    const source = backupLines(pool, files, options.regions, options.now)
    try {
      for (;;) {
        const next = await source.next()
        if (next.done) {
          count = next.value
          return
        }
        yield `${next.value}\n`
      }
    } finally {
      await source.return(count)
    }
  }
  await mkdir(dirname(options.file), { recursive: true, mode: 0o700 })
  try {
    await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(half, { mode: 0o600 }))
    await flushed(half)
    await rename(half, options.file)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  return count
}

async function flushed(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Restores a file that `writeBackup` made; refuses as `restoreLines` does. */
export function readBackup(pool: Pool, files: Files, file: string): ReturnType<typeof restoreLines> {
  return restoreLines(pool, files, () => linesOf(file))
}

/** The lines of a packed file; split at line feeds alone, since JSON may hold every other mark that ends a line elsewhere. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  // A failure of either stream reaches the loop below through the second one.
  joined(createReadStream(file), unpacked, () => undefined)
  const decoder = new StringDecoder('utf8')
  let pieces: string[] = []
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    const parts = decoder.write(chunk).split('\n')
    for (const part of parts.slice(0, -1)) {
      yield [...pieces, part].join('')
      pieces = []
    }
    pieces.push(parts.at(-1) ?? '')
  }
  const rest = pieces.join('') + decoder.end()
  if (rest !== '') yield rest
}
