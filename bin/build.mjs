/** Builds the program into `dist`: `node bin/build.mjs [server] [web]`, both unless named. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOf, writeStamp } from './build-stamps.mjs'
import { bundlePrograms } from './bundle-programs.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const DIST = join(ROOT, 'dist')

const BUILDERS = { server: buildServer, web: buildWeb }

async function buildServer() {
  const programs = { server: 'src/apps/server/main.ts', clarion: 'src/apps/cli/main.ts' }
  const fresh = join(DIST, `.server-${process.pid}`)
  await bundlePrograms(ROOT, programs, fresh)
  replace(join(DIST, 'migrations'), (half) => cpSync(join(ROOT, 'migrations'), half, { recursive: true }))
  // Handed out as it is to whoever recounts a contest.
  cpSync(join(ROOT, 'bin/recount.mjs'), join(DIST, 'recount.mjs'))
  const made = readdirSync(fresh)
  // Parts first, so that a program never names one that is not there; parts of earlier builds go last.
  const order = (name) => (name.startsWith('part-') ? 0 : 2) + (name.endsWith('.map') ? 0 : 1)
  for (const name of made.sort((one, other) => order(one) - order(other)))
    renameSync(join(fresh, name), join(DIST, name))
  for (const name of readdirSync(DIST)) if (name.startsWith('part-') && !made.includes(name)) rmSync(join(DIST, name))
  rmSync(fresh, { recursive: true, force: true })
}

async function buildWeb() {
  const { build } = await import('vite')
  const half = join(DIST, `.web-${process.pid}`)
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn', build: { outDir: half } })
  replace(join(DIST, 'web'), (target) => renameSync(half, target))
}

/** Puts a folder in the place of an older one; a running server misses it only for a moment. */
function replace(target, make) {
  const [half, old] = [`${target}.new-${process.pid}`, `${target}.old-${process.pid}`]
  make(half)
  if (existsSync(target)) renameSync(target, old)
  renameSync(half, target)
  rmSync(old, { recursive: true, force: true })
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in BUILDERS))
if (unknown) {
  console.error(`There is no part ${unknown}; the parts are ${Object.keys(BUILDERS).join(', ')}.`)
  process.exit(2)
}
mkdirSync(DIST, { recursive: true })
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(BUILDERS)) {
    const digest = digestOf(ROOT, name)
    await BUILDERS[name]()
    writeStamp(ROOT, name, digest)
  }
} catch (error) {
  // The compilers have named file and line; a trace of our own would hide it.
  if (!error.errors) console.error(error.message)
  process.exitCode = 1
}
