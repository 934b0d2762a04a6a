import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/platform/database/connect.ts'
import { openExisting } from '../../src/platform/database/existing.ts'
import { findPostmaster, stopPostmaster } from '../../src/platform/database/postmaster.ts'
import { buildPrograms, type Ended, runProgram } from '../support/command-line.ts'
import { rowsByTable } from '../support/compare-databases.ts'

const home = mkdtempSync(join(tmpdir(), 'clarion-command-'))
chmodSync(home, 0o711)
const data = join(home, 'data')
const at = (name: string) => join(home, name)
const PASSWORD = 'Kept-2026-Horn'

let programs: Readonly<Record<'server' | 'clarion', string>>
let server: ChildProcess
let printed = ''
let address = ''
let code = ''

beforeAll(async () => {
  programs = await buildPrograms('command-line', {
    server: 'src/apps/server/main.ts',
    clarion: 'src/apps/cli/main.ts',
  })
  server = spawn(process.execPath, [
    programs.server,
    '--port',
    '0',
    '--data',
    data,
    '--no-sample',
    '--log-level',
    'warn',
  ])
  server.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  server.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  for (const until = Date.now() + 60_000; !printed.includes('Ctrl-C'); await sleep(20))
    if (Date.now() > until || server.exitCode !== null) throw new Error(printed)
  address = /Address\s+(\S+)/.exec(printed)?.[1] ?? ''
  code = /Set-up code\s+(\S+)/.exec(printed)?.[1] ?? ''
})
afterAll(async () => {
  server.kill('SIGKILL')
  for (const folder of [data, at('restored'), at('second')]) {
    const left = await findPostmaster(join(folder, 'postgres'))
    if (left) await stopPostmaster(left.pid)
  }
  rmSync(home, { recursive: true })
})

function clarion(words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram(programs.clarion, words, { HOME: home, LANG: 'en_GB.UTF-8', ...more })
}

const INIT = ['init', '--region', '370786', '--name', '示例管理员', '--account', 'admin1']

/** An ending with nothing on standard output, a code, and one sentence without any trace. */
function expectSentence(ended: Ended, exit: number, sentence: RegExp): void {
  expect(ended).toMatchObject({ exit, out: '' })
  expect(ended.err).toMatch(sentence)
  expect(ended.err).not.toMatch(/^\s+at |Error:|node:internal/m)
}

describe('the command line', () => {
  it('helps without a server, and says what it does not know', async () => {
    const help = await clarion(['--help'])
    expect(help).toMatchObject({ exit: 0, err: '' })
    for (const word of ['sign-in', 'backup --out', 'audit verify', 'organisation list-units', 'Exit codes'])
      expect(help.out).toContain(word)
    expect((await clarion(['--help'], { LANG: 'C.UTF-8' })).out).toContain('退出码')
    expect((await clarion([])).exit).toBe(2)
    expect((await clarion(['backup', '--help'])).out).toContain('--region CODE')
    expect((await clarion(['organisation', 'create-unit', '--help'])).out).toMatch(/--kind \S*\|park/)
    expectSentence(await clarion(['organisation', 'fly']), 2, /No such command: organisation fly/)
    expectSentence(await clarion(['backup', '--too', 'x']), 2, /No such option: --too/)
    expectSentence(await clarion(['backup']), 2, /--out is missing/)
  })

  it('asks to sign in first', async () => {
    expectSentence(await clarion(['organisation', 'list-units']), 3, /Sign in first/)
  })
})

describe('the first set-up', () => {
  it('wants the code of the terminal, opens the region once, and hands out a password that must be changed', async () => {
    expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/)
    const set = (...more: string[]) => clarion([...INIT, '--server', address, ...more])
    expectSentence(await set('--code', 'WRONG-CODE'), 4, /code/i)
    expectSentence(await clarion([...INIT.slice(0, 5), '--server', address, '--code', code]), 2, /--account/)
    expectSentence(await clarion(['init', '--region', '37', '--name', 'a', '--account', 'b']), 2, /six digits/)
    const opened = await set('--code', code)
    expect(opened).toMatchObject({ exit: 0, err: '' })
    expect(opened.out).toContain('昌邑市')
    expectSentence(await set('--code', code), 6, /./)
    const first = /password: (\S+)/.exec(opened.out)?.[1] ?? ''
    const signIn = (password: string) =>
      clarion(['sign-in', '--server', address, '--account', 'admin1'], { CLARION_PASSWORD: password })
    expectSentence(await signIn('wrong'), 3, /./)
    const signedIn = await signIn(first)
    expect(signedIn).toMatchObject({ exit: 0 })
    expect(signedIn.out).toContain('clarion password')
    expectSentence(await clarion(['organisation', 'list-units']), 4, /password/i)
    const change = { CLARION_PASSWORD: first, CLARION_NEW_PASSWORD: PASSWORD }
    expect(await clarion(['password'], change)).toMatchObject({ exit: 0 })
    expect(await signIn(PASSWORD)).toMatchObject({ exit: 0 })
    expect(statSync(join(home, '.config/clarion/session.json')).mode & 0o777).toBe(0o600)
  })
})

