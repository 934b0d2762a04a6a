import { type Day, yearOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { type CountedEntry, countEntries, isRealAt } from '../rules/events.ts'
import { groupedBy } from '../rules/lists.ts'
import * as events from '../store/events.ts'
import { isWithin, listLinks, listNames } from '../store/lineage.ts'
import { linkOf } from './duplicates.ts'

type Event = Awaited<ReturnType<typeof events.listEvents>>[number]
type Named = Awaited<ReturnType<typeof listNames>>[number]
const SUBJECT = 'key_project_event'

const listAll = implement(contract.listEvents, async (ctx, { kind, year }) => {
  const { all, entriesOf, projects } = await readEvents(ctx)
  return {
    items: all
      .filter((event) => kind === undefined || event.kind === kind)
      .filter((event) => year === undefined || yearOf(event.held_on as Day) === year)
      .map((event) => lineOf(event, entriesOf(event.id), projects))
      .toReversed(),
  }
})

const show = implement(contract.showEvent, async (ctx, { eventId }) => {
  const { all, entriesOf, projects } = await readEvents(ctx)
  const event = orNotFound(all.find((each) => each.id === eventId))
  const byId = new Map(all.map((each) => [each.id, each]))
  const entries = entriesOf(eventId).flatMap(({ announced, ...entry }) => {
    const project = projects.get(entry.projectId)
    if (!project || !isWithin(ctx, project)) return []
    const before = entry.beforeId === null ? undefined : byId.get(entry.beforeId)
    return [
      {
        projectId: project.id,
        number: project.number,
        name: project.name,
        stage: project.stage,
        amount: announced,
        count: entry.count,
        countedAmount: asYuan(entry.amount),
        before: before ? { id: before.id, name: before.name, heldOn: before.held_on as Day } : null,
        isReal: isRealAt(event.kind, { stage: project.stage, stageLeft: project.stage_left }),
        realOn: realDayOf(event.kind, project),
        ceremonies: entry.ceremonies,
      },
    ]
  })
  return {
    ...lineOf(event, entriesOf(eventId), projects),
    note: event.note,
    entries: entries.toSorted((one, other) => one.number.localeCompare(other.number)),
    mayEdit: event.cancelled_reason === null && ctx.actor.may('key_projects.lists'),
  }
})

const create = implement(contract.createEvent, async (ctx, { entries, ...event }) => {
  await requireProjects(ctx, entries)
  const id = newId(ctx.now)
  await events.insertEvent(ctx, {
    ...columnsOf(event),
    id,
    cancelled_reason: null,
    created_at: ctx.now,
    updated_at: ctx.now,
  })
  await events.replaceEntries(ctx, id, entries)
  ctx.announce('key_projects.event_created', { subject: { kind: SUBJECT, id }, after: { ...event, entries } })
  return { id, version: 1 }
})

const update = implement(contract.updateEvent, async (ctx, { eventId, expectedVersion, entries, ...event }) => {
  await requireStanding(ctx, eventId)
  await requireProjects(ctx, entries)
  const version = await events.updateEvent(ctx, eventId, expectedVersion, { ...columnsOf(event), updated_at: ctx.now })
  await events.replaceEntries(ctx, eventId, entries)
  ctx.announce('key_projects.event_updated', { subject: { kind: SUBJECT, id: eventId }, after: { ...event, entries } })
  return { id: eventId, version }
})

const cancel = implement(contract.cancelEvent, async (ctx, { eventId, expectedVersion, reason }) => {
  await requireStanding(ctx, eventId)
  const version = await events.updateEvent(ctx, eventId, expectedVersion, {
    cancelled_reason: reason,
    updated_at: ctx.now,
  })
  ctx.announce('key_projects.event_cancelled', { subject: { kind: SUBJECT, id: eventId }, data: { reason } })
  return { id: eventId, version }
})

type Entry = CountedEntry & { readonly announced: contract.EventEntry['amount'] }

/** Every event with its counted batch, and the projects they name. */
async function readEvents(ctx: OperationContext) {
  const all = await events.listEvents(ctx)
  const rows = await events.listEventEntries(ctx)
  const links = (await listLinks(ctx)).map(linkOf)
  const batches = groupedBy(rows, (row) => row.event_id)
  const amounts = new Map(rows.map((row) => [`${row.event_id} ${row.project_id}`, row.amount]))
  const held = all.map((event) => ({
    id: event.id,
    kind: event.kind,
    heldOn: event.held_on,
    isCancelled: event.cancelled_reason !== null,
    entries: (batches.get(event.id) ?? []).map((row) => ({ projectId: row.project_id, amount: row.amount })),
  }))
  const counted = countEntries(held, links).map(
    (entry): Entry => ({
      ...entry,
      announced: (amounts.get(`${entry.eventId} ${entry.projectId}`) ?? null) as Entry['announced'],
    }),
  )
  const ofEvent = groupedBy(counted, (entry) => entry.eventId)
  const names = await listNames(ctx, [...new Set(rows.map((row) => row.project_id))])
  return {
    all,
    entriesOf: (id: string) => ofEvent.get(id) ?? [],
    projects: new Map(names.map((each) => [each.id, each])),
  }
}

function lineOf(event: Event, entries: readonly Entry[], projects: ReadonlyMap<string, Named>): contract.EventLine {
  const announced = entries.reduce((total, entry) => total + (entry.announced ?? 0), 0)
  const counting = entries.filter((entry) => COUNTS.has(entry.count))
  const known = entries.flatMap((entry) => projects.get(entry.projectId) ?? [])
  return {
    id: event.id,
    kind: event.kind,
    name: event.name,
    heldOn: event.held_on as Day,
    place: event.place,
    cancelledReason: event.cancelled_reason,
    version: event.version,
    projects: entries.length,
    announced: asYuan(announced),
    average: entries.length === 0 ? null : asYuan(Math.round(announced / entries.length)),
    counted: counting.length,
    countedAmount: asYuan(counting.reduce((total, entry) => total + entry.amount, 0)),
    real: known.filter((each) => isRealAt(event.kind, { stage: each.stage, stageLeft: each.stage_left })).length,
  }
}

const COUNTS: ReadonlySet<contract.EventCount> = new Set(['first', 'increment', 'new_investor'])

function realDayOf(kind: contract.EventKind, project: Named): Day | null {
  if (kind === 'signing') return null
  return (kind === 'start' ? project.started_on : project.completed_on) as Day | null
}

function columnsOf({ kind, name, heldOn, place, note }: Omit<contract.EventBody, 'entries'>) {
  return { kind, name, held_on: heldOn, place, note }
}

async function requireProjects(ctx: OperationContext, entries: contract.EventBody['entries']): Promise<void> {
  const ids = entries.map((entry) => entry.projectId)
  if (new Set(ids).size !== ids.length) refuse('rule_broken', problem('key_projects.event_twice', {}, ['entries']))
  const found = await listNames(ctx, ids)
  if (found.length !== ids.length) refuse('rule_broken', problem('key_projects.event_project_unknown', {}, ['entries']))
}

async function requireStanding(ctx: OperationContext, eventId: string): Promise<void> {
  const event = orNotFound((await events.listEvents(ctx)).find((each) => each.id === eventId))
  if (event.cancelled_reason !== null) refuse('rule_broken', problem('key_projects.event_was_cancelled'))
}

/** The operations on group events. */
export const eventOperations = [listAll, show, create, update, cancel]
