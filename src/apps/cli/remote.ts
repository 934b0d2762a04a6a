import { openAsBlob } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type OperationSpec, pathFields, routeParts } from '../../kernel/operation.ts'
import { EXIT_CODE_OF_REFUSAL, REFUSAL_KINDS } from '../../kernel/refusal.ts'
import { optionOf } from './arguments.ts'
import { CommandFailure, giveUp, localeOfShell } from './say.ts'

/** Where the command line is signed in. */
export interface Sitting {
  readonly server: string
  readonly token: string
}

/** Exit code where the server met a bug of its own. */
const EXIT_BUG = 1

function sittingFile(): string {
  return join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'clarion', 'session.json')
}

/** The sitting: `CLARION_SERVER` and `CLARION_TOKEN` where both are set, else the remembered one; `undefined` when nobody signed in here. */
export async function findSitting(): Promise<Sitting | undefined> {
  const server = process.env['CLARION_SERVER']
  const token = process.env['CLARION_TOKEN']
  if (server && token) return { server, token }
  return readFile(sittingFile(), 'utf8').then(
    (text) => JSON.parse(text) as Sitting,
    () => undefined,
  )
}

/** The sitting; ends the command where nobody signed in. */
export async function getSitting(): Promise<Sitting> {
  const sitting = await findSitting()
  if (sitting) return sitting
  return giveUp(
    {
      zh: '请先登录：clarion sign-in --server 网址 --account 账号',
      en: 'Sign in first: clarion sign-in --server URL --account NAME',
    },
    EXIT_CODE_OF_REFUSAL.unauthenticated,
  )
}

/** Remembers a sitting, readable by this user alone; without one, forgets it. */
export async function keepSitting(sitting: Sitting | undefined): Promise<void> {
  const file = sittingFile()
  if (!sitting) {
    await rm(file, { force: true })
    return
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(sitting), { mode: 0o600 })
  await rename(draft, file)
}

/** Sends one request to a server and answers its JSON; ends the command with the server's sentences where it refuses. */
export async function ask(
  server: string,
  method: string,
  path: string,
  more: { readonly body?: unknown; readonly token?: string } = {},
): Promise<unknown> {
  const answer = await send(server, new URL(path, server), {
    method,
    headers: {
      ...headersFor(more.token),
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  })
  return answer.json()
}

/** Calls an operation over HTTP; answers its JSON, or the bytes and name of a file. */
export async function callRemote(
  { server, token }: Sitting,
  spec: OperationSpec,
  input: Readonly<Record<string, unknown>>,
  file?: string,
): Promise<{ readonly json: unknown } | { readonly bytes: Uint8Array; readonly name: string }> {
  const { method, path } = routeParts(spec.route)
  const inPath = new Set(pathFields(path))
  const url = new URL(
    `/api${path.replace(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(pathValue(input[name], name)))}`,
    server,
  )
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name)))
  const headers = headersFor(token)
  let body: string | FormData | undefined
  if (method === 'GET')
    for (const [name, value] of Object.entries(rest))
      url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  else if (spec.fileIn) {
    body = new FormData()
    body.set('input', JSON.stringify(rest))
    if (file) body.set('file', await blobOf(file), basename(file))
  } else {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(rest)
  }
  const answer = await send(server, url, { method, headers, ...(body === undefined ? {} : { body }) })
  if (!spec.fileOut) return { json: await answer.json() }
  return { bytes: new Uint8Array(await answer.arrayBuffer()), name: nameOf(answer) }
}

function pathValue(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number') return String(value)
  return giveUp({ zh: `缺少 ${field}。`, en: `${field} is missing.` })
}

async function blobOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch {
    return giveUp({ zh: `读不了文件 ${file}。`, en: `The file ${file} cannot be read.` })
  }
}

/** The name the server gave a file, without any folder in it. */
function nameOf(answer: Response): string {
  const header = answer.headers.get('content-disposition') ?? ''
  return basename(decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(header)?.[1] ?? '')) || 'clarion'
}

function headersFor(token: string | undefined): Record<string, string> {
  return { 'accept-language': localeOfShell(), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
}

async function send(server: string, url: URL, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init).catch((error: unknown) => {
    const { cause } = error as { cause?: { code?: string } }
    return giveUp(
      {
        zh: `连不上服务器 ${server}（${cause?.code ?? '网络'}），请检查地址和网络。`,
        en: `The server ${server} cannot be reached (${cause?.code ?? 'network'}); check address and network.`,
      },
      EXIT_CODE_OF_REFUSAL.unavailable,
    )
  })
  if (!answer.ok) throw await failureOfAnswer(answer)
  return answer
}

interface SaidProblem {
  readonly message?: string
  readonly code?: string
  readonly path?: readonly (string | number)[]
}

/** The sentence of a refusal; one about the shape of a value begins with the option that carries it. */
function sentenceWithOption({ message, code = '', path = [] }: SaidProblem): string {
  const [field, ...deeper] = path
  const isShape = code.startsWith('shape.') && typeof field === 'string'
  const option = isShape ? `--${[optionOf(field), ...deeper].join('.')} ` : ''
  return `${option}${message ?? code}`
}

async function failureOfAnswer(answer: Response): Promise<CommandFailure> {
  const body = (await answer.json().catch(() => ({}))) as {
    kind?: string
    problems?: SaidProblem[]
  }
  const kind = REFUSAL_KINDS.find((each) => each === body.kind)
  const sentences = (body.problems ?? []).map(sentenceWithOption)
  return new CommandFailure(
    sentences.length > 0 ? sentences : [`HTTP ${answer.status}`],
    kind ? EXIT_CODE_OF_REFUSAL[kind] : EXIT_BUG,
  )
}
