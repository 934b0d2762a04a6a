import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { consumptionOf, type MeasuredServer, signIn, startMeasured } from './server.ts'

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
const STAGES = [
  'reserve',
  'signed',
  'landed',
  'established',
  'permits',
  'started',
  'under_construction',
  'completed',
  'in_production',
]
const CATEGORIES = ['industry', 'services', 'agriculture', 'infrastructure', 'livelihood', 'ecology']
const WORDS = [
  '高端化工',
  '智能装备',
  '海上风电',
  '预制菜',
  '纺织印染',
  '冷链物流',
  '滨海文旅',
  '新材料',
  '生物医药',
  '现代农业',
]

function numbers(name: string, fallback: string): number[] {
  return (options.get(name) ?? fallback).split(',').map(Number)
}

interface Row {
  readonly records: number
  readonly connections: number
  readonly what: string
  readonly perSecond: number
  readonly p95: number
  readonly serverCpu: number
  readonly databaseCpu: number
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
    const library = new Library(server, token)
    for (const records of RECORDS) {
      await library.growTo(records)
      for (const connections of CONNECTIONS) {
        for (const what of ['list', 'show', 'search', 'create', 'update'] as const) {
          rows.push({ records, connections, what, ...(await library.measure(what, connections, folder)) })
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

class Library {
  readonly #server: MeasuredServer
  readonly #headers: Record<string, string>
  #ids: string[] = []
  #unitIds: string[] = []
  #made = 0

  constructor(server: MeasuredServer, token: string) {
    this.#server = server
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  }

  async growTo(records: number): Promise<void> {
    if (this.#unitIds.length === 0) {
      const { items } = await this.#get('/key-projects?limit=200')
      this.#unitIds = [...new Set((items as { unitId: string }[]).map((each) => each.unitId))]
    }
    const missing = records - this.#ids.length
    const width = 16
    for (let start = 0; start < missing; start += width) {
      const batch = Array.from({ length: Math.min(width, missing - start) }, () => this.#create())
      this.#ids.push(...(await Promise.all(batch)))
    }
  }

  async #create(): Promise<string> {
    const answer = await fetch(`${this.#server.address}/api/key-projects`, {
      method: 'POST',
      headers: this.#headers,
      body: this.#body(),
    })
    const { id } = (await answer.json()) as { id: string }
    return id
  }

  #body(): string {
    return JSON.stringify(this.#project(this.#made++))
  }

  #project(index: number) {
    const word = WORDS[index % WORDS.length] ?? ''
    return {
      name: `示例${word}第${index}号项目`,
      unitId: this.#unitIds[index % this.#unitIds.length],
      stage: STAGES[index % STAGES.length],
      category: CATEGORIES[index % CATEGORIES.length],
      enterprise: `示例${word}有限公司`,
      scope: `示例：建设${word}生产线及配套设施，形成年产能力。`,
      totalInvestment: 100_000_000 + (index % 997) * 10_000_000,
      planYear: 2026,
      yearPlan: 50_000_000 + (index % 97) * 1_000_000,
      investedThisYear: (index % 60) * 1_000_000,
      investedAsOf: '2026-M10',
      memberships: [{ level: 'county', year: 2026, listClass: 'continuing', batch: '' }],
    }
  }

  async #get(path: string): Promise<{ items: unknown[] }> {
    const answer = await fetch(`${this.#server.address}/api${path}`, { headers: this.#headers })
    return (await answer.json()) as { items: unknown[] }
  }

  async measure(what: 'list' | 'show' | 'search' | 'create' | 'update', connections: number, folder: string) {
    const before = consumptionOf(this.#server, folder)
    const result = await autocannon({
      url: this.#server.address,
      connections,
      duration: SECONDS,
      requests: [await this.#request(what)],
    })
    const after = consumptionOf(this.#server, folder)
    const answered = result['2xx']
    if (result.non2xx > 0) console.log(`  ${result.non2xx} refused`)
    return {
      perSecond: answered / result.duration,
      p95: result.latency.p97_5,
      serverCpu: (after.serverCpu - before.serverCpu) / answered,
      databaseCpu: (after.databaseCpu - before.databaseCpu) / answered,
    }
  }

  async #request(what: 'list' | 'show' | 'search' | 'create' | 'update'): Promise<autocannon.Request> {
    const { headers } = this
    const pick = () => this.#ids[Math.floor(Math.random() * this.#ids.length)] ?? ''
    const changing = (setup: (request: autocannon.Request) => autocannon.Request): autocannon.Request => ({
      headers,
      setupRequest: setup,
    })
    if (what === 'list')
      return changing((request) => ({
        ...request,
        method: 'GET',
        path: `/api/key-projects?limit=50&stage=${STAGES[Math.floor(Math.random() * 9)]}&sort=totalInvestment&descending=true`,
      }))
    if (what === 'search')
      return changing((request) => ({
        ...request,
        method: 'GET',
        path: `/api/key-projects?limit=50&text=${encodeURIComponent(WORDS[Math.floor(Math.random() * 10)] ?? '')}`,
      }))
    if (what === 'show')
      return changing((request) => ({ ...request, method: 'GET', path: `/api/key-projects/${pick()}` }))
    if (what === 'create')
      return changing((request) => ({ ...request, method: 'POST', path: '/api/key-projects', body: this.#body() }))
    return this.#update()
  }

  /** Updates walk through the library, so that two connections never meet on one record; versions are kept as they rise. */
  #versions = new Map<string, number>()
  #next = 0
  #update(): autocannon.Request {
    return {
      headers: this.headers,
      setupRequest: (request) => {
        const index = this.#next++ % this.#ids.length
        const id = this.#ids[index] ?? ''
        const expectedVersion = this.#versions.get(id) ?? 1
        this.#versions.set(id, expectedVersion + 1)
        return {
          ...request,
          method: 'PATCH',
          path: `/api/key-projects/${id}`,
          body: JSON.stringify({
            expectedVersion,
            body: { ...this.#project(index), note: `第 ${expectedVersion} 次修改` },
          }),
        }
      },
    }
  }

  get headers(): Record<string, string> {
    return this.#headers
  }
}

await main()
