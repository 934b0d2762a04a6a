import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase, withClient } from '../../src/platform/database/connect.ts'

/** A database of one's own, cloned from the migrated template. */
export interface TestDatabase<Tables = unknown> {
  readonly name: string
  /** As the server runs: bound by row-level security. */
  readonly app: Database<Tables>
  /** As the superuser: sees every row; for arranging and inspecting only. */
  readonly admin: Database<Tables>
  readonly appUrl: string
  readonly adminUrl: string
  /** Closes both and drops the database. */
  readonly close: () => Promise<void>
}

/** Clones a database for a test file: `const database = await createTestDatabase(); afterAll(database.close)`. */
export async function createTestDatabase<Tables = unknown>(options?: {
  /** An empty database instead of a migrated one. */
  readonly empty?: boolean
}): Promise<TestDatabase<Tables>> {
  const { adminUrl, appUrl, template } = inject('testServer')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(adminUrl, `create database ${name} template ${options?.empty ? 'template0' : template}`)
  const urls = { appUrl: at(appUrl, name), adminUrl: at(adminUrl, name) }
  const app = openDatabase<Tables>({ url: urls.appUrl, size: 10, prepares: true })
  const admin = openDatabase<Tables>({ url: urls.adminUrl, size: 2 })
  const close = async () => {
    await Promise.all([app.close(), admin.close()])
    await onServer(adminUrl, `drop database if exists ${name} with (force)`)
  }
  return { name, app, admin, ...urls, close }
}

function onServer(adminUrl: string, statement: string): Promise<unknown> {
  return withClient(at(adminUrl, 'postgres'), (client) => client.query(statement))
}

function at(url: string, database: string): string {
  const moved = new URL(url)
  moved.pathname = `/${database}`
  return moved.href
}
