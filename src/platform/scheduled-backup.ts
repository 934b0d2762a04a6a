import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { writeBackup } from './backup-file.ts'
import type { TimedJob } from './jobs.ts'

/** When backups are made, where they go, and how many of each region are kept. */
export interface BackupSchedule {
  readonly dailyAt: `${number}:${number}`
  readonly folder: string
  readonly keep: number
}

const NAME = /^clarion-(\d{6})-\d{8}-\d{6}\.backup\.gz$/

/** The daily backup as timed work: one file a region, named by region and time, the oldest beyond `keep` removed after a new one is whole. */
export function scheduledBackup(pool: Pool, { dailyAt, folder, keep }: BackupSchedule): TimedJob {
  return {
    name: 'platform.backup',
    due: { dailyAt },
    run: async ({ files, clock }, region, log) => {
      const now = clock()
      const file = join(folder, backupName(region, now))
      const { rows, files: kept } = await writeBackup(pool, files, { regions: [region], file, now })
      const removed = await removeOldest(folder, region, keep)
      log.info({ file, rows, files: kept, removed }, 'backed up')
    },
  }
}

/** `clarion-370786-20260316-023000.backup.gz`, in the time of Asia/Shanghai. */
export function backupName(region: string, at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `clarion-${region}-${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 19).replaceAll(':', '')}.backup.gz`
}

async function removeOldest(folder: string, region: string, keep: number): Promise<readonly string[]> {
  const own = (await readdir(folder)).filter((name) => NAME.exec(name)?.[1] === region).toSorted()
  const old = own.slice(0, Math.max(0, own.length - keep))
  for (const name of old) await rm(join(folder, name), { force: true })
  return old
}
