import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser, findSystemBrowser } from '../tests/support/browser.ts'

/** Debian's packages: a browser, and the fonts without which Chinese is drawn as empty boxes. */
const PACKAGES = [
  { name: 'chromium', isThere: () => findSystemBrowser() !== undefined },
  { name: 'fonts-noto-cjk', isThere: hasChineseFont },
]

function hasChineseFont(): boolean {
  const listed = spawnSync('/usr/bin/fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return listed.status === 0 ? listed.stdout.trim() !== '' : existsSync('/usr/share/fonts/opentype/noto')
}

function run(command: string, ...words: readonly string[]): boolean {
  console.log(`${command} ${words.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, words, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}

/** Installs what is missing, where this user may; a browser carried by a package stands in otherwise. */
function installMissing(): void {
  const missing = PACKAGES.filter(({ isThere }) => !isThere()).map(({ name }) => name)
  if (missing.length === 0) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    if (
      run('apt-get', 'update', '-qq') &&
      run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing)
    )
      return
  }
  console.log(`Not installed: ${missing.join(', ')}. As root on Debian this command installs them.`)
}

installMissing()
const { executablePath } = await findBrowser()
console.log(`The journeys run in ${executablePath}`)
