import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A browser to drive, with the flags and variables it is started with. */
export interface BrowserLaunch {
  readonly executablePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** Quiet, alone and without a sandbox, so that it runs as root and in a container and asks nobody for anything. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** The browser of the system: the one `CLARION_BROWSER` names, or a Chromium or Chrome on the PATH. */
export function findSystemBrowser(): string | undefined {
  const named = process.env['CLARION_BROWSER']
  if (named) return named
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

/** The browser for the journeys: the system's, otherwise the one that an npm package carries, unpacked once into `.cache`. */
export async function findBrowser(): Promise<BrowserLaunch> {
  const system = findSystemBrowser()
  return system ? { executablePath: system, args: FLAGS, env: {} } : await carriedBrowser()
}

async function carriedBrowser(): Promise<BrowserLaunch> {
  const manifest = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const version = /node_modules/.test(manifest) ? versionOf(manifest) : 'current'
  const folder = join(ROOT, '.cache', `browser-${version}`)
  if (!existsSync(folder)) await unpack(folder)
  return {
    executablePath: join(folder, 'chromium'),
    args: [...FLAGS, '--no-zygote', '--disable-setuid-sandbox'],
    env: {
      LD_LIBRARY_PATH: [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023', 'lib')].filter(Boolean).join(delimiter),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

/** Unpacks beside the target and renames, so that an interrupted run leaves no half a browser. */
async function unpack(folder: string): Promise<void> {
  const half = `${folder}.${process.pid}`
  mkdirSync(half, { recursive: true })
  const { default: carried } = await import('@sparticuz/chromium')
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] }
  // The package unpacks into the folder for temporary files, and its system libraries only where it believes to be needed.
  Object.assign(process.env, { TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' })
  try {
    await carried.executablePath()
    writeFileSync(join(half, 'fonts.conf'), fontsIn(folder))
    renameSync(half, folder)
  } finally {
    rmSync(half, { recursive: true, force: true })
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** The fonts of the system where there are any, and the few that the package carries (it carries no Chinese ones). */
function fontsIn(folder: string): string {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(folder, 'fonts', 'fonts'), join(folder, 'fonts')]
  const rows = [...folders.map((each) => `<dir>${each}</dir>`), `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`]
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${rows.join('')}</fontconfig>\n`
}

function versionOf(entry: string): string {
  const folder = entry.slice(0, entry.lastIndexOf('/build/'))
  const manifest: unknown = createRequire(import.meta.url)(join(folder, 'package.json'))
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : 'current'
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
