/**
 * Writes as fast as it can into the embedded database of a folder and prints, one a line, what the database acknowledged:
 * `ready <pid of the server>`, then the numbers of committed transfers. Run by the kill test, which kills it.
 */
import { writeSync } from 'node:fs'
import { pino } from 'pino'
import { withClient } from '../../src/platform/database/connect.ts'
import { findPostmaster } from '../../src/platform/database/postmaster.ts'
import { prepareDatabase } from '../../src/platform/database/prepare.ts'
import { shortReason } from '../../src/platform/start-failure.ts'

const ACCOUNTS = 50
const WRITERS = 8

const TABLES = `
  create table if not exists kill_accounts (id int primary key, amount bigint not null);
  create table if not exists kill_transfers (id bigint primary key, amount bigint not null);
  insert into kill_accounts select n, 1000 from generate_series(1, ${ACCOUNTS}) n on conflict do nothing`

const [folder = '', first = '0'] = process.argv.slice(2)
const prepared = await prepareDatabase({ data: folder }, pino({ level: 'silent' }))
await withClient(prepared.adminUrl ?? '', (client) => client.query(TABLES))
const server = await findPostmaster(`${prepared.folder}/postgres`)
writeSync(1, `ready ${server?.pid}\n`)

let next = Number(first)
/** Moves an amount between two accounts, taken in order so that writers never wait in a circle, and notes the transfer. */
async function transfer(): Promise<void> {
  const id = next
  next += 1
  const [from, to] = [1 + (id % (ACCOUNTS - 1)), ACCOUNTS]
  const client = await prepared.database.pool.connect()
  try {
    await client.query('begin')
    await client.query('update kill_accounts set amount = amount - 7 where id = $1', [from])
    await client.query('insert into kill_transfers (id, amount) values ($1, 7)', [id])
    await client.query('update kill_accounts set amount = amount + 7 where id = $1', [to])
    await client.query('commit')
    writeSync(1, `${id}\n`)
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function writeForEver(): Promise<never> {
  for (;;) await transfer()
}

await Promise.race(Array.from({ length: WRITERS }, writeForEver)).catch((error: unknown) => {
  writeSync(1, `ended ${shortReason(error)}\n`)
})
process.exit(1)
