import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InputOf, OperationSpec, OutputOf } from '../kernel/operation.ts'
import { newId } from '../kernel/ids.ts'
import { problem } from '../kernel/problem.ts'
import { Refusal, refuse } from '../kernel/refusal.ts'
import { type Caller, grantFor } from './access.ts'
import type { LiveHub } from './live.ts'
import { type House, type Implementation, type OperationContext, runOperation } from './run-operation.ts'

/** A stream with what answers it: `open` decides who may watch and says what by a key, `read` tells what everybody sees who watches the same. */
export interface StreamImplementation extends Implementation {
  readonly stream: {
    readonly open: (ctx: OperationContext, input: never) => Promise<string>
    readonly read: (ctx: OperationContext, key: string) => Promise<unknown>
  }
}

/**
 * Binds a stream to its declaration. `open` runs once for every watcher, with the rights of the operation, and answers the key of what is watched;
 * `read` runs as the system, once for all who watch the same key, as long as somebody does, and must tell nothing that a watcher may not see.
 * Called without a stream the operation answers what `read` tells just now.
 */
export function implementStream<S extends OperationSpec>(
  spec: S,
  stream: {
    readonly open: (ctx: OperationContext, input: InputOf<S>) => Promise<string>
    readonly read: (ctx: OperationContext, key: string) => Promise<OutputOf<S>>
  },
): StreamImplementation {
  return {
    spec,
    handle: async (ctx: OperationContext, input: InputOf<S>) => stream.read(ctx, await stream.open(ctx, input)),
    stream,
  }
}

/** Whether an operation is a stream shared by its watchers. */
export function isShared(implementation: Implementation): implementation is StreamImplementation {
  return 'stream' in implementation
}

/** How often what is watched is read again where nothing was heard: another process may have changed it. */
const LOOK_EVERY = 250
const HEARTBEAT_EVERY = 15_000
/** What a watcher may leave unread before it is let go; its browser comes again and sees the newest. */
const MOST_UNREAD_BYTES = 1_000_000
const MOST_WATCHERS = 5_000

interface Shown {
  readonly watchers: Set<FastifyReply>
  /** Reads now and sends what is new. */
  readonly look: () => Promise<void>
  readonly stop: () => void
  /** Watchers and those about to watch: it ends with the last of them. */
  held: number
  /** What was read last, as JSON without its `serverNow`. */
  text: string | undefined
  isStamped: boolean
  /** Why the last reading gave nothing. */
  trouble: unknown
}

/**
 * Sends what is watched to all who watch it. However many they are, it is read once: at once after an announcement of its capability in this process,
 * and every quarter of a second for what other processes and the clock do; it is sent when it differs from what was sent before. A new watcher is sent
 * what was sent last. A field `serverNow` of the output is no change: it says the instant of the sending, so that screens run clocks by the server's
 * time. Where reading is refused (a link was closed) its watchers are let go.
 */
export class SharedStreams {
  readonly #house: House
  readonly #live: LiveHub
  readonly #shown = new Map<string, Shown>()

  constructor(house: House, live: LiveHub) {
    this.#house = house
    this.#live = live
  }

  /** Answers a request with the stream until the client goes; throws the refusal of who may not watch before anything is sent. */
  async connect(
    implementation: StreamImplementation,
    call: { readonly caller: Caller; readonly input: unknown },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { spec, stream } = implementation
    const all = [...this.#shown.values()].reduce((total, { held }) => total + held, 0)
    if (all >= MOST_WATCHERS) refuse('too_many', problem('operation.too_many'))
    const { region } = grantFor(spec, call.caller).scope
    const opening = { spec: { ...spec, output: z.string() }, handle: stream.open }
    const key = (await runOperation(this.#house, opening, { ...call, requestId: request.id })) as string
    const shown = this.#show(implementation, region, key)
    shown.held += 1
    if (!shown.text) await shown.look()
    if (!shown.text || reply.raw.destroyed) {
      release(shown)
      if (!shown.text) throw shown.trouble
      return reply.hijack()
    }
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write(`retry: 1000\n\n${frameOf(shown, this.#house.clock())}`)
    shown.watchers.add(reply)
    reply.raw.on('close', () => {
      shown.watchers.delete(reply)
      release(shown)
    })
    return reply
  }

  #show({ spec, stream }: StreamImplementation, region: string, key: string): Shown {
    const name = `${spec.id} ${region} ${key}`
    const known = this.#shown.get(name)
    if (known) return known
    // What is read was named by its key: it is asked without an input.
    const reading: Implementation = {
      spec: { ...spec, input: z.object({}) },
      handle: (ctx) => stream.read(ctx, key),
    }
    const caller: Caller = { kind: 'system', name: 'stream', region }
    const look = oneAtATime(async () => {
      const output = await runOperation(this.#house, reading, { caller, input: {}, requestId: newId() }).catch(
        (error: unknown) => {
          shown.trouble = error
          // What cannot be read just now is read again at the next look; what is refused is over.
          if (error instanceof Refusal && error.kind !== 'unavailable')
            for (const reply of shown.watchers) reply.raw.end()
          return undefined
        },
      )
      if (output === undefined) return
      const { serverNow, ...rest } = output as { readonly serverNow?: unknown }
      const text = JSON.stringify(rest)
      if (text === shown.text) return
      Object.assign(shown, { text, isStamped: serverNow !== undefined })
      // Made into bytes once for all.
      const frame = Buffer.from(frameOf(shown, this.#house.clock()))
      for (const reply of shown.watchers) send(reply, frame)
    })
    const prefix = `${spec.id.split('.')[0]}.`
    const unwatch = this.#live.watch(region, ({ topic }) => {
      if (topic.startsWith(prefix)) void look()
    })
    const looking = setInterval(() => void look(), LOOK_EVERY)
    const heartbeat = setInterval(() => {
      for (const reply of shown.watchers) send(reply, ': still here\n\n')
    }, HEARTBEAT_EVERY)
    const stop = (): void => {
      unwatch()
      clearInterval(looking)
      clearInterval(heartbeat)
      this.#shown.delete(name)
    }
    const shown: Shown = {
      watchers: new Set(),
      look,
      stop,
      held: 0,
      text: undefined,
      isStamped: false,
      trouble: undefined,
    }
    this.#shown.set(name, shown)
    return shown
  }

  /** Ends every stream and all reading. */
  close(): void {
    for (const { watchers, stop } of this.#shown.values()) {
      stop()
      for (const reply of watchers) reply.raw.end()
    }
  }
}

function frameOf({ text = '{}', isStamped }: Shown, now: Date): string {
  const comma = text === '{}' ? '' : ','
  return `data: ${isStamped ? `{"serverNow":"${now.toISOString()}"${comma}${text.slice(1)}` : text}\n\n`
}

function release(shown: Shown): void {
  shown.held -= 1
  if (shown.held === 0) shown.stop()
}

function send({ raw }: FastifyReply, frame: string | Buffer): void {
  if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy()
  else raw.write(frame)
}

/** One run at a time; asked while running it runs once more, and everybody waits until the last run is done. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let isWanted = false
  const runAll = async (): Promise<void> => {
    do {
      isWanted = false
      await run()
    } while (isWanted)
    running = undefined
  }
  return () => {
    if (running) isWanted = true
    return (running ??= runAll())
  }
}
