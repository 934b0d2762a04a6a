import { createServer, type Socket } from 'node:net'

const READY = message('Z', Buffer.from('I'))

/**
 * A stand-in for a PostgreSQL that is too old: lets anyone in and answers every question with its version. Speaks just enough
 * of the protocol (version 3, simple queries). Returns its address and how to end it.
 */
export async function startOldPostgres(version: string, number: number): Promise<{ url: string; stop: () => void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let greeted = false
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      if (!greeted) socket.write(Buffer.concat([message('R', int32(0)), READY]))
      else if (chunk.toString('latin1', 0, 1) === 'Q') socket.write(answer(version, number))
      greeted = true
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = () => {
    sockets.forEach((socket) => socket.destroy())
    server.close()
  }
  return { url: `postgres://clarion_app:secret@127.0.0.1:${port}/clarion`, stop }
}

function answer(version: string, number: number): Buffer {
  const columns = [
    { name: 'server_version', type: 25, value: version },
    { name: 'number', type: 23, value: String(number) },
  ]
  const description = columns.map(({ name, type }) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]),
  )
  const row = columns.map(({ value }) => Buffer.concat([int32(value.length), Buffer.from(value)]))
  return Buffer.concat([
    message('T', int16(columns.length), ...description),
    message('D', int16(columns.length), ...row),
    message('C', Buffer.from('SELECT 1\0')),
    READY,
  ])
}

function message(kind: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
