import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The system account the embedded server runs under; `undefined` means: as we are. */
export interface DatabaseUser {
  readonly uid: number
  readonly gid: number
}

const SHELTER = '/var/lib/clarion'

/**
 * Who runs the database in `clusterFolder`. PostgreSQL refuses uid 0, so root hands it to the folder's owner, else to an
 * account `clarion` where the administrator made one, else to `nobody`. Anyone else runs it himself.
 */
export function databaseUser(clusterFolder: string): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return accountOf('clarion') ?? accountOf('nobody') ?? { uid: 65534, gid: 65534 }
}

function accountOf(name: string): DatabaseUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid && uid !== '0' ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** Whether `user` may enter `folder` and every folder above it; folders that do not exist yet are ours to make. */
export function canEnter(folder: string, user: DatabaseUser | undefined): boolean {
  if (!user) return true
  const path = resolve(folder)
  const stats = statSync(path, { throwIfNoEntry: false })
  const bit = stats?.uid === user.uid ? 0o100 : stats?.gid === user.gid ? 0o010 : 0o001
  if (stats && (stats.mode & bit) === 0) return false
  const parent = dirname(path)
  return parent === path || canEnter(parent, user)
}

/**
 * The folder that really holds the data. Under a home closed to others (0700 /root) the database's account could not
 * reach it, so it moves to `/var/lib/clarion/<name>`, one name a requested folder.
 */
export function resolveDataFolder(requested: string): string {
  const folder = resolve(requested)
  const user = databaseUser(resolve(folder, 'postgres'))
  if (canEnter(dirname(folder), user)) return folder
  return resolve(SHELTER, shelterName(folder))
}

/** Makes a folder and those above it, whatever the umask: private for an ordinary user, open to pass through for root. */
export function makeFolder(folder: string): void {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  if (statSync(folder, { throwIfNoEntry: false })) return
  makeFolder(dirname(folder))
  // Not recursive: under /proc Node would try for ever.
  mkdirSync(folder)
  chmodSync(folder, mode)
}

/** Where binaries go when the installation itself is out of the database account's reach. */
export function binaryShelter(name: string): string {
  return resolve(SHELTER, 'programs', name)
}

function shelterName(folder: string): string {
  const name = folder.replace(/^\/+/, '').replace(/[^A-Za-z0-9._-]+/g, '-')
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 8)
  return `${name.slice(-24).replace(/^[-.]+/, '')}-${digest}`
}
