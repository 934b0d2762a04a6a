import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface LockEntry {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Optional packages that an entry asks for and the lock does not name; `npm ci` refuses such a lock. */
function unlockedOptions(packages: Readonly<Record<string, LockEntry>>): string[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !homesOf(path).some((home) => `${home}node_modules/${name}` in packages))
      .map((name) => `${path || 'package.json'} → ${name}`),
  )
}

/** Where Node looks for the packages of a package: inside it, then in every folder above. */
function homesOf(path: string): string[] {
  const above = path.lastIndexOf('node_modules/')
  return above < 0 ? ['', path && `${path}/`] : [`${path}/`, ...homesOf(path.slice(0, above).replace(/\/$/, ''))]
}

it('locks the packages of every platform, so that a fresh clone installs anywhere', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> }
  expect(unlockedOptions(lock.packages)).toEqual([])
})

it('finds an optional package that the lock forgot', () => {
  const tool = { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' } }
  const packages = { '': {}, 'node_modules/tool': tool, 'node_modules/tool/node_modules/tool-linux': {} }
  expect(unlockedOptions(packages)).toEqual(['node_modules/tool → tool-darwin'])
})
