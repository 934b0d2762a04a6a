import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { implementations } from '../../src/apps/server/registry.ts'
import * as projects from '../../src/capabilities/key-projects/contract.ts'
import * as obstacles from '../../src/capabilities/obstacles/contract.ts'
import * as organisation from '../../src/capabilities/organisation/contract.ts'
import { asDay } from '../../src/kernel/day.ts'
import { newId } from '../../src/kernel/ids.ts'
import { permissionRow, PERMISSIONS, type Reach, type Role, ROLES } from '../../src/kernel/permissions.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import type { Caller } from '../../src/platform/access.ts'
import { type Implementation, runOperation } from '../../src/platform/run-operation.ts'
import { HOME, openTestHouse, system, type TestHouse } from '../support/house.ts'
import { type IdPools, inputsOf } from '../support/shape-values.ts'

/**
 * Organisations are generated, filled with records, and every operation is tried by every role against a small oracle that knows the
 * permission matrix, the forest of units and which units own a row, and nothing of how the product decides.
 */
const NEIGHBOUR = '370724'
const OPENED = asDay('2025-01-01')
const ORGANISATIONS = 2
const TRIES = 3

interface Organisation {
  /** The place of the parent in the list of units made so far, or none. */
  readonly parents: readonly (number | null)[]
  /** Which units own a project: main, leading, task force. */
  readonly projects: readonly (readonly [number, number | null, number | null])[]
  readonly promises: readonly number[]
  /** Which units an item belongs to: proposing, leading, assisting; and how far it has come. */
  readonly items: readonly (readonly [number, number, number | null, 'reported' | 'assigned' | 'signed'])[]
}

const parentBefore = (index: number): fc.Arbitrary<number | null> =>
  index === 0 ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: index - 1 }), { nil: null })

const organisations: fc.Arbitrary<Organisation> = fc.integer({ min: 3, max: 9 }).chain((size) => {
  const unit = fc.integer({ min: 0, max: size - 1 })
  const maybe: fc.Arbitrary<number | null> = fc.option(unit, { nil: null })
  return fc.record({
    parents: fc.tuple(...Array.from({ length: size }, (_, index) => parentBefore(index))),
    projects: fc.array(fc.tuple(unit, maybe, maybe), { minLength: 4, maxLength: 10 }),
    promises: fc.array(unit, { minLength: 3, maxLength: 6 }),
    items: fc.array(fc.tuple(unit, unit, maybe, fc.constantFrom('reported', 'assigned', 'signed')), {
      minLength: 6,
      maxLength: 10,
    }),
  })
})

interface Filled {
  readonly region: string
  readonly units: readonly string[]
  readonly parents: readonly (number | null)[]
}

const houses: TestHouse[] = []
afterAll(() => Promise.all(houses.map((each) => each.close())))

async function fill(test: TestHouse, region: string, made: Organisation): Promise<Filled> {
  const as = system(region)
  await test.run(organisation.setUp, as, {
    regionCode: region,
    regionName: `示例${region}`,
    administratorName: '示例管理',
    account: `root.${region}`,
  })
  const units: string[] = []
  for (const [index, parent] of made.parents.entries()) {
    const parentId = parent === null ? undefined : units[parent]
    const unit = await test.run(organisation.createUnit, as, {
      name: `示例单位${region}${index}`,
      kind: 'department',
      openedOn: OPENED,
      ...(parentId ? { parentId } : {}),
    })
    units.push(unit.id)
  }
  const unitAt = (index: number | null) => (index === null ? null : (units[index] ?? null))
  for (const [index, [main, lead, force]] of made.projects.entries())
    await test.run(projects.createProject, as, {
      name: `示例项目${region}${index}`,
      unitId: units[main] ?? '',
      leadUnitId: unitAt(lead),
      taskForceId: unitAt(force),
    })
  if (implementations.some((each) => each.spec.id === obstacles.createPromise.id))
    for (const [index, unit] of made.promises.entries())
      await test.run(obstacles.createPromise, as, {
        action: `示例承诺${index}`,
        ownerText: '示例责任人',
        unitId: units[unit] ?? '',
        dueOn: asDay('2026-06-30'),
      })
  for (const [index, [proposer, lead, assistant, until]] of made.items.entries()) {
    const at = ({ id, version }: { id: string; version: number }) => ({ itemId: id, expectedVersion: version })
    const reported = await test.run(obstacles.reportItem, as, {
      unitId: units[proposer] ?? '',
      body: { class: 'permits', title: `示例事项${index}`, text: '示例：手续未办' },
    })
    if (until === 'reported' || proposer === lead || lead === assistant) continue
    const verified = await test.run(obstacles.verifyItem, as, at(reported))
    const assistantId = unitAt(assistant)
    const assigned = await test.run(obstacles.assignItem, as, {
      ...at(verified),
      assignment: {
        leadUnitId: units[lead] ?? '',
        assistantUnitIds: assistantId === null ? [] : [assistantId],
        closingStandard: '示例标准',
        closingProof: 'statement',
      },
    })
    if (until === 'signed') await test.run(obstacles.signItem, as, at(assigned))
  }
  const who = await test.run(organisation.createPerson, as, { name: '示例甲', account: `p${newId().slice(-9)}` })
  await test.run(organisation.appoint, as, {
    personId: who.id,
    unitId: units[0] ?? '',
    role: 'sponsoring_leader',
    title: '包靠领导',
    fromOn: OPENED,
  })
  return { region, units, parents: made.parents }
}

