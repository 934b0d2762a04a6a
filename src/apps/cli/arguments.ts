import { z } from 'zod'
import type { OperationSpec } from '../../kernel/operation.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Words after `clarion`: options by name (repeated options become lists) and the rest in order. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | readonly string[] | true>>
}

/** Splits `--name value`, `--name=value` and `--flag` from plain words; everything after `--` is plain. */
export function parseArguments(argv: readonly string[]): Arguments {
  const words: string[] = []
  const options: Record<string, string | string[] | true> = {}
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? ''
    if (word === '--') return { words: [...words, ...argv.slice(index + 1)], options }
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name = '', inline] = splitOnce(word.slice(2))
    const next = argv[index + 1]
    const value = inline ?? (next !== undefined && !next.startsWith('--') ? next : true)
    if (inline === undefined && value !== true) index += 1
    const before = options[name]
    options[name] = before === undefined || before === true || value === true ? value : [...[before].flat(), value]
  }
  return { words, options }
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

/** The option name of a field: `expectedVersion` is typed `--expected-version`. */
export function optionOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The input of an operation from options: numbers, booleans, lists and JSON where the field's schema asks for them. */
export function inputFromOptions(spec: OperationSpec, options: Arguments['options']): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' })
  const input: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(properties)) {
    const given = options[optionOf(field)]
    if (given !== undefined) input[field] = valueOf(schema as JsonSchema, given)
  }
  return input
}

function valueOf(schema: JsonSchema, given: string | readonly string[] | true): unknown {
  if (given === true) return true
  const text = typeof given === 'string' ? given : undefined
  if (text !== undefined && /^[[{]/.test(text)) return jsonOr(text)
  const branches = [schema, ...((schema.anyOf ?? []) as JsonSchema[])]
  const types = branches.flatMap((each) => [each.type ?? []].flat())
  if (types.includes('array')) return [given].flat()
  if (text === undefined) return given
  if ((types.includes('integer') || types.includes('number')) && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text)
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true'
  if (text === 'null' && types.includes('null')) return null
  return text
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
