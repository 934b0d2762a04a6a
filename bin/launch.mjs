import { readFileSync } from 'node:fs'
import nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, install } from './prepare.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * npm ends without waiting for us when it is told to; then so do we. A closed terminal counts as Ctrl-C, unless the server was
 * started to outlive it (`nohup` has us ignore SIGHUP).
 */
function endWithStarter() {
  const stop = () => process.kill(process.pid, 'SIGTERM')
  const starter = process.ppid
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === starter || stop(), 500).unref()
  if (!ignoresHangUp()) process.once('SIGHUP', stop)
}

function ignoresHangUp() {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '1'
    return (Number.parseInt(mask.slice(-1), 16) & 1) === 1
  } catch {
    return true
  }
}

install(ROOT)
build(ROOT)
endWithStarter()
// From Node 22.8 on the compiled program is kept for the next start.
nodeModule.enableCompileCache?.(join(ROOT, 'dist/.compiled'))
await import(pathToFileURL(join(ROOT, 'dist/server.mjs')).href)
