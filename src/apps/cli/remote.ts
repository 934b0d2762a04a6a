import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { openAsBlob } from 'node:fs'
import { type OperationSpec, pathFields, routeParts } from '../../kernel/operation.ts'
import { EXIT_CODE_OF_REFUSAL, REFUSAL_KINDS, type RefusalKind } from '../../kernel/refusal.ts'

/** Where the command line is signed in. */
export interface Sitting {
  readonly server: string
  readonly token: string
}

const SITTING_FILE = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'clarion', 'session.json')

/** A refusal that came over the wire, with sentences ready to print. */
export class RemoteRefusal extends Error {
  readonly exitCode: number

  constructor(sentences: readonly string[], exitCode: number) {
    super(sentences.join('\n'))
    this.exitCode = exitCode
  }
}

/** The remembered sitting; `undefined` when nobody signed in here. */
export async function findSitting(): Promise<Sitting | undefined> {
  const server = process.env['CLARION_SERVER']
  const token = process.env['CLARION_TOKEN']
  if (server && token) return { server, token }
  return readFile(SITTING_FILE, 'utf8').then(
    (text) => JSON.parse(text) as Sitting,
    () => undefined,
  )
}

/** Signs in and remembers the session, readable by this user alone. */
export async function signIn(server: string, account: string, password: string, totp?: string): Promise<void> {
  const answer = await fetch(new URL('/api/session', server), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': languageOfShell() },
    body: JSON.stringify({ account, password, ...(totp ? { totp } : {}) }),
  }).catch(() => unreachable(server))
  if (!answer.ok) throw await refusalOf(answer)
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('clarion_session=')) ?? ''
  const token = decodeURIComponent(/^clarion_session=([^;]+)/.exec(cookie)?.[1] ?? '')
  await mkdir(dirname(SITTING_FILE), { recursive: true })
  await writeFile(SITTING_FILE, JSON.stringify({ server, token } satisfies Sitting))
  await chmod(SITTING_FILE, 0o600)
}

/** Calls an operation over HTTP; answers its JSON, or the bytes and name of a file. */
export async function callRemote(
  { server, token }: Sitting,
  spec: OperationSpec,
  input: Readonly<Record<string, unknown>>,
  file?: string,
): Promise<{ json: unknown } | { bytes: Uint8Array; name: string }> {
  const { method, path } = routeParts(spec.route)
  const inPath = new Set(pathFields(path))
  const url = new URL(
    `/api${path.replace(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(String(input[name] ?? '')))}`,
    server,
  )
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name)))
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'accept-language': languageOfShell() }
  let body: string | FormData | undefined
  if (method === 'GET')
    for (const [name, value] of Object.entries(rest))
      url.searchParams.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  else if (spec.fileIn) {
    body = new FormData()
    body.set('input', JSON.stringify(rest))
    if (file) body.set('file', await openAsBlob(file), basename(file))
  } else {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(rest)
  }
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) }).catch(() =>
    unreachable(server),
  )
  if (!answer.ok) throw await refusalOf(answer)
  if (!spec.fileOut) return { json: await answer.json() }
  const name = decodeURIComponent(
    /filename\*=UTF-8''(.+)$/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'clarion',
  )
  return { bytes: new Uint8Array(await answer.arrayBuffer()), name }
}

function languageOfShell(): string {
  return /^en/.test(process.env['LANG'] ?? '') ? 'en' : 'zh-CN'
}

function unreachable(server: string): never {
  throw new RemoteRefusal(
    [`连不上服务器 ${server}，请检查地址和网络。The server ${server} cannot be reached; check address and network.`],
    EXIT_CODE_OF_REFUSAL.unavailable,
  )
}

async function refusalOf(answer: Response): Promise<RemoteRefusal> {
  const body = (await answer.json().catch(() => ({}))) as {
    kind?: string
    problems?: { message?: string; code?: string }[]
  }
  const kind = REFUSAL_KINDS.find((each) => each === body.kind) as RefusalKind | undefined
  const sentences = (body.problems ?? []).map((each) => each.message ?? each.code ?? '')
  return new RemoteRefusal(
    sentences.length > 0 ? sentences : [`HTTP ${answer.status}`],
    kind ? EXIT_CODE_OF_REFUSAL[kind] : 1,
  )
}
