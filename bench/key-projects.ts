import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Library, type Measured, OPERATIONS } from './library.ts'
import { consumptionOf, signIn, startMeasured } from './server.ts'

/**
 * Requests per second, 95th percentile and CPU of list, show, create, update and search of key projects, at several sizes of the library
 * and numbers of connections. The load runs on the same machine and takes its share of the two cores.
 *
 *     node --import tsx bench/key-projects.ts [--records 2000,20000] [--connections 1,8,32] [--seconds 6]
 */
const options = new Map(
  process.argv
    .slice(2)
    .flatMap((word, index, all) => (word.startsWith('--') ? [[word.slice(2), all[index + 1] ?? '']] : [])),
)
const RECORDS = numbers('records', '2000,20000')
const CONNECTIONS = numbers('connections', '1,8,32')
const SECONDS = numbers('seconds', '6')[0] ?? 6
function numbers(name: string, fallback: string): number[] {
  return (options.get(name) ?? fallback).split(',').map(Number)
}

interface Row extends Measured {
  readonly records: number
  readonly connections: number
  readonly what: string
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-bench-'))
  const rows: Row[] = []
  try {
    const cold = await startMeasured(folder, 18_500)
    await cold.stop()
    const server = await startMeasured(folder, 18_500)
    const before = consumptionOf(server, folder)
    const token = await signIn(server, 'project')
    const library = new Library(server, token, folder)
    for (const records of RECORDS) {
      await library.growTo(records)
      for (const connections of CONNECTIONS) {
        for (const what of OPERATIONS) {
          rows.push({ records, connections, what, ...(await library.measure(what, connections, { seconds: SECONDS })) })
          print(rows.at(-1) as Row)
        }
      }
    }
    const after = consumptionOf(server, folder)
    await server.stop()
    const memory = (each: typeof before) =>
      `server ${each.serverMemory.toFixed(0)} MB, database ${each.databaseMemory.toFixed(0)} MB`
    console.log(
      `cold start with sample ${cold.startedIn.toFixed(0)} ms, second start ${server.startedIn.toFixed(0)} ms`,
    )
    console.log(`memory at start: ${memory(before)}; after load: ${memory(after)}`)
    console.log(`Node ${process.version}, ${execFileSync('nproc').toString().trim()} cores`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function print(row: Row): void {
  const { records, connections, what, perSecond, p95, serverCpu, databaseCpu } = row
  console.log(
    `${String(records).padStart(6)} records ${String(connections).padStart(3)} conn  ${what.padEnd(7)} ${perSecond.toFixed(0).padStart(6)}/s  p95 ${p95.toFixed(1).padStart(6)} ms  CPU a request: server ${serverCpu.toFixed(2)} ms, database ${databaseCpu.toFixed(2)} ms`,
  )
}

await main()
