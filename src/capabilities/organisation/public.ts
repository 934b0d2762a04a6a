import type { Kysely } from 'kysely'
import { z } from 'zod'
import { compareDays, type Day, dayOf } from '../../kernel/day.ts'
import type { FoundSubject } from '../../kernel/duty.ts'
import { problem } from '../../kernel/problem.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/permissions.ts'
import {
  makeWorkCalendar,
  NATIONAL_WORK_CALENDAR,
  NATIONAL_WORK_CALENDAR_DATA,
  type WorkCalendar,
  WorkCalendarYear,
} from '../../kernel/work-calendar.ts'
import type { Actor } from '../../platform/access.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { ShortMemory } from '../../platform/short-memory.ts'
import { listHeldPosts } from './store/actors.ts'
import * as lookup from './store/lookup.ts'
import { countLocked } from './store/people.ts'
import { unitsUnder } from './rules/unit-tree.ts'
import { publishedRegions } from './store/regions.ts'
import { listActingPosts } from './store/sign-in.ts'
import { listUnitEdges } from './store/unit-edges.ts'

type Context = Pick<OperationContext, 'tx' | 'scope' | 'now'>

/** A unit as neighbours name it. */
export interface UnitName {
  readonly id: string
  readonly name: string
  readonly shortName: string
}

const NAMES_KEPT_MS = 5_000
const MOST_NAMES = 20_000
const unitNames = new ShortMemory<UnitName>(NAMES_KEPT_MS, MOST_NAMES)

/** Names of units by id, in one statement at most; an id nobody has is missing from the map. A new name may take five seconds to show. */
export async function namesOfUnits(
  ctx: Context,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, UnitName>> {
  return unitNames.recall(ctx.scope.region, distinct(ids), async (missing) => {
    const rows = await lookup.listUnitsById(ctx, missing, dayOf(ctx.now))
    return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, shortName: row.short_name }]))
  })
}

/** A post as neighbours name it: who holds it and what it is called. */
export interface PostTitle {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly unitId: string
  readonly personId: string
  readonly personName: string
}

const postTitles = new ShortMemory<PostTitle>(NAMES_KEPT_MS, MOST_NAMES)

/** Titles of posts by id, in one statement at most; a change may take five seconds to show. */
export async function titlesOfPosts(
  ctx: Pick<Context, 'tx' | 'scope'>,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, PostTitle>> {
  return postTitles.recall(ctx.scope.region, distinct(ids), async (missing) => {
    const rows = await lookup.listPostsById(ctx, missing)
    return new Map(rows.map((row) => [row.id, postTitle(row)]))
  })
}

/** Units by id, each with itself, the units below it and those merged into them, as they stood on a day: what is told of a unit counts all of these. */
export async function unitsBelow(
  { tx, scope }: Pick<Context, 'tx' | 'scope'>,
  unitIds: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  return unitIds.length === 0 ? new Map() : unitsUnder(await listUnitEdges(tx, scope.region, day), unitIds)
}

/** Posts of some roles that are held on a day. */
export async function listPostsOfRoles(
  ctx: Pick<Context, 'tx' | 'scope'>,
  roles: readonly Role[],
  day: Day,
): Promise<readonly PostTitle[]> {
  return (await lookup.listPostsOfRoles(ctx, roles, day)).map(postTitle)
}

function postTitle(row: {
  id: string
  title: string
  role: string
  unit_id: string
  person_id: string
  person_name: string
}): PostTitle {
  return {
    id: row.id,
    title: row.title,
    role: row.role as Role,
    unitId: row.unit_id,
    personId: row.person_id,
    personName: row.person_name,
  }
}

/** Units open on a day, by pinyin: what a field that picks a unit offers, and what readers of documents match names with. */
export async function listOpenUnits(ctx: Pick<Context, 'tx' | 'scope'>, day: Day) {
  const rows = await lookup.listUnitsOpenOn(ctx, day)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind,
    parentId: row.parent_id,
    groupName: row.group_name,
    areaCode: row.area_code,
  }))
}

