import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nameOfOperation } from '../../kernel/language.ts'
import type { OperationSpec } from '../../kernel/operation.ts'
import { EXIT_CODE_OF_REFUSAL } from '../../kernel/refusal.ts'
import { contracts } from '../contracts.ts'
import { fieldOptions, inputFromOptions, parseArguments, refuseUnknown, textOption } from './arguments.ts'
import { callRemote, getSitting } from './remote.ts'
import { CommandFailure, giveUp, localeOfShell, print, say } from './say.ts'

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
    await printHelp(spec)
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

/**
 * What an operation does, for the help: its English sentence in an English shell, otherwise its Chinese name. The catalogues come with
 * the server's machinery, so they are loaded only here.
 */
export async function aboutOperations(): Promise<(spec: OperationSpec) => string> {
  const locale = localeOfShell()
  if (locale === 'en') return (spec) => spec.summary
  const { catalogues } = await import('../server/registry.ts')
  return (spec) => nameOfOperation(spec.id, locale, catalogues)
}

async function printHelp(spec: OperationSpec): Promise<void> {
  print(`clarion ${commandOf(spec)}\n  ${(await aboutOperations())(spec)}\n`)
  for (const { option, value, isRequired } of fieldOptions(spec))
    print(`  --${`${option} ${value}`.trim().padEnd(38)} ${isRequired ? '*' : ''}`.trimEnd())
  if (spec.fileIn) print(`  --file FILE   ${spec.fileIn.types.map((each) => `.${each}`).join(' ')} *`)
  if (spec.fileOut) print('  --out FILE')
  print('')
  say({ zh: '* 必填', en: '* needed' })
}

/** Operations that answer a file and need nothing said: the ledgers one can take away whole. */
const LEDGERS = derivedSpecs.filter(
  (each) => each.kind === 'query' && each.fileOut !== undefined && each.input.safeParse({}).success,
)

/**
 * `clarion export`: keeps every ledger the person may read as files in a folder. What their posts do not allow is named and left out;
 * nothing at all to keep is a refusal.
 */
export async function exportLedgers(folder: string): Promise<number> {
  const sitting = await getSitting()
  await mkdir(folder, { recursive: true })
  let kept = 0
  for (const spec of LEDGERS) {
    const answer = await callRemote(sitting, spec, {}).catch((error: unknown) => {
      if (!(error instanceof CommandFailure) || error.exitCode !== EXIT_CODE_OF_REFUSAL.forbidden) throw error
      say({ zh: `跳过 ${commandOf(spec)}：${error.message}`, en: `Left out ${commandOf(spec)}: ${error.message}` })
    })
    if (!answer || 'json' in answer) continue
    const path = join(folder, answer.name)
    await writeFile(path, answer.bytes)
    print(path)
    kept += 1
  }
  return kept > 0 ? 0 : EXIT_CODE_OF_REFUSAL.forbidden
}
