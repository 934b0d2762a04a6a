import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type OperationSpec, pathFields, routeParts } from '../../kernel/operation.ts'
import { permissionRow } from '../../kernel/permissions.ts'
import { REFUSAL_KINDS, STATUS_OF_REFUSAL } from '../../kernel/refusal.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Serves the document at `/api/openapi.json` and the same for people at `/api/docs`; both are written when first asked for. */
export function mountApiPages(app: FastifyInstance, specs: readonly OperationSpec[], version: string): void {
  let document: string | undefined
  let page: string | undefined
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json').send((document ??= JSON.stringify(openApiDocument(specs, version)))),
  )
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send((page ??= openApiPage(specs, version))),
  )
}

/** Who may, in one line: `anyone`, `signed in`, or each role with its reach. */
function rightsOf(spec: OperationSpec): string {
  const row = permissionRow(spec.permission)
  if (typeof row === 'string') return row === 'anyone' ? 'anyone' : 'anyone signed in'
  return Object.entries(row)
    .map(([role, reach]) => `${role} (${reach})`)
    .join(', ')
}

/** The OpenAPI 3.1 document of operations, made from the shapes that check them. */
function openApiDocument(specs: readonly OperationSpec[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const spec of specs) {
    const { method, path } = routeParts(spec.route)
    const address = `/api${path.replace(/:([A-Za-z]+)/g, '{$1}')}`
    paths[address] = { ...paths[address], [method.toLowerCase()]: entryOf(spec) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Clarion 冲锋号', version, description: 'Every operation of the product, as the server checks it.' },
    tags: [...new Set(specs.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Refusal: REFUSAL },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'clarion_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    security: [{ session: [] }, { bearer: [] }],
  }
}

const REFUSAL = {
  type: 'object',
  required: ['kind', 'problems', 'reference'],
  properties: {
    kind: { enum: [...REFUSAL_KINDS, 'bug'] },
    reference: { type: 'string', description: 'The request id, to quote to the administrator.' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { type: 'string' },
          message: { type: 'string', description: 'A sentence in the language of Accept-Language.' },
          params: { type: 'object' },
          path: { type: 'array', items: { type: ['string', 'integer'] } },
        },
      },
    },
  },
}

function tagOf(spec: OperationSpec): string {
  return spec.id.split('.')[0] ?? ''
}

function entryOf(spec: OperationSpec): Record<string, unknown> {
  const { method, path } = routeParts(spec.route)
  const input = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' })
  const properties = Object.entries(input.properties ?? {}) as [string, JsonSchema][]
  const inPath = new Set(pathFields(path))
  const isNeeded = (name: string) => input.required?.includes(name) ?? false
  const parameters = properties
    .filter(([name]) => inPath.has(name) || method === 'GET')
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || isNeeded(name),
      schema,
    }))
  return {
    operationId: spec.id,
    summary: spec.summary,
    tags: [tagOf(spec)],
    description: `Permission \`${spec.permission}\`: ${rightsOf(spec)}.`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(method === 'GET'
      ? {}
      : {
          requestBody: bodyOf(
            spec,
            properties.filter(([name]) => !inPath.has(name)),
            isNeeded,
          ),
        }),
    responses: { 200: answerOf(spec), ...refusals() },
  }
}

function bodyOf(spec: OperationSpec, fields: readonly [string, JsonSchema][], isNeeded: (name: string) => boolean) {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: fields.map(([name]) => name).filter(isNeeded),
  }
  if (!spec.fileIn) return { required: true, content: { 'application/json': { schema } } }
  const file = {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: spec.fileIn.types.map((type) => `.${type}`).join(' '),
  }
  const parts = { type: 'object', properties: { input: schema, file }, required: ['file'] }
  return { required: true, content: { 'multipart/form-data': { schema: parts } } }
}

function answerOf(spec: OperationSpec): Record<string, unknown> {
  if (spec.stream)
    return { description: 'Server-sent events', content: { 'text/event-stream': { schema: shapeOf(spec) } } }
  if (spec.fileOut) return { description: 'A file', content: { [spec.fileOut]: {} } }
  return { description: 'Done', content: { 'application/json': { schema: shapeOf(spec) } } }
}

function shapeOf(spec: OperationSpec): JsonSchema {
  return z.toJSONSchema(spec.output, { io: 'output', unrepresentable: 'any' })
}

function refusals(): Record<string, unknown> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } }
  return Object.fromEntries(REFUSAL_KINDS.map((kind) => [STATUS_OF_REFUSAL[kind], { description: kind, content }]))
}

/** The same for people: one page, no scripts, every operation with its address, rights and fields. */
function openApiPage(specs: readonly OperationSpec[], version: string): string {
  const groups = grouped(specs)
  const sections = groups.map(
    ([tag, members]) => `<h2 id="${escaped(tag)}">${escaped(tag)}</h2>${members.map(articleOf).join('')}`,
  )
  const links = groups.map(([tag]) => `<a href="#${escaped(tag)}">${escaped(tag)}</a>`).join(' · ')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Clarion 冲锋号 API</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}code{background:#eef2f6;padding:.1em .3em;border-radius:3px}article{border-top:1px solid #d5dce4;padding:.8rem 0}h3{margin:0 0 .3rem}table{border-collapse:collapse}td,th{border:1px solid #d5dce4;padding:.2rem .6rem;text-align:left}</style></head>
<body><h1>Clarion 冲锋号 API ${escaped(version)}</h1><p>Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). A session comes from <code>POST /api/session</code> {account, password, bearer: true}; send its token as <code>Authorization: Bearer</code>. Commands take an <code>Idempotency-Key</code>.</p><p>${links}</p>${sections.join('')}</body></html>`
}

function grouped(specs: readonly OperationSpec[]): [string, OperationSpec[]][] {
  const groups = new Map<string, OperationSpec[]>()
  for (const spec of specs) groups.set(tagOf(spec), [...(groups.get(tagOf(spec)) ?? []), spec])
  return [...groups]
}

function articleOf(spec: OperationSpec): string {
  const { method, path } = routeParts(spec.route)
  const input = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' })
  const rows = Object.entries(input.properties ?? {}).map(
    ([name, schema]) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${input.required?.includes(name) ? 'needed' : ''}</td><td>${escaped(typeText(schema as JsonSchema))}</td></tr>`,
  )
  const file = spec.fileIn
    ? `<p>Takes a file: ${escaped(spec.fileIn.types.map((type) => `.${type}`).join(' '))}</p>`
    : ''
  return `<article><h3>${escaped(spec.summary)}</h3><p><code>${method} /api${escaped(path)}</code> · <code>${escaped(spec.id)}</code></p><p>${escaped(spec.permission)}: ${escaped(rightsOf(spec))}</p>${file}${rows.length > 0 ? `<table><tr><th>field</th><th></th><th>shape</th></tr>${rows.join('')}</table>` : ''}</article>`
}

function typeText(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' | ')
  if (schema.type === 'array') return `list of ${typeText((schema.items ?? {}) as JsonSchema)}`
  return [schema.type ?? 'any', schema.format].filter(Boolean).join(' ')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
