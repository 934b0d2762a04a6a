import type { Duplex } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Catalogue, type Locale, localeOfHeader, type Messages, sentenceOf } from '../../kernel/language.ts'
import { newId } from '../../kernel/ids.ts'
import { problem, type Problem } from '../../kernel/problem.ts'
import { Refusal, type RefusalKind, STATUS_OF_REFUSAL } from '../../kernel/refusal.ts'
import { inTraditional } from '../traditional.ts'

/** The catalogues that hold the sentences of problems. */
export type Catalogues = readonly Messages<Catalogue>[]

/** Answers a refusal in the reader's language, with the request id as reference. */
export function answerRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  catalogues: Catalogues,
): FastifyReply {
  const locale = localeOfHeader(request.headers['accept-language'])
  const { operation } = request.routeOptions.config
  const problems = refusal.problems.map((each) => ({ ...each, message: spoken(each, locale, catalogues, operation) }))
  if (refusal.kind === 'too_many' || refusal.kind === 'unavailable') void reply.header('retry-after', '5')
  return reply
    .code(STATUS_OF_REFUSAL[refusal.kind])
    .type('application/json')
    .send({ kind: refusal.kind, problems, reference: request.id })
}

/** The sentence of a problem; traditional Chinese is made of the simplified sentence, values included as they are shown there. */
function spoken(found: Problem, locale: Locale, catalogues: Catalogues, operation?: string): string {
  const sentence = sentenceOf(found, locale, catalogues, operation)
  return locale === 'zh-TW' ? inTraditional(sentence) : sentence
}

/** Turns whatever was thrown into an answer: refusals as they are, errors of the edge as refusals, all else a logged 500 without internals. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  catalogues: Catalogues,
): FastifyReply {
  if (error instanceof Refusal) return answerRefusal(request, reply, error, catalogues)
  const edge = edgeRefusal(error)
  // What still comes is let go by: a connection closed meanwhile would take the answer with it.
  if (edge && !request.raw.complete) {
    void reply.removeHeader('connection')
    request.raw.resume()
  }
  if (edge) return answerRefusal(request, reply, edge, catalogues)
  request.log.error({ err: error }, 'unforeseen error')
  const bug = problem('operation.bug', { reference: request.id })
  const message = spoken(bug, localeOfHeader(request.headers['accept-language']), catalogues)
  return reply
    .code(500)
    .type('application/json')
    .send({ kind: 'bug', problems: [{ ...bug, message }], reference: request.id })
}

const EDGE: Readonly<Record<string, readonly [RefusalKind, Problem]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['invalid', problem('operation.body_too_large', { maximum: '5 MB' })],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid', problem('operation.not_json')],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid', problem('operation.not_json')],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['invalid', problem('operation.not_json')],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid', problem('operation.not_json')],
  FST_REQ_FILE_TOO_LARGE: ['invalid', problem('file.too_large', { maximum: '' })],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['invalid', problem('file.missing')],
  FST_ERR_BAD_URL: ['invalid', problem('operation.bad_address')],
  FST_ERR_ASYNC_CONSTRAINT: ['invalid', problem('operation.bad_address')],
}

function edgeRefusal(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = EDGE[code]
  if (known) return new Refusal(known[0], [known[1]])
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 429) return new Refusal('too_many', [problem('operation.too_many')])
  if (status === 404) return new Refusal('not_found', [problem('operation.unknown')])
  if (error instanceof URIError) return new Refusal('invalid', [problem('operation.bad_address')])
  if (status >= 400 && status < 500) return new Refusal('invalid', [problem('operation.not_json')])
  return undefined
}

const BROKEN: Readonly<Record<string, readonly [status: string, problem: Problem]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', problem('operation.head_too_large')],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', problem('operation.too_slow')],
}

/** Answers what is no HTTP at all and ends the connection: the request was never read, so nobody knows the reader's language. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, catalogues: Catalogues): void {
  if (error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, found] = BROKEN[error.code ?? ''] ?? ['400 Bad Request', problem('operation.not_http')]
  const message = spoken(found, 'zh-CN', catalogues)
  const body = JSON.stringify({ kind: 'invalid', problems: [{ ...found, message }], reference: newId() })
  const head = [`content-type: application/json; charset=utf-8`, `content-length: ${Buffer.byteLength(body)}`]
  socket.end(`HTTP/1.1 ${status}\r\n${[...head, 'connection: close'].join('\r\n')}\r\n\r\n${body}`)
}
