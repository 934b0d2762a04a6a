import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What each part of the program is built from; `leaves` are folders and files that cannot change it. */
const PARTS = {
  server: {
    product: 'server.mjs',
    roots: ['src', 'migrations', 'bin', 'package-lock.json'],
    leaves: /^src\/(ui|apps\/web)\/|^src\/capabilities\/[^/]+\/screens\/|\.test\.tsx?$/,
  },
  web: {
    product: 'web/index.html',
    roots: ['src', 'bin', 'vite.config.ts', 'package-lock.json'],
    leaves:
      /^src\/(platform|apps\/server|apps\/cli)\/|^src\/capabilities\/[^/]+\/(store|operations|tables|public|jobs|sample|sheets|papers)(\/|\.ts)|\.test\.tsx?$/,
  },
}

/** Names of the parts whose sources differ from those they were last built from. */
export function changedParts(root) {
  const digests = new Map()
  return Object.keys(PARTS).filter((name) => {
    const { product } = PARTS[name]
    return !existsSync(join(root, 'dist', product)) || readStamp(root, name) !== digestOf(root, name, digests)
  })
}

/** Digest of the sources of a part; take it before building, so that a change made meanwhile is built next time. */
export function digestOf(root, name, digests = new Map()) {
  const { roots, leaves } = PARTS[name]
  const hash = createHash('sha256')
  for (const path of roots.flatMap((each) => listFiles(join(root, each)))) {
    const short = relative(root, path)
    if (leaves.test(short)) continue
    if (!digests.has(path)) digests.set(path, createHash('sha256').update(readFileSync(path)).digest('hex'))
    hash.update(`${short}\0${digests.get(path)}\0`)
  }
  return hash.digest('hex')
}

/** Remembers what a part was built from. */
export function writeStamp(root, name, digest) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile(root, name), digest)
}

function readStamp(root, name) {
  const file = stampFile(root, name)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const stampFile = (root, name) => join(root, 'dist', `.${name}.stamp`)

function listFiles(path) {
  if (!existsSync(path)) return []
  const entries = readdirSyncOrFile(path)
  return entries ? entries.flatMap((entry) => listFiles(join(path, entry))) : [path]
}

function readdirSyncOrFile(path) {
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}
