import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { TestProject } from 'vitest/node'
import { withClient } from '../../src/platform/database/connect.ts'
import { EMBEDDED_ADMIN, startEmbedded } from '../../src/platform/database/embedded.ts'
import { findPostmaster, isAlive, stopPostmaster } from '../../src/platform/database/postmaster.ts'
import { APP_ROLE, migrate } from '../../src/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses on the run's own server; `template` is migrated and never connected to. */
    readonly testServer: { readonly adminUrl: string; readonly appUrl: string; readonly template: string }
  }
}

const TEMPLATE = 'clarion_template'
const PLACEHOLDER = 'database'

/**
 * Starts one PostgreSQL for the run (18, or 15 with `CLARION_TEST_PG=15`), without durability, and migrates the template
 * that every test file clones.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await sweepLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `clarion-test-${process.pid}-`))
  await chmod(folder, 0o711)
  const server = await startEmbedded({
    folder,
    log: pino({ level: 'warn' }),
    durable: false,
    ...(process.env['CLARION_TEST_PG'] === '15' ? { packageName: 'pg15' } : {}),
  })
  const tearDown = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await withClient(server.url(EMBEDDED_ADMIN, 'postgres'), (client) => client.query(`create database ${TEMPLATE}`))
    await migrate({ adminUrl: server.url(EMBEDDED_ADMIN, TEMPLATE), appUrl: server.url(APP_ROLE, TEMPLATE) })
  } catch (error) {
    await tearDown()
    throw error
  }
  project.provide('testServer', {
    adminUrl: server.url(EMBEDDED_ADMIN, PLACEHOLDER),
    appUrl: server.url(APP_ROLE, PLACEHOLDER),
    template: TEMPLATE,
  })
  return tearDown
}

/** Ends the servers of runs that were killed and could not do it themselves. */
async function sweepLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = /^clarion-test-(\d+)-/.exec(name)?.[1]
    if (!owner || isAlive(Number(owner))) continue
    const server = await findPostmaster(join(tmpdir(), name, 'postgres'))
    if (server) await stopPostmaster(server.pid)
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}
