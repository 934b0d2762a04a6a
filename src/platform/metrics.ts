import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Pool } from 'pg'

/** The figures of the process for Prometheus. Nothing in them names a person or counts how much anybody uses the system. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #requests = new Histogram({
    name: 'clarion_http_request_seconds',
    help: 'Time to answer a request, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.#registry],
  })

  constructor(pool: Pool) {
    collectDefaultMetrics({ register: this.#registry, prefix: 'clarion_' })
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect: function collect() {
          this.set(read())
        },
      })
    gauge('clarion_database_connections', 'Open connections of the pool', () => pool.totalCount)
    gauge('clarion_database_connections_waiting', 'Requests waiting for a connection', () => pool.waitingCount)
  }

  /** Counts one answered request. */
  observe(operation: string, status: number, seconds: number): void {
    this.#requests.labels(operation, String(status)).observe(seconds)
  }

  /** The page Prometheus reads. */
  page(): Promise<string> {
    return this.#registry.metrics()
  }

  /** The content type of that page. */
  get contentType(): string {
    return this.#registry.contentType
  }
}
