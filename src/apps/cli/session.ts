import { Writable } from 'node:stream'
import { createInterface } from 'node:readline/promises'
import { type Arguments, textOption } from './arguments.ts'
import { ask, findSitting, getSitting, keepSitting } from './remote.ts'
import { giveUp, inShellLanguage, say, type Sentence } from './say.ts'

const HERE = 'http://127.0.0.1:8080'

/** The server a command is meant for: `--server`, `CLARION_SERVER`, or the one a plain `npm start` serves. */
export function serverOf(given: Arguments): string {
  return textOption(given, 'server') ?? process.env['CLARION_SERVER'] ?? HERE
}

/** `clarion sign-in`: the password is asked for, or taken from `CLARION_PASSWORD`; never from the command line, which others can read. */
export async function signIn(given: Arguments): Promise<number> {
  const server = serverOf(given)
  const account = textOption(given, 'account') ?? (await question({ zh: '账号：', en: 'Account: ' }))
  const password = process.env['CLARION_PASSWORD'] ?? (await question({ zh: '密码：', en: 'Password: ' }, true))
  const totp = textOption(given, 'totp')
  const body = { account, password, bearer: true, ...(totp === undefined ? {} : { totp }) }
  const info = (await ask(server, 'POST', '/api/session', { body })) as {
    token: string
    person: { name: string }
    region: { name: string }
    mustChangePassword: boolean
  }
  await keepSitting({ server, token: info.token })
  say({
    zh: `已登录 ${server}：${info.person.name}（${info.region.name}）`,
    en: `Signed in to ${server}: ${info.person.name} (${info.region.name})`,
  })
  if (info.mustChangePassword)
    say({
      zh: '首次登录要先改密码：clarion password',
      en: 'A first password must be changed before anything else: clarion password',
    })
  return 0
}

/** `clarion password`: changes one's own password; `CLARION_PASSWORD` and `CLARION_NEW_PASSWORD` spare the questions. */
export async function changePassword(): Promise<number> {
  const { server, token } = await getSitting()
  const currentPassword =
    process.env['CLARION_PASSWORD'] ?? (await question({ zh: '现在的密码：', en: 'Current password: ' }, true))
  const newPassword =
    process.env['CLARION_NEW_PASSWORD'] ?? (await question({ zh: '新密码：', en: 'New password: ' }, true))
  await ask(server, 'POST', '/api/session/password', { token, body: { currentPassword, newPassword } })
  say({ zh: '密码已更改。', en: 'The password has been changed.' })
  return 0
}

/** `clarion sign-out`: ends the session at the server and forgets it here; forgets it even where the server is away. */
export async function signOut(): Promise<number> {
  const sitting = await findSitting()
  await keepSitting(undefined)
  if (sitting) await ask(sitting.server, 'DELETE', '/api/session', { token: sitting.token })
  say({ zh: '已退出。', en: 'Signed out.' })
  return 0
}

function noTerminal(): never {
  return giveUp({
    zh: '这里没有终端可以询问：请用 --account 给出账号，用环境变量 CLARION_PASSWORD 给出密码（改密码还要 CLARION_NEW_PASSWORD）。',
    en: 'There is no terminal to ask at: give --account, and the password by CLARION_PASSWORD (a new one by CLARION_NEW_PASSWORD).',
  })
}

/** Asks at the terminal; a secret is not shown while it is typed. */
async function question(text: Sentence, isSecret = false): Promise<string> {
  if (!process.stdin.isTTY) return noTerminal()
  let isMuted = false
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isMuted) process.stderr.write(chunk)
      done()
    },
  })
  const reader = createInterface({ input: process.stdin, output, terminal: true })
  const answered = reader.question(inShellLanguage(text))
  isMuted = isSecret
  const answer = await answered
  reader.close()
  if (isSecret) process.stderr.write('\n')
  return answer.trim()
}
