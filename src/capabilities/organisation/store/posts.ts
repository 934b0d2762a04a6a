import { sql } from 'kysely'
import type { Role } from '../../../kernel/permissions.ts'
import type { Transaction } from '../../../platform/transaction.ts'
import type { OrganisationTables } from '../tables.ts'

const tables = (tx: Transaction) => tx.withTables<OrganisationTables>()

/** A post with the names of its person and unit; the unit's name is that of the day asked for. */
export interface PostRow {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly unitId: string
  readonly unitName: string
  readonly role: Role
  readonly title: string
  readonly fromOn: string
  readonly toOn: string | null
  readonly endReason: string | null
  readonly version: number
}

/** Which posts. `on`: held that day; without it every post that ever was. `after`: `[fromOn, id]` of the last row shown. */
export interface PostFilter {
  readonly on?: string | undefined
  readonly ids?: readonly string[] | undefined
  readonly unitIds?: readonly string[] | undefined
  readonly personIds?: readonly string[] | undefined
  readonly role?: string | undefined
  readonly after?: readonly string[] | undefined
  readonly limit?: number | undefined
}

/** Posts, latest first. Names of units are those of `nameDay`. */
export async function listPostRows(
  tx: Transaction,
  region: string,
  nameDay: string,
  filter: PostFilter,
): Promise<readonly PostRow[]> {
  const { on, ids, unitIds, personIds, role, after, limit } = filter
  const conditions = [
    sql`p.region_code = ${region}`,
    ...(on ? [sql`p.from_on <= ${on}::date and (p.to_on is null or p.to_on >= ${on}::date)`] : []),
    ...(ids ? [sql`p.id = any(${[...ids]}::text[])`] : []),
    ...(unitIds ? [sql`p.unit_id = any(${[...unitIds]}::text[])`] : []),
    ...(personIds ? [sql`p.person_id = any(${[...personIds]}::text[])`] : []),
    ...(role ? [sql`p.role = ${role}`] : []),
    ...(after ? [sql`(p.from_on, p.id) < (${after[0]}::date, ${after[1]})`] : []),
  ]
  const result = await sql<PostRow>`
    select p.id, p.person_id as "personId", o.name as "personName", p.unit_id as "unitId", v.name as "unitName",
      p.role, p.title, p.from_on as "fromOn", p.to_on as "toOn", p.end_reason as "endReason", p.version
    from posts p
    join people o on o.region_code = ${region} and o.id = p.person_id
    join unit_versions v on v.region_code = ${region} and v.unit_id = p.unit_id
      and v.valid_from = coalesce(
        (select max(w.valid_from) from unit_versions w
          where w.region_code = ${region} and w.unit_id = p.unit_id and w.valid_from <= ${nameDay}::date),
        (select min(w.valid_from) from unit_versions w where w.region_code = ${region} and w.unit_id = p.unit_id))
    where ${sql.join(conditions, sql` and `)}
    order by p.from_on desc, p.id desc
    limit ${limit ?? 5000}`.execute(tx)
  return result.rows
}

/** A post to be given. */
export interface NewPost {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly role: string
  readonly title: string
  readonly fromOn: string
  readonly toOn: string | null
}

/** Keeps new posts. */
export async function insertPosts(
  tx: Transaction,
  region: string,
  posts: readonly NewPost[],
  isSample: boolean,
): Promise<void> {
  for (let start = 0; start < posts.length; start += 500)
    await tables(tx)
      .insertInto('posts')
      .values(
        posts.slice(start, start + 500).map((post) => ({
          region_code: region,
          id: post.id,
          person_id: post.personId,
          unit_id: post.unitId,
          role: post.role,
          title: post.title,
          from_on: post.fromOn,
          to_on: post.toOn,
          end_reason: null,
          is_sample: isSample,
        })),
      )
      .execute()
}

/** Ends a post if it is still at the expected version; answers whether it was. */
export async function endPostRow(
  tx: Transaction,
  region: string,
  end: { readonly id: string; readonly toOn: string; readonly reason: string; readonly expectedVersion: number },
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('posts')
    .set({ to_on: end.toOn, end_reason: end.reason, version: end.expectedVersion + 1 })
    .where('region_code', '=', region)
    .where('id', '=', end.id)
    .where('version', '=', end.expectedVersion)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Ends every post of a person or a unit that goes beyond a day; answers how many. */
export async function endPostsAfter(
  tx: Transaction,
  region: string,
  whose: { readonly personId: string } | { readonly unitId: string },
  end: { readonly toOn: string; readonly reason: string },
): Promise<number> {
  const result = await tables(tx)
    .updateTable('posts')
    .set((eb) => ({ to_on: end.toOn, end_reason: end.reason, version: eb('version', '+', 1) }))
    .where('region_code', '=', region)
    .$if('personId' in whose, (query) => query.where('person_id', '=', 'personId' in whose ? whose.personId : ''))
    .$if('unitId' in whose, (query) => query.where('unit_id', '=', 'unitId' in whose ? whose.unitId : ''))
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', end.toOn)]))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Posts of a unit that are held on a day or later. */
export async function listPostsFrom(tx: Transaction, region: string, unitId: string, day: string) {
  return tables(tx)
    .selectFrom('posts')
    .select(['id', 'person_id as personId', 'role', 'title', 'from_on as fromOn', 'to_on as toOn', 'version'])
    .where('region_code', '=', region)
    .where('unit_id', '=', unitId)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', day)]))
    .orderBy('id')
    .execute()
}
