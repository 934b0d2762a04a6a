import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogues, implementations } from '../../src/apps/server/registry.ts'
import { setUp } from '../../src/capabilities/organisation/contract.ts'
import { newId } from '../../src/kernel/ids.ts'
import { LOCALES, sentenceOf } from '../../src/kernel/language.ts'
import { permissionRow, type Role, ROLES } from '../../src/kernel/permissions.ts'
import { Refusal } from '../../src/kernel/refusal.ts'
import type { Caller } from '../../src/platform/access.ts'
import { type Implementation, runOperation } from '../../src/platform/run-operation.ts'
import { rowsByTable } from '../support/compare-databases.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../support/house.ts'
import { HOSTILE_VALUES, seeded, type Shape, valueMaker } from '../support/malformed.ts'

const VALUES_A_FIELD = 12

let test: TestHouse
let unitId = ''
beforeAll(async () => {
  test = await openTestHouse(implementations)
  const names = { regionName: '昌邑市', administratorName: '示例管理员', account: 'admin1', isSample: false }
  const opened = await test.run(setUp, system(), { regionCode: HOME, ...names })
  unitId = opened.unitId
})
afterAll(() => test.close())

/** Somebody who may: the first role the matrix allows, in a unit that exists. */
function allowed({ spec }: Implementation): Caller {
  const row = permissionRow(spec.permission)
  const roles = typeof row === 'string' ? ROLES : (Object.keys(row) as Role[])
  return personWith(roles[0] ?? 'administrator', unitId)
}

/** A file that is not what its name says, for operations that take one. */
function upload({ spec }: Implementation, at: number) {
  const ending = spec.fileIn?.types[at % (spec.fileIn.types.length || 1)]
  const contents = ['', 'text', 'PK\u0003\u0004', '%PDF-1.7', '<html><script>', '\u0000\u0001']
  const bytes = Buffer.from(contents[at % contents.length] ?? '')
  return ending ? { upload: { name: `../=1.${ending}`, type: 'application/x-odd', bytes } } : {}
}

async function outcomeOf(implementation: Implementation, input: unknown, at: number): Promise<Refusal | 'done'> {
  const call = { caller: allowed(implementation), input, requestId: newId(), ...upload(implementation, at) }
  return runOperation(test.house, implementation, call).then(
    () => 'done' as const,
    (error: unknown) => {
      if (error instanceof Refusal) return error
      throw new Error(`${implementation.spec.id} ${JSON.stringify(input).slice(0, 500)}`, { cause: error })
    },
  )
}

/** Every problem has a sentence of its own in every language, and no gap in it. */
function expectSentences({ problems }: Refusal, id: string): void {
  expect(problems.length, id).toBeGreaterThan(0)
  for (const each of problems)
    for (const locale of LOCALES) {
      const sentence = sentenceOf({ code: each.code, params: each.params ?? {} }, locale, catalogues)
      expect(sentence, `${id} in ${locale}`).not.toBe(each.code)
      expect(sentence, `${id} in ${locale}`).not.toMatch(/undefined|NaN|\[object/)
    }
}

/** Inputs with something wrong: nothing at all, one field left out, one field hostile; the kinds take turns from field to field. */
function* badInputs({ spec }: Implementation): Generator {
  const shape = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }) as Shape
  const known = new Map([
    ['unitId', [unitId]],
    ['id', [unitId]],
    ['expectedVersion', [1]],
    ['year', [2026]],
  ])
  const { plausible } = valueMaker(seeded(7), known)
  let turn = spec.id.length
  yield* [{}, null, [], 'text', 7]
  for (const field of Object.keys(shape.properties ?? {})) {
    const whole = plausible(shape) as Record<string, unknown>
    yield Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field))
    for (let taken = 0; taken < VALUES_A_FIELD; taken += 1) {
      yield { ...whole, [field]: HOSTILE_VALUES[turn % HOSTILE_VALUES.length] }
      turn += 1
    }
  }
}

async function stateOf(): Promise<string> {
  const { audit_entries: _trail, idempotency_keys: _keys, ...rest } = await rowsByTable(test.database.admin.pool)
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex')
}

describe('bad input', () => {
  it.each(implementations.map((each) => [each.spec.id, each] as const))(
    'of %s is refused with sentences, and nothing is saved',
    async (id, implementation) => {
      let before = await stateOf()
      let at = 0
      let refused = 0
      for (const input of badInputs(implementation)) {
        at += 1
        const outcome = await outcomeOf(implementation, input, at)
        if (outcome === 'done') {
          // Some texts are fine where any text is; then what a command did was asked for. A query does nothing.
          if (implementation.spec.kind === 'command') before = await stateOf()
          continue
        }
        refused += 1
        expectSentences(outcome, id)
      }
      expect(await stateOf()).toBe(before)
      const hasFields = Object.keys(implementation.spec.input.shape).length > 0
      if (hasFields) expect(refused, id).toBeGreaterThan(0)
    },
  )
})