describe('a command derived from an operation', () => {
  const create = ['organisation', 'create-unit', '--kind', 'department', '--opened-on', '2026-01-01']

  it('prints the answer of a query and of a command as JSON', async () => {
    const made = await clarion([...create, '--name', '示例招商局'])
    expect(made).toMatchObject({ exit: 0, err: '' })
    const { id } = JSON.parse(made.out) as { id: string }
    const listed = await clarion(['organisation', 'list_units', '--search', '示例招商'])
    expect((JSON.parse(listed.out) as { items: unknown[] }).items).toEqual([expect.objectContaining({ id })])
  })

  it('ends with the exit code of the refusal and its sentence in the language of the shell', async () => {
    expectSentence(await clarion([...create]), 2, /Name.*(fill|required|empty|needed)/i)
    expect((await clarion([...create], { LANG: 'zh_CN.UTF-8' })).err).toContain('不能为空')
    const nobody = '01234567-89ab-7cde-8f01-23456789abcd'
    expectSentence(await clarion(['organisation', 'show-unit', '--unit-id', nobody]), 5, /./)
    expectSentence(await clarion(['organisation', 'show-unit']), 2, /unitId is missing/)
    expectSentence(await clarion(['organisation', 'show-unit', '--unit-id', 'x']), 2, /^--unit-id .*id of a record/)
    const { items } = JSON.parse((await clarion(['organisation', 'list-units'])).out) as { items: { id: string }[] }
    const stale = ['organisation', 'rename-unit', '--unit-id', items[0]?.id ?? '', '--name', 'x', '--short-name', 'x']
    expectSentence(await clarion([...stale, '--from', '2026-05-01', '--expected-version', '77']), 6, /./)
    expectSentence(await clarion(['targets', 'enter-actuals']), 4, /./)
    expectSentence(
      await clarion(['organisation', 'list-units'], { CLARION_SERVER: 'http://127.0.0.1:9', CLARION_TOKEN: 'x' }),
      9,
      /cannot be reached/,
    )
    const stranger = { CLARION_SERVER: address, CLARION_TOKEN: '370786.nobody' }
    expectSentence(await clarion(['organisation', 'list-units'], stranger), 3, /./)
  })

  it('takes a file and keeps a file', async () => {
    const file = at('units.xlsx')
    expect(await clarion(['organisation', 'export', '--out', file])).toMatchObject({ exit: 0, out: `${file}\n` })
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
    const take = ['organisation', 'import', '--mode', 'preview', '--holds-no-secret']
    const read = await clarion([...take, '--file', file])
    expect(read).toMatchObject({ exit: 0, err: '' })
    expect(JSON.parse(read.out)).toBeTypeOf('object')
    expectSentence(await clarion(take), 2, /file/i)
    expectSentence(await clarion([...take, '--file', at('nowhere.xlsx')]), 2, /cannot be read/)
    writeFileSync(at('wrong.pdf'), '%PDF')
    expectSentence(await clarion([...take, '--file', at('wrong.pdf')]), 2, /xlsx/)
  })

  it('takes every ledger one may read into a folder', async () => {
    const folder = at('ledgers')
    const taken = await clarion(['export', '--out', folder])
    expect(taken).toMatchObject({ exit: 0 })
    const kept = taken.out.split('\n').filter((line) => line.startsWith(folder))
    expect(kept.length).toBeGreaterThan(1)
    for (const path of kept) expect(statSync(path).size).toBeGreaterThan(100)
  })

  it('takes a year away whole as one archive that is checked without the database', async () => {
    const file = at('year.zip')
    expect(await clarion(['export', '--year', '2026', '--out', file])).toMatchObject({ exit: 0, out: `${file}\n` })
    const verified = await clarion(['archive', 'verify', file])
    expect(verified).toMatchObject({ exit: 0, err: '' })
    expect(verified.out).toMatch(/sound: .*370786.* 2026, not closed/)
    expectSentence(await clarion(['export', '--year', '2026', '--out', file]), 2, /exists/)
    expectSentence(await clarion(['export', '--year', 'now', '--out', file]), 2, /four digits/)
    const cut = readFileSync(file)
    cut[Math.floor(cut.length / 2)] = (cut[Math.floor(cut.length / 2)] ?? 0) ^ 1
    writeFileSync(at('hurt.zip'), cut)
    expect((await clarion(['archive', 'verify', at('hurt.zip')])).exit).toBe(7)
    expectSentence(await clarion(['archive', 'verify', at('none.zip')]), 2, /cannot be read/)
  })

  it('exports an audit trail that anybody can check, and that shows where it was changed', async () => {
    const file = at('trail.jsonl')
    expect(await clarion(['audit', 'export', '--out', file])).toMatchObject({ exit: 0 })
    const verified = await clarion(['audit', 'verify', file])
    expect(verified).toMatchObject({ exit: 0, err: '' })
    expect(verified.out).toMatch(/sound: 370786/)
    writeFileSync(at('other.jsonl'), 'hello\n')
    expectSentence(await clarion(['audit', 'verify', at('other.jsonl')]), 7, /:1: .*not part of an audit/)
    expectSentence(await clarion(['audit', 'verify', at('none')]), 2, /cannot be read/)
  })
})

