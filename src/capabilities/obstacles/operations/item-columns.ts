import type { ItemEventKind, ItemState, Rating, SuspensionCause } from '../contract.ts'
import type { ItemChange, ItemRow } from '../store/items.ts'

/** What is known of an event when the row is written that follows from it. */
interface Written {
  readonly row: ItemRow
  readonly to: ItemState
  readonly now: Date
  readonly text: string
  readonly data: Readonly<Record<string, unknown>>
}

const NOT_ANSWERED = { answered_at: null, agreed_at: null } as const
const NOBODY_HANDLES = {
  lead_unit_id: null,
  leader_post_id: null,
  assigned_at: null,
  signed_at: null,
  days: null,
  tier: null,
  ladder_number: null,
  statutory_due_on: null,
  closing_standard: '',
  closing_proof: null,
  extension: null,
} as const satisfies ItemChange

const agreed = ({ to, now }: Written): ItemChange => (to === 'agreed' ? { agreed_at: now } : {})
/** A rating is of an answer: with the answer it goes, and the next one is rated anew. */
const UNRATED = { rating: null, rating_text: '' } as const satisfies ItemChange
const sentBack = ({ row }: Written): ItemChange => ({ ...NOT_ANSWERED, ...UNRATED, returns: row.returns + 1 })

/** The columns each event moves; an event that is not here moves none but those of the clock and what its act says itself. */
const MOVED: Readonly<Partial<Record<ItemEventKind, (written: Written) => ItemChange>>> = {
  reported: ({ row, now }) => ({ reported_at: row.reported_at ?? now }),
  assigned: ({ now }) => ({ assigned_at: now, signed_at: null, extension: null, ...NOT_ANSWERED }),
  signed: ({ now }) => ({ signed_at: now }),
  returned: () => ({ ...NOBODY_HANDLES, was_returned: true }),
  extension_asked: ({ now, text, data }) => ({
    extension: {
      days: Number(data['days']),
      reason: text,
      progress: String(data['progress']),
      askedAt: now.toISOString(),
    },
  }),
  extension_granted: ({ row }) => ({ extension: null, extensions: row.extensions + 1 }),
  extension_refused: () => ({ extension: null }),
  answered: ({ row, now }) => ({ answered_at: now, signed_at: row.signed_at ?? now, extension: null }),
  sent_back: sentBack,
  contradicted: sentBack,
  proposer_agreed: agreed,
  assigner_agreed: agreed,
  rated: ({ text, data }) => ({ rating: data['rating'] as Rating, rating_text: text }),
  closed: ({ now }) => ({ closed_at: now }),
  reopened: ({ row }) => ({ ...NOT_ANSWERED, ...UNRATED, closed_at: null, round: row.round + 1 }),
  suspended: ({ row, text, data }) => ({
    state_left: row.state,
    suspension: { cause: data['cause'] as SuspensionCause, reason: text, reviewOn: String(data['reviewOn']) },
  }),
  level_above_needed: ({ row, now, text, data }) => ({
    state_left: row.state,
    level_above: { body: String(data['body']), ask: text, since: now.toISOString() },
  }),
  resumed: () => ({ state_left: null, suspension: null, level_above: null }),
  escalated: ({ row }) => ({ escalations: row.escalations + 1 }),
}

/** The columns of an item that follow from an event, apart from those of its clock. */
export function columnsAfter(kind: ItemEventKind, written: Written): ItemChange {
  return { state: written.to, updated_at: written.now, ...MOVED[kind]?.(written) }
}
