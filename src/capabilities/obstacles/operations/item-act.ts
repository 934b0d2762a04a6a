import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOwnPosts, titlesOfPosts } from '../../organisation/public.ts'
import type { ItemAction, ItemActor, ItemEventKind, ItemMoved, ItemState } from '../contract.ts'
import { problemOfGuard } from '../rules/guards.ts'
import { ITEM_TABLE, nextState } from '../rules/states.ts'
import { bindItemFiles, insertItemEvents, type ItemEventRow, sealOf } from '../store/item-events.ts'
import { type ItemChange, type ItemRow, updateItem } from '../store/items.ts'
import { brokenByLog, clockColumns } from './item-clock.ts'
import { columnsAfter } from './item-columns.ts'
import { type OpenItem, openItem, partsOf } from './item-open.ts'

/** The kind by which others refer to an item. */
export const ITEM = 'item'

/** Something done to an item, before it is known whether it may be. */
export interface Act {
  readonly action: ItemAction
  /** The event it writes, where the table's own is not the one. */
  readonly event?: ItemEventKind
  /** The part it is done in, where the reader could do it in more than one. */
  readonly as?: ItemActor
  readonly text?: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly fileIds?: readonly string[]
  /** Columns that follow from what was said; those that follow from the event and the clock are added. */
  readonly change?: ItemChange
}

/** Where an item is and the version somebody saw. */
export interface Place {
  readonly itemId: string
  readonly expectedVersion: number
}

/** Does something to an item at a version: checks the table, writes the row with the line of the log, and says so. */
export async function perform(
  ctx: OperationContext,
  place: Place,
  act: Act | ((item: OpenItem) => Act | Promise<Act>),
): Promise<ItemMoved> {
  const item = await openAt(ctx, place)
  return movedOf(await performOn(ctx, item, typeof act === 'function' ? await act(item) : act))
}

/** An item the reader may see that is still at a version; refuses `conflict` where somebody was faster. */
export async function openAt(ctx: OperationContext, { itemId, expectedVersion }: Place): Promise<OpenItem> {
  const item = await openItem(ctx, itemId)
  if (item.row.version !== expectedVersion) refuse('conflict', problem('operation.conflict'))
  return item
}

/** What an act answers. */
export function movedOf({ row }: OpenItem): ItemMoved {
  return { id: row.id, version: row.version, state: row.state }
}

/** Does something to an item that is open; answers it as it then stands. */
export async function performOn(ctx: OperationContext, item: OpenItem, act: Act): Promise<OpenItem> {
  const { row, units } = item
  const rule = ITEM_TABLE[act.action]
  const to = nextState(row.state, act.action, row.state_left)
  if (to === undefined) refuse('rule_broken', problem('obstacles.item_not_now', { state: row.state }))
  const parts = partsOf(ctx, row, units)
  const actor = rule.actors.find((part) => parts.includes(part) && (act.as === undefined || act.as === part))
  if (!actor) refuse('forbidden', problem('obstacles.item_not_yours'))
  const broken = brokenByLog(ctx, item.loop, row, item.log)
  const [fault, ...faults] = rule.guards.filter((guard) => broken.has(guard)).map((guard) => problemOfGuard(guard))
  if (fault) refuse('rule_broken', fault, ...faults)
  const files = requireFiles(item, act.fileIds ?? [])
  const done = await keepAct(ctx, item, act, { to, signer: await signerOf(ctx, item, actor) })
  const last = done.log.at(-1)
  if (last) await bindItemFiles(ctx, row.id, files, last.id)
  return done
}

/** Files an act names must have been handed in to this item and belong to no act yet. */
function requireFiles({ files }: OpenItem, fileIds: readonly string[]): readonly string[] {
  const waiting = new Set(files.filter(({ event_id }) => event_id === null).map(({ id }) => id))
  const wanted = [...new Set(fileIds)]
  if (wanted.some((id) => !waiting.has(id))) refuse('rule_broken', problem('obstacles.file_not_there', {}, ['fileIds']))
  return wanted
}

/** Whose act it is. */
export interface Signer {
  readonly actor: ItemActor
  readonly postTitle: string
  readonly unitId: string | null
}

