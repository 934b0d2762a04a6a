import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Turns the texts of a query string into the values the schema of each field asks for; what does not fit stays text and is refused by shape. */
export function queryReader(input: z.ZodObject): (query: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  let known: ReadonlyMap<string, JsonSchema> | undefined
  const fields = () => (known ??= fieldsOf(input))
  return (query) =>
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, fitted(fields().get(name), value)]))
}

/** The schema of each field, worked out when the operation is first called. */
function fieldsOf(input: z.ZodObject): ReadonlyMap<string, JsonSchema> {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return new Map(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, field as JsonSchema]))
}

function fitted(schema: JsonSchema | undefined, value: unknown): unknown {
  const types = typesOf(schema)
  if (types.has('array')) {
    const items = schema?.items as JsonSchema | undefined
    if (Array.isArray(value)) return value.map((each) => fitted(items, each))
    if (typeof value === 'string' && value.startsWith('[')) return parsedJson(value)
    return [fitted(items, value)]
  }
  if (typeof value !== 'string') return value
  if ((types.has('integer') || types.has('number')) && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true'
  if (types.has('object') && value.startsWith('{')) return parsedJson(value)
  return value
}

function typesOf(schema: JsonSchema | undefined): ReadonlySet<string> {
  if (!schema) return new Set()
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as JsonSchema[]
  return new Set([...[schema.type ?? []].flat(), ...branches.flatMap((branch) => [...typesOf(branch)])])
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
