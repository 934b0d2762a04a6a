import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** A statement is named when it comes for the third time: what is said once or twice is not worth keeping. */
const NAMED_FROM = 3
/** Most statements a connection keeps prepared. */
const MOST_NAMED = 200
/** Most texts that are counted; beyond, counting begins anew. */
const MOST_COUNTED = 2_000

/**
 * Gives names to the statements that come again and again, the same text always the same name; `undefined` for the others. A connection
 * reads and plans a named statement once.
 */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_NAMED) return known
    const count = (counts.get(text) ?? 0) + 1
    if (count >= NAMED_FROM) {
      counts.delete(text)
      names.set(text, `s${names.size}`)
      return names.get(text)
    }
    if (counts.size >= MOST_COUNTED) counts.clear()
    counts.set(text, count)
    return undefined
  }
}

/**
 * The pool as Kysely sees it, its statements named. Not for a database whose tables may change while the pool is open, nor behind a
 * pooler that hands a connection on between transactions: both forget or refuse what was prepared.
 */
export function withNamedStatements(pool: Pool): PostgresPool {
  const nameOf = statementNames()
  const named = new WeakMap<PoolClient, PostgresPoolClient>()
  const naming = (client: PoolClient): PostgresPoolClient => {
    const known = named.get(client)
    if (known) return known
    const made = {
      query: (text: string, values: readonly unknown[]) => {
        const name = values.length > 0 ? nameOf(text) : undefined
        return name === undefined ? client.query(text, [...values]) : client.query({ name, text, values: [...values] })
      },
      release: () => client.release(),
    } as unknown as PostgresPoolClient
    named.set(client, made)
    return made
  }
  return { connect: async () => naming(await pool.connect()), end: () => pool.end() }
}
