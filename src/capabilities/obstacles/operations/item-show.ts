import { type Day, dayOf } from '../../../kernel/day.ts'
import { workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import type * as contract from '../contract.ts'
import { readClock, standingsOf } from '../rules/clock.ts'
import { availableActions, RUNNING_STATES } from '../rules/states.ts'
import type { ItemEventRow, ItemFileRow } from '../store/item-events.ts'
import { type ItemRow, listItemUnits, listJoined } from '../store/items.ts'
import { groupedBy } from './grouped.ts'
import { brokenByLog, brokenByRow, clockFactsOf } from './item-clock.ts'
import type { Loop } from './item-loop.ts'
import { type OpenItem, partsOf } from './item-open.ts'

type Names = Awaited<ReturnType<typeof namesOfUnits>>

/** Items as a list shows them: two statements more for any number. */
export async function linesOf(
  ctx: OperationContext,
  loop: Loop,
  rows: readonly ItemRow[],
): Promise<contract.ItemLine[]> {
  const units = groupedBy(
    await listItemUnits(
      ctx,
      rows.map(({ id }) => id),
    ),
    ({ item_id }) => item_id,
  )
  const names = await namesOfUnits(
    ctx,
    rows.flatMap((row) => [row.proposer_unit_id, row.lead_unit_id]),
  )
  return rows.map((row) => {
    const parts = partsOf(ctx, row, units.get(row.id) ?? [])
    return lineOf(ctx, row, names, availableActions(row.state, parts, brokenByRow(ctx, loop, row)))
  })
}

/** An item, whole. */
export async function shownItem(
  ctx: OperationContext,
  { row, log, units, files, loop }: OpenItem,
): Promise<contract.Item> {
  const assistants = units.filter(({ part }) => part === 'assistant').map(({ unit_id }) => unit_id)
  const joined = row.is_systemic ? await listJoined(ctx, [row.id]) : []
  const names = await namesOfUnits(ctx, [
    row.proposer_unit_id,
    row.lead_unit_id,
    row.assigner_unit_id,
    ...assistants,
    ...joined.map(({ proposer_unit_id }) => proposer_unit_id),
  ])
  const post = row.leader_post_id ? (await titlesOfPosts(ctx, [row.leader_post_id])).get(row.leader_post_id) : undefined
  const facts = clockFactsOf(ctx, loop, row, log)
  const actions = availableActions(row.state, partsOf(ctx, row, units), brokenByLog(ctx, loop, row, log))
  const { extension, suspension, level_above: levelAbove } = row
  return {
    ...lineOf(ctx, row, names, actions),
    text: row.text,
    desiredResult: row.desired_result,
    ownEfforts: row.own_efforts,
    neededOn: row.needed_on as Day | null,
    node: row.node_id === null ? null : nodeOf(row),
    suggestedUnitId: row.suggested_unit_id,
    proposerName: row.proposer_name,
    assignerUnit: named(names, row.assigner_unit_id),
    assistants: assistants.flatMap((id) => named(names, id) ?? []),
    leader: post ? { postId: post.id, title: post.title, personName: post.personName } : null,
    days: row.days,
    statutoryDueOn: row.statutory_due_on as Day | null,
    closingStandard: row.closing_standard,
    closingProof: row.closing_proof,
    extension: extension && { ...extension },
    suspension: suspension && { ...suspension, reviewOn: suspension.reviewOn as Day },
    levelAbove: levelAbove && { ...levelAbove },
    rating: row.rating && { rating: row.rating, text: row.rating_text },
    joined: joined.map((each) => ({
      id: each.id,
      number: each.number,
      title: each.title,
      unitName: named(names, each.proposer_unit_id)?.name ?? '',
    })),
    tiers: standingsOf(readClock(facts), facts),
    files: files.map(fileOf),
    createdAt: row.created_at.toISOString(),
  }
}

function nodeOf(row: ItemRow): contract.HeldNode {
  return { nodeId: row.node_id ?? '', title: row.node_title ?? '', plannedOn: row.node_planned_on as Day | null }
}

/** Whether the time of an item is over and its handling unit owes it. */
export function isOverdue({ state, due_at }: Pick<ItemRow, 'state' | 'due_at'>, now: Date): boolean {
  return RUNNING_STATES.includes(state) && due_at !== null && due_at < now
}

function lineOf(
  ctx: OperationContext,
  row: ItemRow,
  names: Names,
  actions: readonly contract.ItemAction[],
): contract.ItemLine {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    origin: row.origin,
    class: row.class,
    severity: row.severity,
    state: row.state,
    title: row.title,
    subject:
      row.subject_kind === null || row.subject_id === null
        ? null
        : { kind: row.subject_kind, id: row.subject_id, title: row.subject_title },
    proposerUnit: named(names, row.proposer_unit_id),
    leadUnit: named(names, row.lead_unit_id),
    tier: row.tier,
    round: row.round,
    dueAt: iso(row.due_at),
    workdaysLeft: workdaysLeft(ctx, row),
    isOverdue: isOverdue(row, ctx.now),
    isLate: row.is_late || isOverdue(row, ctx.now),
    isHard: row.is_hard,
    isStatutory: row.statutory_due_on !== null,
    isSystemic: row.is_systemic,
    systemicId: row.systemic_id,
    returns: row.returns,
    extensions: row.extensions,
    extensionAsked: row.extension !== null,
    reportedAt: iso(row.reported_at),
    assignedAt: iso(row.assigned_at),
    answeredAt: iso(row.answered_at),
    closedAt: iso(row.closed_at),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    actions: [...actions],
  }
}

function workdaysLeft({ calendar, now }: OperationContext, { due_at }: ItemRow): number | null {
  return due_at && workdaysBetween(calendar, dayOf(now), dayOf(due_at)).workdays
}

function named(names: Names, id: string | null): contract.NamedUnit | null {
  return id === null ? null : { id, name: names.get(id)?.shortName ?? '' }
}

/** A file of an item as it is shown. */
export function fileOf(file: ItemFileRow): contract.ItemFile {
  return {
    id: file.id,
    name: file.name,
    type: file.type,
    size: file.size,
    eventId: file.event_id,
    at: file.at.toISOString(),
  }
}

/** Lines of the log as they are shown. */
export async function shownEvents(
  ctx: OperationContext,
  log: readonly ItemEventRow[],
  files: readonly ItemFileRow[],
): Promise<contract.ItemEvent[]> {
  const names = await namesOfUnits(
    ctx,
    log.map(({ unit_id }) => unit_id),
  )
  const byEvent = groupedBy(files, ({ event_id }) => event_id)
  return log.map((line) => ({
    id: line.id,
    sequence: line.sequence,
    kind: line.kind,
    at: line.at.toISOString(),
    actor: line.actor,
    personName: line.person_name,
    onBehalfOf: line.on_behalf_of,
    postTitle: line.post_title,
    unit: named(names, line.unit_id),
    from: line.from_state,
    to: line.to_state,
    text: line.text,
    data: { ...line.data },
    files: (byEvent.get(line.id) ?? []).map(fileOf),
  }))
}