/** The unit that stands for the whole region: the one with its code or its name, else the only one nobody stands above. */
export async function findUnitOfRegion(
  ctx: Pick<Context, 'tx' | 'scope'>,
  day: Day,
): Promise<(UnitName & { readonly parentId: string | null }) | undefined> {
  const units = await listOpenUnits(ctx, day)
  const tenant = (await lookup.listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
  const tops = units.filter((each) => each.parentId === null)
  const tries = [
    units.filter((each) => each.areaCode === ctx.scope.region),
    units.filter((each) => each.name === tenant?.name),
    tops,
    tops.filter((each) => each.kind === 'leaders'),
    tops.filter((each) => each.kind === 'office'),
  ]
  return tries.find((found) => found.length === 1)?.[0]
}

/**
 * Makes sure that units exist and are open today; refuses `rule_broken` with `organisation.unit_unknown` or
 * `organisation.unit_closed`, naming the field of each.
 */
export async function requireOpenUnits(
  ctx: Context,
  units: readonly { readonly field: string; readonly id: string | null }[],
): Promise<void> {
  const given = units.flatMap(({ field, id }) => (id === null ? [] : [{ field, id }]))
  const rows = new Map(
    (await lookup.listUnitsById(ctx, distinct(given.map((each) => each.id)), dayOf(ctx.now))).map((row) => [
      row.id,
      row,
    ]),
  )
  const today = dayOf(ctx.now)
  const [first, ...rest] = given.flatMap(({ field, id }) => {
    const row = rows.get(id)
    if (!row) return [problem('organisation.unit_unknown', {}, [field])]
    const closed = row.closed_on !== null && compareDays(row.closed_on as Day, today) <= 0
    return closed ? [problem('organisation.unit_closed', { unit: row.name, day: row.closed_on ?? '' }, [field])] : []
  })
  if (first) refuse('rule_broken', first, ...rest)
}

/** Code and full name of every region of the nation at county level and above: what readers of documents find places by. */
export function listPublishedRegions(): readonly { readonly code: string; readonly name: string }[] {
  return publishedRegions({ from: '0', to: '9' })
}

/** Opens a tenant with its first administrator: what `clarion init` runs without a server. */
export { setUpOperation } from './operations/regions.ts'

/** The regions of GB/T 2260 whose codes lie in a range, as published. */
export { publishedRegions } from './store/regions.ts'

/** Every tenant of the installation. */
export const listTenants = lookup.listTenants

const CALENDAR_KEPT_MS = 60_000

/** Answers each region's working calendar, the national notices with the years the region imported; kept for a minute. */
export function makeCalendarOf(database: Kysely<unknown>): (region: string) => Promise<WorkCalendar> {
  const kept = new Map<string, { readonly calendar: WorkCalendar; readonly until: number }>()
  return async (region) => {
    const found = kept.get(region)
    if (found && found.until > Date.now()) return found.calendar
    const calendar =
      region === '' ? NATIONAL_WORK_CALENDAR : await calendarWith(await lookup.listCalendarYears(database, region))
    kept.set(region, { calendar, until: Date.now() + CALENDAR_KEPT_MS })
    return calendar
  }
}

async function calendarWith(rows: readonly { readonly arrangement: unknown }[]): Promise<WorkCalendar> {
  if (rows.length === 0) return NATIONAL_WORK_CALENDAR
  const own = z.array(WorkCalendarYear).parse(rows.map((row) => row.arrangement))
  const years = new Map([...NATIONAL_WORK_CALENDAR_DATA.years, ...own].map((each) => [each.year, each]))
  const merged = makeWorkCalendar({ ...NATIONAL_WORK_CALENDAR_DATA, years: [...years.values()] })
  return merged.ok ? merged.value : NATIONAL_WORK_CALENDAR
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id): id is string => id !== null))]
}

/** A post the person who acts holds today, of their own or by delegation. */
export interface OwnPost {
  readonly id: string
  readonly role: Role
  readonly unitId: string
  readonly unitName: string
}

/** The posts the person who acts holds today, their own first. */
export async function listOwnPosts(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now' | 'actor'>,
): Promise<readonly OwnPost[]> {
  const posts = await listActingPosts(ctx.tx, ctx.scope.region, ctx.actor.personId, dayOf(ctx.now))
  return posts.map(({ id, role, unitId, unitName }) => ({ id, role, unitId, unitName }))
}

/** How many accounts of the region are locked and wait for an administrator. */
export function countLockedAccounts(ctx: Pick<Context, 'tx' | 'scope'>): Promise<number> {
  return countLocked(ctx.tx, ctx.scope.region)
}

/** Open units a search finds, in their order: characters anywhere in the name, pinyin or initials. */
export async function findUnits(ctx: Context, text: string, limit: number): Promise<readonly FoundSubject[]> {
  const word = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
  const rows = await lookup.listUnitsOpenOn(ctx, dayOf(ctx.now))
  return rows
    .filter((row) =>
      [row.name, row.short_name, row.pinyin.replaceAll(' ', ''), row.initials].some((each) =>
        each.toLowerCase().includes(word),
      ),
    )
    .slice(0, limit)
    .map((row) => ({
      kind: 'unit',
      id: row.id,
      title: row.name,
      note: row.group_name ?? '',
      path: '/organisation/units',
    }))
}

/**
 * Everybody who holds a post today, as they act: with their own posts and those delegated to them, in the order of their ids. What rounds over
 * everybody's duties work with.
 */
export async function listActors(ctx: Pick<Context, 'tx' | 'scope' | 'now'>): Promise<readonly Actor[]> {
  const { tx, scope, now } = ctx
  const day = dayOf(now)
  const held = await listHeldPosts(tx, scope.region, day)
  const under = unitsUnder(
    await listUnitEdges(tx, scope.region, day),
    held.map((post) => post.unitId),
  )
  const actors = new Map<string, Actor>()
  for (const { personId, personName, id, role, unitId, ownerId, ownerName } of held) {
    const known = actors.get(personId) ?? { personId, name: personName, region: scope.region, posts: [] }
    const behalf = ownerId === personId ? {} : { onBehalfOf: { personId: ownerId, name: ownerName } }
    const post = { id, role, unitId, unitIds: under.get(unitId) ?? [unitId], ...behalf }
    actors.set(personId, { ...known, posts: [...known.posts, post] })
  }
  return [...actors.values()]
}
