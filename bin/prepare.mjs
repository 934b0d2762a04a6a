import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { changedParts } from './build-stamps.mjs'
import { installPackages, missingPackages } from './install.mjs'

const EXIT_INSTALL = 12
const EXIT_BUILD = 13

/** Prints a sentence in both languages and ends; what went wrong in detail has been printed by the tool itself. */
function refuse(exit, zh, en) {
  console.error(zh)
  console.error(en)
  process.exit(exit)
}

/** Installs the packages that are missing; ends the process with a sentence where that fails. */
export function install(root) {
  if (missingPackages(root, { dev: false }).length === 0) return
  console.error('正在安装依赖，首次约需一分钟…  Installing packages, about a minute the first time…')
  try {
    installPackages(root, { dev: false })
  } catch (error) {
    refuse(
      EXIT_INSTALL,
      `依赖安装失败（${error.message}）。请检查网络或 npm 镜像设置（npm config get registry），再启动一次。`,
      `Packages could not be installed (${error.message}). Check the network or the registry (npm config get registry) and start again.`,
    )
  }
}

/** Builds the parts whose sources changed (all, or those named); ends the process with a sentence where that fails. */
export function build(root, parts) {
  const changed = changedParts(root).filter((name) => !parts || parts.includes(name))
  if (changed.length === 0) return
  console.error('正在构建程序…  Building…')
  const { status } = spawnSync(process.execPath, [join(root, 'bin/build.mjs'), ...changed], { stdio: ['ignore', 2, 2] })
  if (status === 0) return
  refuse(
    EXIT_BUILD,
    `程序构建失败，原因见上。请确认源文件完整、${join(root, 'dist')} 可写、磁盘和内存有余量，再启动一次。`,
    `The build failed, see above. Make sure the sources are whole, ${join(root, 'dist')} is writable, disk and memory are free, and start again.`,
  )
}
