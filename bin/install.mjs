import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Names of the packages the lock file asks for that are not installed in that version. Optional packages (binaries for other
 * platforms) are left out; packages for development too unless `dev` is asked for.
 */
export function missingPackages(root, { dev }) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const ledger = join(root, 'node_modules', '.package-lock.json')
  const installed = existsSync(ledger) ? JSON.parse(readFileSync(ledger, 'utf8')).packages : {}
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && (dev || !entry.dev))
    .filter(([path, entry]) => installed[path]?.version !== entry.version || !existsSync(join(root, path)))
    .map(([path]) => path)
}

/** Runs `npm ci` where packages are missing. Returns a sentence saying what was done; throws one saying what failed. */
export function installPackages(root, { dev }) {
  const missing = missingPackages(root, { dev })
  if (missing.length === 0) return 'every package is installed'
  const npm = process.env.npm_execpath
  // Where packages for development are installed already, somebody works here: they stay.
  const wantsDev = dev || existsSync(join(root, 'node_modules', 'vitest'))
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error', wantsDev ? '--include=dev' : '--omit=dev']
  const [program, given] = npm ? [process.execPath, [npm, ...words]] : ['npm', words]
  const { status, error } = spawnSync(program, given, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) {
    throw new Error(`npm ci failed (${error?.message ?? `exit code ${status}`}); is the package registry reachable?`)
  }
  return `npm ci installed ${missing.length} missing packages`
}
