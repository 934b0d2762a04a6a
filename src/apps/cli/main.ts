process.env['TZ'] = 'Asia/Shanghai'

import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { contracts } from '../contracts.ts'
import { type Arguments, inputFromOptions, optionOf, parseArguments } from './arguments.ts'
import { auditVerify } from './offline.ts'
import { callRemote, findSitting, RemoteRefusal, signIn } from './remote.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)

/** Commands that are not derived from a contract. */
const OWN: Readonly<Record<string, { readonly help: string; readonly run: (given: Arguments) => Promise<number> }>> = {
  'sign-in': {
    help: 'sign-in --server URL --account A [--totp CODE]   (password asked, or CLARION_PASSWORD)',
    run: runSignIn,
  },
  'audit verify': {
    help: 'audit verify FILE   check an exported audit trail without the database',
    run: ({ words }) => auditVerify(words[2] ?? '', print),
  },
}

async function runSignIn({ options }: Arguments): Promise<number> {
  const server = typeof options['server'] === 'string' ? options['server'] : 'http://127.0.0.1:8080'
  const account = typeof options['account'] === 'string' ? options['account'] : await ask('账号 Account: ')
  const password = process.env['CLARION_PASSWORD'] ?? (await ask('密码 Password: '))
  await signIn(server, account, password, typeof options['totp'] === 'string' ? options['totp'] : undefined)
  print(`已登录 Signed in: ${server}`)
  return 0
}

async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await reader.question(question)
  reader.close()
  return answer
}

function help(): void {
  print('冲锋号 Clarion\n\nclarion COMMAND [--option value …] [--json] [--out FILE] [--file FILE]\n')
  for (const { help: line } of Object.values(OWN)) print(`  ${line}`)
  print('')
  for (const spec of contracts.filter((each) => !each.stream))
    print(`  ${spec.id.replace('.', ' ').padEnd(44)} ${spec.summary}`)
  print('\nclarion COMMAND --help 列出一个命令的选项 lists the options of a command.')
}

async function runDerived(given: Arguments): Promise<number> {
  const [capability = '', verb = ''] = given.words
  const spec = contracts.find((each) => each.id === `${capability.replaceAll('-', '_')}.${verb.replaceAll('-', '_')}`)
  if (!spec) {
    print(`没有命令 No such command: ${given.words.join(' ')}. clarion --help`)
    return 2
  }
  if (given.options['help']) {
    print(`${spec.id.replace('.', ' ')}: ${spec.summary}`)
    for (const field of Object.keys(spec.input.shape)) print(`  --${optionOf(field)}`)
    return 0
  }
  const sitting = await findSitting()
  if (!sitting) {
    print(
      '请先登录：clarion sign-in --server URL --account 账号。Sign in first: clarion sign-in --server URL --account A.',
    )
    return 3
  }
  const file = given.options['file']
  const answer = await callRemote(
    sitting,
    spec,
    inputFromOptions(spec, given.options),
    typeof file === 'string' ? file : undefined,
  )
  if ('json' in answer) print(JSON.stringify(answer.json, null, 2))
  else {
    const out = typeof given.options['out'] === 'string' ? given.options['out'] : answer.name
    await writeFile(out, answer.bytes)
    print(out)
  }
  return 0
}

async function main(): Promise<number> {
  const given = parseArguments(process.argv.slice(2))
  const own = OWN[given.words.slice(0, 2).join(' ')] ?? OWN[given.words[0] ?? '']
  if (own) return own.run(given)
  if (given.words.length === 0) {
    help()
    return given.options['help'] ? 0 : 2
  }
  return runDerived(given)
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof RemoteRefusal ? error.exitCode : 1
}
