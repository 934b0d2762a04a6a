import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Plugin, build } from 'vite'

/** A file of the browser build: what it is made of, what it weighs compressed, and what is loaded with it or may be loaded by it. */
export interface BundleFile {
  readonly name: string
  readonly modules: readonly string[]
  readonly gzipBytes: number
  /** Whether the house begins with it; the pages that open by a link of their own are other entries. */
  readonly isEntry: boolean
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
}

/** The most the first load of the wall may weigh, compressed. */
export const WALL_BYTES = 400 * 1024

const WALL = /^src\/capabilities\/overview\/screens\/wall[a-z-]*\.tsx$/
const FOREIGN =
  /(?:^|\/)node_modules\/(?:pg|pg-[a-z-]+|kysely|fastify|@fastify\/[^/]+|graphile-worker|pino|@node-rs\/[^/]+)\/|(?:^|[\0:])node:|__vite-browser-external|^src\/platform\//

/** Builds the web as `vite.config.ts` of a tree says, without writing it, and tells what each file is made of. */
export async function readBundle(root: string): Promise<readonly BundleFile[]> {
  const files: BundleFile[] = []
  const reader: Plugin = {
    name: 'clarion-read-bundle',
    generateBundle(_, output) {
      for (const piece of Object.values(output)) {
        if (piece.type !== 'chunk') continue
        const css = [...(piece.viteMetadata?.importedCss ?? [])]
        const text = [piece.code, ...css.map((name) => textOf(output[name]))].join('\n')
        files.push({
          name: piece.fileName,
          modules: Object.keys(piece.modules).map((id) => relative(root, id.split('?')[0] ?? id)),
          gzipBytes: gzipSync(text, { level: 9 }).length,
          isEntry: piece.isEntry && piece.facadeModuleId?.endsWith('/index.html') === true,
          imports: piece.imports,
          dynamicImports: piece.dynamicImports,
        })
      }
    },
  }
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
    plugins: [reader],
  })
  return files
}

function textOf(piece: { readonly type: string; readonly source?: string | Uint8Array } | undefined): string {
  const source = piece?.source ?? ''
  return typeof source === 'string' ? source : Buffer.from(source).toString()
}

/** Modules of the server that the build would send to a browser, as `file: module`. */
export function foreignModules(files: readonly BundleFile[]): readonly string[] {
  return files.flatMap(({ name, modules }) => modules.filter((id) => FOREIGN.test(id)).map((id) => `${name}: ${id}`))
}

/** The file that holds the page of the wall, or `undefined` where there is none. */
export function wallFile(files: readonly BundleFile[]): BundleFile | undefined {
  return files.find(({ modules }) => modules.some((id) => WALL.test(id)))
}

/**
 * What a person waits for when the wall is opened: the entry and the wall's page with everything they import, and what the page may
 * load later by itself (its charts), counted as if it were always loaded. Files once each, heaviest first.
 */
export function firstLoad(files: readonly BundleFile[], page: BundleFile): readonly BundleFile[] {
  const byName = new Map(files.map((file) => [file.name, file]))
  const loaded = new Set<BundleFile>()
  const load = (file: BundleFile | undefined, withLater: boolean): void => {
    if (!file || loaded.has(file)) return
    loaded.add(file)
    for (const name of file.imports) load(byName.get(name), false)
    if (withLater) for (const name of file.dynamicImports) load(byName.get(name), false)
  }
  for (const file of files) if (file.isEntry) load(file, false)
  loaded.delete(page)
  load(page, true)
  return [...loaded].sort((one, other) => other.gzipBytes - one.gzipBytes)
}