/** The oracle's own reading of the forest: a unit and every unit whose way up passes it. */
function under({ units, parents }: Filled, root: number): readonly string[] {
  const passes = (index: number): boolean => {
    if (index === root) return true
    const parent = parents[index] ?? null
    return parent !== null && passes(parent)
  }
  return units.filter((_, index) => passes(index))
}

function reachOf(role: Role, { spec }: Implementation): Reach | undefined {
  const row: string | Partial<Record<Role, Reach>> = PERMISSIONS[spec.permission]
  return typeof row === 'string' ? 'self' : row[role]
}

/** Which units own a row; an operation whose reach is the unit may show or change it only for one of them. */
const OWNED = {
  key_projects: ['unit_id', 'lead_unit_id', 'task_force_id'],
  promises: ['unit_id'],
  items: ['proposer_unit_id', 'lead_unit_id'],
} as const

interface OwnedRow {
  readonly id: string
  readonly hash: string
  readonly owners: readonly string[]
  /** The units that may make the row though it is not theirs: a promise made on a visit is written down by the units of the project. */
  readonly makers: readonly string[]
  /** The units that may see the row though it is not theirs: a project of whose plan they have a node in charge. */
  readonly charged: readonly string[]
}

async function ownedRows(test: TestHouse): Promise<ReadonlyMap<string, OwnedRow>> {
  const parts = Object.entries(OWNED).map(
    ([table, columns]) =>
      `select id, md5(t::text) as hash, array_remove(array[${columns.join(', ')}], null) || array(select u.unit_id from item_units u
           where u.region_code = t.region_code and u.item_id = t.id) as owners,
         array(select unnest(array[p.unit_id, p.lead_unit_id, p.task_force_id]) from project_visit_promises v
           join key_projects p on p.region_code = v.region_code and p.id = v.project_id
           where v.region_code = t.region_code and v.promise_id = t.id) as makers,
         array(select n.unit_id from schedule_nodes n
           where n.region_code = t.region_code and n.project_id = t.id and n.unit_id is not null) as charged
       from ${table} t`,
  )
  const { rows } = await test.database.admin.pool.query<OwnedRow>(parts.join(' union all '))
  return new Map(rows.map((row) => [row.id, row]))
}

const TRAIL = new Set(['audit_entries', 'audit_chain', 'outbox_events', 'idempotency_keys'])

async function tablesOf(test: TestHouse): Promise<readonly string[]> {
  const { rows } = await test.database.admin.pool.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'region_code' and t.table_type = 'BASE TABLE' order by 1`,
  )
  return rows.map((row) => row.name).filter((name) => !TRAIL.has(name))
}

/** One fingerprint a region over every table but the trail. */
async function fingerprints(test: TestHouse, tables: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const parts = tables.map((name) => `select region_code, '${name}' || t::text as line from ${name} t`)
  const { rows } = await test.database.admin.pool.query<{ region: string; print: string }>(
    `select region_code as region, md5(string_agg(line, '|' order by line)) as print from (${parts.join(' union all ')}) all_rows group by 1`,
  )
  return new Map(rows.map((row) => [row.region, row.print]))
}

async function idsByRegion(test: TestHouse, tables: readonly string[]) {
  const { rows: withId } = await test.database.admin.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and table_name = any($1)`,
    [tables],
  )
  const parts = withId.map(({ name }) => `select region_code as region, id::text as id, '${name}' as kind from ${name}`)
  const { rows } = await test.database.admin.pool.query<{ region: string; id: string; kind: string }>(
    parts.join(' union all '),
  )
  return rows
}

