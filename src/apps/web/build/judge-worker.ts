import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { Plugin } from 'vite'
import { loadedBy, type PieceOfBuild } from './precache.ts'

const PAGE = 'judge.html'
const SOURCE = fileURLToPath(new URL('../judge/worker.ts', import.meta.url))

/**
 * Writes `judge-worker.js` beside `judge.html`: the worker that keeps the judge's page on the phone. What it keeps is listed here, from what
 * this build made, so that the page opens without a network as a whole or not at all.
 */
export function judgeWorker(): Plugin {
  return {
    name: 'clarion-judge-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, output) {
      const page = output[PAGE]
      if (page?.type !== 'asset') return
      const pieces = Object.values(output).map(
        (piece): PieceOfBuild =>
          piece.type === 'chunk'
            ? {
                name: piece.fileName,
                facade: piece.facadeModuleId ?? null,
                later: [...piece.imports, ...piece.dynamicImports],
                assets: [...(piece.viteMetadata?.importedCss ?? []), ...(piece.viteMetadata?.importedAssets ?? [])],
              }
            : { name: piece.fileName, facade: null, later: [], assets: [] },
      )
      const addresses = [PAGE, ...loadedBy(pieces, PAGE, String(page.source))].map((name) => `/${name}`)
      const edition = createHash('sha256')
        .update(JSON.stringify([addresses, String(page.source)]))
        .digest('hex')
      this.emitFile({ type: 'asset', fileName: 'judge-worker.js', source: compiled(edition.slice(0, 16), addresses) })
    },
  }
}

function compiled(edition: string, addresses: readonly string[]): string {
  const { outputFiles } = buildSync({
    entryPoints: [SOURCE],
    bundle: true,
    format: 'iife',
    target: 'es2020',
    minify: true,
    write: false,
    define: { KEPT_EDITION: JSON.stringify(edition), KEPT_ADDRESSES: JSON.stringify(addresses) },
  })
  return outputFiles[0]?.text ?? ''
}
