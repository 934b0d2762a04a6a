import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { changedParts } from './build-stamps.mjs'
import { installPackages, missingPackages } from './install.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const EXIT_INSTALL = 12
const EXIT_BUILD = 13

/** Prints a sentence in both languages and ends; what went wrong in detail has been printed by the tool itself. */
function refuse(exit, zh, en) {
  console.error(zh)
  console.error(en)
  process.exit(exit)
}

function install() {
  if (missingPackages(ROOT, { dev: false }).length === 0) return
  console.error('正在安装依赖，首次约需一分钟…  Installing packages, about a minute the first time…')
  try {
    installPackages(ROOT, { dev: false })
  } catch (error) {
    refuse(
      EXIT_INSTALL,
      `依赖安装失败（${error.message}）。请检查网络或 npm 镜像设置（npm config get registry），再启动一次。`,
      `Packages could not be installed (${error.message}). Check the network or the registry (npm config get registry) and start again.`,
    )
  }
}

function build() {
  const changed = changedParts(ROOT)
  if (changed.length === 0) return
  console.error('正在构建程序…  Building…')
  const { status } = spawnSync(process.execPath, [join(ROOT, 'bin/build.mjs'), ...changed], { stdio: 'inherit' })
  if (status === 0) return
  refuse(
    EXIT_BUILD,
    `程序构建失败，原因见上。请确认源文件完整、${join(ROOT, 'dist')} 可写、磁盘和内存有余量，再启动一次。`,
    `The build failed, see above. Make sure the sources are whole, ${join(ROOT, 'dist')} is writable, disk and memory are free, and start again.`,
  )
}

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

install()
build()
endWithStarter()
// From Node 22.8 on the compiled program is kept for the next start.
nodeModule.enableCompileCache?.(join(ROOT, 'dist/.compiled'))
await import(pathToFileURL(join(ROOT, 'dist/server.mjs')).href)
