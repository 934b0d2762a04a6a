import type { Day } from '../../../kernel/day.ts'
import { formatInstant } from '../../../kernel/format.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { tierOf } from '../rules/ladder.ts'
import { sweepActOf } from '../rules/owed.ts'
import { type ItemEventRow, listItemEvents } from '../store/item-events.ts'
import * as store from '../store/item-sweep.ts'
import type { ItemRow } from '../store/items.ts'
import { type Act, announceAct, written } from './item-act.ts'
import { clockColumns, owedFactsOf, remindersOf } from './item-clock.ts'
import { tierToClimb } from './item-climb.ts'
import { asSystem, keepClosing, SYSTEM } from './item-consent.ts'
import { groupedBy } from './grouped.ts'
import { type Loop, readLoop } from './item-loop.ts'

/** So many that whoever wants to act on one of them hardly waits. */
const AT_ONCE = 500
/** Where a clock says that something is due and nothing is, it is looked at again after an hour, so that a sweep always ends. */
const HOUR_MS = 3_600_000

const words = obstaclesMessages['zh-CN'].loop

/** Takes up a stretch of what has fallen due: one transaction, so that a sweep that is killed has done a stretch wholly or not at all. */
export const sweepOperation = implement(contract.sweepItems, async (person) => {
  const ctx = asSystem(person)
  const loop = await readLoop(ctx)
  const rows = await store.holdDue(ctx, ctx.now, AT_ONCE)
  const logs = await logsOf(ctx, rows)
  const swept = rows.map((row) => ({ before: row, ...sweep(ctx, { row, log: logs.get(row.id) ?? [], loop }) }))
  await store.insertManyEvents(
    ctx,
    swept.flatMap(({ lines }) => lines),
  )
  await store.keepSwept(
    ctx,
    swept.map(({ row, lines }) => ({ ...row, version: row.version + (lines.length > 0 ? 1 : 0) })),
  )
  for (const { before, row, log, lines } of swept) {
    for (const line of lines) announceAct(ctx, before, row, line)
    if (lines.some(({ kind }) => kind === 'closed')) await keepClosing(ctx, { row, log, loop, units: [], files: [] })
  }
  const count = (kind: ItemEventRow['kind']) =>
    swept.flatMap(({ lines }) => lines.filter((line) => line.kind === kind)).length
  return {
    escalated: count('escalated'),
    reminded: count('reminded'),
    closed: count('closed'),
    left: rows.length === AT_ONCE,
  }
})

/** Reads a stretch of clocks anew; what a person did and the versions of items stay as they are. */
export const rereadOperation = implement(contract.rereadClocks, async (ctx, { after }) => {
  const loop = await readLoop(ctx)
  const rows = await store.holdUnderWay(ctx, after, AT_ONCE)
  const logs = await logsOf(ctx, rows)
  const moved = rows
    .map((row) => ({ row, next: { ...row, ...clockColumns(ctx, loop, row, logs.get(row.id) ?? []) } }))
    .filter(({ row, next }) => CLOCKED.some((column) => Number(row[column]) !== Number(next[column])))
  await store.keepSwept(
    ctx,
    moved.map(({ next }) => next),
  )
  if (moved.length > 0)
    ctx.announce('obstacles.clocks_reread', {
      subject: { kind: 'items', id: ctx.scope.region },
      after: { moved: moved.length },
    })
  return { moved: moved.length, next: rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null) }
})

const CLOCKED = ['tier', 'started_at', 'due_at', 'answer_due_at', 'sweep_at', 'is_late'] as const

async function logsOf(ctx: OperationContext, rows: readonly ItemRow[]) {
  const events = await listItemEvents(
    ctx,
    rows.map(({ id }) => id),
  )
  return groupedBy(events, ({ item_id }) => item_id)
}

interface Swept {
  readonly row: ItemRow
  readonly log: readonly ItemEventRow[]
  readonly lines: readonly ItemEventRow[]
}

/** What falls due on one item now: a step up or a closing, then the reminder of the deadline that follows. */
function sweep(
  ctx: OperationContext,
  start: { readonly row: ItemRow; readonly log: readonly ItemEventRow[]; readonly loop: Loop },
): Swept {
  const { loop } = start
  let { row, log } = start
  const lines: ItemEventRow[] = []
  for (const next of [dueAct, dueReminder]) {
    const act = next(ctx, loop, row, log)
    if (!act) continue
    const to = act.action === 'close' ? 'closed' : row.state
    const { line, changed } = written(ctx, { row, log, loop }, act, { to, signer: SYSTEM })
    lines.push(line)
    row = changed
    log = [...log, line]
  }
  const clocked = lines.length > 0 ? row : { ...row, ...clockColumns(ctx, loop, row, log) }
  const isStuck = lines.length === 0 && clocked.sweep_at !== null && clocked.sweep_at <= ctx.now
  return { row: isStuck ? { ...clocked, sweep_at: new Date(ctx.now.getTime() + HOUR_MS) } : clocked, log, lines }
}

function dueAct(ctx: OperationContext, loop: Loop, row: ItemRow, log: readonly ItemEventRow[]): Act | undefined {
  const facts = owedFactsOf(ctx, loop, row, log)
  const due = sweepActOf(facts, ctx.now)
  if (due === null) return undefined
  if (due.act === 'close') return { action: 'close', text: words.ratingOver }
  const tier = tierToClimb(row, log)
  const from = facts.clock.legs.at(-1)
  if (tier === undefined || !from) return undefined
  const dueAt = from.dueAt ? formatInstant(from.dueAt, 'zh-CN') : ''
  return {
    action: 'escalate',
    text: words.expired(from.tier, tier, dueAt),
    data: {
      from: from.tier,
      tier,
      cause: 'expired',
      dueAt: from.dueAt?.toISOString() ?? null,
      order: tierOf(loop.ladderOf(row.ladder_number), from.tier).orderAtExpiry,
    },
  }
}

function dueReminder(ctx: OperationContext, loop: Loop, row: ItemRow, log: readonly ItemEventRow[]): Act | undefined {
  const due = remindersOf(ctx, loop, row, log).filter(({ at }) => at <= ctx.now)
  const reminder = due.at(-1)
  if (!reminder) return undefined
  const { days, dueOn } = reminder
  return { action: 'note', event: 'reminded', text: sentence(row, days, dueOn), data: { days, dueOn } }
}

function sentence({ state }: ItemRow, days: number, dueOn: Day): string {
  if (state === 'suspended') return words.reviewToday(dueOn)
  return days > 0 ? words.remindedAhead(days, dueOn) : words.remindedToday(dueOn)
}
