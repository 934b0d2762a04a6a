import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPostmaster, stopPostmaster } from '../../src/platform/database/postmaster.ts'

/** A server that runs for a test, built from the sources. */
export interface Served {
  readonly address: string
  readonly child: ChildProcess
  readonly folder: string
  /** Banner and log so far. */
  readonly printed: () => string
  /** Ends it as Ctrl-C does and answers how long that took and with which code; removes its data. */
  readonly stop: () => Promise<{ readonly exit: number | null; readonly ms: number }>
}

/** Starts a built `server.mjs` on a free port with an empty data folder; `options` are more words of its command line. */
export async function serve(program: string, options: readonly string[] = []): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-served-'))
  chmodSync(folder, 0o711)
  const words = ['--port', '0', '--data', folder, '--no-sample', ...options]
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<number | null>((done) => child.once('close', (exit) => done(exit)))
  const stop = async () => {
    const began = Date.now()
    child.kill('SIGINT')
    const exit = await Promise.race([ended, sleep(20_000, null)])
    const ms = Date.now() - began
    child.kill('SIGKILL')
    const left = await findPostmaster(join(folder, 'postgres'))
    if (left) await stopPostmaster(left.pid)
    rmSync(folder, { recursive: true, force: true })
    return { exit, ms }
  }
  for (const until = Date.now() + 60_000; !text.includes('Ctrl-C'); await sleep(10)) {
    if (Date.now() < until && child.exitCode === null) continue
    await stop()
    throw new Error(`the server did not start:\n${text}`)
  }
  return { address: /Address\s+(\S+)/.exec(text)?.[1] ?? '', child, folder, printed: () => text, stop }
}

const PASSWORD = 'Kept-2026-Horn'

/** Opens region 370786 on a fresh server and signs its administrator in; answers the bearer token. */
export async function openRegion({ address, printed }: Served): Promise<string> {
  const post = async (path: string, body: object, token?: string) => {
    const answer = await fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    const answered = (await answer.json()) as { firstPassword?: string; token?: string }
    if (!answer.ok) throw new Error(JSON.stringify(answered))
    return answered
  }
  const code = /Set-up code\s+(\S+)/.exec(printed())?.[1] ?? ''
  const names = { regionName: '昌邑市', administratorName: '示例管理员', account: 'admin1' }
  const { firstPassword = '' } = await post('/api/set-up', { code, regionCode: '370786', ...names })
  const first = await post('/api/session', { account: 'admin1', password: firstPassword, bearer: true })
  await post('/api/session/password', { currentPassword: firstPassword, newPassword: PASSWORD }, first.token)
  const session = await post('/api/session', { account: 'admin1', password: PASSWORD, bearer: true })
  return session.token ?? ''
}
