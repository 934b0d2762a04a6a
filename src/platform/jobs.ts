import { createRequire } from 'node:module'
import type { Logger as WorkerLogger, Runner } from 'graphile-worker'
import pg, { type Pool } from 'pg'
import { clientConfig } from './database/connect.ts'
import { APP_ROLE } from './migrate.ts'
import type { Logger } from './log.ts'
import type { House } from './run-operation.ts'

const SCHEMA = 'graphile_worker'
const MADE_BY = `graphile-worker ${versionOfWorker()}`

function versionOfWorker(): string {
  const { version } = createRequire(import.meta.url)('graphile-worker/package.json') as { readonly version: string }
  return version
}

/** When a job falls due: every so many minutes, or once a day at a time of Asia/Shanghai. */
export type Due = { readonly everyMinutes: 1 | 2 | 5 | 10 | 15 | 30 } | { readonly dailyAt: `${number}:${number}` }

/** Timed work of a capability, done for each region apart: a region that fails is tried again and stops no other. */
export interface TimedJob {
  /** `<capability>.<what>`; one job of a name waits at most once a region. */
  readonly name: `${string}.${string}`
  readonly due: Due
  readonly run: (house: House, region: string, log: Logger) => Promise<void>
}

/** What the worker needs. */
export interface JobsOptions {
  readonly pool: Pool
  readonly house: House
  readonly jobs: readonly TimedJob[]
  readonly listRegions: () => Promise<readonly string[]>
  readonly log: Logger
}

/**
 * Makes the worker's own schema as the migrator's role and lets the app role use it. The library forbids its tables to
 * everyone but their owner by row-level security without policies, so a policy for the app role is added to each. The schema bears the
 * version of the library it was made by; where that is the one at hand, the library is not even loaded.
 */
export async function migrateJobs(adminUrl: string): Promise<void> {
  const client = new pg.Client(clientConfig(adminUrl))
  await client.connect()
  try {
    const made = await client.query<{ by: string | null }>(
      `select obj_description(to_regnamespace($1), 'pg_namespace') as by`,
      [SCHEMA],
    )
    const isMade = made.rows[0]?.by === MADE_BY
    if (!isMade) {
      const { runMigrations } = await import('graphile-worker')
      await runMigrations({ connectionString: adminUrl, schema: SCHEMA, logger: await quietLogger() })
    }
    const { rows } = await client.query<{ name: string; open: boolean }>(
      `select c.relname::text as name, exists (select from pg_policy p where p.polrelid = c.oid) as open
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and c.relkind = 'r'`,
      [SCHEMA],
    )
    await client.query(`grant usage on schema ${SCHEMA} to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE};
      grant usage on all sequences in schema ${SCHEMA} to ${APP_ROLE}`)
    for (const { name, open } of rows)
      if (!open)
        await client.query(`create policy app on ${SCHEMA}."${name}" to ${APP_ROLE} using (true) with check (true)`)
    if (!isMade) await client.query(`comment on schema ${SCHEMA} is ${pg.escapeLiteral(MADE_BY)}`)
  } finally {
    await client.end()
  }
}

/** Starts the worker; several servers may work one database, each job runs on one of them. The answer stops it. */
export async function startJobs({ pool, house, jobs, listRegions, log }: JobsOptions): Promise<() => Promise<void>> {
  const { run } = await import('graphile-worker')
  const runner: Runner = await run({
    pgPool: pool,
    schema: SCHEMA,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: await quietLogger(),
    taskList: Object.fromEntries(jobs.flatMap((job) => tasksOf(job, house, listRegions, log))),
    crontab: jobs
      .map((job) => `${cronOf(job.due)} ${identifier(job)}:each_region ?jobKey=${identifier(job)}&max=3`)
      .join('\n'),
  })
  // The library reports a lost connection here and works on by itself; unhandled, it would end the process.
  runner.events.on('pool:listen:error', ({ error }) =>
    log.warn({ reason: String(error) }, 'the job worker lost its connection'),
  )
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job worker stopped'))
  return () => runner.stop()
}

function identifier(job: TimedJob): string {
  return job.name.replace('.', ':')
}

type Task = (
  payload: unknown,
  helpers: { addJob: (name: string, payload: object, spec: object) => Promise<unknown> },
) => Promise<void>

function tasksOf(job: TimedJob, house: House, listRegions: JobsOptions['listRegions'], log: Logger): [string, Task][] {
  const name = identifier(job)
  return [
    [
      `${name}:each_region`,
      async (_payload, { addJob }) => {
        for (const region of await listRegions())
          await addJob(name, { region }, { jobKey: `${name}:${region}`, maxAttempts: 5 })
      },
    ],
    [
      name,
      async (payload) => {
        const { region } = payload as { region: string }
        const started = Date.now()
        await job.run(house, region, log)
        log.debug({ job: job.name, region, ms: Date.now() - started }, 'job done')
      },
    ],
  ]
}

/** The crontab line of a due time; the library counts in UTC, eight hours behind. */
export function cronOf(due: Due): string {
  if ('everyMinutes' in due) return `*/${due.everyMinutes} * * * *`
  const [hour = 0, minute = 0] = due.dailyAt.split(':').map(Number)
  return `${minute} ${(hour + 16) % 24} * * *`
}

/** The library's own chatter is left out: what a job does, it logs itself. */
async function quietLogger(): Promise<WorkerLogger> {
  const { Logger: Made } = await import('graphile-worker')
  return new Made(() => () => undefined)
}