function poolsOf(rows: readonly { id: string; kind: string }[]): IdPools {
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.id)
  const named = {
    unit: of('units'),
    project: of('key_projects'),
    promise: of('promises'),
    item: of('items'),
    person: of('people'),
    post: of('posts'),
  }
  const filled = Object.fromEntries(Object.entries(named).filter(([, ids]) => ids.length > 0))
  return { ...filled, taskforce: of('units'), delegate: of('people'), any: rows.map((row) => row.id) }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

function callerOf(
  role: Role,
  filled: Filled,
  unit: number,
): { readonly caller: Caller; readonly unitIds: readonly string[] } {
  const unitIds = under(filled, unit)
  const post = { id: newId(), role, unitId: filled.units[unit] ?? '', unitIds }
  return {
    unitIds,
    caller: { kind: 'person', actor: { personId: newId(), name: '示例', region: filled.region, posts: [post] } },
  }
}

async function attempt(test: TestHouse, implementation: Implementation, caller: Caller, input: unknown) {
  const call = { caller, input, requestId: newId() }
  try {
    return { output: await runOperation(test.house, implementation, call) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refusal: error }
  }
}

const plain = implementations.filter(({ spec }) => !spec.fileIn && !spec.stream && spec.id !== 'organisation.set_up')
const seeded = (shape: Implementation['spec']['input'], pools: IdPools, seed: number) =>
  fc.sample(inputsOf(shape, pools), { numRuns: TRIES, seed })

describe('scope', () => {
  it('lets no operation show or change a row outside it, whoever asks', { timeout: 600_000 }, async () => {
    const tally = { shown: 0, changed: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(organisations, organisations, fc.nat(), async (home, neighbour, seed) => {
        const test = await openTestHouse(implementations)
        houses.push(test)
        const mine = await fill(test, HOME, home)
        await fill(test, NEIGHBOUR, neighbour)
        const tables = await tablesOf(test)
        for (const [place, role] of ROLES.entries()) {
          const unit = (seed + place) % mine.units.length
          const { caller, unitIds } = callerOf(role, mine, unit)
          const known = await idsByRegion(test, tables)
          const regionOf = new Map(known.map((row) => [row.id, row.region]))
          const pools = poolsOf(known)
          let prints = await fingerprints(test, tables)
          let rows = await ownedRows(test)
          const isMine = (owners: readonly string[]) => owners.some((each) => unitIds.includes(each))
          const tryAll = async (implementation: Implementation, look: (output: unknown, about: string) => void) => {
            const { spec } = implementation
            for (const input of seeded(spec.input, pools, seed + place)) {
              const about = `${role} ${spec.id} ${JSON.stringify(input)}`
              const { output, refusal } = await attempt(test, implementation, caller, input)
              if (refusal) {
                tally.refused += 1
                continue
              }
              tally.shown += 1
              expect(reachOf(role, implementation), about).toBeDefined()
              look(output, about)
            }
          }
          for (const implementation of plain.filter(({ spec }) => spec.kind === 'query'))
            await tryAll(implementation, (output, about) => {
              for (const [id] of JSON.stringify(output).matchAll(UUID)) {
                expect(regionOf.get(id) ?? HOME, about).toBe(HOME)
                const row = rows.get(id)
                if (row && reachOf(role, implementation) === 'unit')
                  expect(isMine([...row.owners, ...row.charged]), about).toBe(true)
              }
            })
          expect(await fingerprints(test, tables), `${role} changed something by a query`).toEqual(prints)
          for (const implementation of plain.filter(({ spec }) => spec.kind === 'command')) {
            const about = `${role} ${implementation.spec.id}`
            const reach = reachOf(role, implementation)
            await tryAll(implementation, () => undefined)
            const [after, rowsAfter] = [await fingerprints(test, tables), await ownedRows(test)]
            expect(after.get(NEIGHBOUR), `${about} reached the neighbour`).toBe(prints.get(NEIGHBOUR))
            if (after.get(HOME) !== prints.get(HOME)) tally.changed += 1
            if (reach === undefined) expect(after.get(HOME), `${about} changed something`).toBe(prints.get(HOME))
            for (const [id, row] of rowsAfter) {
              const was = rows.get(id)
              if (was?.hash === row.hash || reach !== 'unit') continue
              const by = was ? [...row.owners, ...was.owners] : [...row.owners, ...row.makers]
              expect(isMine(by), `${about} changed ${id}`).toBe(true)
            }
            prints = after
            rows = rowsAfter
          }
        }
      }),
      { numRuns: ORGANISATIONS, endOnFailure: true },
    )
    // A test that never gets through proves nothing.
    expect(tally.shown).toBeGreaterThan(300)
    expect(tally.changed).toBeGreaterThan(20)
    expect(tally.refused).toBeGreaterThan(300)
  })

  it('shows a superior the regions below, and lets them change nothing there', async () => {
    const test = await openTestHouse(implementations)
    houses.push(test)
    const one = fc.sample(organisations, { numRuns: 1, seed: 7 })[0]
    if (!one) throw new Error('nothing generated')
    await fill(test, HOME, one)
    const superior = (region: string): Caller => ({
      kind: 'person',
      region,
      actor: {
        personId: newId(),
        name: '示例上级',
        region: '370700',
        posts: [{ id: newId(), role: 'superior', unitId: newId(), unitIds: [] }],
      },
    })
    const listed = await test.run(organisation.listUnits, superior(HOME), {})
    expect(listed.items.length).toBeGreaterThan(1)
    for (const region of ['371525', '370000', '370800'])
      await expect(test.run(organisation.listUnits, superior(region), {})).rejects.toMatchObject({ kind: 'forbidden' })
    for (const implementation of plain.filter(({ spec }) => spec.kind === 'command'))
      expect((await attempt(test, implementation, superior(HOME), {})).refusal, implementation.spec.id).toBeDefined()
  })
})

