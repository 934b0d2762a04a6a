import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { type Config, readConfig } from '../../platform/config.ts'
import { openDatabase, withClient } from '../../platform/database/connect.ts'
import { findRunning, openExisting } from '../../platform/database/existing.ts'
import { resolveDataFolder } from '../../platform/database/database-user.ts'
import { prepareDatabase } from '../../platform/database/prepare.ts'
import { type Files, openFiles } from '../../platform/files.ts'
import { migrateJobs } from '../../platform/jobs.ts'
import { openLog } from '../../platform/log.ts'
import { type Arguments, textOption } from './arguments.ts'
import { INSTALLATION_OPTIONS } from './installation-options.ts'
import { giveUp } from './say.ts'

/** An installation opened from beside, without its server. */
export interface Installation {
  readonly kysely: Kysely<unknown>
  readonly pool: Pool
  readonly files: Files
  readonly folder: string
  /** Address of the role that owns the tables; missing for an external database without `--database-admin`. */
  readonly adminUrl: string | undefined
  readonly close: () => Promise<void>
}

function configOf(given: Arguments): Config {
  const words = INSTALLATION_OPTIONS.flatMap((name) => {
    const text = textOption(given, name)
    return text === undefined ? [] : [`--${name}`, text]
  })
  return readConfig(words, process.env)
}

/**
 * Opens an installation that exists, as it stands: nothing is migrated, and a running server keeps running. Ends the command where the
 * data folder holds no database.
 */
export async function openInstallation(given: Arguments): Promise<Installation> {
  const config = configOf(given)
  const log = openLog('error')
  if (config.database !== undefined) {
    await withClient(config.database, (client) => client.query('select 1'))
    const database = openDatabase({ url: config.database, log, size: 4 })
    const folder = resolveDataFolder(config.data)
    return { ...opened(database, folder), adminUrl: config.databaseAdmin, close: database.close }
  }
  const existing = await openExisting(config.data, log)
  if (!existing)
    return giveUp({
      zh: `目录 ${config.data} 里没有冲锋号的数据库，请用 --data 指明数据目录。`,
      en: `The folder ${config.data} holds no database of Clarion; name the data folder with --data.`,
    })
  const database = openDatabase({ url: existing.appUrl, log, size: 4 })
  const close = async () => {
    await database.close()
    await existing.close()
  }
  return { ...opened(database, existing.folder), adminUrl: existing.adminUrl, close }
}

/** Opens an installation to write into: made and migrated where need be, used beside the server where one runs on the data folder. */
export async function prepareInstallation(given: Arguments): Promise<Installation> {
  const config = configOf(given)
  const log = openLog('error')
  if (config.database === undefined && (await findRunning(config.data))) return openInstallation(given)
  const prepared = await prepareDatabase(config, log, migrateJobs)
  return { ...opened(prepared.database, prepared.folder), adminUrl: prepared.adminUrl, close: prepared.stop }
}

function opened(database: { readonly kysely: Kysely<unknown>; readonly pool: Pool }, folder: string) {
  return { kysely: database.kysely, pool: database.pool, folder, files: openFiles({ folder: join(folder, 'files') }) }
}
