import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Files, openFiles, type StoredFile } from './files.ts'

const HOME = '370786'
const OTHER = '371525'

/** A stand-in that keeps objects the way S3 does: PUT, GET, DELETE and ListObjectsV2 in pages of two. */
function objectStore(): Server {
  const objects = new Map<string, { body: Buffer; about: string }>()
  return createServer((request, response) => {
    const address = new URL(request.url ?? '', 'http://127.0.0.1')
    const key = decodeURIComponent(address.pathname.replace(/^\/bucket\/?/, ''))
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/'))
      return response.writeHead(403).end()
    if (request.method === 'PUT') {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      return request.on('end', () => {
        objects.set(key, { body: Buffer.concat(parts), about: String(request.headers['x-amz-meta-about']) })
        response.writeHead(200).end()
      })
    }
    if (request.method === 'DELETE') return response.writeHead(objects.delete(key) ? 204 : 404).end()
    if (key === '') {
      const prefix = address.searchParams.get('prefix') ?? ''
      const found = [...objects.keys()]
        .filter((name) => name.startsWith(prefix) && name > (address.searchParams.get('start-after') ?? ''))
        .toSorted()
      const page = found.slice(0, 2).map((name) => `<Contents><Key>${name}</Key></Contents>`)
      return response.end(
        `<ListBucketResult><IsTruncated>${found.length > 2}</IsTruncated>${page.join('')}</ListBucketResult>`,
      )
    }
    const object = objects.get(key)
    return object
      ? response.writeHead(200, { 'x-amz-meta-about': object.about }).end(object.body)
      : response.writeHead(404).end()
  })
}

describe.each(['folder', 's3'] as const)('files kept in %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-files-test-'))
  const server = objectStore()
  let files: Files
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const s3 = { endpoint: `http://127.0.0.1:${port}`, bucket: 'bucket', accessKeyId: 'key', secretAccessKey: 'secret' }
    files = openFiles(kind === 's3' ? { s3 } : { folder })
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('come back byte for byte with the name they had', async () => {
    const bytes = new Uint8Array([0, 255, 1, 254])
    const kept = await files.put(HOME, { name: '示例简报（第1期）.docx', type: 'application/msword', bytes })
    const found = await files.find(HOME, kept.key)
    expect(found).toMatchObject({ name: '示例简报（第1期）.docx', type: 'application/msword', size: 4, sm3: kept.sm3 })
    expect([...(found?.bytes ?? [])]).toEqual([...bytes])
  })

  it('stay inside their region', async () => {
    const kept = await files.put(HOME, { name: 'a', type: 'text/plain', bytes: new Uint8Array(1) })
    expect(await files.find(OTHER, kept.key)).toBeUndefined()
  })

  it('are listed whole, removed for good, and go back under their key', async () => {
    for (const name of ['1', '2', '3']) await files.put(OTHER, { name, type: 'text/plain', bytes: Buffer.from(name) })
    const listed: StoredFile[] = []
    for await (const each of files.list(OTHER)) listed.push(each)
    expect(listed.map((each) => each.name)).toEqual(['1', '2', '3'])
    const [first] = listed
    if (!first) throw new Error('nothing listed')
    await files.remove(OTHER, first.key)
    expect(await files.find(OTHER, first.key)).toBeUndefined()
    await files.restore(OTHER, first)
    expect((await files.find(OTHER, first.key))?.sm3).toBe(first.sm3)
  })

  it.each(['../../etc/passwd', '..', 'a/b', ''])('are never sought at %j', async (key) => {
    await expect(files.find(HOME, key)).rejects.toThrow('not a place')
    await expect(files.find('../..', key)).rejects.toThrow('not a place')
  })
})
