import { createServer as createHttp } from 'node:http'
import { createServer as createTcp, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A letter a mail server took. */
export interface ReceivedLetter {
  readonly to: string
  /** Headers and text as they came, lines parted by \n. */
  readonly raw: string
}

/** A mail server on this machine that takes every letter, unless told to answer otherwise. */
export interface MailBox {
  readonly port: number
  readonly letters: readonly ReceivedLetter[]
  /** What is answered to a recipient: `250 ok` unless set. */
  answer: string
  /** Breaks the connection after a letter was taken, before it says so. */
  hangUpAfterLetter: boolean
  readonly close: () => Promise<void>
}

/** Opens a mail server, on a port where one was before if given. */
export async function openMailBox(port = 0): Promise<MailBox> {
  const letters: ReceivedLetter[] = []
  const sockets = new Set<Socket>()
  const box = { answer: '250 ok', hangUpAfterLetter: false }
  const server = createTcp((socket) => {
    sockets.add(socket)
    let to = ''
    let pending = ''
    let isData = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 here')
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      pending += part.toString('utf8')
      for (;;) {
        const end = isData ? pending.indexOf('\r\n.\r\n') : pending.indexOf('\r\n')
        if (end < 0) return
        const text = pending.slice(0, end)
        pending = pending.slice(end + (isData ? 5 : 2))
        if (isData) {
          isData = false
          letters.push({ to, raw: text.replaceAll('\r\n', '\n') })
          if (box.hangUpAfterLetter) socket.destroy()
          else say('250 taken')
        } else if (/^DATA/i.test(text)) {
          isData = true
          say('354 go on')
        } else if (/^RCPT TO:<(.*)>/i.test(text)) {
          to = /^RCPT TO:<(.*)>/i.exec(text)?.[1] ?? ''
          say(box.answer)
        } else if (/^QUIT/i.test(text)) {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(box, {
    port: (server.address() as AddressInfo).port,
    letters,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  })
}

/** A request an HTTP receiver took. */
export interface ReceivedPost {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** An HTTP receiver on this machine. `answer` says what it answers to the n-th request (from 0); 200 and an empty object unless set. */
export async function openReceiver(
  answer: (post: ReceivedPost, index: number) => { status: number; body?: string; location?: string } = () => ({
    status: 200,
  }),
): Promise<{ readonly url: string; readonly posts: readonly ReceivedPost[]; readonly close: () => Promise<void> }> {
  const posts: ReceivedPost[] = []
  const server = createHttp((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8')
    })
    request.on('end', () => {
      const post = { path: request.url ?? '', headers: request.headers, body }
      posts.push(post)
      const { status, body: text = '{}', location } = answer(post, posts.length - 1)
      reply.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) })
      reply.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Header lines and the text of a letter as people read them. */
export function decoded(raw: string): string {
  const [head = '', ...rest] = raw.split('\n\n')
  const text = rest.join('\n\n')
  const subject = head
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_all, part: string) => Buffer.from(part, 'base64').toString('utf8'))
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_all, part: string) => unquoted(part.replaceAll('_', ' ')))
  return `${subject}\n${/base64/i.test(head) ? Buffer.from(text, 'base64').toString('utf8') : unquoted(text)}`
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
