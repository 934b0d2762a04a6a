import { type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type {
  BoundNumber,
  BoundTable,
  BulletinBody,
  BulletinKind,
  BulletinState,
  Change,
  ComposedPaper,
} from '../contract.ts'
import type { BulletinsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A bulletin as it is read. */
export type BulletinRow = Selectable<BulletinsTables['bulletins']>

/** Columns of a line of the list: without the papers themselves. */
const LINE = [
  'id',
  'kind',
  'state',
  'period',
  'title',
  'number',
  'recipient_unit_id',
  'author_name',
  'published_by',
  'published_at',
  'version',
] as const
/** A line of the list as it is read. */
export type LineRow = Pick<BulletinRow, (typeof LINE)[number]>

/** Who reads a list: drafts only where `seesDrafts`; of the restricted kinds those to `unitIds`, all where it is not given. */
export interface Reader {
  readonly seesDrafts: boolean
  readonly restricted: readonly BulletinKind[]
  readonly unitIds: readonly string[]
}

/** What a list is narrowed to; `after` is the id the page begins below. */
export interface ListFilter {
  readonly state?: BulletinState | undefined
  readonly kinds: readonly BulletinKind[]
  readonly text?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Bulletins the reader sees, the newest first. */
export async function listLines(
  { tx, scope }: Context,
  reader: Reader,
  { state, kinds, text, after, limit }: ListFilter,
): Promise<readonly LineRow[]> {
  let asked = tx
    .withTables<BulletinsTables>()
    .selectFrom('bulletins')
    .select(LINE)
    .where('region_code', '=', scope.region)
    .orderBy('id', 'desc')
    .limit(limit)
  if (!reader.seesDrafts) asked = asked.where('state', '=', 'published')
  if (reader.restricted.length > 0) {
    // A correction is as restricted as what it corrects.
    const originals = tx
      .withTables<BulletinsTables>()
      .selectFrom('bulletins')
      .select('id')
      .where('region_code', '=', scope.region)
      .where('kind', 'in', [...reader.restricted])
    asked = asked.where((where) =>
      where.or([
        where('state', '<>', 'published'),
        where.and([
          where('kind', 'not in', [...reader.restricted]),
          where.or([where('corrects_id', 'is', null), where('corrects_id', 'not in', originals)]),
        ]),
        where('recipient_unit_id', 'in', reader.unitIds.length > 0 ? [...reader.unitIds] : ['']),
      ]),
    )
  }
  if (state) asked = asked.where('state', '=', state)
  if (kinds.length > 0) asked = asked.where('kind', 'in', [...kinds])
  if (text) asked = asked.where(sql<boolean>`strpos(title || ' ' || number, ${text}) > 0`)
  if (after) asked = asked.where('id', '<', after)
  return asked.execute()
}

/** One bulletin; refuses `not_found` otherwise. */
export async function getBulletin({ tx, scope }: Context, id: string): Promise<BulletinRow> {
  return orNotFound(
    await tx
      .withTables<BulletinsTables>()
      .selectFrom('bulletins')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** The corrections of some bulletins, the oldest first. */
export async function listCorrections({ tx, scope }: Context, ids: readonly string[]): Promise<readonly BulletinRow[]> {
  if (ids.length === 0) return []
  return tx
    .withTables<BulletinsTables>()
    .selectFrom('bulletins')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('corrects_id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

/** What was published since a moment and can be corrected, the oldest first: everything but corrections themselves. */
export async function listCorrectable({ tx, scope }: Context, since: Date): Promise<readonly BulletinRow[]> {
  return tx
    .withTables<BulletinsTables>()
    .selectFrom('bulletins')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('state', '=', 'published')
    .where('kind', '<>', 'correction')
    .where('published_at', '>=', since)
    .orderBy('id')
    .execute()
}

/** The parts of a bulletin that are kept as documents. */
export interface Parts {
  readonly body: BulletinBody
  readonly numbers: readonly BoundNumber[]
  readonly tables: readonly BoundTable[]
  readonly changes: readonly Change[]
}

/** A new draft. */
export interface NewDraft extends Parts {
  readonly id: string
  readonly kind: BulletinKind
  readonly template: { readonly key: string; readonly version: number; readonly name: string }
  readonly period: string
  readonly mostCharacters: number
  readonly title: string
  readonly number: string
  readonly recipientUnitId: string | null
  readonly correctsId: string | null
  readonly author: { readonly id: string; readonly name: string }
  readonly now: Date
}

/** Keeps a new draft. */
export async function insertDraft({ tx, scope }: Context, made: NewDraft): Promise<void> {
  await tx
    .withTables<BulletinsTables>()
    .insertInto('bulletins')
    .values({
      region_code: scope.region,
      id: made.id,
      kind: made.kind,
      state: 'draft',
      template_key: made.template.key,
      template_version: made.template.version,
      template_name: made.template.name,
      period: made.period,
      most_characters: made.mostCharacters,
      title: made.title,
      number: made.number,
      recipient_unit_id: made.recipientUnitId,
      corrects_id: made.correctsId,
      body: JSON.stringify(made.body),
      numbers: JSON.stringify(made.numbers),
      tables: JSON.stringify(made.tables),
      changes: JSON.stringify(made.changes),
      long_reason: '',
      author_id: made.author.id,
      author_name: made.author.name,
      updated_at: made.now,
      version: 1,
    })
    .execute()
}

type ChangeOf = Updateable<BulletinsTables['bulletins']>

/** Changes a draft at the version somebody saw; answers the new version, refuses `conflict` where it was changed or is no draft any more. */
export async function updateDraft(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Omit<ChangeOf, 'region_code' | 'id' | 'version'>,
): Promise<number> {
  const row = await tx
    .withTables<BulletinsTables>()
    .updateTable('bulletins')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .where('state', '=', 'draft')
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** The documents of a bulletin as they are written into its row. */
export function partsOf({ body, numbers, tables, changes }: Partial<Parts>): ChangeOf {
  return {
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(numbers ? { numbers: JSON.stringify(numbers) } : {}),
    ...(tables ? { tables: JSON.stringify(tables) } : {}),
    ...(changes ? { changes: JSON.stringify(changes) } : {}),
  }
}

/** Freezes a draft as it is published; refuses as `updateDraft`. */
export async function publishDraft(
  ctx: Context,
  id: string,
  expectedVersion: number,
  made: {
    readonly paper: ComposedPaper
    readonly digest: string
    readonly year: number
    readonly count: number | null
    readonly longReason: string
    readonly publishedBy: string
    readonly now: Date
  },
): Promise<number> {
  return updateDraft(ctx, id, expectedVersion, {
    state: 'published',
    title: made.paper.title,
    number: made.paper.number,
    series_year: made.year,
    series_number: made.count,
    paper: JSON.stringify(made.paper),
    digest: made.digest,
    long_reason: made.longReason,
    published_by: made.publishedBy,
    published_at: made.now,
    updated_at: made.now,
  })
}

/** The next number of a series in a year, without gaps: whoever asks holds it until the end of the transaction. */
export async function nextCount({ tx, scope }: Context, series: string, year: number): Promise<number> {
  const row = await tx
    .withTables<BulletinsTables>()
    .insertInto('bulletin_numbers')
    .values({ region_code: scope.region, series, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['region_code', 'series', 'year'])
        .doUpdateSet((number) => ({ last: sql<number>`${number.ref('bulletin_numbers.last')} + 1` })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
