import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { OperationSpec } from '../../kernel/operation.ts'
import { giveUp } from './say.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Words after `clarion`: options by name (repeated options become lists) and the rest in order. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | readonly string[] | true>>
}

/**
 * Splits `--name value`, `--name=value` and `--switch` from plain words; everything after `--` is plain. A switch never takes the word
 * after it.
 */
export function parseArguments(argv: readonly string[], isSwitch: (name: string) => boolean = () => false): Arguments {
  const words: string[] = []
  const options: Record<string, string | string[] | true> = {}
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? ''
    if (word === '--') return { words: [...words, ...argv.slice(index + 1)], options }
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name, inline] = splitOnce(word.slice(2))
    const next = argv[index + 1]
    const value = inline ?? (next !== undefined && !next.startsWith('--') && !isSwitch(name) ? next : true)
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

/** The text of an option, or `undefined` where it was not given; the last one where it was given twice. */
export function textOption({ options }: Arguments, name: string): string | undefined {
  const given = options[name]
  if (given === true) giveUp({ zh: `选项 --${name} 后面要有内容。`, en: `The option --${name} needs a value.` })
  return given === undefined || typeof given === 'string' ? given : given.at(-1)
}

/** The text of an option that must be there. */
export function neededOption(given: Arguments, name: string): string {
  return textOption(given, name) ?? giveUp({ zh: `缺少选项 --${name}。`, en: `The option --${name} is missing.` })
}

/** Ends the command where an option is not among those it knows. */
export function refuseUnknown({ options }: Arguments, known: readonly string[]): void {
  const unknown = Object.keys(options).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  const [wrong, right] = [unknown, known].map((names) => names.map((name) => `--${name}`).join(' '))
  giveUp({
    zh: `没有这个选项：${wrong}。可用的选项：${right || '（无）'}。`,
    en: `No such option: ${wrong}. The options are: ${right || '(none)'}.`,
  })
}

/** The option name of a field: `expectedVersion` is typed `--expected-version`. */
export function optionOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** One field of an operation as the command line offers it. */
export interface FieldOption {
  readonly option: string
  readonly field: string
  /** What may stand behind it: `TEXT`, `NUMBER`, `a|b|c`, `JSON`; empty for a switch. */
  readonly value: string
  readonly isRequired: boolean
  readonly isSwitch: boolean
}

/** The options of an operation, in the order of its input. */
export function fieldOptions(spec: OperationSpec): readonly FieldOption[] {
  const { properties = {}, required = [] } = schemaOf(spec)
  return Object.entries(properties).map(([field, schema]) => {
    const types = typesOf(schema as JsonSchema)
    const isSwitch = types.has('boolean') && types.size === 1
    return {
      option: optionOf(field),
      field,
      value: isSwitch ? '' : valueName(schema as JsonSchema, types),
      isRequired: required.includes(field),
      isSwitch,
    }
  })
}

function valueName(schema: JsonSchema, types: ReadonlySet<string>): string {
  if (Array.isArray(schema.enum)) return schema.enum.join('|')
  if (types.has('array')) return `${valueNameOfItem(schema)} …`
  if (types.has('object')) return 'JSON|@FILE'
  if (types.has('integer') || types.has('number')) return 'NUMBER'
  return schema.format === 'date' ? 'YYYY-MM-DD' : 'TEXT'
}

function valueNameOfItem(schema: JsonSchema): string {
  const items = itemsOf(schema)
  return valueName(items, typesOf(items))
}

function itemsOf(schema: JsonSchema): JsonSchema {
  const branches = [schema, ...(schema.anyOf ?? [])] as JsonSchema[]
  const items = branches.map((each) => each.items).find((each) => typeof each === 'object' && !Array.isArray(each))
  return (items ?? { type: 'string' }) as JsonSchema
}

/** The input of an operation from options: numbers, booleans, lists and JSON where the field's schema asks for them. */
export function inputFromOptions(spec: OperationSpec, options: Arguments['options']): Record<string, unknown> {
  const { properties = {} } = schemaOf(spec)
  const input: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(properties)) {
    const given = options[optionOf(field)]
    if (given !== undefined) input[field] = valueOf(schema as JsonSchema, given)
  }
  return input
}

function schemaOf(spec: OperationSpec): JsonSchema {
  return z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' })
}

function typesOf(schema: JsonSchema): ReadonlySet<string> {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as JsonSchema[]
  return new Set([...[schema.type ?? []].flat(), ...branches.flatMap((branch) => [...typesOf(branch)])])
}

function valueOf(schema: JsonSchema, given: string | readonly string[] | true): unknown {
  if (given === true) return true
  const types = typesOf(schema)
  const one = typeof given === 'string' ? given : undefined
  const text = one?.startsWith('@') && (types.has('object') || types.has('array')) ? contentOf(one.slice(1)) : one
  if (text !== undefined && /^\s*[[{]/.test(text) && !types.has('string')) return jsonOr(text)
  if (types.has('array')) return [text ?? given].flat().map((each) => valueOf(itemsOf(schema), each))
  if (text === undefined) return given
  if ((types.has('integer') || types.has('number')) && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text)
  if (types.has('boolean') && /^(true|false)$/.test(text)) return text === 'true'
  if (text === 'null' && types.has('null')) return null
  return text
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return giveUp({ zh: `读不了文件 ${file}。`, en: `The file ${file} cannot be read.` })
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
