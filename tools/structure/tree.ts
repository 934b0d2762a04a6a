import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One thing that breaks a law of the house: where, which law, and what a person should know to mend it. */
export interface Finding {
  readonly path: string
  readonly law: string
  readonly detail: string
}

/** The files and folders of a tree, by their path below its root, with `/` between names. */
export interface Tree {
  readonly root: string
  readonly files: readonly string[]
  readonly emptyFolders: readonly string[]
  /** The text of a file of the tree. */
  readonly read: (path: string) => string
  /** The size of a file in bytes. */
  readonly bytes: (path: string) => number
}

/** Folders that hold what is made or installed, at the root of the repository. */
const MADE = new Set([
  '.git',
  'node_modules',
  'dist',
  'data',
  '.cache',
  'test-results',
  'playwright-report',
  'coverage',
])

/** Reads the names of a tree; the text of a file is read once, when somebody asks for it. */
export function readTree(root: string): Tree {
  const files: string[] = []
  const emptyFolders: string[] = []
  const walk = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    if (entries.length === 0 && folder !== '') emptyFolders.push(folder)
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isSymbolicLink() || (folder === '' && MADE.has(entry.name))) continue
      if (entry.isDirectory()) walk(path)
      else if (!entry.name.endsWith('.log')) files.push(path)
    }
  }
  walk('')
  const texts = new Map<string, string>()
  const read = (path: string): string => {
    const text = texts.get(path) ?? readFileSync(join(root, path), 'utf8')
    texts.set(path, text)
    return text
  }
  return {
    root,
    files: files.sort(),
    emptyFolders: emptyFolders.sort(),
    read,
    bytes: (path) => statSync(join(root, path)).size,
  }
}

/** The number of lines of a text; a last line break ends a line and starts none. */
export function countLines(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
}

/** The capabilities of a tree: the folders under `src/capabilities`. */
export function capabilitiesOf(tree: Tree): readonly string[] {
  return [...new Set(tree.files.flatMap((path) => /^src\/capabilities\/([^/]+)\//.exec(path)?.[1] ?? []))]
}
