import autocannon from 'autocannon'
import { consumptionOf, type MeasuredServer } from './server.ts'

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

/** What is measured. */
export const OPERATIONS = ['list', 'show', 'search', 'create', 'update'] as const
/** One of them. */
export type Operation = (typeof OPERATIONS)[number]

/** How long load is put on. */
export type Stretch = { readonly seconds: number } | { readonly requests: number }

/** What one stretch of load gave: requests a second, 95th percentile in milliseconds, CPU milliseconds a request. */
export interface Measured {
  readonly perSecond: number
  readonly p95: number
  readonly serverCpu: number
  readonly databaseCpu: number
}

interface Page {
  readonly items: readonly {
    readonly id: string
    readonly name: string
    readonly unitId: string
    readonly version: number
  }[]
  readonly nextCursor: string | null
}

/** The library of projects of one measured server: fills it with invented projects and puts load on it. */
export class Library {
  readonly #server: MeasuredServer
  readonly #headers: Record<string, string>
  readonly #folder: string
  #ids: string[] = []
  #unitIds: string[] = []
  #made = 0
  /** The number in the name of each project, so that an update never takes the name of another. */
  readonly #indexOf = new Map<string, number>()

  constructor(server: MeasuredServer, token: string, folder: string) {
    this.#server = server
    this.#folder = folder
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  }

  /** Makes projects until there are so many invented ones, those already there counted. */
  async growTo(records: number): Promise<void> {
    if (this.#unitIds.length === 0) await this.#adopt()
    const width = 16
    for (let missing = records - this.#ids.length; missing > 0; missing -= width) {
      const batch = Array.from({ length: Math.min(width, missing) }, () => this.#create())
      this.#ids.push(...(await Promise.all(batch)))
    }
  }

  /** Takes over the invented projects an earlier run has left, and the units projects belong to. */
  async #adopt(): Promise<void> {
    const units = new Set<string>()
    let cursor = ''
    do {
      const page = await this.#get(`/key-projects?limit=200${cursor}`)
      for (const { id, name, unitId, version } of page.items) {
        units.add(unitId)
        const index = /^示例.*第(\d+)号项目$/.exec(name)?.[1]
        if (index === undefined) continue
        this.#ids[Number(index)] = id
        this.#indexOf.set(id, Number(index))
        this.#versions.set(id, version)
      }
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    this.#unitIds = [...units]
    this.#made = this.#ids.length
  }

  async #create(): Promise<string> {
    const index = this.#made++
    const answer = await fetch(`${this.#server.address}/api/key-projects`, {
      method: 'POST',
      headers: this.#headers,
      body: JSON.stringify(this.#project(index)),
    })
    const { id } = (await answer.json()) as { id: string }
    this.#indexOf.set(id, index)
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

  async #get(path: string): Promise<Page> {
    const answer = await fetch(`${this.#server.address}/api${path}`, { headers: this.#headers })
    return (await answer.json()) as Page
  }

  /** Puts load on one operation, for some seconds or some requests. */
  async measure(what: Operation, connections: number, stretch: Stretch): Promise<Measured> {
    const before = consumptionOf(this.#server, this.#folder)
    const result = await autocannon({
      url: this.#server.address,
      connections,
      ...('seconds' in stretch ? { duration: stretch.seconds } : { amount: stretch.requests }),
      requests: [await this.#request(what)],
    })
    const after = consumptionOf(this.#server, this.#folder)
    const answered = result['2xx']
    if (result.non2xx > 0) console.log(`  ${result.non2xx} refused`)
    return {
      perSecond: answered / result.duration,
      p95: result.latency.p97_5,
      serverCpu: (after.serverCpu - before.serverCpu) / answered,
      databaseCpu: (after.databaseCpu - before.databaseCpu) / answered,
    }
  }

  async #request(what: Operation): Promise<autocannon.Request> {
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
            body: { ...this.#project(this.#indexOf.get(id) ?? index), note: `第 ${expectedVersion} 次修改` },
          }),
        }
      },
    }
  }

  get headers(): Record<string, string> {
    return this.#headers
  }
}
