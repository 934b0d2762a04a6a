import type { z } from 'zod'
import { type Day, dayOf } from '../../../kernel/day.ts'
import type { FoundSubject } from '../../../kernel/duty.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import { ItemBody, type ItemEventKind, ItemFilter } from '../contract.ts'
import { inTheWayThrough } from '../rules/owed.ts'
import { ENDED_STATES } from '../rules/states.ts'
import { listItemEvents } from '../store/item-events.ts'
import { listItems } from '../store/item-list.ts'
import { type ItemRow, listItemUnits, listOnNodes, listOfSubjects } from '../store/items.ts'
import { groupedBy } from './grouped.ts'
import { owedFactsOf } from './item-clock.ts'
import { asSystem } from './item-consent.ts'
import { enterItem } from './item-enter.ts'
import { readLoop } from './item-loop.ts'
import { asReader } from './item-open.ts'

/** What happened to an item, as the history of the record it is about tells it. */
interface ItemHappening {
  readonly id: string
  readonly at: string
  /** `obstacles.item_<event>`. */
  readonly topic: string
  readonly actorName: string
  readonly onBehalfOf: string | null
  /** Number and title of the item. */
  readonly title: string
}

/** Events a history tells; the rest stand in the item's own log. */
const TOLD: ReadonlySet<ItemEventKind> = new Set([
  'reported',
  'assigned',
  'escalated',
  'suspended',
  'level_above_needed',
  'closed',
  'reopened',
])

/** What happened to the items about a record (a project, a target), those the reader may see, the newest first: for the record's history. */
export async function listItemHappenings(
  ctx: OperationContext,
  kind: string,
  id: string,
): Promise<readonly ItemHappening[]> {
  if (ctx.actor.scopeOf('items.view') === undefined) return []
  const rows = new Map((await listOfSubjects(asReader(ctx), kind, [id])).map((row) => [row.id, row]))
  const events = (await listItemEvents(ctx, [...rows.keys()])).filter((event) => TOLD.has(event.kind))
  return events
    .toSorted((one, other) => other.at.getTime() - one.at.getTime() || other.sequence - one.sequence)
    .map((event) => {
      const row = rows.get(event.item_id)
      return {
        id: event.id,
        at: event.at.toISOString(),
        topic: `obstacles.item_${event.kind}`,
        actorName: event.person_name,
        onBehalfOf: event.on_behalf_of,
        title: [row?.number, row?.title].filter(Boolean).join(' '),
      }
    })
}

/**
 * Takes an obstacle heard in a neighbour's own record (a report, a visit) into the ledger, reported by a unit; answers its id. One that says
 * the same of the same record and is still open is not taken in twice: its id is answered. The caller has settled that the reader may speak
 * for the unit. `data` says where it comes from and is kept in the log for ever. Throws on a body that is not one.
 */
export async function openItemFrom(
  ctx: OperationContext,
  heard: {
    readonly unitId: string
    readonly body: SentItem
    readonly data: Readonly<Record<string, unknown>>
  },
): Promise<string> {
  const body = ItemBody.parse(heard.body)
  if (body.subject) {
    const { kind, id } = body.subject
    const known = await listOfSubjects(asSystem({ ...ctx, scope: { ...ctx.scope, reach: 'region' } }), kind, [id])
    const same = known.find((row) => row.text === body.text && !ENDED_STATES.includes(row.state))
    if (same) return same.id
  }
  const { row } = await enterItem(ctx, { body, unitId: heard.unitId, data: heard.data })
  return row.id
}

/** What a neighbour says of an obstacle; what it does not say takes its default. */
type SentItem = z.input<typeof ItemBody>

/** An open obstacle on a node of a schedule. Who may not see the obstacle itself is told only that there is one, and until when. */
interface NodeObstacle {
  readonly nodeId: string
  readonly itemId: string | null
  readonly number: string | null
  readonly title: string | null
  readonly unitName: string | null
  /** The last day on which it is still in the way, as its clock stands. */
  readonly inTheWayThrough: Day
}

/** Open obstacles on the nodes of a project's schedule, by node. The caller has seen to it that the reader may see the schedule. */
export async function listNodeObstacles(ctx: OperationContext, projectId: string): Promise<readonly NodeObstacle[]> {
  const rows = await listOnNodes(ctx, projectId)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [loop, logs, units] = [
    await readLoop(ctx),
    groupedBy(await listItemEvents(ctx, ids), ({ item_id }) => item_id),
    groupedBy(await listItemUnits(ctx, ids), ({ item_id }) => item_id),
  ]
  const names = await namesOfUnits(
    ctx,
    rows.map((row) => row.lead_unit_id),
  )
  const reader = ctx.actor.scopeOf('items.view')
  const isSeen = (row: ItemRow) =>
    reader !== undefined &&
    (reader.reach === 'region' || (units.get(row.id) ?? []).some(({ unit_id }) => reader.unitIds.includes(unit_id)))
  return rows.flatMap((row) => {
    const through = inTheWayThrough(owedFactsOf(ctx, loop, row, logs.get(row.id) ?? []), dayOf(ctx.now))
    if (through === null || row.node_id === null) return []
    const seen = isSeen(row)
    return [
      {
        nodeId: row.node_id,
        itemId: seen ? row.id : null,
        number: seen ? row.number : null,
        title: seen ? row.title : null,
        unitName: (seen && row.lead_unit_id && names.get(row.lead_unit_id)?.shortName) || null,
        inTheWayThrough: through,
      },
    ]
  })
}

/** Items in reach a search finds by their words, the newest first. */
export async function findItems(ctx: OperationContext, text: string, limit: number): Promise<readonly FoundSubject[]> {
  const page = await listItems(asReader(ctx), ItemFilter.parse({ text }), { now: ctx.now, sort: 'updated', limit })
  return page.items.map((row) => ({
    kind: 'item',
    id: row.id,
    title: row.title,
    note: [row.number, row.subject_title].filter(Boolean).join(' · '),
    path: `/obstacles/${row.id}`,
  }))
}
