import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { isTraditional, listWithTraditional, traditionalWords } from './traditional.ts'

const LATE_WORDS = fileURLToPath(new URL('../../../ui/late-words.ts', import.meta.url)).replaceAll('\\', '/')

/**
 * Leaves simplified Chinese in every room's `messages/index.ts` and has the other languages loaded when they are chosen: English as it is
 * written, traditional Chinese converted from the simplified words.
 */
export function laterLanguages(): Plugin {
  return {
    name: 'clarion-later-languages',
    enforce: 'pre',
    transform(source, id) {
      if (isTraditional(id)) return { code: traditionalWords(source), map: null }
      const listed = listWithTraditional(id, source, LATE_WORDS)
      return listed === undefined ? undefined : { code: listed, map: null }
    },
  }
}

/**
 * Tells the shapes in the browser to work without compiling text to code. They would only try and fall back, but each try breaks the
 * content security policy of the pages and is reported. Done inside the library, which tries before any module of ours has run.
 */
export function withoutEval(): Plugin {
  return {
    name: 'clarion-without-eval',
    apply: 'build',
    transform(source, id) {
      const isShapesCore = id.replaceAll('\\', '/').endsWith('/zod/v4/core/core.js')
      return isShapesCore ? { code: `${source}\nglobalConfig.jitless = true\n`, map: null } : undefined
    },
  }
}

const COMPRESSIBLE = /\.(js|css|svg|json)$/
const SMALLEST = 1024

/** Writes `.br` and `.gz` beside every asset, so that the server sends them as they are and never compresses the app itself. */
export function compressed(): Plugin {
  const toGzip = promisify(gzip)
  const toBrotli = promisify(brotliCompress)
  return {
    name: 'clarion-compressed',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const names = await readdir(dir, { recursive: true })
      for (const name of names.filter((each) => COMPRESSIBLE.test(each))) {
        const bytes = await readFile(join(dir, name))
        if (bytes.length < SMALLEST) continue
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        await writeFile(join(dir, `${name}.gz`), await toGzip(bytes, { level: 9 }))
        await writeFile(join(dir, `${name}.br`), await toBrotli(bytes, { params }))
      }
    },
  }
}
