import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLog } from '../src/platform/log.ts'
import { openDatabase, withClient } from '../src/platform/database/connect.ts'
import { EMBEDDED_ADMIN, startEmbedded } from '../src/platform/database/embedded.ts'
import { APP_ROLE, migrate } from '../src/platform/migrate.ts'
import { describeSchema } from './structure/schema.ts'

const FILE = 'schema.sql'

/** Migrates an empty database and writes what came out to `schema.sql`. */
async function main(root: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clarion-schema-'))
  await chmod(folder, 0o711)
  const server = await startEmbedded({ folder, log: openLog('warn'), durable: false })
  try {
    await withClient(server.url(EMBEDDED_ADMIN, 'postgres'), (client) => client.query('create database clarion'))
    const adminUrl = server.url(EMBEDDED_ADMIN, 'clarion')
    await migrate({ adminUrl, appUrl: server.url(APP_ROLE, 'clarion') })
    const database = openDatabase({ url: adminUrl, size: 1 })
    await writeFile(join(root, FILE), await describeSchema(database.pool, APP_ROLE))
    await database.close()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

await main(process.cwd())
