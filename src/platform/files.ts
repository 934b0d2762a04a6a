import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { newId } from '../kernel/ids.ts'

/** A file as it is handed in. */
export interface FileToKeep {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A kept file: its key, what it was called, and its SM3. */
export interface KeptFile {
  readonly key: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sm3: string
}

/** A kept file with its content. */
export interface StoredFile extends KeptFile {
  readonly bytes: Uint8Array
}

/** Where files of tenants are kept, each region apart. A key names one file for ever; its content never changes. */
export interface Files {
  /** Keeps a file under a new key. */
  put(region: string, file: FileToKeep): Promise<KeptFile>
  /** A kept file, or `undefined` where there is none of that key. */
  find(region: string, key: string): Promise<StoredFile | undefined>
  /** Every file of a region, by key, one at a time. */
  list(region: string): AsyncIterable<StoredFile>
  /** Puts a file back under the key it had: what restoring a backup does. */
  restore(region: string, file: FileToKeep & { readonly key: string }): Promise<void>
  /** Removes a file whose record is gone (personal data whose purpose ended). */
  remove(region: string, key: string): Promise<void>
}

/** A folder on this machine, or storage that speaks the S3 protocol. */
export type FilesOptions =
  | { readonly folder: string }
  | {
      readonly s3: {
        readonly endpoint: string
        readonly bucket: string
        readonly accessKeyId: string
        readonly secretAccessKey: string
        readonly region?: string
      }
    }

/** Opens the place where files are kept. */
export function openFiles(options: FilesOptions): Files {
  return 'folder' in options ? folderFiles(options.folder) : s3Files(options.s3)
}

const REGION = /^\d{6}$/
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Regions and keys are made by us; anything else never reaches a path or an address. */
function checked(region: string, key: string): string {
  if (!REGION.test(region) || !KEY.test(key)) throw new Error('not a place of a kept file')
  return `${region}/${key}`
}

function described(key: string, { name, type, bytes }: FileToKeep): KeptFile {
  return {
    key,
    name: name.slice(0, 200),
    type,
    size: bytes.byteLength,
    sm3: createHash('sm3').update(bytes).digest('hex'),
  }
}

function folderFiles(folder: string): Files {
  const write = async (region: string, kept: KeptFile, bytes: Uint8Array) => {
    const path = join(folder, checked(region, kept.key))
    await mkdir(join(folder, region), { recursive: true, mode: 0o700 })
    await writeDurably(path, bytes)
    await writeDurably(`${path}.json`, Buffer.from(JSON.stringify(kept)))
  }
  const find = async (region: string, key: string): Promise<StoredFile | undefined> => {
    const path = join(folder, checked(region, key))
    const about = await readFile(`${path}.json`, 'utf8').catch(orMissing)
    return about === undefined ? undefined : { ...(JSON.parse(about) as KeptFile), bytes: await readFile(path) }
  }
  return {
    async put(region, file) {
      const kept = described(newId(), file)
      await write(region, kept, file.bytes)
      return kept
    },
    find,
    async *list(region) {
      checked(region, newId())
      const names = (await readdir(join(folder, region)).catch(orMissing)) ?? []
      for (const key of names.filter((name) => KEY.test(name)).toSorted()) {
        const stored = await find(region, key)
        if (stored) yield stored
      }
    },
    restore: (region, file) => write(region, described(file.key, file), file.bytes),
    async remove(region, key) {
      const path = join(folder, checked(region, key))
      await rm(`${path}.json`, { force: true })
      await rm(path, { force: true })
    },
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${newId()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

function orMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}

function s3Files(s3: Extract<FilesOptions, { s3: unknown }>['s3']): Files {
  const client = new AwsClient({
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
    service: 's3',
    region: s3.region ?? 'us-east-1',
  })
  const base = `${s3.endpoint.replace(/\/$/, '')}/${s3.bucket}`
  const ask = async (address: string, init: RequestInit & { method: string }, fine: readonly number[]) => {
    const answer = await client.fetch(address, init)
    if (!fine.includes(answer.status)) throw new Error(`file storage answered ${answer.status} to ${init.method}`)
    return answer
  }
  const write = async (region: string, kept: KeptFile, bytes: Uint8Array) => {
    const headers = {
      'content-type': 'application/octet-stream',
      'x-amz-meta-about': encodeURIComponent(JSON.stringify(kept)),
    }
    await ask(`${base}/${checked(region, kept.key)}`, { method: 'PUT', headers, body: Buffer.from(bytes) }, [200, 201])
  }
  const find = async (region: string, key: string): Promise<StoredFile | undefined> => {
    const answer = await ask(`${base}/${checked(region, key)}`, { method: 'GET' }, [200, 404])
    if (answer.status === 404) return undefined
    const about = JSON.parse(decodeURIComponent(answer.headers.get('x-amz-meta-about') ?? '')) as KeptFile
    return { ...about, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
  return {
    async put(region, file) {
      const kept = described(newId(), file)
      await write(region, kept, file.bytes)
      return kept
    },
    find,
    async *list(region) {
      checked(region, newId())
      for (let after = ''; ; ) {
        const query = new URLSearchParams({
          'list-type': '2',
          prefix: `${region}/`,
          ...(after ? { 'start-after': after } : {}),
        })
        const page = await (await ask(`${base}?${query}`, { method: 'GET' }, [200])).text()
        const keys = [...page.matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1] ?? '')
        for (const key of keys) {
          const stored = await find(region, key.slice(region.length + 1))
          if (stored) yield stored
        }
        const last = keys.at(-1)
        if (last === undefined || !page.includes('<IsTruncated>true')) return
        after = last
      }
    },
    restore: (region, file) => write(region, described(file.key, file), file.bytes),
    async remove(region, key) {
      await ask(`${base}/${checked(region, key)}`, { method: 'DELETE' }, [200, 204, 404])
    },
  }
}
