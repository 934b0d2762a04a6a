import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Library, type Measured, type Operation, OPERATIONS } from './library.ts'
import { type MeasuredServer, signIn, startMeasured } from './server.ts'

/**
 * Two builds side by side on copies of one library: short stretches of load in turn, so that whatever else the machine does falls on both.
 * Prints, for each operation, the median CPU milliseconds a request of server and database of both builds, and the median of the ratios of
 * the pairs (after / before). What a busy machine can still tell; requests a second it cannot.
 *
 *     node --import tsx bench/compare.ts --before ../other/dist/server.mjs [--records 20000] [--connections 8] [--requests 500]
 *       [--rounds 5] [--operations list,show] [--library FOLDER]
 *
 * `--library` keeps the filled data folder for the next comparison.
 */
const { values: options } = parseArgs({
  options: {
    before: { type: 'string' },
    after: { type: 'string', default: join('dist', 'server.mjs') },
    records: { type: 'string', default: '20000' },
    connections: { type: 'string', default: '8' },
    requests: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '5' },
    operations: { type: 'string', default: OPERATIONS.join(',') },
    library: { type: 'string' },
  },
})

/** Requests that are not counted, so that the compiler has seen every road. */
const WARM_UP = 600

interface Side {
  readonly server: MeasuredServer
  readonly library: Library
}

async function main(): Promise<void> {
  const { before, after } = options
  if (!before) throw new Error('--before: path of the server to compare with')
  const scratch = mkdtempSync(join(tmpdir(), 'clarion-compare-'))
  // The database may run as another account, which must be able to pass through.
  chmodSync(scratch, 0o711)
  const running: MeasuredServer[] = []
  try {
    const filled = options.library ?? join(scratch, 'library')
    await fill(filled, before)
    const open = async (name: string, port: number, program: string): Promise<Side> => {
      const folder = join(scratch, name)
      cpSync(filled, folder, { recursive: true, preserveTimestamps: true })
      const server = await startMeasured(folder, port, program)
      running.push(server)
      const library = new Library(server, await signIn(server, 'project'), folder)
      await library.growTo(Number(options.records))
      return { server, library }
    }
    const old = await open('before', 18_501, before)
    const fresh = await open('after', 18_502, after)
    for (const operation of options.operations.split(',') as Operation[]) await compare(operation, old, fresh)
  } finally {
    await Promise.all(running.map((server) => server.stop()))
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Fills a data folder with the library, once. */
async function fill(folder: string, program: string): Promise<void> {
  if (existsSync(join(folder, 'postgres'))) return
  mkdirSync(folder, { recursive: true })
  const server = await startMeasured(folder, 18_501, program)
  await new Library(server, await signIn(server, 'project'), folder).growTo(Number(options.records))
  await server.stop()
}

async function compare(operation: Operation, old: Side, fresh: Side): Promise<void> {
  const measure = ({ library }: Side, requests: number) =>
    library.measure(operation, Number(options.connections), { requests })
  await measure(old, WARM_UP)
  await measure(fresh, WARM_UP)
  const pairs: (readonly [Measured, Measured])[] = []
  for (let round = 0; round < Number(options.rounds); round += 1)
    pairs.push([await measure(old, Number(options.requests)), await measure(fresh, Number(options.requests))])
  const figure = (title: string, digits: number, of: (each: Measured) => number) => {
    const [was, is] = [0, 1].map((side) => median(pairs.map((pair) => of(pair[side] as Measured))))
    const ratio = median(pairs.map(([one, other]) => of(other) / of(one)))
    return `${title} ${was?.toFixed(digits)} → ${is?.toFixed(digits)} (× ${ratio.toFixed(2)})`
  }
  console.log(
    [
      operation.padEnd(7),
      figure('server ms', 2, (each) => each.serverCpu),
      figure('database ms', 2, (each) => each.databaseCpu),
      figure('a second', 0, (each) => each.perSecond),
      figure('p95 ms', 1, (each) => each.p95),
    ].join('  '),
  )
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

await main()