describe('backup and restore', () => {
  const file = at('county.backup.gz')

  it('copy a running installation into a new folder, row by row', async () => {
    const before = await rowsOf(data)
    const made = await clarion(['backup', '--data', data, '--out', file])
    expect(made).toMatchObject({ exit: 0, err: '' })
    const after = await rowsOf(data)
    expect(await clarion(['restore', file, '--data', at('restored')])).toMatchObject({ exit: 0, err: '' })
    const restored = await rowsOf(at('restored'))
    // It goes on running: what its jobs write while the copy is made may be in it or not.
    for (const table of ['units', 'people', 'login_names', 'audit_entries', 'credentials', 'tenants']) {
      expect(restored[table], table).toEqual(expect.arrayContaining([...(before[table] ?? [])]))
      expect(after[table], table).toEqual(expect.arrayContaining([...(restored[table] ?? [])]))
    }
    expect(restored['units']?.length).toBe(2)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
  })

  it('refuse with a sentence what cannot be done', async () => {
    expectSentence(await clarion(['restore', file, '--data', data]), 6, /370786/)
    expectSentence(await clarion(['restore', file, '--data', at('restored')]), 6, /370786/)
    expectSentence(await clarion(['backup', '--data', data, '--out', file]), 2, /exists/)
    expectSentence(await clarion(['backup', '--data', at('empty'), '--out', at('x')]), 2, /holds no database/)
    expectSentence(await clarion(['backup', '--data', data, '--out', at('x'), '--region', '110101']), 5, /110101/)
    writeFileSync(at('cut'), readFileSync(file).subarray(0, 900))
    expectSentence(await clarion(['restore', at('cut'), '--data', at('second')]), 2, /./)
    expectSentence(await clarion(['restore', at('nowhere')]), 2, /no file/)
    expectSentence(
      await clarion(['backup', '--out', at('x'), '--database', 'postgres://a@127.0.0.1:9/b']),
      7,
      /reached/,
    )
  })

  it('put a second region beside the first, and leave the data folder as they found it', async () => {
    const second = ['init', '--region', '370724', '--name', '示例管理员', '--account', 'admin2']
    expect(await clarion([...second, '--data', at('restored')])).toMatchObject({ exit: 0, err: '' })
    expectSentence(await clarion([...second, '--data', at('restored')]), 6, /370724/)
    expect(await findPostmaster(join(at('restored'), 'postgres'))).toBeUndefined()
    expect(existsSync(join(at('restored'), 'clarion.lock'))).toBe(false)
  })
})

it('signs out at the server and here', async () => {
  expect(await clarion(['sign-out'])).toMatchObject({ exit: 0 })
  expectSentence(await clarion(['organisation', 'list-units']), 3, /Sign in first/)
  expect(await clarion(['sign-out'])).toMatchObject({ exit: 0 })
})

async function rowsOf(folder: string) {
  const existing = await openExisting(folder, pino({ level: 'silent' }))
  if (!existing) throw new Error(`no database in ${folder}`)
  const admin = openDatabase({ url: existing.adminUrl, size: 1 })
  try {
    return await rowsByTable(admin.pool)
  } finally {
    await admin.close()
    await existing.close()
  }
}
