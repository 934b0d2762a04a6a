import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { newId } from '../../kernel/ids.ts'
import { problem } from '../../kernel/problem.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { OperationSpec } from '../../kernel/operation.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { answerBroken, answerError, answerRefusal, type Catalogues } from './answer.ts'
import { mountApiPages } from './openapi.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Id of the operation a route serves; metrics and the log name it. */
    readonly operation?: string
  }
}

/** What the HTTP server is made of. */
export interface ServerOptions {
  readonly log: Logger
  readonly metrics: Metrics
  readonly catalogues: Catalogues
  /** Folder of the built web app; without it only the API is served. */
  readonly webFolder?: string
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** Addresses of proxies whose forwarded headers are believed. */
  readonly trustedProxies: readonly string[]
  /** Whether the database answers: what `/readyz` asks. */
  readonly isReady: () => Promise<boolean>
  readonly version: string
  /** What the API pages describe. */
  readonly operations: readonly OperationSpec[]
}

const BODY_LIMIT = 5_000_000

/** Makes the HTTP server with everything but operations: headers, errors, health, metrics, API page and the web app. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, metrics, catalogues, tls } = options
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300 },
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    requestTimeout: 120_000,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply, catalogues),
    clientErrorHandler: (error, socket) => answerBroken(error, socket, catalogues),
    ...(tls ? { https: { cert: tls.cert, key: tls.key } } : {}),
  }) as unknown as FastifyInstance
  // Shapes are checked once, by runOperation; the schemas of routes only describe them.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, catalogues))
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const operation = request.routeOptions.config.operation ?? (request.url.startsWith('/api') ? 'other' : 'page')
    metrics.observe(operation, reply.statusCode, reply.elapsedTime / 1000)
    request.log.info(
      { operation, method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: tls ? { maxAge: 15_552_000 } : false,
    crossOriginOpenerPolicy: tls !== undefined,
    originAgentCluster: false,
  })
  await app.register(cookie)
  await app.register(multipart)
  await app.register(rateLimit, { global: false })
  await app.register(compress, { threshold: 2048, encodings: ['gzip', 'identity'], zlibOptions: { level: 4 } })
  mountApiPages(app, options.operations, options.version)
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) =>
    (await options.isReady()) ? { ok: true } : reply.code(503).send({ ok: false }),
  )
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.page()))
  await serveWeb(app, options)
  return app
}

async function serveWeb(app: FastifyInstance, { webFolder, catalogues }: ServerOptions): Promise<void> {
  const unknown = new Refusal('not_found', [problem('operation.unknown')])
  if (!webFolder || !existsSync(join(webFolder, 'index.html'))) {
    app.setNotFoundHandler((request, reply) => answerRefusal(request, reply, unknown, catalogues))
    return
  }
  const pageOf = pagesIn(webFolder)
  const sendPage = (path: string, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(pageOf(path))
  const named = join(webFolder, 'assets') + sep
  await app.register(staticFiles, {
    root: webFolder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    // Assets carry a digest in their name; what does not may change under it.
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.startsWith(named) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    wildcard: true,
  })
  app.get('/', async (_request, reply) => sendPage('/', reply))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') && !path.startsWith('/api') && !/\.\w+$/.test(path)
    if (isPage) return sendPage(path, reply)
    return answerRefusal(request, reply, unknown, catalogues)
  })
}

/** The page that answers a path: the one named as its first part (`/judge/…` by `judge.html`), for all others the house. */
function pagesIn(webFolder: string): (path: string) => Buffer {
  const read = (name: string): Buffer => readFileSync(join(webFolder, name))
  const house = read('index.html')
  const names = readdirSync(webFolder).filter((name) => name.endsWith('.html') && name !== 'index.html')
  const own = new Map(names.map((name) => [name.slice(0, -'.html'.length), read(name)]))
  return (path) => own.get(path.split('/')[1] ?? '') ?? house
}
