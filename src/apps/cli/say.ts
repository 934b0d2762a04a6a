import { type Catalogue, type Locale, type Messages, sentenceOf } from '../../kernel/language.ts'
import { EXIT_CODE_OF_REFUSAL, type Refusal } from '../../kernel/refusal.ts'

/** A sentence of the command line in both written languages. */
export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** A command that could not be done: what to print, and the exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: number

  constructor(sentences: readonly string[], exitCode: number) {
    super(sentences.join('\n'))
    this.exitCode = exitCode
  }
}

/** The language of the shell: English where `LC_ALL`, `LC_MESSAGES` or `LANG` asks for it, otherwise Chinese. */
export function localeOfShell(environment: NodeJS.ProcessEnv = process.env): Locale {
  const asked = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  if (/^en/i.test(asked)) return 'en'
  return /^zh_(TW|HK|MO)/i.test(asked) ? 'zh-TW' : 'zh-CN'
}

/** The sentence in the language of the shell. */
export function inShellLanguage({ zh, en }: Sentence): string {
  return localeOfShell() === 'en' ? en : zh
}

/** Prints a line of an answer. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Prints a sentence in the language of the shell. */
export function say(sentence: Sentence): void {
  print(inShellLanguage(sentence))
}

/** Ends the command with a sentence: 2 for what was typed wrong, another code where given. */
export function giveUp(sentence: Sentence, exitCode: number = EXIT_CODE_OF_REFUSAL.invalid): never {
  throw new CommandFailure([inShellLanguage(sentence)], exitCode)
}

/** A refusal of an operation done here, as the failure of the command. */
export function failureOf(refusal: Refusal, catalogues: readonly Messages<Catalogue>[]): CommandFailure {
  const sentences = refusal.problems.map((each) => sentenceOf(each, localeOfShell(), catalogues))
  return new CommandFailure(sentences, EXIT_CODE_OF_REFUSAL[refusal.kind])
}
