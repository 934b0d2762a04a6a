import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { LiveEvent } from '../kernel/live.ts'
import type { AuditTables } from './audit.ts'
import { inRegion } from './transaction.ts'

/** How long after an event's time it may still become visible: longer than the longest transaction. */
const OVERLAP = 35_000
const POLL_EVERY = 1_000
const HEARTBEAT_EVERY = 15_000
const MOST_AT_ONCE = 500

interface Watched {
  readonly listeners: Set<(event: LiveEvent) => void>
  readonly seen: Map<string, number>
  polling: boolean
  again: boolean
  since: number
}

/**
 * Sends what happened to whoever watches, by polling the outbox of each watched region; `hasten` only shortens the wait. An event is
 * sent to each listener once: rows are read again for a while, because a row may become visible later than its time, and known ids
 * are left out.
 */
export class LiveHub {
  readonly #database: Kysely<unknown>
  readonly #clock: () => Date
  readonly #watched = new Map<string, Watched>()
  readonly #timer: NodeJS.Timeout
  readonly #replies = new Set<FastifyReply>()

  constructor(database: Kysely<unknown>, clock: () => Date) {
    this.#database = database
    this.#clock = clock
    this.#timer = setInterval(() => {
      for (const region of this.#watched.keys()) this.hasten(region)
    }, POLL_EVERY)
    this.#timer.unref()
  }

  /** Listens to a region from now on; the answer stops it. */
  watch(region: string, listener: (event: LiveEvent) => void): () => void {
    const watched = this.#watched.get(region) ?? {
      listeners: new Set(),
      seen: new Map(),
      polling: false,
      again: false,
      since: this.#clock().getTime(),
    }
    this.#watched.set(region, watched)
    watched.listeners.add(listener)
    return () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size === 0) this.#watched.delete(region)
    }
  }

  /** Looks at a region's outbox now rather than at the next poll. */
  hasten(region: string): void {
    const watched = this.#watched.get(region)
    if (!watched) return
    if (watched.polling) {
      watched.again = true
      return
    }
    watched.polling = true
    void this.#poll(region, watched).finally(() => {
      watched.polling = false
      if (watched.again) {
        watched.again = false
        this.hasten(region)
      }
    })
  }

  async #poll(region: string, watched: Watched): Promise<void> {
    const now = this.#clock().getTime()
    const from = new Date(Math.max(watched.since, now - OVERLAP))
    const rows = await inRegion(this.#database, region, 'read', (tx) =>
      tx
        .withTables<AuditTables>()
        .selectFrom('outbox_events')
        .select(['id', 'topic', 'subject_kind', 'subject_id', 'at'])
        .where('region_code', '=', region)
        .where('at', '>=', from)
        .orderBy('id', 'desc')
        .limit(MOST_AT_ONCE)
        .execute(),
    ).catch(() => [])
    for (const row of rows.toReversed()) {
      if (watched.seen.has(row.id)) continue
      watched.seen.set(row.id, now)
      const event = {
        id: row.id,
        topic: row.topic,
        subject: { kind: row.subject_kind, id: row.subject_id },
        at: row.at.toISOString(),
      }
      for (const listener of watched.listeners) listener(event)
    }
    for (const [id, at] of watched.seen) if (at < now - 2 * OVERLAP) watched.seen.delete(id)
  }

  /** Answers a request with the region's stream of server-sent events until the client goes. */
  connect(region: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.hijack()
    this.#replies.add(reply)
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const stop = this.watch(region, (event) => raw.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`))
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_EVERY)
    request.raw.on('close', () => {
      clearInterval(heartbeat)
      stop()
      this.#replies.delete(reply)
    })
    return reply
  }

  /** Ends every stream and the polling. */
  close(): void {
    clearInterval(this.#timer)
    for (const reply of this.#replies) reply.raw.end()
    this.#watched.clear()
  }
}
