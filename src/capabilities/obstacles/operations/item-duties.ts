import { addDays, type Day, dayOf, startOfDay } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOwnPosts, namesOfUnits, type OwnPost } from '../../organisation/public.ts'
import type { ItemActor, ItemState } from '../contract.ts'
import { deadlineAfter } from '../rules/deadlines.ts'
import { listOwedItems } from '../store/item-list.ts'
import { type ItemRow, listItemUnits } from '../store/items.ts'
import { groupedBy } from './grouped.ts'
import { type Loop, readLoop } from './item-loop.ts'
import { asReader, partsOf } from './item-open.ts'
import { isOverdue } from './item-show.ts'

/** Above this many of one kind they are told as one duty. */
const TOLD_ONE_BY_ONE = 12
/** More are not read; who owes so many is told the most urgent. */
const MOST_READ = 2_000
/** From this tier on a county leader answers, from the next but one the chief leaders do. */
const LEADERS_FROM = 3
const CHIEF_FROM = 4

/** What is owed on an item, by its kind of duty. */
type Owing =
  | 'verify'
  | 'assign'
  | 'sign'
  | 'answer'
  | 'decide_extension'
  | 'consent'
  | 'close'
  | 'rate'
  | 'rework'
  | 'review'
  | 'decide'

type Owed = readonly (readonly [ItemActor, Owing])[]

const HANDLING: Owed = [['handler', 'answer']]
const OWED: Readonly<Partial<Record<ItemState, Owed>>> = {
  reported: [['assigner', 'verify']],
  given_back: [['proposer', 'rework']],
  verified: [['assigner', 'assign']],
  assigned: [['handler', 'sign']],
  signed: HANDLING,
  in_hand: HANDLING,
  answered: [
    ['proposer', 'consent'],
    ['assigner', 'consent'],
  ],
  proposer_agreed: [['assigner', 'consent']],
  assigner_agreed: [['proposer', 'consent']],
  agreed: [
    ['proposer', 'rate'],
    ['assigner', 'close'],
  ],
  suspended: [['leader', 'review']],
}

/** Where each kind is listed when there are many. */
const PATHS: Readonly<Record<Owing, `/${string}`>> = {
  verify: '/obstacles?state=reported',
  assign: '/obstacles?state=verified',
  sign: '/obstacles?state=assigned',
  answer: '/obstacles?state=signed&state=in_hand',
  decide_extension: '/obstacles?state=signed&state=in_hand',
  consent: '/obstacles?state=answered&state=proposer_agreed&state=assigner_agreed',
  close: '/obstacles?state=agreed',
  rate: '/obstacles?state=agreed',
  rework: '/obstacles?state=given_back',
  review: '/obstacles?state=suspended',
  decide: '/obstacles?tier=3&tier=4&tier=5&open=true',
}

interface Told {
  readonly owing: Owing
  readonly row: ItemRow
  readonly dueOn: Day | null
  readonly isLate: boolean
}

/**
 * What the person who acts owes on items up to a day: to verify, assign, sign, answer, decide on days asked for, agree, rate, close, review, or
 * decide at their tier. An item is told once, whoever the person is on it; many of one kind as one line.
 */
export async function listItemDuties(ctx: OperationContext, until: Day): Promise<readonly Duty[]> {
  if (ctx.actor.scopeOf('items.view') === undefined) return []
  const reader = asReader(ctx)
  const rows = await listOwedItems(reader, startOfDay(addDays(until, 1)), MOST_READ)
  if (rows.length === 0) return []
  const [loop, posts] = [await readLoop(ctx), await listOwnPosts(ctx)]
  const units = groupedBy(
    await listItemUnits(
      ctx,
      rows.map(({ id }) => id),
    ),
    ({ item_id }) => item_id,
  )
  const told = rows.flatMap((row): Told[] => {
    const owing = owedBy(row, partsOf(ctx, row, units.get(row.id) ?? []), posts)
    if (owing === undefined) return []
    const dueAt = owing === 'decide_extension' ? extensionDue(ctx, loop, row) : row.due_at
    if (dueAt !== null && dayOf(dueAt) > until) return []
    return [{ owing, row, dueOn: dueAt && dayOf(dueAt), isLate: dueAt !== null && dueAt < ctx.now }]
  })
  const names = await namesOfUnits(
    ctx,
    told.map(({ row }) => row.lead_unit_id ?? row.proposer_unit_id),
  )
  return [...groupedBy(told, ({ owing }) => owing)].flatMap(([owing, group]) => dutiesOf(ctx, owing, group, names))
}

function owedBy(row: ItemRow, parts: readonly ItemActor[], posts: readonly OwnPost[]): Owing | undefined {
  if (row.extension !== null && parts.includes('assigner')) return 'decide_extension'
  if (isForLeader(row, parts, posts)) return 'decide'
  const found = OWED[row.state]?.find(([actor]) => parts.includes(actor))?.[1]
  return found === 'rate' && (row.origin !== 'enterprise_request' || row.rating !== null) ? undefined : found
}

function isForLeader(row: ItemRow, parts: readonly ItemActor[], posts: readonly OwnPost[]): boolean {
  const tier = row.tier ?? 0
  const isRunning = row.state === 'assigned' || row.state === 'signed' || row.state === 'in_hand'
  if (!parts.includes('leader') || !isRunning || tier < LEADERS_FROM) return false
  const isChief = posts.some(({ role }) => role === 'chief_leader')
  return tier >= CHIEF_FROM ? isChief : posts.some(({ id }) => id === row.leader_post_id)
}

function extensionDue({ calendar }: OperationContext, { settings }: Loop, row: ItemRow): Date | null {
  return (
    row.extension && deadlineAfter(new Date(row.extension.askedAt), settings.extensionDecideDays, settings, calendar).at
  )
}

function dutiesOf(
  ctx: OperationContext,
  owing: Owing,
  told: readonly Told[],
  names: Awaited<ReturnType<typeof namesOfUnits>>,
): readonly Duty[] {
  const [first] = told
  if (!first) return []
  if (told.length > TOLD_ONE_BY_ONE)
    return [
      {
        key: `obstacles.items:${owing}`,
        kind: `obstacles.items_to_${owing}`,
        title: '',
        unitName: null,
        dueOn: first.dueOn,
        count: told.length,
        path: PATHS[owing],
        values: { overdue: told.filter(({ isLate }) => isLate).length },
      },
    ]
  return told.map(({ row, dueOn }) => ({
    key: `obstacles.item:${row.id}`,
    kind: `obstacles.item_to_${owing}`,
    title: row.title,
    unitName: names.get(row.lead_unit_id ?? row.proposer_unit_id ?? '')?.shortName ?? null,
    dueOn,
    count: 1,
    path: `/obstacles/${row.id}`,
    values: { number: row.number ?? '', tier: row.tier ?? 0, overdue: isOverdue(row, ctx.now) ? 1 : 0 },
  }))
}