/** In whose name an act is done: the unit whose part it is, and the post of the person. */
export async function signerOf(
  ctx: OperationContext,
  { row, units }: Pick<OpenItem, 'row' | 'units'>,
  actor: ItemActor,
): Promise<Signer> {
  const posts = await listOwnPosts(ctx)
  const partUnit: Partial<Record<ItemActor, string | null>> = {
    handler: row.lead_unit_id,
    proposer: row.proposer_unit_id,
    assistant: units.find((unit) => unit.part === 'assistant' && ctx.actor.isOf(unit.unit_id))?.unit_id ?? null,
  }
  const unitId = actor in partUnit ? (partUnit[actor] ?? null) : (posts[0]?.unitId ?? null)
  const post = posts.find((each) => each.unitId === unitId) ?? posts[0]
  const title = post && (await titlesOfPosts(ctx, [post.id])).get(post.id)?.title
  return { actor, postTitle: title ?? '', unitId }
}

/** Writes an act whose right is settled: the row as it follows, the line of the log with its seal, and the announcement. */
export async function keepAct(
  ctx: OperationContext,
  item: OpenItem,
  act: Act,
  { to, signer }: { readonly to: ItemState; readonly signer: Signer },
): Promise<OpenItem> {
  const { row } = item
  const { line, changed, change } = written(ctx, item, act, { to, signer })
  const version = await updateItem(ctx, row.id, row.version, change)
  await insertItemEvents(ctx, [{ ...line, data: JSON.stringify(line.data) }])
  announceAct(ctx, row, changed, line)
  return { ...item, row: { ...changed, version }, log: [...item.log, line] }
}

/** What an act makes of an item: the line of the log, the row after it, and the columns that differ. */
export function written(
  ctx: Pick<OperationContext, 'calendar' | 'now' | 'actor' | 'scope'>,
  item: Pick<OpenItem, 'row' | 'log' | 'loop'>,
  act: Act,
  { to, signer }: { readonly to: ItemState; readonly signer: Signer },
): { readonly line: ItemEventRow; readonly changed: ItemRow; readonly change: ItemChange } {
  const { row, log, loop } = item
  const kind = act.event ?? ITEM_TABLE[act.action].event
  const text = act.text ?? ''
  const data = act.data ?? {}
  const moved = {
    ...act.change,
    ...columnsAfter(kind, { row, to, now: ctx.now, text, data }),
    ...(kind === 'assigned' ? { assigner_unit_id: signer.unitId } : {}),
  }
  const next: ItemRow = { ...row, ...moved }
  const bare = {
    region_code: ctx.scope.region,
    id: newId(ctx.now),
    item_id: row.id,
    sequence: row.last_sequence + 1,
    kind,
    at: ctx.now,
    actor: signer.actor,
    person_id: ctx.actor.personId,
    person_name: ctx.actor.name,
    on_behalf_of: ctx.actor.onBehalfOf?.name ?? null,
    post_title: signer.postTitle,
    unit_id: signer.unitId,
    from_state: row.state,
    to_state: to,
    round: next.round,
    text,
    data,
  }
  const clocked = clockColumns(ctx, loop, next, [...log, bare])
  const unsealed = { ...bare, tier: clocked.tier }
  const line = { ...unsealed, seal: sealOf(row.last_seal, unsealed) }
  const change = { ...moved, ...clocked, last_sequence: line.sequence, last_seal: line.seal }
  return { line, changed: { ...row, ...change }, change }
}

/** Says what happened to an item: in the audit trail, to live screens, and to whoever sends notices. */
export function announceAct(ctx: OperationContext, before: ItemRow, after: ItemRow, line: ItemEventRow): void {
  ctx.announce(`obstacles.item_${line.kind}`, {
    subject: { kind: ITEM, id: after.id },
    before: { state: before.state, tier: before.tier, dueAt: before.due_at },
    after: { state: after.state, tier: after.tier, dueAt: after.due_at, text: line.text },
    data: {
      ...line.data,
      number: after.number,
      title: after.title,
      proposerUnitId: after.proposer_unit_id,
      leadUnitId: after.lead_unit_id ?? before.lead_unit_id,
      ...(after.subject_kind ? { subject: { kind: after.subject_kind, id: after.subject_id } } : {}),
    },
  })
}
