import { ItemFilter } from '../contract.ts'

/** The state of the ledger's address: its view, conditions and order. */
export const LEDGER_STATE = {
  view: 'open',
  text: '',
  kind: [] as readonly string[],
  state: [] as readonly string[],
  class: [] as readonly string[],
  tier: [] as readonly string[],
  unitId: [] as readonly string[],
  origin: [] as readonly string[],
  severity: [] as readonly string[],
  proposerUnitId: [] as readonly string[],
  subjectKind: '',
  subjectId: '',
  dueFrom: '',
  dueTo: '',
  reportedFrom: '',
  reportedTo: '',
  sort: 'due',
}

/** Ways to look at the ledger, each a few conditions; `level_above` is the ledger of what the county cannot settle. */
export const LEDGER_VIEWS = ['open', 'overdue', 'mine', 'level_above', 'closed', 'all'] as const
/** One of `LEDGER_VIEWS`. */
export type LedgerView = (typeof LEDGER_VIEWS)[number]

/** The view an address names; the open items where it names none. */
export function viewOf(state: { readonly view: string }): LedgerView {
  return LEDGER_VIEWS.find((view) => view === state.view) ?? 'open'
}

/** The filter of an address; what is no filter is left out. `unitIds` are the reader's own units. */
export function ledgerFilter(
  state: Readonly<Record<keyof typeof LEDGER_STATE, unknown>>,
  unitIds: readonly string[],
): ItemFilter {
  const { view, sort: _sort, tier, ...conditions } = state
  const given = Object.fromEntries(
    Object.entries(conditions).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
  const tiers = Array.isArray(tier) && tier.length > 0 ? { tier: tier.map(Number) } : {}
  const parsed = ItemFilter.safeParse({
    ...given,
    ...tiers,
    ...conditionsOf(viewOf({ view: String(view) }), given, unitIds),
  })
  return parsed.success ? parsed.data : ItemFilter.parse({})
}

function conditionsOf(view: LedgerView, given: Readonly<Record<string, unknown>>, unitIds: readonly string[]): object {
  const isStateGiven = given['state'] !== undefined
  switch (view) {
    case 'all':
      return {}
    case 'overdue':
      return { open: true, overdue: true }
    case 'mine':
      return { open: true, ...(given['unitId'] === undefined ? { unitId: unitIds } : {}) }
    case 'level_above':
      return { state: ['level_above'] }
    case 'closed':
      return { state: ['closed'] }
    default:
      return isStateGiven ? {} : { open: true }
  }
}

const OF_VIEWS: ReadonlySet<string> = new Set<keyof ItemFilter>(['open', 'overdue', 'extensionAsked'])

/** Whether a filter narrows the ledger by more than its view. */
export function isNarrowedBy(filter: ItemFilter): boolean {
  return Object.keys(filter).some((key) => !OF_VIEWS.has(key))
}
