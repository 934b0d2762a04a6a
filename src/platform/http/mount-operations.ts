import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type OperationSpec, pathFields, routeParts } from '../../kernel/operation.ts'
import { permissionRow } from '../../kernel/permissions.ts'
import { formatToSaveAs, typesToName } from '../../kernel/old-formats.ts'
import { problem } from '../../kernel/problem.ts'
import { Refusal, refuse } from '../../kernel/refusal.ts'
import type { FileAnswer } from '../../kernel/file-answer.ts'
import { type Caller, grantFor } from '../access.ts'
import type { LiveHub } from '../live.ts'
import { type House, type Implementation, runOperation, type UploadedFile } from '../run-operation.ts'
import { isShared, SharedStreams } from '../streams.ts'
import { plainText } from '../plain-text.ts'
import { queryReader } from './query-values.ts'

/** What the edge needs to serve operations. */
export interface Edge {
  readonly house: House
  readonly callerOf: (request: FastifyRequest) => Promise<Caller>
  readonly live: LiveHub
}

/** What a form may hold besides its file. */
const FORM_BYTES = 1_000_000

/** Mounts every operation at `/api` + its path: shape of the request in, run-operation, JSON or a file or a stream out. */
export function mountOperations(app: FastifyInstance, implementations: readonly Implementation[], edge: Edge): void {
  const streams = new SharedStreams(edge.house, edge.live)
  app.addHook('preClose', async () => streams.close())
  for (const implementation of implementations) {
    const { spec } = implementation
    const { method, path } = routeParts(spec.route)
    const inputOf = inputReader(spec)
    const callerOf = namesItsRegion(spec) ? callerAtRegion : edge.callerOf
    if (isShared(implementation)) {
      app.get(`/api${path}`, { config: { operation: spec.id } }, async (request, reply) => {
        const { input } = await inputOf(request)
        return streams.connect(implementation, { caller: await callerOf(request), input }, request, reply)
      })
      continue
    }
    app.route({
      method,
      url: `/api${path}`,
      config: { operation: spec.id },
      ...(spec.fileIn ? { bodyLimit: spec.fileIn.maxBytes + FORM_BYTES } : {}),
      handler: async (request, reply) => {
        const caller = await callerOf(request)
        const { input, upload } = await inputOf(request)
        const output = await runOperation(edge.house, implementation, {
          caller,
          input,
          requestId: request.id,
          ...idempotencyKeyOf(request),
          ...(upload ? { upload } : {}),
        })
        return spec.fileOut
          ? sendFile(reply, output as FileAnswer)
          : reply.type('application/json').send(JSON.stringify(output ?? null))
      },
    })
  }
}

/** Whether an operation is open to anybody and says its region in its path: it is answered without asking who calls. */
function namesItsRegion({ permission, route }: OperationSpec): boolean {
  return permissionRow(permission) === 'anyone' && pathFields(routeParts(route).path).includes('region')
}

async function callerAtRegion(request: FastifyRequest): Promise<Caller> {
  return { kind: 'anonymous', region: (request.params as { readonly region: string }).region }
}

/** Mounts the stream of live events: the same rights as any query, then an open answer instead of JSON. */
export function mountLive(app: FastifyInstance, spec: OperationSpec, edge: Edge): void {
  app.get(`/api${routeParts(spec.route).path}`, { config: { operation: spec.id } }, async (request, reply) => {
    const { scope } = grantFor(spec, await edge.callerOf(request))
    return edge.live.connect(scope.region, request, reply)
  })
}

function idempotencyKeyOf(request: FastifyRequest): { idempotencyKey?: string } {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && key.length > 0 && key.length <= 200 ? { idempotencyKey: key } : {}
}

type QueryReader = ReturnType<typeof queryReader>

interface Arrived {
  readonly input: unknown
  readonly upload?: UploadedFile
}

function inputReader(spec: OperationSpec): (request: FastifyRequest) => Promise<Arrived> {
  const readQuery = queryReader(spec.input)
  if (spec.fileIn) return (request) => multipartInput(spec, request, readQuery)
  if (routeParts(spec.route).method === 'GET')
    return async (request) => ({ input: readQuery({ ...(request.query as object), ...(request.params as object) }) })
  return async (request) => {
    const body = request.body ?? {}
    if (typeof body !== 'object' || Array.isArray(body)) refuse('invalid', problem('operation.not_json'))
    return { input: { ...body, ...readQuery(request.params as Record<string, unknown>) } }
  }
}

async function multipartInput(spec: OperationSpec, request: FastifyRequest, readQuery: QueryReader): Promise<Arrived> {
  const { maxBytes } = spec.fileIn ?? { maxBytes: 0 }
  if (!request.isMultipart()) refuse('invalid', problem('file.missing'))
  // What says itself that it is too large is not read at all.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + FORM_BYTES) refuseTooLarge(maxBytes)
  const { input, upload } = await partsOf(spec, request).catch((error: unknown) => {
    // What still comes is let go by, so that the answer is not kept waiting.
    request.raw.unpipe().resume()
    return error instanceof Refusal ? Promise.reject(error) : refuse('invalid', problem('file.form_broken'))
  })
  if (!upload) return refuse('invalid', problem('file.missing'))
  return { input: { ...(input as object), ...readQuery(request.params as Record<string, unknown>) }, upload }
}

async function partsOf(
  spec: OperationSpec,
  request: FastifyRequest,
): Promise<{ input: unknown; upload?: UploadedFile }> {
  const { types, maxBytes } = spec.fileIn ?? { types: [], maxBytes: 0 }
  let input: unknown = {}
  let upload: UploadedFile | undefined
  const limits = { fileSize: maxBytes + 1, files: 1, fields: 10, fieldSize: FORM_BYTES }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const ending = part.filename.toLowerCase().split('.').at(-1) ?? ''
      if (!types.includes(ending)) refuseType(ending, types)
      upload = { name: plainText(part.filename), type: part.mimetype, bytes: await bytesOf(part.file, maxBytes) }
    } else if (part.fieldname === 'input') input = jsonOf(part.value)
  }
  return { input, ...(upload ? { upload } : {}) }
}

function refuseType(ending: string, types: readonly string[]): never {
  const type = formatToSaveAs(ending, types)
  if (type !== undefined) return refuse('invalid', problem('file.save_as', { type }))
  const named = typesToName(types).map((each) => `.${each}`)
  return refuse('invalid', problem('file.wrong_type', { types: named.join(' ') }))
}

/** Reads a file and refuses it at the first byte too many: the form's own limit is noticed only when all has arrived. */
async function bytesOf(file: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file) {
    size += chunk.length
    if (size > maxBytes) refuseTooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function jsonOf(value: unknown): unknown {
  try {
    const parsed: unknown = JSON.parse(String(value))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed
  } catch {
    // falls through to the refusal
  }
  return refuse('invalid', problem('operation.not_json'))
}

function refuseTooLarge(maxBytes: number): never {
  return refuse('invalid', problem('file.too_large', { maximum: megabytes(maxBytes) }))
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000)} MB`
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('x-content-type-options', 'nosniff')
    .type(file.type)
    .send(Buffer.from(file.bytes))
}
