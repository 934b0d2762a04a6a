import * as fc from 'fast-check'
import { z } from 'zod'

type Schema = z.core.JSONSchema.BaseSchema

/** Ids to draw from, by the beginning of a field's name (`unit` serves `unitId` and `leadUnitId`); `any` serves the rest. */
export type IdPools = Readonly<Record<string, readonly string[]>> & { readonly any: readonly string[] }

/** Inputs of the shape of an operation, with ids drawn from the pools: most are well-formed, few make sense. */
export function inputsOf(shape: z.ZodObject, pools: IdPools): fc.Arbitrary<Record<string, unknown>> {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })
  return valuesOf(schema, '', pools, 0) as fc.Arbitrary<Record<string, unknown>>
}

const days = fc
  .integer({ min: 0, max: 400 })
  .map((each) => new Date(Date.UTC(2025, 6, 1 + each)).toISOString().slice(0, 10))
const words = fc.constantFrom(
  '示例',
  '甲',
  'x',
  '<b>&',
  "'; drop table units; --",
  '=1+1',
  '../..',
  '2026-Q1',
  '示例项目',
)

function valuesOf(schema: Schema, name: string, pools: IdPools, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null)
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as Schema[]
  if (branches.length > 0) return fc.oneof(...branches.map((each) => valuesOf(each, name, pools, depth + 1)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, pools, depth)
    case 'array':
      return fc.array(valuesOf((schema.items ?? {}) as Schema, name, pools, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      })
    case 'integer':
    case 'number':
      return numbersOf(schema, name)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return textsOf(schema, name, pools)
    case 'null':
    case undefined:
    default:
      return fc.constant(null)
  }
}

function objectsOf(schema: Schema, pools: IdPools, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {}) as [string, Schema][]
  // A record of named keys says the shape of its values once.
  const rest: Schema = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
  const named = (schema.required ?? []).filter((key) => !schema.properties?.[key]).map((key) => [key, rest] as const)
  const model = Object.fromEntries(
    [...properties, ...named].map(([key, each]) => [key, valuesOf(each, key, pools, depth + 1)]),
  )
  return fc.record(model, { requiredKeys: schema.required ?? [] })
}

function numbersOf(schema: Schema, name: string): fc.Arbitrary<number> {
  if (/version$/i.test(name)) return fc.constantFrom(1, 1, 1, 2, 3, 4)
  if (/year$/i.test(name)) return fc.constantFrom(2026, 2026, 2025)
  const [min, max] = [schema.minimum ?? 0, schema.maximum ?? 1_000_000]
  return fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, min + 1_000_000)) })
}

function textsOf(schema: Schema, name: string, pools: IdPools): fc.Arbitrary<string> {
  const pattern = schema.pattern ?? ''
  if (schema.format === 'uuid') {
    const pool = Object.keys(pools).find((each) => each !== 'any' && name.toLowerCase().includes(each))
    return fc.constantFrom(...((pool ? pools[pool] : undefined) ?? pools.any))
  }
  if (schema.format === 'email') return fc.constantFrom('shili@example.com', 'x@example.org')
  if (pattern.includes('\\d{4})-(\\d{2})-(\\d{2}')) return days
  if (pattern === '^\\d{6}$') return fc.constantFrom('370786', '370724', '370700')
  if (pattern.includes('(?!')) return fc.constantFrom('/items', '/notices', '//elsewhere.example')
  if (pattern !== '') return fc.stringMatching(new RegExp(pattern))
  return words.map((each) => each.padEnd(schema.minLength ?? 0, '示').slice(0, schema.maxLength ?? 100))
}
