import { WALL_BYTES, firstLoad, foreignModules, readBundle, wallFile } from './structure/bundle.ts'

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1).padStart(7)} KB`

/** Judges the browser build: nothing of the server in it, and the wall light enough. Prints what it weighs; returns whether it passes. */
async function main(root: string): Promise<boolean> {
  const files = await readBundle(root)
  const foreign = foreignModules(files)
  for (const each of foreign) console.log(`of the server, in the browser build: ${each}`)
  const page = wallFile(files)
  if (!page) {
    console.log('The wall has no page of its own: src/capabilities/overview/screens/wall….tsx, loaded lazily.')
    return false
  }
  const loaded = firstLoad(files, page)
  const total = loaded.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)
  for (const { name, gzipBytes } of loaded) console.log(`${kilobytes(gzipBytes)}  ${name}`)
  console.log(`${kilobytes(total)}  first load of the wall, compressed; at most ${kilobytes(WALL_BYTES).trim()}`)
  return foreign.length === 0 && total <= WALL_BYTES
}

process.exitCode = (await main(process.cwd())) ? 0 : 1
