import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Logger } from 'pino'
import { APP_ROLE } from '../migrate.ts'
import { lockDataFolder } from './data-lock.ts'
import { resolveDataFolder } from './database-user.ts'
import { addressAt, EMBEDDED_ADMIN, startEmbedded } from './embedded.ts'
import { findPostmaster } from './postmaster.ts'
import { DATABASE } from './prepare.ts'

/** The embedded database of a data folder as it stands: not migrated, and left running where a server uses it. */
export interface ExistingDatabase {
  /** The folder in use, see `resolveDataFolder`. */
  readonly folder: string
  readonly appUrl: string
  readonly adminUrl: string
  /** Ends what was started here; nothing where the database ran before. */
  readonly close: () => Promise<void>
}

/** The embedded database of a data folder where it runs just now, with or without its server; `undefined` otherwise. */
export async function findRunning(data: string): Promise<ExistingDatabase | undefined> {
  const folder = resolveDataFolder(data)
  const running = await findPostmaster(resolve(folder, 'postgres'))
  if (!running) return undefined
  return {
    folder,
    appUrl: addressAt(running.socketFolder, APP_ROLE, DATABASE),
    adminUrl: addressAt(running.socketFolder, EMBEDDED_ADMIN, DATABASE),
    close: async () => undefined,
  }
}

/**
 * Opens the embedded database of a data folder for maintenance. Where it runs already it is used beside the server, without taking the
 * folder; otherwise it is started for the time being. `undefined` where the folder holds none.
 */
export async function openExisting(data: string, log: Logger): Promise<ExistingDatabase | undefined> {
  const folder = resolveDataFolder(data)
  if (!existsSync(resolve(folder, 'postgres', 'PG_VERSION'))) return undefined
  const running = await findRunning(data)
  if (running) return running
  const unlock = await lockDataFolder(folder)
  try {
    const server = await startEmbedded({ folder, log })
    const close = async () => {
      await server.stop()
      unlock()
    }
    return { folder, appUrl: server.url(APP_ROLE, DATABASE), adminUrl: server.url(EMBEDDED_ADMIN, DATABASE), close }
  } catch (error) {
    unlock()
    throw error
  }
}
