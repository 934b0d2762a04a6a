import { dayOf, yearOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ItemBody, ItemKind } from '../contract.ts'
import { ITEM_TABLE } from '../rules/states.ts'
import { insertItemEvents } from '../store/item-events.ts'
import { columnsOfItemBody, gramsOfItem, insertItem, type ItemRow, nextItemNumber } from '../store/items.ts'
import { type Act, announceAct, signerOf, written } from './item-act.ts'
import { readLoop } from './item-loop.ts'
import type { OpenItem } from './item-open.ts'

/** 问题 任务 议定 批示 督办: what the number of an item of each kind begins with. */
const PREFIXES: Readonly<Record<ItemKind, string>> = {
  obstacle: 'WT',
  task: 'RW',
  decision: 'YD',
  instruction: 'PS',
  supervised: 'DB',
}

/** An item as it comes into the ledger. */
export interface EnteredItem {
  readonly body: ItemBody
  /** The unit that proposes it. */
  readonly unitId: string
  /** A draft has no number and nobody but its writer sees it. */
  readonly isDraft?: boolean
  readonly isSystemic?: boolean
  /** What the first line of its log says and carries. */
  readonly text?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** Takes an item into the ledger: the row, the first line of its log, its number. The caller has settled the right and the unit. */
export async function enterItem(ctx: OperationContext, entered: EnteredItem): Promise<OpenItem> {
  const { body, unitId, isDraft = false, isSystemic = false } = entered
  const blank: ItemRow = {
    ...blankRow(ctx),
    ...columnsOfItemBody(body),
    proposer_unit_id: unitId,
    proposer_person_id: ctx.actor.personId,
    proposer_name: ctx.actor.name,
    is_systemic: isSystemic,
    number: isDraft ? null : await numberOf(ctx, body.kind),
  }
  const signer = await signerOf(ctx, { row: blank, units: [] }, 'proposer')
  const act: Act = {
    action: 'send',
    ...(isDraft ? { event: 'drafted' as const } : {}),
    text: entered.text ?? '',
    data: entered.data ?? {},
  }
  const loop = await readLoop(ctx)
  const to = isDraft ? 'draft' : (ITEM_TABLE.send.from.draft as 'reported')
  const { line, changed } = written(ctx, { row: blank, log: [], loop }, act, { to, signer })
  const { region_code: _region, ...row } = changed
  await insertItem(
    ctx,
    { ...row, extension: null, suspension: null, level_above: null, package: null },
    gramsOfItem(body),
    [{ part: 'proposer', unit_id: unitId }],
  )
  await insertItemEvents(ctx, [{ ...line, data: JSON.stringify(line.data) }])
  announceAct(ctx, blank, changed, line)
  return {
    row: changed,
    log: [line],
    units: [{ item_id: changed.id, part: 'proposer', unit_id: unitId }],
    files: [],
    loop,
  }
}

/** The next number of a kind in this year, `WT-2026-0317`. */
export async function numberOf(ctx: Pick<OperationContext, 'tx' | 'scope' | 'now'>, kind: ItemKind): Promise<string> {
  const year = yearOf(dayOf(ctx.now))
  const serial = await nextItemNumber(ctx, PREFIXES[kind], year)
  return `${PREFIXES[kind]}-${year}-${String(serial).padStart(4, '0')}`
}

type Blank = Omit<
  ItemRow,
  keyof ReturnType<typeof columnsOfItemBody> | 'proposer_unit_id' | 'proposer_person_id' | 'proposer_name'
>

function blankRow({ scope, now }: Pick<OperationContext, 'scope' | 'now'>): Blank {
  return {
    region_code: scope.region,
    id: newId(now),
    number: null,
    state: 'draft',
    state_left: null,
    is_systemic: false,
    systemic_id: null,
    assigner_unit_id: null,
    lead_unit_id: null,
    leader_post_id: null,
    days: null,
    is_hard: false,
    statutory_due_on: null,
    closing_standard: '',
    closing_proof: null,
    ladder_number: null,
    tier: null,
    round: 0,
    started_at: null,
    due_at: null,
    answer_due_at: null,
    sweep_at: null,
    is_late: false,
    returns: 0,
    extensions: 0,
    escalations: 0,
    was_returned: false,
    extension: null,
    suspension: null,
    level_above: null,
    package: null,
    rating: null,
    rating_text: '',
    reported_at: null,
    assigned_at: null,
    signed_at: null,
    answered_at: null,
    agreed_at: null,
    closed_at: null,
    last_sequence: 0,
    last_seal: '',
    created_at: now,
    updated_at: now,
    version: 1,
  }
}
