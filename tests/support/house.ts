import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../src/kernel/ids.ts'
import type { OperationSpec, OutputOf, SentOf } from '../../src/kernel/operation.ts'
import type { Role } from '../../src/kernel/permissions.ts'
import type { Actor, Caller, HeldPost } from '../../src/platform/access.ts'
import { openFiles } from '../../src/platform/files.ts'
import { makeVault } from '../../src/platform/identity/vault.ts'
import { type House, type Implementation, runOperation, type UploadedFile } from '../../src/platform/run-operation.ts'
import { NATIONAL_WORK_CALENDAR } from '../../src/kernel/work-calendar.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A house to run operations in: a database of its own, a clock one can set, files in a folder that goes away. */
export interface TestHouse {
  readonly database: TestDatabase
  readonly house: House
  /** The instant operations see; set it to travel. */
  now: Date
  /** Runs an operation as a caller; throws its `Refusal`. */
  run<S extends OperationSpec>(
    spec: S,
    caller: Caller,
    input: SentOf<S>,
    more?: { idempotencyKey?: string; upload?: UploadedFile },
  ): Promise<OutputOf<S>>
  readonly close: () => Promise<void>
}

/** The region tests live in unless they say otherwise (昌邑市). */
export const HOME = '370786'

/** Opens a house with the operations of the capabilities under test, in a database of its own unless one is given. */
export async function openTestHouse(
  implementations: readonly Implementation[],
  now = '2026-03-16T09:00:00+08:00',
  given?: TestDatabase,
): Promise<TestHouse> {
  const database = given ?? (await createTestDatabase())
  const folder = mkdtempSync(join(tmpdir(), 'clarion-files-'))
  const byId = new Map(implementations.map((each) => [each.spec.id, each]))
  const test: TestHouse = {
    database,
    now: new Date(now),
    house: {
      database: database.app.kysely,
      clock: () => test.now,
      files: openFiles({ folder }),
      vault: makeVault(Buffer.alloc(32, 7)),
      calendarOf: async () => NATIONAL_WORK_CALENDAR,
      hasten: () => undefined,
    },
    async run(spec, caller, input, more = {}) {
      const implementation = byId.get(spec.id)
      if (!implementation) throw new Error(`not in this house: ${spec.id}`)
      return (await runOperation(test.house, implementation, {
        caller,
        input,
        requestId: newId(),
        ...more,
      })) as OutputOf<typeof spec>
    },
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return test
}

/** The system working in a region: what jobs, the first start and the sample are. */
export function system(region = HOME): Caller {
  return { kind: 'system', name: 'system', region }
}

/** A signed-in person who holds one post of a role in a unit. */
export function personWith(
  role: Role,
  unitId = 'unit-1',
  more: Partial<Actor> & { post?: Partial<HeldPost> } = {},
): Caller {
  const { post, ...actor } = more
  return {
    kind: 'person',
    actor: {
      personId: `person-${role}-${unitId}`,
      name: `示例${role}`,
      region: HOME,
      posts: [{ id: `post-${role}-${unitId}`, role, unitId, unitIds: [unitId], ...post }],
      ...actor,
    },
  }
}