/** What needs no account but a secret somebody was given: a calendar, a judge's seat, a board. */
const BY_SECRET = [
  'contests.cast',
  'contests.claim_seat',
  'contests.judge_page',
  'contests.merge',
  'contests.read_board',
  'contests.watch_board',
  'contests.watch_seat',
  'schedules.read_feed',
]
const SENT_BY_SECRET: Readonly<Record<string, object>> = {
  'contests.cast': {
    ballot: {
      id: newId(),
      about: '*',
      content: { kind: 'approve', chosen: [] },
      madeAt: '2026-03-16T07:00:00.000Z',
    },
  },
  'contests.merge': {
    sealed: [{ id: newId(), publicKey: 'B'.repeat(87), iv: 'i'.repeat(16), text: 'abc' }],
  },
}

describe('without sign-in', () => {
  it('every operation is refused, whatever is sent, unless it is open to anyone', async () => {
    const test = await openTestHouse(implementations)
    houses.push(test)
    expect(implementations.length).toBeGreaterThan(40)
    const closed = implementations.filter(({ spec }) => permissionRow(spec.permission) !== 'anyone')
    const open = implementations.filter(({ spec }) => permissionRow(spec.permission) === 'anyone')
    expect(open.map(({ spec }) => spec.id).toSorted()).toEqual(BY_SECRET)
    for (const implementation of open) {
      expect(implementation.spec.secret, implementation.spec.id).toContain('secret')
      const input = {
        region: HOME,
        secret: 'a'.repeat(43),
        device: 'd'.repeat(20),
        ...SENT_BY_SECRET[implementation.spec.id],
      }
      if (implementation.spec.stream) continue
      const { refusal } = await attempt(test, implementation, { kind: 'anonymous', region: HOME }, input)
      expect(refusal?.kind, implementation.spec.id).toBe('not_found')
    }
    for (const implementation of closed) {
      const pools = { any: [newId()] }
      for (const input of [{}, ...seeded(implementation.spec.input, pools, 1)]) {
        const { refusal } = await attempt(test, implementation, { kind: 'anonymous' }, input)
        expect(refusal?.kind, implementation.spec.id).toBe('unauthenticated')
      }
    }
  })
})
