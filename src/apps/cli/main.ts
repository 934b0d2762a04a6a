process.env['TZ'] = 'Asia/Shanghai'

import { Refusal } from '../../kernel/refusal.ts'
import { StartFailure } from '../../platform/start-failure.ts'
import { parseArguments } from './arguments.ts'
import { findOwn, ownCommands } from './commands.ts'
import { aboutOperations, commandOf, derivedSpecs, findSpec, runDerived } from './derived.ts'
import { CommandFailure, failureOf, giveUp, inShellLanguage, localeOfShell, print, say } from './say.ts'

const EXIT_BUG = 1

async function help(): Promise<void> {
  print('冲锋号 Clarion\n')
  for (const { usage, about } of ownCommands) print(`  clarion ${usage}\n      ${inShellLanguage(about)}`)
  print('')
  say({
    zh: '在服务器上执行（先登录；clarion 命令 --help 列出选项）：',
    en: 'At the server (sign in first; clarion COMMAND --help lists the options):',
  })
  print('')
  const about = await aboutOperations()
  for (const spec of derivedSpecs) print(`  ${commandOf(spec).padEnd(44)} ${about(spec)}`)
  print('')
  say({
    zh: '退出码：0 成功，2 输入有误，3 未登录，4 无权限，5 不存在，6 冲突，7 违反规则，8 太频繁，9 暂不可用，1 系统出错。',
    en: 'Exit codes: 0 done, 2 invalid, 3 not signed in, 4 forbidden, 5 not found, 6 conflict, 7 rule broken, 8 too many, 9 unavailable, 1 a bug.',
  })
}

async function main(argv: readonly string[]): Promise<number> {
  const { words, options } = parseArguments(argv)
  if (words.length === 0) {
    await help()
    return options['help'] ? 0 : 2
  }
  const own = findOwn(words)
  if (own) return own(argv)
  const spec = findSpec(words)
  if (spec) return runDerived(spec, argv)
  return giveUp({
    zh: `没有这个命令：${words.slice(0, 2).join(' ')}。用 clarion --help 查看全部命令。`,
    en: `No such command: ${words.slice(0, 2).join(' ')}. See clarion --help.`,
  })
}

/** Sentences and exit code of whatever ended the command; anything unforeseen keeps its trace, for whoever mends it. */
async function failed(error: unknown): Promise<number> {
  if (error instanceof Refusal) return failed(failureOf(error, (await import('../server/registry.ts')).catalogues))
  if (error instanceof StartFailure) {
    process.stderr.write(`${error.sentences[localeOfShell() === 'en' ? 1 : 0]}\n`)
    return error.exitCode
  }
  if (error instanceof CommandFailure) {
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT_BUG
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => process.exit(0))
process.exitCode = await main(process.argv.slice(2)).catch(failed)
