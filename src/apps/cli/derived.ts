import { writeFile } from 'node:fs/promises'
import type { OperationSpec } from '../../kernel/operation.ts'
import { contracts } from '../contracts.ts'
import { fieldOptions, inputFromOptions, parseArguments, refuseUnknown, textOption } from './arguments.ts'
import { callRemote, getSitting } from './remote.ts'
import { giveUp, print, say } from './say.ts'

/** The words of an operation on the command line: `key_projects.show` is `key-projects show`. */
export function commandOf(spec: Pick<OperationSpec, 'id'>): string {
  return spec.id.replaceAll('_', '-').replace('.', ' ')
}

/** Every operation that can be a command; streams cannot. */
export const derivedSpecs: readonly OperationSpec[] = contracts.filter((each) => !each.stream)

/** The operation two words name; both spellings of a word, with `-` and `_`, are understood. */
export function findSpec(words: readonly string[]): OperationSpec | undefined {
  const wanted = words.slice(0, 2).join(' ').replaceAll('_', '-')
  return derivedSpecs.find((each) => commandOf(each) === wanted)
}

/** Runs an operation at the server one is signed in to, and prints its JSON or keeps its file. */
export async function runDerived(spec: OperationSpec, argv: readonly string[]): Promise<number> {
  const fields = fieldOptions(spec)
  const switches = new Set(['help', ...fields.flatMap((each) => (each.isSwitch ? [each.option] : []))])
  const given = parseArguments(argv, (name) => switches.has(name))
  if (given.options['help']) {
    printHelp(spec)
    return 0
  }
  const own = [...(spec.fileIn ? ['file'] : []), ...(spec.fileOut ? ['out'] : [])]
  refuseUnknown(given, [...fields.map((each) => each.option), ...own])
  const extra = given.words.slice(2)
  if (extra.length > 0) giveUp({ zh: `多余的内容：${extra.join(' ')}`, en: `Too many words: ${extra.join(' ')}` })
  const file = spec.fileIn ? textOption(given, 'file') : undefined
  const answer = await callRemote(await getSitting(), spec, inputFromOptions(spec, given.options), file)
  if ('json' in answer) {
    print(JSON.stringify(answer.json, null, 2))
    return 0
  }
  const out = textOption(given, 'out') ?? answer.name
  if (out === '-') process.stdout.write(answer.bytes)
  else {
    await writeFile(out, answer.bytes)
    print(out)
  }
  return 0
}

function printHelp(spec: OperationSpec): void {
  print(`clarion ${commandOf(spec)}\n  ${spec.summary}\n`)
  for (const { option, value, isRequired } of fieldOptions(spec))
    print(`  --${`${option} ${value}`.trim().padEnd(38)} ${isRequired ? '*' : ''}`.trimEnd())
  if (spec.fileIn) print(`  --file FILE   ${spec.fileIn.types.map((each) => `.${each}`).join(' ')} *`)
  if (spec.fileOut) print('  --out FILE')
  print('')
  say({ zh: '* 必填', en: '* needed' })
}
