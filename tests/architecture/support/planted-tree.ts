import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The folder of the repository. */
export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

/** Files of a small tree by their path. */
export type Files = Readonly<Record<string, string>>

/** Makes a small tree of files in a folder of its own, beside the repository's packages, and removes it when the test is over. */
export function plantTree(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clarion-walls-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  copyFileSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
